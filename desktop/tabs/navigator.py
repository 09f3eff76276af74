"""Where one is in what is open, and the ways between: jumps, history, links, places kept."""

import logging
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from db import address, links
from db.errors import ResoluteError
from db.models import EditionKey, Hit, Note
from desktop.hub import Hub
from desktop.reader.loading import Target
from desktop.reader.reader import Reader
from desktop.reader.spread import Spread
from desktop.tabs.history import History, Stop
from desktop.tabs.open_tabs import OpenTabs
from desktop.tabs.session import SearchTab, Session, Tab
from desktop.tasks import Worker

log = logging.getLogger(__name__)

_POSITION_DELAY = 1500
"""How long one stays at a paragraph, in milliseconds, before it is kept as the place."""


class Navigator(QObject):
    """Goes to places in the open documents, and remembers the way."""

    document_missing = Signal(str)
    """An address points at a document that is not in the library."""
    arrived = Signal()
    """A place was gone to: the page is what is wanted now."""
    history_changed = Signal(bool, bool)
    """Whether one can go back, and forward."""
    told = Signal(str)
    """Why nothing was done, as a sentence."""

    def __init__(self, open_tabs: OpenTabs, study: Worker, hub: Hub, parent: QObject) -> None:
        super().__init__(parent)
        self.open_tabs = open_tabs
        open_tabs.told.connect(self.told)
        self._study, self._hub = study, hub
        self._history = History()
        self._learned: set[str] = set()
        self._place: tuple[EditionKey, str] | None = None
        self._timer = QTimer(self, singleShot=True, interval=_POSITION_DELAY)
        self._timer.timeout.connect(self.keep_position)

    # what everybody asks of the open tabs ---------------------------------------------------

    def reader(self) -> Reader | None:
        """Return the document in front, of two sides the active one; None if it is none."""
        return self.open_tabs.reader()

    def readers(self) -> list[Reader]:
        """Return the open documents in the order of their tabs, both sides of each."""
        return self.open_tabs.readers()

    def spread(self) -> Spread | None:
        """Return the page in front if it is a document's."""
        return self.open_tabs.spread()

    def focus(self) -> None:
        """Give the keys to what is in front."""
        self.open_tabs.focus()

    # ways ---------------------------------------------------------------------------------

    def jump(self, target: Target) -> None:
        """Open a target and remember the way back."""
        self._jump(target, self.open_tabs.open)

    def _jump(self, target: Target, open_it: Callable[[Target], Reader]) -> None:
        left = self._stop()
        self._went(left, open_it(target), target)

    def _went(self, left: Stop | None, reader: Reader, target: Target) -> None:
        reader.page.setFocus()
        self.arrived.emit()
        key, label = target.key or reader.key, target.label or reader.label
        self._history.visit(left, Stop(reader.document, key, label, target.offset))
        self._tell_history()

    def reopen(self) -> None:
        """Open what was closed last where one was in it, its tab in its old place."""
        if (closed := self.open_tabs.take_closed()) is None:
            self.told.emit("No tab was closed.")
        elif isinstance(closed.tab, SearchTab):
            self.open_tabs.restore_search(closed.tab, closed.place)
            self.focus()
            self.arrived.emit()
        else:
            again = partial(self._open_again, closed.tab, closed.place, closed.second)
            self._jump(closed.tab.target, again)

    def _open_again(self, tab: Tab, place: int, second: bool, _target: Target) -> Reader:
        return self.open_tabs.open_again(tab, place, second=second)

    def replace(self, session: Session) -> None:
        """Close the tabs that a session keeps and open those of another session instead."""
        self.keep_position()
        left, before = self._stop(), self.open_tabs.kept_pages()
        self.open_tabs.restore(session)
        for page in before:
            self.open_tabs.remove(page)
        if (reader := self.reader()) is not None:
            self._went(left, reader, reader.target())
        else:
            self.focus()

    def open_document(self, document: str) -> None:
        """Open a document where it was left, or bring its tab to the front."""
        self.jump(Target(document))

    def open_hit(self, hit: Hit) -> None:
        """Open a search hit, its words marked."""
        self.jump(Target(hit.key.document, hit.key, hit.label, marks=hit.marks))

    def open_note(self, note: Note) -> None:
        """Open the paragraph of a note."""
        anchor = note.anchor
        self.jump(Target(anchor.key.document, anchor.key, anchor.label))

    def learn(self, document: str) -> None:
        """A document has come into the library since the open ones were read."""
        self._learned.add(document)

    def go_to_label(self, label: str) -> None:
        """Go to a paragraph of the document in front."""
        if (reader := self.reader()) is not None:
            self.jump(Target(reader.document, reader.key, label))

    def open_address(self, words: str) -> None:
        """Open what an address, a link or a person's words point at."""
        here = self.reader()
        try:
            found = address.parse_address(words, here.document if here else "")
        except ResoluteError as error:
            self._hub.not_found.emit(str(error))
            return
        names = {name for reader in self.readers() for name in reader.in_library}
        if names and found.document.casefold() not in map(str.casefold, names | self._learned):
            self.document_missing.emit(found.document)
        else:
            self.jump(Target(found.document, _edition(found.document, words), found.label))

    def travel(self, by: int) -> None:
        """Go back (-1) or forward (1) to where one was."""
        stop = self._history.go(by, self._stop())
        if stop is not None:
            self.open_tabs.open(Target(*stop)).page.setFocus()
            self.arrived.emit()
        self._tell_history()

    def _stop(self) -> Stop | None:
        if (reader := self.reader()) is None:
            return None
        return Stop(reader.document, reader.key, reader.label, reader.target().offset)

    def _tell_history(self) -> None:
        self.history_changed.emit(self._history.can(-1), self._history.can(1))

    # places -------------------------------------------------------------------------------

    def note_place(self, key: EditionKey, label: str) -> None:
        """The reader stands here; after a while it is kept."""
        reader = self.reader()
        if reader is not None and (reader.key, reader.label) == (key, label):
            if self._place is not None and self._place[0].document != key.document:
                self.keep_position()
            self._place = (key, label)
            self._timer.start()
            self._hub.place_changed.emit(key, label)

    def keep_position(self) -> None:
        """Keep where one is, for the next time this document is opened."""
        self._timer.stop()
        if self._place is None:
            return
        from db.study import positions

        (key, label), self._place = self._place, None
        save = partial(positions.save, key=key, label=label)
        self._study.ask(self, save, None, self._not_kept)

    def _not_kept(self, error: Exception) -> None:
        log.warning("the reading position was not kept: %s", error)


def _edition(document: str, words: str) -> EditionKey | None:
    """Return the edition that a link asks for, None where it asks for none."""
    if not links.is_link(words):
        return None
    link = links.read(words)
    return EditionKey(document, link.kind, link.language) if link.kind or link.language else None
