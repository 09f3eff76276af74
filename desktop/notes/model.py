"""The notes of a document, or of all, as a list model."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from db import clock
from db.models import Note
from desktop.notes import wording

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class NotesModel(QAbstractListModel):
    """Notes in the order they were given; what a card says comes by role."""

    NOTE = Qt.ItemDataRole.UserRole + 1
    """The Note itself."""
    LINE = Qt.ItemDataRole.UserRole + 2
    """The small line under it: place, colour, tags, age."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notes: Sequence[Note] = ()
        self._titles: Mapping[str, str] = {}

    def set_notes(self, notes: Sequence[Note], titles: Mapping[str, str] | None = None) -> None:
        """Show these notes; with `titles` (by document id) each says where it stands."""
        self.beginResetModel()
        self._notes = tuple(notes)
        self._titles = titles or {}
        self.endResetModel()

    @property
    def notes(self) -> Sequence[Note]:
        """The notes that are shown."""
        return self._notes

    def row_of(self, note_id: str) -> int:
        """Return the row of a note, -1 where it is not shown."""
        return next((row for row, note in enumerate(self._notes) if note.id == note_id), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many notes there are."""
        return 0 if parent.isValid() else len(self._notes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a card shows, says or is."""
        if not index.isValid() or not 0 <= index.row() < len(self._notes):
            return None
        note = self._notes[index.row()]
        return note if role == self.NOTE else self._said(note, role)

    def _said(self, note: Note, role: int) -> str | None:
        if role == self.LINE:
            return wording.small_line(note, clock.now(), self._title(note))
        if role == Qt.ItemDataRole.DisplayRole:
            return wording.quoted(note.anchor)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return wording.spoken(note, clock.now(), self._title(note))
        if role == Qt.ItemDataRole.ToolTipRole:
            return wording.exact_time(note)
        return None

    def _title(self, note: Note) -> str:
        if not self._titles:
            return ""
        document = note.anchor.key.document
        return self._titles.get(document, document)
