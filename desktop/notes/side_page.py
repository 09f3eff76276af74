"""A page of the notes panel beside its list: a title, a way back, and what it is for."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from desktop import theme as themes
from desktop.theme import Theme


class SidePage(QWidget):
    """Escape, or its button, leads back to the notes."""

    left = Signal()

    def __init__(self, title: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        name = QLabel(title, self)
        name.setObjectName("panelTitle")
        self._back = QToolButton(self)
        self._back.setAccessibleName(f"Close {title.lower()}")
        self._back.setToolTip("Back to the notes (Esc)")
        self._back.setIconSize(QSize(16, 16))
        self._back.clicked.connect(self.left)
        self._hint = QLabel(hint, self)
        self._hint.setObjectName("muted")
        self._hint.setWordWrap(True)
        head = QHBoxLayout()
        head.addWidget(name, 1)
        head.addWidget(self._back)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)
        self.column.addLayout(head)
        self.column.addWidget(self._hint)

    def say(self, hint: str) -> None:
        """Say something else under the title."""
        self._hint.setText(hint)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        self._back.setIcon(themes.icon("close", theme.text, 16))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
