"""Which notes go out: of a document, by tag, colour, date, or by the words of a filter."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from db import clock
from db.errors import UsageError
from db.models import COLORS, Note
from db.notes import listing
from db.notes import tags as tagging
from db.notes.listing import Scope, Wish


@dataclass(frozen=True, slots=True)
class Choice:
    """What is wanted; what is empty narrows nothing.

    Of several tags or colours one is enough. A tag stands for those below it, too. `since` and
    `until` are days (ISO 8601) on which a note was made, both included, in the local time zone.
    `query` is in the grammar of the search box; `ids` are single notes.
    """

    document: str = ""
    query: str = ""
    tags: tuple[str, ...] = ()
    colors: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    ids: frozenset[str] | None = None


def chosen(connection: sqlite3.Connection, choice: Choice) -> list[Note]:
    """Return the notes wanted, in the order of the text; raises UsageError for what cannot be."""
    first, last = _day(choice.since), _day(choice.until)
    for color in choice.colors:
        if color not in COLORS:
            known = ", ".join(COLORS)
            raise UsageError(f"There is no colour “{color[:40]}”. Choose one of: {known}.")
    found = _listed(connection, choice)
    return [
        note
        for note in found
        if (choice.ids is None or note.id in choice.ids)
        and (not choice.colors or note.color in choice.colors)
        and (not choice.tags or _is_tagged(note, choice.tags))
        and _within(note, first, last)
    ]


def _listed(connection: sqlite3.Connection, choice: Choice) -> list[Note]:
    """List notes as the panel does, all pages of them."""
    scope: Scope = "document" if choice.document else "all"
    wish = Wish(scope, choice.document, choice.query)
    if not (found := list(listing.every(connection, wish))):
        problem = listing.listed(connection, wish).problem
        if problem:
            raise UsageError(problem)
    return found


def _day(words: str) -> date | None:
    if not words:
        return None
    try:
        return date.fromisoformat(words.strip())
    except ValueError:
        raise UsageError(
            f"“{words[:40]}” is not a day. Write it as year, month and day: 2026-11-26."
        ) from None


def _is_tagged(note: Note, wanted: tuple[str, ...]) -> bool:
    return any(tagging.is_under(tag, one) for tag in note.tags for one in wanted)


def _within(note: Note, first: date | None, last: date | None) -> bool:
    if first is None and last is None:
        return True
    made = clock.parse(note.created).astimezone().date()
    return (first is None or first <= made) and (last is None or made <= last)


def tags_of(notes: list[Note]) -> Iterator[str]:
    """Name the tags of notes, each once, in the order of the alphabet."""
    yield from sorted({tag for note in notes for tag in note.tags}, key=str.casefold)
