"""Tags: how they are written, which stands below which, counting, renaming, merging.

`trade/fish` is a tag below `trade`; `trade::fish`, as Anki writes it, is the same. Case does not
tell two tags apart.
"""

import re
import sqlite3
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from db import clock, text
from db.errors import UsageError
from db.notes import history, rows

BELOW = "/"
"""Stands between a tag and one below it."""

_TAG = re.compile(r'[^\s"\x00-\x1f\x7f-\x9f\ud800-\udfff]{1,100}')


@dataclass(frozen=True, slots=True)
class TagCount:
    """A tag, how many notes have just it, and how many it or one below it."""

    tag: str
    own: int
    all: int


def normal(tag: str) -> str:
    """Write a tag in its one form; it may still be none (`checked` says)."""
    return unicodedata.normalize("NFC", tag).replace("::", BELOW)


def checked(tags: Iterable[str]) -> tuple[str, ...]:
    """Put tags in order, each once whatever its case; raises UsageError for what cannot be one."""
    found: dict[str, str] = {}
    for tag in tags:
        tidy = normal(tag)
        if not _TAG.fullmatch(tidy) or not all(tidy.split(BELOW)) or tidy.casefold() == "none":
            raise UsageError(
                f"“{tag[:40]}” cannot be a tag. Use one word of at most 100 characters, other than "
                "“none”: “trade-policy”, or “trade/policy” for a tag below a tag."
            )
        found.setdefault(tidy.casefold(), tidy)
    return tuple(sorted(found.values(), key=str.casefold))


def is_under(tag: str, wanted: str) -> bool:
    """Tell whether a tag is the wanted one or stands below it, whatever their case."""
    one, above = text.fold(normal(tag)), text.fold(normal(wanted))
    return one == above or one.startswith(above + BELOW)


def counts(connection: sqlite3.Connection) -> list[TagCount]:
    """Count the notes of every tag, and of every tag above one, in order."""
    live = "FROM main.note_tag WHERE note IN (SELECT id FROM main.note WHERE deleted = '')"
    own: dict[str, int] = dict(connection.execute(f"SELECT tag, count(*) {live} GROUP BY tag"))
    above: dict[str, set[str]] = {name: set() for tag in own for name in _above(tag)}
    if above:  # a note that has two tags below one counts once
        for tag, note in connection.execute(f"SELECT tag, note {live}"):
            for name in (*_above(tag), *((tag,) if tag in above else ())):
                above[name].add(note)
    return [
        TagCount(tag, own.get(tag, 0), len(above[tag]) if tag in above else own[tag])
        for tag in sorted({*own, *above}, key=lambda tag: tag.casefold().split(BELOW))
    ]


def _above(tag: str) -> list[str]:
    """Name the tags a tag stands below, outermost first."""
    parts = tag.split(BELOW)
    return [BELOW.join(parts[:count]) for count in range(1, len(parts))]


def rename(
    connection: sqlite3.Connection, old: str, new: str, *, now: datetime | None = None
) -> int:
    """Give a tag, and with it those below, another name; return how many notes have changed.

    Where the new one is there already the two are merged. One undo takes all of it back. Raises
    UsageError for what cannot be a tag.
    """
    (new,) = checked([new])
    old = normal(old)
    made = clock.stamp(now)
    changed = 0
    with rows.writing(connection):
        step = history.new_step(connection)
        wanted = "deleted = '' AND id IN (SELECT note FROM main.note_tag)"
        for note in list(rows.select(connection, wanted)):
            tags = checked(_renamed(tag, old, new) for tag in note.tags)
            if tags != note.tags:
                after = note._replace(tags=tags, modified=made)
                rows.overwrite(connection, after)
                history.record(connection, note, after, made, step)
                changed += 1
    return changed


def _renamed(tag: str, old: str, new: str) -> str:
    if not is_under(tag, old):
        return tag
    return BELOW.join([new, *tag.split(BELOW)[old.count(BELOW) + 1 :]])
