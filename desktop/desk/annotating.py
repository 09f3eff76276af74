"""From selected words to a note: the keys and the colour bar over the page in front."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from db.models import COLORS, NOWHERE, Anchor, Note
from desktop.notes.color_bar import ColorBar
from desktop.notes.controller import NotesController
from desktop.settings import Settings
from desktop.tabs.navigator import Navigator

_LOOK_AGAIN = 50
"""After so many milliseconds, while the mouse button is held, the bar looks again."""
_AT_REST = 150
"""A page that has not moved for so many milliseconds is at rest: the bar comes back."""


class Annotating(QObject):
    """Turns what the reader asks for on a page into notes."""

    highlighted = Signal()
    note_wanted = Signal()
    """A note is about to be written: make room for its editor."""
    told = Signal(str)
    """Why nothing was done, as a sentence."""

    def __init__(
        self,
        navigator: Navigator,
        notes: NotesController,
        bar: ColorBar,
        settings: Settings,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._navigator, self._notes, self._bar = navigator, notes, bar
        self._settings = settings
        self._bar_due = QTimer(self, singleShot=True)
        self._bar_due.timeout.connect(self.place_bar)
        self._at_rest = QTimer(self, singleShot=True, interval=_AT_REST)
        self._at_rest.timeout.connect(self._bring_bar_back)
        self._hidden = False
        """Whether the bar was there when the page began to move."""
        bar.color_chosen.connect(self.highlight_selection)
        bar.style_chosen.connect(self.style_selection)
        bar.note_requested.connect(self.note_on_selection)
        bar.range_requested.connect(self.give_range)
        bar.merge_requested.connect(self.merge)

    # highlights -----------------------------------------------------------------------------

    def highlight(self, anchors: Sequence[Anchor], color: str = "", style: str = "") -> None:
        """Highlight words; without a colour in the one that was used last.

        The page shows it at once, while it is being stored. The very words of a highlight that is
        there take its colour or style anew: a second one would hide the first.
        """
        if (there := self._highlight_on(anchors)) is not None:
            self._mark_anew(there, color, style)
            return
        color = color or self._last_color()
        self._settings.keep("last_color", color)
        note = self._notes.highlight(tuple(anchors), color, style or "fill")
        self.show_at_once(note)
        self._let_go()
        self.highlighted.emit()

    def _highlight_on(self, anchors: Sequence[Anchor]) -> Note | None:
        """Return the highlight on just these words, if there is one."""
        reader = self._navigator.reader()
        wanted = [_place(anchor) for anchor in anchors]
        for note in reversed(reader.notes if reader is not None else ()):
            if note.kind == "note" and [_place(one.anchor) for one in note.segments] == wanted:
                return note
        return None

    def _mark_anew(self, note: Note, color: str, style: str) -> None:
        wanted = {"color": color or note.color, "style": style or note.style}
        changes = {name: value for name, value in wanted.items() if value != getattr(note, name)}
        if changes:
            self.change(note.id, changes)
            self._let_go()
        else:
            self.told.emit("These words are highlighted so already. Ctrl+Z takes it back.")

    def show_at_once(self, note: Note) -> None:
        """Show a note on its pages before the store has answered."""
        for reader in self._navigator.open_tabs.readers_of(note.anchor.key.document):
            reader.add_note(note)

    def highlight_selection(self, color: str) -> None:
        """Highlight what is selected on the page in front."""
        if (anchors := self._anchors()) and anchors[0].quote:
            self.highlight(anchors, color)

    def style_selection(self, style: str) -> None:
        """Highlight what is selected in a style, in the colour used last."""
        if (anchors := self._anchors()) and anchors[0].quote:
            self.highlight(anchors, "", style)

    def give_range(self) -> None:
        """Give the highlight that the selection touches the selected range."""
        if (reader := self._navigator.reader()) is not None:
            reader.page.give_range()
            self._let_go()

    def merge(self) -> None:
        """Make one of the highlights that the selection touches."""
        if (reader := self._navigator.reader()) is not None:
            reader.page.merge_notes()
            self._let_go()

    def change(self, note_id: str, changes: dict[str, Any]) -> None:
        """Change the colour or the style of a highlight."""
        if "color" in changes:
            self._settings.keep("last_color", changes["color"])
        self._notes.update(note_id, **changes)

    def put_range(self, note_id: str, anchors: Sequence[Anchor]) -> None:
        """Let a note hold on to other words."""
        self._notes.put_range(note_id, tuple(anchors))
        self._let_go()

    def split_here(self) -> None:
        """Split the highlight at the caret."""
        if (reader := self._navigator.reader()) is not None:
            reader.page.split_note()

    # notes ----------------------------------------------------------------------------------

    def note_on(self, anchors: Sequence[Anchor]) -> None:
        """Make a note on words or a paragraph, to be written at once."""
        self.note_wanted.emit()
        self._notes.add(tuple(anchors), self._last_color(), edit=True)
        self._let_go()

    def note_on_selection(self) -> None:
        """Note on what is selected, or on the paragraph where one is."""
        if anchors := self._anchors():
            self.note_on(anchors)

    def note_on_document(self) -> None:
        """Note on the whole document in front."""
        if (reader := self._navigator.reader()) is not None and reader.key is not None:
            self.note_on([Anchor(reader.key, "")])

    def free_note(self, folder: str = "") -> None:
        """Make a note of a notebook, which stands on no document."""
        self.note_wanted.emit()
        self._bar.hide()
        self._notes.add((NOWHERE,), self._last_color(), edit=True, folder=folder)

    def bookmark(self) -> None:
        """Put a bookmark on the paragraph where one is, or take away the one that is there."""
        reader = self._navigator.reader()
        if reader is None or reader.key is None or not reader.label:
            return
        there = [
            note.id
            for note in reader.notes
            if note.kind == "bookmark" and note.anchor.label == reader.label
        ]
        if there:
            self._notes.delete_many(there)
            self.told.emit("Bookmark taken away.")
        else:
            place = Anchor(reader.key, reader.label)
            self._notes.add((place,), self._last_color(), kind="bookmark")
            self.told.emit("Bookmark set.")

    def attach(self, note_id: str) -> None:
        """Let an orphan hold on to what is selected, or to the paragraph where one is."""
        if anchors := self._anchors():
            self._notes.attach(note_id, anchors[0])
            self._let_go()
        else:
            self.told.emit("Open the document and select the words the note belongs to.")

    def undo(self) -> None:
        """Undo the last change of a note of the document in front, or of the notebooks."""
        self._notes.undo(self._document())

    def redo(self) -> None:
        """Redo what was undone last."""
        self._notes.redo(self._document())

    def _document(self) -> str:
        reader = self._navigator.reader()
        return reader.document if reader is not None else ""

    def _last_color(self) -> str:
        kept = self._settings.text("last_color")
        return kept if kept in COLORS else COLORS[0]

    def _anchors(self) -> tuple[Anchor, ...]:
        reader = self._navigator.reader()
        return reader.page.anchors() if reader is not None else ()

    def _let_go(self) -> None:
        if (reader := self._navigator.reader()) is not None:
            reader.page.clear_selection()
        self._bar.hide()

    # the bar --------------------------------------------------------------------------------

    def words_selected(self, selected: bool) -> None:
        """Show the colour bar at a selection once the mouse is let go; hide it without one."""
        self._bar.hide()
        self._bar_due.stop()
        self._at_rest.stop()
        self._hidden = False
        if selected:
            self._bar_due.start(0)

    def page_moved(self) -> None:
        """Hide the colour bar while the words move, and show it by them again once they rest."""
        self._hidden = self._bar.isVisible() or (self._hidden and self._at_rest.isActive())
        self._bar.hide()
        self._at_rest.start()

    def page_arrived(self) -> None:
        """Show the colour bar again once the page has gone by itself where it was to be.

        Where the person had scrolled away from the words it was not there, and does not come.
        """
        reader = self._navigator.reader()
        is_in_front = reader is not None and reader.page is self.sender()
        if is_in_front and (self._hidden or self._bar.isVisible()):
            self._at_rest.stop()
            self._bar_due.start(0)

    def _bring_bar_back(self) -> None:
        self._hidden = False
        reader = self._navigator.reader()
        if reader is not None and reader.page.shows_selection():
            self.place_bar()

    def place_bar(self) -> None:
        """Put the bar above the selected words, or below where there is no room."""
        reader = self._navigator.reader()
        if reader is None or not reader.page.textCursor().hasSelection():
            return
        if QApplication.mouseButtons():
            self._bar_due.start(_LOOK_AGAIN)
            return
        host = self._bar.parentWidget()
        assert isinstance(host, QWidget)
        self._bar.offer_for(len(reader.page.notes_here()))
        rect = reader.page.selection_rect()
        point = reader.page.mapTo(host, rect.topLeft().toPoint())
        top = point.y() - self._bar.height() - 8
        if top < 40:
            top = point.y() + round(rect.height()) + 8
        top = max(40, min(top, host.height() - self._bar.height() - 8))
        left = max(8, min(point.x() - 40, host.width() - self._bar.width() - 8))
        self._bar.move(left, top)
        self._bar.show()
        self._bar.raise_()


def _place(anchor: Anchor) -> tuple[object, ...]:
    return anchor.key, anchor.label, anchor.start, anchor.end
