"""What the notes ask of a connection: plain functions that run in the worker's thread."""

from dataclasses import dataclass, field
from functools import partial
from typing import Any

from db.errors import UsageError
from db.models import Anchor, Note


@dataclass(frozen=True, slots=True)
class Listed:
    """Notes as found; `titles` names the documents where all were asked for (None).

    `after` is where those that follow begin (`db.notes.listing.Place`), None where none do; `heads`
    are the names of groups by place; `wish` is what the panel wished for.
    """

    document: str | None
    query: str
    notes: list[Note]
    titles: dict[str, str]
    after: Any = None
    heads: dict[int, str] = field(default_factory=dict)
    problem: str = ""
    wish: Any = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What an editor holds of a note."""

    body: str
    color: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """A note as stored, the note with what somebody else wrote meanwhile, what was not stored."""

    note: Note
    other: Note | None = None
    trouble: Exception | None = None


def listed(connection: Any, document: str) -> Listed:
    """List all notes of a document, for its page."""
    from db.notes import store

    found = store.notes(connection, document=document)
    return Listed(document, "", found, {})


def wished(connection: Any, wish: Any, count: int) -> Listed:
    """List the first notes the panel wishes for (`db.notes.listing.Wish`)."""
    from db.notes import listing

    return _shown(connection, wish, listing.listed(connection, wish, count=count))


def following(connection: Any, wish: Any, after: Any) -> tuple[Any, Listed]:
    """List the notes that follow a page; return where it ended, too."""
    from db.notes import listing

    found = listing.listed(connection, wish, count=listing.PAGE, after=after)
    return after, _shown(connection, wish, found)


def _shown(connection: Any, wish: Any, found: Any) -> Listed:
    """Name the documents of a page."""
    from db.library import documents

    document = wish.document if wish.scope == "document" else None
    names: dict[str, str] = {}
    if document is None:
        names = {one.anchor.key.document: one.anchor.key.document for one in found.notes}
        names |= documents.short_titles(connection, names)
    return Listed(
        document, wish.query, found.notes, names, found.after, found.heads, found.problem, wish
    )


def counted(connection: Any, wish: Any) -> int:
    """Count the notes the panel wishes for."""
    from db.notes import listing

    return listing.counted(connection, wish)


def titles(connection: Any) -> dict[str, str]:
    """Return the short names of all documents."""
    from db.library import documents

    return {one.id: one.short_title for one in documents.documents(connection)}


def tags(connection: Any) -> Any:
    """Count the tags."""
    from db.notes import tags as tagging

    return tagging.counts(connection)


def rename_tag(connection: Any, old: str, new: str) -> int:
    """Rename a tag, or merge it into another."""
    from db.notes import tags as tagging

    return tagging.rename(connection, old, new)


def meanings(connection: Any) -> Any:
    """Load the names and meanings of the colours."""
    from db.notes import meanings as kept

    return kept.load(connection)


def save_meanings(connection: Any, typed: dict[str, tuple[str, str]]) -> Any:
    """Keep the names and meanings of the colours."""
    from db.notes import meanings as kept

    return kept.save(connection, {color: kept.Meaning(*pair) for color, pair in typed.items()})


def deleted(connection: Any) -> Listed:
    """List the deleted notes."""
    from db.notes import wastebasket

    found = wastebasket.deleted(connection)
    return Listed(None, "", found, titles(connection))


def restore(connection: Any, note_ids: tuple[str, ...]) -> list[Note]:
    """Bring deleted notes back."""
    from db.notes import wastebasket

    return wastebasket.restore(connection, note_ids)


def erase(connection: Any, note_ids: tuple[str, ...]) -> int:
    """Delete notes for good."""
    from db.notes import wastebasket

    return wastebasket.erase(connection, note_ids)


def style(name: str) -> Any:
    """Return a style that is one."""
    from db.notes import checking

    return checking.style(name)


def add(connection: Any, anchors: tuple[Anchor, ...], given: dict[str, Any]) -> Note:
    """Store a new note; `given` is what `store.add` takes."""
    from db.notes import store

    return store.add(connection, anchors, **given)


def save(connection: Any, basis: Note, draft: Draft) -> Kept:
    """Store what an editor holds; where the tags cannot be, the rest is kept and it is said why."""
    from db.notes import store

    kept = partial(store.save, connection, basis, body=draft.body, color=draft.color)
    try:
        done = kept(tags=draft.tags)
    except UsageError as error:
        done = kept(tags=basis.tags)
        return Kept(done.note, done.other, error)
    return Kept(done.note, done.other)


def change(connection: Any, note_id: str, changes: dict[str, Any]) -> Note:
    """Store single changes: `body`, `color`, `tags`, `style`, `folder`."""
    from db.notes import store

    return store.update(connection, note_id, **changes)


def change_many(connection: Any, note_ids: tuple[str, ...], changes: dict[str, Any]) -> list[Note]:
    """Change several notes as one step."""
    from db.notes import store

    return store.change_many(connection, note_ids, **changes)


def delete_many(connection: Any, note_ids: tuple[str, ...]) -> list[Note]:
    """Delete several notes as one step."""
    from db.notes import store

    return store.delete_many(connection, note_ids)


def put_range(connection: Any, note_id: str, anchors: tuple[Anchor, ...]) -> Note:
    """Let a note hold on to other words."""
    from db.notes import ranges

    return ranges.put(connection, note_id, anchors)


def attach(connection: Any, note_id: str, anchor: Anchor) -> Note:
    """Let an orphan hold on to a place."""
    from db.notes import ranges

    return ranges.attach(connection, note_id, anchor)


def confirm(connection: Any, note_id: str) -> Note:
    """Take the words a note has moved to as its own."""
    from db.notes import ranges

    return ranges.confirm(connection, note_id)


def detach(connection: Any, note_id: str) -> Note:
    """Let go of the words a note has moved to."""
    from db.notes import ranges

    return ranges.detach(connection, note_id)


def split(connection: Any, note_id: str, label: str, offset: int) -> list[Note]:
    """Part a highlight."""
    from db.notes import ranges

    return ranges.split(connection, note_id, label, offset)


def merge(connection: Any, note_ids: tuple[str, ...]) -> Note:
    """Make one highlight of several."""
    from db.notes import ranges

    return ranges.merge(connection, note_ids)


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


def link_targets(connection: Any, typed: str, document: str) -> Any:
    """Return what a link that is begun may be to."""
    from db.notes import backlinks

    return backlinks.targets(connection, typed, document)


def linking(connection: Any, note: Note) -> list[Note]:
    """Return the notes that link to one, or to its paragraph."""
    from db.notes import backlinks

    return backlinks.to_note(connection, note)


def find_note(connection: Any, beginning: str) -> Note | None:
    """Return the note whose id begins so."""
    from db.notes import backlinks

    return backlinks.find_note(connection, beginning)


def suggestions(connection: Any, note_id: str) -> Any:
    """Return where the words of an orphan may be now."""
    from db.notes import ranges

    return ranges.suggestions(connection, note_id)


def data_version(connection: Any) -> int:
    """Return what goes up whenever another program has written into the person's file."""
    from db.notes import rows

    return rows.data_version(connection)


MOST_READ = 2000
"""Highlights that are gathered in one page."""


def highlights(connection: Any, document: str, query: str) -> Listed:
    """List the highlights of a document, or of all with none, that fit a filter."""
    from db.notes import listing

    wish = listing.Wish(
        "document" if document else "all", document, f"is:highlight {query}", typing=True
    )
    found = listing.listed(connection, wish, count=MOST_READ)
    return Listed(document, query, found.notes, titles(connection))
