"""Where one is among the hits, to be kept, and the way back there once they have come again."""

from PySide6.QtCore import QModelIndex, QObject, QPoint

from desktop.search.hits import HitModel, HitRole
from desktop.search.kept import Place, hit_name
from desktop.widgets.box_over_list import ChoiceList

FARTHEST = 1_500
"""So many hits are loaded again, and no more, to come back to where one was."""


class Returning(QObject):
    """Loads as many hits as there were, then goes to the one that was the current one."""

    def __init__(self, model: HitModel, view: ChoiceList, parent: QObject) -> None:
        super().__init__(parent)
        self._model, self._list = model, view
        self._sought: Place | None = None

    @property
    def place(self) -> Place | None:
        """Where one is, or is about to be again."""
        hit = self._list.currentIndex().data(HitRole)
        if self._sought is not None or hit is None:
            return self._sought
        top = self._list.indexAt(QPoint(1, 1)).row()
        return Place(hit_name(hit), self._model.loaded, max(0, top))

    def seek(self, place: Place | None) -> None:
        """Go to this place once its hits have come."""
        self._sought = place

    def forget(self) -> None:
        """Something else is asked: the place is wanted no longer."""
        self._sought = None

    def go_on(self) -> None:
        """Hits have come: go to the place, or load what is missing before it."""
        place = self._sought
        if place is None:
            return
        missing = self._model.loaded < min(place.loaded, FARTHEST)
        if missing and self._model.canFetchMore(QModelIndex()):
            self._model.fetchMore(QModelIndex())
        else:
            self._sought = None
            self._go_to(place)

    def _go_to(self, place: Place) -> None:
        found = (hit for hit in self._model.hits() if hit_name(hit) == place.hit)
        if (hit := next(found, None)) is not None:
            index = self._model.index(self._model.row_of(hit), 0)
            self._list.setCurrentIndex(index)
            top = min(place.top, index.row())
            self._list.scrollTo(self._model.index(top, 0), ChoiceList.ScrollHint.PositionAtTop)
            self._list.scrollTo(index)
