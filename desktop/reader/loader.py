"""The loading of what a reader is to show: now, once it is looked at, or again."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.reader.loading import Loaded, Target, is_stale, load
from desktop.tasks import Worker


class Loader(QObject):
    """Asks the library for one target at a time; only the answer to the last one counts."""

    came = Signal(object)
    """The Loaded that was asked for."""
    failed = Signal(object)
    """The error for which nothing came."""
    outdated = Signal()
    """The library has something else of the document than what was loaded of it."""

    def __init__(self, document: str, worker: Worker, parent: QObject) -> None:
        super().__init__(parent)
        self._worker = worker
        self.waiting = Target(document)
        """What is to be shown, or was asked for last."""
        self.postponed = False
        """Whether it is loaded only once the reader is looked at."""

    def postpone(self, target: Target) -> None:
        """Take a target that is to be loaded later."""
        self.waiting, self.postponed = target, True

    def load(self, target: Target) -> None:
        """Load a target; whatever was asked for before is dropped."""
        self.waiting = target
        self._load()

    def look_again(self, shown: Loaded | None) -> None:
        """Load what failed to come; of what is shown only ask whether it is outdated."""
        if self.postponed:
            return
        if shown is None:
            self._load()
        else:
            self._worker.ask(self, partial(is_stale, loaded=shown), self._compared)

    def _load(self) -> None:
        work = partial(load, target=self.waiting)
        self._worker.ask(self, work, self._came, self._failed, lane="load")

    def _came(self, loaded: Loaded) -> None:
        self.came.emit(loaded)

    def _failed(self, error: Exception) -> None:
        self.failed.emit(error)

    def _compared(self, stale: bool) -> None:
        if stale:
            self.outdated.emit()
