"""What a comparison shows, line by line: pairs of paragraphs, and stretches that did not change."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from db import address
from db.library.compare import Comparison, Pair

_Index = QModelIndex | QPersistentModelIndex
RowRole = Qt.ItemDataRole.UserRole
_FEW = 2
"""So many unchanged paragraphs in a row are folded; a single one is shown."""


class Fold(NamedTuple):
    """A stretch of paragraphs that did not change."""

    pairs: tuple[Pair, ...]


Row = Pair | Fold


def rows(comparison: Comparison, *, folded: bool) -> list[Row]:
    """Put a comparison into rows; with `folded` a stretch of unchanged paragraphs is one."""
    return list(_rows(comparison, folded))


def _rows(comparison: Comparison, folded: bool) -> Iterator[Row]:
    for quiet, pairs in groupby(comparison.pairs, _is_quiet):
        stretch = tuple(pairs)
        if quiet and folded and len(stretch) >= _FEW:
            yield Fold(stretch)
        else:
            yield from stretch


def _is_quiet(pair: Pair) -> bool:
    return pair.outcome == "same" and not pair.moved


def where(pair: Pair) -> str:
    """Say where a paragraph stands, and stood: `op6`, `op5 → op6`, `op5 → –`."""
    left, right = (
        address.gutter(p.label) or p.label if p else "–" for p in (pair.left, pair.right)
    )
    return left if left == right else f"{left} → {right}"


def became(pair: Pair) -> str:
    """Say what became of a paragraph: `changed, moved · Invites → Requests, stronger`."""
    words = {"same": "unchanged"}.get(pair.outcome, pair.outcome)
    words += ", moved" if pair.moved else ""
    if not pair.verb_changed or pair.left is None or pair.right is None:
        return words
    verbs = f"{pair.left.opener} → {pair.right.opener}"
    if pair.strength:
        verbs += ", stronger" if pair.strength > 0 else ", weaker"
    return f"{words} · {verbs}"


def spoken(row: Row) -> str:
    """Say a row to a screen reader, its changes word by word."""
    if isinstance(row, Fold):
        return f"{len(row.pairs)} unchanged paragraphs, {where(row.pairs[0])} to " + (
            where(row.pairs[-1])
        )
    said = [f"{where(row)}, {became(row)}"]
    left, right = row.left, row.right
    if left is None or right is None or not row.changes:
        said.append((right or left).text if (right or left) else "")  # type: ignore[union-attr]
        return ". ".join(said)
    for change in row.changes:
        old, new = left.text[slice(*change.left)], right.text[slice(*change.right)]
        if old and new:
            said.append(f"“{old}” became “{new}”")
        else:
            said.append(f"“{old}” is gone" if old else f"“{new}” is new")
    return ". ".join(said)


class ComparisonModel(QAbstractListModel):
    """The rows of a comparison; a fold is opened in its place."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._comparison: Comparison | None = None
        self._rows: list[Row] = []

    def show(self, comparison: Comparison, *, folded: bool) -> None:
        """Show another comparison, or the same one folded otherwise."""
        self.beginResetModel()
        self._comparison = comparison
        self._rows = rows(comparison, folded=folded)
        self.endResetModel()

    def unfold(self, row: int) -> bool:
        """Open the fold in a row; tell whether there was one."""
        fold = self._rows[row] if 0 <= row < len(self._rows) else None
        if not isinstance(fold, Fold):
            return False
        self.beginRemoveRows(QModelIndex(), row, row)
        del self._rows[row]
        self.endRemoveRows()
        self.beginInsertRows(QModelIndex(), row, row + len(fold.pairs) - 1)
        self._rows[row:row] = fold.pairs
        self.endInsertRows()
        return True

    def next_change(self, row: int, by: int) -> int:
        """Return the next (1) or previous (-1) row from `row` on that changed, -1 for none."""
        row += by
        while 0 <= row < len(self._rows):
            found = self._rows[row]
            if isinstance(found, Pair) and not _is_quiet(found):
                return row
            row += by
        return -1

    def row_of(self, pair: Pair) -> int:
        """Return where a pair is, or the fold it is in."""
        for row, shown in enumerate(self._rows):
            if shown is pair or (isinstance(shown, Fold) and pair in shown.pairs):
                return row
        return -1

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Overrides QAbstractListModel.rowCount."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Overrides QAbstractListModel.data."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == RowRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(row)
        return None
