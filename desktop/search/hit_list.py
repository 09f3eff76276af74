"""The list of what was found, from which a hit is chosen."""

from PySide6.QtWidgets import QWidget

from desktop.search.delegate import HitDelegate
from desktop.search.hits import HitModel
from desktop.theme import Theme
from desktop.widgets.box_over_list import ChoiceList


class HitList(ChoiceList):
    """Paints hits as hits are painted; it knows nothing of how they were found."""

    def __init__(self, model: HitModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._delegate = HitDelegate(theme, self)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setAccessibleName("Passages found")

    def set_theme(self, theme: Theme) -> None:
        """Paint with this theme from now on."""
        self._delegate.theme = theme
        self.viewport().update()
