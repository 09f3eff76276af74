"""Listing notes as the panel wants them: by the search's grammar, sorted, in groups, in pages.

The query is the one of the search box (`db.search.query`): words of body and quotation, `tag:`,
`color:`, `style:`, `folder:`, `is:`, `date:`, `doc:` and the rest, all of it SQL. What decides the
order is read of all that is found, the notes themselves only for a page.
"""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from db.address import describe, sort_key
from db.models import COLORS, Note
from db.notes import rows
from db.search.filters import offer_functions
from db.search.own_fields import SOURCES, Conditions
from db.search.own_words import bring_up_to_date
from db.search.query import parse

Sort = Literal["text", "newest", "oldest", "changed", "color"]
Group = Literal["", "document", "paragraph", "color", "tag", "folder", "day", "state"]
Scope = Literal["document", "all", "notebook", "bookmarks"]

SORTS: tuple[Sort, ...] = ("text", "newest", "oldest", "changed", "color")
GROUPS: tuple[Group, ...] = ("", "document", "paragraph", "color", "tag", "folder", "day", "state")
PAGE = 300
"""Notes that are read at a time."""

_SCOPES: dict[Scope, str] = {
    "document": "n.document = :document", "all": "1", "notebook": "n.document = ''",
    "bookmarks": "n.kind = 'bookmark'",
}  # fmt: skip
_STANDING = (
    "iif(n.state = 'orphan' OR n.more LIKE '%\"orphan\"]%', 'orphan',"
    " iif(n.state = 'moved' OR n.more LIKE '%\"moved\"]%', 'moved', 'anchored'))"
)
_STATES = {"orphan": "Not found any more", "moved": "Moved", "anchored": "In their place"}


@dataclass(frozen=True, slots=True)
class Wish:
    """Which notes are wanted, and in which order."""

    scope: Scope = "all"
    document: str = ""
    query: str = ""
    sort: Sort = "text"
    group: Group = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """The first page of notes, those of a group together; the numbers of those that follow.

    `heads` gives a group's name by the place of its first note among all that are found, of which
    there are `total`; a note with two tags stands in two groups. `problem` says what of the query
    could not be read.
    """

    notes: list[Note]
    total: int = 0
    more: tuple[int, ...] = ()
    heads: dict[int, str] = field(default_factory=dict)
    problem: str = ""


class _Key(NamedTuple):
    """What decides where a note stands in a list."""

    num: int
    document: str
    label: str
    start: int
    end: int
    created: str
    modified: str
    color: str
    folder: str
    standing: str

    @property
    def place(self) -> tuple[object, ...]:
        return self.document, sort_key(self.label), self.start, self.end, self.created


_BY: dict[Sort, Callable[[_Key], Any]] = {
    "text": lambda key: key.place,
    "newest": lambda key: key.created,
    "oldest": lambda key: key.created,
    "changed": lambda key: key.modified,
    "color": lambda key: (_color(key.color), key.place),
}


def listed(connection: sqlite3.Connection, wish: Wish) -> Listing:
    """List live notes as wished; of a query that cannot be read at all nothing is found."""
    query = parse(wish.query) if wish.query.strip() else None
    if query is not None and query.node is None:
        return Listing([], problem=query.problem)
    conditions, source = Conditions("note"), "main.note n"
    where = f"n.deleted = '' AND {_SCOPES[wish.scope]}"
    if query is not None and query.node is not None:
        offer_functions(connection)
        bring_up_to_date(connection)
        source = SOURCES["note"]
        where = f"{where} AND {conditions.write(query.node)}"
    found = connection.execute(
        "SELECT n.rowid, n.document, n.label, n.start, n.end, n.created, n.modified, n.color,"
        f" n.folder, {_STANDING} FROM {source} WHERE {where}",
        {**conditions.values, "document": wish.document},
    )
    keys = sorted(map(_Key._make, found), key=_BY[wish.sort],
                  reverse=wish.sort in ("newest", "changed"))  # fmt: skip
    keys, heads = _grouped(connection, keys, wish.group)
    numbers = [key.num for key in keys]
    first = page(connection, numbers[:PAGE])
    problem = query.problem if query is not None else ""
    return Listing(first, len(numbers), tuple(numbers[PAGE:]), heads, problem)


def page(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[Note]:
    """Read notes by the numbers a listing gave, in that order; one that is gone is left out."""
    if not numbers:
        return []
    wanted = ",".join(str(int(number)) for number in set(numbers))
    found = dict(connection.execute(f"SELECT id, rowid FROM main.note WHERE rowid IN ({wanted})"))
    notes = {found[note.id]: note for note in rows.select(connection, f"rowid IN ({wanted})")}
    return [notes[number] for number in numbers if number in notes]


def _color(name: str) -> int:
    return COLORS.index(name) if name in COLORS else len(COLORS)


def _grouped(
    connection: sqlite3.Connection, keys: list[_Key], group: Group
) -> tuple[list[_Key], dict[int, str]]:
    if not group:
        return keys, {}
    tags: dict[int, list[str]] = {}
    if group == "tag":
        for number, tag in connection.execute(
            "SELECT n.rowid, t.tag FROM main.note_tag t JOIN main.note n ON n.id = t.note"
        ):
            tags.setdefault(number, []).append(tag)
    groups: dict[tuple[Any, ...], list[_Key]] = {}
    for key in keys:
        for name in _names(key, group, tags.get(key.num, [])):
            groups.setdefault(name, []).append(key)
    ordered: list[_Key] = []
    heads: dict[int, str] = {}
    for name in sorted(groups, reverse=group == "day"):
        heads[len(ordered)] = str(name[-1])
        ordered += groups[name]
    return ordered, heads


def _names(key: _Key, group: Group, tags: list[str]) -> list[tuple[Any, ...]]:  # noqa: PLR0911
    """Return what a note's groups are sorted by, each ending in the group's name."""
    match group:
        case "document":
            return [(key.document, key.document or "Notebook")]
        case "paragraph":
            where = describe(key.label) if key.label else "Whole document"
            return [(key.document, sort_key(key.label), where)]
        case "color":
            return [(_color(key.color), key.color)]
        case "tag":
            return [(0, tag.casefold(), tag) for tag in tags] or [(1, "", "No tag")]
        case "folder":
            return [(not key.folder, key.folder.casefold(), key.folder or "No folder")]
        case "day":
            return [(key.created[:10],)]
    return [(list(_STATES).index(key.standing), _STATES[key.standing])]
