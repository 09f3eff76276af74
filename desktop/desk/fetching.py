"""Official texts over the network: the page they are chosen on, the worker that gets them."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from db import connection, links
from db.models import LANGUAGES, EditionKey
from desktop.desk.arrivals import shown_of
from desktop.late_worker import LateWorker
from desktop.parts import Parts

if TYPE_CHECKING:
    from db.library.reference import ImportResult
    from db.official.browsing import Offers
    from db.official.getting import Step
    from desktop.network import Line
    from desktop.shelf.official_page import OfficialPage

_KEY = "official"


class FetchingTexts(QObject):
    """Gets one resolution at a time, in a thread of its own: notes are kept meanwhile."""

    address_requested = Signal(str)
    file_requested = Signal(str)
    added = Signal(str)
    """A document has editions it did not have."""
    said = Signal(str, object)
    """What came of it, for a person who looks at something else by now; and the edition to show,
    or None."""
    arrived = Signal(object)
    """The edition that came, or None."""
    opened = Signal()
    told = Signal(str)
    _stepped = Signal(object)
    _listed = Signal(int, int, str)

    def __init__(self, parts: Parts, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._folder: Path = parts.places.official
        self._work = LateWorker("official texts", connection.open_study, parts.places, self)
        self._network: Any = None
        self._line: Line | None = None
        self._page: OfficialPage | None = None
        self._outcome: tuple[str, bool] | None = None
        self._last: EditionKey | None = None
        self._stepped.connect(self._show_step)
        self._listed.connect(self._show_listed)

    # the page -------------------------------------------------------------------------------

    def open(self, symbol: str = "") -> None:
        """Open the page, at a symbol where one is given."""
        page = self._parts.window.tabs.page(_KEY)
        if page is None:
            page = self._make_page()
            self._parts.window.tabs.add(_KEY, page, page.accessibleName())
        assert self._page is not None
        self._parts.window.tabs.show_page(self._page)
        if symbol:
            self._page.offers.choose(symbol)
        (self._page.offers.list if symbol else self._page.offers.box).setFocus()
        self.opened.emit()

    def open_front(self) -> None:
        """Open the page at the document in front, where that is a resolution."""
        reader = self._parts.navigator.reader()
        document = reader.document if reader else ""
        self.open(document if document.startswith("A/RES/") else "")

    def _make_page(self) -> "OfficialPage":
        from desktop.shelf.official_page import OfficialPage

        kept = self._parts.settings.data("official_languages")
        languages = [one for one in kept if one in LANGUAGES] if isinstance(kept, list) else ["en"]
        page = self._page = OfficialPage(self._parts.themes.current, languages)
        page.get_requested.connect(self.get)
        page.stop_requested.connect(self.stop)
        page.lists_requested.connect(self.fetch_lists)
        page.file_requested.connect(self.file_requested)
        page.open_requested.connect(self._open_text)
        page.browse_requested.connect(self._browse)
        page.languages_chosen.connect(self._keep_languages)
        page.destroyed.connect(self._page_gone)
        self.refresh()
        return page

    def _page_gone(self) -> None:
        self._page = None

    def _keep_languages(self, languages: list[str]) -> None:
        self._parts.settings.keep("official_languages", languages)

    def _open_text(self, symbol: str) -> None:
        """Open a text: the edition that has just come, if it is of this document."""
        language = self._last.language if self._last and self._last.document == symbol else ""
        link = links.Link(symbol, kind="official", language=language)
        self.address_requested.emit(links.write(link))

    def _browse(self, symbol: str) -> None:
        QDesktopServices.openUrl(QUrl(f"https://undocs.org/en/{symbol}"))

    def refresh(self) -> None:
        """Show what can be got and what is here, where anybody looks."""
        if self._page is None:
            self._outcome = None
        else:
            work = partial(_offers, folder=self._folder)
            self._parts.reading.ask(self, work, self._show_offers, self._not_read, lane="offers")

    def _show_offers(self, offers: "Offers") -> None:
        if self._page is not None:
            self._page.show_offers(offers)
        self._tell_outcome()

    def _not_read(self, error: Exception) -> None:
        if self._page is not None:
            self._page.offers.say_lists(str(error))
        self._tell_outcome()

    # getting --------------------------------------------------------------------------------

    def get(self, symbol: str, languages: Sequence[str]) -> None:
        """Get a resolution's texts in some languages."""
        if self._line is not None:
            self.told.emit("A text is on its way. Wait until it is here, or stop it first.")
            return
        self._line = self._new_line()
        if self._page is not None:
            self._page.show_running(symbol)
        work = partial(_get, line=self._line, folder=self._folder, symbol=symbol,
                       languages=list(languages), tell=self._stepped.emit)  # fmt: skip
        self._work().ask(self, work, self._got, self._not_got)

    def fetch_lists(self) -> None:
        """Get the repository's lists of all sessions."""
        if self._line is not None:
            return
        self._line = self._new_line()
        self._say_lists("Asking which texts there are …", is_running=True)
        work = partial(_fetch_lists, line=self._line, folder=self._folder, tell=self._listed.emit)
        self._work().ask(self, work, self._lists_fetched, self._lists_not_fetched)

    def stop(self) -> None:
        """Stop what is on its way; what is finished is kept, and half a text for the next time."""
        if self._line is not None:
            self._line.hang_up()

    def close(self) -> None:
        """Stop for good: the desk is about to close."""
        self.stop()
        self._work.close(interrupt=False)

    def _new_line(self) -> "Line":
        from desktop.network import Line, Network

        if self._network is None:
            self._network = Network(self)
        return Line(self._network)

    # what comes of it -------------------------------------------------------------------------

    def _show_step(self, step: "Step") -> None:
        if self._page is not None and self._line is not None:
            self._page.detail.show_step(step)

    def _got(self, outcome: "tuple[str, list[ImportResult], bool]") -> None:
        symbol, results, is_stopped = outcome
        new = [one for one in results if one.outcome in {"added", "updated"}]
        for document in sorted({one.document for one in new}):
            self.added.emit(document)
        words = said(symbol, results, is_stopped)
        failed = is_stopped or any(one.outcome == "failed" for one in results)
        self._end(words, shown_of(new or results), failed=failed)

    def _not_got(self, error: Exception) -> None:
        self._end(str(error), None, failed=True)

    def _end(self, words: str, key: EditionKey | None, *, failed: bool) -> None:
        """Say what came of it, on the page once it shows what is here by now."""
        self._line, self._last = None, key or self._last
        self.arrived.emit(key)
        if self._page is None or not self._page.isVisible():
            self.said.emit(words, key)
        self._outcome = words, failed
        self.refresh()

    def _tell_outcome(self) -> None:
        if self._outcome is None:
            return
        (words, failed), self._outcome = self._outcome, None
        if self._page is not None:
            self._page.show_running("")
            self._page.show_outcome(words, failed=failed)

    def _show_listed(self, done: int, total: int, session: str) -> None:
        if self._line is not None:
            self._say_lists(
                f"Titles of session {session} ({done + 1} of {total}) …", is_running=True
            )

    def _lists_fetched(self, failed: list[str]) -> None:
        self._line = None
        self._say_lists("")
        if self._page is not None:
            work = partial(_offers, folder=self._folder, troubles=failed)
            self._parts.reading.ask(self, work, self._show_offers, self._not_read, lane="offers")

    def _lists_not_fetched(self, error: Exception) -> None:
        self._line = None
        self._say_lists(str(error))

    def _say_lists(self, words: str, *, is_running: bool = False) -> None:
        if self._page is not None:
            self._page.offers.say_lists(words, is_running=is_running)


