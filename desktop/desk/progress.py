"""Reading progress: what is on screen counts as read in time, is shown, said and kept."""

import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from db import address
from db.models import Edition
from db.study import reading_record
from db.study.attention import Attention
from db.study.pace import Pace
from db.study.reading_record import Reading
from desktop.main_window import MainWindow
from desktop.reader.bar import edition_name
from desktop.reader.gutter import VOICE_WORDS
from desktop.reader.reader import Reader
from desktop.tabs.navigator import Navigator
from desktop.tasks import Worker
from desktop.widgets.announcing import announce

TICK = 1000
"""Milliseconds between two looks at what is on screen."""
IDLE = 120.0
"""Seconds without a key, a scroll or a click on the page after which nobody is reading."""
BATCH = 20.0
"""Seconds for which what was read is gathered before it is written."""

_LONG = 10_000
"""Milliseconds for which one can read where one is."""


class ReadingProgress(QObject):
    """Watches the document in front while its window is active; writes in batches."""

    told = Signal(str)
    shares_changed = Signal(object)
    """How much of each document has been read: a mapping of ids to numbers from 0 to 1."""
    read_changed = Signal(str, object)
    """A document, and the labels of its paragraphs that have been read."""

    def __init__(
        self,
        window: MainWindow,
        navigator: Navigator,
        study: Worker,
        parent: QObject,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._window, self._navigator, self._study = window, navigator, study
        self._clock = clock
        self._pace = Pace()
        self._of: dict[str, Attention] = {}
        self._editions: dict[str, Edition] = {}
        """The edition of each document that is read now."""
        self._before: dict[str, Mapping[str, Reading]] = {}
        self._shares: dict[str, float] = {}
        self._ready = False
        self._last = self._stirred = self._written = clock()
        self._label = QLabel(window)
        self._label.setAccessibleName("Read of this document")
        self._label.setContentsMargins(0, 0, 8, 0)
        window.statusBar().insertPermanentWidget(1, self._label)
        self._timer = QTimer(self, interval=TICK)
        self._timer.timeout.connect(self.tick)
        QGuiApplication.instance().focusWindowChanged.connect(self.stir)  # type: ignore[union-attr]

    def start(self) -> None:
        """Begin: the person's file is open."""
        self._ready = True
        self._study.ask(self, reading_record.load_stays, self._pace_came)
        self._study.ask(self, reading_record.shares, self._shares_came)
        for reader in self._navigator.readers():
            self._ask_for(reader)

    def watch(self, reader: Reader) -> None:
        """Notice what a person does in a document."""
        reader.loaded.connect(partial(self._loaded, reader))
        reader.place_changed.connect(self.stir)
        reader.page.verticalScrollBar().valueChanged.connect(self.stir)
        reader.page.cursorPositionChanged.connect(self.stir)

    # what was kept ------------------------------------------------------------------------------

    def _loaded(self, reader: Reader, _edition: object) -> None:
        if (attention := self._of.get(reader.document)) is not None:
            self._take_up(reader, attention)
        elif self._ready:
            self._ask_for(reader)

    def _ask_for(self, reader: Reader) -> None:
        if reader.edition is not None:
            work = partial(_load, document=reader.document)
            self._study.ask(self, work, self._came)

    def _pace_came(self, stays: list[float]) -> None:
        self._pace.take(stays)

    def _came(self, answer: tuple[str, list[Reading]]) -> None:
        document, readings = answer
        reader = self._navigator.open_tabs.of(document)
        if document in self._of or reader is None or reader.edition is None:
            return
        self._of[document] = Attention(self._pace, readings)
        self._take_up(reader, self._of[document])
        self.stir()

    def _take_up(self, reader: Reader, attention: Attention) -> None:
        """Count the paragraphs of the edition that is read now: that of the side with the keys."""
        front = self._navigator.reader()
        if front is not None and front.document == reader.document:
            reader = front
        if reader.edition is not None:
            if self._editions.get(reader.document) is not reader.edition:
                self._editions[reader.document] = reader.edition
                attention.show(reader.edition.passages)
            self._show(reader)

    def _shares_came(self, shares: dict[str, float]) -> None:
        self._shares = shares
        self.shares_changed.emit(dict(shares))

    # time goes by -------------------------------------------------------------------------------

    def stir(self, *_what: object) -> None:
        """Somebody is there."""
        now = self._clock()
        self._stirred = now
        if self._ready and not self._timer.isActive():
            self._last = now
            self._timer.start()

    def tick(self) -> None:
        """Give the time since the last look to what is in view, if somebody can be reading it."""
        now = self._clock()
        elapsed, self._last = min(now - self._last, 2 * TICK / 1000), now
        reader = self._navigator.reader()
        attention = self._attention(reader)
        if now - self._stirred > IDLE or not self._window.isActiveWindow():
            self._timer.stop()
            self.flush()
        elif reader is not None and attention is not None and reader.page.isVisible():
            if reader.edition is not self._editions.get(reader.document):
                self._take_up(reader, attention)
            if attention.spend(elapsed, reader.page.seen(), reader.page.current):
                self._show(reader)
            if now - self._written >= BATCH:
                self.flush()

    def _attention(self, reader: Reader | None) -> Attention | None:
        return self._of.get(reader.document) if reader is not None else None

    def flush(self) -> None:
        """Write what is not written yet."""
        self._written = self._clock()
        wrote = False
        for document, attention in self._of.items():
            if readings := attention.unsaved():
                key = self._editions[document].key
                self._study.ask(self, partial(reading_record.save, key=key, readings=readings))
                wrote = True
        if wrote:
            self._study.ask(self, partial(reading_record.save_stays, stays=self._pace.stays))

    # by hand ------------------------------------------------------------------------------------

    def toggle_paragraph(self) -> None:
        """Mark the paragraph where one stands as read, or as not read."""
        reader, attention = self._ready_to_mark()
        if reader is None or attention is None:
            return
        label = reader.label
        if label not in attention.labels:
            self.told.emit("This is not a paragraph to be read.")
            return
        read = not attention.reading(label).read
        attention.mark([label], read)
        self._before.pop(reader.document, None)
        self._marked(reader, f"{address.describe(label)}: {_state(read)}")

    def toggle_all(self) -> None:
        """Mark all of the document as read, or as not read; done again at once it is undone."""
        reader, attention = self._ready_to_mark()
        if reader is None or attention is None:
            return
        if (before := self._before.pop(reader.document, None)) is not None:
            attention.put_back(before)
            self._marked(reader, "As it was before")
            return
        read = attention.share < 1
        self._before[reader.document] = attention.mark(attention.labels, read)
        count = len(attention.labels)
        self._marked(reader, f"{count} paragraphs: {_state(read)}. The same again undoes it")

    def _ready_to_mark(self) -> tuple[Reader | None, Attention | None]:
        reader = self._navigator.reader()
        attention = self._attention(reader)
        if attention is None:
            self.told.emit("No document is in front whose reading could be marked.")
        return reader, attention

    def _marked(self, reader: Reader, words: str) -> None:
        self._show(reader)
        self.told.emit(words)
        announce(reader.page, words)
        self.flush()

    # shown and said -----------------------------------------------------------------------------

    def show_front(self, *_what: object) -> None:
        """Show how much of the document in front has been read."""
        self.stir()
        if (reader := self._navigator.reader()) is not None and reader.document in self._of:
            self._show(reader)
        else:
            self._label.clear()

    def _show(self, reader: Reader) -> None:
        attention = self._of[reader.document]
        read = attention.read
        for side in self._navigator.open_tabs.readers_of(reader.document):
            side.page.set_read(read)
        self.read_changed.emit(reader.document, read)
        if reader is self._navigator.reader():
            self._label.setText(f"{round(100 * attention.share)} % read   ·")
        if self._shares.get(reader.document, 0.0) != attention.share:
            self._shares[reader.document] = attention.share
            self.shares_changed.emit(dict(self._shares))

    def where(self) -> str:
        """Say where one is: document, part, paragraph, how far, edition, voice, read or not."""
        reader = self._navigator.reader()
        edition = reader.edition if reader is not None else None
        if reader is None or edition is None:
            return "No document is in front."
        label = reader.label
        passage = next((one for one in edition.passages if one.label == label), None)
        bits = [reader.title, passage.part if passage else "", address.describe(label)]
        attention = self._attention(reader)
        if attention is not None and label in attention.labels:
            count = len(attention.labels)
            bits.append(f"paragraph {attention.labels.index(label) + 1} of {count}")
        bits.append(edition_name(edition.key))
        if passage is not None and passage.voice != edition.key.kind:
            bits.append(VOICE_WORDS[passage.voice])
        if attention is not None and label in attention.labels:
            bits.append(_state(bool(attention.reading(label).read)))
        if (known := reader.page.known().get(label)) is not None:
            bits.append(known.words)
        return ", ".join(filter(None, bits))

    def say_where(self) -> None:
        """Say aloud and in the status line where one is."""
        words = self.where()
        self._window.statusBar().showMessage(words, _LONG)
        reader = self._navigator.reader()
        announce(reader.page if reader is not None else self._window, words)


def _state(read: bool) -> str:
    return "read" if read else "not read yet"


def _load(connection: Any, document: str) -> tuple[str, list[Reading]]:
    return document, reading_record.load(connection, document)
