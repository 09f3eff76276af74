"""Narrowing what is found: to a value of a facet, or by searching on among the hits."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from desktop.search import wording
from desktop.search.facet_picker import FacetPicker
from desktop.search.head import SearchHead
from desktop.search.hits import HitModel
from desktop.search.inquiry import Inquiry
from desktop.search.wording import Narrowing

if TYPE_CHECKING:
    from db.search.facets import Facets


class Narrower(QObject):
    """Puts into the head what narrows, and lets one choose it over `hits`, the list in `panel`."""

    told = Signal(str)
    """Why nothing can be narrowed, as a sentence."""

    def __init__(
        self, head: SearchHead, model: HitModel, inquiry: Inquiry, hits: QWidget, panel: QWidget
    ) -> None:
        super().__init__(panel)
        self._head, self._model, self._inquiry = head, model, inquiry
        self._hits, self._panel = hits, panel
        self.picker: FacetPicker | None = None
        """What the values are chosen from; None until it is first wanted."""
        inquiry.counted.connect(self._counted)

    def narrow(self, facet: str, value: str) -> None:
        """Narrow what is found to one value of a facet."""
        from db.search.narrowing import narrowing

        words = wording.value_words(facet, value, self._model.names)
        said = f"{wording.FACET_WORDS[facet]}: {words}"
        self._head.narrow(Narrowing(said, narrowing(facet, value)))

    def search_within(self) -> None:
        """Search from now on among what is found now."""
        box = self._head.box
        text = box.text().strip()
        if not text or not self._model.loaded:
            self.told.emit("Search for something first; then search within what is found.")
            return
        box.blockSignals(True)
        box.clear()
        box.blockSignals(False)
        self._head.narrow(Narrowing(f"among “{text}”", text, among=True))
        box.take_focus()

    def open_facets(self) -> None:
        """Let one choose what to narrow by, from what was found."""
        if not self._model.loaded:
            self.told.emit("Search for something first; then narrow what is found.")
            return
        if self.picker is None:
            self.picker = self._make_picker()
        self.picker.open_under(self._hits.mapTo(self._panel, QPoint()).y())
        if self._inquiry.facets is not None:
            self._counted(self._inquiry.facets)
        else:
            self._inquiry.count()

    def _make_picker(self) -> FacetPicker:
        picker = FacetPicker(self._panel)
        picker.chosen.connect(self._chosen)
        picker.closed.connect(self._head.box.take_focus)
        return picker

    def _chosen(self, chosen: tuple[str, str]) -> None:
        self.narrow(*chosen)
        self._head.box.take_focus()

    def _counted(self, found: "Facets") -> None:
        if self.picker is not None and self.picker.isVisible():
            self.picker.show_counts(found, self._model.names)
