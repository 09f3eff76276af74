"""A box to choose from, with a mark that there is more below."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QComboBox, QWidget

_MARK, _WIDTH = "▾", 22


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
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = 0 if right_to_left else self.width() - _WIDTH
        painter.drawText(QRect(left, 0, _WIDTH, self.height()), Qt.AlignmentFlag.AlignCenter, _MARK)
        painter.end()
