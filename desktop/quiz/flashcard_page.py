"""Flashcards as a page: what is due, one after the other, each grade kept at once."""

import uuid
from datetime import timedelta
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from db import clock
from desktop.quiz import learning, lookup, own_work, wording
from desktop.quiz.card_view import CardView
from desktop.quiz.study_page import StudyPage
from desktop.quiz.view import Message
from desktop.tasks import Worker
from desktop.theme import Theme

_WAIT = timedelta(hours=1)
"""A card that comes within this time is shown by itself."""


class FlashcardPage(StudyPage):
    """Starts empty: `start` shows the first card that is due."""

    def __init__(self, worker: Worker, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(worker, theme, parent)
        self.setAccessibleName("Flashcards")
        self._graded = 0
        self._aside: tuple[str, str] | None = None
        self._busy = False
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self.start)

    def start(self) -> None:
        """Show the next card, or that nothing is due."""
        self._ask(learning.next_card)

    def _ask(self, work: lookup.Work) -> None:
        self._busy = True
        self._again.stop()
        self._worker.ask(self, work, self._came, self._refused)

    def _came(self, what: learning.Card | learning.NothingDue) -> None:
        self._busy = False
        if what.leech:
            self._banner.say(f"“{what.leech}” keeps slipping away: it is a leech now, set aside.")
        if isinstance(what, learning.Card):
            self._show_card(what)
        else:
            self._show_nothing(what)

    def _refused(self, error: Exception) -> None:
        self._busy = False
        self._banner.say(f"That did not work; nothing was changed. {error}", "again", "Try again")

    def _help(self, action: str) -> None:
        if action == "take back" and self._aside:
            question, what = self._aside
            self._put_aside(question, what, on=False)
        else:
            self.start()

    def _set_aside(self, what: str) -> None:
        if isinstance(self.view, CardView) and not self._busy:
            card = self.view.card
            self._put_aside(card.question.id, what, on=not (what == "flag" and card.flag))

    def _put_aside(self, question_id: str, what: str, *, on: bool) -> None:
        self._aside = (question_id, what) if on else None
        work = partial(own_work.set_aside, question_id=question_id, what=what, on=on)
        self._busy = True
        self._worker.ask(self, work, self._put, self._refused)

    def _put(self, what: learning.Card | learning.NothingDue) -> None:
        self._came(what)
        self.answer_recorded.emit()
        said = {"bury": "Buried until tomorrow.", "suspend": "Set aside until it is taken up."}
        if self._aside and (words := said.get(self._aside[1])):
            self._banner.say(words, "take back", "Take back")
        else:
            self._banner.hide()

    def _show_card(self, card: learning.Card) -> None:
        topic = card.question.topics[0] if card.question.topics else ""
        kicker = " · ".join(
            filter(None, [topic[:1].upper() + topic[1:], wording.waiting(card.due, card.new)])
        )
        view = CardView(card, kicker, self._theme, self._size, undo=self._graded > 0)
        view.graded.connect(self._grade)
        view.revealed.connect(self._turned)
        view.undo_requested.connect(self._undo)
        view.aside_requested.connect(self._set_aside)
        view.leave_requested.connect(self._leave)
        view.clause_requested.connect(self._clause)
        view.address_requested.connect(self.address_requested)
        self._show(view)
        self._announce(f"{kicker}. {card.front}")

    def _show_nothing(self, nothing: learning.NothingDue) -> None:
        actions = {"again": "Look again", "undo": "Undo last grade (U)", "close": "Close (Esc)"}
        if not self._graded:
            del actions["undo"]
        heading, words = self._nothing_words(nothing)
        message = Message(heading, words, actions)
        message.acted.connect(self._act)
        self._show(message)
        self._announce(f"{heading}. {words}")

    def _nothing_words(self, nothing: learning.NothingDue) -> tuple[str, str]:
        now = clock.now()
        if nothing.next_due is None and not nothing.unseen:
            return "No cards yet", "Each question of the library becomes a card; there are none."
        words = []
        if nothing.next_due is not None:
            words.append(f"The next card comes {wording.when(nothing.next_due, now)}.")
            away = nothing.next_due - now
            if away < _WAIT:
                self._again.start(max(1000, round(away.total_seconds() * 1000) + 500))
        if nothing.backlog:
            words.append(f"{nothing.backlog} more are past today's limit; they stay due.")
        if nothing.unseen:
            words.append(f"{nothing.unseen} new questions wait; more of them come tomorrow.")
        return "Nothing is due", " ".join(words)

    # what a person does -------------------------------------------------------------------

    def _keys(self) -> frozenset[str]:
        if self._busy:
            return frozenset()
        if isinstance(self.view, Message) and self._graded:
            return frozenset({"U", "Undo"})
        return super()._keys()

    def _press(self, key: str) -> None:
        if isinstance(self.view, Message):
            self._undo()
        else:
            super()._press(key)

    def _turned(self) -> None:
        if isinstance(self.view, CardView):
            self._announce(self.view.card.back)
            self._seek(self.view.back, self.view.back)

    def _grade(self, rating: int, milliseconds: int) -> None:
        if isinstance(self.view, CardView) and not self._busy:
            question = self.view.card.question.id
            work = partial(
                learning.grade_card, question_id=question, rating=rating, milliseconds=milliseconds,
                review_id=str(uuid.uuid4()),
            )  # fmt: skip
            self._busy = True
            self._worker.ask(self, work, self._kept, self._refused)

    def _kept(self, what: learning.Card | learning.NothingDue) -> None:
        self._graded += 1
        self.answer_recorded.emit()
        self._came(what)

    def _undo(self) -> None:
        if self._graded and not self._busy:
            self._busy = True
            self._again.stop()
            self._worker.ask(self, learning.undo_grade, self._undone, self._refused)

    def _undone(self, what: learning.Card | learning.NothingDue) -> None:
        self._graded -= 1
        self.answer_recorded.emit()
        self._came(what)

    def _act(self, action: str) -> None:
        {"again": self.start, "undo": self._undo, "close": self._leave}[action]()
