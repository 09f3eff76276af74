"""From the command to a document one can read, measured from outside; and what ten tabs hold."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from time import perf_counter

import pytest
from beside import Benchmark
from materials import words_of

from db.library import bundled
from db.models import EditionKey
from db.places import Places

HERE = Path(__file__).parent
RESOLUTION = EditionKey("A/RES/78/311", "digest", "en")
TEN = (
    "A/RES/78/311", "fu-cong", "spokesperson", "hrc-56", "press-report", "initiatives",
    "A/RES/79/1", "A/RES/78/132", "A/RES/80/118", "A/RES/78/265",
)  # fmt: skip
"""Every bundled document, and four resolutions, the longest of the six-language texts first."""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """No screen, and bytecode that is kept, as that of an installed program is."""
    kept = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(bundled.CHECKOUT)}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    return {**kept, "PYTHONPYCACHEPREFIX": str(tmp_path / "bytecode")}


@pytest.fixture
def text(bundled_only: Places, tmp_path: Path) -> Path:
    """The resolution's text in a plain file."""
    path = tmp_path / "text.txt"
    path.write_text(words_of(bundled_only, RESOLUTION), encoding="utf-8")
    return path


def run(environment: Mapping[str, str], *words: str | Path) -> str:
    done = subprocess.run(
        [sys.executable, *map(str, words)],
        cwd=bundled.CHECKOUT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_start_to_a_readable_document(
    measured: Benchmark, environment: dict[str, str], bundled_only: Places, text: Path
) -> None:
    environment["RESOLUTE_EXIT_AFTER_FIRST_PAINT"] = "1"
    environment["RESOLUTE_HOME"] = str(bundled_only.data)

    def seconds(*words: str | Path) -> float:
        started = perf_counter()
        run(environment, *words)
        return perf_counter() - started

    desk, bare = ("-m", "desktop"), (HERE / "bare_window.py", text)
    if measured.is_real:
        seconds(*bare)
        seconds(*desk)
    measured.compare(lambda: seconds(*desk), lambda: seconds(*bare), rounds=21, target=1.5)


@pytest.mark.skipif(sys.platform != "linux", reason="the peak of memory is read from /proc")
def test_memory_of_ten_tabs(
    measured: Benchmark, environment: dict[str, str], six_languages: Places, text: Path
) -> None:
    environment["PYTHONPATH"] += f"{os.pathsep}{HERE}"

    def ours() -> float:
        return int(run(environment, HERE / "ten_tabs.py", six_languages.data, *TEN)) / 1024

    def bare() -> float:
        return int(run(environment, HERE / "bare_window.py", text, "stay")) / 1024

    done = measured.compare(ours, bare, rounds=3, target=2.5)
    measured.tell(megabytes=f"{min(done.ours):.0f} beside {min(done.bare):.0f}")
