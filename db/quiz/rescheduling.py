"""What other options would do to the cards in review: seen first, then done, and taken back.

A card's memory is replayed from its grades where the parameters change, and stays where only the
desired retention or the easy days do; it then comes due by the new interval after its last review.
Cards in learning and those set aside are left alone.
"""

import json
import sqlite3
from collections import Counter
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from db import clock
from db.quiz import options as kept_options
from db.quiz.easy_days import eased
from db.quiz.histories import histories
from db.quiz.memory import Memory, Model
from db.quiz.options import LearnOptions
from db.quiz.waiting import day_of

AHEAD = 30
"""Days whose load a plan shows."""


_PLANNED = ("parameters", "retention", "easy_days", "new_a_day")
"""The options that a plan may change."""


@dataclass(frozen=True, slots=True)
class Move:
    """A card and its state (JSON of `fsrs.Card`) before and after."""

    question: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a change would do; `loads` are (day, cards due before, and after), today first."""

    options: LearnOptions
    moves: tuple[Move, ...]
    cards: int
    earlier: int
    later: int
    loads: tuple[tuple[str, int, int], ...]

    @property
    def due_before(self) -> int:
        """Cards due today as it is."""
        return self.loads[0][1]

    @property
    def due_after(self) -> int:
        """Cards due today if it is done."""
        return self.loads[0][2]


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back; `passed` cards were answered since and stay as they are."""

    words: str
    cards: int
    passed: int


def plan(connection: sqlite3.Connection, options: LearnOptions, now: datetime) -> Plan:
    """Work out what these options would do; nothing is written."""
    current = kept_options.read(connection)
    model = Model(options.parameters)
    replayed = _replayed(connection, model) if options.parameters != current.parameters else {}
    rows = connection.execute(
        "SELECT question, state FROM card WHERE deleted = '' AND suspended = 0 AND phase = 2"
    ).fetchall()
    moves, loads = [], (Counter[date](), Counter[date]())
    earlier = later = 0
    for name, state in rows:
        values = json.loads(state)
        after = _moved(values, replayed.get(name), model, options)
        old, new = _day(values["due"]), _day(after["due"])
        loads[0][old] += 1
        loads[1][new] += 1
        earlier += new < old
        later += new > old
        if after != values:
            moves.append(Move(name, state, json.dumps(after)))
    return Plan(options, tuple(moves), len(rows), earlier, later, _loads(*loads, now))


def apply(connection: sqlite3.Connection, made: Plan, words: str, now: datetime) -> int:
    """Do what a plan says, and keep its options, in one transaction; return how many cards moved.

    A card answered since the plan was made is passed over. Copy the file before
    (`db.study.backup`).
    """
    before = kept_options.read(connection)
    with connection:
        after = kept_options.put(connection, made.options)
        change = connection.execute(
            "INSERT INTO schedule_change (words, before, after, made) VALUES (?, ?, ?, ?)",
            (words, json.dumps(asdict(before)), json.dumps(asdict(after)), clock.stamp(now)),
        ).lastrowid
        done = [move for move in made.moves if _put(connection, move, now)]
        connection.executemany(
            "INSERT INTO rescheduled_card VALUES (?, ?, ?, ?)",
            ((change, move.question, move.before, move.after) for move in done),
        )
    return len(done)


def undo(connection: sqlite3.Connection, now: datetime) -> Undone | None:
    """Take the latest change back; None where there is none.

    What was set otherwise since then stays as it was set.
    """
    row = connection.execute(
        "SELECT id, words, before, after FROM schedule_change WHERE undone = 0"
        " ORDER BY id DESC LIMIT 1"
    ).fetchone()
    if row is None:
        return None
    change, words, *options = row
    old, made = (kept_options.sound(json.loads(one)) for one in options)
    with connection:
        here = kept_options.read(connection)
        back = {n: getattr(old, n) for n in _PLANNED if getattr(here, n) == getattr(made, n)}
        kept_options.put(connection, replace(here, **back))
        moves = [
            Move(*one) for one in connection.execute(
                "SELECT question, after, before FROM rescheduled_card WHERE change = ?", (change,)
            )
        ]  # fmt: skip
        moved = sum(_put(connection, move, now) for move in moves)
        connection.execute("UPDATE schedule_change SET undone = 1 WHERE id = ?", (change,))
    return Undone(words, moved, len(moves) - moved)


def last_change(connection: sqlite3.Connection) -> str:
    """Return the words of the change that `undo` would take back, empty where there is none."""
    row = connection.execute(
        "SELECT words FROM schedule_change WHERE undone = 0 ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return str(row[0]) if row else ""


def _replayed(connection: sqlite3.Connection, model: Model) -> dict[str, Memory]:
    found = ((name, model.replayed(of, begun)) for name, begun, of in histories(connection))
    return {name: memory for name, memory in found if memory is not None}


def _moved(
    values: dict[str, Any], memory: Memory | None, model: Model, options: LearnOptions
) -> dict[str, Any]:
    memory = memory or Memory(values["stability"], values["difficulty"])
    last = datetime.fromisoformat(values["last_review"])
    days = model.interval(memory.stability, options.retention, options.longest_interval)
    days = eased(str(values["card_id"]), last, days, options.easy_days, options.longest_interval)
    due = (last + timedelta(days=days)).astimezone(UTC).isoformat()
    return {
        **values, "stability": memory.stability, "difficulty": memory.difficulty, "due": due,
    }  # fmt: skip


def _put(connection: sqlite3.Connection, move: Move, now: datetime) -> bool:
    due = clock.stamp(datetime.fromisoformat(json.loads(move.after)["due"]))
    return (
        connection.execute(
            "UPDATE card SET state = ?, due = ?, modified = ? WHERE question = ? AND state = ?"
            " AND deleted = ''",
            (move.after, due, clock.stamp(now), move.question, move.before),
        ).rowcount
        > 0
    )


def _day(due: str) -> date:
    return datetime.fromisoformat(due).astimezone().date()


def _loads(
    before: Counter[date], after: Counter[date], now: datetime
) -> tuple[tuple[str, int, int], ...]:
    """Return the load of the days ahead; what is overdue stands on today."""
    today = date.fromisoformat(day_of(now))
    overdue = [sum(n for day, n in load.items() if day <= today) for load in (before, after)]
    ahead = [today + timedelta(days=n) for n in range(1, AHEAD)]
    return (
        (today.isoformat(), overdue[0], overdue[1]),
        *((day.isoformat(), before[day], after[day]) for day in ahead),
    )
