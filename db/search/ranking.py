"""How well a passage answers a query: bm25 on its words, and where and how they stand. Pure.

To the weight of the words (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009)
comes what that formula does not see: words side by side as they were typed, words at the
beginning of a passage, words of the document's title; and a footnote counts less than its text.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from db.search.fts import Reading, readings, terms
from db.search.index import LEAD
from db.search.tree import And, Near, Node, Not, Or, Phrase, Word
from db.text import token_row

_K1, _B = 1.2, 0.6
_USUAL_LENGTH = 320
_SCALE, _PER_CHARACTER = _K1 * (1 - _B), _K1 * _B / _USUAL_LENGTH
_OTHER_FORM = 0.75
_LEAD, _TITLE, _SIDE_BY_SIDE = 0.35, 0.6, 0.7
_SAID = 120
"""Characters of a row from the word on: passages that have them alike say the same, as far as a
snippet shows."""
_KINDS = {"footnote": 0.6, "table": 0.8, "heading": 0.9}


_row = lru_cache(maxsize=8192)(token_row)
"""The passages of one key press are, for the most part, those of the next."""


_Test = Callable[[str], bool]


class _Term(NamedTuple):
    """A word or phrase as it stands in a row of tokens, how each form counts, and its weight."""

    forms: tuple[tuple[str, float], ...]
    weight: float


class Ranking:
    """Scores passages for one query.

    `rarity` says of how many passages each term is found in, as a share (0 to 1); a term it does
    not know counts as rare.
    """

    def __init__(self, node: Node, rarity: Mapping[Word | Phrase, float]) -> None:
        self._node = node
        wanted = list(dict.fromkeys(terms(node)))
        self._terms = [_Term(_forms(term), _weight(rarity.get(term, 0.001))) for term in wanted]
        self._titles: dict[str, float] = {}
        self._pairs = list(_pairs(node, dict(zip(wanted, self._terms, strict=True))))

    def score(self, text: str, kind: str = "", title: str = "") -> float:
        """Return how good a passage is, 0 where the query's words are not in it.

        `kind` is the passage's, `title` its edition's.
        """
        row = _row(text)
        scale = _SCALE + _PER_CHARACTER * len(row)
        score = 0.0
        for forms, weight in self._terms:
            times = 0.0
            for form, worth in forms:
                if (first := row.find(form)) >= 0:
                    times += row.count(form, first) * worth
                    if first <= LEAD:
                        score += _LEAD * weight * worth
            if times:
                score += weight * times * (_K1 + 1) / (times + scale)
        for pair, weight in self._pairs:
            if pair in row:
                score += weight
        if (of_title := self._titles.get(title)) is None:
            of_title = self._titles[title] = self._title(title)
        return score * _KINDS.get(kind, 1.0) + of_title

    def said(self, text: str) -> str:
        """Return what a passage says where it has the first of the words, as they were typed."""
        row = _row(text)
        for forms, _ in self._terms:
            for form, _ in forms:
                if (start := row.find(form)) >= 0:
                    return row[start : start + _SAID]
        return row[:_SAID]

    def _title(self, title: str) -> float:
        row, found = _row(title), 0.0
        for forms, weight in self._terms:
            for form, _ in forms:
                if form in row:
                    found += weight
                    break
        return _TITLE * found

    def holds(self, text: str) -> bool:
        """Tell whether the words of a text are what the query asks for; fields count as met."""
        return self._holds(_row(text))

    @cached_property
    def _holds(self) -> _Test:
        return _test(self._node)


def _weight(share: float) -> float:
    return math.log(1 + 1 / max(share, 1e-6))


def _forms(term: Word | Phrase) -> tuple[tuple[str, float], ...]:
    return tuple(
        (needle(reading), 1.0 if place == 0 else _OTHER_FORM)
        for place, reading in enumerate(readings(term))
    )


def needle(reading: Reading) -> str:
    """Return a reading as it stands in `text.token_row`."""
    return f" {' '.join(reading.tokens)}{'' if reading.prefix else ' '}"


def _pairs(node: Node, known: Mapping[Word | Phrase, _Term]) -> Iterator[tuple[str, float]]:
    """Go through the words that were typed side by side, each two as they may stand in a text."""
    match node:
        case And(parts):
            for one, other in pairwise(parts):
                if isinstance(one, Word) and not one.prefix and isinstance(other, Word):
                    first, second = known[one], known[other]
                    pair = first.forms[0][0] + second.forms[0][0].lstrip(" ")
                    yield pair, _SIDE_BY_SIDE * (first.weight + second.weight) / 2
            for part in parts:
                yield from _pairs(part, known)
        case Or(parts):
            for part in parts:
                yield from _pairs(part, known)


def _test(node: Node) -> _Test:
    """Make of a tree what tells whether a row has its words."""
    match node:
        case Word() | Phrase():
            needles = list(map(needle, readings(node)))
            return lambda row: any(one in row for one in needles)
        case And(parts):
            tests = list(map(_test, parts))
            return lambda row: all(test(row) for test in tests)
        case Or(parts):
            tests = list(map(_test, parts))
            return lambda row: any(test(row) for test in tests)
        case Near(_, near):
            return _test(And(near))
        case Not(part):
            test = _test(part)
            return lambda row: not test(row)
    return lambda _: True
