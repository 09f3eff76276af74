"""What the benchmarks share: data folders with real texts, and the summary of what was measured."""

from collections.abc import Iterator
from typing import Any

import pytest
from beside import Benchmark
from materials import LONGEST, corpus, imported, undress
from PySide6.QtWidgets import QApplication

from db import connection
from db.library import bundled
from db.places import Places
from desktop import theme as themes
from desktop.dressing import Dresser
from desktop.theme import Theme

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


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The light theme, with the application dressed in it as the desk is."""
    light = themes.theme("light")
    Dresser(light)
    yield light
    undress(qapp)
