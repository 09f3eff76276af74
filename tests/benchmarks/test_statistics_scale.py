"""The numbers of the statistics page with 100,000 cards and 1,000,000 reviews."""

import sqlite3
from time import perf_counter

from beside import Benchmark
from test_quiz_scale import crowded as crowded  # noqa: PLC0414  # a fixture

from db import clock
from db.quiz.statistics import days, forecast, item_analysis, mastery, retention

WHOLE = 1.0


def test_the_statistics_at_full_size(measured: Benchmark, crowded: sqlite3.Connection) -> None:
    now = clock.now()
    taken: dict[str, float] = {}

    def timed(name: str, begun: float) -> float:
        taken[name] = max(taken.get(name, 0.0), perf_counter() - begun)
        return perf_counter()

    def bare() -> float:
        begun = perf_counter()
        crowded.execute("SELECT question, state FROM card WHERE deleted = ''").fetchall()
        return perf_counter() - begun

    def ours() -> float:
        begun = moment = perf_counter()
        assert days.days(crowded)
        moment = timed("days", moment)
        retention.calibration(crowded)
        moment = timed("retention", moment)
        assert forecast.forecast(crowded, now)
        moment = timed("forecast", moment)
        found = mastery.items(crowded, now)
        assert mastery.mastery(crowded, found, "document")
        moment = timed("mastery", moment)
        assert item_analysis.analyses(crowded, limit=100)
        timed("items", moment)
        return perf_counter() - begun

    measured.compare(ours, bare, rounds=3 if measured.is_real else 1)
    measured.tell(**{name: f"{spent * 1000:.0f} ms" for name, spent in taken.items()})
    if measured.is_real:
        assert max(taken.values()) <= WHOLE
