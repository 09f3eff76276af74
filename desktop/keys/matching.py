"""How well the words one types fit a name: its words' beginnings first, then letters in order."""

import re
from collections.abc import Sequence

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


def _fit(word: str, name: str) -> float:
    if name.startswith(word):
        return _FIRST_WORD
    words = [(found.start(), found[0]) for found in _WORDS.finditer(name)]
    if any(name.startswith(word, start) for start, _ in words):
        return _WORD
    if word in name:
        return _INSIDE
    if _in_order(word, "".join(one[0] for _, one in words)):
        return _INITIALS
    if any(one[0] == word[0] and _in_order(word, one) for _, one in words):
        return _SKIPPING
    return 0.0


def _in_order(letters: str, word: str) -> bool:
    """Tell whether a word has these letters in this order, others between them or not."""
    rest = iter(word)
    return all(letter in rest for letter in letters)
