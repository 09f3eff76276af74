"""Where in a text a query was found, and the piece of the text worth showing."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from db import text as texts
from db.search.fts import Reading, patterns_of, readings, terms
from db.search.patterns import spans as pattern_spans
from db.search.tree import Node

Mark = tuple[int, int]

WIDTH = 160
"""How many characters of a passage a snippet shows, ellipses not counted."""

_ELLIPSIS = "…"
_BREAKS = str.maketrans("\n\r\t\u2028\u2029", "     ")
_REACH = 24


def marks(text: str, node: Node) -> tuple[Mark, ...]:
    """Return where the wanted words stand: (start, end) code points, in order, without overlap.

    A prefix marks the whole word, a phrase all from its first word to its last.
    """
    folded, origin = texts.fold_with_map(text)
    found = [span for pattern in _patterns(node) for span in _spans(folded, pattern)]
    spans = [(origin[start], texts.letter_end(text, origin[end - 1])) for start, end in found]
    for typed in patterns_of(node):
        spans += pattern_spans(typed, text)
    return _merged(spans)


class _Pattern(NamedTuple):
    """A regular expression, and whether a word may begin in the middle of other letters."""

    regex: re.Pattern[str]
    anywhere: bool


@lru_cache(maxsize=64)
def _patterns(node: Node) -> tuple[_Pattern, ...]:
    forms: dict[bool, list[str]] = {}
    for reading in dict.fromkeys(one for term in terms(node) for one in readings(term)):
        first = reading.tokens[0]
        forms.setdefault(texts.is_ideograph(first), []).append(_source(reading))
    return tuple(
        _Pattern(re.compile(source), anywhere)
        for anywhere, sources in forms.items()
        for source in sources
    )


def _source(reading: Reading) -> str:
    """Write a reading as a regular expression over folded text, cut as `text.tokens` cuts."""
    source = ""
    for one, other in pairwise(reading.tokens):
        apart = not (texts.is_ideograph(one) or texts.is_ideograph(other))
        source += re.escape(one) + (r"[\W_]+" if apart else r"[\W_]*")
    last = reading.tokens[-1]
    source += re.escape(last)
    if texts.is_ideograph(last):
        return source
    return source + (f"{texts.LETTER}*" if reading.prefix else f"(?!{texts.LETTER})")


def _spans(folded: str, pattern: _Pattern) -> Iterator[Mark]:
    found = pattern.regex.search(folded)
    while found:
        start, end = found.span()
        if pattern.anywhere or not start or not texts.is_letter(folded[start - 1]):
            yield start, end
            found = pattern.regex.search(folded, end)
        else:
            found = pattern.regex.search(folded, start + 1)


def _merged(spans: Iterable[Mark]) -> tuple[Mark, ...]:
    merged: list[Mark] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def snippet(text: str, found: tuple[Mark, ...], width: int = WIDTH) -> tuple[str, tuple[Mark, ...]]:
    """Cut the piece of a text that shows the first marks; return it with its own marks.

    It is cut between words where there are spaces, begins and ends with an ellipsis where text
    was left out, and has line breaks as spaces: offsets stay one to one.
    """
    first, last = found[0] if found else (0, 0)
    start = max(0, min(first - width // 4, len(text) - width))
    if start:
        start = _after_space(text, start, first)
    end = min(len(text), max(start + width, min(last, start + 2 * width)))
    if end < len(text):
        end = _before_space(text, end, min(last, end))
    head, tail = _ELLIPSIS * (start > 0), _ELLIPSIS * (end < len(text))
    shift = len(head) - start
    inside = tuple(
        (max(a, start) + shift, min(b, end) + shift) for a, b in found if a < end and b > start
    )
    return head + text[start:end].translate(_BREAKS) + tail, inside


def _after_space(text: str, start: int, limit: int) -> int:
    for at in range(start, min(start + _REACH, limit) + 1):
        if text[at - 1].isspace() and not text[at : at + 1].isspace():
            return at
    while start < limit and unicodedata.category(text[start])[0] == "M":
        start += 1
    return start


def _before_space(text: str, end: int, limit: int) -> int:
    for at in range(end, max(end - _REACH, limit), -1):
        if text[at].isspace():
            return len(text[:at].rstrip())
    while end > limit and unicodedata.category(text[end])[0] == "M":
        end -= 1
    return end
