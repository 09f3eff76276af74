"""The text of a page as one of two that stand beside each other: it can be led, and compared."""

from collections.abc import Mapping

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from desktop.reader.gutter import Mismatch
from desktop.reader.page import Place
from desktop.reader.text_view import TextView
from desktop.theme import Theme


class LinkedView(TextView):
    """Goes where another page leads, and shows how that one answers its paragraphs."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._framed = ""
        self._opposite: Mapping[str, Mismatch] = {}

    def lead_to(self, value: float) -> None:
        """Scroll so that `value` pixels of the text are above the view: another page leads."""
        following, self._following = self._following, False
        self.verticalScrollBar().setValue(round(value))
        self._following = following

    def lead_to_place(self, label: str, offset: int) -> None:
        """Go to a place once the text is laid out so far: another page leads."""
        if self._page is not None and self._page.index_of(label) is not None:
            self._pending = (label, offset, True)
            if self.isVisible():
                self._settle()

    def frame(self, label: str) -> None:
        """Draw a frame round a paragraph: the one that is pointed at, here or on another page."""
        if label != self._framed:
            before, self._framed = self._framed, label
            self._repaint(before, label)

    def set_opposite(self, mismatches: Mapping[str, Mismatch]) -> None:
        """Say in the margin where another page has no such paragraph, or more of them."""
        self._opposite = mismatches
        if self._page is not None:
            self._describe(self._page.index_of(self._current))
        self._viewport.update()

    def mismatches(self) -> Mapping[str, Mismatch]:
        """Return how the other page answers some paragraphs, by label."""
        return self._opposite

    def _paint_ground(self, painter: QPainter, place: Place, ground: QRectF) -> None:
        """Frame the paragraph that is pointed at."""
        if place.passage.label == self._framed:
            painter.setPen(QPen(self._theme.color("accent"), 1, Qt.PenStyle.DotLine))
            painter.setBrush(self._theme.tint)
            painter.drawRoundedRect(ground, 6, 6)
