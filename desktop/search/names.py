"""The documents' short names, by which the hits and the facets call them."""

import logging

from PySide6.QtCore import QObject

from desktop.search import asking
from desktop.search.hits import HitModel
from desktop.tasks import Worker

log = logging.getLogger(__name__)


class Names(QObject):
    """Asks for the names when they are first needed; after a failure once more the next time."""

    def __init__(self, worker: Worker, model: HitModel, parent: QObject) -> None:
        super().__init__(parent)
        self._worker, self._model = worker, model
        self._asked = False

    def need(self) -> None:
        """Ask for the names unless that was done."""
        if not self._asked:
            self.ask()

    def ask(self) -> None:
        """Ask for the names: the library may be another one."""
        self._asked = True
        self._worker.ask(
            self, asking.short_names, self._model.set_names, self._failed, lane="names"
        )

    def _failed(self, error: Exception) -> None:
        self._asked = False
        log.warning("the documents' names could not be read: %s", error)
