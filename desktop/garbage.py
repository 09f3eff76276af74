"""Collecting Python's garbage in the window's own thread, and nowhere else.

Left to itself the collector runs in whichever thread happens to allocate; one of Qt's objects that
dies in a worker's thread takes its timers with it in a way that Qt does not survive (seen: a
crash in `activateTimers`).
"""

import gc
import time

from PySide6.QtCore import QObject, QTimer

INTERVAL = 500
"""Milliseconds between two looks whether there is something to collect: little enough comes
together in that time to be looked through well within a frame."""
AT_REST = 0.01
"""Where the thread was busy for fewer seconds than that since the last look, nobody is at work."""
LONG_REST = 20
"""After so many looks without work nobody is there: only then all that lives is looked through."""
MOST_PUT_OFF = 120
"""So many looks in a row are left out while somebody is at work, and no more."""


class Collector(QObject):
    """Takes the place of the automatic collector while it lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()  # what the first frame needed stays
        self._furnished = False
        self._spent, self._put_off, self._rested = 0.0, 0, 0
        self._timer = QTimer(self, interval=INTERVAL)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect the oldest generation that is over its threshold, in a moment of rest.

        A search under way makes a hundred thousand objects: to look through them between two
        keys would take longer than a frame. So does the oldest generation with ten tabs open: it
        waits for a long rest.
        """
        if not self._furnished:
            self._furnished = True
            gc.collect()
            gc.freeze()  # and so does what the desk is furnished with
            return
        self._rested = self._rested + 1 if self._rests() else 0
        self._put_off += 1
        overdue = self._put_off > MOST_PUT_OFF
        counts, thresholds = gc.get_count(), gc.get_threshold()
        for generation, rest in ((2, LONG_REST), (1, 1), (0, 1)):
            if counts[generation] > thresholds[generation] and (self._rested >= rest or overdue):
                gc.collect(generation)
                if generation == 2 or overdue:
                    self._put_off = 0
                return

    def _rests(self) -> bool:
        """Tell whether the thread had hardly anything to do since the last look."""
        before, self._spent = self._spent, time.thread_time()
        return self._spent - before < AT_REST
