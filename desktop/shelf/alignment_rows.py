"""Two editions paragraph by paragraph as a table: what answers what, and what answers nothing."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from db import address
from db.models import Passage
from db.shelf.checking import Alignment
from desktop.widgets.row_paint import tip

_Index = QModelIndex | QPersistentModelIndex
RowRole = Qt.ItemDataRole.UserRole
PickedRole = Qt.ItemDataRole.UserRole + 1


class Pair(NamedTuple):
    """A row: the passages of either side, None where there is none, and whether a hand did it."""

    left: Passage | None
    right: Passage | None
    by_hand: bool

    @property
    def matches(self) -> bool:
        """Whether both sides have it."""
        return self.left is not None and self.right is not None

    def side(self, column: int) -> Passage | None:
        """Return the passage of a column."""
        return self.right if column else self.left


def pairs(found: Alignment, *, only_mismatches: bool) -> list[Pair]:
    """Return the rows of an alignment; of mismatches alone, with their neighbours around them."""
    left = {p.label: p for p in found.left.passages}
    right = {p.label: p for p in found.right.passages}
    fixed = {(fix.left, fix.right) for fix in found.fixes if fix.paired}
    every = [
        Pair(left.get(row.left), right.get(row.right), tuple(row) in fixed) for row in found.rows
    ]
    if not only_mismatches:
        return every
    near = {
        at + by
        for at, row in enumerate(every)
        for by in (-1, 0, 1)
        if not row.matches or row.by_hand
    }
    return [row for at, row in enumerate(every) if at in near]


class AlignmentModel(QAbstractTableModel):
    """The rows; one paragraph of each side can be picked, to be paired."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[Pair] = ()
        self._titles = ("", "")
        self._picked: dict[int, str] = {}

    def show(self, rows: Sequence[Pair], titles: tuple[str, str]) -> None:
        """Show these rows under these titles; nothing is picked."""
        self.beginResetModel()
        self._rows, self._titles, self._picked = rows, titles, {}
        self.endResetModel()

    def pair(self, row: int) -> Pair | None:
        """Return a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def pick(self, index: _Index) -> None:
        """Pick the paragraph of a cell for its side, or let it go."""
        passage = self._rows[index.row()].side(index.column()) if index.isValid() else None
        if passage is not None:
            same = self._picked.get(index.column()) == passage.label
            self._picked.pop(index.column(), None)
            if not same:
                self._picked[index.column()] = passage.label
            bottom = self.index(len(self._rows) - 1, 1)
            self.dataChanged.emit(self.index(0, 0), bottom)

    def let_go(self) -> bool:
        """Pick nothing; tell whether anything was picked."""
        had, self._picked = bool(self._picked), {}
        if had:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 1))
        return had

    @property
    def picked(self) -> tuple[str, str]:
        """The labels that are picked on either side, '' for none."""
        return self._picked.get(0, ""), self._picked.get(1, "")

    def next_mismatch(self, row: int, by: int) -> int:
        """Return the next (1) or previous (-1) row of which a side is empty, -1 for none."""
        row += by
        while 0 <= row < len(self._rows):
            if not self._rows[row].matches:
                return row
            row += by
        return -1

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Overrides QAbstractTableModel.rowCount."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Overrides QAbstractTableModel.columnCount."""
        return 0 if parent.isValid() else 2

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Overrides QAbstractTableModel.headerData."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section] if section in (0, 1) else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Overrides QAbstractTableModel.data."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        passage = row.side(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return passage.text[:300] if passage else ""
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(row, index.column())
            case Qt.ItemDataRole.ToolTipRole:
                return tip(passage.text[:1000]) if passage else None
        if role == PickedRole:
            return passage is not None and self._picked.get(index.column()) == passage.label
        return row if role == RowRole else None

    def _spoken(self, row: Pair, column: int) -> str:
        passage = row.side(column)
        if passage is None:
            return f"{self._titles[column]}: nothing answers here"
        picked = ", picked" if self._picked.get(column) == passage.label else ""
        alone = "" if row.matches else ", without an answer"
        hand = ", paired by hand" if row.by_hand else ""
        return f"{address.describe(passage.label)}{alone}{hand}{picked}: {passage.text[:120]}"
