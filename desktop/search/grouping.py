"""The hits put together by document, with how many there are in each, or by how well they fit."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QToolButton

from desktop.search.hits import HitModel, HitRole
from desktop.search.inquiry import Inquiry
from desktop.widgets.box_over_list import ChoiceList

if TYPE_CHECKING:
    from db.search.facets import Facets


class Grouping(QObject):
    """Puts hits together or takes them apart; the hit that was the current one stays so."""

    def __init__(
        self,
        model: HitModel,
        view: ChoiceList,
        inquiry: Inquiry,
        button: QToolButton,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._model, self._list, self._inquiry, self._button = model, view, inquiry, button
        inquiry.counted.connect(self._show_counts)

    def toggle(self) -> None:
        """Put the hits together by document, or by how well they fit."""
        self.set_grouped(not self._model.grouped)

    def set_grouped(self, grouped: bool) -> None:
        """Put the hits together by document or not."""
        current = self._list.currentIndex().data(HitRole)
        self._list.setUniformItemSizes(not grouped)
        self._model.set_grouped(grouped)
        self._button.setChecked(grouped)
        if self._inquiry.facets is not None:
            self._show_counts(self._inquiry.facets)
        elif grouped and self._model.loaded:
            self._inquiry.count()
        row = self._model.row_of(current) if current else -1
        if row >= 0:
            self._list.setCurrentIndex(self._model.index(row, 0))
        else:
            self._list.choose_first()

    def _show_counts(self, found: "Facets") -> None:
        if not found.at_least:
            self._model.set_counts(dict(found.counts["document"]))
