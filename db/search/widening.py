"""What else a query may mean, where what was typed finds little: other forms of its words, and
all of its words but one or two.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from db.search.stems import LANGUAGES, other_forms
from db.search.tree import And, Field, Near, Node, Not, Or, Phrase, Word

ENOUGH = 10
"""A query that finds as many is not widened."""

FEW = 3
"""A query that finds fewer is tried with fewer of its words as well."""

MOST_WORDS = 10
"""A query of more words is not tried with fewer of them."""


_BEGUN = {"doc", "symbol", "lang", "kind", "voice", "para", "tag"}
"""Fields whose value is completed while it is typed; others find what is in the middle anyway."""


def begun(node: Node, typed: str, *, fields: bool = True) -> Node | None:
    """Return a tree with its last word as the beginning of one, None where it does not go on.

    `typed` is what the tree was read from, `query.cleaned`; without `fields` only words go on.
    """
    match node:
        case Word(text, False, _) if typed.endswith(text) and text[-1].isalnum():
            return Word(text, prefix=True)
        case Field(name, value) if (
            fields and name in _BEGUN and typed.endswith(value) and value[-1].isalnum()
        ):
            return Field(name, f"{value}*")
        case And(parts) | Or(parts):
            last = begun(parts[-1], typed, fields=fields)
            return type(node)((*parts[:-1], last)) if last else None
    return None


def with_forms(connection: sqlite3.Connection, node: Node) -> Node:
    """Give each word of a tree its other forms; the same tree where there are none."""
    languages = tuple(_languages(node)) or tuple(LANGUAGES)
    return _formed(connection, node, languages)


def _formed(connection: sqlite3.Connection, node: Node, languages: tuple[str, ...]) -> Node:
    match node:
        case Word(text, prefix, _) if not prefix:
            return replace(node, forms=tuple(other_forms(connection, text, languages)))
        case And(parts) | Or(parts):
            return type(node)(tuple(_formed(connection, part, languages) for part in parts))
        case Near(distance, near):
            formed = [_formed(connection, part, languages) for part in near]
            return Near(distance, tuple(p for p in formed if isinstance(p, Word | Phrase)))
    return node


def _languages(node: Node) -> Iterator[str]:
    match node:
        case Field("lang", value):
            yield value.casefold()
        case And(parts) | Or(parts):
            for part in parts:
                yield from _languages(part)


def with_fewer_words(node: Node) -> Iterator[Node]:
    """Go through what finds passages that have nearly all words of a query: all but one, but two.

    Nothing for a query of anything but three words or more; what is excluded stays so.
    """
    if not isinstance(node, And):
        return
    words = [part for part in node.parts if isinstance(part, Word | Phrase)]
    others = [part for part in node.parts if isinstance(part, Field | Not)]
    if len(words) + len(others) < len(node.parts) or not 3 <= len(words) <= MOST_WORDS:
        return
    for missing in (1, 2):
        kept = len(words) - missing
        if kept >= 2:
            choices = [_all(row) for row in combinations(words, kept)]
            yield And((Or(tuple(choices)), *others)) if others else Or(tuple(choices))


def _all(words: tuple[Word | Phrase, ...]) -> Node:
    return And(words) if len(words) > 1 else words[0]
