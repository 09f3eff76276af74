"""What the notes want of the rest of the desk: links followed, other windows' changes shown."""

from typing import Any

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from db import links
from desktop.hub import Hub
from desktop.notes import work
from desktop.tabs.navigator import Navigator
from desktop.tasks import Worker

_ELSEWHERE = frozenset({"http", "https", "mailto"})


class Noting(QObject):
    """Follows links of notes; looks, when the window comes to the front, what others wrote."""

    def __init__(self, study: Worker, navigator: Navigator, hub: Hub, parent: QObject) -> None:
        super().__init__(parent)
        self._study, self._navigator, self._hub = study, navigator, hub
        self._version: int | None = None

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
