"""What the benchmarks share: data folders with real texts, and the summary of what was measured."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from beside import Benchmark
from PySide6.QtWidgets import QApplication

from db import connection
from db.library import bundled, documents
from db.library.official import add_official
from db.models import EditionKey
from db.places import Places
from desktop import theme as themes
from desktop.dressing import Dresser
from desktop.theme import Theme

CORPORA = bundled.CHECKOUT.parent / "shared" / "corpora"
LONGEST = "A/RES/79/243"
_LINES = pytest.StashKey[list[str]]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_LINES] = []


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    if lines := config.stash[_LINES]:
        terminalreporter.section("beside the bare baseline")
        for line in lines:
            terminalreporter.write_line(line)


@pytest.fixture
def measured(benchmark: Any, request: pytest.FixtureRequest) -> Benchmark:
    """The benchmark of this test."""
    return Benchmark(benchmark, request.config.stash[_LINES])


def corpus(name: str) -> Path:
    """A file of the reference material; the benchmark is skipped where it is absent."""
    path = CORPORA / name
    if not path.is_file():
        pytest.skip(f"the reference material has no {path.parent.name}/{name}")
    return path


def imported(folder: Path, source: Path, symbols: list[str] | None = None) -> Places:
    """A data folder with the official texts of `source`, beside the bundled library."""
    places = Places(folder, library_override=bundled.ensure())
    with closing(connection.open_study(places)) as study:
        results = add_official(study, symbols, source)
        study.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert {result.outcome for result in results} <= {"added", "updated", "skipped", "unchanged"}
    return places


@pytest.fixture(scope="session")
def bundled_only(tmp_path_factory: pytest.TempPathFactory) -> Places:
    """A data folder as a first start leaves it."""
    places = Places(tmp_path_factory.mktemp("bundled"), library_override=bundled.ensure())
    connection.open_study(places).close()
    return places


@pytest.fixture(scope="session")
def six_languages(tmp_path_factory: pytest.TempPathFactory) -> Places:
    """Official texts of 17 resolutions in six languages each."""
    source = corpus("ga-six-languages.zip")
    return imported(tmp_path_factory.mktemp("six-languages"), source)


@pytest.fixture(scope="session")
def sessions_75_80(tmp_path_factory: pytest.TempPathFactory) -> Places:
    """Every English resolution of six sessions."""
    return imported(tmp_path_factory.mktemp("sessions"), corpus("ga-english-75-80.zip"))


@pytest.fixture(scope="session")
def longest(tmp_path_factory: pytest.TempPathFactory) -> Places:
    """The longest resolution, A/RES/79/243."""
    return imported(tmp_path_factory.mktemp("longest"), corpus("ga-english-75-80.zip"), [LONGEST])


def words_of(places: Places, key: EditionKey) -> str:
    """The whole text of an edition, a paragraph a line."""
    with closing(connection.open_reader(places)) as opened:
        found = documents.edition(opened, key)
    return "\n".join(passage.text for passage in found.passages)


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The light theme, with the application dressed in it as the desk is."""
    light = themes.theme("light")
    Dresser(light)
    yield light
    undress(qapp)


def undress(application: QApplication) -> None:
    """Leave the application as it was before a desk or a theme."""
    application.setStyleSheet("")
    application.setPalette(application.style().standardPalette())
