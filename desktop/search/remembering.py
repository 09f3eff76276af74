"""Which searches are worth remembering: those whose hits were looked at, or of which one opened."""

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.search.head import SearchHead
from desktop.search.hits import HitModel

LOOKED_AT = 2_000
"""After so many milliseconds with the same hits in view, the search counts as one of the recent."""


class Remembering(QObject):
    """Tells a query once it has earned it; what was typed past is not told."""

    searched = Signal(str)
    """A query that is worth remembering."""

    def __init__(self, head: SearchHead, model: HitModel, parent: QObject) -> None:
        super().__init__(parent)
        self._head, self._model = head, model
        self.rest = QTimer(self, singleShot=True, interval=LOOKED_AT)
        self.rest.timeout.connect(self.remember)

    def found(self) -> None:
        """There are hits to look at from now on."""
        self.rest.start()

    def forget(self) -> None:
        """Something else is asked: what was found so far was not looked at."""
        self.rest.stop()

    def remember(self) -> None:
        """Tell what is asked now, if anything was found by it."""
        query = self._head.asked.query
        if query.strip() and self._model.loaded:
            self.searched.emit(query)
