"""A draft with the steps that were taken on it, each of which can be taken back."""

from collections.abc import Callable

from db.review.draft import Draft
from db.review.steps import Step


class Revision:
    """A draft with the steps that were taken, each of which can be taken back."""

    def __init__(self, draft: Draft) -> None:
        self._steps = [(draft, 0)]
        self._at = 0

    @property
    def draft(self) -> Draft:
        """The draft as it is now."""
        return self._steps[self._at][0]

    @property
    def is_changed(self) -> bool:
        """Whether anything was done that was not taken back."""
        return self._at > 0

    @property
    def can_redo(self) -> bool:
        """Whether a step was taken back."""
        return self._at + 1 < len(self._steps)

    def take(self, step: Callable[[Draft], Step]) -> int:
        """Take a step; return the place one is at then. Raises UsageError where it cannot be."""
        draft, place = step(self.draft)
        if draft != self.draft:
            self._steps[self._at + 1 :] = [(draft, place)]
            self._at += 1
        return place

    def undo(self) -> int | None:
        """Take the last step back; return the place it was taken at, None where there is none."""
        if not self._at:
            return None
        self._at -= 1
        return min(self._steps[self._at + 1][1], len(self.draft.passages) - 1)

    def redo(self) -> int | None:
        """Take a step again that was taken back; return the place one is at then."""
        if not self.can_redo:
            return None
        self._at += 1
        return self._steps[self._at][1]
