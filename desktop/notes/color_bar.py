"""The small bar above selected words: six colours and a note, never taking the focus."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from db.models import COLORS
from desktop.notes.colors import SIDE, ColorButton
from desktop.theme import Theme


class ColorBar(QWidget):
    """Asks for a highlight or a note on what is selected; whoever shows it places it.

    The digits on it are the keys of the page, which keeps the focus.
    """

    color_chosen = Signal(str)
    """A highlight in this colour is wanted."""
    note_requested = Signal()
    """A note is wanted."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName("Highlight the selected words")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 4, 6, 4)
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        for number, color in enumerate(COLORS):
            swatch = ColorButton(color, str(number + 1), theme, self)
            swatch.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._group.addButton(swatch, number)
            row.addWidget(swatch)
        self._group.idClicked.connect(self._clicked)
        self._note = QToolButton(self)
        self._note.setText("Note  n")
        self._note.setAccessibleName("Note")
        self._note.setToolTip("Write a note on these words (n)")
        self._note.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._note.setMinimumHeight(SIDE)
        self._note.clicked.connect(self.note_requested)
        row.addSpacing(4)
        row.addWidget(self._note)
        self.adjustSize()

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        self._theme = theme
        for swatch in self.findChildren(ColorButton):
            swatch.set_theme(theme)
        self.update()

    def _clicked(self, number: int) -> None:
        self.color_chosen.emit(COLORS[number])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the plate under the buttons."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("muted"), 1))
        painter.setBrush(self._theme.color("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
