"""A number with a smaller and a larger button beside it."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractSpinBox, QHBoxLayout, QSpinBox, QToolButton, QWidget

_HEIGHT, _CORNER = 26, 6


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
        self._box.setFrame(False)  # the style sheet frames no line inside of a spin box
        self._box.installEventFilter(self)
        self._box.setMinimumHeight(_HEIGHT)
        self._less, self._more = self._button("−"), self._button("+")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(6)
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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Frame the number anew when the keys come to it or leave it."""
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the frame of the number, as those of a line to write on."""
        focused, role = self._box.hasFocus(), QPalette.ColorRole
        color = self.palette().color(role.Accent if focused else role.Mid)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color, 2 if focused else 1))
        painter.setBrush(self.palette().color(role.Base))
        frame = QRectF(self._box.geometry()).adjusted(-1.5, -1.5, 1.5, 1.5)
        painter.drawRoundedRect(frame, _CORNER, _CORNER)
        painter.end()
