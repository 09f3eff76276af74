"""Searches on the whole desk: beside the page and as pages, what is kept of them, and the way
from hit to hit while one reads.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from db.models import Hit
from db.search import saved
from db.search.saved import SavedSearch
from desktop.parts import Parts
from desktop.search.kept import KeptSearch
from desktop.search.panel import SearchPanel
from desktop.tabs.search_to_come import SearchToCome
from desktop.widgets.slices import FRAME_BEHIND

if TYPE_CHECKING:
    from desktop.search.page import SearchPage

_RECENT = "recent_searches"
MOST_RECENT = 20
"""So many recent searches are remembered."""
_Undo = Callable[[Any], Any]


class Searching(QObject):
    """Opens searches as pages, keeps saved and recent ones, opens hits and goes through them."""

    passage_requested = Signal(object)
    """A Hit's passage is to be opened, its words marked."""
    note_requested = Signal(str)
    term_requested = Signal(str)
    link_requested = Signal(str)
    index_damaged = Signal()
    left = Signal()
    """Escape: the document in front is wanted."""
    told = Signal(str)

    def __init__(self, parts: Parts, panel: SearchPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._parts, self._panel = parts, panel
        self._tabs = parts.window.tabs
        self._source: SearchPanel = panel
        self._saved: list[SavedSearch] = []
        self._undo: list[_Undo] = []
        self._recent = self._kept_recent()
        self._behind = QTimer(self, singleShot=True, interval=FRAME_BEHIND)
        self._behind.timeout.connect(self._follow)
        self._behind.start()
        self._wire(panel)
        panel.page_requested.connect(self.open_page)

    def _wire(self, panel: SearchPanel) -> None:
        panel.hit_activated.connect(partial(self.open_hit, panel))
        panel.walk.step_requested.connect(self._step)
        panel.link_activated.connect(self.link_requested)
        panel.left.connect(self.left)
        panel.searched.connect(self._remember)
        panel.starts.forget_wanted.connect(self._forget)
        panel.keeping.save_requested.connect(self._save)
        panel.keeping.rename_requested.connect(self._rename)
        panel.keeping.undo_requested.connect(self.undo)
        panel.starts.delete_wanted.connect(self._delete)
        panel.index_damaged.connect(self.index_damaged)
        panel.told.connect(self.told)
        panel.set_saved(self._saved)
        panel.set_recent(self._recent)

    # pages ------------------------------------------------------------------------------------

    def pages(self) -> "Iterator[SearchPage]":
        """Yield the searches that are open as pages."""
        from desktop.search.page import SearchPage

        return (page for page in self._tabs.pages() if isinstance(page, SearchPage))

    def _panels(self) -> list[SearchPanel]:
        return [self._panel, *(page.panel for page in self.pages())]

    def front(self) -> SearchPanel:
        """Return the search that is meant: that of the page in front, else the one beside it."""
        current = self._tabs.current()
        return next((page.panel for page in self.pages() if page is current), self._panel)

    def open_page(self) -> None:
        """Open what is searched for beside the page as a page of its own."""
        page = self._make_page(self.front().kept()._replace(place=None))
        self._tabs.add(page, page, page.title)
        self._parts.window.show_side(False)
        page.setFocus()

    def open_kept(self) -> None:
        """Open the searches of a session in the tabs that wait for them."""
        for waiting in self._parts.navigator.open_tabs.searches_to_come():
            self.take_place(waiting)

    def take_place(self, waiting: SearchToCome) -> None:
        """Open a search in the tab that waits for it."""
        page, had_keys = self._make_page(waiting.kept()), waiting.hasFocus()
        self._tabs.replace(waiting, page, page.title)
        if had_keys:
            page.setFocus()

    def _make_page(self, kept: KeptSearch) -> "SearchPage":
        from desktop.search.page import SearchPage

        parts = self._parts
        page = SearchPage(parts.searching, parts.reading, parts.themes.current, self._tabs.room)
        self._wire(page.panel)
        page.passage_activated.connect(partial(self.open_hit, page.panel))
        page.title_changed.connect(partial(self._tabs.set_title, page))
        self._follow_in(page.panel)
        page.panel.take_up(kept)
        return page

    def follow(self, _what: object = None) -> None:
        """Tell the searches which documents are open, and which is in front, in a moment."""
        self._behind.start()

    def _follow(self) -> None:
        for panel in self._panels():
            self._follow_in(panel)

    def _follow_in(self, panel: SearchPanel) -> None:
        readers = self._parts.navigator.readers()
        panel.set_tabs([reader.document for reader in readers])
        if (reader := self._parts.navigator.reader()) is not None:
            panel.set_document(reader.document)
        elif not readers:
            panel.set_document("")

    def library_changed(self) -> None:
        """The library has more than it had: find that too."""
        for page in self.pages():
            page.panel.refresh()

    def notes_changed(self, _document: str = "") -> None:
        """Notes were made, changed or deleted: find them as they are now."""
        for panel in self._panels():
            panel.own_changed()

    # what is done with the search in front ----------------------------------------------------

    def press(self, name: str) -> None:
        """Press a button of the search in front: `builder`, `narrow`, `group`, `save`."""
        panel = self._shown()
        panel.press(name)

    def search_within(self) -> None:
        """Search from now on among what is found in front."""
        self._shown().search_within()

    def _shown(self) -> SearchPanel:
        """Return the search in front, the panel being brought into view where it is meant."""
        panel = self.front()
        if panel is self._panel:
            self._parts.window.show_panel("search")
        return panel

    # hits -------------------------------------------------------------------------------------

    def open_hit(self, source: SearchPanel, hit: Hit) -> None:
        """Open what was found; from then on the next hit is the next one of this search."""
        self._source = source
        if hit.what == "note":
            self.passage_requested.emit(hit)
            self.note_requested.emit(hit.id)
        elif hit.what == "glossary":
            self.term_requested.emit(hit.id)
        elif hit.label:
            self.passage_requested.emit(hit)

    def next_hit(self) -> None:
        """Open the next hit of the search one came from."""
        self._step(1)

    def previous_hit(self) -> None:
        """Open the hit before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        source = self._source if self._source in self._panels() else self.front()
        if source.walk.is_early(by):
            return
        if not source.model.loaded:
            self.told.emit("Search for something first; then go from hit to hit.")
            return
        hit = source.walk.step(by)
        if hit is None:
            self.told.emit("That was the last hit." if by > 0 else "That was the first hit.")
            return
        self.open_hit(source, hit)
        self.told.emit(source.walk.said_place(hit))

    # recent searches --------------------------------------------------------------------------

    def _kept_recent(self) -> list[str]:
        kept = self._parts.settings.data(_RECENT)
        found = [one for one in kept if isinstance(one, str)] if isinstance(kept, list) else []
        return found[:MOST_RECENT]

    def _remember(self, query: str) -> None:
        wanted = " ".join(query.split())
        if self._recent[:1] == [wanted]:
            return
        others = [one for one in self._recent if one != wanted]
        self._keep_recent([wanted, *others][:MOST_RECENT])

    def _forget(self, query: str) -> None:
        before = list(self._recent)
        self._keep_recent([one for one in self._recent if one != query])
        self._undo = [partial(self._recall, before)]
        self._done(f"Forgot “{query}”.")

    def _recall(self, queries: list[str], _connection: object = None) -> None:
        self._keep_recent(queries)

    def _keep_recent(self, queries: list[str]) -> None:
        self._recent = queries
        self._parts.settings.keep(_RECENT, queries)
        for panel in self._panels():
            panel.set_recent(queries)

    # saved searches ---------------------------------------------------------------------------

    def load_saved(self) -> None:
        """Read the saved searches."""
        self._parts.study.ask(self, saved.listed, self._show_saved, self._failed, lane="saved")

    def _show_saved(self, found: list[SavedSearch]) -> None:
        self._saved = found
        for panel in self._panels():
            panel.set_saved(found)

    def _save(self, name: str, query: str) -> None:
        work = partial(saved.save, name=name, query=query)
        self._parts.study.ask(self, work, self._was_saved, self._failed)

    def _was_saved(self, one: SavedSearch) -> None:
        self._undo = [partial(saved.delete, search_id=one.id)]
        self._done(f"Saved as “{one.name}”.")
        self.load_saved()

    def _rename(self, search_id: str, name: str) -> None:
        before = next((one.name for one in self._saved if one.id == search_id), "")
        self._undo = [partial(saved.rename, search_id=search_id, name=before)]
        work = partial(saved.rename, search_id=search_id, name=name)
        self._parts.study.ask(self, work, self._changed, self._failed)
        self._done(f"“{before}” is “{' '.join(name.split())}” now.")

    def _delete(self, one: SavedSearch) -> None:
        self._undo = [partial(saved.restore, search_id=one.id)]
        work = partial(saved.delete, search_id=one.id)
        self._parts.study.ask(self, work, self._changed, self._failed)
        self._done(f"Deleted “{one.name}”.")

    def undo(self) -> None:
        """Take back what was done last to the saved or recent searches."""
        if not self._undo:
            return
        work = self._undo.pop()
        if isinstance(work, partial) and work.func == self._recall:
            work()
        else:
            self._parts.study.ask(self, work, self._changed, self._failed)

    def _changed(self, _what: object) -> None:
        self.load_saved()

    def _done(self, words: str) -> None:
        for panel in self._panels():
            panel.keeping.tell_done(words)

    def _failed(self, error: Exception) -> None:
        self.told.emit(str(error))
