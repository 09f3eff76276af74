"""Official texts that are not in the library: offered, got from a file, and then shown."""

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from desktop.desk.adding import Adding
from desktop.hub import Hub
from desktop.tabs.navigator import Navigator
from desktop.widgets.banner import Banner

_GET = "official:"
"""How the banner's action begins that gets a text."""


class OfficialTexts(QObject):
    """Says what is missing and where it is to be had, and shows what has been added."""

    get_requested = Signal(str)
    """A document that is not here is wanted."""

    def __init__(
        self, adding: Adding, navigator: Navigator, banner: Banner, hub: Hub, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._adding, self._navigator, self._banner, self._hub = adding, navigator, banner, hub

    def offer(self, document: str) -> None:
        """Say that a document is not here, and where it can be had."""
        is_resolution = document.startswith("A/RES/")
        if "/" in document:
            self._banner.say_for_now(
                f"{document} is not in the library yet.",
                f"https://undocs.org/en/{document}",
                "Open the official text in the browser",
                (f"{_GET}{document}", "Get the official text…") if is_resolution else ("", ""),
            )
        else:
            self._hub.not_found.emit(f"There is no document “{document}” in the library.")

    def take_up(self, action: str) -> None:
        """Do what the person chose of an offer: the text here, or in the browser."""
        if action.startswith(_GET):
            self.get_requested.emit(action.removeprefix(_GET))
        elif action.startswith("https:"):
            QDesktopServices.openUrl(QUrl(action))

    def add_to_front(self) -> None:
        """Let the person choose the official texts of the document in front."""
        if (reader := self._navigator.reader()) is not None:
            self._adding.choose(reader.document)

    def added(self, document: str) -> None:
        """Show a document that has editions it did not have with them, and its notes there."""
        self._navigator.learn(document)
        for reader in self._navigator.open_tabs.readers_of(document):
            reader.reload()
        self._hub.notes_changed.emit(document)
