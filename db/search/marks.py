"""Where in a text a query was found, and the piece of the text worth showing."""

import re
import unicodedata
from functools import lru_cache
from itertools import chain, islice, pairwise
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
_NEAR = WIDTH // 2
"""So many characters from one mark on a few lines of a list show of a snippet."""
_LOOKED_AT = 20
"""So many marks of a word are looked at to find where most of what is wanted stands."""


_folded = lru_cache(maxsize=512)(texts.fold_with_map)
"""The passages that are shown at one key press are, for the most part, those of the next."""


class Marker:
    """Finds what a query wants in one text after the other; how it may stand is worked out once.

    `first` is the part of it that a snippet is to show, if the text has it: what was typed last.
    """

    def __init__(self, node: Node, first: Node | None = None) -> None:
        self._first = Marker(first) if first else None
        found = dict.fromkeys(one for term in terms(node) for one in readings(term))
        self._patterns = list(map(_pattern, found))
        self._typed = patterns_of(node)

    def marks(self, text: str) -> tuple[Mark, ...]:
        """Return where the wanted words stand, as `marks` does."""
        return _merged(self._places(text))

    def shown(self, text: str) -> tuple[str, tuple[Mark, ...], tuple[Mark, ...]]:
        """Return a snippet of where most of what is wanted stands, its marks, and all marks."""
        places = self._places(text)
        found = _merged(places)
        if len(text) <= WIDTH:
            return (*snippet(text, found), found)
        first = self._first._places(text) if self._first else []
        return (*snippet(text, found, _richest(first or places)), found)

    def _places(self, text: str) -> list[list[Mark]]:
        """Return where the words stand, those of each pattern by themselves, if there are any."""
        folded, origin = _folded(text)
        spans = [_spans(folded, one) for one in self._patterns if one.word in folded]
        if not (isinstance(origin, range) and folded.isascii()):  # else each stands where it stood
            spans = [
                [(origin[start], texts.letter_end(text, origin[end - 1])) for start, end in places]
                for places in spans
            ]
        spans += [pattern_spans(typed, text) for typed in self._typed]
        return list(filter(None, spans))


def marks(text: str, node: Node) -> tuple[Mark, ...]:
    """Return where the wanted words stand: (start, end) code points, in order, without overlap.

    A prefix marks the whole word, a phrase all from its first word to its last.
    """
    return Marker(node).marks(text)


class _Pattern(NamedTuple):
    """How a reading stands in folded text, cut as `text.tokens` cuts.

    `anywhere`: it may begin in the middle of other letters; `whole`: no letter may follow it;
    `prefix`: the letters that follow belong to it. A single word is looked for as it is, a row of
    them by a regular expression (`word` is the first of them then). Whether a letter goes before
    or behind is asked of the text at the place: in a regular expression that class of characters
    alone takes 2 ms to compile.
    """

    word: str
    row: re.Pattern[str] | None
    anywhere: bool
    whole: bool
    prefix: bool


@lru_cache(maxsize=256)
def _pattern(reading: Reading) -> _Pattern:
    source = ""
    for one, other in pairwise(reading.tokens):
        apart = not (texts.is_ideograph(one) or texts.is_ideograph(other))
        source += re.escape(one) + (r"[\W_]+" if apart else r"[\W_]*")
    first, last = reading.tokens[0], reading.tokens[-1]
    row = re.compile(source + re.escape(last)) if source else None
    lettered = not texts.is_ideograph(last)
    return _Pattern(
        first,
        row,
        anywhere=texts.is_ideograph(first),
        whole=lettered and not reading.prefix,
        prefix=lettered and reading.prefix,
    )


def _spans(folded: str, pattern: _Pattern) -> list[Mark]:
    word, row, anywhere, whole, prefix = pattern
    is_letter = str.isalnum if folded.isascii() else texts.is_letter
    spans: list[Mark] = []
    at, size = 0, len(folded)
    while True:
        if row is None:
            start = folded.find(word, at)
            end = start + len(word)
        else:
            found = row.search(folded, at)
            start, end = found.span() if found else (-1, -1)
        if start < 0:
            return spans
        begins = anywhere or not start or not is_letter(folded[start - 1])
        goes_on = end < size and is_letter(folded[end])
        if begins and not (goes_on and whole):
            at = texts.word_end(folded, end) if goes_on and prefix else end
            spans.append((start, at))
        else:
            at = start + 1


def _merged(places: list[list[Mark]]) -> tuple[Mark, ...]:
    """Put all marks in order, those that overlap into one."""
    if len(places) == 1 and len(places[0]) == 1:
        return (places[0][0],)
    merged: list[Mark] = []
    for start, end in sorted(chain.from_iterable(places)):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _richest(places: list[list[Mark]]) -> int:
    """Return where the most of what is wanted begins to stand close together.

    A word that the text has eight times counts an eighth, whether it is an article or the subject
    of all of it: the others say why it was found.
    """
    firsts = [spans[0][0] for spans in places] or [0]
    if max(firsts) < min(firsts) + _NEAR:
        return min(firsts)
    found = sorted(
        (start, number) for number, spans in enumerate(places) for start, _ in spans[:_LOOKED_AT]
    )
    worth = [1 / len(spans) for spans in places]
    best, most = found[0][0], 0.0
    for at, (start, _) in enumerate(found):
        near = {number for where, number in islice(found, at, None) if where < start + _NEAR}
        if (value := sum(worth[number] for number in near)) > most:
            best, most = start, value
            if len(near) == len(places):
                break
    return best


def snippet(
    text: str, found: tuple[Mark, ...], at: int = -1, width: int = WIDTH
) -> tuple[str, tuple[Mark, ...]]:
    """Cut the piece of a text around a mark that begins there; return it with its own marks.

    It shows the first mark where none begins at that place. It is cut between words where there
    are spaces, begins and ends with an ellipsis where text was left out, and has line breaks as
    spaces: offsets stay one to one.
    """
    if len(text) <= width:
        return _unbroken(text), found
    first, last = next((mark for mark in found if mark[0] <= at < mark[1]), (found or [(0, 0)])[0])
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
    return head + _unbroken(text[start:end]) + tail, inside


def _unbroken(text: str) -> str:
    return text if text.isprintable() else text.translate(_BREAKS)


def _after_space(text: str, start: int, limit: int) -> int:
    end = min(start + _REACH, limit)
    space = text.find(" ", start - 1, end)
    if space >= 0 and not text[space + 1].isspace():
        return space + 1
    for at in range(start, end + 1):
        if text[at - 1].isspace() and not text[at : at + 1].isspace():
            return at
    while start < limit and unicodedata.category(text[start])[0] == "M":
        start += 1
    return start


def _before_space(text: str, end: int, limit: int) -> int:
    begin = max(end - _REACH, limit)
    space = text.rfind(" ", begin + 1, end + 1)
    if space >= 0 and not text[space - 1].isspace():
        return space
    for at in range(end, begin, -1):
        if text[at].isspace():
            return len(text[:at].rstrip())
    while end > limit and unicodedata.category(text[end])[0] == "M":
        end -= 1
    return end
