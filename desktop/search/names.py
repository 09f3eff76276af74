"""The documents' short names, by which the hits and the facets call them, and their scripts."""

import logging

from PySide6.QtCore import QObject

from desktop.search import asking
from desktop.search.asking import Named
from desktop.search.faces import loading
from desktop.search.hit_list import HitList
from desktop.search.hits import HitModel
from desktop.tasks import Worker
from desktop.widgets.slices import Slices

log = logging.getLogger(__name__)


class Names(QObject):
    """Asks for the names when they are first needed; after a failure once more the next time."""

    def __init__(self, worker: Worker, model: HitModel, hits: HitList, parent: QObject) -> None:
        super().__init__(parent)
        self._worker, self._model, self._list = worker, model, hits
        self._asked = False
        self._slices = Slices(self)

    def need(self) -> None:
        """Ask for the names unless that was done."""
        if not self._asked:
            self.ask()

    def ask(self) -> None:
        """Ask for the names: the library may be another one."""
        self._asked = True
        self._worker.ask(self, asking.named, self._came, self._failed, lane="names")

    def _came(self, named: Named) -> None:
        self._model.set_names(named.names)
        self._slices.start(loading(self._list.font(), named.languages), lambda _loaded: None)

    def _failed(self, error: Exception) -> None:
        self._asked = False
        log.warning("the documents' names could not be read: %s", error)
