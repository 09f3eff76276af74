"""The page with what is marked on it, and the words that are selected."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QRect, QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from db.models import Anchor, Note
from desktop.reader import marks
from desktop.reader.gutter import Gutter, Noted
from desktop.reader.line_rects import line_rects
from desktop.reader.linked_view import LinkedView
from desktop.reader.page import Page, Place
from desktop.reader.page_marks import PageMarks
from desktop.theme import Theme

if TYPE_CHECKING:
    from db.search.finding import Found
    from desktop.reader.known_strip import Known


class MarkedView(LinkedView):
    """Shows notes, hits, matches and what has been read, and tells what is selected."""

    words_selected = Signal(bool)
    page_shown = Signal()
    """Another page is shown, or the same one set anew."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._marks = PageMarks()
        self._fresh: list[marks.Highlight] = []
        self._read: frozenset[str] = frozenset()
        self._known: Mapping[str, Known] = {}
        self._to_select: marks.Selected | None = None
        self.selectionChanged.connect(self._selection_changed)
        self.laid_out.connect(self._select)

    def show_page(
        self, page: Page, theme: Theme, label: str = "", offset: int = 0, *, at_once: bool = True
    ) -> None:
        """Show a composed edition at a label, without the marks of the one before."""
        self._marks.clear()
        self._fresh.clear()
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

    def set_highlights(self, notes: Sequence[Note]) -> None:
        """Show these notes: ranges where they are of this edition, paragraphs otherwise."""
        if self._page is not None:
            self._fresh.clear()
            self._marks.set_notes(self._page, notes)
            self._apply_marks()
            self._viewport.update()  # notes on whole paragraphs stand in the gutter

    def add_highlight(self, note: Note) -> None:
        """Show one note more at once: its words alone are painted anew."""
        if self._page is None:
            return
        scroll = self.verticalScrollBar().value()
        self._fresh += self._marks.add_note(self._page, note)
        for mark in self._fresh:
            for rect in line_rects(self._page, mark.number, (mark.start, mark.end), scroll):
                self._viewport.update(rect.toAlignedRect().adjusted(-2, -2, 2, 2))

    def _paint_ground(self, painter: QPainter, place: Place, ground: QRectF) -> None:
        """Paint under the words what was highlighted just now."""
        super()._paint_ground(painter, place, ground)
        scroll = self.verticalScrollBar().value()
        for mark in self._fresh:
            if self._page is None or self._page.places[mark.number] != place or mark.whole:
                continue
            if mark.note.style == "fill":
                color = self._theme.color(mark.note.color)
                for rect in line_rects(self._page, mark.number, (mark.start, mark.end), scroll):
                    painter.fillRect(rect, color)

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
        if changed := labels ^ self._read:
            self._read = labels
            self._repaint(*changed)

    def set_known(self, known: Mapping[str, "Known"]) -> None:
        """Show beside paragraphs how well they are known, by label."""
        if known != self._known:
            self._known = known
            if self._page is not None:
                self._describe(self._page.index_of(self._current))
            self._viewport.update()

    def known(self) -> Mapping[str, "Known"]:
        """Return how well paragraphs are known, by label."""
        return self._known

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
        if self._page is None or self._pending is not None:
            return
        if not (self._marks or self._read or self._known):
            return
        painter = QPainter(self._viewport)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._marks.paint(painter, self._page, self._theme, self.verticalScrollBar().value())
        if self._read:
            self._paint_read(painter, self._page)
        if self._known:
            self._paint_known(painter, event.rect())
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

    def _paint_known(self, painter: QPainter, exposed: QRect) -> None:
        from desktop.reader import known_strip

        left = known_strip.left_of(self._column(), self._viewport.width(), self._rtl)
        if exposed.left() <= left + known_strip.WIDTH and exposed.right() >= left:
            seen = [
                (known, rect)
                for place, rect in self._visible()
                if (known := self._known.get(place.passage.label))
            ]
            known_strip.paint(painter, seen, self._theme, left)

    def noted(self) -> Mapping[str, Noted]:
        """Return what stands in the gutter: notes on whole paragraphs, or on other editions."""
        return self._marks.noted

    def anchors(self) -> tuple[Anchor, ...]:
        """Return an anchor for the selected words of each paragraph, or for the current one."""
        if self._page is None:
            return ()
        return marks.anchors_of(self._page, self.textCursor(), self._current)

    def anchor(self) -> Anchor | None:
        """Return the first of `anchors`."""
        return next(iter(self.anchors()), None)

    def notes_here(self) -> list[Note]:
        """Return the notes whose highlights the selection touches, or the caret is in."""
        if self._page is None:
            return []
        cursor = self.textCursor()
        begin, end = cursor.selectionStart(), cursor.selectionEnd()
        if not cursor.hasSelection():
            caret = self.caret()
            found = (self._marks.note_at(self._page, at) for at in (caret, caret - 1))
            return [note for note in found if note is not None][:1]
        return self._marks.notes_between(self._page, begin, end)

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

    def shows_selection(self) -> bool:
        """Tell whether words are selected and begin or end in view."""
        cursor = QTextCursor(self.textCursor())
        if not cursor.hasSelection():
            return False
        begin, end, view = cursor.selectionStart(), cursor.selectionEnd(), self._viewport.rect()
        for position in (begin, end):
            cursor.setPosition(position)
            if view.intersects(self.cursorRect(cursor)):
                return True
        return False

    def _selection_changed(self) -> None:
        self.words_selected.emit(self.textCursor().hasSelection())
