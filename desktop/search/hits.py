"""The hits of a search as a list model that asks for more at its end."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from db import address
from db.models import LANGUAGES, Hit, Voice
from desktop.widgets.row_paint import tip

_Index = QModelIndex | QPersistentModelIndex
HitRole = Qt.ItemDataRole.UserRole
NameRole = Qt.ItemDataRole.UserRole + 1
VOICE_WORDS: dict[Voice, str] = {
    "official": "official text",
    "quoted": "the speaker's own words",
    "reported": "retold in other words",
    "digest": "study digest, in our own words",
}


def place(hit: Hit) -> str:
    """Say which paragraph a hit is: `para. 6`, `PP3`, `title`."""
    return address.describe(hit.label)


def voice(hit: Hit) -> str:
    """Say in a word or two who speaks, with the language where a document has several."""
    return hit.voice if hit.key.kind == "digest" else f"{hit.voice} {hit.key.language}"


class HitModel(QAbstractListModel):
    """The hits in order, best first; `more_wanted` when its end comes into view."""

    more_wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: list[Hit] = []
        self._more = False
        self._names: Mapping[str, str] = {}

    def set_names(self, names: Mapping[str, str]) -> None:
        """Take the short names of the documents."""
        self._names = dict(names)
        if self._hits:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._hits) - 1, 0))

    def _name(self, hit: Hit) -> str:
        document = hit.key.document
        return self._names.get(document) or (document if "/" in document else hit.document_title)

    def show(self, hits: Sequence[Hit], *, more: bool) -> bool:
        """Show these hits instead, and tell whether they are other ones.

        `more` says that there are others behind them.
        """
        self._more = more
        if self._hits == list(hits):
            return False
        self.beginResetModel()
        self._hits = list(hits)
        self.endResetModel()
        return True

    def append(self, hits: Sequence[Hit], *, more: bool) -> None:
        """Add the next page of hits."""
        self._more = more and bool(hits)
        if hits:
            first = len(self._hits)
            self.beginInsertRows(QModelIndex(), first, first + len(hits) - 1)
            self._hits += hits
            self.endInsertRows()

    def hits(self) -> list[Hit]:
        """Return the hits that are loaded."""
        return list(self._hits)

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
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Overrides QAbstractListModel.data."""
        if not index.isValid():
            return None
        hit = self._hits[index.row()]
        if role == HitRole:
            return hit
        if role == NameRole:
            return self._name(hit)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{self._name(hit)}, {place(hit)}, {voice(hit)}: {hit.snippet}"
        if role == Qt.ItemDataRole.ToolTipRole:
            language = LANGUAGES.get(hit.key.language, hit.key.language)
            return tip(
                f"{hit.document_title}, {place(hit)}: {VOICE_WORDS[hit.voice]}, {language}.",
                "Enter opens it; Ctrl+Enter opens it and stays here.",
            )
        return None
