"""How well the paragraphs of the documents in front are known, as strips beside their text."""

from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from desktop.reader.known_strip import Known
from desktop.reader.reader import Reader
from desktop.settings import Settings
from desktop.tabs.navigator import Navigator
from desktop.tasks import Worker

_SHOWN = "known"


class Knowing(QObject):
    """Asks of a document in front once it is shown, and again once something was answered."""

    def __init__(
        self, navigator: Navigator, counting: Worker, settings: Settings, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._navigator, self._counting, self._settings = navigator, counting, settings
        self.shown = settings.flag(_SHOWN, True)
        self._ready = False
        self._known: dict[str, dict[str, Known]] = {}
        """By document, then by label; what is not in it is to be asked for."""

    def start(self) -> None:
        """Begin: the person's file is open."""
        self._ready = True
        self.refresh()

    def watch(self, reader: Reader) -> None:
        """Look after a reader's page."""
        reader.loaded.connect(self.follow)

    def show(self, shown: bool) -> None:
        """Show the strips or leave them out, and keep the choice."""
        self.shown = shown
        self._settings.keep(_SHOWN, shown)
        if not shown:
            for reader in self._navigator.readers():
                reader.page.set_known({})
        self.follow()

    def refresh(self) -> None:
        """Something was answered: what was counted is old."""
        self._known.clear()
        self.follow()

    def follow(self, *_what: object) -> None:
        """See to what is in front: only that is counted."""
        spread = self._navigator.spread()
        if self._ready and self.shown and spread is not None:
            for reader in spread.readers():
                if reader.edition is not None:
                    self._see_to(reader.document)

    def _see_to(self, document: str) -> None:
        if document in self._known:
            self._put(document)
        else:
            work = partial(_known_of, document=document)
            self._counting.ask(self, work, self._came, self._not_counted, lane=document)

    def _came(self, found: tuple[str, dict[str, Known]]) -> None:
        document, self._known[document] = found[0], found[1]
        self._put(document)

    def _put(self, document: str) -> None:
        if self.shown:
            for reader in self._navigator.open_tabs.readers_of(document):
                reader.page.set_known(self._known[document])

    def _not_counted(self, error: Exception) -> None:
        """Without strips the page is read as well; the quiz panel says what is wrong."""


def _known_of(connection: Any, document: str) -> tuple[str, dict[str, Known]]:
    from db.quiz.statistics import mastery

    found = mastery.paragraphs(connection, document)
    return document, {label: Known(one.known, _words(one)) for label, one in found.items()}


def _words(one: Any) -> str:
    answers = one.right + one.wrong
    said = [f"Known: {one.known:.0%}", f"{one.answered} of {one.questions} questions answered"]
    if answers:
        said.append(f"{one.right} of {answers} answers right")
    return ", ".join(said)
