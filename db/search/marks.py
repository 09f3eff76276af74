"""Where in a text a query was found, and the piece of the text worth showing."""

import unicodedata
from collections.abc import Iterable

from db import text as texts
from db.search.query import Node, Reading, readings, terms

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
    singles: set[str] = set()
    prefixes: list[str] = []
    rows: dict[str, list[Reading]] = {}
    for reading in (reading for term in terms(node) for reading in readings(term)):
        first, *more = reading.tokens
        if more:
            rows.setdefault(first, []).append(reading)
        elif reading.prefix:
            prefixes.append(first)
        else:
            singles.add(first)
    folded, origin = texts.fold_with_map(text)
    found = texts.tokens(folded)
    starts = tuple(prefixes)
    spans: list[Mark] = []
    for index, (token, start, end) in enumerate(found):
        if token in singles or (starts and token.startswith(starts)):
            spans.append((start, end))
        for reading in rows.get(token, ()):
            row = found[index : index + len(reading.tokens)]
            if _stands(reading, row):
                spans.append((start, row[-1][2]))
    return _merged((origin[start], texts.letter_end(text, origin[end - 1])) for start, end in spans)


def _stands(reading: Reading, row: list[tuple[str, int, int]]) -> bool:
    if len(row) < len(reading.tokens):
        return False
    *whole, last = reading.tokens
    if any(token != found[0] for token, found in zip(whole, row, strict=False)):
        return False
    return row[-1][0].startswith(last) if reading.prefix else row[-1][0] == last


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
