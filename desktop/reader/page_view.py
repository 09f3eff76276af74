"""The page as a person works with it, by keys and mouse."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPoint, Qt, QUrl, Signal
from PySide6.QtGui import QContextMenuEvent, QDesktopServices, QKeyEvent, QMouseEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from db import address
from db.models import COLORS
from desktop.reader import page_keys
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

    highlight_requested = Signal(object, str)
    """An Anchor and a colour ('' for the last one used)."""
    note_requested = Signal(object)
    """An Anchor: a note is wanted on these words or this paragraph."""
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
        self._keys: Mapping[int, str] = page_keys.by_key(page_keys.default_keys())
        self._pointed_at = ""

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
        else:
            before = self.textCursor().position()
            super().keyPressEvent(event)
            moved = self.textCursor().position() != before
            if moved or (key in _MOVES and self._pending is not None):
                self._follow_caret()
            return
        event.accept()

    def _do(self, what: str) -> bool:
        """Do what a key of the page stands for; tell whether there was something to do."""
        if what in (*COLORS, "highlight"):
            if not self.textCursor().hasSelection():
                return False
            self._highlight("" if what == "highlight" else what)
        elif what == "note":
            self._note()
        elif what == "delete":
            self._delete_note()
        elif what in ("next", "previous"):
            self.step(1 if what == "next" else -1)
        elif what == "page_down":
            bar = self.verticalScrollBar()
            bar.triggerAction(bar.SliderAction.SliderPageStepAdd)
        return bool(what)

    def _delete_note(self) -> None:
        start = self.textCursor().selectionStart()
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
        cursor.setPosition(cursor.position())
        cursor.movePosition(
            QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor
        )
        return cursor.charFormat().anchorHref()

    def _note(self) -> None:
        """Ask for a note: on the highlight at the caret, the selected words, or the paragraph."""
        cursor = self.textCursor()
        if self._page is not None and not cursor.hasSelection():
            for position in (cursor.position(), cursor.position() - 1):
                if note := self._marks.note_at(self._page, position):
                    self.edit_note_requested.emit(note)
                    return
        if (anchor := self.anchor()) is not None:
            self.note_requested.emit(anchor)

    def _highlight(self, color: str) -> None:
        if (anchor := self.anchor()) is not None and anchor.quote:
            self.highlight_requested.emit(anchor, color)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Follow a link, open a note, or take the clicked paragraph as the current one."""
        drawn = self.textCursor().hasSelection()
        super().mouseReleaseEvent(event)
        if self._page is None or event.button() != Qt.MouseButton.LeftButton:
            return
        event.accept()
        if drawn and self.textCursor().hasSelection():
            return
        if href := self.anchorAt(event.position().toPoint()):
            self.clear_selection()  # Qt selects the link that was clicked
            self.follow(href)
            return
        position = self.cursorForPosition(event.position().toPoint()).position()
        if (note := self._marks.note_at(self._page, position)) is not None:
            self.note_clicked.emit(note.id)
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
        self._say_voice(place if self._in_gutter(point) else None)
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
            QDesktopServices.openUrl(QUrl(href))

    def _place_at(self, point: QPoint) -> Place | None:
        if self._page is None:
            return None
        index = self._page.at(self.cursorForPosition(point).position())
        return None if index is None else self._page.places[index]

    def _point_at(self, label: str) -> None:
        if label != self._pointed_at:
            self._pointed_at = label
            self.pointed_at.emit(label)

    def _say_voice(self, place: Place | None) -> None:
        """Say whose words a passage is, and how the page beside this one answers it."""
        words = ""
        if place is not None:
            label = place.passage.label
            words = f"{self._citation(label)} — {VOICE_WORDS[place.passage.voice]}"
            if (mismatch := self._opposite.get(label)) is not None:
                words = f"{words}. {mismatch.sentence}"
        if words != self._viewport.toolTip():
            self._viewport.setToolTip(words)
