"""Marking an answer: pure, quick, and never raising whatever is given.

What is typed into a gap is compared folded (case, diacritics, kinds of hyphens and quotes), with
hyphens and spaces between letters, punctuation around it and a leading English article
disregarded. One slip of a letter (put in, left out, replaced, or two neighbours swapped) still
counts as right where the answer has at least SLIP_FROM Latin letters, starts alike and has the
same digits: shorter words, numbers and symbols that differ by a character mean something else.
What is alike by NEAR_FROM or more is wrong, and said to be near.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from db import text
from db.quiz.models import Question
from db.quiz.questions import CHOICE_KINDS, VERDICTS, gaps_only

Given = tuple[int, ...] | tuple[str, ...] | bool
"""Chosen choices by index; how many statements are correct; words for each gap, right sides for
each left one, items in order, a paragraph's address; true or false, a flashcard known or not."""

TRUTH_KINDS = frozenset({"true-false", "flashcard"})
SLIP_FROM = 6
NEAR_FROM = 0.75
LONGEST_ANSWER = 500
"""Characters; what is longer is wrong unread, for no gap has such an answer."""

_ARTICLE = re.compile(r"(?:the|an?) (?=\S)")
_AROUND = " .,;:!?\"'()[]…"
_LOOSE = re.compile(r"(?<!\d) | (?!\d)")


@dataclass(frozen=True, slots=True)
class GapGrade:
    """How one gap, pair or place was filled: `near` is wrong, but not by much."""

    given: str
    expected: str
    correct: bool
    near: bool = False


@dataclass(frozen=True, slots=True)
class Grade:
    """The mark: `expected` in words; `right` and `chosen` are indices of choices.

    `near` says that a gap was nearly right and none was quite wrong; `share` is how much of the
    answer was right, 0 to 1, what was taken wrongly counted off.
    """

    correct: bool
    expected: str
    right: tuple[int, ...] = ()
    chosen: tuple[int, ...] = ()
    gaps: tuple[GapGrade, ...] = ()
    near: bool = False
    share: float = field(default=0.0, compare=False)


def grade(question: Question, given: object) -> Grade:
    """Mark an answer, a `Given`; one that does not fit the kind of question is wrong."""
    mark = _MARKS.get(question.kind, _mark_truth)(question, given)
    return replace(mark, share=1.0) if mark.correct else mark


def in_words(question: Question, given: object) -> tuple[str, ...]:
    """Say an answer in words that hold whatever order things were shown in.

    The texts of the chosen choices, `True` or `False`, or what was typed; cut at LONGEST_ANSWER.
    """
    if question.kind in CHOICE_KINDS:
        return tuple(question.choices[index].text for index in _indices(question, given) or ())
    if question.kind == "count-correct":
        count = _count(given)
        return () if count is None else (str(count),)
    if question.kind in TRUTH_KINDS:
        return (str(given),) if isinstance(given, bool) else ()
    return tuple(said[:LONGEST_ANSWER] for said in _strings(given))


def shown_answer(question: Question, given: object) -> str:
    """Say an answer as the person saw it, the way `Grade.expected` says the right one."""
    if question.kind in CHOICE_KINDS:
        taken = _indices(question, given) or ()
        return "; ".join(shown_choice(question, index) for index in taken)
    said = in_words(question, given)
    if question.kind == "matching":
        paired = zip(question.pairs, said, strict=False)
        return "; ".join(f"{pair.left} – {right}" for pair, right in paired if right)
    return (" → " if question.kind == "ordering" else "; ").join(filter(None, said))


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


def _count(given: object) -> int | None:
    one = given[0] if isinstance(given, tuple | list) and len(given) == 1 else None
    return one if type(one) is int and one >= 0 else None


def _mark_truth(question: Question, given: object) -> Grade:
    correct = isinstance(given, bool) and given is question.answer
    return Grade(correct, "" if question.answer is None else str(question.answer))


def _mark_oneself(question: Question, given: object) -> Grade:
    return Grade(given is True, question.back)


def _mark_choices(question: Question, given: object) -> Grade:
    right = tuple(index for index, choice in enumerate(question.choices) if choice.correct)
    chosen = _indices(question, given)
    expected = "; ".join(shown_choice(question, index) for index in right)
    taken = set(chosen or ())
    hits, misses = len(taken & set(right)), len(taken - set(right))
    share = max(0.0, (hits - misses) / len(right)) if right else 0.0
    return Grade(
        chosen == right and bool(right), expected, right=right, chosen=chosen or (), share=share
    )


