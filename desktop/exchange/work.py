"""What taking notes out and in asks of a connection: plain functions for a worker's thread."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.errors import UsageError
from db.notes.exchange.choice import Choice, chosen, tags_of
from db.notes.exchange.entries import Entry, gather
from db.notes.exchange.template import DEFAULT
from desktop.exchange import sample

if TYPE_CHECKING:
    from db.cite.quotation import Quotation
    from db.notes.exchange.incoming import Preview


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to go out and how."""

    choice: Choice = field(default_factory=Choice)
    form: str = "markdown"
    style: str = "un"
    template: str = DEFAULT


@dataclass(frozen=True, slots=True)
class Offered:
    """What can be chosen from: documents with notes by id and title, and tags."""

    documents: list[tuple[str, str]]
    tags: list[str]


def offered(connection: Any) -> Offered:
    """List the documents that have notes, and the notes' tags."""
    from db.library import documents

    found = chosen(connection, Choice())
    with_notes = dict.fromkeys(note.anchor.key.document for note in found)
    titles = {one.id: one.short_title for one in documents.documents(connection)}
    return Offered(
        [(name, titles.get(name, name)) for name in with_notes if name], list(tags_of(found))
    )


def shown(connection: Any, wish: Wish) -> sample.Shown:
    """Return a sample; raises UsageError for a choice or template that cannot be."""
    from db.notes.exchange.formats import written
    from db.notes.exchange.template import check

    if wish.form == "markdown":
        check(wish.template)
    found = chosen(connection, wish.choice)
    entries = gather(connection, found[: sample.SIZE], wish.style)
    text = ""
    if entries and wish.form in {"markdown", "csv", "jsonld"}:
        text = written(wish.form, entries, wish.template).decode("utf-8-sig")
    return sample.Shown(len(found), entries, text)


def gathered(connection: Any, wish: Wish) -> list[Entry]:
    """Return all that goes out; raises UsageError where that is nothing."""
    found = gather(connection, chosen(connection, wish.choice), wish.style)
    if not found:
        raise UsageError("No notes fit this choice. Widen it.")
    return found


def saved(connection: Any, wish: Wish, path: Path) -> tuple[int, Path]:
    """Write notes to a file; return how many and where."""
    from db.notes.exchange.formats import save, written

    entries = gathered(connection, wish)
    save(written(wish.form, entries, wish.template), path)
    return len(entries), path


def quoted(connection: Any, wish: Wish) -> "tuple[int, Quotation]":
    """Return notes as quotations, and how many."""
    from db.notes.exchange.quoting import quotations

    entries = gathered(connection, wish)
    return len(entries), quotations(entries, wish.style)


def cited(connection: Any, wish: Wish, style: str) -> "tuple[int, Quotation]":
    """Return the works that notes cite in a style, and how many."""
    from db.cite.works import works

    sources = [entry.source for entry in gathered(connection, wish) if entry.source.id]
    if not sources:
        raise UsageError("These notes are on no document; there is no work to list.")
    return len({one.id for one in sources}), works(sources, style)


def works_saved(connection: Any, wish: Wish, style: str, path: Path) -> tuple[int, Path]:
    """Write the works that notes cite to a file."""
    from db.notes.exchange.formats import save

    count, listed = cited(connection, wish, style)
    save(f"{listed.text}\n".encode(), path)
    return count, path


def record_saved(connection: Any, path: Path) -> tuple[int, Path]:
    """Write the reading record as a table; return its rows and where it is."""
    from db.notes.exchange.as_csv import sheet
    from db.notes.exchange.formats import save
    from db.study import activity

    found = activity.activities(connection)
    save(sheet(activity.COLUMNS, activity.as_rows(found)), path)
    return len(found), path


def previewed(
    connection: Any, path: Path, document: str, tell: Callable[[int, int], None]
) -> "Preview":
    """Say what would come of a file; raises NotADocument."""
    from db.notes.exchange import incoming

    content = incoming.read_file(path)
    return incoming.preview(connection, content, document=document, progress=tell)


def brought_in(connection: Any, found: "Preview") -> list[tuple[str, str]]:
    """Add the notes of a preview; return their ids and documents."""
    from db.notes.exchange import incoming

    added = incoming.bring_in(connection, found)
    return [(note.id, note.anchor.key.document) for note in added]


def taken_back(connection: Any, added: list[tuple[str, str]]) -> list[str]:
    """Delete what was brought in, as one step; return the documents it was on."""
    from db.notes.exchange import incoming

    gone = incoming.take_back(connection, [note_id for note_id, _ in added])
    return list(dict.fromkeys(note.anchor.key.document for note in gone))


def on_document(wish: Wish, document: str) -> Wish:
    """Return the same wish for another document."""
    return replace(wish, choice=replace(wish.choice, document=document))
