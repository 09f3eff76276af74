"""The hits of a search as a list model that asks for more at its end, flat or by document."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from db.models import LANGUAGES, Hit
from desktop.search.wording import KIND_WORDS, VOICE_WORDS, place, voice
from desktop.widgets.row_paint import tip

_Index = QModelIndex | QPersistentModelIndex
HitRole = Qt.ItemDataRole.UserRole
RowRole = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Group:
    """The heading over the hits of a document, with how many there are as far as is known."""

    document: str
    count: int
    at_least: bool


class Row(NamedTuple):
    """All that is painted of a row: a hit, or a heading, and the document's name beside it."""

    hit: Hit | None
    group: Group | None
    name: str


class HitModel(QAbstractListModel):
    """The hits in order, best first; `more_wanted` when its end comes into view.

    Grouped, a document's hits stand together under its heading, the documents in the order of
    their best hits. A row's `HitRole` is None where it is a heading.
    """

    more_wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: list[Hit] = []
        self._rows: list[Hit | str] = []
        self._more = False
        self._grouped = False
        self._names: Mapping[str, str] = {}
        self._counts: Mapping[str, int] = {}

    def set_names(self, names: Mapping[str, str]) -> None:
        """Take the short names of the documents."""
        self._names = dict(names)
        self._say_anew()

    @property
    def names(self) -> Mapping[str, str]:
        """The short names of the documents."""
        return self._names

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Take how many hits each document has; without them those that are loaded count."""
        self._counts = dict(counts)
        if self._grouped:
            self._say_anew()

    def _say_anew(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 0))

    def name(self, hit: Hit) -> str:
        """Return the short name of a hit's document."""
        document = hit.key.document
        return self._names.get(document) or (document if "/" in document else hit.document_title)

    # what is shown --------------------------------------------------------------------------

    def show(self, hits: Sequence[Hit], *, more: bool) -> bool:
        """Show these hits instead, and tell whether they are other ones.

        `more` says that there are others behind them.
        """
        self._more = more
        self._counts = {}
        if self._hits == list(hits):
            return False
        self.beginResetModel()
        self._hits = list(hits)
        self._rows = self._arranged()
        self.endResetModel()
        return True

    def set_grouped(self, grouped: bool) -> None:
        """Put the hits of each document together, or all by how well they fit."""
        if grouped == self._grouped:
            return
        self.beginResetModel()
        self._grouped = grouped
        self._rows = self._arranged()
        self.endResetModel()

    @property
    def grouped(self) -> bool:
        """Whether the hits stand by document."""
        return self._grouped

    def _arranged(self) -> list[Hit | str]:
        if not self._grouped:
            return list(self._hits)
        groups: dict[str, list[Hit | str]] = {}
        for hit in self._hits:
            document = hit.key.document
            groups.setdefault(document, [document]).append(hit)
        return [row for rows in groups.values() for row in rows]

    def append(self, hits: Sequence[Hit], *, more: bool) -> None:
        """Add the next page of hits."""
        self._more = more and bool(hits)
        self._hits += hits
        if self._grouped:
            for hit in hits:
                self._append_to_group(hit)
        elif hits:
            self._insert(len(self._rows), hits)

    def _append_to_group(self, hit: Hit) -> None:
        document = hit.key.document
        if document not in self._rows:
            self._insert(len(self._rows), (document, hit))
            return
        at = self._rows.index(document) + 1
        while at < len(self._rows) and not isinstance(self._rows[at], str):
            at += 1
        self._insert(at, (hit,))

    def _insert(self, at: int, rows: Sequence[Hit | str]) -> None:
        self.beginInsertRows(QModelIndex(), at, at + len(rows) - 1)
        self._rows[at:at] = rows
        self.endInsertRows()

    def hits(self) -> list[Hit]:
        """Return the hits that are loaded, in the order they are shown."""
        return [row for row in self._rows if not isinstance(row, str)]

    def row_of(self, hit: Hit) -> int:
        """Return the row of a hit, -1 where it is not shown."""
        return self._rows.index(hit) if hit in self._rows else -1

    @property
    def loaded(self) -> int:
        """How many hits are loaded."""
        return len(self._hits)

    # for the view ---------------------------------------------------------------------------

    def canFetchMore(self, parent: _Index) -> bool:
        """Overrides QAbstractListModel.canFetchMore."""
        return self._more and not parent.isValid()

    def fetchMore(self, parent: _Index) -> None:
        """Ask for the next page, once; it comes through `append`."""
        if self.canFetchMore(parent):
            self._more = False
            self.more_wanted.emit()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Overrides QAbstractListModel.rowCount."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Overrides QAbstractListModel.flags: headings are passed over."""
        if not index.isValid() or isinstance(self._rows[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Overrides QAbstractListModel.data."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        return self._of_group(row, role) if isinstance(row, str) else self._of_hit(row, role)

    def _of_group(self, document: str, role: int) -> object:
        own = [hit for hit in self._hits if hit.key.document == document]
        known = self._counts.get(document)
        count = len(own) if known is None else max(known, len(own))
        if role == RowRole:
            group = Group(document, count, known is None and self._more)
            return Row(None, group, self.name(own[0]))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{self.name(own[0])}: {count:,}"
        return tip(own[0].document_title) if role == Qt.ItemDataRole.ToolTipRole else None

    def _of_hit(self, hit: Hit, role: int) -> object:
        if role == HitRole:
            return hit
        if role == RowRole:
            return Row(hit, None, "" if self._grouped else self.name(hit))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{self.name(hit)}, {place(hit)}, {voice(hit)[0]}: {hit.snippet}"
        if role == Qt.ItemDataRole.ToolTipRole:
            language = LANGUAGES.get(hit.key.language, hit.key.language)
            what = KIND_WORDS.get(hit.what, "") or VOICE_WORDS[hit.voice]
            return tip(
                f"{hit.document_title}, {place(hit)}: {what}, {language}.",
                "Enter opens it; Ctrl+Enter opens it and stays here.",
            )
        return None
