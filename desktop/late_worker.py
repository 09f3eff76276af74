"""A worker of its own for work that takes long, made when it is first asked for."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from db import connection
from db.places import Places
from desktop.tasks import Worker


class LateWorker:
    """Holds a connection that `opening` makes of the places, from the first call on.

    What else is asked of the stores meanwhile, by their own workers, does not wait for it.
    """

    def __init__(
        self, name: str, opening: Callable[[Places], Any], places: Places, parent: QObject
    ) -> None:
        self._name, self._opening, self._places = name, opening, places
        self._parent = parent
        self._worker: Worker | None = None

    def __call__(self) -> Worker:
        """Return the worker."""
        if self._worker is None:
            self._worker = Worker(
                self._name, partial(self._opening, self._places), self._parent,
                partial(connection.said_plainly, self._places),
            )  # fmt: skip
        return self._worker

    def close(self, *, interrupt: bool = True) -> None:
        """Stop for good, if it was ever made: what runs is interrupted, or brought to its end."""
        if self._worker is not None:
            self._worker.close(interrupt=interrupt)
