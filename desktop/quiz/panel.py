"""The quiz panel: a round, the flashcards, a round that was left, and how it goes so far."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QListView, QPushButton, QVBoxLayout, QWidget

from desktop.quiz import lookup, wording
from desktop.quiz.mastery import MasteryDelegate, MasteryModel
from desktop.tasks import Worker
from desktop.theme import Theme


class QuizPanel(QWidget):
    """Asks for what is to be done; `refresh` brings its numbers up to date.

    `worker` counts the cards; `counting` adds the answers up, which takes longer with very many
    questions, so that no card waits for it: only while the panel is seen.
    """

    round_requested = Signal()
    flashcards_requested = Signal()
    progress_requested = Signal()
    quiz_requested = Signal()
    """A quiz of one's own choosing is wanted."""
    exam_requested = Signal()
    """The exam that was left is to be taken up."""
    continue_requested = Signal()
    """The round that was offered is to be taken up."""
    counted = Signal(int, int)
    """Cards that are due, and new ones for today: for the status line."""

    def __init__(
        self, worker: Worker, counting: Worker, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName("Quiz")
        self._worker, self._counting = worker, counting
        self._is_stale = False
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        title = QLabel("Quiz", self)
        title.setObjectName("panelTitle")
        column.addWidget(title)
        self.continue_button = self._button("", "Take up the round that was left")
        self.continue_button.setObjectName("primary")
        self.continue_button.hide()
        self.round_button = self._button("Round of ten", "Ten questions, each with its clause")
        self.cards_button = self._button("Flashcards", "Study what is due, and a few new ones")
        self.quiz_button = self._button("New quiz…", "Practise, sprint or be examined on a choice")
        self.progress_button = self._button("Progress", "What was answered and known, in pictures")
        self.exam_button = self._button("Continue the exam", "Take up the exam that was left")
        self.exam_button.hide()
        for button, asked in (
            (self.exam_button, self.exam_requested),
            (self.continue_button, self.continue_requested),
            (self.round_button, self.round_requested),
            (self.cards_button, self.flashcards_requested),
            (self.quiz_button, self.quiz_requested),
            (self.progress_button, self.progress_requested),
        ):
            button.clicked.connect(asked)
            column.addWidget(button)
        column.addSpacing(8)
        self._heading = QLabel("Answers so far", self)
        self._heading.setObjectName("panelTitle")
        column.addWidget(self._heading)
        self._note = QLabel("What you answer is counted here, by document.", self)
        self._note.setObjectName("muted")
        self._note.setWordWrap(True)
        column.addWidget(self._note)
        self.list = self._make_list(theme)
        self.list.hide()
        column.addWidget(self.list, 100)
        column.addStretch(1)

    def _button(self, words: str, tip: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setToolTip(tip)
        button.setAccessibleDescription(tip)
        return button

    def _make_list(self, theme: Theme) -> QListView:
        made = QListView(self)
        made.setAccessibleName("Answers by document")
        made.setFrameShape(QFrame.Shape.NoFrame)
        made.setSelectionMode(QListView.SelectionMode.NoSelection)
        made.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setResizeMode(QListView.ResizeMode.Adjust)
        made.setMinimumSize(QSize(0, 0))
        self._model = MasteryModel(self)
        self._delegate = MasteryDelegate(theme, self)
        made.setModel(self._model)
        made.setItemDelegate(self._delegate)
        return made

    def refresh(self) -> None:
        """Count again."""
        self._worker.ask(self, lookup.waiting, self._show_waiting, self._refused, lane="waiting")

    def showEvent(self, event: QShowEvent) -> None:
        """Add up what was answered while the panel was not seen."""
        super().showEvent(event)
        if self._is_stale:
            self._add_up()

    def _add_up(self) -> None:
        self._is_stale = False
        self._counting.ask(self, lookup.mastery, self._show_mastery, self._refused, lane="mastery")

    def _show_waiting(self, found: tuple[int, int]) -> None:
        self.cards_button.setText(f"Flashcards: {wording.waiting(*found)}")
        self._is_stale = True
        if self.isVisible():
            self._add_up()
        self.counted.emit(*found)

    def _show_mastery(self, found: tuple[lookup.Mastery, ...]) -> None:
        self._model.show(found)
        any_answers = any(row.answered for row in found)
        self._note.setVisible(not any_answers)
        self._note.setText("What you answer is counted here, by document.")
        self.list.setVisible(any_answers)

    def _refused(self, error: Exception) -> None:
        self._note.setText(f"The answers cannot be counted. {error}")
        self._note.show()

    def offer_round(self, kept: str) -> None:
        """Offer to continue a round, as `RoundPage.left` gave it; empty or damaged: none."""
        words = lookup.progress_words(kept) if kept else ""
        self.continue_button.setText(words)
        self.continue_button.setVisible(bool(words))

    def offer_exam(self, left: bool) -> None:
        """Offer to continue an exam that was left, or not."""
        self.exam_button.setVisible(left)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._delegate.theme = theme
        self.list.viewport().update()
