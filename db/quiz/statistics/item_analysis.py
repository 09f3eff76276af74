"""Item analysis: how hard a question is, how well it tells, which choices are taken for right.

*Facility* is the share of answers that were right. *Discrimination* is the corrected item-total
correlation of classical test theory, for one person: how far the question comes out right on the
days on which the other answers do (-1 to 1). Where one learner answers, days stand for persons.
"""

import json
import math
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from db.quiz.questions import CHOICE_KINDS, question

Order = Literal["hardest", "most", "id"]
LEAST_ANSWERS = 3
"""Days of answers under which nothing is said of how well a question tells."""
_ORDERS = {
    "hardest": "right * 1.0 / answers, answers DESC, question",
    "most": "answers DESC, question",
    "id": "question",
}


@dataclass(frozen=True, slots=True)
class Taken:
    """What was answered, how often, and whether it is right; `why` says why it is not."""

    given: str
    times: int
    correct: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class Analysis:
    """A question's answers; `seconds` is the median time, `discrimination` None where few tell."""

    question: str
    prompt: str
    kind: str
    answers: int
    right: int
    facility: float
    discrimination: float | None
    seconds: float


def analyses(
    connection: sqlite3.Connection, *, limit: int = 200, order: Order = "hardest"
) -> list[Analysis]:
    """Analyse the questions that were answered: the hardest first, or the most answered."""
    rows = connection.execute(
        "SELECT marks.question, asked.prompt, asked.kind, marks.answers, marks.right"
        " FROM answer_count AS marks JOIN (SELECT id, prompt, kind FROM library.question UNION ALL"
        " SELECT id, prompt, kind FROM main.own_question WHERE deleted = '') AS asked"
        f" ON asked.id = marks.question WHERE marks.answers > 0 ORDER BY {_ORDERS[order]} LIMIT ?",
        (limit,),
    ).fetchall()
    totals = _Totals(connection)
    return [_analysis(connection, totals, *row) for row in rows]


def taken(connection: sqlite3.Connection, question_id: str) -> list[Taken]:
    """List what was answered to a question, and its choices never taken; raises UnknownAddress."""
    asked = question(connection, question_id)
    rows = connection.execute(
        "SELECT given, correct, count(*) FROM review WHERE question = ? AND deleted = ''"
        " AND given <> '[]' GROUP BY given, correct",
        (question_id,),
    ).fetchall()
    times: Counter[str] = Counter()
    right: dict[str, bool] = {}
    by_choice = asked.kind in CHOICE_KINDS
    for given, correct, count in rows:
        words = json.loads(given)
        for one in map(str, words) if by_choice else [" · ".join(map(str, words))]:
            times[one] += count
            right[one] = bool(correct)
    choices = {one.text: one for one in asked.choices} if by_choice else {}
    found = [Taken(text, times.pop(text, 0), one.correct, one.why) for text, one in choices.items()]
    found += [Taken(text, count, right[text] and not by_choice) for text, count in times.items()]
    return sorted(found, key=lambda one: (-one.times, not one.correct, one.given))


class _Totals:
    """How many answers of a UTC day there were, and how many were right; looked up once a day."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._of: dict[str, tuple[int, int]] = {}

    def of(self, day: str) -> tuple[int, int]:
        """Return answers and right answers of a day."""
        if day not in self._of:
            answers, right = self._connection.execute(
                "SELECT coalesce(sum(answers), 0), coalesce(sum(right), 0) FROM answer_time"
                " WHERE quarter >= ? AND quarter < ? || 'U'",
                (day, day),
            ).fetchone()
            self._of[day] = (int(answers), int(right))
        return self._of[day]


def _analysis(
    connection: sqlite3.Connection, totals: _Totals, name: str, prompt: str, kind: str,
    answers: int, right: int,
) -> Analysis:  # fmt: skip
    rows = connection.execute(
        "SELECT substr(made, 1, 10), correct, milliseconds FROM review"
        " WHERE question = ? AND deleted = '' ORDER BY milliseconds",
        (name,),
    ).fetchall()
    pairs = []
    for day, correct, _ in rows:
        others, others_right = totals.of(day)
        if others > 1:
            pairs.append((float(correct), (others_right - correct) / (others - 1)))
    seconds = rows[len(rows) // 2][2] / 1000 if rows else 0.0
    return Analysis(
        name, prompt, kind, answers, right, right / answers, correlation(pairs), seconds
    )


def correlation(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Return Pearson's correlation, None for too few pairs or where either never changes."""
    if len(pairs) < LEAST_ANSWERS:
        return None
    xs, ys = ([pair[n] for pair in pairs] for n in (0, 1))
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    spread = math.sqrt(_squares(xs, x) * _squares(ys, y))
    if spread < 1e-12:
        return None
    return sum((a - x) * (b - y) for a, b in pairs) / spread


def _squares(values: Iterable[float], middle: float) -> float:
    return sum((one - middle) ** 2 for one in values)
