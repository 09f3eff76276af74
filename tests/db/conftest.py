"""A data folder of its own for every test, beside the bundled library."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tides import Desk

from db import connection
from db.library import bundled
from db.places import Places

SHARED = bundled.CHECKOUT.parent / "shared"


@pytest.fixture(scope="session")
def library_file() -> Path:
    """The bundled library, built."""
    return bundled.ensure()


@pytest.fixture
def places(tmp_path: Path, library_file: Path) -> Places:
    return Places(tmp_path / "data", library_override=library_file)


@pytest.fixture
def study(places: Places) -> Iterator[sqlite3.Connection]:
    opened = connection.open_study(places)
    yield opened
    opened.close()


@pytest.fixture
def reader(places: Places) -> Iterator[sqlite3.Connection]:
    opened = connection.open_reader(places)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The reference material; the test is skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(f"the reference material {SHARED.name}/ is not beside this checkout")
    return SHARED


@pytest.fixture
def sources_folder(tmp_path: Path) -> Path:
    """A copy of the bundled library's sources, to be altered."""
    return shutil.copytree(bundled.SOURCES, tmp_path / "sources")


@pytest.fixture
def alter(sources_folder: Path) -> Callable[[str, str, str], int]:
    """Replace the first `old` of a source file; gives the line (1-based) where `new` begins."""

    def replace(name: str, old: str, new: str) -> int:
        path = sources_folder / name
        before, found, after = path.read_text(encoding="utf-8").partition(old)
        assert found, f"{name} does not hold {old!r}"
        path.write_text(before + new + after, encoding="utf-8")
        return before.count("\n") + 1

    return replace


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A library of tides that can be put in place of another, and a person's file beside it."""
    made = Desk(tmp_path)
    yield made
    made.restart()
