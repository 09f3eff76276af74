"""Entries of a list beside the documents, as a model that can be narrowed by words and group."""

from collections.abc import Mapping, Sequence
from html import escape
from types import MappingProxyType
from typing import Any, NamedTuple
from urllib.parse import quote

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from db.address import describe
from db.text import fold
from desktop.shelf.documents import RowRole

_Index = QModelIndex | QPersistentModelIndex


class Entry(NamedTuple):
    """One entry: `group` is what the list can be narrowed to, `html` what is shown of it whole."""

    key: str
    title: str
    facts: str
    group: str
    html: str
    words: str = ""
    """What it is found by besides its title and facts."""
    current: bool = False


def to_address(where: str, names: Mapping[str, str] = MappingProxyType({}), said: str = "") -> str:
    """Write a link to an address, as HTML; `names` are short titles of documents by id."""
    document, _, label = where.partition(" ")
    name = names.get(document, document)
    said = said or (f"{name}, {describe(label)}" if label else name)
    href = f"resolute:{quote(document)}" + (f"#{label}" if label else "")
    return f'<a href="{escape(href)}">{escape(said)}</a>'


def to_addresses(
    addresses: Sequence[str], names: Mapping[str, str] = MappingProxyType({})
) -> list[str]:
    """Write links to addresses, as HTML; what is of the same document is named only once."""
    links, before = [], ""
    for where in addresses:
        document, _, label = where.partition(" ")
        said = describe(label) if label and document == before else ""
        links.append(to_address(where, names, said))
        before = document
    return links


def names(connection: Any) -> dict[str, str]:
    """Read the documents' short titles by id. Runs in a worker's thread."""
    from db.library.documents import documents

    return {one.id: one.short_title for one in documents(connection)}


def to_entry(key: str, said: str = "") -> str:
    """Write a link to another entry of the same list, as HTML."""
    return f'<a href="entry:{escape(quote(key))}">{escape(said or key)}</a>'


def paragraph(words: str) -> str:
    """Write words as a paragraph of HTML; nothing where there are none."""
    return f"<p>{escape(words)}</p>" if words else ""


def line(name: str, *links: str) -> str:
    """Write a named line of HTML: `See: a · b`; nothing where there are no links."""
    return f'<p class="quiet">{escape(name)}: {" · ".join(links)}</p>' if links else ""


class EntryModel(QAbstractListModel):
    """The entries of one group, or of all, that have all the words wanted."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[tuple[str, Entry]] = []
        self._shown: list[Entry] = []
        self._words: list[str] = []
        self._group = ""

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Show these entries."""
        self._all = [(fold(f"{one.title} {one.facts} {one.words}"), one) for one in entries]
        self._narrow()

    def set_filter(self, text: str, group: str = "") -> None:
        """Show only entries of a group ('' for all) that have each word of `text`."""
        self._words, self._group = fold(text).split(), group
        self._narrow()

    def _narrow(self) -> None:
        self.beginResetModel()
        self._shown = [
            one
            for text, one in self._all
            if self._group in ("", one.group) and all(word in text for word in self._words)
        ]
        self.endResetModel()

    def index_of(self, key: str) -> QModelIndex:
        """Return where an entry stands; invalid where it is not shown."""
        wanted = fold(key)
        for row, entry in enumerate(self._shown):
            if fold(entry.key) == wanted:
                return self.index(row, 0)
        return QModelIndex()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Overrides QAbstractListModel.rowCount."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Overrides QAbstractListModel.data."""
        if not index.isValid():
            return None
        entry = self._shown[index.row()]
        if role == RowRole:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.title}, {entry.facts}" if entry.facts else entry.title
        return None
