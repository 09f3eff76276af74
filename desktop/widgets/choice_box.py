"""A box to choose from, with a mark that there is more below."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QComboBox, QWidget

MARK_WIDTH = 22
"""Pixels at the end of a box in which the mark stands."""
_MARK = "▾"


class ChoiceBox(QComboBox):
    """A combo box that is no wider than its place: long entries are cut off in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the mark that the style sheet takes away with the old frame."""
        super().paintEvent(event)
        painter = QPainter(self)
        self.paint_mark(painter)
        painter.end()

    def paint_mark(self, painter: QPainter) -> None:
        """Paint the mark at the end."""
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = 0 if right_to_left else self.width() - MARK_WIDTH
        place = QRect(left, 0, MARK_WIDTH, self.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, _MARK)
