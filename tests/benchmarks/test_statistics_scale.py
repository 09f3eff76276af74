"""What the progress page and the quiz panel count, with 100,000 cards and 1,000,000 reviews."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from time import perf_counter, thread_time
from typing import Any

from beside import Benchmark
from test_quiz_scale import crowded as crowded  # noqa: PLC0414  # a fixture

from db import clock
from db.quiz import options, rescheduling
from db.quiz.statistics import mastery
from desktop.quiz import lookup
from desktop.quiz.progress import work

WHOLE, COUNTED = 1.0, 0.050
GROUPS = {f"known by {by}": partial(work.mastery, by=by) for by in mastery.GROUPS}
SECTIONS: dict[str, Callable[[Any], Any]] = {
    "days": work.activity,
    "retention": work.retention,
    "ahead": work.ahead,
    **GROUPS,
    "questions, the hardest": work.items,
    "questions, most answered": partial(work.items, order="most"),
    "answers by document in the panel": lookup.mastery,
    "cards that wait in the panel": lookup.waiting,
}
"""What is counted at once where a section, or the panel, is opened."""


def preview(opened: sqlite3.Connection) -> object:
    """Work out another schedule of every card, as its button does."""
    kept = options.read(opened)
    return rescheduling.plan(opened, replace(kept, retention=0.85), clock.now())


ASKED: dict[str, Callable[[Any], Any]] = {
    "schedule: see what changes": preview,
    "schedule: simulate 90 days": partial(work.load, retention=0.85, new=20),
}
"""What takes longer, and says meanwhile that it does."""


def test_the_statistics_at_full_size(measured: Benchmark, crowded: sqlite3.Connection) -> None:
    spent: dict[str, float] = {}
    shown: dict[str, float] = {}

    def bare() -> float:
        begun = perf_counter()
        crowded.execute("SELECT question, state FROM card WHERE deleted = ''").fetchall()
        return perf_counter() - begun

    def ours() -> float:
        begun = perf_counter()
        for name, section in {**SECTIONS, **ASKED}.items():
            moment, seen = thread_time(), perf_counter()
            assert section(crowded)
            spent[name] = max(spent.get(name, 0.0), thread_time() - moment)
            shown[name] = min(shown.get(name, 99.0), perf_counter() - seen)
        return perf_counter() - begun

    measured.compare(ours, bare, rounds=3 if measured.is_real else 1)
    measured.tell(**{
        name: f"{1000 * spent[name]:.0f} ms of the thread at most, {1000 * shown[name]:.0f} ms"
        " by the clock at best" for name in spent
    })  # fmt: skip
    if measured.is_real:
        assert max(spent[name] for name in SECTIONS) <= WHOLE
        assert spent["cards that wait in the panel"] <= COUNTED
