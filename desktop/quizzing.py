"""The quiz in tabs: a round of ten, the flashcards, and what is due."""

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.quiz.panel import QuizPanel
from desktop.settings import Settings
from desktop.tasks import Worker
from desktop.theme import Theme
from desktop.widgets.tabs import TabArea


class Quizzing(QObject):
    """Opens quiz pages in tabs of their own, each once, and keeps a round that was left."""

    address_requested = Signal(str)
    answer_recorded = Signal()
    due_counted = Signal(int, int)
    """How many cards are due, and how many are new."""

    def __init__(
        self,
        tabs: TabArea,
        panel: QuizPanel,
        study: Worker,
        settings: Settings,
        theme: Theme,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._tabs, self._panel, self._study = tabs, panel, study
        self._settings, self._theme = settings, theme
        panel.round_requested.connect(self.open_round)
        panel.continue_requested.connect(self.continue_round)
        panel.flashcards_requested.connect(self.open_flashcards)
        panel.set_left(bool(settings.text("round_left")))

    def set_theme(self, theme: Theme) -> None:
        """Pages to come are made in this theme; those that are open hear of it themselves."""
        self._theme = theme

    def open_round(self) -> None:
        """Begin a round of ten questions, or bring the open one to the front."""
        self._open_round("")

    def continue_round(self) -> None:
        """Go on with the round that was left."""
        self._open_round(self._settings.text("round_left"))

    def _open_round(self, left: str) -> None:
        if not self._bring("round"):
            from desktop.quiz.round_page import RoundPage

            self._add("round", "Round of ten", RoundPage(self._study, self._theme, left=left))

    def open_flashcards(self) -> None:
        """Open the flashcards that are due."""
        if not self._bring("flashcards"):
            from desktop.quiz.flashcard_page import FlashcardPage

            self._add("flashcards", "Flashcards", FlashcardPage(self._study, self._theme))

    def _bring(self, key: str) -> bool:
        if (page := self._tabs.page(key)) is None:
            return False
        self._tabs.show_page(page)
        page.setFocus()
        return True

    def _add(self, key: str, title: str, page: Any) -> None:
        page.address_requested.connect(self.address_requested)
        page.answer_recorded.connect(self.answer_recorded)
        page.left.connect(partial(self._left, page))
        self._tabs.add(key, page, title)
        page.setFocus()

    def _left(self, page: Any, left: str = "") -> None:
        self._keep(left)
        self._tabs.remove(page)

    def _keep(self, left: str) -> None:
        self._settings.keep("round_left", left)
        self._panel.set_left(bool(left))

    def count(self) -> None:
        """Count what is due, off the window's thread."""
        self._panel.refresh()
        self._study.ask(self, _due, self._counted, lane="due")

    def _counted(self, counts: tuple[int, int]) -> None:
        self.due_counted.emit(*counts)


def _due(opened: Any) -> tuple[int, int]:
    from db import clock
    from db.quiz import schedule

    return schedule.counts(opened, clock.now())
