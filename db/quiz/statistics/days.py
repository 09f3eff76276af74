"""What was done on each day, and how well what was predicted came true."""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from db import clock
from db.quiz.waiting import day_of, start_of

_DAY = (
    "SELECT coalesce(sum(answers), 0), coalesce(sum(milliseconds), 0), coalesce(sum(right), 0),"
    " coalesce(sum(recalls), 0), total(expected), coalesce(sum(recalled), 0)"
    " FROM answer_time WHERE quarter >= ? AND quarter < ?"
)


@dataclass(frozen=True, slots=True)
class Day:
    """One local day: answers in every mode, their time, and how the due reviews came out.

    `recalls` are reviews of cards in review on a later day, `expected` how many of them were to be
    right by what FSRS predicted, `recalled` how many were.
    """

    day: str
    answers: int = 0
    milliseconds: int = 0
    right: int = 0
    recalls: int = 0
    expected: float = 0.0
    recalled: int = 0


@dataclass(frozen=True, slots=True)
class Streak:
    """Days in a row with an answer: up to today or yesterday, and the longest."""

    current: int
    longest: int


def days(connection: sqlite3.Connection, first: str = "", last: str = "") -> list[Day]:
    """Add up every local day from `first` to `last` (ISO 8601 dates, both included).

    Not given, they are the day of the first answer and today; without answers there are no days.
    """
    (begun,) = connection.execute(
        "SELECT min(quarter) FROM answer_time WHERE answers > 0"
    ).fetchone()
    if not (first or begun):
        return []
    first = first or day_of(datetime.fromisoformat(f"{begun}:00+00:00"))
    asked = list(_each_day(first, last or day_of(clock.now())))
    bounds = [clock.stamp(start_of(day))[:16] for day in [*asked, _after(asked[-1])]]
    return [
        Day(day, *connection.execute(_DAY, (begin, end)).fetchone())
        for day, begin, end in zip(asked, bounds, bounds[1:], strict=False)
    ]


def _after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _each_day(first: str, last: str) -> Iterator[str]:
    day, end = date.fromisoformat(first), date.fromisoformat(last)
    while day <= end:
        yield day.isoformat()
        day += timedelta(days=1)


def streak(found: Sequence[Day], today: str) -> Streak:
    """Count days in a row; a day without answers that is not over yet breaks nothing."""
    longest = run = 0
    for one in found:
        if one.day == today and not one.answers:
            break
        run = run + 1 if one.answers else 0
        longest = max(longest, run)
    return Streak(run, longest)


def grouped(found: Sequence[Day], span: str) -> list[Day]:
    """Add days up by `week` (named for its Monday) or `month` (`2026-11`)."""
    sums: dict[str, list[Day]] = {}
    for one in found:
        sums.setdefault(_span_of(one.day, span), []).append(one)
    return [total(name, of) for name, of in sums.items()]


def total(name: str, of: Sequence[Day]) -> Day:
    """Add days up under a name."""
    return Day(
        name,
        sum(one.answers for one in of),
        sum(one.milliseconds for one in of),
        sum(one.right for one in of),
        sum(one.recalls for one in of),
        sum(one.expected for one in of),
        sum(one.recalled for one in of),
    )


def _span_of(day: str, span: str) -> str:
    if span == "month":
        return day[:7]
    if span == "week":
        found = date.fromisoformat(day)
        return (found - timedelta(days=found.weekday())).isoformat()
    return day
