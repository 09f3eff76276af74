"""Which of one's notes a tree finds, in any order, the first so many: nobody reads all of them.

Where words, a tag, a day or the like find few notes, these are read and put in order. Where they
find very many, the notes are gone through in the order that is wanted until there are enough, so
the cost depends on how many are shown, not on how many there are. Only where those that are found
stand far down in that order, all of them are looked at.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from db.search.own_fields import SOURCES, Conditions
from db.search.own_parts import Part, Parts, contradict
from db.search.tree import Node, Not

FEW = 4000
"""So many are put in order faster than they are met by going through the order."""

WALKED = 4000
"""How many are gone through before all that are found are looked at instead."""

_INDEXES = {
    ("n.place",): "note_index_place", ("n.created",): "note_index_created",
    ("n.modified",): "note_index_modified", ("n.tint", "n.place"): "note_index_tint",
    ("n.standing", "n.place"): "note_index_standing", (): "",
}  # fmt: skip
_BY_PLACE = {
    "n.document": "note_index_document", "n.tint": "note_index_tint",
    "n.folder": "note_index_folder", "n.standing": "note_index_standing",
    "n.kind": "note_index_kind",
}  # fmt: skip
"""The indexes that have the notes by a column, and those with the same value by their place."""


class Order(NamedTuple):
    """An order of notes: columns of `n`, and whether it goes down; `lead` goes before `sort`.

    Of equal ones the number decides. `lead` are SQL on `n` and on what `join` adds.
    """

    sort: tuple[str, ...] = ()
    down: bool = False
    lead: tuple[str, ...] = ()
    lead_down: bool = False
    join: str = ""


class Found(NamedTuple):
    """A note's number and where it stands in an order: values of `lead` and of `sort`."""

    num: int
    lead: tuple[Any, ...]
    sort: tuple[Any, ...]


class _Fewest(NamedTuple):
    """The part that finds the fewest notes, and how many; so many at most are counted."""

    part: Part | None
    number: int


