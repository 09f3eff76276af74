"""Notes that are drawn as a line: under the words, through them, or as a wave below them."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPen

from desktop.reader.line_rects import line_rects
from desktop.reader.marks import Highlight
from desktop.reader.page import Page
from desktop.theme import Theme, ink

THICK = 2.0
"""Pixels of a line's thickness."""
_WAVE, _HEIGHT = 6.0, 2.4


def paint_lines(
    painter: QPainter, page: Page, marks: Iterable[Highlight], theme: Theme, scroll: float
) -> None:
    """Paint the lines of these highlights over the text; a fill has none."""
    metrics = QFontMetricsF(page.document.defaultFont())
    for mark in marks:
        if mark.note.style == "fill" or mark.whole:
            continue
        pen = QPen(ink(mark.note.color, theme), THICK)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for rect in line_rects(page, mark.number, (mark.start, mark.end), scroll):
            _paint(painter, mark.note.style, rect, metrics)


def _paint(painter: QPainter, style: str, rect: QRectF, metrics: QFontMetricsF) -> None:
    base = rect.top() + (rect.height() - metrics.height()) / 2 + metrics.ascent()
    below = min(base + metrics.descent() * 0.55 + 1, rect.bottom() - 1)
    if style == "strike":
        y = base - metrics.xHeight() * 0.5
        painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))
    elif style == "underline":
        painter.drawLine(QPointF(rect.left(), below), QPointF(rect.right(), below))
    else:
        painter.drawPath(_wave(rect.left(), rect.right(), below))


def _wave(left: float, right: float, y: float) -> QPainterPath:
    path = QPainterPath(QPointF(left, y))
    x, up = left, True
    while x < right:
        end = min(x + _WAVE / 2, right)
        bend = y - _HEIGHT * 1.6 if up else y + _HEIGHT * 1.6
        path.quadTo(QPointF((x + end) / 2, bend), QPointF(end, y))
        x, up = end, not up
    return path
