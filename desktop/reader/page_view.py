"""The page as a person works with it, by keys and mouse."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDesktopServices,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QWidget

from db import address
from db.models import COLORS, STYLES
from desktop.keys import page_keys
from desktop.reader.gutter import VOICE_WORDS
from desktop.reader.hrefs import DESK, target_of
from desktop.reader.marked_view import MarkedView
from desktop.reader.page import Place
from desktop.theme import Theme

_MOVES = frozenset(
    {
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
    }
)


class PageView(MarkedView):
    """A read-only page with a caret; it says what was asked of it and changes nothing."""

    highlight_requested = Signal(object, str, str)
    """Anchors, a colour and a style ('' for the last colour used, and for a fill)."""
    note_requested = Signal(object)
    """Anchors: a note is wanted on these words or this paragraph."""
    change_requested = Signal(str, object)
    """The note with this id is to be changed: `color`, `style`."""
    range_requested = Signal(str, object)
    """The note with this id is to hold on to other Anchors."""
    split_requested = Signal(str, str, int)
    """The note with this id is to be split: at a label and a code point there."""
    merge_requested = Signal(object)
    """The notes with these ids are to become one."""
    told = Signal(str)
    """Why nothing was done, as a sentence."""
    note_clicked = Signal(str)
    edit_note_requested = Signal(object)
    """The Note whose highlight is at the caret is to be written."""
    delete_note_requested = Signal(str)
    link_activated = Signal(str)
    desk_requested = Signal(str)
    """Something of the desk's that is no document is wanted: `register:Fu Cong`."""
    taken = Signal()
    """The person took a paragraph as the current one: with the caret, or by a click."""
    pointed_at = Signal(str)
    """The label of the paragraph under the pointer, empty where there is none."""
    menu_requested = Signal(QPoint, str)
    """Where on the screen a menu is to open, and where the link there leads, if there is one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._keys = page_keys.default_by_key()
        self._pointed_at = ""
        self._typed_ahead: list[QKeyEvent] = []
        self.arrived.connect(self._type_what_waited)

    def set_keys(self, keys: Mapping[int, str]) -> None:
        """Take other keys, as `page_keys.by_key` gives them."""
        self._keys = keys

    def wanted(self, event: QKeyEvent) -> str:
        """Return what a key stands for here, as `page_keys` names it; empty for nothing."""
        return page_keys.pressed(event, self._keys)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Highlight, note and move by paragraph; everything else is the text's own."""
        key, plain = event.key(), event.modifiers() in (
            Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier,
        )  # fmt: skip
        selected = self.textCursor().hasSelection()
        if self._do(self.wanted(event)):
            pass
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (href := self._link()):
            self.follow(href)
        elif plain and key == Qt.Key.Key_Escape and (selected or self._marks.has_hits):
            self._marks.set_hits(None, ())
            self._apply_marks()
            self.clear_selection()
        elif self._pending is not None and key in _MOVES and not _to_an_end(event):
            self._typed_ahead.append(event.clone())
        else:
            before = self.textCursor().position()
            super().keyPressEvent(event)
            moved = self.textCursor().position() != before
            if moved or (key in _MOVES and self._pending is not None):
                self._follow_caret()
            return
        event.accept()

    def _type_what_waited(self) -> None:
        """Move the caret by the keys that were pressed on the way: they go on from the place."""
        waited, self._typed_ahead = self._typed_ahead, []
        for event in waited:
            QCoreApplication.postEvent(self, event)

    def _do(self, what: str) -> bool:
        """Do what a key of the page stands for; tell whether there was something to do."""
        if what in (*COLORS, *STYLES, "highlight"):
            return self._mark(what)
        acts: dict[str, Callable[[], object]] = {
            "note": self._note,
            "delete": self._delete_note,
            "range": self.give_range,
            "split": self.split_note,
            "merge": self.merge_notes,
            "next": partial(self.step, 1),
            "previous": partial(self.step, -1),
            "page_down": self._page_down,
        }
        if what in acts:
            acts[what]()
        return bool(what)

    def _page_down(self) -> None:
        bar = self.verticalScrollBar()
        bar.triggerAction(bar.SliderAction.SliderPageStepAdd)

    def _mark(self, what: str) -> bool:
        """Highlight the selected words, or change the highlight at the caret."""
        color, style = (what if what in COLORS else ""), (what if what in STYLES else "")
        if self.textCursor().hasSelection():
            self._highlight(color, style)
            return True
        here = self.notes_here()
        if here and (color or style):
            other = "fill" if here[0].style == style else style
            change = {"color": color} if color else {"style": other}
            self.change_requested.emit(here[0].id, change)
        return bool(here)

    def give_range(self) -> None:
        """Give the one highlight the selection touches the selected range."""
        touched, anchors = self.notes_here(), self.anchors()
        if self.textCursor().hasSelection() and len(touched) == 1 and anchors:
            self.range_requested.emit(touched[0].id, anchors)
        else:
            self.told.emit("Select words that touch one highlight; it then takes their range.")

    def split_note(self) -> None:
        """Split the highlight the caret is in."""
        touched, position = self.notes_here(), self.caret()
        index = self._page.at(position) if self._page is not None else None
        if self._page is None or not touched or index is None:
            self.told.emit("Put the caret inside a highlight, where it is to be split.")
            return
        label = self._page.places[index].passage.label
        self.split_requested.emit(touched[0].id, label, self._page.offset(index, position))

    def merge_notes(self) -> None:
        """Make one of the highlights the selection touches."""
        touched = self.notes_here()
        if len(touched) > 1:
            self.merge_requested.emit([note.id for note in touched])
        else:
            self.told.emit("Select words over two highlights or more to make one of them.")

    def _delete_note(self) -> None:
        cursor = self.textCursor()
        start = cursor.selectionStart() if cursor.hasSelection() else self.caret()
        if self._page and (note := self._marks.note_at(self._page, start)):
            self.delete_note_requested.emit(note.id)

    def _follow_caret(self) -> None:
        """Take the paragraph of the caret, which a key moved, as the current one."""
        cursor = self.textCursor()
        if self._page is None or cursor.hasSelection():
            return
        if (index := self._page.at(cursor.position())) is not None:
            self._pending = None  # whoever moves the caret is no longer on the way elsewhere
            self._viewport.setUpdatesEnabled(True)
            self._set_current(self._page.places[index].passage.label)
            self.taken.emit()

    def _link(self) -> str:
        """Return where the link under the caret leads, empty where there is none."""
        cursor = QTextCursor(self.textCursor())
        cursor.setPosition(self.caret())
        cursor.movePosition(
            QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor
        )
        return cursor.charFormat().anchorHref()

    def _note(self) -> None:
        """Ask for a note: on the highlight at the caret, the selected words, or the paragraph."""
        if self._page is not None and not self.textCursor().hasSelection():
            for position in (self.caret(), self.caret() - 1):
                if note := self._marks.note_at(self._page, position):
                    self.edit_note_requested.emit(note)
                    return
        if anchors := self.anchors():
            self.note_requested.emit(anchors)

    def _highlight(self, color: str, style: str) -> None:
        if (anchors := self.anchors()) and anchors[0].quote:
            self.highlight_requested.emit(anchors, color, style)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Follow a link, open a note, or take the clicked paragraph as the current one."""
        drawn = self.textCursor().hasSelection()
        super().mouseReleaseEvent(event)
        if self._page is None or event.button() != Qt.MouseButton.LeftButton:
            return
        event.accept()
        if drawn and self.textCursor().hasSelection():
            self._take(self.textCursor().selectionStart())
            return
        if href := self.anchorAt(event.position().toPoint()):
            self.clear_selection()  # Qt selects the link that was clicked
            self.follow(href)
            return
        position = self.cursorForPosition(event.position().toPoint()).position()
        if (note := self._marks.note_at(self._page, position)) is not None:
            self.note_clicked.emit(note.id)
        self._take(position)

    def _take(self, position: int) -> None:
        """Take the paragraph at a position of the text as the current one."""
        assert self._page is not None
        if (index := self._page.at(position)) is not None:
            self._set_current(self._page.places[index].passage.label)
            self.taken.emit()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is pointed at any more."""
        super().leaveEvent(event)
        self._point_at("")

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu: of the selected words, or of the paragraph that is clicked."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            point, href = self.cursorRect().bottomLeft(), self._link()
        else:
            point, href = event.pos(), self.anchorAt(event.pos())
            if not self.textCursor().hasSelection():
                self.setTextCursor(self.cursorForPosition(point))
                self._follow_caret()
        self.menu_requested.emit(self._viewport.mapToGlobal(point), href)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over links, say the voice in the gutter, tell what is pointed at."""
        super().mouseMoveEvent(event)
        point = event.position().toPoint()
        place = self._place_at(point)
        self._say(self._of_the_margin(point, place) if place is not None else "")
        self._point_at(place.passage.label if place is not None else "")
        over = bool(self.anchorAt(point))
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor
        self._viewport.setCursor(shape)

    def step(self, by: int) -> None:
        """Go to the next or previous paragraph that has a number."""
        if self._page is None or (index := self._page.index_of(self._current)) is None:
            return
        index += by
        while 0 <= index < len(self._page.places):
            passage = self._page.places[index].passage
            if passage.kind != "record" and address.gutter(passage.label):
                self.go_to(passage.label)
                return
            index += by

    def put_caret(self, position: int) -> None:
        """Put the caret somewhere, in view, as a key would."""
        cursor = self.textCursor()
        cursor.setPosition(position)
        self.setTextCursor(cursor)
        self._follow_caret()

    def follow(self, href: str) -> None:
        """Ask for what a link leads to."""
        if target := target_of(href):
            self.link_activated.emit(target)
        elif href.startswith(DESK):
            self.desk_requested.emit(href.removeprefix(DESK))
        else:
            QDesktopServices.openUrl(href)

    def label_at(self, point: QPoint) -> str:
        """Return the label of the paragraph at a point of the viewport, empty for none."""
        place = self._place_at(point)
        return place.passage.label if place is not None else ""

    def _place_at(self, point: QPoint) -> Place | None:
        if self._page is None:
            return None
        index = self._page.at(self.cursorForPosition(point).position())
        return None if index is None else self._page.places[index]

    def _point_at(self, label: str) -> None:
        if label != self._pointed_at:
            self._pointed_at = label
            self.pointed_at.emit(label)

    def _of_the_margin(self, point: QPoint, place: Place) -> str:
        """Say what stands in the margin at a point: whose words, how answered; how well known."""
        label = place.passage.label
        if self._in_gutter(point):
            words = f"{self._citation(label)} — {VOICE_WORDS[place.passage.voice]}"
            mismatch = self._opposite.get(label)
            return f"{words}. {mismatch.sentence}" if mismatch is not None else words
        known = self.known().get(label) if self._beyond_the_text(point) else None
        return known.words if known else ""

    def _say(self, words: str) -> None:
        if words != self._viewport.toolTip():
            self._viewport.setToolTip(words)


def _to_an_end(event: QKeyEvent) -> bool:
    """Tell whether a key moves the caret to an end of the text, wherever it was."""
    ends = QKeySequence.StandardKey
    return any(
        event.matches(key)
        for key in (
            ends.MoveToStartOfDocument, ends.MoveToEndOfDocument,
            ends.SelectStartOfDocument, ends.SelectEndOfDocument,
        )
    )  # fmt: skip