def said(symbol: str, results: "Sequence[ImportResult]", is_stopped: bool) -> str:
    """Say in a few sentences what came of getting a resolution."""
    new = [r.key.language for r in results if r.key and r.outcome in {"added", "updated"}]
    words = []
    if new:
        names = ", ".join(f"{LANGUAGES.get(one, one)}\u200e" for one in dict.fromkeys(new))
        words.append(f"{symbol} is here in {names}.")
    elif results and all(one.outcome in {"unchanged", "skipped"} for one in results):
        words.append(f"{symbol} was here already.")
    if is_stopped:
        words.append("Stopped. What has come of the rest is kept: get it again to go on.")
    failed = dict.fromkeys(one.message for one in results if one.outcome == "failed")
    return " ".join([*words, *list(failed)[:2]])


def _offers(opened: Any, folder: Path, troubles: Sequence[str] = ()) -> Any:
    from db.official.browsing import offers

    return offers(opened, folder, troubles)


def _get(
    opened: Any, line: "Line", folder: Path, symbol: str, languages: Sequence[str], tell: Any
) -> Any:
    """Get texts, in the worker's thread; notes on them are anchored anew."""
    from db.notes import store
    from db.official.getting import Getting

    results = Getting(line.fetch, line, folder, tell).get(opened, [symbol], languages)
    changed = {one.document for one in results if one.outcome in {"added", "updated"}}
    if changed:
        store.reanchor(opened, documents=changed)
    return symbol, results, line.stop.is_set()


def _fetch_lists(_opened: Any, line: "Line", folder: Path, tell: Any) -> list[str]:
    from db.errors import NotFetched
    from db.official import catalogue
    from db.official.browsing import fetch_lists
    from db.official.fetching import Fetcher
    from db.official.transport import Stopped

    fetcher = Fetcher(line.fetch, line, catalogue.repository().hosts)
    try:
        return fetch_lists(fetcher, folder, tell)
    except Stopped:
        return ["Stopped. What was read is kept."]
    except OSError as error:
        raise NotFetched(f"The list cannot be kept in {folder} ({error.strerror}).") from error