def shown_choice(question: Question, index: int) -> str:
    """Return a choice as it is shown: a verdict on a report in words."""
    said = question.choices[index].text
    return VERDICTS.get(said, said) if question.kind == "press-against-text" else said


def _mark_count(question: Question, given: object) -> Grade:
    right = tuple(index for index, choice in enumerate(question.choices) if choice.correct)
    return Grade(_count(given) == len(right), str(len(right)), right=right)


def _mark_gaps(question: Question, given: object) -> Grade:
    holes = gaps_only(question.text)
    return _mark_rows(given, [(hole.answer, *hole.variants) for hole in holes], "; ", _grade_gap)


def _mark_short(question: Question, given: object) -> Grade:
    return _mark_rows(given, [question.answers], "; ", _grade_gap)


def _mark_pairs(question: Question, given: object) -> Grade:
    mark = _mark_rows(given, [(pair.right,) for pair in question.pairs], "; ", _grade_same)
    told = "; ".join(f"{pair.left} – {pair.right}" for pair in question.pairs)
    return replace(mark, expected=told)


def _mark_order(question: Question, given: object) -> Grade:
    return _mark_rows(given, [(item.text,) for item in question.items], " → ", _grade_same)


def _mark_found(question: Question, given: object) -> Grade:
    said = _strings(given)
    correct = len(said) == 1 and said[0] in question.targets
    return Grade(correct, "; ".join(question.targets))


def _mark_rows(
    given: object,
    accepted: Sequence[Sequence[str]],
    between: str,
    mark: Callable[[Sequence[str], str], GapGrade],
) -> Grade:
    """Mark one string for each row of accepted answers, the first of which is shown as right."""
    strings = _strings(given)
    filled = strings[: len(accepted)] + ("",) * (len(accepted) - len(strings))
    marks = tuple(mark(row, said) for row, said in zip(accepted, filled, strict=True))
    right = sum(one.correct for one in marks)
    correct = bool(marks) and len(strings) == len(accepted) and right == len(marks)
    return Grade(
        correct,
        between.join(one.expected for one in marks),
        gaps=marks,
        near=not correct and bool(marks) and all(one.correct or one.near for one in marks),
        share=right / len(marks) if marks else 0.0,
    )


def _grade_same(accepted: Sequence[str], said: str) -> GapGrade:
    return GapGrade(said[:LONGEST_ANSWER], accepted[0], correct=said in accepted)


_MARKS: dict[str, Callable[[Question, object], Grade]] = {
    **dict.fromkeys(CHOICE_KINDS, _mark_choices),
    "flashcard": _mark_oneself, "count-correct": _mark_count, "cloze": _mark_gaps,
    "short-answer": _mark_short, "matching": _mark_pairs, "ordering": _mark_order,
    "find-in-text": _mark_found,
}  # fmt: skip


def _grade_gap(answers: Sequence[str], said: str) -> GapGrade:
    shown, expected = said[:LONGEST_ANSWER], answers[0] if answers else ""
    if len(said) > LONGEST_ANSWER or not (key := _key(said)):
        return GapGrade(shown, expected, correct=False)
    accepted = [_key(answer) for answer in answers]
    if key in accepted or any(_slipped(answer, key) for answer in accepted):
        return GapGrade(shown, expected, correct=True)
    near = any(_alike(answer, key) >= NEAR_FROM for answer in accepted)
    return GapGrade(shown, expected, correct=False, near=near)


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


Difference = tuple[tuple[str, str], ...]
"""Pieces of both: `same`, `missing` (only expected), `extra` (only given)."""


def difference(expected: str, given: str) -> Difference:
    """Show letter by letter how what was typed differs from the answer, however long it is."""
    from rapidfuzz.distance import Levenshtein

    given = given[:LONGEST_ANSWER]
    pieces: list[tuple[str, str]] = []
    for operation in Levenshtein.opcodes(given, expected):
        was = given[operation.src_start : operation.src_end]
        wanted = expected[operation.dest_start : operation.dest_end]
        if operation.tag == "equal":
            pieces.append(("same", was))
            continue
        pieces += [(tag, piece) for tag, piece in (("extra", was), ("missing", wanted)) if piece]
    return tuple(pieces)
