"""Changes of notes: asked of the worker, told as facts once the store has answered."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from db import clock
from db.models import Anchor, Note, Segment
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
_UNDONE_MANY = {
    "add": "Undone: the {count} notes are gone again.",
    "update": "Undone: {count} notes are as they were before.",
    "delete": "Undone: the {count} notes are back.",
}
_REDONE_MANY = {
    "add": "Done again: the {count} notes are back.",
    "update": "Done again: {count} notes are changed.",
    "delete": "Done again: the {count} notes are deleted.",
}


class NotesController(QObject):
    """Adds, changes, deletes, undoes; every stored change is told once through the hub."""

    note_added = Signal(object, bool)
    """A Note was stored; the flag says that it was asked for in order to be written."""
    note_updated = Signal(object)
    """A Note was changed."""
    note_deleted = Signal(str, str)
    """The note with this id is gone from this document; an undo brings it back."""
    notes_deleted = Signal(int, str)
    """So many notes are gone at once; an undo on this document brings them back."""
    notes_loaded = Signal(str, object)
    """A document and the list of its Notes."""
    load_wanted = Signal()
    """What the pages show is not what is stored."""
    told = Signal(str)
    """What came of an undo or redo, as a sentence for the status line."""

    def __init__(self, worker: Worker, hub: Hub, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker, self._hub = worker, hub

    def add(
        self,
        anchors: Anchor | Sequence[Anchor],
        color: str,
        body: str = "",
        *,
        edit: bool = False,
        **given: str,
    ) -> None:
        """Store a new note; with `edit` the answer says that it is to be written now.

        `given` are its style, kind and folder, where they are not the usual ones.
        """
        stored = self._added_to_edit if edit else self._added
        given = {"color": color, "body": body, **given}
        places = (anchors,) if isinstance(anchors, Anchor) else tuple(anchors)
        self._ask(partial(work.add, anchors=places, given=given), stored)

    def highlight(self, anchors: Sequence[Anchor], color: str, style: str) -> Note:
        """Store a highlight, and return it as it will be: it can be shown at once."""
        first, *more = anchors
        note = Note(
            str(uuid4()), first, color=color, style=work.style(style), created=clock.stamp(),
            more=tuple(map(Segment, more)),
        )  # fmt: skip
        given = {"color": color, "style": style, "note_id": note.id}
        asked = partial(work.add, anchors=tuple(anchors), given=given)
        self._worker.ask(self, asked, self._added, self._not_added)
        return note

    def update(self, note_id: str, **changes: Any) -> None:
        """Change what is given of a note: `body`, `color`, `tags`, `style`, `folder`."""
        self._ask(partial(work.change, note_id=note_id, changes=changes), self._updated)

    def put_range(self, note_id: str, anchors: Sequence[Anchor]) -> None:
        """Let a note hold on to other words."""
        self._ask(partial(work.put_range, note_id=note_id, anchors=tuple(anchors)), self._updated)

    def attach(self, note_id: str, anchor: Anchor) -> None:
        """Let an orphan hold on to a place."""
        self._ask(partial(work.attach, note_id=note_id, anchor=anchor), self._updated)

    def confirm(self, note_id: str) -> None:
        """Take the words a note has moved to as its own."""
        self._ask(partial(work.confirm, note_id=note_id), self._updated)

    def detach(self, note_id: str) -> None:
        """Let go of the words a note has moved to."""
        self._ask(partial(work.detach, note_id=note_id), self._updated)

    def split(self, note_id: str, label: str, offset: int) -> None:
        """Part a highlight at a code point of a paragraph."""
        asked = partial(work.split, note_id=note_id, label=label, offset=offset)
        self._ask(asked, self._changed_many)

    def merge(self, note_ids: Sequence[str]) -> None:
        """Make one highlight of several."""
        self._ask(partial(work.merge, note_ids=tuple(note_ids)), self._updated)

    def change_many(self, note_ids: Sequence[str], changes: dict[str, Any]) -> None:
        """Change several notes as one step of undo: `color`, `style`, `add_tags` and so on."""
        asked = partial(work.change_many, note_ids=tuple(note_ids), changes=changes)
        self._ask(asked, self._changed_many)

    def delete_many(self, note_ids: Sequence[str]) -> None:
        """Delete several notes as one step of undo."""
        self._ask(partial(work.delete_many, note_ids=tuple(note_ids)), self._deleted_many)

    def _ask(self, work_on: Callable[[Any], Any], done: Callable[[Any], None]) -> None:
        self._worker.ask(self, work_on, done, self._failed)

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
        asked = partial(work.listed, document=document)
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
        if change.count > 1:
            words = _UNDONE_MANY if words is _UNDONE else _REDONE_MANY
        self.told.emit(words[change.action].format(count=change.count))
        for document in change.documents:
            self._hub.notes_changed.emit(document)

    def _changed_many(self, notes: list[Note]) -> None:
        for document in dict.fromkeys(note.anchor.key.document for note in notes):
            self._hub.notes_changed.emit(document)

    def _deleted_many(self, notes: list[Note]) -> None:
        if notes:
            self.notes_deleted.emit(len(notes), notes[-1].anchor.key.document)
        self._changed_many(notes)

    def _loaded(self, found: work.Listed) -> None:
        self.notes_loaded.emit(found.document or "", found.notes)

    def _not_added(self, error: Exception) -> None:
        """What was shown at once is not stored: show what is."""
        self._failed(error)
        self.load_wanted.emit()

    def _failed(self, error: Exception) -> None:
        self._hub.trouble_met.emit(wording.sentence(error))
