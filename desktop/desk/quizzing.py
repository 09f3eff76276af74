"""The quiz in tabs: rounds, flashcards, exams, sprints, and what was left of them."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.quiz import lookup
from desktop.quiz.panel import QuizPanel
from desktop.quiz.reading import BASE
from desktop.reader.reader import LARGEST, SMALLEST
from desktop.settings import Settings
from desktop.tasks import Worker
from desktop.theme import Theme
from desktop.widgets.tabs import TabArea

if TYPE_CHECKING:
    from desktop.quiz.exam_page import ExamPage
    from desktop.quiz.setup_page import Setup
    from desktop.quiz.study_page import StudyPage

_ROUND, _CARDS, _SETUP, _EXAM, _SPRINT = "round", "flashcards", "new quiz", "exam", "sprint"
_KEPT = {_ROUND: "round_left", _EXAM: "exam_left"}
"""Which of them can be left and taken up again, and where they are kept."""
_MOST = 10_000


class Quizzing(QObject):
    """Opens quiz pages in tabs of their own, each once, and keeps a round that was left."""

    address_requested = Signal(str)
    answer_recorded = Signal()
    pointing_requested = Signal(object, object)
    """A page of the quiz, and the Question whose answer is to be pointed at in its document."""
    told = Signal(str)
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
        panel.quiz_requested.connect(self.open_setup)
        panel.exam_requested.connect(self.continue_exam)
        panel.offer_exam(bool(settings.text("exam_left")))
        panel.offer_round(settings.text("round_left"))

    def set_theme(self, theme: Theme) -> None:
        """Pages to come are made in this theme; those that are open hear of it themselves."""
        self._theme = theme

    def set_font_size(self, size: int) -> None:
        """Set what is open in this size (pixels); pages to come take it from the settings."""
        for key in (_ROUND, _CARDS, _SETUP, _EXAM, _SPRINT):
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

    def open_setup(self, mode: str = "practice") -> None:
        """Open the form for a quiz of one's own choosing."""
        if self._bring(_SETUP):
            return
        from desktop.quiz.setup_page import SetupPage

        page = SetupPage(self._study, self._theme)
        page.start_requested.connect(self._begin)
        self._add(_SETUP, "New quiz", page)
        page.start(mode)

    def _begin(self, setup: "Setup") -> None:
        """Begin what was set up, in a tab of its own in place of the form."""
        if (form := self._tabs.page(_SETUP)) is not None:
            self._tabs.remove(form)
        self._close({"exam": _EXAM, "sprint": _SPRINT}.get(setup.mode, _ROUND))
        if setup.mode == "exam":
            page = self._exam_page()
            page.start(setup.chosen, count=setup.count, minutes=setup.minutes, rule=setup.rule)
        elif setup.mode == "sprint":
            self._sprint(setup)
        else:
            from desktop.quiz.round_page import RoundPage

            practice = RoundPage(self._study, self._theme)
            self._add(_ROUND, "Practice", practice)
            practice.practise(setup.chosen, setup.count)

    def _close(self, key: str) -> None:
        if (page := self._tabs.page(key)) is not None:
            self.page_closing(page)
            self._tabs.remove(page)

    def _exam_page(self) -> "ExamPage":
        from desktop.quiz.exam_page import ExamPage

        page = ExamPage(self._study, self._theme)
        page.pdf_requested.connect(self._save_pdf)
        self._add(_EXAM, "Exam", page)
        return page

    def continue_exam(self) -> None:
        """Go on with the exam that was left."""
        if not self._bring(_EXAM):
            kept = self._settings.text("exam_left")
            self._keep(_EXAM, "")
            self._exam_page().resume(kept)

    def _sprint(self, setup: "Setup") -> None:
        from desktop.quiz.sprint_page import SprintPage

        page = SprintPage(self._study, self._theme)
        page.finished.connect(self._sprinted)
        self._add(_SPRINT, "Sprint", page)
        page.start(setup.chosen, self._settings.number("sprint_best", 0, (0, _MOST)))

    def _sprinted(self, right: int) -> None:
        if right > self._settings.number("sprint_best", 0, (0, _MOST)):
            self._settings.keep("sprint_best", right)

    def open_page(self, key: str, title: str, make: "type[StudyPage]") -> "StudyPage | None":
        """Open a page of the quiz in a tab; None where it is open, and in front now."""
        if self._bring(key):
            return None
        page = make(self._study, self._theme)
        self._add(key, title, page)
        return page

    def check_reading(self, document: str, labels: tuple[str, ...]) -> None:
        """Ask three questions on paragraphs that have just been read."""
        self._close(_ROUND)
        from desktop.quiz.round_page import RoundPage

        page = RoundPage(self._study, self._theme)
        self._add(_ROUND, "What you read", page)
        page.check(document, labels)

    def ask_about(self, document: str, labels: tuple[str, ...]) -> None:
        """Ask about some paragraphs of a document."""
        self._begin_round("Practice", partial(lookup.start_on, document=document, labels=labels))

    def ask_claims(self) -> None:
        """Ask of what sources say whether the text says so."""
        self._begin_round("Round: where sources disagree", lookup.start_claims)

    def _begin_round(self, title: str, work: Callable[..., lookup.Started]) -> None:
        from desktop.quiz.round_page import RoundPage

        self._close(_ROUND)
        page = RoundPage(self._study, self._theme)
        self._add(_ROUND, title, page)
        page.begin(work)

    def _save_pdf(self, written: str) -> None:
        path, _ = QFileDialog.getSaveFileName(
            self._tabs.window(), "Save the exam as PDF", "exam.pdf", "PDF (*.pdf)"
        )
        if path:
            from desktop.quiz.result_pdf import save

            self.told.emit(save(written, Path(path)))

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
        page.pointing_requested.connect(partial(self.pointing_requested.emit, page))
        page.left.connect(partial(self._left, page))
        page.set_font_size(self._settings.number("text_size", BASE, (SMALLEST, LARGEST)))
        self._tabs.add(key, page, title)
        page.setFocus()
        self.opened.emit()

    def _left(self, page: "StudyPage", kept: str) -> None:
        for key in _KEPT:
            if page is self._tabs.page(key):
                self._keep(key, kept)
        self._tabs.remove(page)

    def _keep(self, key: str, kept: str) -> None:
        self._settings.keep(_KEPT[key], kept)
        if key == _ROUND:
            self._panel.offer_round(kept)
        else:
            self._panel.offer_exam(bool(kept))

    def page_closing(self, page: QWidget) -> None:
        """Keep the round or exam whose tab is about to go."""
        for key in _KEPT:
            if page is self._tabs.page(key):
                self._keep(key, page.progress_json())  # type: ignore[attr-defined]

    def keep_round(self) -> None:
        """Keep what is open of rounds and exams, so that it can be continued later."""
        for key in _KEPT:
            if (page := self._tabs.page(key)) is not None:
                self.page_closing(page)
