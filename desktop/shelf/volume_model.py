"""The documents of My library as a table: what each is called, its symbol and its dates."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItemModel

from db.shelf.volumes import Volume
from desktop.shelf.documents import day
from desktop.widgets.row_paint import tip

_Index = QModelIndex | QPersistentModelIndex
VolumeRole = Qt.ItemDataRole.UserRole


class Column(NamedTuple):
    """A column: what it is called, what it is sorted by, its width in pixels, its tip."""

    words: str
    sort: str
    width: int
    tip: str = ""


COLUMNS = (
    Column("Title", "title", 0),
    Column("Symbol", "symbol", 116),
    Column("Date", "date", 100),
    Column("Last read", "last_read", 100, "When you last read in it"),
    Column("Added", "added", 100, "When it came into your library"),
)


class VolumeModel(QStandardItemModel):
    """The volumes that are wanted, in the order that is wanted.

    Qt keeps the number of rows and columns itself, with nothing in them: a tree asks for it twice
    for every row of a new layout, which took a third of a frame where Python answered.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(0, len(COLUMNS), parent)
        self._volumes: Sequence[Volume] = ()

    def show(self, volumes: Sequence[Volume]) -> None:
        """Show these; the rows that stay say that their words are others now."""
        if volumes == self._volumes:
            return
        self._volumes = volumes
        if self.rowCount() != len(volumes):
            self.setRowCount(len(volumes))
        if volumes:
            self.dataChanged.emit(self.index(0, 0), self.index(len(volumes) - 1, len(COLUMNS) - 1))

    def volume(self, row: int) -> Volume:
        """Return the volume of a row."""
        return self._volumes[row]

    def rows_of(self, documents: Sequence[str]) -> list[int]:
        """Return where documents stand, those that are shown."""
        wanted = set(documents)
        return [row for row, one in enumerate(self._volumes) if one.document in wanted]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Overrides QStandardItemModel.headerData."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section].words
        if role == Qt.ItemDataRole.ToolTipRole:
            return COLUMNS[section].tip or None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Overrides QStandardItemModel.data."""
        if not index.isValid() or index.row() >= len(self._volumes):
            return None
        volume = self._volumes[index.row()]
        if role == VolumeRole:
            return volume
        if role == Qt.ItemDataRole.DisplayRole:
            return said(volume, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            bits = (
                f"{one.words} {words}"
                for n, one in enumerate(COLUMNS)
                if n and (words := said(volume, n))
            )
            return ", ".join([volume.title, *bits]) if not index.column() else None
        if role == Qt.ItemDataRole.ToolTipRole:
            own = f"In the document itself: {volume.own.title}"
            edited = own if volume.title != volume.own.title else ""
            subjects = " · ".join(volume.details.subjects[:6])
            return tip(volume.title, facts(volume), edited, subjects, "Enter opens it.")
        return None


def said(volume: Volume, column: int) -> str:
    """Return what stands in a column."""
    match COLUMNS[column].sort:
        case "title":
            return volume.title
        case "symbol":
            return volume.details.symbol
        case "date":
            return _short(volume.details.date)
        case "last_read":
            return _short(volume.last_read[:10]) or "–"
    return _short(volume.added[:10]) or "bundled"


@lru_cache(maxsize=4096)
def _short(iso: str) -> str:
    """Write a date as `day` does, its month in three letters."""
    words = day(iso).split()
    return " ".join(word[:3] if word.isalpha() else word for word in words)


def facts(volume: Volume) -> str:
    """Say in a line what a volume is: `Resolution · General Assembly · session 78 · en fr`."""
    details = volume.details
    session = f"session {details.session}" if details.session else ""
    kind = volume.kind.replace("-", " ").capitalize()
    return " · ".join(filter(None, (kind, details.body, session, " ".join(volume.languages))))
