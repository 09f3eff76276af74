"""What helps while one types: completions, what may have been meant, values for the form."""

import logging
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.search import asking
from desktop.search.builder import Builder
from desktop.search.building import FIELDS
from desktop.search.head import SearchHead
from desktop.tasks import Worker

if TYPE_CHECKING:
    from db.search.suggestions import Completion

log = logging.getLogger(__name__)


class Helping(QObject):
    """Asks the library for help; without an answer one types on without it."""

    def __init__(self, worker: Worker, head: SearchHead, builder: Builder, parent: QWidget) -> None:
        super().__init__(parent)
        self._worker, self._head, self._builder = worker, head, builder
        self._box = head.box
        self._meant = self._completed = ""
        self.link = QPushButton(parent)
        self.link.setObjectName("link")
        self.link.setToolTip("Search for this instead")
        self.link.hide()
        self.link.clicked.connect(self._take)
        self._box.completions_wanted.connect(self._complete)

    def offer(self, query: str) -> None:
        """Offer the query that may have been meant."""
        self._meant = query
        self.link.setText(f"Did you mean {query.replace('&', '&&')}?")
        self.link.show()

    def _take(self) -> None:
        self._box.setText(self._meant)
        self._box.take_focus()

    def toggle_form(self) -> None:
        """Show the form, with what its fields may say, or fold it away."""
        show = self._builder.isHidden()
        self._head.buttons["builder"].setChecked(show)
        if not show:
            self._builder.hide()
            self._box.take_focus()
            return
        self._builder.unfold()
        self._builder.read(self._box.text())
        self._builder.enter()
        self._fill_form()

    def _fill_form(self) -> None:
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
