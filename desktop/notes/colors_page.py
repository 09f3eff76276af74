"""The reader's own names of the six colours, and what each is used for."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from db.models import COLORS
from desktop.notes.side_page import SidePage
from desktop.notes.wording import COLOR_NAMES
from desktop.theme import Theme

_HINT = "Name the colours as you use them: the names stand on cards and in lists."


class ColorsPage(SidePage):
    """Two boxes a colour: its name and its meaning; what is typed is kept when one goes on."""

    meanings_changed = Signal(object)
    """Names and meanings by colour, each a pair of texts."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Colours", _HINT, parent)
        grid = QGridLayout()
        grid.setSpacing(6)
        self._swatches: dict[str, QLabel] = {}
        self.boxes: dict[str, tuple[QLineEdit, QLineEdit]] = {}
        for row, color in enumerate(COLORS):
            swatch = QLabel(str(row + 1), self)
            swatch.setFixedSize(24, 24)
            self._swatches[color] = swatch
            name, meaning = QLineEdit(self), QLineEdit(self)
            plain = COLOR_NAMES[color]
            name.setAccessibleName(f"Name of {plain.lower()}")
            name.setPlaceholderText(plain)
            meaning.setAccessibleName(f"Meaning of {plain.lower()}")
            meaning.setPlaceholderText("What it is for")
            for box in (name, meaning):
                box.editingFinished.connect(self._edited)
            self.boxes[color] = name, meaning
            grid.addWidget(swatch, 2 * row, 0)
            grid.addWidget(name, 2 * row, 1)
            grid.addWidget(meaning, 2 * row + 1, 1)
        self.column.addLayout(grid)
        self.column.addStretch(1)
        self.set_theme(theme)

    def show_meanings(self, meanings: Any) -> None:
        """Show names and meanings (`db.notes.meanings.Meaning`, by colour)."""
        for color, (name, meaning) in self.boxes.items():
            own = meanings.get(color)
            words = (own.name, own.meaning) if own else ("", "")
            for box, typed in zip((name, meaning), words, strict=True):
                if not box.hasFocus():
                    box.setText(typed)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        super().set_theme(theme)
        for color, swatch in self._swatches.items():
            swatch.setStyleSheet(
                f"background: {getattr(theme, color)}; color: {theme.text};"
                f" border: 1px solid {theme.border}; border-radius: 6px; qproperty-alignment:"
                " AlignCenter;"
            )

    def take_focus(self) -> None:
        """Give the keys to the first box."""
        self.boxes[COLORS[0]][0].setFocus()

    def typed(self) -> dict[str, tuple[str, str]]:
        """Return what stands in the boxes, by colour."""
        return {color: (n.text(), m.text()) for color, (n, m) in self.boxes.items()}

    def _edited(self) -> None:
        self.meanings_changed.emit(self.typed())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is typed."""
        self._edited()
        super().closeEvent(event)
