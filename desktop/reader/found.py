"""What was found on a page: marked where it is in view, and one of it brought into view."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QTextCharFormat
from PySide6.QtWidgets import QTextEdit

from db.search.finding import Found
from desktop.reader.line_rects import line_rects
from desktop.reader.marks import hit_format, selection
from desktop.reader.page import Page
from desktop.theme import Theme

if TYPE_CHECKING:
    from desktop.reader.marked_view import MarkedView

_EDGE = 24
_UPPER_THIRD = 0.3


def current_format(theme: Theme) -> QTextCharFormat:
    """Return how the match one is at looks: inverted; a frame is painted around it."""
    form = QTextCharFormat()
    form.setBackground(theme.color("accent"))
    form.setForeground(theme.color("page"))
    return form


class FoundOnPage:
    """The matches of a page in order, and which of them one is at."""

    def __init__(self, view: "MarkedView") -> None:
        self._view = view
        self._all: Sequence[Found] = ()
        self._current: Found | None = None
        self._sought: Found | None = None

    def __bool__(self) -> bool:
        return bool(self._all)

    def set(self, found: Sequence[Found], current: Found | None) -> None:
        """Mark these matches, `current` more than the others; none to mark nothing."""
        self._all, self._current, self._sought = found, current, None

    def selections(
        self, page: Page, passages: range, theme: Theme
    ) -> Iterator[QTextEdit.ExtraSelection]:
        """Yield the marks in some passages."""
        first = bisect_left(self._all, (passages.start,))
        after = bisect_left(self._all, (passages.stop,))
        plain, inverted = hit_format(theme), current_format(theme)
        for one in self._all[first:after]:
            form = inverted if one == self._current else plain
            yield selection(page, one.passage, (one.start, one.end), form)

    # bringing one into view ------------------------------------------------------------------

    def reveal(self, page: Page, one: Found) -> None:
        """Scroll to a match, unless it is in view already; its paragraph is the current one."""
        place = page.places[one.passage]
        if self._view.is_in_view(one.passage) and self._is_seen(page, one):
            self._view.stand_at(place.passage.label)
            return
        self._sought = one
        height = self._view.viewport().height()
        self._view.show_place(place.passage.label, round(-height * _UPPER_THIRD))

    def arrived(self, page: Page) -> None:
        """Scroll on to a match that is far down in its paragraph."""
        one, self._sought = self._sought, None
        if one is None or one.passage >= len(page.places) or self._is_seen(page, one):
            return
        top = next(self.rects(page, one)).top()
        self._view.scroll_by(round(top - self._view.viewport().height() * _UPPER_THIRD))

    def _is_seen(self, page: Page, one: Found) -> bool:
        bottom = self._view.viewport().height() - _EDGE
        return all(r.top() >= 0 and r.bottom() <= bottom for r in self.rects(page, one))

    # where it stands -------------------------------------------------------------------------

    def rects(self, page: Page, one: Found) -> Iterator[QRectF]:
        """Yield where a match stands in the viewport, a rectangle for each of its lines."""
        scroll = self._view.verticalScrollBar().value()
        yield from line_rects(page, one.passage, (one.start, one.end), scroll)

    def paint(self, painter: QPainter, page: Page, passages: range, theme: Theme) -> None:
        """Frame the match one is at."""
        one = self._current
        if one is None or one.passage not in passages:
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("text"), 1.6))
        for rect in self.rects(page, one):
            painter.drawRoundedRect(rect.adjusted(0, -1, 0, 1), 3, 3)
