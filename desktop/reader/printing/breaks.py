"""Where the lines of a text are cut into pages: pure arithmetic, no Qt."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

Role = Literal["text", "heading", "reference"]


class Line(NamedTuple):
    """A line of the text: its edges, which block it is of, and what that block is."""

    top: float
    bottom: float
    block: int
    role: Role = "text"


class Span(NamedTuple):
    """A page: from where to where of the text it shows."""

    top: float
    bottom: float


def cut(lines: Sequence[Line], height: float) -> list[Span]:
    """Cut lines into pages of a height.

    A heading stays with what it heads and a reference with what it belongs to; no single line of
    a paragraph is left at the foot of a page or begins one, as long as the page has other lines.
    """
    pages = []
    begin = 0
    while begin < len(lines):
        end = _full(lines, begin, height)
        if end < len(lines):
            end = _eased(lines, begin, end)
        pages.append(Span(lines[begin].top, max(line.bottom for line in lines[begin:end])))
        begin = end
    return pages or [Span(0.0, 0.0)]


def _full(lines: Sequence[Line], begin: int, height: float) -> int:
    """Return where a page is full; a line that is higher than a page has one to itself."""
    end = begin + 1
    while end < len(lines) and lines[end].bottom - lines[begin].top <= height:
        end += 1
    return end


def _eased(lines: Sequence[Line], begin: int, end: int) -> int:
    """Move the end of a page back to where a cut does no harm; where it does all over, leave it."""
    eased = end
    while eased > begin and _harms(lines, eased):
        eased -= 1
    return eased if eased > begin else end


def _harms(lines: Sequence[Line], at: int) -> bool:
    before, after = lines[at - 1], lines[at]
    if before.role == "heading" or after.role == "reference":
        return True
    if before.block != after.block:
        return False
    first = at < 2 or lines[at - 2].block != before.block
    last = at + 1 >= len(lines) or lines[at + 1].block != after.block
    return first or last
