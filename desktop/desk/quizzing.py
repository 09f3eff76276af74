"""The quiz in tabs: a round of ten, the flashcards, and a round that was left."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.quiz.panel import QuizPanel
from desktop.quiz.reading import BASE
from desktop.reader.reader import LARGEST, SMALLEST
from desktop.settings import Settings
from desktop.tasks import Worker
from desktop.theme import Theme
from desktop.widgets.tabs import TabArea

if TYPE_CHECKING:
    from desktop.quiz.study_page import StudyPage

_ROUND, _CARDS = "round", "flashcards"


class Quizzing(QObject):
    """Opens quiz pages in tabs of their own, each once, and keeps a round that was left."""

    address_requested = Signal(str)
    answer_recorded = Signal()
    opened = Signal()
    """A quiz is in front now."""

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
        panel.offer_round(settings.text("round_left"))

    def set_theme(self, theme: Theme) -> None:
        """Pages to come are made in this theme; those that are open hear of it themselves."""
        self._theme = theme

    def set_font_size(self, size: int) -> None:
        """Set what is open in this size (pixels); pages to come take it from the settings."""
        for key in (_ROUND, _CARDS):
            if (page := self._tabs.page(key)) is not None:
                page.set_font_size(size)  # type: ignore[attr-defined]  # a StudyPage

    def open_round(self) -> None:
        """Begin a round of ten questions, or bring the open one to the front."""
        self._open_round("")

    def continue_round(self) -> None:
        """Go on with the round that was left."""
        self._open_round(self._settings.text("round_left"))

    def _open_round(self, left: str) -> None:
        if self._bring(_ROUND):
            return
        from desktop.quiz.round_page import RoundPage

        page = RoundPage(self._study, self._theme)
        self._panel.offer_round("")
        self._add(_ROUND, "Round of ten", page)
        page.resume(left) if left else page.start()

    def open_flashcards(self) -> None:
        """Open the flashcards that are due."""
        if self._bring(_CARDS):
            return
        from desktop.quiz.flashcard_page import FlashcardPage

        page = FlashcardPage(self._study, self._theme)
        self._add(_CARDS, "Flashcards", page)
        page.start()

    def _bring(self, key: str) -> bool:
        if (page := self._tabs.page(key)) is None:
            return False
        self._tabs.show_page(page)
        page.setFocus()
        self.opened.emit()
        return True

    def _add(self, key: str, title: str, page: "StudyPage") -> None:
        page.address_requested.connect(self.address_requested)
        page.answer_recorded.connect(self.answer_recorded)
        page.left.connect(partial(self._left, page))
        page.set_font_size(self._settings.number("text_size", BASE, (SMALLEST, LARGEST)))
        self._tabs.add(key, page, title)
        page.setFocus()
        self.opened.emit()

    def _left(self, page: "StudyPage", kept: str) -> None:
        if page is self._tabs.page(_ROUND):
            self._keep(kept)
        self._tabs.remove(page)

    def _keep(self, kept: str) -> None:
        self._settings.keep("round_left", kept)
        self._panel.offer_round(kept)

    def page_closing(self, page: QWidget) -> None:
        """Keep the round whose tab is about to go."""
        if page is self._tabs.page(_ROUND):
            self.keep_round()

    def keep_round(self) -> None:
        """Keep the round that is open, so that it can be continued later."""
        if (page := self._tabs.page(_ROUND)) is not None:
            self._keep(page.progress_json())  # type: ignore[attr-defined]  # a RoundPage
