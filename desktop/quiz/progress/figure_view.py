"""A figure on the page: heading, sentence, and the chart or its numbers as a table."""

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QFrame, QHeaderView, QLabel, QTableView, QVBoxLayout, QWidget

from desktop.quiz.progress.chart import Chart
from desktop.quiz.progress.charts import chart
from desktop.quiz.progress.figure import Figure
from desktop.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_ROWS = 12


class FigureTable(QAbstractTableModel):
    """The rows of a figure as a table."""

    def __init__(self, figure: Figure, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figure = figure

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.figure.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.figure.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a value as it is read; numbers stand to the right."""
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.figure.said(row, column)
        number = column > 0 and not isinstance(self.figure.rows[row][column], str)
        if role == Qt.ItemDataRole.TextAlignmentRole and number:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a column's name."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self.figure.columns[section][:1].upper() + self.figure.columns[section][1:]
        return None


class _Table(QTableView):
    """As high as its rows, up to a dozen."""

    def sizeHint(self) -> QSize:
        rows = min(self.model().rowCount(), _ROWS)
        high = self.horizontalHeader().sizeHint().height() + rows * self.rowHeight(0) + 4
        return QSize(400, max(high, 60))


class FigureView(QWidget):
    """One figure; `show_table` changes between chart and table."""

    row_chosen = Signal(str)
    """The key of a row that was chosen."""

    def __init__(
        self, figure: Figure, theme: Theme, as_table: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.figure, self._theme = figure, theme
        self.chart: Chart | None = None
        self.table: QTableView | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 16)
        self._column.setSpacing(6)
        for words, name in ((figure.title, "panelTitle"), (self._summary(), "muted")):
            label = QLabel(words, self)
            label.setObjectName(name)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            self._column.addWidget(label)
        if figure.rows:
            self.chart = chart(figure, theme, self)
            self.chart.row_chosen.connect(self._choose)
            where = QLabel(self)
            where.setWordWrap(True)
            where.setTextFormat(Qt.TextFormat.PlainText)
            where.hide()
            self.where = where
            self.chart.stood.connect(self._stand)
            self._column.addWidget(where)
            self._column.addWidget(self.chart)
            self.show_table(as_table)

    def _summary(self) -> str:
        return self.figure.summary if self.figure.rows else self.figure.nothing

    def _stand(self, words: str) -> None:
        self.where.setText(words)
        self.where.show()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        if self.chart:
            self.chart.set_theme(theme)

    def show_table(self, shown: bool) -> None:
        """Show the numbers as a table, or the chart."""
        if self.chart is None:
            return
        if shown and self.table is None:
            self.table = self._make_table()
            self._column.addWidget(self.table)
        if self.table:
            self.table.setVisible(shown)
        self.chart.setVisible(not shown)

    def _make_table(self) -> QTableView:
        table = _Table(self)
        table.setModel(FigureTable(self.figure, table))
        table.setAccessibleName(self.figure.title)
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.activated.connect(self._activated)
        return table

    def _activated(self, index: QModelIndex) -> None:
        self._choose(index.row())

    def _choose(self, row: int) -> None:
        if row < len(self.figure.keys) and self.figure.keys[row]:
            self.row_chosen.emit(self.figure.keys[row])
