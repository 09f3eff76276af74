"""What stands in the tab of a kept search until the desk can search."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent, QPalette
from PySide6.QtWidgets import QWidget

from desktop.search.kept import KeptSearch
from desktop.theme import Theme


class SearchToCome(QWidget):
    """An empty page with the search's name on its tab, to be replaced by the search."""

    painted = Signal()

    def __init__(self, kept: KeptSearch, room: QWidget) -> None:
        super().__init__(room)
        self._kept = kept
        self.setAccessibleName(kept.title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)

    def kept(self) -> KeptSearch:
        """Return the search, as it was kept."""
        return self._kept

    def set_theme(self, theme: Theme) -> None:
        """Do nothing: the palette is all it is painted with."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell that there is something to be seen."""
        super().paintEvent(event)
        self.painted.emit()
