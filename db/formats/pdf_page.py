"""What stands on a page beside the text: running heads, page and job numbers, footnotes, columns.

The furniture of UN pages: symbol and title above, `2/5` and the job number below, `Distr.`, a
barcode's digits and “Please recycle” on the first; footnotes under a short rule.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from db.formats.pdf_lines import Line

MARGIN = 0.13
"""The share of a page's height, above and below, where furniture stands."""

_FURNITURE = re.compile(
    r"\d{1,4}\s*/\s*\d{1,4}(?:\s+\d{2}-\d{5}\w?)?|\d{2}-\d{5}(?:\s+\d{1,4}\s*/\s*\d{1,4})?"
    r"|\d{2}-\d{5}\s*\([A-Z]\).*|\*\d{5,10}[A-Z]?\*|please recycle.{0,3}"
    r"|[-–—\s]*\d{1,4}[-–—\s]*|(?:page|seite|página|стр\.?)\s+\d{1,4}(?:\s*(?:/|of|de|sur|из|von)\s*\d{1,4})?"
    r"|第\s*\d{1,4}\s*页.{0,10}",
    re.IGNORECASE,
)
_SYMBOL = re.compile(r"[A-Z]{1,4}(?:/[\w.()-]+){1,8}")
_ANYWHERE = re.compile(r"\d{2}-\d{5}\s*\([A-Z]\).*|\*\d{5,10}[A-Z]?\*|please recycle.{0,3}", re.I)
_RULE = re.compile(r"[_─—–-]{5,}")
_NOTE = re.compile(r"(\d{1,3}|[*†‡]{1,3})[\s.)]*")


def without_furniture(
    pages: Sequence[Sequence[Line]], heights: Sequence[float]
) -> tuple[list[list[Line]], list[str]]:
    """Part the text of the pages from their furniture; return also the first page's, as text."""
    repeated = _repeated(pages, heights)
    kept: list[list[Line]] = []
    masthead: list[str] = []
    for number, (page, height) in enumerate(zip(pages, heights, strict=True)):
        rest = []
        for line in page:
            text = line.text
            heights_of_it = repeated.get((_shape(text), _side(line, height)), set())
            is_repeated = bool(heights_of_it) and (number > 0 or round(line.base) in heights_of_it)
            if line.starts_raised or not (is_repeated or _is_furniture(line, height)):
                rest.append(line)
            elif number == 0:
                masthead.append(text)
        kept.append(rest)
    return kept, masthead


def _is_furniture(line: Line, height: float) -> bool:
    text = line.text
    if not _in_margin(line, height):
        return _ANYWHERE.fullmatch(text) is not None
    if _side(line, height) == "above" and _SYMBOL.fullmatch(text):
        return True
    return _FURNITURE.fullmatch(text) is not None


def _in_margin(line: Line, height: float) -> bool:
    return not MARGIN * height < line.base < (1 - MARGIN) * height


def _side(line: Line, height: float) -> str:
    return "above" if line.base > height / 2 else "below"


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", text.casefold())


def _repeated(
    pages: Sequence[Sequence[Line]], heights: Sequence[float]
) -> dict[tuple[str, str], set[int]]:
    """Find the lines that stand in the margin of several pages, and at which heights they do.

    The first page's are not counted: its title may be what the running head repeats.
    """
    places: defaultdict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    for number, (page, height) in enumerate(zip(pages, heights, strict=True)):
        for line in page if number else ():
            if _in_margin(line, height) and len(line.text) > 1:
                places[_shape(line.text), _side(line, height)][number] = round(line.base)
    enough = max(2, len(pages) // 3)
    return {shape: set(at.values()) for shape, at in places.items() if len(at) >= enough}


def parted_notes(page: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Part a page's text from its footnotes, which stand under a rule or in smaller type."""
    for index, line in enumerate(page):
        if _RULE.fullmatch(line.text.replace(" ", "")) and index + 1 < len(page):
            below = [other for other in page[index + 1 :] if other.base < line.base]
            if below and (below[0].starts_raised or _NOTE.match(below[0].text)):
                return [o for o in page if o is not line and o not in below], below
    size = Counter(line.size for line in page for _ in line.text).most_common(1)
    start = len(page)
    while start and size and page[start - 1].size < 0.92 * size[0][0]:
        start -= 1
    if 0 < start < len(page) and page[start].starts_raised:
        return list(page[:start]), list(page[start:])
    return [line for line in page if not _RULE.fullmatch(line.text.replace(" ", ""))], []


def note_texts(lines: Sequence[Line]) -> list[tuple[str, list[Line]]]:
    """Part the lines of a page's footnotes into notes: marker and lines."""
    notes: list[tuple[str, list[Line]]] = []
    for line in lines:
        if line.starts_raised and line.markers:
            notes.append((line.markers[0][0], [line]))
        elif (match := _NOTE.match(line.text)) and _follows(notes, match[1]):
            _cut(line, match.end())
            notes.append((match[1], [line]))
        elif notes:
            notes[-1][1].append(line)
    return notes


def _follows(notes: Sequence[tuple[str, list[Line]]], marker: str) -> bool:
    if not notes or not marker.isdecimal() or not notes[-1][0].isdecimal():
        return True
    return int(marker) == int(notes[-1][0]) + 1


def _cut(line: Line, length: int) -> None:
    pieces = []
    whole = "".join(words for words, _ in line.pieces)
    length += len(whole) - len(whole.lstrip())
    for words, styled in line.pieces:
        pieces.append((words[length:], styled))
        length = max(0, length - len(words))
    line.pieces = [piece for piece in pieces if piece[0]]


def in_columns(page: Sequence[Line], width: float) -> list[Line]:
    """Put the lines of a page set in two columns in order, where they come line by line.

    A line across both columns parts what is above from what is below it.
    """
    middle = width / 2
    sides = [_column(line, middle) for line in page]
    narrow = [side for side in sides if side]
    left, right = narrow.count(1), narrow.count(2)
    turns = sum(a != b for a, b in pairwise(narrow))
    if min(left, right) < 5 or len(narrow) < 0.6 * len(page) or turns < 0.3 * len(narrow):
        return list(page)
    ordered: list[Line] = []
    run: list[tuple[int, Line]] = []
    for side, line in zip(sides, page, strict=True):
        if side:
            run.append((side, line))
        else:
            ordered += _sorted(run)
            run = []
            ordered.append(line)
    return ordered + _sorted(run)


def _column(line: Line, middle: float) -> int:
    if line.right < middle + 0.02 * middle:
        return 1
    return 2 if line.left > middle - 0.02 * middle else 0


def _sorted(run: Sequence[tuple[int, Line]]) -> list[Line]:
    return [line for _, line in sorted(run, key=lambda pair: (pair[0], -pair[1].base))]
