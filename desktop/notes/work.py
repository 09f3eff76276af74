"""What the notes ask of a connection: plain functions that run in the worker's thread."""

from dataclasses import dataclass
from typing import Any

from db.errors import UsageError
from db.models import Anchor, Note


@dataclass(frozen=True, slots=True)
class Listed:
    """Notes as found; `titles` names the documents where all were asked for (None)."""

    document: str | None
    query: str
    notes: list[Note]
    titles: dict[str, str]


@dataclass(frozen=True, slots=True)
class Draft:
    """What an editor holds of a note."""

    body: str
    color: str
    tags: tuple[str, ...]


def listed(connection: Any, document: str | None, query: str) -> Listed:
    """List the notes of a document, or of all with None, that fit a query."""
    from db.notes import store

    found = store.notes(connection, document=document, query=query)
    titles: dict[str, str] = {}
    if document is None:
        from db.library import documents

        titles = {one.id: one.short_title for one in documents.documents(connection)}
    return Listed(document, query, found, titles)


def add(connection: Any, anchor: Anchor, color: str, body: str) -> Note:
    """Store a new note."""
    from db.notes import store

    return store.add(connection, anchor, color=color, body=body)


def update(connection: Any, note_id: str, draft: Draft) -> Note:
    """Store what an editor holds; where the tags cannot be, the rest is kept before it raises."""
    from db.notes import store

    try:
        return store.update(
            connection, note_id, body=draft.body, color=draft.color, tags=draft.tags
        )
    except UsageError:
        store.update(connection, note_id, body=draft.body, color=draft.color)
        raise


def change(connection: Any, note_id: str, changes: dict[str, Any]) -> Note:
    """Store single changes: `body`, `color`, `tags`."""
    from db.notes import store

    return store.update(connection, note_id, **changes)


def delete(connection: Any, note_id: str) -> tuple[str, str]:
    """Delete a note; return its id and the document it stood on."""
    from db.notes import store

    note = store.get(connection, note_id)
    store.delete(connection, note_id)
    return note.id, note.anchor.key.document


def undo(connection: Any, document: str) -> Any:
    """Take the last change on a document back; None where there is nothing."""
    from db.notes import store

    return store.undo(connection, document)


def redo(connection: Any, document: str) -> Any:
    """Make the change that was taken back again; None where there is nothing."""
    from db.notes import store

    return store.redo(connection, document)
