"""The conversation with the library: one question at a time, only the last one's answer counts.

The first hits come first; what may have been meant and the counts are asked for after them, and
are stopped like the search itself by the next key.
"""

import logging
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.search import asking
from desktop.search.asking import Answer, Asked
from desktop.tasks import Ticket, Worker

if TYPE_CHECKING:
    from db.search.facets import Facets, Total
    from db.search.sought import Sought

log = logging.getLogger(__name__)

PATIENCE = 300
"""After so many milliseconds without an answer, one is told that it is being looked for."""
REST = 120
"""Milliseconds without another question after which what was found is counted."""
LITTLE = 10
"""Where fewer are found, something else may have been meant."""
_LANE, _TOTAL, _COUNTS, _MEANT = "search", "total", "counts", "meant"


class Inquiry(QObject):
    """Asks, drops what is no longer wanted, and tells what came."""

    answered = Signal(object)
    """The Answer with the first hits."""
    more_came = Signal(object)
    """The Answer with the next ones."""
    counted = Signal(object)
    """The Facets of what was found."""
    totalled = Signal(object)
    """The Total of what was found, where the answer did not know it."""
    meant = Signal(str)
    """The query that may have been meant."""
    failed = Signal(object)
    delayed = Signal()

    def __init__(self, worker: Worker, parent: QObject) -> None:
        super().__init__(parent)
        self._worker = worker
        self._tickets: list[Ticket] = []
        self.asked = Asked("")
        self.waiting = False
        self.wants_counts = False
        """Whether all that is found is to be counted, without being asked to."""
        self._answer: Answer | None = None
        """The one that stands."""
        self._uncounted: Sought | None = None
        """What was found and has no total yet."""
        self._counting: Ticket | None = None
        self.total: int | None = None
        """How many hits there are for the answer that stands, once that is known."""
        self.facets: Facets | None = None
        """What was counted for the answer that stands; None until then."""
        self._slow = QTimer(self, singleShot=True, interval=PATIENCE)
        self._slow.timeout.connect(self.delayed)
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._rested)

    def ask(self, asked: Asked) -> None:
        """Ask for the first hits; whatever was asked before is dropped."""
        self.stop()
        self.asked, self.waiting = asked, True
        self._slow.start()
        work = partial(asking.answer, asked=asked)
        self._put(self._worker.ask(self, work, self._answered, self._failed, lane=_LANE))

    def ask_more(self, offset: int) -> None:
        """Ask for the hits behind those that are there."""
        if self.waiting:
            return
        if self._counting is not None:  # the next hits come first; it is counted after them
            self._worker.cancel(self._counting)
            self._counting = None
        work = partial(asking.find, asked=self.asked, offset=offset)
        self._put(self._worker.ask(self, work, self._more, self._failed, lane=_LANE))

    def _rested(self) -> None:
        if self._uncounted is not None:
            work = partial(asking.total, sought=self._uncounted)
            self._counting = self._worker.ask(
                self, work, self._totalled, self._not_counted, lane=_TOTAL
            )
            self._put(self._counting)
        if self.wants_counts and self.facets is None:
            self.count()

    def count(self) -> None:
        """Count what was found, for whoever wants it."""
        if self._answer is None:
            return
        work = partial(asking.count, sought=self._answer.results.sought)
        self._put(self._worker.ask(self, work, self._counted, self._not_counted, lane=_COUNTS))

    def stop(self) -> None:
        """Drop what is under way."""
        for ticket in self._tickets:
            self._worker.cancel(ticket)
        self._tickets.clear()
        self._slow.stop()
        self._rest.stop()
        self.waiting = False
        self._answer = self._uncounted = self._counting = self.facets = self.total = None

    def _put(self, ticket: Ticket) -> None:
        self._tickets.append(ticket)

    def _done(self) -> None:
        self.waiting = False
        self._slow.stop()

    def _answered(self, answer: Answer) -> None:
        self._done()
        results = answer.results
        self._answer, self.total = answer, results.total
        self._uncounted = results.sought if results.uncounted else None
        self.answered.emit(answer)
        if self._answer is not answer:
            return  # whoever was told has asked for something else
        if self.wants_counts or self._uncounted is not None:
            self._rest.start()
        if self.total is not None and self.total < LITTLE and self.asked.typed.strip():
            work = partial(asking.meant, typed=self.asked.typed)
            self._put(self._worker.ask(self, work, self._meant, self._not_counted, lane=_MEANT))

    def _more(self, answer: Answer) -> None:
        self._done()
        if self._uncounted is not None:
            self._rest.start()
        self.more_came.emit(answer)

    def _counted(self, found: "Facets") -> None:
        self.facets = found
        self.counted.emit(found)

    def _meant(self, query: str) -> None:
        if query:
            self.meant.emit(query)

    def _totalled(self, found: "Total") -> None:
        self._uncounted = self._counting = None
        self.total = None if found.at_least else found.total
        self.totalled.emit(found)

    def _not_counted(self, error: Exception) -> None:
        """Counts are a help beside the hits: without them these stand all the same."""
        from db.search.engine import Interrupted

        if not isinstance(error, Interrupted):
            log.warning("what was found was not counted: %s", error)

    def _failed(self, error: Exception) -> None:
        from db.search.engine import Interrupted

        self._done()
        if not isinstance(error, Interrupted):
            self.failed.emit(error)
