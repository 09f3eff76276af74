"""What the notes want of the rest of the desk: links followed, other windows' changes shown."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication

from db import links
from desktop.notes import wording, work
from desktop.notes.color_names import ColorNames
from desktop.parts import Parts

if TYPE_CHECKING:
    from desktop.notes.highlights_page import HighlightsPage

_ELSEWHERE = frozenset({"http", "https", "mailto"})


class Noting(QObject):
    """Follows links of notes; looks, when the window comes to the front, what others wrote."""

    note_requested = Signal(str)
    """The note with this id is wanted."""

    def __init__(self, parts: Parts, names: ColorNames, parent: QObject) -> None:
        super().__init__(parent)
        self._parts, self._names = parts, names
        self._study, self._navigator, self._hub = parts.study, parts.navigator, parts.hub
        self._version: int | None = None
        self._pages: dict[tuple[str, str, str], HighlightsPage] = {}
        parts.hub.notes_changed.connect(self._gather_again)

    def start(self) -> None:
        """Begin to look for what other windows write; the person's file is open."""
        self._study.ask(self, work.data_version, self._versioned)
        QGuiApplication.instance().applicationStateChanged.connect(self._state_changed)  # type: ignore[union-attr]

    def follow(self, href: str) -> None:
        """Open an address on the desk, or a page of the web in its own program."""
        url = QUrl(href)
        if links.is_link(href):
            self._navigator.open_address(href)
        elif url.scheme() in _ELSEWHERE:
            QDesktopServices.openUrl(url)

    def open_front(self) -> None:
        """Open what is highlighted in the document in front."""
        reader = self._navigator.reader()
        self.open_highlights(reader.document if reader is not None else "", "")

    def open_highlights(self, document: str, query: str) -> None:
        """Open what is highlighted in a document, or in all, as a page of its own."""
        from desktop.notes.highlights_page import HighlightsPage

        tabs, key = self._parts.window.tabs, ("highlights", document, query)
        page = tabs.page(key)
        if page is None:
            page = self._pages[key] = HighlightsPage(self._parts.themes.current, self._names)
            page.address_requested.connect(self.follow)
            page.note_requested.connect(self.note_requested)
            page.destroyed.connect(partial(self._pages.pop, key, None))
            tabs.add(key, page, f"My highlights: {document or 'all'}")
        tabs.show_page(page)
        page.setFocus()
        self._gather(key)

    def _gather(self, key: tuple[str, str, str]) -> None:
        asked = partial(work.highlights, document=key[1], query=key[2])
        self._study.ask(self, asked, self._gathered, self._failed, lane=f"highlights {key}")

    def _gather_again(self, _document: str) -> None:
        for key in self._pages:
            self._gather(key)

    def _gathered(self, found: work.Listed) -> None:
        page = self._pages.get(("highlights", found.document or "", found.query))
        if page is not None:
            page.show_notes(found.notes, found.titles)

    def _failed(self, error: Exception) -> None:
        self._hub.trouble_met.emit(wording.sentence(error))

    def tell_standing(self, report: Any) -> None:
        """Say once that notes have moved, or lost their words, since the text changed."""
        moved, lost = len(report.moved), len(report.orphan)
        said = []
        if moved:
            said.append(f"{moved} {_notes(moved)} moved along with the changed text (is:moved)")
        if lost:
            said.append(f"{lost} no longer {'finds its' if lost == 1 else 'find their'} words "
                        "(is:orphan)")  # fmt: skip
        if said:
            self._hub.trouble_met.emit(
                f"{' and '.join(said)}. Filter the notes by it, open one and confirm its place "
                "or choose another."
            )

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self._study.ask(self, work.data_version, self._versioned)

    def _versioned(self, version: int) -> None:
        """Load the notes again where another program has written since."""
        before, self._version = self._version, version
        if before is not None and version != before:
            for document in {reader.document for reader in self._navigator.readers()} | {""}:
                self._hub.notes_changed.emit(document)


def _notes(count: int) -> str:
    return "note has" if count == 1 else "notes have"
