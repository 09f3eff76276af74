"""What helps while one types: completions, what may have been meant, values for the form."""

import logging
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPushButton

from desktop.search import asking
from desktop.search.box import SearchBox
from desktop.search.builder import Builder
from desktop.search.building import FIELDS
from desktop.tasks import Worker

if TYPE_CHECKING:
    from db.search.suggestions import Completion

log = logging.getLogger(__name__)


class Helping(QObject):
    """Asks the library for help; without an answer one types on without it."""

    def __init__(
        self, worker: Worker, box: SearchBox, builder: Builder, link: QPushButton, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._worker, self._box, self._builder, self._link = worker, box, builder, link
        self._meant = self._completed = ""
        box.completions_wanted.connect(self._complete)
        link.clicked.connect(self._take)
        link.setToolTip("Search for this instead")

    def offer(self, query: str) -> None:
        """Offer the query that may have been meant."""
        self._meant = query
        self._link.setText(f"Did you mean {query.replace('&', '&&')}?")
        self._link.show()

    def _take(self) -> None:
        self._box.setText(self._meant)
        self._box.take_focus()

    def fill_form(self) -> None:
        """Fetch what the fields of the form may say."""
        work = partial(asking.choices, fields=tuple(FIELDS.values()))
        self._worker.ask(self, work, self._builder.set_choices, self._no_help, lane="choices")

    def _complete(self, text: str, caret: int) -> None:
        self._completed = text
        work = partial(asking.complete, text=text, caret=caret)
        self._worker.ask(self, work, self._offer_completions, self._no_help, lane="complete")

    def _offer_completions(self, completions: "Sequence[Completion]") -> None:
        if self._box.text() == self._completed and self._box.hasFocus():
            self._box.offer(completions)

    def _no_help(self, error: Exception) -> None:
        log.debug("nothing was offered: %s", error)
