"""Which documents are open: the sides of every tab, made, found, kept and closed."""

from collections.abc import Callable
from functools import partial
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.reader.loading import Target
from desktop.reader.look import Look
from desktop.reader.reader import Reader
from desktop.reader.spread import Spread
from desktop.search.kept import KeptSearch
from desktop.tabs.closed import Closed, ClosedTabs
from desktop.tabs.making import Making
from desktop.tabs.search_to_come import SearchToCome
from desktop.tabs.session import Beside, SearchTab, Session, Tab
from desktop.tasks import Worker
from desktop.widgets.tabs import TabArea

HOME = "A/RES/78/311"


@runtime_checkable
class _Searches(Protocol):
    """A page that searches, or is about to: a session keeps what it asks."""

    def kept(self) -> KeptSearch:
        """Return what is asked, and where one is in what was found."""


class OpenTabs(QObject):
    """Opens documents in tabs, each once unless asked for a second, and knows what is open."""

    reader_made = Signal(object)
    """A new Reader, to be wired; it may be shown later only."""
    opened = Signal(object)
    """A Reader that is to show a document from now on."""
    search_waiting = Signal(object)
    """A SearchToCome stands in a tab: the search is to take its place."""
    closing = Signal(object)
    """A page whose tab is about to go."""
    active_changed = Signal(object)
    """The page in front, of which another side has the keys now."""
    sides_changed = Signal()
    """The sides of a tab are others, or otherwise linked."""
    side_requested = Signal()
    """The person wants to choose what stands beside the document in front."""
    told = Signal(str)
    """Why nothing was done, as a sentence."""

    def __init__(self, tabs: TabArea, reading: Worker, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._tabs = tabs
        self._making = Making(tabs, reading, look, self)
        self._making.reader_made.connect(self.reader_made)
        self._making.opened.connect(self.opened)
        self._closed = ClosedTabs()

    # what is open ---------------------------------------------------------------------------

    def spreads(self) -> list[Spread]:
        """Return the pages of documents in the order of their tabs."""
        return [page for page in self._tabs.pages() if isinstance(page, Spread)]

    def readers(self) -> list[Reader]:
        """Return the open documents in the order of their tabs, both sides of each."""
        return [reader for spread in self.spreads() for reader in spread.readers()]

    def made(self) -> list[Reader]:
        """Return every reader that is made, one that is kept for the next tab among them."""
        ahead = self._making.ahead
        return [*self.readers(), ahead] if ahead is not None else self.readers()

    def spread(self) -> Spread | None:
        """Return the page in front if it is a document's."""
        page = self._tabs.current()
        return page if isinstance(page, Spread) else None

    def reader(self) -> Reader | None:
        """Return the document in front, of two sides the active one; None if it is none."""
        return self.reader_on(self._tabs.current())

    def latest(self) -> Reader | None:
        """Return the document in front, or the one that was in front last; None if none is open."""
        return next(filter(None, map(self.reader_on, self._tabs.recent())), None)

    def reader_on(self, page: QWidget | None) -> Reader | None:
        """Return the document that a page shows, of two sides the active one; else None."""
        return page.active if isinstance(page, Spread) else None

    def of(self, document: str) -> Reader | None:
        """Return a side that shows a document, the nearest to what is in front."""
        return self._nearest(Target(document))

    def readers_of(self, document: str) -> list[Reader]:
        """Return every side that shows a document, or is about to, last used tabs first."""
        wanted = document.casefold()
        spreads = [page for page in self._tabs.recent() if isinstance(page, Spread)]
        readers = (reader for spread in spreads for reader in spread.readers())
        return [reader for reader in readers if reader.document.casefold() == wanted]

    def spread_of(self, reader: Reader) -> Spread | None:
        """Return the page a reader is a side of."""
        return next((one for one in self.spreads() if reader in one.readers()), None)

    def _nearest(self, target: Target) -> Reader | None:
        """Return the side that is to show a target: in front, of this edition, active."""
        front = self.spread()

        def fits(reader: Reader) -> tuple[bool, bool, bool]:
            spread = self.spread_of(reader)
            assert spread is not None
            return spread is front, target.key in (None, reader.key), reader is spread.active

        return max(self.readers_of(target.document), key=fits, default=None)

    def with_reader(self, act: Callable[[Reader], None]) -> None:
        """Do something with the document in front, if there is one."""
        if (reader := self.reader()) is not None:
            act(reader)

    def focus(self) -> None:
        """Give the keys to what is in front."""
        if (page := self._tabs.current()) is not None:
            page.setFocus()

    # opening --------------------------------------------------------------------------------

    def open(self, target: Target, *, show: bool = True) -> Reader:
        """Show a target where its document is open, or in a new tab."""
        if (found := self._nearest(target)) is not None:
            found.show_target(target)
            spread = self.spread_of(found)
            if show and spread is not None:
                spread.activate(found)
                self._tabs.show_page(spread)
            return found
        spread = self._make_spread(target)
        self._tabs.add(spread, spread, spread.title, show=show)
        spread.active.show_target(target)
        self._making.prepare()
        return spread.active

    def put_beside(self, target: Target) -> None:
        """Show a target on the other side of the document in front."""
        if (spread := self.spread()) is None:
            return
        if spread.other is None:
            spread.put_beside(self._making.reader(target, spread.room))
        assert spread.other is not None
        spread.other.show_target(target)

    def prepare(self) -> None:
        """Make the page of the next tab, empty and unseen."""
        self._making.prepare()

    def _make_spread(self, target: Target) -> Spread:
        spread = self._making.spread(target)
        spread.active_changed.connect(partial(self._active_changed, spread))
        spread.changed.connect(partial(self._sides_changed, spread))
        spread.side_requested.connect(self.side_requested)
        return spread

    def _active_changed(self, spread: Spread, _reader: Reader) -> None:
        if spread is self._tabs.current():
            self.active_changed.emit(spread)

    def _sides_changed(self, spread: Spread) -> None:
        self._tabs.set_title(spread, spread.title)
        self.sides_changed.emit()

    # sessions -------------------------------------------------------------------------------

    def restore(self, session: Session) -> None:
        """Open the tabs of an earlier session, or the resolution where there is none."""
        tabs = session.tabs or (Tab(Target(HOME), HOME),)
        pages = [
            self._put_search(tab) if isinstance(tab, SearchTab) else self._restore_tab(tab)
            for tab in tabs
        ]
        self._tabs.show_page(pages[min(session.current, len(pages) - 1)])
        for page in pages:
            if isinstance(page, SearchToCome):
                self.search_waiting.emit(page)

    def restore_search(self, tab: SearchTab, at: int) -> None:
        """Open a search again, in front, its tab in its old place."""
        page = self._put_search(tab, at)
        self._tabs.show_page(page)
        self.search_waiting.emit(page)

    def _put_search(self, tab: SearchTab, at: int | None = None) -> SearchToCome:
        page = SearchToCome(tab.search, self._tabs.room)
        self._tabs.add(page, page, tab.search.title, show=False, at=at)
        self._tabs.set_pinned(page, tab.pinned)
        return page

    def searches_to_come(self) -> list[SearchToCome]:
        """Return the searches that are not there yet."""
        return [page for page in self._tabs.pages() if isinstance(page, SearchToCome)]

    def _restore_tab(self, tab: Tab, at: int | None = None) -> Spread:
        spread = self._make_spread(tab.target)
        reader = spread.active
        reader.postpone(tab.target, tab.title)
        if (beside := tab.beside) is not None:
            spread.set_linked(beside.linked)
            second = self._making.reader(beside.target, spread.room)
            spread.put_beside(second)
            second.postpone(beside.target, beside.title)
            spread.set_sizes(list(beside.sizes))
            spread.activate(second if beside.active else reader)
        self._tabs.add(spread, spread, spread.title, show=False, at=at)
        self._tabs.set_pinned(spread, tab.pinned)
        return spread

    def session(self) -> Session:
        """Return what is open, and which of it is in front."""
        pages, current = self.kept_pages(), self._tabs.current()
        at = pages.index(current) if current in pages else 0
        return Session(tuple(filter(None, map(self._tab, pages))), at)

    def kept_pages(self) -> list[QWidget]:
        """Return the pages that a session keeps: documents and searches."""
        return [page for page in self._tabs.pages() if isinstance(page, Spread | _Searches)]

    def _tab(self, page: QWidget) -> Tab | SearchTab | None:
        pinned = self._tabs.pinned(page)
        if isinstance(page, Spread):
            return _tab(page, pinned)
        return SearchTab(page.kept(), pinned) if isinstance(page, _Searches) else None

    # closing and coming back ----------------------------------------------------------------

    def close(self, page: QWidget) -> None:
        """Close a tab unless it is pinned; what a session keeps can be opened again."""
        if self._tabs.pinned(page):
            self.told.emit("This tab is pinned. Unpin it first, then close it.")
            return
        if (tab := self._tab(page)) is not None:
            second = isinstance(page, Spread) and self._is_second(page)
            self._closed.remember(Closed(tab, self._tabs.pages().index(page), second))
        self.remove(page)

    def remove(self, page: QWidget) -> None:
        """Take a tab away, pinned or not; nobody is to reopen it."""
        self.closing.emit(page)
        self._tabs.remove(page)

    def close_reader(self, reader: Reader) -> None:
        """Close the tab of a document, or its side where there is another."""
        if (spread := self.spread_of(reader)) is None:
            return
        if spread.is_split:
            spread.close_side(reader)
        else:
            self.close(spread)

    def close_current(self) -> None:
        """Close the tab in front."""
        if (page := self._tabs.current()) is not None:
            self.close(page)

    def can_reopen(self) -> bool:
        """Tell whether a closed tab is remembered."""
        return bool(self._closed)

    def take_closed(self) -> Closed | None:
        """Return what was closed last, to be opened again; it is remembered no longer."""
        return self._closed.take()

    def open_again(self, tab: Tab, place: int, *, second: bool) -> Reader:
        """Open a document's tab in its old place; a document that is open needs no second one."""
        if not (second or tab.beside is not None) and self.of(tab.target.document):
            return self.open(tab.target)
        spread = self._restore_tab(tab, place)
        self._tabs.show_page(spread)
        return spread.active

    def _is_second(self, spread: Spread) -> bool:
        """Tell whether another tab shows one of the documents of this one."""
        names = [reader.document for reader in spread.readers()]
        others = (reader for name in names for reader in self.readers_of(name))
        return any(self.spread_of(reader) is not spread for reader in others)

    def duplicate(self, page: QWidget) -> None:
        """Open a second tab of a document, at the same place, with the same sides."""
        if isinstance(page, Spread):
            spread = self._restore_tab(_tab(page, False), self._tabs.pages().index(page) + 1)
            self._tabs.show_page(spread)
            spread.setFocus()
        else:
            self.told.emit("Only a document can be in two tabs.")

    # look -----------------------------------------------------------------------------------

    @property
    def look(self) -> Look:
        """How every document is set."""
        return self._making.look

    def set_look(self, look: Look) -> None:
        """Set every open document this way, and those to come."""
        self._making.look = look
        for reader in self.readers():
            reader.set_look(look)


def _tab(spread: Spread, pinned: bool) -> Tab:
    """Return what a tab shows, as a session keeps it."""
    first, *others = spread.readers()
    beside = None
    for other in others:
        sizes = spread.sizes()
        beside = Beside(
            other.target(), other.title, other is spread.active, spread.linked,
            (sizes[0], sizes[1]),
        )  # fmt: skip
    return Tab(first.target(), first.title, pinned, beside)
