"""The hits by year as columns: one narrows to a year by a click, or with the arrow keys."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from desktop.theme import Theme
from desktop.widgets.announcing import announce
from desktop.widgets.row_paint import smaller

MOST_YEARS = 40
"""Of a longer time only the last years are shown."""
_HEIGHT, _GAP, _SIDE = 92, 2.0, 8.0


@dataclass(frozen=True, slots=True)
class Column:
    """A year and how many hits it has."""

    year: int
    count: int


def columns_of(counts: Sequence[tuple[str, int]]) -> list[Column]:
    """Return a column for each year from the first to the last, those without hits too."""
    known = {int(year): count for year, count in counts if year.isdecimal()}
    if not known:
        return []
    last = max(known)
    first = max(min(known), last - MOST_YEARS + 1)
    return [Column(year, known.get(year, 0)) for year in range(first, last + 1)]


class YearChart(QWidget):
    """Draws the columns; hidden where there is only one year."""

    year_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._columns: list[Column] = []
        self._at = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName("Hits by year")
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Paint with this theme from now on."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """Overrides QWidget.sizeHint."""
        return QSize(160, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Overrides QWidget.minimumSizeHint."""
        return QSize(80, _HEIGHT)

    def show_counts(self, counts: Sequence[tuple[str, int]]) -> None:
        """Show these years with their counts."""
        self._columns = columns_of(counts)
        self._at = -1
        said = ", ".join(f"{one.year}: {one.count}" for one in self._columns if one.count)
        self.setAccessibleDescription(said)
        self.setVisible(len(self._columns) > 1)
        self.update()

    @property
    def columns(self) -> Sequence[Column]:
        """The columns that are drawn."""
        return self._columns

    def column_rect(self, number: int) -> QRectF:
        """Return where a column stands, from the ground to the top of the chart."""
        step = (self.width() - 2 * _SIDE) / max(len(self._columns), 1)
        return QRectF(_SIDE + number * step, 4, step, self._ground() - 4)

    def _ground(self) -> float:
        return self.height() - QFontMetricsF(smaller(self.font())).height() - 4

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the columns, and the first and last year under them."""
        if not self._columns:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_columns(painter)
        if 0 <= self._at < len(self._columns) and self.hasFocus():
            painter.setPen(QPen(self._theme.color("accent"), 1.6))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.column_rect(self._at).adjusted(0, -2, 0, 2), 3, 3)
        self._paint_years(painter)
        painter.end()

    def _paint_columns(self, painter: QPainter) -> None:
        accent, border = self._theme.color("accent"), self._theme.color("border")
        faint = QColor(accent)
        faint.setAlphaF(0.6)
        painter.setPen(Qt.PenStyle.NoPen)
        most, room = max(one.count for one in self._columns), self.column_rect(0)
        gap = min(_GAP, room.width() / 4)
        for number, one in enumerate(self._columns):
            height = max(room.height() * one.count / most, 1.0)
            left = room.left() + number * room.width() + gap / 2
            bar = QRectF(left, room.bottom() - height, room.width() - gap, height)
            painter.setBrush(border if not one.count else accent if number == self._at else faint)
            painter.drawRoundedRect(bar, 1.5, 1.5)

    def _paint_years(self, painter: QPainter) -> None:
        painter.setFont(smaller(self.font()))
        painter.setPen(self._theme.color("muted"))
        ground = self._ground()
        under = QRectF(_SIDE, ground, self.width() - 2 * _SIDE, self.height() - ground)
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        painter.drawText(under, left | Qt.AlignmentFlag.AlignBottom, str(self._columns[0].year))
        painter.drawText(under, right | Qt.AlignmentFlag.AlignBottom, str(self._columns[-1].year))
        if 0 <= self._at < len(self._columns):
            one = self._columns[self._at]
            middle = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
            painter.setPen(self._theme.color("text"))
            painter.drawText(under, middle, f"{one.year}: {one.count:,}")

    # hands ------------------------------------------------------------------------------------

    def _number_at(self, where: QPointF) -> int:
        rects = map(self.column_rect, range(len(self._columns)))
        return next((n for n, rect in enumerate(rects) if rect.left() <= where.x() < rect.right()),
                    -1)  # fmt: skip

    def _go_to(self, number: int) -> None:
        self._at = number
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say the year under the pointer."""
        number = self._number_at(event.position())
        self._go_to(number)
        if number >= 0:
            one = self._columns[number]
            QToolTip.showText(event.globalPosition().toPoint(), f"{one.year}: {one.count:,}", self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Narrow to the year that is clicked."""
        self._choose(self._number_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Mark no year once the pointer is elsewhere."""
        super().leaveEvent(event)
        if not self.hasFocus():
            self._go_to(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right go from year to year, Return or Space narrows to it."""
        keys = Qt.Key
        last = len(self._columns) - 1
        steps = {keys.Key_Left: max(self._at - 1, 0), keys.Key_Right: min(self._at + 1, last),
                 keys.Key_Home: 0, keys.Key_End: last}  # fmt: skip
        if event.key() in steps and self._columns:
            self._go_to(steps[keys(event.key())])
            one = self._columns[self._at]
            announce(self, f"{one.year}: {one.count}")
        elif event.key() in (keys.Key_Return, keys.Key_Enter, keys.Key_Space):
            self._choose(self._at)
        else:
            super().keyPressEvent(event)

    def _choose(self, number: int) -> None:
        if 0 <= number < len(self._columns) and self._columns[number].count:
            self.year_chosen.emit(str(self._columns[number].year))
