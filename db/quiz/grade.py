"""Marking an answer: pure, quick, and never raising whatever is given.

What is typed into a gap is compared folded (case, diacritics, kinds of hyphens and quotes), with
hyphens and spaces between letters, punctuation around it and a leading English article
disregarded. One slip of a letter (put in, left out, replaced, or two neighbours swapped) still
counts as right where the answer has at least SLIP_FROM Latin letters, starts alike and has the
same digits: shorter words, numbers and symbols that differ by a character mean something else.
What is alike by NEAR_FROM or more is wrong, and said to be near.
"""

import re
from dataclasses import dataclass

from db import text
from db.quiz.models import Question
from db.quiz.questions import CHOICE_KINDS, Gap, gaps_only

Given = tuple[int, ...] | tuple[str, ...] | bool
"""Chosen choices by index, the words for each gap, or true/false."""

SLIP_FROM = 6
NEAR_FROM = 0.75
LONGEST_ANSWER = 500
"""Characters; what is longer is wrong unread, for no gap has such an answer."""

_ARTICLE = re.compile(r"(?:the|an?) (?=\S)")
_AROUND = " .,;:!?\"'()[]…"
_LOOSE = re.compile(r"(?<!\d) | (?!\d)")


@dataclass(frozen=True, slots=True)
class GapGrade:
    """How one gap was filled: `near` is wrong, but not by much."""

    given: str
    expected: str
    correct: bool
    near: bool = False


@dataclass(frozen=True, slots=True)
class Grade:
    """The mark: `expected` in words; `right` and `chosen` are indices of choices.

    `near` says that a gap was nearly right and none was quite wrong.
    """

    correct: bool
    expected: str
    right: tuple[int, ...] = ()
    chosen: tuple[int, ...] = ()
    gaps: tuple[GapGrade, ...] = ()
    near: bool = False


def grade(question: Question, given: object) -> Grade:
    """Mark an answer, a `Given`; one that does not fit the kind of question is wrong."""
    if question.kind in CHOICE_KINDS:
        return _grade_choices(question, given)
    if question.kind == "cloze":
        return _grade_gaps(question, given)
    correct = isinstance(given, bool) and given is question.answer
    return Grade(correct, "" if question.answer is None else str(question.answer))


def in_words(question: Question, given: object) -> tuple[str, ...]:
    """Say an answer in words that hold whatever order choices were shown in.

    The texts of the chosen choices, `True` or `False`, or what was typed; cut at LONGEST_ANSWER.
    """
    if question.kind in CHOICE_KINDS:
        return tuple(question.choices[index].text for index in _indices(question, given) or ())
    if question.kind == "cloze":
        return tuple(said[:LONGEST_ANSWER] for said in _strings(given))
    return (str(given),) if isinstance(given, bool) else ()


def _indices(question: Question, given: object) -> tuple[int, ...] | None:
    """Return the chosen indices in order, None where something else than choices was given."""
    if not isinstance(given, tuple | list | set | frozenset):
        return None
    size = len(question.choices)
    if not all(type(index) is int and 0 <= index < size for index in given):
        return None
    return tuple(sorted(set(given)))


def _strings(given: object) -> tuple[str, ...]:
    if not isinstance(given, tuple | list):
        return ()
    return tuple(said if isinstance(said, str) else "" for said in given)


def _grade_choices(question: Question, given: object) -> Grade:
    right = tuple(index for index, choice in enumerate(question.choices) if choice.correct)
    chosen = _indices(question, given)
    expected = "; ".join(question.choices[index].text for index in right)
    return Grade(chosen == right and bool(right), expected, right=right, chosen=chosen or ())


def _grade_gaps(question: Question, given: object) -> Grade:
    holes = gaps_only(question.text)
    strings = _strings(given)
    filled = strings[: len(holes)] + ("",) * (len(holes) - len(strings))
    marks = tuple(_grade_gap(hole, said) for hole, said in zip(holes, filled, strict=True))
    correct = bool(marks) and len(strings) == len(holes) and all(mark.correct for mark in marks)
    return Grade(
        correct,
        "; ".join(hole.answer for hole in holes),
        gaps=marks,
        near=not correct and bool(marks) and all(mark.correct or mark.near for mark in marks),
    )


def _grade_gap(hole: Gap, said: str) -> GapGrade:
    shown = said[:LONGEST_ANSWER]
    if len(said) > LONGEST_ANSWER or not (key := _key(said)):
        return GapGrade(shown, hole.answer, correct=False)
    accepted = [_key(answer) for answer in (hole.answer, *hole.variants)]
    if key in accepted:
        return GapGrade(shown, hole.answer, correct=True)
    if any(_slipped(answer, key) for answer in accepted):
        return GapGrade(shown, hole.answer, correct=True)
    near = any(_alike(answer, key) >= NEAR_FROM for answer in accepted)
    return GapGrade(shown, hole.answer, correct=False, near=near)


def _key(said: str) -> str:
    """Reduce what was typed to what is compared."""
    spaced = re.sub(r"[\s\-]+", " ", text.fold(said)).strip(_AROUND)
    return _LOOSE.sub("", _ARTICLE.sub("", spaced, count=1))


def _digits(key: str) -> str:
    return re.sub(r"\D+", " ", key).strip()


def _slipped(answer: str, key: str) -> bool:
    from rapidfuzz.distance import OSA

    if not (answer.isascii() and key.isascii() and answer[:1] == key[:1]):
        return False
    letters = sum(map(str.isalpha, answer))
    if letters < SLIP_FROM or _digits(answer) != _digits(key):
        return False
    return OSA.distance(answer, key, score_cutoff=1) <= 1


def _alike(answer: str, key: str) -> float:
    """Tell how alike two answers are, 0 to 1; nothing where their digits differ."""
    from rapidfuzz.distance import OSA

    if _digits(answer) != _digits(key):
        return 0.0
    return float(OSA.normalized_similarity(answer, key))
