"""What is said above the hits: how much was found, or why nothing is shown."""

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from db.errors import IndexDamaged, ResoluteError
from desktop.search import wording
from desktop.search.asking import Answer

if TYPE_CHECKING:
    from db.search.facets import Total

log = logging.getLogger(__name__)


class Status(QLabel):
    """A line or two about the search that was asked last; hidden while there is nothing to say."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._begun = ""
        self.setObjectName("muted")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.hide()

    def say(self, words: str) -> None:
        """Say this; '' for nothing."""
        self.setText(words)
        self.setVisible(bool(words))

    def say_slow(self) -> None:
        """Say that an answer is on its way."""
        self.say(wording.SEARCHING)

    def say_found(self, answer: Answer, typed: str, scope: str) -> None:
        """Say how much was found for what was typed, and where; '' as scope is everywhere."""
        self._begun = wording.begun(answer, typed)
        self.say(wording.summary(answer, typed, scope))

    def say_total(self, found: "Total") -> None:
        """Say how many there are, where nobody knew before they were counted."""
        said, _, problem = self.text().partition("\n")
        if said == wording.MANY:
            many = wording.many(found.total, found.at_least, self._begun)
            self.say("\n".join(filter(None, (many, problem))))

    def say_failed(self, error: Exception) -> None:
        """Say why there is no answer; what no person can act on goes to the log as well."""
        if isinstance(error, IndexDamaged):
            self.say("The search index is damaged. It is being made anew …")
        elif isinstance(error, ResoluteError):
            self.say(str(error))
        else:
            log.error("a search failed", exc_info=error)
            self.say(f"This search went wrong inside Resolute: {error}")
