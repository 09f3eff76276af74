"""How a highlight is drawn: four buttons of which one is checked."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from db.models import STYLES

WORDS = {
    "fill": ("Fill", "Fill"),
    "underline": ("U", "Underline"),
    "strike": ("S", "Strike through"),
    "squiggle": ("~", "Wavy line"),
}
"""What stands on each button, and what it is called."""


class StyleChoice(QWidget):
    """Arrow keys go from one style to the next."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Style")
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for number, style in enumerate(STYLES):
            button = QToolButton(self)
            button.setText(WORDS[style][0])
            button.setCheckable(True)
            button.setAccessibleName(WORDS[style][1])
            button.setToolTip(f"{WORDS[style][1]} (arrow keys)")
            font = button.font()
            font.setUnderline(style == "underline")
            font.setStrikeOut(style == "strike")
            button.setFont(font)
            self._group.addButton(button, number)
            row.addWidget(button)
        row.addStretch(1)
        self._group.idClicked.connect(self._clicked)

    def check(self, style: str) -> None:
        """Check a style without saying that it was chosen."""
        number = STYLES.index(style) if style in STYLES else 0
        self._group.button(number).setChecked(True)

    def _clicked(self, number: int) -> None:
        self.chosen.emit(STYLES[number])
