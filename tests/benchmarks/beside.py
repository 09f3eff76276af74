"""Measuring something beside a bare baseline: in the same run, by turns, as a ratio."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

Measure = Callable[[], float]
"""Does a piece of work once and returns the seconds it took."""


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that `share` (0 to 1) of all values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def spread(values: Sequence[float]) -> str:
    """Say how long something took: median, p95, p99 and the longest, from seconds."""
    parts = {
        "median": median(values),
        "p95": percentile(values, 0.95),
        "p99": percentile(values, 0.99),
        "max": max(values),
    }
    return "  ".join(f"{name} {1000 * value:.2f} ms" for name, value in parts.items())


@dataclass(frozen=True)
class Comparison:
    """What ours and the bare baseline took, in the same unit, turn by turn."""

    ours: Sequence[float]
    bare: Sequence[float]

    @property
    def ratio(self) -> float:
        """The median of ours as a multiple of the bare one's."""
        return median(self.ours) / median(self.bare)


class Benchmark:
    """A benchmark under way: pytest-benchmark's fixture, and lines for the summary."""

    def __init__(self, fixture: Any, lines: list[str]) -> None:
        self._fixture, self._lines = fixture, lines
        self.name: str = fixture.name

    @property
    def is_real(self) -> bool:
        """Whether times count; otherwise everything is done once, to see that it works."""
        return bool(self._fixture.enabled)

    def compare(
        self, ours: Measure, bare: Measure, *, rounds: int, target: float | None = None
    ) -> Comparison:
        """Measure by turns, tell the ratio, and hold it against the target if there is one."""
        done = Comparison([], [])
        turn = _Turn(ours, bare, done)
        self._fixture.pedantic(turn.ours, setup=turn.bare, rounds=rounds)
        self.tell(
            ratio=round(done.ratio, 3), target=target or "none",
            ours=spread(done.ours), bare=spread(done.bare),
        )  # fmt: skip
        if self.is_real and target is not None:
            assert done.ratio <= target, f"{done.ratio:.2f} times the bare baseline"
        return done

    def once(self, work: Callable[[], Any]) -> Any:
        """Do work that measures itself inside."""
        return self._fixture.pedantic(work)

    def tell(self, **facts: Any) -> None:
        """Record facts and put them into the summary."""
        self._fixture.extra_info.update(facts)
        if self.is_real:
            self._lines.append(self.name)
            self._lines += [f"    {name}: {fact}" for name, fact in facts.items()]


class _Turn:
    """One after the other, so that a busy machine is busy for both."""

    def __init__(self, ours: Measure, bare: Measure, done: Comparison) -> None:
        self._ours, self._bare = ours, bare
        self._taken: Any = done

    def bare(self) -> None:
        self._taken.bare.append(self._bare())

    def ours(self) -> None:
        self._taken.ours.append(self._ours())
