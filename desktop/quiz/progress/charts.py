"""The kinds of charts: calendar, columns, calibration, and bars of how well things are known.

No kind tells anything by hue alone: more is darker, right and predicted differ by shape, and a
table stands beside each.
"""

from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from desktop.quiz.progress.chart import Chart, mix, paint_scale, room, scale_top
from desktop.quiz.progress.figure import Figure
from desktop.theme import Theme

Align = Qt.AlignmentFlag
WEEKDAYS = ("Mon", "", "Wed", "", "Fri", "", "Sun")


class CalendarChart(Chart):
    """A square a day, a column a week: the darker, the more answers (five steps)."""

    def _cell(self, size: QSize) -> float:
        weeks = self._weeks()
        return max(6.0, min(20.0, (size.width() - 60) / max(weeks, 1), (size.height() - 60) / 7))

    def _first(self) -> date:
        day = date.fromisoformat(str(self.figure.rows[0][0]))
        return day - timedelta(days=day.weekday())

    def _weeks(self) -> int:
        last = date.fromisoformat(str(self.figure.rows[-1][0]))
        return (last - self._first()).days // 7 + 1

    def step(self, key: Qt.Key) -> int:
        """Left and Right go by weeks, Up and Down by days."""
        return {Qt.Key.Key_Left: -7, Qt.Key.Key_Right: 7, Qt.Key.Key_Up: -1,
                Qt.Key.Key_Down: 1}.get(key, 0)  # fmt: skip

    def spots(self, size: QSize) -> list[QRectF]:
        """Return the square of each day."""
        cell, first = self._cell(size), self._first()
        found = []
        for row in self.figure.rows:
            day = date.fromisoformat(str(row[0]))
            week, weekday = divmod((day - first).days, 7)
            found.append(QRectF(44 + week * cell, 26 + weekday * cell, cell - 2, cell - 2))
        return found

    def draw(self, painter: QPainter, size: QSize, theme: Theme) -> None:
        """Paint the squares, the months above, the weekdays beside, the steps below."""
        most = max(int(row[1] or 0) for row in self.figure.rows) or 1
        spots = self.spots(size)
        painter.setPen(Qt.PenStyle.NoPen)
        for row, spot in zip(self.figure.rows, spots, strict=True):
            painter.setBrush(self._shade(theme, int(row[1] or 0), most))
            painter.drawRoundedRect(spot, 2, 2)
        painter.setPen(theme.color("muted"))
        self._paint_names(painter, size, spots)
        self._paint_steps(painter, size, theme, most)

    def _shade(self, theme: Theme, answers: int, most: int) -> object:
        if not answers:
            return mix(theme, "border", 0.55)
        return mix(theme, "accent", 0.3 + 0.7 * min(1.0, (-(-answers * 4 // most) - 1) / 3))

    def _paint_names(self, painter: QPainter, size: QSize, spots: list[QRectF]) -> None:
        cell = self._cell(size)
        for weekday, name in enumerate(WEEKDAYS):
            if name and cell >= 9:
                at = QRectF(0, 26 + weekday * cell, 38, cell - 2)
                painter.drawText(at, Align.AlignRight | Align.AlignVCenter, name)
        free = 0.0
        for row, spot in zip(self.figure.rows, spots, strict=True):
            day = date.fromisoformat(str(row[0]))
            if day.day <= 7 and spot.left() >= free:
                words = f"{day:%b}" if day.month > 1 else f"{day:%b %Y}"
                at = QRectF(spot.left(), 4, 80, 18)
                painter.drawText(at, Align.AlignLeft | Align.AlignVCenter, words)
                free = spot.left() + painter.fontMetrics().horizontalAdvance(words) + 10

    def _paint_steps(self, painter: QPainter, size: QSize, theme: Theme, most: int) -> None:
        cell = self._cell(size)
        y = 26 + 7 * cell + 8
        painter.drawText(QRectF(44, y, 40, 16), Align.AlignVCenter, "none")
        x = 84.0
        painter.setPen(Qt.PenStyle.NoPen)
        for answers in (0, most // 4, most // 2, most * 3 // 4, most):
            painter.setBrush(self._shade(theme, answers, most))
            painter.drawRoundedRect(QRectF(x, y + 2, 12, 12), 2, 2)
            x += 15
        painter.setPen(theme.color("muted"))
        painter.drawText(QRectF(x + 4, y, 160, 16), Align.AlignVCenter, f"{most:,} answers")


class ColumnChart(Chart):
    """Columns of the second column's values; a third one is a line over them, a mark at each."""

    line: int = 0
    """The column that is drawn as a line; 0 for none."""

    def _top(self) -> float:
        columns = [1, self.line] if self.line else [1]
        return scale_top(max(float(row[n] or 0) for row in self.figure.rows for n in columns))

    def spots(self, size: QSize) -> list[QRectF]:
        """Return the strip of each row, as high as the chart."""
        box = room(size)
        step = box.width() / max(len(self.figure.rows), 1)
        return [
            QRectF(box.left() + n * step, box.top(), step, box.height())
            for n in range(len(self.figure.rows))
        ]

    def draw(self, painter: QPainter, size: QSize, theme: Theme) -> None:
        """Paint scale, columns, line and names."""
        box, top = room(size), self._top()
        percent = self.figure.shows.get(self.figure.columns[1]) == "percent"
        paint_scale(painter, box, theme, top, percent=percent)
        spots = self.spots(size)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(mix(theme, "accent", 0.75))
        for row, spot in zip(self.figure.rows, spots, strict=True):
            height = box.height() * float(row[1] or 0) / top
            gap = min(2.0, spot.width() / 4)
            painter.drawRect(
                QRectF(spot.left() + gap / 2, box.bottom() - height, spot.width() - gap, height)
            )
        if self.line:
            self._paint_line(painter, box, theme, top, spots)
        self._paint_names(painter, box, theme, spots)

    def _paint_line(
        self, painter: QPainter, box: QRectF, theme: Theme, top: float, spots: list[QRectF]
    ) -> None:
        points = [
            QPointF(
                spot.center().x(), box.bottom() - box.height() * float(row[self.line] or 0) / top
            )
            for row, spot in zip(self.figure.rows, spots, strict=True)
        ]
        painter.setPen(QPen(theme.color("text"), 1.6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(points))
        if len(points) <= 60:
            painter.setBrush(theme.color("page"))
            for point in points:
                painter.drawEllipse(point, 2.5, 2.5)

    def _paint_names(
        self, painter: QPainter, box: QRectF, theme: Theme, spots: list[QRectF]
    ) -> None:
        painter.setPen(theme.color("muted"))
        free = 0.0
        for n, spot in enumerate(spots):
            words = self.figure.said(n, 0)
            width = painter.fontMetrics().horizontalAdvance(words) + 14
            left = min(spot.center().x() - width / 2, box.right() - width + 10)
            if left >= free:
                at = QRectF(left, box.bottom() + 6, width, 18)
                painter.drawText(at, Align.AlignCenter, words)
                free = left + width


class LinedChart(ColumnChart):
    """Columns with the third column as a line over them."""

    line = 2


class CalibrationChart(Chart):
    """True share against predicted chance: on the slanted line they are alike.

    A circle is a bin, the larger the more reviews; the upright line is its 95 % interval.
    """

    def _at(self, box: QRectF, predicted: float, true: float) -> QPointF:
        return QPointF(box.left() + box.width() * _stretched(predicted),
                       box.bottom() - box.height() * _stretched(true))  # fmt: skip

    def spots(self, size: QSize) -> list[QRectF]:
        """Return a square around each circle."""
        box = room(size)
        return [
            QRectF(point.x() - 10, point.y() - 10, 20, 20)
            for point in (
                self._at(box, float(r[2] or 0), float(r[3] or 0)) for r in self.figure.rows
            )
        ]

    def draw(self, painter: QPainter, size: QSize, theme: Theme) -> None:
        """Paint both scales from 40 % on, the slanted line, intervals and circles."""
        box = room(size)
        painter.setFont(self.font())
        for percent in (40, 55, 70, 85, 100):
            self._paint_tick(painter, box, theme, percent / 100)
        painter.setPen(QPen(theme.color("muted"), 1.2, Qt.PenStyle.DashLine))
        painter.drawLine(box.bottomLeft(), box.topRight())
        most = max(float(row[1] or 0) for row in self.figure.rows)
        for row in self.figure.rows:
            predicted, true, margin = (float(row[n] or 0) for n in (2, 3, 4))
            painter.setPen(QPen(theme.color("text"), 1.4))
            painter.drawLine(self._at(box, predicted, max(true - margin, 0.0)),
                             self._at(box, predicted, min(true + margin, 1.0)))  # fmt: skip
            size_of = 4 + 6 * (float(row[1] or 0) / most) ** 0.5
            painter.setBrush(theme.color("accent"))
            painter.drawEllipse(self._at(box, predicted, true), size_of, size_of)

    def _paint_tick(self, painter: QPainter, box: QRectF, theme: Theme, share: float) -> None:
        at = self._at(box, share, share)
        painter.setPen(QPen(theme.color("border"), 1))
        painter.drawLine(QPointF(box.left(), at.y()), QPointF(box.right(), at.y()))
        painter.setPen(theme.color("muted"))
        left = QRectF(0, at.y() - 10, box.left() - 8, 20)
        painter.drawText(left, Align.AlignRight | Align.AlignVCenter, f"{share:.0%}")
        under = QRectF(at.x() - 40, box.bottom() + 6, 80, 18)
        if share == 1:
            under.moveRight(box.right() + 6)
            under.setLeft(under.left() - 60)
            painter.drawText(under, Align.AlignRight, "predicted 100%")
        else:
            painter.drawText(under, Align.AlignHCenter, f"{share:.0%}")


def _stretched(share: float) -> float:
    """Return where a share stands on a scale from 40 % to 100 %."""
    return min(max((share - 0.4) / 0.6, 0.0), 1.0)


class BarChart(Chart):
    """A bar a row, its name and number beside it: how well things are known (second column)."""

    ROW = 30

    def sizeHint(self) -> QSize:
        """As high as its rows."""
        return QSize(560, max(1, len(self.figure.rows)) * self.ROW + 8)

    def minimumSizeHint(self) -> QSize:
        """As high as its rows: the page scrolls."""
        return QSize(220, self.sizeHint().height())

    def spots(self, size: QSize) -> list[QRectF]:
        """Return the strip of each row."""
        return [
            QRectF(3, 4 + n * self.ROW, size.width() - 6, self.ROW - 4)
            for n in range(len(self.figure.rows))
        ]

    def draw(self, painter: QPainter, size: QSize, theme: Theme) -> None:
        """Paint name, bar, and number."""
        name_width = min(460.0, size.width() * 0.48)
        for n, spot in enumerate(self.spots(size)):
            share = float(self.figure.rows[n][1] or 0)
            painter.setPen(theme.color("text"))
            named = QRectF(spot.left() + 6, spot.top(), name_width - 16, spot.height())
            words = painter.fontMetrics().elidedText(
                self.figure.said(n, 0), Qt.TextElideMode.ElideRight, int(named.width())
            )
            painter.drawText(named, Align.AlignLeft | Align.AlignVCenter, words)
            number = QRectF(spot.right() - 62, spot.top(), 56, spot.height())
            painter.drawText(number, Align.AlignRight | Align.AlignVCenter, self.figure.said(n, 1))
            bar = QRectF(name_width, spot.center().y() - 4, number.left() - name_width - 8, 8)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(mix(theme, "border", 0.7))
            painter.drawRoundedRect(bar, 4, 4)
            if share > 0:
                painter.setBrush(theme.color("accent"))
                bar.setWidth(max(8.0, bar.width() * min(share, 1.0)))
                painter.drawRoundedRect(bar, 4, 4)


KINDS: dict[str, type[Chart]] = {
    "calendar": CalendarChart, "columns": ColumnChart, "lined": LinedChart,
    "calibration": CalibrationChart, "bars": BarChart,
}  # fmt: skip


def chart(figure: Figure, theme: Theme, parent: QWidget | None = None) -> Chart:
    """Make the chart of a figure."""
    return KINDS[figure.kind](figure, theme, parent)
