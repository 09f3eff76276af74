"""Where the reader has been, across tabs: back and forward."""

from typing import NamedTuple

from db.models import EditionKey

LONGEST = 200


class Stop(NamedTuple):
    """A place that was jumped from or to; the key is None while its edition is loading.

    `offset` is how many pixels of the paragraph are above the top of the view.
    """

    document: str
    key: EditionKey | None
    label: str
    offset: int = -48

    def is_at(self, other: "Stop") -> bool:
        """Tell whether both are at the same paragraph, wherever it stands in the view."""
        return self[:3] == other[:3]


class History:
    """A list of stops and where in it one is."""

    def __init__(self) -> None:
        self._stops: list[Stop] = []
        self._at = -1

    def visit(self, left: Stop | None, reached: Stop) -> None:
        """Note a jump: the place that was left takes its present form, what was ahead is gone."""
        del self._stops[self._at + 1 :]
        if left is not None:
            if self._stops and self._stops[-1].document == left.document:
                self._stops[-1] = left
            else:
                self._stops.append(left)
        if self._stops and self._stops[-1].is_at(reached):
            self._stops.pop()
        self._stops.append(reached)
        del self._stops[:-LONGEST]
        self._at = len(self._stops) - 1

    def go(self, by: int, here: Stop | None = None) -> Stop | None:
        """Go back (-1) or forward (1); None at the end.

        `here` replaces the stop that is left. In another document, one came by its tab: the way
        back leads first to the stop one was at, the way forward here again.
        """
        if by < 0 and here is not None and self._at >= 0 and self._is_elsewhere(here):
            self._stops.insert(self._at + 1, here)
            return self._stops[self._at]
        if not 0 <= self._at + by < len(self._stops):
            return None
        if here is not None and not self._is_elsewhere(here):
            self._stops[self._at] = here
        self._at += by
        return self._stops[self._at]

    def _is_elsewhere(self, here: Stop) -> bool:
        return self._stops[self._at].document != here.document

    def can(self, by: int) -> bool:
        """Tell whether there is somewhere to go."""
        return 0 <= self._at + by < len(self._stops)
