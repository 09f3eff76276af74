"""A query narrowed step by step: what was typed, among what other queries find. Pure."""

from collections.abc import Sequence
from contextlib import suppress

from db.address import parse_address, parse_label
from db.errors import UsageError
from db.search.facets import FIELD_OF
from db.search.query import parse
from db.search.tree import And, Field, Node, Or, to_text


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
    plain = text.strip()
    fields: list[Node] = []
    if label := parse_label(plain, paragraph="op"):
        fields = [Field("para", _quotable(plain))] if not plain.isdecimal() else []
        fields *= any(map(str.isdecimal, label))
    else:
        with suppress(UsageError):
            address = parse_address(plain)
            if address.label and "/" in address.document:
                fields = [Field("doc", address.document), Field("para", address.label)]
    words = parse(text).node
    if not fields or words is None:
        return ""
    return f"({to_text(Or((And(tuple(fields)) if fields[1:] else fields[0], words)))})"


def narrowing(facet: str, value: str) -> str:
    """Return the query that keeps to one value of a facet."""
    return to_text(Field(FIELD_OF[facet], _quotable(value)))


def any_of(field: str, values: Sequence[str]) -> str:
    """Return the query that keeps to some values of a field; empty for none."""
    return " or ".join(to_text(Field(field, _quotable(value))) for value in values)


def _quotable(value: str) -> str:
    """Keep of a value what stands before a quotation mark: the grammar has no way to write one."""
    return " ".join(value.partition('"')[0].split())
