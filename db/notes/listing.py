"""Listing notes as the panel wants them: by the search's grammar, sorted, in groups, in pages.

The query is the one of the search box (`db.search.query`): words of body and quotation, `tag:`,
`color:`, `style:`, `folder:`, `is:`, `date:`, `doc:` and the rest, all of it SQL. A page costs what
it shows (`db.search.own_notes`); how many there are is a question of its own, asked afterwards.
"""

import sqlite3
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from db.models import Note
from db.notes import groups, rows
from db.notes.groups import GROUPS, Group
from db.search import patterns
from db.search.filters import offer_functions
from db.search.own_notes import Found, Order, OwnNotes
from db.search.own_parts import with_same
from db.search.query import cleaned, parse
from db.search.widening import begun

__all__ = [
    "FIRST", "GROUPS", "PAGE", "SORTS", "Group", "Listing", "Scope", "Sort", "Wish", "counted",
    "every", "listed",
]  # fmt: skip

Sort = Literal["text", "newest", "oldest", "changed", "color"]
Scope = Literal["document", "all", "notebook", "bookmarks"]

SORTS: tuple[Sort, ...] = ("text", "newest", "oldest", "changed", "color")
FIRST = 60
"""Notes of a first page: more than a screen shows."""
PAGE = 300
"""Notes of a page that follows."""

_ORDERS: dict[Sort, Order] = {
    "text": Order(("n.place",)),
    "newest": Order(("n.created",), down=True),
    "oldest": Order(("n.created",)),
    "changed": Order(("n.modified",), down=True),
    "color": Order(("n.tint", "n.place")),
}
_TOGETHER: dict[tuple[Sort, Group], Order] = {
    ("text", "document"): _ORDERS["text"],
    ("text", "paragraph"): _ORDERS["text"],
    ("text", "color"): _ORDERS["color"],
    ("color", "color"): _ORDERS["color"],
    ("text", "state"): Order(("n.standing", "n.place")),
    ("newest", "day"): _ORDERS["newest"],
}
"""Orders in which the notes of a group stand together by themselves."""
_MOST_GROUPS = 100
"""Groups that are looked into one after the other before all that is found is put in order."""
_LATE = "The pattern takes too long; not all notes were looked at. Make it simpler."


@dataclass(frozen=True, slots=True)
class Wish:
    """Which notes are wanted, and in which order.

    While one is `typing` the last word of the query is the beginning of one.
    """

    scope: Scope = "all"
    document: str = ""
    query: str = ""
    sort: Sort = "text"
    group: Group = ""
    typing: bool = False


