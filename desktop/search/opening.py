"""Opening what was found, from the box or from the list; a link that was pasted opens itself."""

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from db import links
from desktop.search.box import SearchBox
from desktop.search.hits import HitModel, HitRole
from desktop.search.inquiry import Inquiry
from desktop.search.walk import Walk
from desktop.widgets.box_over_list import ChoiceList


class Opening(QObject):
    """Says which hit is to be opened; one wanted before the answer has come waits for it."""

    hit_activated = Signal(object)
    """A Hit is to be opened."""
    link_activated = Signal(str)
    """A link that was pasted into the box is to be opened."""

    def __init__(
        self,
        box: SearchBox,
        view: ChoiceList,
        model: HitModel,
        inquiry: Inquiry,
        walk: Walk,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._box, self._list, self._model = box, view, model
        self._inquiry, self._walk = inquiry, walk
        self._first_wanted: bool | None = None
        """Whether the keys stay in the box once the first hit is opened; None: none is wanted."""
        box.chosen.connect(self._open_first)
        view.chosen.connect(self._open)

    def forget(self) -> None:
        """Something else is asked: what waits to be opened is wanted no longer."""
        self._first_wanted = None

    def go_on(self) -> bool:
        """Open the first hit if it was wanted before the answer came; tell whether it was."""
        stay = self._first_wanted
        if stay is not None:
            self._open_first(stay)
        return stay is not None

    def _open_first(self, stay: bool) -> None:
        if links.is_link(self._box.text()):
            self.link_activated.emit(self._box.text())
            return
        if self._inquiry.waiting:
            self._first_wanted = stay
            return
        self._first_wanted = None
        if hits := self._model.hits():
            self._open(self._model.index(self._model.row_of(hits[0]), 0), stay)

    def _open(self, index: QModelIndex, stay: bool) -> None:
        hit = index.data(HitRole)
        if hit is None:
            return
        focused = QApplication.focusWidget()
        self._walk.opened(hit)
        self._list.setCurrentIndex(index)
        self.hit_activated.emit(hit)
        if stay and focused is not None:
            focused.setFocus(Qt.FocusReason.OtherFocusReason)
