"""Calibration: of what FSRS held likely by so much, how much was in fact recalled."""

import math
import sqlite3
from dataclasses import dataclass

STEP = 0.05
LEAST = 0.5
"""All that was held less likely than this is one bin: few reviews come so late."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Reviews whose predicted chance lies between `low` and `high`; `predicted` is their mean.

    `margin` is half the width of the 95 % interval of the true share (Wilson).
    """

    low: float
    high: float
    reviews: int
    predicted: float
    true: float
    margin: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """The bins that hold reviews, and over all of them: mean predicted, true share, log loss."""

    bins: tuple[Bin, ...]
    reviews: int
    predicted: float
    true: float
    log_loss: float


def calibration(connection: sqlite3.Connection, since: str = "") -> Calibration:
    """Sort the reviews since a month (`2026-11`; empty: all) by what was predicted of them.

    Chances are taken to the percent: the log loss is that of the rounded chances.
    """
    rows = connection.execute(
        "SELECT percent, sum(recalls), sum(expected), sum(recalled) FROM answer_chance"
        " WHERE month >= ? AND recalls > 0 GROUP BY percent ORDER BY percent",
        (since,),
    ).fetchall()
    sums: dict[int, list[tuple[int, float, int]]] = {}
    for percent, reviews, expected, recalled in rows:
        sums.setdefault(_bin_of(percent / 100), []).append((reviews, expected, recalled))
    bins = tuple(_bin(number, found) for number, found in sorted(sums.items()))
    total = sum(one.reviews for one in bins)
    return Calibration(
        bins,
        total,
        sum(row[2] for row in rows) / total if total else 0.0,
        sum(row[3] for row in rows) / total if total else 0.0,
        sum(_loss(*row) for row in rows) / total if total else 0.0,
    )


def _bin_of(chance: float) -> int:
    """Number the bins from below: 0 for all under LEAST."""
    if chance < LEAST:
        return 0
    return 1 + min(int((chance - LEAST) / STEP + 1e-9), round((1 - LEAST) / STEP) - 1)


def _bin(number: int, found: list[tuple[int, float, int]]) -> Bin:
    reviews = sum(one[0] for one in found)
    low = 0.0 if number == 0 else LEAST + (number - 1) * STEP
    true = sum(one[2] for one in found) / reviews
    return Bin(
        round(low, 2),
        round(LEAST if number == 0 else low + STEP, 2),
        reviews,
        sum(one[1] for one in found) / reviews,
        true,
        margin(true, reviews),
    )


def margin(share: float, count: int) -> float:
    """Return half the width of Wilson's 95 % interval of a share of `count`."""
    z = 1.96
    spread = share * (1 - share) / count + z * z / (4 * count * count)
    return z * math.sqrt(spread) / (1 + z * z / count)


def _loss(percent: int, reviews: int, _expected: float, recalled: int) -> float:
    chance = min(max(percent / 100, 0.005), 0.995)
    return -(recalled * math.log(chance) + (reviews - recalled) * math.log(1 - chance))
