"""Which passages of a page can be seen, and where: told once for each place of the scroll bar."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPoint, QRectF
from PySide6.QtWidgets import QTextEdit

from desktop.reader.page import Page, Place

Seen = Sequence[tuple[Place, QRectF]]
"""Passages with their rectangles in the viewport, from the top down."""


class InView:
    """Looks at a text once for all who ask about the same view of it."""

    def __init__(self, view: QTextEdit) -> None:
        self._view = view
        self._known: tuple[tuple[int, int, int, int], Seen] | None = None

    def forget(self) -> None:
        """The text is laid out anew: everything in it may stand elsewhere."""
        self._known = None

    def of(self, page: Page, *, settled: bool) -> Seen:
        """Return what can be seen of a page; kept only where its layout is `settled`."""
        area = self._view.viewport().size()
        key = id(page), self._view.verticalScrollBar().value(), area.width(), area.height()
        if settled and self._known is not None and self._known[0] == key:
            return self._known[1]
        seen = tuple(self._look(page, key[1]))
        self._known = (key, seen) if settled else None
        return seen

    def _look(self, page: Page, shift: int) -> Iterator[tuple[Place, QRectF]]:
        document, area = page.document, self._view.viewport().size()
        layout = document.documentLayout()
        first = self._view.cursorForPosition(QPoint(area.width() // 2, 0)).position()
        index = max(0, (page.at(first) or 0) - 1)
        for place in page.places[index:]:
            block = document.findBlockByNumber(place.block)
            indent = block.blockFormat().leftMargin()
            rect = layout.blockBoundingRect(block).translated(indent, -shift)
            if rect.top() > area.height():
                return
            if rect.bottom() > 0:
                yield place, rect
