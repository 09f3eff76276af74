"""Questions made from a document, one after the other: accepted, edited or rejected."""

import secrets
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from db.models import EditionKey
from db.quiz.models import Question
from desktop.quiz import own_work, wording
from desktop.quiz.clause_view import AskingView
from desktop.quiz.editor import EditorView
from desktop.quiz.reading import ReadingText
from desktop.quiz.study_page import StudyPage
from desktop.quiz.view import Message
from desktop.tasks import Worker
from desktop.theme import Theme
from desktop.widgets.flow import FlowLayout


class DraftView(AskingView):
    """A question with its answer, as it would be asked, and what to do with it."""

    decided = Signal(str)
    """`accept`, `edit`, `reject` or `all`."""

    def __init__(self, question: Question, kicker: str, theme: Theme, size: int) -> None:
        from db.quiz.session import flashcard

        super().__init__(question)
        self._add_head(kicker)
        front, back = flashcard(question)
        if question.others:
            front += "\nTo choose from besides: " + " · ".join(question.others)
        prompt, _, more = front.partition("\n")
        self._layout.addWidget(ReadingText(prompt, theme, size, step=2, parent=self))
        if more:
            self._layout.addWidget(ReadingText(more, theme, size, step=-1, parent=self))
        answer, _, explanation = back.rpartition("\n")
        self._layout.addWidget(ReadingText(f"✓ {answer}", theme, size, step=-1, parent=self))
        label = QLabel(explanation, self)
        label.setWordWrap(True)
        self._layout.addWidget(label)
        self.add_to_footer(self._actions())
        self.setAccessibleName(f"{kicker}. {front}. {back}")

    def _actions(self) -> QWidget:
        actions = QWidget(self)
        row = FlowLayout(actions)
        self.buttons: dict[str, QPushButton] = {}
        for name, words in (
            ("accept", "Accept (A)"), ("edit", "Edit (E)"), ("reject", "Reject (R)"),
            ("all", "Accept all the rest"),
        ):  # fmt: skip
            button = QPushButton(words, actions)
            button.setProperty("name", name)
            button.clicked.connect(self._clicked)
            row.addWidget(button)
            self.buttons[name] = button
        self.buttons["accept"].setObjectName("primary")
        self._add_ways(actions, row)
        return actions

    def start(self) -> QWidget | None:
        """Return the button that accepts."""
        return self.buttons["accept"]

    def keys(self) -> frozenset[str]:
        """Return the letters of the buttons, and of the clause."""
        return frozenset({"A", "E", "R", "C", "O"})

    def press(self, key: str) -> None:
        """Decide, or show more."""
        if key == "C":
            self.clause_requested.emit()
        elif key == "O":
            self._open()
        else:
            self.decided.emit({"A": "accept", "E": "edit", "R": "reject"}[key])

    def _clicked(self) -> None:
        self.decided.emit(self.sender().property("name"))


class DraftsPage(StudyPage):
    """Starts empty: `start` makes questions from an edition; what is accepted is one's own."""

    def __init__(self, worker: Worker, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(worker, theme, parent)
        self.setAccessibleName("Questions made from the document")
        self._key: EditionKey | None = None
        self._drafts: list[Question] = []
        self._place = self._accepted = 0

    def start(self, key: EditionKey, seed: int | None = None) -> None:
        """Make questions; another seed makes others."""
        self._key = key
        seed = secrets.randbelow(2**31) if seed is None else seed
        work = partial(own_work.make_drafts, key=key, seed=seed)
        self._worker.ask(self, work, self._came, self._failed, lane="drafts")

    def _came(self, drafts: list[Question]) -> None:
        self._drafts, self._place, self._accepted = drafts, 0, 0
        self._show_draft()

    def _show_draft(self) -> None:
        if self._place >= len(self._drafts):
            self._finish()
            return
        question = self._drafts[self._place]
        words = [question.topics[0], f"{self._place + 1} of {len(self._drafts)}"]
        kicker = " · ".join([*words, f"{self._accepted} accepted"])
        view = DraftView(question, kicker[:1].upper() + kicker[1:], self._theme, self._size)
        view.decided.connect(self._decide)
        view.clause_requested.connect(self._clause)
        view.address_requested.connect(self.address_requested)
        self._show(view)
        self._announce(view.accessibleName())

    def _decide(self, what: str) -> None:
        question = self._drafts[self._place]
        if what == "edit":
            view = EditorView(question, f"Edit: {wording.KINDS[question.kind]}")
            view.saved.connect(self._accept_edited)
            view.cancelled.connect(self._show_draft)
            self._show(view)
        elif what == "reject":
            self._place += 1
            self._show_draft()
        else:
            self._accept(self._drafts[self._place :] if what == "all" else [question])

    def _accept_edited(self, question: Question) -> None:
        self._accept([question])

    def _accept(self, questions: list[Question]) -> None:
        work = partial(
            own_work.add_questions, questions=questions, origin="generated", key=self._key
        )
        self._worker.ask(self, work, self._added, self._failed)

    def _added(self, count: int) -> None:
        self._place += count
        self._accepted += count
        self.answer_recorded.emit()
        self._show_draft()

    def _failed(self, error: Exception) -> None:
        if isinstance(self.view, EditorView):
            self.view.say(str(error))
        else:
            self._banner.say(f"The questions could not be made. {error}")

    def _finish(self) -> None:
        if not self._drafts:
            heading, words = "Nothing to ask", "This text gives no question that is certain."
            actions = {"close": "Close (Esc)"}
        else:
            heading = f"{self._accepted} accepted"
            words = "They are among your own questions, and come as new flashcards."
            actions = {"again": "Make others", "undo": "Undo last", "close": "Close (Esc)"}
            if not self._accepted:
                del actions["undo"]
        message = Message(heading, words, actions)
        message.acted.connect(self._act)
        self._show(message)
        self._announce(f"{heading}. {words}")

    def _act(self, action: str) -> None:
        if action == "again" and self._key:
            self.start(self._key)
        elif action == "undo":
            self._worker.ask(self, own_work.undo_questions, self._undone, self._failed)
        else:
            self._leave()

    def _undone(self, done: bool) -> None:
        self._banner.say("Taken back." if done else "There is nothing to take back.")
        self.answer_recorded.emit()
