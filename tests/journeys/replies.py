"""Answers to questions of every kind by their keys, from somebody who knows the library."""

from collections.abc import Sequence
from typing import Any

from person import Person

from db.quiz.models import Question
from db.quiz.questions import gaps_only
from desktop.quiz.clause_view import AskingView
from desktop.quiz.pointing_out import FindAnswer

_STOPS = 6
"""So often Tab is pressed at most to come to a list."""


def asking(person: Person) -> AskingView:
    """Return the view of the question that is asked."""
    view = person.window.findChild(AskingView)
    assert view is not None
    return view


def asked(person: Person) -> Question:
    """Return the question that is asked."""
    return asking(person).question


def has_the_clause(person: Person) -> None:
    """Wait until the clause that decides is there, in view or a key away in a small window."""
    person.waits(lambda: _link(person) in ("Hide clause (C)", "Go to clause (C)"))


def folds_the_clause(person: Person) -> None:
    """Fold the clause by its key, which first goes to it where it is out of view."""
    has_the_clause(person)
    if _link(person) == "Go to clause (C)":
        person.presses("C")
        person.waits(lambda: _link(person) == "Hide clause (C)")
    person.presses("C")
    person.sees("Show clause (C)")


def _link(person: Person) -> str:
    link = asking(person).clause_link
    return link.text() if link else ""


def answers(person: Person, *, rightly: bool) -> None:
    """Answer the question by its keys."""
    question = asked(person)
    reply = _REPLIES.get(question.kind, _chooses)
    reply(person, question, rightly)


def _tells_truth(person: Person, question: Question, rightly: bool) -> None:
    person.presses("T" if question.answer is rightly else "F", "Return")


def _knows(person: Person, _question: Question, rightly: bool) -> None:
    person.presses("Space", "Y" if rightly else "N")


def _counts(person: Person, question: Question, rightly: bool) -> None:
    number = sum(choice.correct for choice in question.choices)
    person.presses(str(number if rightly else (number + 1) % len(question.choices)), "Return")


def _fills(person: Person, question: Question, rightly: bool) -> None:
    for gap in gaps_only(question.text):
        if question.options:
            word = gap.answer if rightly else question.others[0]
            person.presses(_key(question.options, word))
        else:
            person.types(gap.answer if rightly else "nonsense")
            person.presses("Tab")
    person.presses("Ctrl+Return")


def _types(person: Person, question: Question, rightly: bool) -> None:
    person.types(question.answers[0] if rightly else "nonsense")
    person.presses("Return")


def _matches(person: Person, question: Question, rightly: bool) -> None:
    """Choose in each box, or by mistake the same right side for two."""
    rights = [pair.right for pair in question.pairs]
    for right in rights if rightly else [rights[0], rights[0], *rights[2:]]:
        person.presses(*["Down"] * (question.options.index(right) + 1), "Return")


def _orders(person: Person, question: Question, rightly: bool) -> None:
    """Give all but the last a place: the last one takes what is left."""
    texts = [item.text for item in question.items]
    placed = (texts if rightly else texts[::-1])[:-1]
    person.presses(*(_key(question.options, text) for text in placed), "Return")


def _finds(person: Person, question: Question, rightly: bool) -> None:
    """Go through the paragraphs until the right one is chosen, or one that is not."""
    view: Any = asking(person)
    find: FindAnswer = view.answering
    person.waits(lambda: bool(find.list or find.rows))
    if find.list:
        keys = [str(number) for number in range(1, len(find.list.buttons) + 1)]
    else:
        assert find.rows
        for _ in range(_STOPS):
            if not find.rows.hasFocus():
                person.presses("Tab")
        keys = ["Home", *["Down"] * find.rows.count()]
    for key in keys:
        person.presses(key)
        given: Any = find.given
        if (given[0] in question.targets) is rightly:
            break
    person.presses("Return")


def _chooses(person: Person, question: Question, rightly: bool) -> None:
    several = sum(choice.correct for choice in question.choices) > 1
    for number, choice in enumerate(question.choices, 1):
        if choice.correct is rightly:
            person.presses(str(number))
            if not several:
                break
    person.presses("Return")


def _key(options: Sequence[str], word: str) -> str:
    return str(options.index(word) + 1)


_REPLIES = {
    "true-false": _tells_truth, "flashcard": _knows, "count-correct": _counts, "cloze": _fills,
    "short-answer": _types, "matching": _matches, "ordering": _orders, "find-in-text": _finds,
}  # fmt: skip
