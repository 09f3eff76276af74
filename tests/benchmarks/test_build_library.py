"""Building the bundled library from its sources, as a checkout does when one of them changed."""

from pathlib import Path
from statistics import median
from time import perf_counter

from beside import Benchmark

from db.library import build, bundled, sources


def test_building_the_library(measured: Benchmark, tmp_path: Path) -> None:
    def ours() -> float:
        started = perf_counter()
        build.build(bundled.SOURCES, tmp_path / "library.db")
        return perf_counter() - started

    def bare() -> float:
        """Read and parse the sources, which no way of building can do without."""
        started = perf_counter()
        sources.read(bundled.SOURCES)
        return perf_counter() - started

    done = measured.compare(ours, bare, rounds=9)
    measured.tell(wanted=f"well under 1 s: {median(done.ours):.3f} s")
