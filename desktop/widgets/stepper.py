"""A number with a smaller and a larger button beside it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractSpinBox, QHBoxLayout, QSpinBox, QToolButton, QWidget


class Stepper(QWidget):
    """A whole number in its unit; the arrow keys and the buttons change it by a step."""

    value_changed = Signal(int)

    def __init__(
        self, low: int, high: int, step: int, unit: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._box = QSpinBox(self)
        self._box.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self._box.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._box.setRange(low, high)
        self._box.setSingleStep(step)
        self._box.setSuffix(unit)
        self._box.setKeyboardTracking(False)
        self._less, self._more = self._button("−"), self._button("+")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._less)
        row.addWidget(self._box, 1)
        row.addWidget(self._more)
        self.setFocusProxy(self._box)
        self._less.clicked.connect(self._box.stepDown)
        self._more.clicked.connect(self._box.stepUp)
        self._box.valueChanged.connect(self._changed)
        self._show_bounds()

    def _button(self, words: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(words)
        button.setAutoRepeat(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrow keys do the same
        return button

    def set_name(self, name: str) -> None:
        """Name the number, and the buttons after it."""
        self._box.setAccessibleName(name)
        for button, words in ((self._less, "less"), (self._more, "more")):
            button.setAccessibleName(f"{name}, {words}")
            button.setToolTip(f"{name}, {words}")

    @property
    def value(self) -> int:
        """The number."""
        return self._box.value()

    def show_value(self, value: int) -> None:
        """Show a number without telling of it."""
        self._box.blockSignals(True)
        self._box.setValue(value)
        self._box.blockSignals(False)
        self._show_bounds()

    def _changed(self, value: int) -> None:
        self._show_bounds()
        self.value_changed.emit(value)

    def _show_bounds(self) -> None:
        self._less.setEnabled(self._box.value() > self._box.minimum())
        self._more.setEnabled(self._box.value() < self._box.maximum())
