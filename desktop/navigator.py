"""Which documents are open, where one is in them, and the ways between: tabs, history, links."""

import logging
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from db import address, links
from db.errors import ResoluteError
from db.models import EditionKey, Hit, Note
from desktop.history import History, Stop
from desktop.hub import Hub
from desktop.reader.composer import Look
from desktop.reader.reader import Reader, Target
from desktop.session import Session, Tab
from desktop.tasks import Worker
from desktop.widgets.tabs import TabArea

log = logging.getLogger(__name__)

HOME = "A/RES/78/311"
_DEEPEST = 100
"""So many closed tabs can be reopened."""
_POSITION_DELAY = 1500
"""How long one stays at a paragraph, in milliseconds, before it is kept as the place."""


class _Closed(NamedTuple):
    """A tab that was closed: what it showed, its place, and whether it was a second one."""

    target: Target
    place: int
    second: bool


class Navigator(QObject):
    """Opens documents in tabs, each once unless asked for a second, and remembers the way."""

    reader_made = Signal(object)
    """A new Reader, to be wired."""
    closing = Signal(object)
    """A page whose tab is about to go."""
    document_missing = Signal(str)
    """An address points at a document that is not in the library."""
    arrived = Signal()
    """A place was gone to: the page is what is wanted now."""
    history_changed = Signal(bool, bool)
    """Whether one can go back, and forward."""
    told = Signal(str)
    """Why nothing was done, as a sentence."""

    def __init__(
        self, tabs: TabArea, reading: Worker, study: Worker, hub: Hub, look: Look, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._tabs, self._reading, self._study, self._hub = tabs, reading, study, hub
        self._look = look
        self._history = History()
        self._closed: list[_Closed] = []
        self._learned: set[str] = set()
        self._place: tuple[EditionKey, str] | None = None
        self._timer = QTimer(self, singleShot=True, interval=_POSITION_DELAY)
        self._timer.timeout.connect(self.keep_position)

    # tabs ---------------------------------------------------------------------------------

    def readers(self) -> list[Reader]:
        """Return the open documents in the order of their tabs."""
        return [page for page in self._tabs.pages() if isinstance(page, Reader)]

    def reader(self) -> Reader | None:
        """Return the document in front, None if something else is."""
        return self.reader_on(self._tabs.current())

    def reader_on(self, page: QWidget | None) -> Reader | None:
        """Return the document that a page shows, None if it shows something else."""
        return page if isinstance(page, Reader) else None

    def of(self, document: str) -> Reader | None:
        """Return the tab of a document, the one used last if there are several."""
        return next(iter(self.readers_of(document)), None)

    def readers_of(self, document: str) -> list[Reader]:
        """Return the tabs of a document, whichever case its name is written in, last used first."""
        name = document.casefold()
        pages = self._tabs.recent()
        return [p for p in pages if isinstance(p, Reader) and p.document.casefold() == name]

    def open(self, target: Target, *, show: bool = True) -> Reader:
        """Show a target in the document's tab, which is made if there is none."""
        if (found := self.of(target.document)) is not None:
            found.show_target(target)
            if show:
                self._tabs.show_page(found)
            return found
        return self._open_new(target, show=show)

    def _open_new(self, target: Target, *, show: bool = True, at: int | None = None) -> Reader:
        reader = self._make(target)
        self._tabs.add(reader, reader, reader.title, show=show, at=at)
        reader.show_target(target)
        return reader

    def _make(self, target: Target) -> Reader:
        reader = Reader(target.document, self._reading, self._look)
        self.reader_made.emit(reader)
        return reader

    def restore(self, session: Session) -> None:
        """Open the tabs of an earlier session, or the resolution where there is none."""
        for tab in session.tabs or (Tab(Target(HOME), HOME),):
            reader = self._make(tab.target)
            reader.postpone(tab.target, tab.title)
            self._tabs.add(reader, reader, tab.title, show=False)
        pages = self._tabs.pages()
        self._tabs.show_page(pages[min(session.current, len(pages) - 1)])

    def session(self) -> Session:
        """Return what is open, and which of it is in front."""
        readers, current = self.readers(), self._tabs.current()
        at = readers.index(current) if isinstance(current, Reader) else 0
        return Session(tuple(Tab(reader.target(), reader.title) for reader in readers), at)

    def close(self, page: QWidget) -> None:
        """Close a tab unless it is pinned; a document can be reopened where it was."""
        if self._tabs.pinned(page):
            self.told.emit("This tab is pinned. Unpin it first, then close it.")
            return
        if isinstance(page, Reader):
            second = len(self.readers_of(page.document)) > 1
            self._closed.append(_Closed(page.target(), self._tabs.pages().index(page), second))
            del self._closed[:-_DEEPEST]
        self.closing.emit(page)
        self._tabs.remove(page)

    def close_current(self) -> None:
        """Close the tab in front."""
        if (page := self._tabs.current()) is not None:
            self.close(page)

    def reopen(self) -> None:
        """Open the document that was closed last where it was, its tab in its old place."""
        if not self._closed:
            self.told.emit("No tab was closed.")
            return
        closed = self._closed.pop()
        anew = closed.second or self.of(closed.target.document) is None
        self._jump(closed.target, partial(self._open_new, at=closed.place) if anew else self.open)

    def can_reopen(self) -> bool:
        """Tell whether a closed tab is remembered."""
        return bool(self._closed)

    def duplicate(self, page: QWidget) -> None:
        """Open a second tab of a document, at the same place."""
        if (reader := self.reader_on(page)) is not None:
            index = self._tabs.pages().index(page)
            self._open_new(reader.target(), at=index + 1).page.setFocus()
        else:
            self.told.emit("Only a document can be in two tabs.")

    def focus(self) -> None:
        """Give the keys to what is in front."""
        if (page := self._tabs.current()) is not None:
            page.setFocus()

    def with_reader(self, act: Callable[[Reader], None]) -> None:
        """Do something with the document in front, if there is one."""
        if (reader := self.reader()) is not None:
            act(reader)

    # ways ---------------------------------------------------------------------------------

    def jump(self, target: Target) -> None:
        """Open a target and remember the way back."""
        self._jump(target, self.open)

    def _jump(self, target: Target, open_it: Callable[[Target], Reader]) -> None:
        left = self._stop()
        reader = open_it(target)
        reader.page.setFocus()
        self.arrived.emit()
        key, label = target.key or reader.key, target.label or reader.label
        self._history.visit(left, Stop(reader.document, key, label, target.offset))
        self._tell_history()

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
            self._hub.trouble_met.emit(str(error))
            return
        names = {name for reader in self.readers() for name in reader.in_library} | self._learned
        if names and found.document.casefold() not in map(str.casefold, names):
            self.document_missing.emit(found.document)
        else:
            self.jump(Target(found.document, _edition(found.document, words), found.label))

    def travel(self, by: int) -> None:
        """Go back (-1) or forward (1) to where one was."""
        stop = self._history.go(by, self._stop())
        if stop is not None:
            self.open(Target(*stop)).page.setFocus()
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
        if (reader := self.reader()) is not None and reader.key == key:
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

    # look ---------------------------------------------------------------------------------

    @property
    def look(self) -> Look:
        """How every document is set."""
        return self._look

    def set_look(self, look: Look) -> None:
        """Set every open document this way, and those to come."""
        self._look = look
        for reader in self.readers():
            reader.set_look(look)


def _edition(document: str, words: str) -> EditionKey | None:
    """Return the edition that a link asks for, None where it asks for none."""
    if not links.is_link(words):
        return None
    link = links.read(words)
    return EditionKey(document, link.kind, link.language) if link.kind or link.language else None
