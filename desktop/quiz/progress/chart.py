"""What every chart does: one row at a time by arrow keys or pointer, a tooltip, a frame."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QToolTip, QWidget

from desktop.quiz.progress.figure import Figure
from desktop.theme import Theme
from desktop.widgets.announcing import announce

MARGIN_LEFT, MARGIN_RIGHT, MARGIN_TOP, MARGIN_BOTTOM = 52.0, 12.0, 14.0, 30.0


class Chart(QWidget):
    """Paints a figure in `draw`; `spots` say where each row stands."""

    row_chosen = Signal(int)
    """A row was clicked, or Enter pressed on it."""
    stood = Signal(str)
    """The keys went to a row; what it says, in words."""

    def __init__(self, figure: Figure, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figure, self._theme = figure, theme
        self.at = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(figure.title)
        self.setAccessibleDescription(f"{figure.summary} Arrow keys tell the numbers.")

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """Overrides QWidget.sizeHint."""
        return QSize(560, 260)

    def minimumSizeHint(self) -> QSize:
        """Overrides QWidget.minimumSizeHint."""
        return QSize(220, 160)

    # for kinds of charts ------------------------------------------------------------------------

    def draw(self, painter: QPainter, size: QSize, theme: Theme) -> None:
        """Paint the figure into a size, in a theme: the screen's, or a file's."""
        raise NotImplementedError

    def spots(self, size: QSize) -> list[QRectF]:
        """Return where each row stands; empty rectangles for what is not drawn."""
        raise NotImplementedError

    def step(self, key: Qt.Key) -> int:
        """Return how many rows an arrow key goes on."""
        return {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1,
                Qt.Key.Key_Down: 1}.get(key, 0)  # fmt: skip

    # look -------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the figure, and a frame around the row one is at."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        self.draw(painter, self.size(), self._theme)
        spots = self.spots(self.size())
        if 0 <= self.at < len(spots):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.color("text"), 2 if self.hasFocus() else 1))
            painter.drawRoundedRect(spots[self.at].adjusted(-1.5, -1.5, 1.5, 1.5), 3, 3)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the figure out anew."""
        super().resizeEvent(event)
        self.update()

    # hands ------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys, Home and End go from row to row; Enter chooses one."""
        key, last = Qt.Key(event.key()), len(self.figure.rows) - 1
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.at >= 0:
            self.row_chosen.emit(self.at)
        elif key == Qt.Key.Key_Home:
            self.go_to(0)
        elif key == Qt.Key.Key_End:
            self.go_to(last)
        elif step := self.step(key):
            start = last if self.at < 0 else self.at + step
            self.go_to(min(max(start, 0), last))
        else:
            super().keyPressEvent(event)

    def go_to(self, row: int) -> None:
        """Stand on a row and say it."""
        self.at = row
        self.update()
        if 0 <= row < len(self.figure.rows):
            announce(self, self.figure.sentence(row))
            self.stood.emit(self.figure.sentence(row))

    def _row_at(self, where: QPointF) -> int:
        return next((n for n, one in enumerate(self.spots(self.size())) if one.contains(where)), -1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what is under the pointer."""
        row = self._row_at(event.position())
        if row != self.at:
            self.at = row
            self.update()
        words = self.figure.sentence(row) if row >= 0 else ""
        QToolTip.showText(event.globalPosition().toPoint(), words, self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the row that is clicked."""
        if (row := self._row_at(event.position())) >= 0:
            self.row_chosen.emit(row)

    def leaveEvent(self, event: QEvent) -> None:
        """Mark nothing once the pointer is elsewhere."""
        super().leaveEvent(event)
        if not self.hasFocus():
            self.at = -1
            self.update()


def room(size: QSize) -> QRectF:
    """Return where the marks of a chart with axes are."""
    return QRectF(
        MARGIN_LEFT, MARGIN_TOP, size.width() - MARGIN_LEFT - MARGIN_RIGHT,
        size.height() - MARGIN_TOP - MARGIN_BOTTOM,
    )  # fmt: skip


def mix(theme: Theme, token: str, share: float) -> QColor:
    """Return a token's colour thinned on the page: 1 is all of it."""
    over, under = theme.color(token), theme.color("page")
    return QColor(*(
        round(b + (a - b) * share)
        for a, b in ((over.red(), under.red()), (over.green(), under.green()),
                     (over.blue(), under.blue()))
    ))  # fmt: skip


def scale_top(most: float) -> float:
    """Return the round number at or above the largest value that an axis ends with."""
    if most <= 0:
        return 1.0
    power = 1.0
    while power * 10 < most:
        power *= 10
    while power > most:
        power /= 10
    return next(power * n for n in (1, 1.5, 2, 3, 4, 5, 6, 8, 10) if power * n >= most)


def paint_scale(
    painter: QPainter, box: QRectF, theme: Theme, top: float, *, percent: bool = False
) -> None:
    """Paint hairlines across with their values beside them."""
    for n in range(5):
        y = box.bottom() - box.height() * n / 4
        painter.setPen(QPen(theme.color("border"), 1))
        painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
        painter.setPen(theme.color("muted"))
        value = top * n / 4
        words = f"{value:.0%}" if percent else f"{value:,.0f}" if top >= 4 else f"{value:g}"
        at = QRectF(0, y - 10, box.left() - 8, 20)
        painter.drawText(at, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
