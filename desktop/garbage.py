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
MOST_PUT_OFF = 120
"""So many looks in a row are left out while somebody is at work, and no more."""


class Collector(QObject):
    """Takes the place of the automatic collector while it lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()  # what the first frame needed stays
        self._furnished = False
        self._spent, self._put_off = 0.0, 0
        self._timer = QTimer(self, interval=INTERVAL)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect the oldest generation that is over its threshold, in a moment of rest.

        A search under way makes a hundred thousand objects: to look through them between two
        keys would take longer than a frame.
        """
        if not self._furnished:
            self._furnished = True
            gc.collect()
            gc.freeze()  # and so does what the desk is furnished with
            return
        if not self._rests() and self._put_off < MOST_PUT_OFF:
            self._put_off += 1
            return
        self._put_off = 0
        counts, thresholds = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > thresholds[generation]:
                gc.collect(generation)
                return

    def _rests(self) -> bool:
        """Tell whether the thread had hardly anything to do since the last look."""
        before, self._spent = self._spent, time.thread_time()
        return self._spent - before < AT_REST