class OwnNotes:
    """What a tree, None for all, finds among the live notes, or those within a part of them.

    The connection knows the functions of `filters.offer_functions`.
    """

    def __init__(
        self, connection: sqlite3.Connection, node: Node | None, within: Part | None = None
    ) -> None:
        self._connection, self._node = connection, node
        self._scoped = within is not None
        self._conditions = Conditions("note")
        self._values: dict[str, Any] = dict(within.values) if within else {}
        self._parts = list(Parts(self._conditions).of(node)) if node else []
        self._parts += [within] if within else []
        self._count = cache(self._counted)

    # the first of them ------------------------------------------------------------------------

    def finds_few(self) -> bool:
        """Tell whether so few may be found that all of them can be put in order at once."""
        return self._is_few(self._fewest(self._parts))

    def _is_few(self, fewest: _Fewest) -> bool:
        """Tell whether to put all in order; where more is asked going through takes longer."""
        asked = sum(bool(part.finder) for part in self._parts)
        return fewest.number <= FEW * (1 + (asked > 1))

    def first(
        self,
        order: Order,
        limit: int,
        *,
        after: Found | None = None,
        within: Part | None = None,
    ) -> list[Found]:
        """Return the first notes in an order, or those that follow one."""
        parts = [*self._parts, *([within] if within else [])]
        self._values.update(within.values if within else {})
        if contradict(parts):
            return []
        fewest = self._fewest(parts)
        if not order.lead and not self._is_few(fewest):
            found = self._walked(parts, order, limit, after)
            if found is not None:
                return found
        return self._sorted(parts, fewest.part, order, limit, after)

    def _fewest(self, parts: Sequence[Part]) -> _Fewest:
        fewest = _Fewest(None, 2 * FEW + 1)
        for part in parts:
            if part.finder:
                count = self._count(part.finder, fewest.number)
                if fewest.part is None or count < fewest.number:
                    fewest = _Fewest(part, count)
        return fewest

    def _counted(self, finder: str, most: int) -> int:
        counting = f"SELECT count(*) FROM (SELECT num FROM ({finder}) LIMIT {most})"
        return int(self._ask(counting)[0][0])

    def _sorted(
        self, parts: Sequence[Part], fewest: Part | None, order: Order, limit: int,
        after: Found | None,
    ) -> list[Found]:  # fmt: skip
        source, conditions = self._source(parts, fewest)
        return self._select(f"{source} {order.join}", conditions, order, limit, after)

    @staticmethod
    def _source(parts: Sequence[Part], fewest: Part | None) -> tuple[str, list[str]]:
        """Return from where the notes are read, the fewest first, and what else is asked."""
        rest = [part.condition for part in parts if part is not fewest]
        if fewest is None:
            return SOURCES["note"], rest
        return (
            f"({fewest.finder}) d CROSS JOIN main.note_index n ON n.num = d.num"
            " LEFT JOIN main.note_words w ON w.num = n.num",
            rest,
        )

    def _walked(
        self, parts: Sequence[Part], order: Order, limit: int, after: Found | None
    ) -> list[Found] | None:
        """Go through the notes in their order, `WALKED` of them; None where that is too few."""
        index, scoped = _INDEXES[order.sort], ""
        for part in parts:
            column = part.same[0] if part.same else ""
            if order.sort in (("n.place",), (column, "n.place")) and column in _BY_PLACE:
                index, scoped = _BY_PLACE[column], part.condition
        table = "main.note_index n" + (f" INDEXED BY {index}" if index else "")
        begun = [scoped] if scoped else []
        last = self._select(table, begun, order, 1, after, skip=WALKED)
        source = f"{table} LEFT JOIN main.note_words w ON w.num = n.num"
        conditions = begun + [part.condition for part in parts if part.condition != scoped]
        found = self._select(source, conditions, order, limit, after, until=last)
        return found if len(found) == limit or not last else None

    def _select(
        self, source: str, conditions: Sequence[str], order: Order, limit: int,
        after: Found | None, *, skip: int = 0, until: Sequence[Found] = (),
    ) -> list[Found]:  # fmt: skip
        values: dict[str, Any] = {}
        wanted = [*conditions]
        if after is not None:
            wanted.append(_behind(order, after, values))
        for last in until:
            wanted.append(_up_to(order, last, values))
        where = f" WHERE {' AND '.join(wanted)}" if wanted else ""
        down = " DESC" * order.down
        by = [one + " DESC" * order.lead_down for one in order.lead]
        by += [one + down for one in (*order.sort, "n.num")]
        columns = ", ".join(("n.num", *order.lead, *order.sort))
        query = f"SELECT {columns} FROM {source}{where} ORDER BY {', '.join(by)} LIMIT {limit}"
        query += f" OFFSET {skip}" if skip else ""
        middle = 1 + len(order.lead)
        return [
            Found(row[0], tuple(row[1:middle]), tuple(row[middle:]))
            for row in self._ask(query, values)
        ]

    # how many ---------------------------------------------------------------------------------

    def count(self) -> int:
        """Count what is found, all of it: that may take longer than finding the first."""
        if isinstance(self._node, Not) and not self._scoped:
            (every,) = self._connection.execute("SELECT count(*) FROM main.note_index").fetchone()
            return int(every) - OwnNotes(self._connection, self._node.part).count()
        fewest = self._fewest(self._parts).part
        source, conditions = self._source(self._parts, fewest)
        if fewest is not None and not conditions:
            source = f"({fewest.finder})"
        where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
        return int(self._ask(f"SELECT count(*) FROM {source}{where}")[0][0])

    def _ask(self, query: str, values: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        bound = {**self._conditions.values, **self._values, **(values or {})}
        return self._connection.execute(query, bound).fetchall()


def _bind(prefix: str, row: Sequence[Any], values: dict[str, Any]) -> str:
    names = [f"{prefix}{number}" for number in range(len(row))]
    values.update(zip(names, row, strict=True))
    return ", ".join(f":{name}" for name in names)


def _behind(order: Order, after: Found, values: dict[str, Any]) -> str:
    """Return the condition of standing behind a note."""
    sort, lead = ", ".join((*order.sort, "n.num")), ", ".join(order.lead)
    at = _bind("after", (*after.sort, after.num), values)
    behind = f"({sort}) {'<' if order.down else '>'} ({at})"
    if not order.lead:
        return behind
    led = _bind("led", after.lead, values)
    return (
        f"(({lead}) {'<' if order.lead_down else '>'} ({led}) OR (({lead}) = ({led}) AND {behind}))"
    )


def _up_to(order: Order, last: Found, values: dict[str, Any]) -> str:
    sort = order.sort or ("n.num",)
    at = _bind("until", last.sort or (last.num,), values)
    return f"({', '.join(sort)}) {'>=' if order.down else '<='} ({at})"
