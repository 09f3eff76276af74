"""What a question from another program must be: one that can be asked and marked, no more.

The bank's rules (`checking.py`) also ask for evidence, reasons and fair choices; what a person
brings from elsewhere has them or has not.
"""

from collections.abc import Callable, Iterable, Iterator

from db import text as words
from db.address import is_label
from db.quiz.checking import addresses
from db.quiz.models import Question
from db.quiz.questions import KINDS, VERDICTS, gaps_only

MOST_CHOICES = 10
"""Choices, pairs, items or gaps; what has more cannot be shown at once or marked by keys."""
LONGEST = 20_000
"""Characters of all a question's words."""


def check(question: Question) -> list[str]:
    """Say in sentences why a question cannot be taken; empty where it can."""
    if question.kind not in KINDS:
        return [f"“{question.kind[:40]}” is not a kind of question."]
    return [*_head(question), *_KINDS[question.kind](question)]


def _head(question: Question) -> Iterator[str]:
    if not question.prompt.strip():
        yield "The question is empty."
    if question.difficulty not in (1, 2, 3):
        yield f"The difficulty is {question.difficulty}; it is 1, 2 or 3."
    for where in addresses(question):
        document, _, label = where.rpartition(" ")
        if not document or not is_label(label):
            yield f"“{where[:60]}” is not an address like A/RES/78/311 op6."
    if len(repr(question)) > LONGEST:
        yield f"It is longer than {LONGEST:,} characters."


def _size(count: int, what: str, least: int = 2) -> Iterator[str]:
    if count < least:
        few = {0: f"no {what}", 1: f"only one {what[:-1]}"}
        yield f"It has {few.get(count, f'{count} {what}')}; {least} are needed."
    elif count > MOST_CHOICES:
        yield f"It has {count} {what}; up to {MOST_CHOICES} can be taken."


def _distinct(texts: Iterable[str], what: str) -> Iterator[str]:
    said = [words.collapse(one) for one in texts]
    if "" in said:
        yield f"A {what} is empty."
    if len(set(said)) < len(said):
        yield f"Two {what}s say the same."


def _choices(question: Question) -> Iterator[str]:
    yield from _size(len(question.choices), "choices")
    yield from _distinct((one.text for one in question.choices), "choice")
    right = sum(one.correct for one in question.choices)
    if question.kind == "count-correct":
        return
    if not right:
        yield "No choice is correct."
    elif question.kind != "multiple-choice" and right > 1:
        yield "Several choices are correct; this kind has one."
    if question.kind != "multiple-choice" and not question.quote.strip():
        yield "The quote is missing."
    if question.kind == "press-against-text":
        for one in question.choices:
            if one.text not in VERDICTS:
                yield f"“{one.text[:40]}” is not a verdict; use one of {', '.join(VERDICTS)}."


def _true_false(question: Question) -> Iterator[str]:
    if question.answer is None:
        yield "It does not say whether it is true or false."


def _flashcard(question: Question) -> Iterator[str]:
    if not question.back.strip():
        yield "The answer is empty."


def _short(question: Question) -> Iterator[str]:
    if not any(one.strip() for one in question.answers):
        yield "The answer is empty."


def _cloze(question: Question) -> Iterator[str]:
    holes = gaps_only(question.text)
    yield from _size(len(holes), "gaps", least=1)
    if any(not hole.answer.strip() for hole in holes):
        yield "A gap has no answer."


def _matching(question: Question) -> Iterator[str]:
    yield from _size(len(question.pairs), "pairs")
    yield from _distinct((pair.left for pair in question.pairs), "left side")
    yield from _distinct((*(pair.right for pair in question.pairs), *question.others), "right side")


def _ordering(question: Question) -> Iterator[str]:
    yield from _size(len(question.items), "items")
    yield from _distinct((item.text for item in question.items), "item")


def _find(question: Question) -> Iterator[str]:
    if not question.targets:
        yield "It names no paragraph to find."
    if not question.evidence:
        yield "It names no paragraph that decides it."


_KINDS: dict[str, Callable[[Question], Iterator[str]]] = {
    "flashcard": _flashcard, "multiple-choice": _choices, "true-false": _true_false,
    "count-correct": _choices, "cloze": _cloze, "short-answer": _short,
    "matching": _matching, "ordering": _ordering, "who-said-it": _choices,
    "find-in-text": _find, "press-against-text": _choices,
}  # fmt: skip
