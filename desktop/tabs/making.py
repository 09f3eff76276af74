"""How the pages of documents are made: ahead of time where that is possible, each once."""

from collections.abc import Generator

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.reader.loading import Target
from desktop.reader.look import Look
from desktop.reader.reader import Reader
from desktop.reader.spread import Spread
from desktop.tasks import Worker
from desktop.widgets.slices import Slices
from desktop.widgets.tabs import TabArea


class Making(QObject):
    """Makes readers and the pages they stand on; one page is kept ready, unseen.

    That one is made a part a turn while nobody waits for it: most of what opening it would take.
    """

    reader_made = Signal(object)
    """A new Reader, to be wired; it may be shown later only."""
    opened = Signal(object)
    """A Reader that is to show a document from now on."""

    def __init__(self, tabs: TabArea, reading: Worker, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._tabs, self._reading, self.look = tabs, reading, look
        self._ahead: Spread | None = None
        self._work: Generator[None, None, None] | None = None
        self._slices = Slices(tabs)  # once the tabs are gone, no page is made in them
        self._soon = QTimer(tabs, singleShot=True, interval=0)
        self._soon.timeout.connect(self._start)

    @property
    def ahead(self) -> Reader | None:
        """The reader of the page that is kept ready, once it is made."""
        return self._ahead.active if self._ahead else None

    def prepare(self) -> None:
        """Begin to make a page ahead, in a turn of its own, unless there is one."""
        if self._work is None:
            self._soon.start()

    def _start(self) -> None:
        self._work = self._steps()
        self._slices.start(self._work, lambda _nothing: None)

    def _steps(self) -> Generator[None, None, None]:
        ahead = Spread(self._tabs.room)
        yield
        reader = yield from Reader.in_steps("", self._reading, self.look, ahead.room)
        ahead.put_first(reader)
        yield
        self._ahead = ahead  # in the same turn as it is told of: nobody is to meet it twice
        self.reader_made.emit(reader)
        yield
        self._tabs.prepare()

    def spread(self, target: Target) -> Spread:
        """Return a page whose reader is to show a target: what is missing of it is made now."""
        self._soon.stop()
        self._slices.stop()
        for _ in self._work or self._steps():
            pass
        spread, self._ahead, self._work = self._ahead, None, None
        assert spread is not None
        self._begin(spread.active, target)
        return spread

    def reader(self, target: Target, room: QWidget) -> Reader:
        """Make a reader that is to show a target."""
        reader = Reader("", self._reading, self.look, room)
        self.reader_made.emit(reader)
        self._begin(reader, target)
        return reader

    def _begin(self, reader: Reader, target: Target) -> None:
        reader.expect(target)
        reader.set_look(self.look)
        self.opened.emit(reader)
