"""How the pages of documents are made: ahead of time where that is possible, each once."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.reader.loading import Target
from desktop.reader.look import Look
from desktop.reader.reader import Reader
from desktop.reader.spread import Spread
from desktop.tasks import Worker


class Making(QObject):
    """Makes readers and the pages they stand on, in `room`; one page is kept ready, unseen."""

    reader_made = Signal(object)
    """A new Reader, to be wired."""

    def __init__(self, room: QWidget, reading: Worker, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._room, self._reading, self.look = room, reading, look
        self._spare: Spread | None = None
        self._preparing = QTimer(self, singleShot=True, interval=0)
        self._preparing.timeout.connect(self.prepare)

    def prepare(self) -> None:
        """Make the page of the next tab, empty and unseen: half of what opening it would take."""
        if self._spare is None:
            self._spare = Spread(self._make_bare, self._room)

    def prepare_soon(self) -> None:
        """Make it in the next turn of the loop, while a text is being loaded."""
        self._preparing.start()

    def spread(self, target: Target) -> Spread:
        """Return a page whose reader is to show a target."""
        self._preparing.stop()
        self.prepare()
        assert self._spare is not None
        spread, self._spare = self._spare, None
        self._begin(spread.active, target)
        return spread

    def reader(self, target: Target, room: QWidget) -> Reader:
        """Make a reader that is to show a target."""
        reader = self._make_bare(room)
        self._begin(reader, target)
        return reader

    def _make_bare(self, room: QWidget) -> Reader:
        return Reader("", self._reading, self.look, room)

    def _begin(self, reader: Reader, target: Target) -> None:
        reader.expect(target)
        reader.set_look(self.look)
        self.reader_made.emit(reader)
