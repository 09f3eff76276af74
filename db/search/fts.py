"""How the words of a tree may stand in a text, and the tree as FTS5 that cannot go wrong. Pure."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from math import prod
from typing import NamedTuple

from db import text as texts
from db.search.tree import And, Field, Near, Node, Not, Or, Phrase, Word

_MOST_NEAR_FORMS = 12
_MOST_NEAR = 64


class Reading(NamedTuple):
    """One way a term may stand in an indexed text: tokens in a row, the last one a prefix."""

    tokens: tuple[str, ...]
    prefix: bool


def tokens_of(text: str) -> tuple[str, ...]:
    """Return the tokens of what was typed."""
    return tuple(token for token, _, _ in texts.tokens(texts.fold(text)))


_ARTICLES = ("ال", "وال", "فال", "بال", "كال", "لل", "وبال", "ولل", "فلل", "وكال")
_JOINED = ("و", "ب", "ل", "ف", "ك", "وب", "ول")
_ARABIC = re.compile("[\u0621-\u064a]+")
_SYMBOL = re.compile(r"a/res/(\d+/\d+.*)", re.IGNORECASE | re.DOTALL)


@lru_cache(maxsize=256)
def readings(term: Word | Phrase) -> tuple[Reading, ...]:
    """Return the forms in which a term may stand in a text, the typed one first.

    A phrase is exact. An Arabic word is looked up with and without its article, a symbol
    (`A/RES/70/1`) also as texts cite it (`resolution 70/1`).
    """
    tokens = tokens_of(term.text)
    forms = [tokens]
    if isinstance(term, Word):
        if len(tokens) == 1 and _ARABIC.fullmatch(tokens[0]):
            forms += [(form,) for form in _with_articles(tokens[0])]
        if symbol := _SYMBOL.fullmatch(term.text):
            forms.append(tokens_of(symbol[1]))
    found = [Reading(form, term.prefix) for form in dict.fromkeys(forms) if form]
    if isinstance(term, Word):
        found += [Reading((form,), False) for form in term.forms if (form,) not in forms]
    return tuple(found)


def _with_articles(word: str) -> list[str]:
    """Return an Arabic word with the article and the particles that are written together with it.

    A leading letter that may be a particle is taken off only before an article: alone it is as
    likely the word's own.
    """
    bare = word
    for article in sorted(_ARTICLES, key=len, reverse=True):
        stem = word.removeprefix(article)
        if stem != word and len(stem) >= 3:
            bare = stem
            break
    return [bare, *[before + bare for before in (*_ARTICLES, *_JOINED)]]


def terms(node: Node) -> Iterator[Word | Phrase]:
    """Go through the words and phrases a tree wants found, leaving out what it excludes."""
    match node:
        case Word() | Phrase():
            yield node
        case Field("nc" | "text", value) if tokens_of(value):
            yield Phrase(value)
        case Near(_, near):
            yield from near
        case And(parts) | Or(parts):
            for part in parts:
                yield from terms(part)


def patterns_of(node: Node) -> list[str]:
    """Return the regular expressions a tree wants found."""
    match node:
        case Field("re", pattern):
            return [pattern]
        case And(parts) | Or(parts):
            return [pattern for part in parts for pattern in patterns_of(part)]
    return []


def to_fts(node: Node) -> str:
    """Write a tree as an FTS5 query; empty where FTS5 cannot say it (fields, a lone exclusion).

    Every token is folded, in double quotes and nothing but letters and digits.
    """
    match node:
        case Word() | Phrase():
            forms = [_quoted(reading) for reading in readings(node)]
            return _grouped(" OR ", forms) if forms else ""
        case Near(distance, near):
            return _near(distance, near)
        case Or(parts):
            written = [to_fts(part) for part in parts]
            return _grouped(" OR ", written) if all(written) else ""
        case And(parts):
            wanted = [to_fts(part) for part in parts if not isinstance(part, Not)]
            unwanted = [to_fts(part.part) for part in parts if isinstance(part, Not)]
            if not wanted or not all(wanted) or not all(unwanted):
                return ""
            found = _grouped(" AND ", wanted)
            return f"({found} NOT {_grouped(' OR ', unwanted)})" if unwanted else found
        case _:
            return ""


def _near(distance: int, near: tuple[Word | Phrase, ...]) -> str:
    """Write words near one another, in all the forms they may have, as far as these are few."""
    forms = [list(map(_quoted, readings(term)))[:_MOST_NEAR_FORMS] for term in near]
    while prod(map(len, forms)) > _MOST_NEAR:
        longest = max(forms, key=len)
        del longest[-1]
    return _grouped(" OR ", [f"NEAR({' '.join(row)}, {distance})" for row in product(*forms)])


def _quoted(reading: Reading) -> str:
    return f'"{" ".join(reading.tokens)}"' + "*" * reading.prefix


def _grouped(operator: str, parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"({operator.join(parts)})"
