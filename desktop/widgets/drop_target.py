"""What is shown over the window while files are held over it: that they may be let go here."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QWidget

_INSET, _CORNER, _ROOM = 12, 8, 18


class DropTarget(QWidget):
    """Lies over its parent, with a frame and a sentence; takes no mouse."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._words = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @property
    def words(self) -> str:
        """What it says now."""
        return self._words if self.isVisible() else ""

    def show_over(self, words: str) -> None:
        """Lie over the whole parent and say what letting go does."""
        self._words = words
        self.setAccessibleName(words)
        self.setGeometry(self._over.rect())
        self.raise_()
        self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Overrides QWidget.paintEvent."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        accent = palette.color(QPalette.ColorRole.Highlight)
        painter.setPen(QPen(accent, 2, Qt.PenStyle.DashLine))
        frame = QRectF(self.rect()).adjusted(_INSET, _INSET, -_INSET, -_INSET)
        painter.drawRoundedRect(frame, _CORNER, _CORNER)
        words = painter.fontMetrics().boundingRect(self._words)
        box = QRectF(0, 0, words.width() + 2 * _ROOM, words.height() + 2 * _ROOM)
        box.moveCenter(frame.center())
        painter.setPen(QPen(accent, 1))
        painter.setBrush(palette.color(QPalette.ColorRole.Base))
        painter.drawRoundedRect(box, _CORNER, _CORNER)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._words)
        painter.end()
