"""How well the words one types fit a name: its words' beginnings first, then letters in order."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

_FIRST_WORD, _WORD, _INSIDE, _INITIALS, _SKIPPING = 4.0, 3.0, 1.5, 1.0, 0.5
_WORDS = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Return text as it is compared: without case."""
    return text.casefold()


def score(typed: Sequence[str], name: str) -> float:
    """Return how well folded words fit a folded name; 0 where one of them does not fit at all.

    Of names that fit alike the shorter is the better one: more of it was typed.
    """
    total = 0.0
    for word in typed:
        if not (found := _fit(word, name)):
            return 0.0
        total += found
    return total + sum(map(len, typed)) / (len(name) + 1)


class _Parts(NamedTuple):
    """A name taken apart: its words with a space before each, and their initials."""

    spaced: str
    initials: str


@lru_cache(maxsize=8192)
def _parts(name: str) -> _Parts:
    words = _WORDS.findall(name)
    return _Parts("".join(f" {one}" for one in words), "".join(one[0] for one in words))


def _fit(word: str, name: str) -> float:
    if name.startswith(word):
        return _FIRST_WORD
    parts = _parts(name)
    if word in name:
        begins = f" {word}" in parts.spaced or any(
            name.startswith(word, found.start()) for found in _WORDS.finditer(name)
        )
        return _WORD if begins else _INSIDE
    initials, skipping = _in_order(word)
    if initials.search(parts.initials):
        return _INITIALS
    return _SKIPPING if skipping.search(parts.spaced) else 0.0


@lru_cache(maxsize=64)
def _in_order(letters: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds these letters in this order, others between them or not.

    The first looks anywhere, the second from the beginning of a word to its end.
    """
    escaped = [re.escape(letter) for letter in letters]
    return re.compile(".*".join(escaped)), re.compile(" " + "[^ ]*".join(escaped))
