"""The load simulator: how many reviews the days ahead bring under other options.

Each card is played forward by chance, as FSRS believes: recalled with the chance of that day, it is
graded good; forgotten, again, and learnt anew the same day. Of many cards a sample stands for all.
One seed gives one result.
"""

import json
import sqlite3
from dataclasses import dataclass
from datetime import date, datetime
from random import Random

from db.quiz.memory import AGAIN, GOOD, Memory, Model
from db.quiz.options import LearnOptions
from db.quiz.waiting import day_of, unseen

SAMPLE = 1500
"""Cards played forward; more are stood for by these."""


@dataclass(frozen=True, slots=True)
class Load:
    """One day ahead: reviews, new cards, minutes they take, and cards remembered at its end."""

    day: int
    reviews: float
    new: float
    minutes: float
    known: float


@dataclass(frozen=True, slots=True)
class Start:
    """Where the simulation begins: (memory, days since the last review, days until due) of the
    sampled cards, how many each stands for, how many questions are new, seconds an answer takes."""

    cards: tuple[tuple[Memory, int, int], ...]
    weight: float
    unseen: int
    seconds: float


@dataclass(slots=True)
class _Played:
    memory: Memory
    last: int
    due: int


def start(connection: sqlite3.Connection, now: datetime) -> Start:
    """Read where the cards stand; the sample is always the same."""
    today = date.fromisoformat(day_of(now))
    states = [
        state for (state,) in connection.execute(
            "SELECT state FROM card WHERE deleted = '' AND suspended = 0 AND phase > 0"
            " AND state <> '' ORDER BY question"
        )
    ]  # fmt: skip
    chosen = Random("load").sample(states, SAMPLE) if len(states) > SAMPLE else states
    milliseconds, answers = connection.execute(
        "SELECT coalesce(sum(milliseconds), 0), coalesce(sum(answers), 0) FROM answer_time"
    ).fetchone()
    return Start(
        tuple(_card(state, today) for state in chosen),
        max(1.0, len(states) / SAMPLE),
        unseen(connection),
        milliseconds / answers / 1000 if answers else 10.0,
    )


def _card(state: str, today: date) -> tuple[Memory, int, int]:
    values = json.loads(state)
    memory = Memory(values["stability"] or 1.0, values["difficulty"] or 5.0)
    last, due = (
        datetime.fromisoformat(values[name]).astimezone().date() for name in ("last_review", "due")
    )
    return memory, max(0, (today - last).days), max(0, (due - today).days)


def simulate(begin: Start, options: LearnOptions, days: int = 90, seed: int = 1) -> list[Load]:
    """Play so many days forward under these options (retention, limits, parameters)."""
    chance, model = Random(f"load {seed}"), Model(options.parameters)
    cards = [_Played(memory, -since, due) for memory, since, due in begin.cards]
    left, owed = begin.unseen / begin.weight, 0.0
    loads = []
    for day in range(days):
        waiting = sorted((one for one in cards if one.due <= day), key=lambda one: one.due)
        waiting = waiting[: round(options.reviews_a_day / begin.weight)]
        for one in waiting:
            _review(one, day, model, options, chance)
        owed += min(options.new_a_day / begin.weight, left)
        begun = int(owed)
        owed, left = owed - begun, left - min(options.new_a_day / begin.weight, left)
        for _ in range(begun):
            memory = model.first(GOOD)
            cards.append(_Played(memory, day, day + _away(memory, model, options)))
        answers = (len(waiting) + 2 * begun) * begin.weight
        known = sum(model.recall(one.memory.stability, day - one.last) for one in cards)
        loads.append(
            Load(day, len(waiting) * begin.weight, begun * begin.weight,
                 answers * begin.seconds / 60, known * begin.weight)
        )  # fmt: skip
    return loads


def _review(one: _Played, day: int, model: Model, options: LearnOptions, chance: Random) -> None:
    since = day - one.last
    if chance.random() < model.recall(one.memory.stability, since):
        one.memory = model.after(one.memory, GOOD, since)
    else:
        one.memory = model.after(model.after(one.memory, AGAIN, since), GOOD, 0)
    one.last, one.due = day, day + _away(one.memory, model, options)


def _away(memory: Memory, model: Model, options: LearnOptions) -> int:
    return model.interval(memory.stability, options.retention, options.longest_interval)
