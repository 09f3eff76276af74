"""The documents of the library as a list model that can be narrowed by their titles."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QDate,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from db.models import Document
from db.text import fold
from desktop.widgets.row_paint import tip

_Index = QModelIndex | QPersistentModelIndex
RowRole = Qt.ItemDataRole.UserRole


class Row(NamedTuple):
    """What a row shows: a document, what it is in a line, and whether it is the one in front."""

    document: Document
    facts: str
    current: bool

    @property
    def title(self) -> str:
        """What stands in its first lines."""
        return self.document.title


def facts(document: Document) -> str:
    """Say in a line what a document is: `Statement · 1 July 2024 · digest, official en fr`."""
    return " · ".join(filter(None, (_kind(document), day(document.date), _editions(document))))


def _kind(document: Document) -> str:
    words = document.kind.replace("-", " ").capitalize()
    symbol = document.id.removeprefix("A/RES/") if "/" in document.id else ""
    return f"{words} {symbol}".strip()


def day(iso: str) -> str:
    """Write an ISO date, to the day, month or year, as the United Nations do: 1 July 2024."""
    for pattern, written in (("yyyy-MM-dd", "d MMMM yyyy"), ("yyyy-MM", "MMMM yyyy")):
        date = QDate.fromString(iso, pattern)
        if date.isValid():
            return QLocale(QLocale.Language.English).toString(date, written)
    return iso


def _editions(document: Document) -> str:
    languages: dict[str, list[str]] = {}
    for edition in document.editions:
        languages.setdefault(edition.key.kind, []).append(edition.key.language)
    return ", ".join(
        kind if kind == "digest" else f"{kind} {' '.join(found)}"
        for kind, found in languages.items()
    )


class DocumentModel(QAbstractListModel):
    """The documents in the library's order, those whose titles have all the words wanted."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[tuple[str, Document]] = []
        self._shown: list[Document] = []
        self._facts: dict[str, str] = {}
        self._shares: Mapping[str, float] = {}
        self._words: list[str] = []
        self._current = ""

    def set_documents(self, documents: Sequence[Document]) -> None:
        """Show these documents."""
        self._all = [
            (fold(f"{one.title} {one.short_title} {one.id} {_kind(one)}"), one) for one in documents
        ]
        self._facts = {one.id: facts(one) for one in documents}
        self._narrow()

    def set_filter(self, text: str) -> None:
        """Show only documents whose title, name or kind has each word of `text`."""
        self._words = fold(text).split()
        self._narrow()

    def _narrow(self) -> None:
        shown = [one for text, one in self._all if all(word in text for word in self._words)]
        if shown == self._shown:
            return
        self.beginResetModel()
        self._shown = shown
        self.endResetModel()

    def set_current(self, name: str) -> None:
        """Mark the document that is open."""
        before, self._current = self._current, name
        if before == name:
            return
        for changed in (before, name):
            if (index := self.index_of(changed)).isValid():
                self.dataChanged.emit(index, index)

    def set_read(self, shares: Mapping[str, float]) -> None:
        """Say how much of each document has been read, from 0 to 1."""
        before, self._shares = self._shares, shares
        for row, document in enumerate(self._shown):
            if before.get(document.id) != shares.get(document.id):
                self.dataChanged.emit(self.index(row, 0), self.index(row, 0))

    def index_of(self, name: str) -> QModelIndex:
        """Return where a document stands; invalid where it is not shown."""
        for row, document in enumerate(self._shown):
            if document.id == name:
                return self.index(row, 0)
        return QModelIndex()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Overrides QAbstractListModel.rowCount."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Overrides QAbstractListModel.data."""
        if not index.isValid():
            return None
        row = self._row(self._shown[index.row()])
        return row if role == RowRole else _said(row, role)

    def _row(self, document: Document) -> Row:
        share = self._shares.get(document.id, 0.0)
        read = f" · {round(100 * share)} % read" if share else ""
        return Row(document, self._facts[document.id] + read, document.id == self._current)


def _said(row: Row, role: int) -> str | None:
    if role == Qt.ItemDataRole.DisplayRole:
        return row.document.title
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return f"{row.document.title}, {row.facts}{', open now' if row.current else ''}"
    if role == Qt.ItemDataRole.ToolTipRole:
        return tip(row.document.title, row.facts, row.document.summary, "Enter opens it.")
    return None
