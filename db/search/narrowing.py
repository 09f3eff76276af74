"""A query narrowed step by step: what was typed, among what other queries find. Pure."""

from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

from db.address import parse_address, parse_label
from db.errors import UsageError
from db.search.query import parse
from db.search.tree import And, Field, Node, Or, joined, to_text

FIELD_OF = {
    "document": "doc", "kind": "kind", "part": "part", "verb": "verb", "speaker": "speaker",
    "voice": "voice", "language": "lang", "year": "date",
}  # fmt: skip
"""The field that narrows to a value of a facet, by the names of `facets.FACETS`."""

_IN_PART = {"part", "verb", "speaker"}
"""The facets whose fields find what has the value in it."""


class Step(NamedTuple):
    """A query that a search is narrowed by.

    With `among` it was a search of its own before, and its words mean what they meant there: other
    forms of them too, or nearly all of them, if that was what it came to.
    """

    query: str
    among: bool = False


def composed(text: str, narrowings: Sequence[str]) -> str:
    """Return one query for what `text` finds among what each of `narrowings` finds.

    What was typed stands last, as it was typed: its last word may be unfinished. Nothing typed
    finds all that the narrowings find.
    """
    clauses = list(filter(None, map(_clause, narrowings)))
    if not clauses:
        return text
    return " ".join([*clauses, _addressed(text) or _last(text)]).strip()


def _clause(query: str) -> str:
    node = parse(query).node
    if node is None:
        return ""
    return f"({to_text(node)})" if isinstance(node, Or) else to_text(node)


def _last(text: str) -> str:
    node = parse(text).node
    return f"({to_text(node)})" if isinstance(node, Or) else text


def _addressed(text: str) -> str:
    """Write a paragraph's address as fields too, for it is no words; empty where it is none."""
    fields, words = addressed_fields(text), parse(text).node
    if fields is None or words is None:
        return ""
    return f"({to_text(Or((fields, words)))})"


def addressed_fields(text: str) -> Node | None:
    """Return what keeps to the paragraph whose address was typed; None where it is no address."""
    plain = text.strip()
    if label := parse_label(plain, paragraph="op"):
        numbered = any(map(str.isdecimal, label)) and not plain.isdecimal()
        return Field("para", _quotable(plain)) if numbered else None
    with suppress(UsageError):
        address = parse_address(plain)
        if address.label and "/" in address.document:
            return joined(And, [Field("doc", address.document), Field("para", address.label)])
    return None


def narrowing(facet: str, value: str) -> str:
    """Return the query that keeps to one value of a facet, and to no longer one that has it."""
    quotable = _quotable(value)
    whole = facet in _IN_PART and quotable == value
    return to_text(Field(FIELD_OF[facet], "=" * whole + quotable))


def any_of(field: str, values: Sequence[str]) -> str:
    """Return the query that keeps to some values of a field; empty for none."""
    return " or ".join(to_text(Field(field, _quotable(value))) for value in values)


def _quotable(value: str) -> str:
    """Keep of a value what stands before a quotation mark: the grammar has no way to write one."""
    return " ".join(value.partition('"')[0].split())
