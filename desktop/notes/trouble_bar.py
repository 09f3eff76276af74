"""Says why a note could not be saved, and what can be done: try again, or do without."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.theme import Theme


class TroubleBar(QWidget):
    """Shown as long as there is trouble."""

    again_requested = Signal()
    """The note is to be saved once more."""
    discard_requested = Signal()
    """What is not saved is to be given up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = QLabel(self)
        self._sentence.setWordWrap(True)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._again = self._button("Try again", "Save once more")
        self._discard = self._button("Discard", "Close without what is not saved yet")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._again)
        row.addWidget(self._discard)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._sentence)
        column.addLayout(row)
        self._again.clicked.connect(self.again_requested)
        self._discard.clicked.connect(self.discard_requested)

    def _button(self, words: str, tip: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName("link")
        button.setToolTip(tip)
        return button

    @property
    def sentence(self) -> str:
        """What is said, empty where there is no trouble."""
        return self._sentence.text()

    def say(self, sentence: str) -> None:
        """Say what the trouble is; nothing sends the bar away."""
        self._sentence.setText(sentence)
        self.setAccessibleName(sentence)
        self.setVisible(bool(sentence))

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        palette = self._sentence.palette()
        palette.setColor(self._sentence.foregroundRole(), theme.color("danger"))
        self._sentence.setPalette(palette)
        self._sentence.setStyleSheet(f"color: {theme.danger};")
