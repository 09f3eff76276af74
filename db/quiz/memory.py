"""What FSRS-6 believes of a memory, as plain arithmetic: chance of recall, interval, next state.

The formulas are those of "The Algorithm" of the FSRS project's wiki, version 6, with the 21
parameters w0 to w20; the package `fsrs` computes the same (a test compares them). They stand here
because statistics and forecasts need millions of them without an object each.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

DEFAULT = (
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835,
    0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
)  # fmt: skip
"""FSRS's own parameters, before any are fitted."""

LEAST_STABILITY = 0.001
EASIEST, HARDEST = 1.0, 10.0
AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4


@dataclass(frozen=True, slots=True)
class Memory:
    """How well something is remembered: stability in days, difficulty from 1 to 10."""

    stability: float
    difficulty: float


class Model:
    """FSRS-6 under one set of parameters."""

    def __init__(self, parameters: Sequence[float] = ()) -> None:
        self.w = tuple(parameters) or DEFAULT
        self.decay = -self.w[20]
        self.factor = 0.9 ** (1 / self.decay) - 1

    def recall(self, stability: float, days: float) -> float:
        """Return the chance, 0 to 1, of recall so many days after the last review."""
        return float((1 + self.factor * max(0.0, days) / stability) ** self.decay)

    def interval(self, stability: float, retention: float, longest: int = 36500) -> int:
        """Return after how many whole days the chance of recall has sunk to `retention`."""
        days = float(stability / self.factor * (retention ** (1 / self.decay) - 1))
        return min(max(round(days), 1), longest)

    def first(self, rating: int) -> Memory:
        """Return the memory after a first grade."""
        return Memory(
            max(self.w[rating - 1], LEAST_STABILITY), _between(self._first_difficulty(rating))
        )

    def after(self, memory: Memory, rating: int, days: float) -> Memory:
        """Return the memory after another grade, `days` (whole local days) after the last one."""
        if days < 1:
            stability = self._same_day(memory.stability, rating)
        elif rating == AGAIN:
            stability = self._forgotten(memory, self.recall(memory.stability, days))
        else:
            stability = self._recalled(memory, rating, self.recall(memory.stability, days))
        return Memory(max(stability, LEAST_STABILITY), self._difficulty(memory, rating))

    def replayed(
        self, grades: Iterable[tuple[int, float]], memory: Memory | None = None
    ) -> Memory | None:
        """Return the memory after grades in order, each with the days since the one before.

        `memory` is what there was before them.
        """
        for rating, days in grades:
            memory = self.first(rating) if memory is None else self.after(memory, rating, days)
        return memory

    def _first_difficulty(self, rating: int) -> float:
        return self.w[4] - math.exp(self.w[5] * (rating - 1)) + 1

    def _difficulty(self, memory: Memory, rating: int) -> float:
        change = -self.w[6] * (rating - 3)
        damped = memory.difficulty + (10 - memory.difficulty) * change / 9
        return _between(self.w[7] * self._first_difficulty(EASY) + (1 - self.w[7]) * damped)

    def _same_day(self, stability: float, rating: int) -> float:
        grown = math.exp(self.w[17] * (rating - 3 + self.w[18])) * float(stability ** -self.w[19])
        return stability * (grown if rating == AGAIN else max(grown, 1.0))

    def _forgotten(self, memory: Memory, chance: float) -> float:
        stability = float(memory.stability)
        lasting = (
            self.w[11]
            * memory.difficulty ** -self.w[12]
            * ((stability + 1) ** self.w[13] - 1)
            * math.exp((1 - chance) * self.w[14])
        )
        return float(min(lasting, stability / math.exp(self.w[17] * self.w[18])))

    def _recalled(self, memory: Memory, rating: int, chance: float) -> float:
        grown = (
            math.exp(self.w[8])
            * (11 - memory.difficulty)
            * memory.stability ** -self.w[9]
            * (math.exp((1 - chance) * self.w[10]) - 1)
            * (self.w[15] if rating == HARD else 1)
            * (self.w[16] if rating == EASY else 1)
        )
        return float(memory.stability * (1 + grown))


def _between(difficulty: float) -> float:
    return min(max(difficulty, EASIEST), HARDEST)
