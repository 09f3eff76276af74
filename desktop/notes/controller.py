"""Changes of notes: asked of the worker, told as facts once the store has answered."""

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from db.models import Anchor, Note
from desktop.hub import Hub
from desktop.notes import wording, work
from desktop.tasks import Worker

_UNDONE = {
    "add": "Undone: the note is gone again.",
    "update": "Undone: the note is as it was before.",
    "delete": "Undone: the note is back.",
}
_REDONE = {
    "add": "Done again: the note is back.",
    "update": "Done again: the note is changed.",
    "delete": "Done again: the note is deleted.",
}


class NotesController(QObject):
    """Adds, changes, deletes, undoes; every stored change is told once through the hub."""

    note_added = Signal(object, bool)
    """A Note was stored; the flag says that it was asked for in order to be written."""
    note_updated = Signal(object)
    """A Note was changed."""
    note_deleted = Signal(str, str)
    """The note with this id is gone from this document; an undo brings it back."""
    notes_loaded = Signal(str, object)
    """A document and the list of its Notes."""
    told = Signal(str)
    """What came of an undo or redo, as a sentence for the status line."""

    def __init__(self, worker: Worker, hub: Hub, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker, self._hub = worker, hub

    def add(self, anchor: Anchor, color: str, body: str = "", *, edit: bool = False) -> None:
        """Store a new note; with `edit` the answer says that it is to be written now."""
        stored = self._added_to_edit if edit else self._added
        asked = partial(work.add, anchor=anchor, color=color, body=body)
        self._worker.ask(self, asked, stored, self._failed)

    def update(
        self,
        note_id: str,
        *,
        body: str | None = None,
        color: str | None = None,
        tags: tuple[str, ...] | None = None,
    ) -> None:
        """Change what is given of a note."""
        given = {"body": body, "color": color, "tags": tags}
        changes = {name: value for name, value in given.items() if value is not None}
        asked = partial(work.change, note_id=note_id, changes=changes)
        self._worker.ask(self, asked, self._updated, self._failed)

    def delete(self, note_id: str) -> None:
        """Delete a note."""
        self._worker.ask(self, partial(work.delete, note_id=note_id), self._deleted, self._failed)

    def undo(self, document: str) -> None:
        """Take back the last change of a note on a document."""
        self._worker.ask(self, partial(work.undo, document=document), self._undone, self._failed)

    def redo(self, document: str) -> None:
        """Make again what was taken back last on a document."""
        self._worker.ask(self, partial(work.redo, document=document), self._redone, self._failed)

    def load(self, document: str) -> None:
        """Ask for a document's notes, all of them, for its page."""
        asked = partial(work.listed, document=document, query="")
        self._worker.ask(self, asked, self._loaded, self._failed, lane=f"load {document}")

    def _added(self, note: Note) -> None:
        self.note_added.emit(note, False)
        self._hub.notes_changed.emit(note.anchor.key.document)

    def _added_to_edit(self, note: Note) -> None:
        self.note_added.emit(note, True)
        self._hub.notes_changed.emit(note.anchor.key.document)

    def _updated(self, note: Note) -> None:
        self.note_updated.emit(note)
        self._hub.notes_changed.emit(note.anchor.key.document)

    def _deleted(self, gone: tuple[str, str]) -> None:
        note_id, document = gone
        self.note_deleted.emit(note_id, document)
        self._hub.notes_changed.emit(document)

    def _undone(self, change: Any) -> None:
        self._tell(change, _UNDONE, "There is nothing to undo on this document.")

    def _redone(self, change: Any) -> None:
        self._tell(change, _REDONE, "There is nothing to redo on this document.")

    def _tell(self, change: Any, words: dict[str, str], nothing: str) -> None:
        if change is None:
            self.told.emit(nothing)
            return
        self.told.emit(words[change.action])
        self._hub.notes_changed.emit(change.document)

    def _loaded(self, found: work.Listed) -> None:
        self.notes_loaded.emit(found.document or "", found.notes)

    def _failed(self, error: Exception) -> None:
        self._hub.trouble_met.emit(wording.sentence(error))
