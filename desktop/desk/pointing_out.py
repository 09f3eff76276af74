"""A quiz question that is answered in the text: the document comes to the front, then the quiz."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from desktop.reader.reader import Reader
from desktop.tabs.navigator import Navigator
from desktop.widgets.announcing import announce
from desktop.widgets.tabs import TabArea

if TYPE_CHECKING:
    from db.quiz.models import Question
    from desktop.quiz.study_page import StudyPage
    from desktop.reader.picking import Picking

_NOT_ONE = "This paragraph is not among those to choose from."


class PointingOut(QObject):
    """Brings the paragraph that was pointed at back as the answer; the person hands it in."""

    told = Signal(str)

    def __init__(self, navigator: Navigator, tabs: TabArea, parent: QObject) -> None:
        super().__init__(parent)
        self._navigator, self._tabs = navigator, tabs
        self._quiz: StudyPage | None = None
        self._question: Question | None = None
        self.picking: Picking | None = None

    def begin(self, quiz: "StudyPage", question: "Question") -> None:
        """Open the document that a question is about, to point at a paragraph of it."""
        from desktop.reader.picking import Picking

        self.stop()
        self._navigator.open_document(question.document)
        reader = self._navigator.reader()
        if reader is None:
            return
        self._quiz, self._question = quiz, question
        self.picking = Picking(reader, question.prompt)
        self.picking.picked.connect(self._picked)
        self.picking.cancelled.connect(self._back)
        announce(reader.page, self.picking.bar.words)

    def _picked(self, label: str) -> None:
        quiz, picking = self._quiz, self.picking
        if quiz is None or picking is None:
            return
        is_over = quiz.asked is not self._question  # the time of an exam was up
        if is_over or quiz.take_passage(f"{picking.reader.document} {label}"):
            self._back()
        else:
            self.told.emit(_NOT_ONE)
            announce(picking.reader.page, _NOT_ONE)

    def _back(self) -> None:
        quiz = self._quiz
        self.stop()
        if quiz is not None:
            self._tabs.show_page(quiz)
            quiz.setFocus()

    def stop(self) -> None:
        """Nothing is to be pointed at any more."""
        if self.picking is not None and isValid(self.picking):  # its side may be closed
            self.picking.stop()
        self.picking = self._quiz = self._question = None

    def tab_changed(self, *_what: object) -> None:
        """The person went back to the question without an answer."""
        if self._quiz is not None and self._tabs.current() is self._quiz:
            self.stop()

    def page_closing(self, page: QWidget) -> None:
        """The question, or the document it is about, is about to go."""
        if self.picking is not None and isValid(self.picking):
            reader: Reader = self.picking.reader
            if page is self._quiz or page.isAncestorOf(reader):
                self.stop()
