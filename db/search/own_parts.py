"""What is asked of notes, in parts: each a condition, and how its notes are found by an index.

In the SQL `n` and `w` are what they are in `own_fields`; values are always bound, never written.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from db.models import COLORS
from db.notes.tags import normal
from db.search.fts import to_fts, tokens_of
from db.search.own_fields import Conditions, tag_ranges
from db.search.tree import And, Field, Near, Node, Not, Or, Phrase, Word
from db.text import fold

_FINDING_FIELDS = {"date", "added", "edited", "folder", "doc", "symbol"}
_TAGGED = (
    "SELECT DISTINCT num FROM main.note_index_tag WHERE folded BETWEEN {} AND {}"
    " OR folded BETWEEN {} AND {}"
)
_STATES: dict[str, tuple[str, Any]] = {
    "orphan": ("n.standing", 0), "moved": ("n.standing", 1), "anchored": ("n.standing", 2),
    "free": ("n.document", ""), "bookmark": ("n.kind", "bookmark"),
}  # fmt: skip
"""States that one column says by itself."""
_IN_NOTES = Field("in", "notes")
"""Says nothing of a note."""


class Part(NamedTuple):
    """What is asked of notes: a condition, and the SQL that finds just those by an index.

    Where one column has one value that is `same`: the column and the value. `values` are bound.
    """

    condition: str
    finder: str = ""
    same: tuple[str, Any] | None = None
    values: Mapping[str, Any] = {}


def with_condition(condition: str, values: Mapping[str, Any]) -> Part:
    """Return the part of a condition that an index on its column serves."""
    finder = f"SELECT n.num FROM main.note_index n WHERE {condition}"
    return Part(condition, finder, None, values)


def with_same(column: str, value: str | int, name: str) -> Part:
    """Return the part of all notes in which a column has a value; it is bound to a name."""
    part = with_condition(f"{column} = :{name}", {name: value})
    return part._replace(same=(column, value))


class Parts:
    """Parts a tree; the values go to `conditions`."""

    def __init__(self, conditions: Conditions) -> None:
        self._conditions = conditions

    def of(self, node: Node) -> Iterator[Part]:
        """Part a tree into what FTS5 can say at once, and the rest, each found by itself."""
        parts = node.parts if isinstance(node, And) else (node,)
        words = [one for one in parts if to_fts(one.part if isinstance(one, Not) else one)]
        if match := to_fts(And(tuple(words))) if words else "":
            condition = " AND ".join(map(self._conditions.write, words))
            yield Part(condition, self._matching(match))
        for one in parts:
            if one != _IN_NOTES and (not match or one not in words):
                yield self._part(one)

    def _part(self, node: Node) -> Part:
        if isinstance(node, Field) and (same := _same(node)):
            return with_condition(self._conditions.field(node), {})._replace(same=same)
        return Part(self._conditions.write(node), self._finder(node))

    def _matching(self, match: str) -> str:
        bound = self._conditions.bound(match)
        return f"SELECT rowid AS num FROM main.note_fts WHERE note_fts MATCH {bound}"

    def _finder(self, node: Node) -> str:
        """Return the SQL that finds just the notes of a part by an index, empty where none does."""
        match node:
            case Word() | Phrase() | Near():
                return self._matching(to_fts(node))
            case Field("text" | "quote" as name, value) if tokens_of(value):
                column = "said" if name == "text" else "quoted"
                return self._matching(f"{column} : {to_fts(Word(value))}")
            case Field("tag", value) if value.casefold() != "none":
                ranges = tag_ranges(fold(normal(value)))
                return _TAGGED.format(*map(self._conditions.bound, ranges))
            case Field() if node.name in _FINDING_FIELDS or _same(node):
                return with_condition(self._conditions.field(node), {}).finder
            case And(parts) | Or(parts):
                finders = [self._finder(part) for part in parts]
                operator = " INTERSECT " if isinstance(node, And) else " UNION "
                found = operator.join(f"SELECT num FROM ({one})" for one in finders)
                return f"SELECT num FROM ({found})" if all(finders) else ""
        return ""


def _same(node: Node) -> tuple[str, Any] | None:
    """Return the one column a part asks for, and the value it is to have."""
    match node:
        case Field("color", value):
            return "n.tint", COLORS.index(value.casefold())
        case Field("is", value):
            return _STATES.get(value.casefold())
    return None


def contradict(parts: Sequence[Part]) -> bool:
    """Tell whether a column is to have two values at once."""
    wanted: dict[str, Any] = {}
    return any(
        wanted.setdefault(part.same[0], part.same[1]) != part.same[1] for part in parts if part.same
    )
