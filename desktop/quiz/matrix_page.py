"""The matrix as a page: paragraphs down, themes, verbs, addressees or statements across.

Enter or a double click on a filled cell opens its passages; Q, or the button, asks about them.
"""

from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from db import address
from db.library.matrix import KINDS, Matrix
from desktop.tasks import Worker
from desktop.theme import Theme
from desktop.widgets.announcing import announce
from desktop.widgets.flow import FlowLayout

Index = QModelIndex | QPersistentModelIndex
_BY = {"theme": "Themes", "verb": "Verbs", "addressee": "Addressees", "statement": "Statements"}
_MOST = 34
"""Characters of what a paragraph is about that stand beside its row."""


class MatrixModel(QAbstractTableModel):
    """A cell is a dot, and where several passages stand behind it their number."""

    def __init__(self, matrix: Matrix, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.matrix = matrix

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many paragraphs there are."""
        return 0 if parent.isValid() else len(self.matrix.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.matrix.columns)

    def cell(self, index: Index) -> tuple[str, ...]:
        """Return the addresses of a cell, none for an empty one."""
        if not index.isValid():
            return ()
        row, column = self.matrix.rows[index.row()], self.matrix.columns[index.column()]
        return self.matrix.cells.get((row.label, column), ())

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the dot; for tooltip and screen reader paragraph, column and whether it fits."""
        cell = self.cell(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return "" if not cell else "●" if len(cell) == 1 else f"● {len(cell)}"
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            row, column = self.matrix.rows[index.row()], self.matrix.columns[index.column()]
            said = f"{address.describe(row.label)}, {row.words}: {column}"
            return f"{said}: {', '.join(cell)}" if cell else f"{said}: no"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a column with its count, or a paragraph's label and what it is about."""
        across = orientation == Qt.Orientation.Horizontal
        if across and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            name = self.matrix.columns[section]
            return f"{name} · {len(self.matrix.labels(name))}"
        if not across and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            row, words = self.matrix.rows[section], self.matrix.rows[section].words
            if role == Qt.ItemDataRole.DisplayRole and len(words) > _MOST:
                words = f"{words[: _MOST - 1]}…"
            return f"{address.describe(row.label)}  {words}"
        return None


class _Table(QTableView):
    """Asks about the cell one is at with Q."""

    asked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Q and not event.modifiers():
            self.asked.emit()
        else:
            super().keyPressEvent(event)


class MatrixPage(QWidget):
    """Shows the matrix of a document; what its cells open is for others to show."""

    address_requested = Signal(str)
    quiz_requested = Signal(str, object)
    """A document, and the labels of the paragraphs that are to be asked about."""

    def __init__(self, worker: Worker, theme: Theme, document: str) -> None:
        super().__init__()
        self.document = document
        self.setAccessibleName(f"Matrix of {document}")
        self._worker = worker
        self.by = QComboBox(self)
        self.by.setAccessibleName("Paragraphs by")
        for name in KINDS:
            self.by.addItem(_BY[name], name)
        self.by.activated.connect(self._load)
        self.open_cell = QPushButton("Open", self)
        self.open_cell.setToolTip("Open the passages of the cell (Enter)")
        self.open_cell.clicked.connect(self._open)
        self.ask = QPushButton("Quiz from the cell", self)
        self.ask.setToolTip("Ask about the paragraph of a cell, or of an empty one its column (Q)")
        self.ask.clicked.connect(self._ask)
        self.said = QLabel(self)
        self.said.setObjectName("muted")
        self.said.setWordWrap(True)
        self.table = self._make_table()
        self._lay_out()
        self.setFocusProxy(self.table)
        self.set_theme(theme)
        self._load()

    def _make_table(self) -> _Table:
        table = _Table(self)
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        across = table.horizontalHeader()
        across.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        across.setMinimumSectionSize(70)
        for header in (across, table.verticalHeader()):
            header.setHighlightSections(False)
        table.setCornerButtonEnabled(False)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(32)
        table.verticalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        table.activated.connect(self._open)
        table.asked.connect(self._ask)
        return table

    def _lay_out(self) -> None:
        head = QWidget(self)
        row = FlowLayout(head, gap=6)
        title = QLabel(f"Matrix of {self.document}", self)
        title.setObjectName("panelTitle")
        for widget in (title, self.by, self.open_cell, self.ask):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 12, 8)
        column.setSpacing(8)
        column.addWidget(head)
        column.addWidget(self.said)
        column.addWidget(self.table, 1)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours: the table's are the palette's."""
        self.setStyleSheet(f"MatrixPage {{background: {theme.page};}}")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def _load(self, _index: int = 0) -> None:
        work = partial(_matrix, document=self.document, by=str(self.by.currentData()))
        self._worker.ask(self, work, self._show, self._failed, lane="matrix")

    def _show(self, matrix: Matrix) -> None:
        before = self.table.model()
        self.table.setModel(MatrixModel(matrix, self))
        if before is not None:
            before.deleteLater()
        self.table.setAccessibleName(f"{_BY[matrix.by]} of {matrix.document}")
        what = _BY[matrix.by].casefold()
        words = f"{len(matrix.rows)} paragraphs, {len(matrix.columns)} {what}."
        if not matrix.columns:
            words += f" This text has no {what} that the library knows."
        self.said.setText(words)
        self.table.setCurrentIndex(self.table.model().index(0, 0))
        announce(self, words)

    def _failed(self, error: Exception) -> None:
        self.said.setText(str(error))

    def _at(self) -> tuple[MatrixModel, QModelIndex] | None:
        model, index = self.table.model(), self.table.currentIndex()
        return (model, index) if isinstance(model, MatrixModel) and index.isValid() else None

    def _open(self, _index: Any = None) -> None:
        if at := self._at():
            cell = at[0].cell(at[1])
            for where in cell[:1]:
                self.address_requested.emit(where)
            if len(cell) > 1:
                self.said.setText(f"Also: {', '.join(cell[1:])}")

    def _ask(self) -> None:
        if at := self._at():
            model, index = at
            column = model.matrix.columns[index.column()]
            label = model.matrix.rows[index.row()].label
            labels = (label,) if model.cell(index) else model.matrix.labels(column)
            self.quiz_requested.emit(self.document, labels)


def _matrix(connection: Any, document: str, by: str) -> Matrix:
    from db.library import matrix

    return matrix.matrix(connection, document, next(one for one in matrix.KINDS if one == by))
