"""Files that are not as they should be: each command says so and leaves them alone."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from command_line import OP6, READING, WRITING, Resolute, digest

from db import connection as stores
from db.library import bundled
from db.places import Places


@pytest.mark.parametrize("words", READING)
def test_reading_works_without_data_and_makes_none(
    resolute: Resolute, home: Path, words: tuple[str, ...]
) -> None:
    assert resolute(*words).code == 0
    assert not home.exists()


def spoil_with_text(path: Path) -> None:
    path.write_text("Dear diary, this is no database.\n" * 200)


def spoil_by_cutting(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\0" * (len(whole) - 4096))


def make_newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as opened:
        opened.execute("PRAGMA user_version = 999")


def make_foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as opened:
        opened.execute("CREATE TABLE bookmarks (url)")


@pytest.mark.parametrize("words", READING + WRITING)
@pytest.mark.parametrize(
    ("spoil", "word"),
    [
        (spoil_with_text, "is not a Resolute data file"),
        (spoil_by_cutting, "is not a Resolute data file"),
        (make_newer, "newer version of Resolute"),
        (make_foreign, "is not a Resolute data file"),
    ],
)
def test_a_file_that_cannot_be_read_is_left_as_it_is(
    resolute: Resolute, home: Path, spoil: Callable[[Path], None], word: str, words: Any
) -> None:
    stores.open_study(Places(home)).close()
    path = home / "study.db"
    spoil(path)
    before = digest(path)
    assert resolute(*words).is_refused(3, word, str(path))
    assert digest(path) == before
    examined = resolute("doctor")
    assert (examined.code, word in examined.out) == (3, True)
    assert digest(path) == before


@pytest.mark.parametrize("words", WRITING)
def test_a_locked_file_is_left_as_it_is(
    resolute: Resolute, study: sqlite3.Connection, home: Path, words: tuple[str, ...]
) -> None:
    path = home / "study.db"
    study.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = digest(path)
    study.execute("BEGIN EXCLUSIVE")
    assert resolute(*words).is_refused(3, "held by another program", str(path))
    examined = resolute("doctor")
    assert (examined.code, "held by another program" in examined.out) == (3, True)
    assert resolute("show", OP6).code == 0
    study.rollback()
    assert digest(path) == before


def test_a_file_locked_against_reading_gets_a_sentence(
    resolute: Resolute, study: sqlite3.Connection, home: Path
) -> None:
    study.execute("PRAGMA journal_mode = DELETE")
    before = digest(home / "study.db")
    study.execute("BEGIN EXCLUSIVE")
    for words in READING + WRITING:
        assert resolute(*words).is_refused(3, "held by another program")
    study.rollback()
    assert digest(home / "study.db") == before


@pytest.mark.parametrize("words", READING + WRITING)
@pytest.mark.parametrize("below", ["", "below"])
def test_a_folder_that_cannot_be_gets_a_sentence(
    resolute: Resolute, home: Path, words: tuple[str, ...], below: str
) -> None:
    home.write_text("a file where the folder should be")
    before = digest(home)
    outcome = resolute(*words, at=home / below)
    assert outcome.is_refused(3, str(home / below), "--data-dir")
    assert resolute("doctor", at=home / below).code == 3
    assert digest(home) == before


def test_a_folder_in_place_of_the_file_gets_a_sentence(resolute: Resolute, home: Path) -> None:
    (home / "study.db").mkdir(parents=True)
    for words in READING + WRITING:
        assert resolute(*words).is_refused(3, "study.db")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
def test_a_read_only_folder_can_be_read(
    resolute: Resolute, study: sqlite3.Connection, home: Path
) -> None:
    study.close()
    before = digest(home / "study.db")
    home.chmod(0o500)
    try:
        for words in WRITING:
            assert resolute(*words).is_refused(3, "cannot be opened for writing")
    finally:
        home.chmod(0o700)
    assert digest(home / "study.db") == before


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the bundled library, as if installed: there are no sources to build it from."""
    library = tmp_path / "library.db"
    library.write_bytes(bundled.ensure().read_bytes())
    monkeypatch.setattr(bundled, "TARGET", library)
    monkeypatch.setattr(bundled, "SOURCES", tmp_path / "none")
    return library


@pytest.mark.parametrize("words", READING + WRITING)
def test_a_missing_library_gets_a_sentence(
    resolute: Resolute, installed: Path, words: tuple[str, ...]
) -> None:
    installed.unlink()
    assert resolute(*words).is_refused(3, str(installed), "missing")
    assert resolute("doctor").code == 3


@pytest.mark.parametrize("words", READING + WRITING)
@pytest.mark.parametrize("spoil", [spoil_with_text, spoil_by_cutting, make_foreign])
def test_a_damaged_library_gets_a_sentence(
    resolute: Resolute, installed: Path, spoil: Callable[[Path], None], words: Any
) -> None:
    spoil(installed)
    before = digest(installed)
    assert resolute(*words).is_refused(3, str(installed), "damaged")
    assert digest(installed) == before
    assert resolute("doctor").code == 3


def test_damage_deep_in_the_library_is_not_blamed_on_the_person(
    resolute: Resolute, installed: Path, study: sqlite3.Connection
) -> None:
    with closing(sqlite3.connect(installed)) as opened:
        query = "SELECT rootpage FROM sqlite_master WHERE name = 'passage'"
        (page,) = opened.execute(query).fetchone()
        (size,) = opened.execute("PRAGMA page_size").fetchone()
    with installed.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    assert resolute("show", OP6).is_refused(3, str(installed), "damaged")
