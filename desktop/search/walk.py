"""The way from hit to hit while one reads: where one is among the hits, and what comes next."""

from PySide6.QtCore import QModelIndex, QObject, Signal

from db.models import Hit
from desktop.search.asking import Asked
from desktop.search.hits import HitModel, HitRole
from desktop.search.inquiry import Inquiry
from desktop.widgets.box_over_list import ChoiceList


class Walk(QObject):
    """Knows the hit that was opened last; a step before the answer has come waits for it."""

    step_requested = Signal(int)
    """The next hit (1) or the one before (-1), which was wanted before the answer came."""

    def __init__(self, model: HitModel, view: ChoiceList, inquiry: Inquiry, parent: QObject):
        super().__init__(parent)
        self._model, self._list, self._inquiry = model, view, inquiry
        self._opened: Hit | None = None
        self._stands_for = Asked("")
        self._steps = 0

    def opened(self, hit: Hit) -> None:
        """This hit was opened: the next one is the one behind it."""
        self._opened = hit

    def forget(self) -> None:
        """Something else is asked: a step that waits is wanted no longer."""
        self._steps = 0

    def answered(self) -> None:
        """Begin at the first hit of what is new; the same search again leaves one where one is."""
        if self._inquiry.asked != self._stands_for:
            self._opened, self._stands_for = None, self._inquiry.asked

    def go_on(self) -> None:
        """Make the step that waited for the answer."""
        steps, self._steps = self._steps, 0
        if steps:
            self.step_requested.emit(steps)

    def is_early(self, by: int) -> bool:
        """Tell whether a step would go through an older answer; then it is made in the new one."""
        self._steps = by if self._inquiry.waiting else 0
        return self._inquiry.waiting

    def step(self, by: int) -> Hit | None:
        """Go to the next hit (1) or the one before (-1); None at either end."""
        hits = self._model.hits()
        current = self._list.currentIndex().data(HitRole)
        if self._opened in hits:
            at = hits.index(self._opened) + by
        else:
            at = hits.index(current) if current in hits else 0
        if not 0 <= at < len(hits):
            return None
        index = self._model.index(self._model.row_of(hits[at]), 0)
        self._opened = hits[at]
        self._list.setCurrentIndex(index)
        self._list.scrollTo(index)
        if at + by >= len(hits) - 1 and self._model.canFetchMore(QModelIndex()):
            self._model.fetchMore(QModelIndex())
        return hits[at]

    def said_place(self, hit: Hit) -> str:
        """Say which of the hits one is."""
        hits, total = self._model.hits(), self._inquiry.total
        more = self._model.canFetchMore(QModelIndex()) or self._inquiry.waiting
        of = f"{len(hits):,}{'+' * more}" if total is None else f"{total:,}"
        return f"Hit {hits.index(hit) + 1:,} of {of}"
