"""The six highlight colours as buttons: a number for the key, a check mark for the chosen one."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QWidget

from db.models import COLORS
from desktop.notes.color_names import ColorNames
from desktop.theme import Theme

SIDE = 32
"""A button's side in pixels, its focus ring included."""


class ColorButton(QAbstractButton):
    """A swatch with its number; when checked with a check mark and a strong edge."""

    def __init__(
        self,
        color: str,
        keys: str,
        theme: Theme,
        names: ColorNames | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.color = color
        self._keys, self._theme = keys, theme
        self._names = names or ColorNames(self)
        self.setText(str(COLORS.index(color) + 1))
        self.setFixedSize(SIDE, SIDE)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._names.changed.connect(self._name)
        self._name()

    def _name(self) -> None:
        self.setAccessibleName(self._names.name(self.color))
        self.setToolTip(f"{self._names.said(self.color)} ({self._keys or self.text()})")

    def event(self, event: QEvent) -> bool:
        """Name the key in the tip as it is now."""
        if event.type() == QEvent.Type.ToolTip:
            self._name()
        return super().event(event)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """Return the one size a swatch has."""
        return QSize(SIDE, SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the swatch, its number or check mark, and the ring around it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._theme
        swatch = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        strong = self.isChecked() or self.underMouse()
        edge = theme.color("text" if strong else "border")
        painter.setPen(QPen(edge, 2 if self.isChecked() else 1))
        painter.setBrush(theme.color(self.color))
        painter.drawRoundedRect(swatch.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.setPen(theme.color("text"))
        if self.isChecked():
            self._paint_check(painter, swatch)
        else:
            painter.drawText(swatch, Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        painter.end()

    def _paint_check(self, painter: QPainter, swatch: QRectF) -> None:
        pen = QPen(self._theme.color("text"), 2)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        middle = swatch.center()
        corners = [(-5.0, 0.5), (-1.5, 4.0), (5.0, -4.0)]
        points = [middle + type(middle)(x, y) for x, y in corners]
        painter.drawPolyline(points)


class ColorChoice(QWidget):
    """Six buttons of which one is checked; arrow keys go from one to the next."""

    chosen = Signal(str)
    """The person took this colour."""

    def __init__(
        self, theme: Theme, names: ColorNames | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName("Colour")
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for number, color in enumerate(COLORS):
            button = ColorButton(color, f"Alt+{number + 1}", theme, names, self)
            button.setCheckable(True)
            self._group.addButton(button, number)
            row.addWidget(button)
        row.addStretch(1)
        self._group.idClicked.connect(self._clicked)

    @property
    def color(self) -> str:
        """The colour that is checked."""
        return COLORS[max(0, self._group.checkedId())]

    def buttons(self) -> list[ColorButton]:
        """Return the buttons in the order of their numbers."""
        return [b for b in self._group.buttons() if isinstance(b, ColorButton)]

    def check(self, color: str) -> None:
        """Check a colour without saying that it was chosen; an unknown one counts as the first."""
        number = COLORS.index(color) if color in COLORS else 0
        self._group.button(number).setChecked(True)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        for button in self.buttons():
            button.set_theme(theme)

    def _clicked(self, number: int) -> None:
        self.chosen.emit(COLORS[number])
