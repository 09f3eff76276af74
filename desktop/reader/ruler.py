"""The reading ruler: a band over the line one reads, with the rest dimmed a little."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QTextEdit, QWidget

from desktop.theme import Theme

DIM = 0.25
"""How much of the ground lies over the lines beside the band; the text stays readable."""
_AROUND = 5
"""Pixels of the band above and below the letters of its line."""


class Ruler(QWidget):
    """Lies over a page: it follows the pointer while that moves, and the caret when a key moves it.

    It jumps from line to line; there is no movement to be reduced. The mouse goes through it.
    """

    def __init__(self, page: QTextEdit, theme: Theme) -> None:
        super().__init__(page)
        self._page, self._theme = page, theme
        self._pointer: QPoint | None = None
        self.band = QRect()
        """Where the band is, in the page's viewport."""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page.viewport().installEventFilter(self)
        page.cursorPositionChanged.connect(self._follow_caret)
        page.verticalScrollBar().valueChanged.connect(self._follow)
        self._cover()
        self._follow()
        self.show()

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        self._theme = theme
        self.update()

    def dimming(self) -> QColor:
        """Return what is laid over the lines beside the band; high contrast is left as it is."""
        color = self._theme.color("window")
        color.setAlphaF(0.0 if self._theme.name == "contrast" else DIM)
        return color

    def _follow_caret(self) -> None:
        self._pointer = None
        self._follow()

    def _follow(self) -> None:
        """Lay the band over the line of the pointer or the caret, or over the nearest in view."""
        if self._pointer is None:
            line = self._page.cursorRect()
        else:
            line = self._page.cursorRect(self._page.cursorForPosition(self._pointer))
        seen = self._page.viewport().rect()
        top = max(0, min(line.top() - _AROUND, seen.height() - line.height() - 2 * _AROUND))
        band = QRect(0, top, seen.width(), line.height() + 2 * _AROUND)
        if band != self.band:
            self.band = band
            self.update()

    def _cover(self) -> None:
        self.setGeometry(self._page.viewport().geometry())
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the pointer and the size of the page."""
        if event.type() == QEvent.Type.MouseMove:
            self._pointer = event.position().toPoint()  # type: ignore[attr-defined]
            self._follow()
        elif event.type() == QEvent.Type.Resize:
            self._cover()
            self._follow()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim what is above and below, and draw a line at both edges of the band."""
        painter = QPainter(self)
        above = QRect(0, 0, self.width(), self.band.top())
        below = QRect(0, self.band.bottom() + 1, self.width(), self.height())
        for rest in (above, below):
            painter.fillRect(rest, self.dimming())
        painter.setPen(self._theme.color("accent"))
        for y in (self.band.top(), self.band.bottom()):
            painter.drawLine(0, y, self.width(), y)
        painter.end()
