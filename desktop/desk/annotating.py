"""From selected words to a note: the keys and the colour bar over the page in front."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from db.models import COLORS, Anchor
from desktop.notes.color_bar import ColorBar
from desktop.notes.controller import NotesController
from desktop.settings import Settings
from desktop.tabs.navigator import Navigator

_LOOK_AGAIN = 50
"""After so many milliseconds, while the mouse button is held, the bar looks again."""


class Annotating(QObject):
    """Turns what the reader asks for on a page into notes."""

    highlighted = Signal()
    note_wanted = Signal()
    """A note is about to be written: make room for its editor."""

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
        bar.color_chosen.connect(self.highlight_selection)
        bar.note_requested.connect(self.note_on_selection)

    def highlight(self, anchor: Anchor, color: str = "") -> None:
        """Highlight words; without a colour in the one that was used last."""
        color = color or self._last_color()
        self._settings.keep("last_color", color)
        self._notes.add(anchor, color)
        self._let_go()
        self.highlighted.emit()

    def note_on(self, anchor: Anchor) -> None:
        """Make a note on words or a paragraph, to be written at once."""
        self.note_wanted.emit()
        self._notes.add(anchor, self._last_color(), edit=True)
        self._let_go()

    def _last_color(self) -> str:
        kept = self._settings.text("last_color")
        return kept if kept in COLORS else COLORS[0]

    def highlight_selection(self, color: str) -> None:
        """Highlight what is selected on the page in front."""
        if (anchor := self._anchor()) is not None and anchor.quote:
            self.highlight(anchor, color)

    def note_on_selection(self) -> None:
        """Note on what is selected, or on the paragraph where one is."""
        if (anchor := self._anchor()) is not None:
            self.note_on(anchor)

    def undo(self) -> None:
        """Undo the last change of a note of the document in front."""
        if (reader := self._navigator.reader()) is not None:
            self._notes.undo(reader.document)

    def redo(self) -> None:
        """Redo what was undone last."""
        if (reader := self._navigator.reader()) is not None:
            self._notes.redo(reader.document)

    def _anchor(self) -> Anchor | None:
        reader = self._navigator.reader()
        return reader.page.anchor() if reader is not None else None

    def _let_go(self) -> None:
        if (reader := self._navigator.reader()) is not None:
            reader.page.clear_selection()
        self._bar.hide()

    # the bar --------------------------------------------------------------------------------

    def words_selected(self, selected: bool) -> None:
        """Show the colour bar at a selection once the mouse is let go; hide it without one."""
        self._bar.hide()
        self._bar_due.stop()
        if selected:
            self._bar_due.start(0)

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
        self._bar.adjustSize()
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
