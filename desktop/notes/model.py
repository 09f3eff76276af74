"""The notes of a document, or of all, as a list model, with a heading before each group."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from db import clock
from db.models import Note
from desktop.notes import wording
from desktop.notes.color_names import ColorNames

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class NotesModel(QAbstractListModel):
    """Notes in the order they were given; what a card says comes by role."""

    NOTE = Qt.ItemDataRole.UserRole + 1
    """The Note itself, None for a heading."""
    LINE = Qt.ItemDataRole.UserRole + 2
    """The small line under it: place, colour, tags, age."""
    HEADING = Qt.ItemDataRole.UserRole + 3
    """The name of a group, empty for a note."""

    more_wanted = Signal()
    """The list is scrolled near its end, and there are more notes."""

    def __init__(self, names: ColorNames | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names = names or ColorNames(self)
        self._rows: list[Note | str] = []
        self._titles: Mapping[str, str] = {}
        self._notes: list[Note] = []
        self._asked = self._has_more = False

    def set_notes(
        self,
        notes: Sequence[Note],
        titles: Mapping[str, str] | None = None,
        heads: Mapping[int, str] | None = None,
        *,
        has_more: bool = False,
    ) -> None:
        """Show these notes; with `titles` (by document id) each says where it stands.

        `heads` are the names of groups, by the place of the first note of each.
        """
        self.beginResetModel()
        self._titles = titles or {}
        self._notes, self._rows = [], []
        self._rows += self._with_heads(notes, heads or {})
        self._asked, self._has_more = False, has_more
        self.endResetModel()

    def add_notes(
        self,
        notes: Sequence[Note],
        titles: Mapping[str, str] | None = None,
        heads: Mapping[int, str] | None = None,
        *,
        has_more: bool,
    ) -> None:
        """Show notes that follow those that are shown; what is given is as in `set_notes`."""
        self._titles = {**self._titles, **(titles or {})}
        rows = self._with_heads(notes, heads or {})
        self._asked, self._has_more = False, has_more
        if rows:
            self.beginInsertRows(_ROOT, len(self._rows), len(self._rows) + len(rows) - 1)
            self._rows += rows
            self.endInsertRows()

    def _with_heads(self, notes: Sequence[Note], heads: Mapping[int, str]) -> list[Note | str]:
        self._notes += notes
        rows: list[Note | str] = []
        for place, note in enumerate(notes):
            if (head := heads.get(place)) is not None:
                rows.append(head)
            rows.append(note)
        return rows

    @property
    def notes(self) -> Sequence[Note]:
        """The notes that are shown."""
        return tuple(self._notes)

    def row_of(self, note_id: str) -> int:
        """Return the row of a note, -1 where it is not shown."""
        rows = enumerate(self._rows)
        return next((n for n, one in rows if not isinstance(one, str) and one.id == note_id), -1)

    def canFetchMore(self, parent: Index = _ROOT) -> bool:
        """Tell whether there are notes that are not shown yet."""
        return self._has_more and not self._asked and not parent.isValid()

    def fetchMore(self, parent: Index = _ROOT) -> None:
        """Ask for the notes that follow."""
        self._asked = True
        self.more_wanted.emit()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many rows there are, headings included."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the keys pass over headings."""
        if index.isValid() and isinstance(self._rows[index.row()], str):
            return Qt.ItemFlag.ItemNeverHasChildren
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a card shows, says or is."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if isinstance(row, str):
            said = self._names.name(row) if row in self._names.colors else row
            said = self._titles.get(said, said)
            texts = (self.HEADING, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return said if role in texts else None
        return row if role == self.NOTE else self._said(row, role)

    def _said(self, note: Note, role: int) -> str | None:
        if role == self.LINE:
            return wording.small_line(note, clock.now(), self._title(note), self._names.name)
        if role == Qt.ItemDataRole.DisplayRole:
            return wording.quoted_note(note)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return wording.spoken(note, clock.now(), self._title(note), self._names.name)
        if role == Qt.ItemDataRole.ToolTipRole:
            return wording.exact_time(note)
        return None

    def _title(self, note: Note) -> str:
        if not self._titles:
            return ""
        document = note.anchor.key.document
        return self._titles.get(document, document)
