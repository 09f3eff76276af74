"""What was found, counted, laid over a narrow list to choose from what to narrow by."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from db.text import isolated
from desktop.search.wording import FACET_WORDS, counted, value_words
from desktop.widgets.popover import Choice, Popover

if TYPE_CHECKING:
    from db.search.facets import Facets

_LEAST_HEIGHT, _OVERLAP = 160, 12


class FacetPicker(Popover):
    """Offers every value that narrows; what is chosen is (facet, value)."""

    def __init__(self, over: QWidget) -> None:
        super().__init__("Narrow what is found", "Year, speaker, document …", over)
        self._over = over

    def open_under(self, top: int) -> None:
        """Open it from some height of the parent on, with nothing to choose from yet."""
        self.set_choices([])
        room = max(self._over.height() - top + _OVERLAP, _LEAST_HEIGHT)
        self.open_over(QRect(0, top - _OVERLAP, self._over.width(), room))

    def show_counts(self, found: "Facets", names: Mapping[str, str]) -> None:
        """Offer the values that were counted; one that all hits have would narrow nothing."""
        choices = []
        for facet, title in FACET_WORDS.items():
            for value, count in found.counts[facet]:
                if count < found.total:
                    words = value_words(facet, value, names)
                    said = f"{isolated(words)} · {counted(count, found.at_least)} · {title}"
                    choices.append(Choice(said, value, (facet, value)))
        self.set_choices(choices)
