"""Finding words in one text: every place where they stand, folded as the search folds.

What is typed is found as it stands, in the middle of words too, with any white space between
words. Offsets are code points of the texts as they were given.
"""

import re
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from db import text as texts


@dataclass(frozen=True, slots=True)
class Options:
    """What is not to be folded away: case, diacritics; and whether only whole words count."""

    case: bool = False
    whole_word: bool = False
    diacritics: bool = False


class Found(NamedTuple):
    """Where the words stand: the number of the passage, and code points of its text."""

    passage: int
    start: int
    end: int


class _Folded(NamedTuple):
    """A folded passage; `plain` where each of its characters stands where it stood, by itself."""

    text: str
    origin: Sequence[int]
    plain: bool


class Finder:
    """Finds words in the passages of a page; each passage is folded once for each way to fold."""

    def __init__(self, passages: Sequence[str]) -> None:
        self._passages = passages
        self._ways: dict[tuple[bool, bool], list[_Folded]] = {}

    def find(self, words: str, options: Options = Options()) -> list[Found]:
        """Return every place, in order and without overlap; nothing typed is found nowhere."""
        steps = self.finding(words, options)
        while True:
            try:
                next(steps)
            except StopIteration as finished:
                found: list[Found] = finished.value
                return found

    def finding(self, words: str, options: Options) -> Generator[None, None, list[Found]]:
        """Find passage by passage, as `find` does; the places are what it returns."""
        found: list[Found] = []
        query = _Query.read(words, options)
        if query is None:
            return found
        way = self._ways.setdefault((options.case, options.diacritics), [])
        for index, passage in enumerate(self._passages):
            if index == len(way):
                way.append(_fold(passage, options))
            folded = way[index]
            if folded.plain and query.is_simple:
                found += _simple(index, query.longest, folded.text)
            elif query.longest in folded.text:
                found += [Found(index, *span) for span in _spans(query, passage, folded)]
            yield
        return found


def _fold(passage: str, options: Options) -> _Folded:
    folded, origin = texts.fold_partly_with_map(
        passage, case=options.case, marks=options.diacritics
    )
    plain = isinstance(origin, range) and not any(map(texts.is_mark, set(passage)))
    return _Folded(folded, origin, plain)


@dataclass(frozen=True, slots=True)
class _Query:
    """What is looked for: its folded words, and what may stand at its ends."""

    words: tuple[str, ...]
    longest: str
    options: Options

    @classmethod
    def read(cls, typed: str, options: Options) -> "_Query | None":
        folded = _fold(typed, options).text.split()
        return cls(tuple(folded), max(folded, key=len), options) if folded else None

    @property
    def is_simple(self) -> bool:
        """Whether it is one word that may stand anywhere."""
        return len(self.words) == 1 and not (self.options.whole_word or self.options.diacritics)

    def places(self, folded: str) -> Iterator[tuple[int, int]]:
        """Yield where the words stand in a folded text, the earliest first."""
        at = 0
        search = partial(_next_one, self.words[0])
        if len(self.words) > 1:
            search = partial(_next_row, re.compile(r"\s+".join(map(re.escape, self.words))))
        while (place := search(folded, at)) is not None:
            start, end = place
            if self._may_stand(folded, start, end):
                yield place
                at = end
            else:
                at = start + 1

    def _may_stand(self, folded: str, start: int, end: int) -> bool:
        if self.options.diacritics and end < len(folded) and texts.is_mark(folded[end]):
            return False
        return not self.options.whole_word or not (
            _is_inside(folded, start) or _is_inside(folded, end)
        )


def _simple(index: int, word: str, folded: str) -> list[Found]:
    """Return where one word stands: the way of most keys, each of which may have thousands."""
    found, length, find = [], len(word), folded.find
    at = find(word)
    while at >= 0:
        found.append(Found(index, at, at + length))
        at = find(word, at + length)
    return found


def _next_one(word: str, folded: str, at: int) -> tuple[int, int] | None:
    start = folded.find(word, at)
    return (start, start + len(word)) if start >= 0 else None


def _next_row(row: re.Pattern[str], folded: str, at: int) -> tuple[int, int] | None:
    match = row.search(folded, at)
    return match.span() if match else None


def _is_inside(folded: str, at: int) -> bool:
    """Tell whether a word goes on across a place; Chinese has a new word at every character."""
    before = at - 1
    while before >= 0 and texts.is_mark(folded[before]):
        before -= 1
    if before < 0 or at >= len(folded):
        return False
    return all(
        char.isalnum() and not texts.is_ideograph(char) for char in (folded[before], folded[at])
    )


def _spans(query: _Query, passage: str, folded: _Folded) -> Iterator[tuple[int, int]]:
    """Lead the places home: a letter that folds to several, and its marks, is marked whole."""
    if folded.plain:
        yield from query.places(folded.text)
        return
    done = 0
    for first, after in query.places(folded.text):
        start = folded.origin[first]
        end = texts.letter_end(passage, folded.origin[after - 1])
        if start >= done:
            yield start, end
            done = end
