"""How the quiz says times, shares and places: plain words, no Qt."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from db import address

if TYPE_CHECKING:
    from db.quiz.grade import Grade
    from db.quiz.models import Question

GRADES = {1: "Again", 2: "Hard", 3: "Good", 4: "Easy"}

KINDS = {
    "flashcard": "Flashcard",
    "multiple-choice": "Multiple choice",
    "true-false": "True or false",
    "count-correct": "How many are correct",
    "cloze": "Fill the gaps",
    "short-answer": "Short answer",
    "matching": "Matching",
    "ordering": "Put in order",
    "who-said-it": "Who said it",
    "find-in-text": "Find it in the text",
    "press-against-text": "Press against text",
}
STATES = {
    "new": "Never answered",
    "wrong": "Last answered wrongly",
    "due": "Due today",
    "leech": "Leeches",
    "flagged": "Flagged",
    "suspended": "Set aside",
    "own": "My own",
    "generated": "Generated",
    "changed": "Clause changed",
}

_MINUTE, _HOUR, _DAY, _MONTH, _YEAR = 60, 3600, 86400, 30 * 86400, 365 * 86400


def interval(away: timedelta) -> str:
    """Say how long a card is away, briefly: `10 min`, `2 d`, `3 mo`, `1.2 y`."""
    seconds = max(0.0, away.total_seconds())
    if seconds < _HOUR:
        return f"{max(1, round(seconds / _MINUTE))} min"
    if seconds < _DAY:
        return f"{round(seconds / _HOUR)} h"
    if seconds < _MONTH:
        return f"{round(seconds / _DAY)} d"
    if seconds < _YEAR:
        return f"{round(seconds / _MONTH)} mo"
    return f"{seconds / _YEAR:.1f} y"


def when(moment: datetime, now: datetime) -> str:
    """Say when a moment is, in the person's time: `in 5 minutes`, `at 14:05`, `on 3 May`."""
    local, today = moment.astimezone(), now.astimezone().date()
    days = (local.date() - today).days
    if moment - now < timedelta(hours=1):
        minutes = max(1, -(-int((moment - now).total_seconds()) // _MINUTE))
        return "in a minute" if minutes == 1 else f"in {minutes} minutes"
    if days <= 0:
        return f"at {local:%H:%M}"
    if days == 1:
        return "tomorrow"
    year = f" {local.year}" if local.year != today.year else ""
    return f"on {local.day} {local:%B}{year}"


def place(where: str, names: Mapping[str, str]) -> str:
    """Say an address as a citation: `A/RES/78/311, para. 6`; `names` are documents by id."""
    document, _, label = where.rpartition(" ")
    return f"{names.get(document, document)}, {address.describe(label)}"


def answers(
    question: "Question", given: object, grade: "Grade", names: Mapping[str, str]
) -> tuple[str, str]:
    """Say what was answered ('' for nothing) and what is right; passages as citations."""
    from db.quiz.grade import in_words, shown_answer

    if question.kind != "find-in-text":
        return shown_answer(question, given), grade.expected
    said = "; ".join(place(where, names) for where in in_words(question, given) if where)
    return said, "; ".join(place(where, names) for where in question.targets)


def waiting(due: int, new: int) -> str:
    """Say how many cards wait: `12 due, 8 new`."""
    return f"{due} due, {new} new"
