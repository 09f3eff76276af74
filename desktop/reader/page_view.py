"""The page as a person works with it: keys, mouse, highlights and search hits over the text."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDesktopServices,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QWidget

from db import address
from db.models import COLORS, Anchor, Note
from desktop.reader import marks, page_keys
from desktop.reader.gutter import VOICE_WORDS, Gutter
from desktop.reader.hrefs import DESK, target_of
from desktop.reader.linked_view import LinkedView
from desktop.reader.page import Page, Place
from desktop.reader.page_marks import PageMarks
from desktop.theme import Theme

if TYPE_CHECKING:
    from db.search.finding import Found

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


class PageView(LinkedView):
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
    words_selected = Signal(bool)
    page_shown = Signal()
    """Another page is shown, or the same one set anew."""
    taken = Signal()
    """The person took a paragraph as the current one: with the caret, or by a click."""
    pointed_at = Signal(str)
    """The label of the paragraph under the pointer, empty where there is none."""
    menu_requested = Signal(QPoint, str)
    """Where on the screen a menu is to open, and where the link there leads, if there is one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._marks = PageMarks()
        self._read: frozenset[str] = frozenset()
        self._keys: Mapping[int, str] = page_keys.by_key(page_keys.default_keys())
        self._pointed_at = ""
        self._to_select: marks.Selected | None = None
        self.selectionChanged.connect(self._selection_changed)
        self.laid_out.connect(self._select)

    # marks --------------------------------------------------------------------------------

    def show_page(
        self, page: Page, theme: Theme, label: str = "", offset: int = 0, *, at_once: bool = True
    ) -> None:
        """Show a composed edition at a label, without the marks of the one before."""
        self._marks.clear()
        self._to_select = None
        self.setExtraSelections([])
        super().show_page(page, theme, label, offset, at_once=at_once)
        self.page_shown.emit()

    def go_to(self, label: str, spans: Sequence[marks.Span] = (), offset: int = -48) -> bool:
        """Bring a paragraph near the top, `spans` of it marked; tell whether it is on this page."""
        index = self._page.index_of(label) if self._page else None
        self._marks.set_hits(index, spans)
        self._apply_marks()
        return self.show_place(label, offset)

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

    def set_highlights(self, notes: Sequence[Note]) -> None:
        """Show these notes: ranges where they are of this edition, paragraphs otherwise."""
        if self._page is not None:
            self._marks.set_notes(self._page, notes)
            self._apply_marks()
            self._viewport.update()  # notes on whole paragraphs stand in the gutter

    def set_found(self, found: Sequence["Found"], current: "Found | None") -> None:
        """Mark what was found, the `current` one more than the others; nothing to mark none."""
        from desktop.reader.found import FoundOnPage

        if self._marks.found is None:
            self._marks.found = FoundOnPage(self)
        had = bool(self._marks.found)
        self._marks.found.set(found, current)
        if had or found:
            self._apply_marks()

    def reveal(self, one: "Found") -> None:
        """Bring a match that is marked into view."""
        if self._page is not None and self._marks.found:
            self._marks.found.reveal(self._page, one)

    def set_read(self, labels: frozenset[str]) -> None:
        """Check these paragraphs in the gutter: they have been read."""
        if labels != self._read:
            self._read = labels
            self._viewport.update()

    def seen(self) -> list[str]:
        """Return the labels of what is in view, none while one is on the way elsewhere."""
        if self._page is None or self._pending is not None:
            return []
        return [place.passage.label for place, _ in self._visible()]

    def is_in_view(self, index: int) -> bool:
        """Tell whether something of a passage can be seen."""
        if self._page is None or self._pending is not None:
            return False
        first = self._page.places[index].first
        return any(place.first == first for place, _ in self._visible())

    def _apply_marks(self) -> None:
        """Mark what is in view and a little around it."""
        if self._page is not None and (self._marks or self.extraSelections()):
            seen = [place for place, _ in self._visible()]
            self.setExtraSelections(self._marks.selections(self._page, seen, self._theme))
            self._viewport.update()

    def about_to_paint(self, seen: Sequence[Place]) -> None:
        """Mark what has come into view."""
        if self._page is not None and self._marks.lack(self._page, seen):
            self._apply_marks()

    def _arrive(self) -> None:
        super()._arrive()
        found = self._marks.found
        if self._page is not None and found and self._pending is None:
            found.arrived(self._page)
        if self._marks:
            self._apply_marks()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, then the frame around the match one is at, and what has been read."""
        super().paintEvent(event)
        if self._page is None or not (self._marks.found or self._read):
            return
        painter = QPainter(self._viewport)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._marks.paint(painter, self._page, self._theme)
        if self._read:
            self._paint_read(painter, self._page)
        painter.end()

    def _paint_read(self, painter: QPainter, page: Page) -> None:
        from desktop.reader.read_marks import paint_checks

        gutter = Gutter(page, self._theme, self.font(), self._edge, self._rtl)
        seen = [
            (place, rect.top() + gutter.baseline(place))
            for place, rect in self._visible()
            if place.passage.label in self._read
        ]
        paint_checks(painter, seen, self._read, self._theme, self.font(), self._edge, self._rtl)

    def noted(self) -> Mapping[str, str]:
        """Return the colours of notes on whole paragraphs, or made on other editions."""
        return self._marks.colors(self._page) if self._page is not None else {}

    def anchor(self) -> Anchor | None:
        """Return an anchor for the selected words, or for the current paragraph."""
        if self._page is None:
            return None
        return marks.anchor_of(self._page, self.textCursor(), self._current)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy the words as the passages have them: Qt would make no-break spaces plain ones."""
        from desktop.reader.copying import words_of

        copied = QMimeData()
        if self._page is not None:
            copied.setText(words_of(self._page, self.textCursor()))
        return copied

    def selected(self) -> marks.Selected | None:
        """Return what is selected, to select it again in another layout of the text."""
        if self._to_select is not None:
            return self._to_select
        cursor = self.textCursor()
        return marks.selected(self._page, cursor) if self._page is not None else None

    def select(self, what: marks.Selected) -> None:
        """Select words again, once the text is laid out."""
        self._to_select = what
        if self.is_laid_out:
            self._select()

    def _select(self) -> None:
        wanted, self._to_select = self._to_select, None
        if wanted is None or self._page is None:
            return
        cursor = marks.cursor_over(self._page, wanted)
        if cursor is not None:
            value, following = self.verticalScrollBar().value(), self._following
            self._following = False
            self.setTextCursor(cursor)  # Qt brings its end into view
            self.verticalScrollBar().setValue(value)
            self._following = following

    def selection_rect(self) -> QRectF:
        """Return where the selection begins, in the page's own coordinates."""
        cursor = QTextCursor(self.textCursor())
        cursor.setPosition(cursor.selectionStart())
        rect = self.cursorRect(cursor)
        return QRectF(self._viewport.mapToParent(rect.topLeft()), rect.size())

    def _selection_changed(self) -> None:
        self.words_selected.emit(self.textCursor().hasSelection())

    # keys and mouse -----------------------------------------------------------------------

    def set_keys(self, keys: Mapping[int, str]) -> None:
        """Take other keys, as `page_keys.by_key` gives them."""
        self._keys = keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Highlight, note and move by paragraph; everything else is the text's own."""
        key, plain = event.key(), event.modifiers() in (
            Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier,
        )  # fmt: skip
        selected = self.textCursor().hasSelection()
        if self._do(page_keys.pressed(event, self._keys)):
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
