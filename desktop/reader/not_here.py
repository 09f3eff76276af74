"""What is said above the page where something that was asked for is not in the library."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from db.models import EditionKey
from desktop.reader.bar import edition_name
from desktop.widgets.banner import Banner

_GET, _CLOSE = "get", "close"
"""What the banner may be asked for where there is nothing to read."""


class NotHere(Banner):
    """Says which paragraph, edition or document is missing, and what can be done about it."""

    official_requested = Signal(str)
    """The official texts of this document are wanted."""
    close_requested = Signal()
    """Nothing is wanted any more of a document that is not here."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = self._said_at = ""
        self.action_requested.connect(self._do)

    def say_no_paragraph(self, label: str, here: str) -> None:
        """Say that the edition that is shown has no such paragraph, while one stays `here`."""
        self._say_at(here, f"There is no paragraph “{label}” in this edition.")

    def say_other_edition(
        self, wanted: EditionKey, shown: EditionKey, title: str, here: str
    ) -> None:
        """Say that an edition is not here, and which one is shown instead, while one stays."""
        there = edition_name(shown)
        words = f"“{edition_name(wanted)}” of {title} is not here. This is “{there}”."
        self._say_at(here, words)

    def say_no_other_edition(self, document: str, here: str) -> None:
        """Say that the edition that is shown is the only one, while one stays."""
        self._say_at(here, f"{document} has this edition only.")

    def _say_at(self, here: str, words: str) -> None:
        self._said_at = here
        self.say_for_now(words)

    def stand_at(self, label: str) -> None:
        """One stands at a paragraph: at another one, what was said of the way there is over."""
        if label != self._said_at:
            self.pass_by()

    def say_no_document(self, document: str) -> None:
        """Say that a document is gone, and what can be done: close the tab, or get the text."""
        self._document = document
        words = f"There is no document “{document}” in the library."
        close = (_CLOSE, "Close the tab")
        if document.startswith("A/RES/"):
            self.say(words, _GET, "Get the official text…", close)
        else:
            self.say(words, *close)

    def _do(self, action: str) -> None:
        if action == _GET:
            self.official_requested.emit(self._document)
        else:
            self.close_requested.emit()
