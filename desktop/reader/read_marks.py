"""The check in the gutter before the number of a paragraph that has been read."""

from collections.abc import Collection, Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from db import address
from desktop.reader.page import Place
from desktop.theme import Theme

_SHAPE = ((0.0, 3.6), (2.6, 6.4), (7.4, 0.6))
_WIDTH, _GAP = 7.4, 7.0


def paint_checks(
    painter: QPainter,
    seen: Iterable[tuple[Place, float]],
    read: Collection[str],
    theme: Theme,
    font: QFont,
    edge: float,
    right_to_left: bool,
) -> None:
    """Paint the checks of what is seen: (Place, baseline); `edge` is where the gutter's rule is."""
    painter.setPen(QPen(theme.color("muted"), 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    bold = QFont(font)
    bold.setPixelSize(max(11, (font.pixelSize() if font.pixelSize() > 0 else 13) - 1))
    bold.setBold(True)
    metrics = QFontMetricsF(bold)
    for place, baseline in seen:
        label = place.passage.label
        if label in read:
            away = 8 + metrics.horizontalAdvance(address.gutter(label)) + _GAP
            left = edge + away if right_to_left else edge - away - _WIDTH
            painter.drawPolyline(_check(QRectF(left, baseline - 7.5, _WIDTH, 7)))


def _check(box: QRectF) -> QPolygonF:
    return QPolygonF([QPointF(box.left() + x, box.top() + y) for x, y in _SHAPE])
