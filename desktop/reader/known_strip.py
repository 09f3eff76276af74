"""The strip beside a paragraph: how well it is known, told by how far it is filled."""

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop.theme import Theme

WIDTH = 5.0
_AWAY, _NEAR = 14.0, 2.0
"""Pixels between the text and the strip where the margin is wide, and where it is not."""


class Known(NamedTuple):
    """How well a paragraph is known, 0 to 1, and the same in words."""

    share: float
    words: str


def left_of(column: QRectF, width: float, right_to_left: bool) -> float:
    """Return where the strip begins beside a column of text in a view so wide."""
    room = column.left() if right_to_left else width - column.right()
    away = _AWAY if room >= _AWAY + 2 * WIDTH else _NEAR
    return column.left() - away - WIDTH if right_to_left else column.right() + away


def paint(
    painter: QPainter, seen: Iterable[tuple[Known, QRectF]], theme: Theme, left: float
) -> None:
    """Paint the strips of what is seen: a frame as high as the paragraph, filled from below.

    The height says it: nothing hangs on telling one colour from another.
    """
    for known, rect in seen:
        frame = QRectF(left + 0.5, rect.top() + 5.5, WIDTH - 1, max(8.0, rect.height() - 8))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        high = round(frame.height() * known.share)
        painter.drawRect(QRectF(frame.left(), frame.bottom() - high, frame.width(), high))
        painter.setPen(QPen(theme.color("muted"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame, 2, 2)
