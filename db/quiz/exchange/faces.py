"""The two faces of a question in plain words: what a card, a table or a paper shows and answers."""

from dataclasses import dataclass, replace
from random import Random

from db.quiz.grade import shown_choice
from db.quiz.models import Choice, Question
from db.quiz.questions import CHOICE_KINDS, filled, gaps

BLANK = "_____"


@dataclass(frozen=True, slots=True)
class Faces:
    """What is asked, what is offered to choose from or to sort, and the answer, lines each.

    `reasons` say of wrong choices why they are wrong.
    """

    asked: tuple[str, ...]
    offered: tuple[str, ...]
    answer: tuple[str, ...]
    reasons: tuple[tuple[str, str], ...] = ()


def shuffled(question: Question) -> Question:
    """Return the question with its choices in an order that is the same in every export."""
    if question.kind not in CHOICE_KINDS:
        return question
    choices = list(question.choices)
    Random(f"out {question.id}").shuffle(choices)
    return replace(question, choices=tuple(choices))


def faces(question: Question) -> Faces:
    """Return both faces; choices are offered in the order they have."""
    quote = f"“{question.quote}”" if question.quote else ""
    text = "".join(piece if isinstance(piece, str) else BLANK for piece in gaps(question.text))
    asked = tuple(filter(None, (question.prompt, quote, text)))
    reasons = tuple((_said(question, one), one.why) for one in question.choices
                    if one.why and not one.correct)  # fmt: skip
    return Faces(asked, _offered(question), _answer(question), reasons)


def _said(question: Question, choice: Choice) -> str:
    return shown_choice(question, question.choices.index(choice))


def _offered(question: Question) -> tuple[str, ...]:
    if question.choices:
        return tuple(shown_choice(question, index) for index in range(len(question.choices)))
    words = {
        "cloze": question.others and (*_gap_answers(question), *question.others),
        "matching": (*(pair.right for pair in question.pairs), *question.others),
        "ordering": tuple(item.text for item in question.items),
        "find-in-text": question.within,
    }.get(question.kind, ())
    mixed = list(words)
    Random(f"out {question.id}").shuffle(mixed)
    return tuple(mixed)


def _gap_answers(question: Question) -> tuple[str, ...]:
    return tuple(piece.answer for piece in gaps(question.text) if not isinstance(piece, str))


def _answer(question: Question) -> tuple[str, ...]:
    right = tuple(_said(question, one) for one in question.choices if one.correct)
    by_kind = {
        "true-false": ("True" if question.answer else "False",),
        "count-correct": (str(len(right)), *right),
        "cloze": (filled(question.text),),
        "matching": tuple(f"{pair.left} → {pair.right}" for pair in question.pairs),
        "ordering": tuple(
            f"{number}. {item.text}" + (f" ({item.note})" if item.note else "")
            for number, item in enumerate(question.items, 1)
        ),
        "find-in-text": question.targets,
        "short-answer": question.answers,
        "flashcard": (question.back,),
    }
    return by_kind.get(question.kind, right)