class Place(NamedTuple):
    """Where a page of notes ends, for the next one to go on from."""

    last: Found
    group: Hashable


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of notes, those of a group together.

    `heads` gives a group's name by the place of its first note in the page; `after` is where the
    next page begins, None where there is none; `problem` says what of the query could not be read.
    """

    notes: list[Note]
    heads: dict[int, str] = field(default_factory=dict)
    after: Place | None = None
    problem: str = ""


def listed(
    connection: sqlite3.Connection, wish: Wish, *, count: int = FIRST, after: Place | None = None
) -> Listing:
    """List the first `count` live notes as wished, or those that follow a page.

    Of a query that cannot be read at all nothing is found.
    """
    own, problem = _own(connection, wish)
    if own is None:
        return Listing([], problem=problem)
    matcher = patterns.begin()
    found = _found(connection, own, wish, count + 1, after.last if after else None)
    page = _page(connection, found[:count])
    heads, group = _heads(wish.group, page, after.group if after else None)
    is_more = len(found) > count
    return Listing(
        [note for note, _ in page], heads, Place(found[count - 1], group) if is_more else None,
        problem or (_LATE if matcher.late else ""),
    )  # fmt: skip


def counted(connection: sqlite3.Connection, wish: Wish) -> int:
    """Count the notes that are wished for."""
    own, _ = _own(connection, wish)
    patterns.begin()
    return own.count() if own else 0


def every(connection: sqlite3.Connection, wish: Wish) -> Iterator[Note]:
    """Go through all notes as wished; raises nothing for a query that cannot be read."""
    own, _ = _own(connection, wish)
    patterns.begin()
    found = _sorted(own, wish, -1, None) if own else []
    for at in range(0, len(found), PAGE):
        yield from (note for note, _ in _page(connection, found[at : at + PAGE]))


def _own(connection: sqlite3.Connection, wish: Wish) -> tuple[OwnNotes | None, str]:
    """Read the query; return what it asks for, and what is wrong with it."""
    query = parse(wish.query)
    if wish.query.strip() and query.node is None:
        return None, query.problem
    offer_functions(connection)
    column, value = {
        "all": ("", ""), "document": ("n.document", wish.document), "notebook": ("n.document", ""),
        "bookmarks": ("n.kind", "bookmark"),
    }[wish.scope]  # fmt: skip
    within = with_same(column, value, "scope") if column else None
    if query.node is None:
        return OwnNotes(connection, None, within), ""
    node = begun(query.node, cleaned(wish.query), fields=False) if wish.typing else None
    return OwnNotes(connection, node or query.node, within), query.problem


def _found(
    connection: sqlite3.Connection, own: OwnNotes, wish: Wish, limit: int, after: Found | None
) -> list[Found]:
    order = _TOGETHER.get((wish.sort, wish.group))
    one_group = wish.group == "document" and wish.scope in ("document", "notebook")
    if order is None and (one_group or not wish.group):
        order = _ORDERS[wish.sort]
    if order is not None:
        return own.first(order, limit, after=after)
    if not own.finds_few():
        by_group = _group_by_group(connection, own, wish, limit, after)
        if by_group is not None:
            return by_group
    return _sorted(own, wish, limit, after)


def _sorted(own: OwnNotes, wish: Wish, limit: int, after: Found | None) -> list[Found]:
    """Put all that is found in order, groups and all."""
    order = _ORDERS[wish.sort]._replace(
        lead=groups.LEADS[wish.group],
        lead_down=wish.group in groups.DOWN,
        join=groups.JOINS.get(wish.group, ""),
    )
    return own.first(order, limit, after=after)


def _group_by_group(
    connection: sqlite3.Connection, own: OwnNotes, wish: Wish, limit: int, after: Found | None
) -> list[Found] | None:
    """Look into one group after the other until there is enough; None where most are empty."""
    found: list[Found] = []
    first = after.lead if after else None
    for number, key in enumerate(groups.keys(connection, wish.group, first)):
        if number == _MOST_GROUPS:
            return None
        within = groups.within(wish.group, key, f"group{number}")
        behind = after if key == first else None
        here = own.first(_ORDERS[wish.sort], limit - len(found), within=within, after=behind)
        found += [one._replace(lead=key) for one in here]
        if len(found) == limit:
            break
    return found


def _page(connection: sqlite3.Connection, found: list[Found]) -> list[tuple[Note, Found]]:
    """Read notes that were found, in that order; one that is gone is left out."""
    numbers = ",".join(str(one.num) for one in found)
    query = f"SELECT num, note FROM main.note_index WHERE num IN ({numbers})"
    ids = dict(connection.execute(query))
    wanted = f"id IN (SELECT note FROM main.note_index WHERE num IN ({numbers}))"
    notes = {note.id: note for note in rows.select_at_once(connection, wanted)}
    pairs = ((notes.get(ids.get(one.num, "")), one) for one in found)
    return [(note, one) for note, one in pairs if note is not None]


def _heads(
    group: Group, page: list[tuple[Note, Found]], last: Hashable
) -> tuple[dict[int, str], Hashable]:
    """Name the groups that begin in a page; return the last one too."""
    heads: dict[int, str] = {}
    if group:
        for place, (note, found) in enumerate(page):
            here, name = groups.head(group, note, found.lead)
            if here != last:
                heads[place], last = name, here
    return heads, last
