"""A composed page: its passages, and the way between a document's positions and their text.

Positions in the document count UTF-16 units, offsets in passages code points; `Page` converts.
"""

from bisect import bisect_right
from typing import NamedTuple

from PySide6.QtGui import QTextDocument

from db import text
from db.models import Edition, Passage


class Place(NamedTuple):
    """Where a passage stands: its block, and where in the block its text begins (UTF-16).

    `marks` are what is set in between: before which unit of the text, and how many units.
    """

    passage: Passage
    block: int
    start: int
    first: int
    marks: tuple[tuple[int, int], ...] = ()

    def position(self, unit: int, *, end: bool = False) -> int:
        """Return where a unit of the text stands; an `end` stands before a mark at its place."""
        return self.start + unit + sum(w for at, w in self.marks if at < unit + (not end))

    def unit(self, position: int) -> int:
        """Return the unit of the text at a document position; inside a mark the one behind it."""
        unit = position - self.start
        for at, width in self.marks:
            if unit <= at:
                break
            unit -= min(width, unit - at)
        return max(0, unit)


class Page:
    """A composed edition: the document, and its passages by position and by label."""

    def __init__(self, edition: Edition, document: QTextDocument) -> None:
        self.edition, self.document = edition, document
        self.places: list[Place] = []
        self._by_label: dict[str, int] = {}
        self._starts: list[int] = []

    def add(self, place: Place) -> None:
        """Note where the next passage stands."""
        self._by_label[place.passage.label] = len(self.places)
        self._starts.append(place.first)
        self.places.append(place)

    def index_of(self, label: str) -> int | None:
        """Return a passage's number by its label, or that of the nearest one above it.

        An annex, which has no passage of its own, is where its first one is.
        """
        above = label
        while above:
            if (index := self._by_label.get(above)) is not None:
                return index
            above = above.rpartition(".")[0]
        if label.startswith("annex"):
            inside = f"{label.partition('.')[0]}."
            return next((n for one, n in self._by_label.items() if one.startswith(inside)), None)
        return None

    def at(self, position: int) -> int | None:
        """Return the number of the passage at a document position, or of the one before it."""
        index = bisect_right(self._starts, position) - 1
        return index if index >= 0 else (0 if self.places else None)

    def span(self, index: int, start: int, end: int) -> tuple[int, int]:
        """Turn code points of a passage into document positions."""
        place = self.places[index]
        words = place.passage.text
        if not place.marks:
            first = place.start
            return first + text.to_utf16(words, start), first + text.to_utf16(words, end)
        first = place.position(text.to_utf16(words, start))
        return first, max(first, place.position(text.to_utf16(words, end), end=True))

    def offset(self, index: int, position: int) -> int:
        """Turn a document position into a code point of a passage, clamped to its text."""
        place = self.places[index]
        return text.from_utf16(place.passage.text, place.unit(position))
