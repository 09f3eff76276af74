"""Reading positions: the last one of each document counts, across restarts."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from db.library.tables import CONTENT_TABLES
from db.models import EditionKey
from db.study import positions
from db.study.tables import PERSONAL_TABLES

DIGEST = EditionKey("A/RES/99/1", "digest", "en")
ARABIC = EditionKey("A/RES/99/1", "official", "ar")
LOG = EditionKey("harbour-log", "import", "en")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "study.db"
    connection = sqlite3.connect(path)
    connection.executescript(CONTENT_TABLES + PERSONAL_TABLES)
    connection.close()
    return path


@pytest.fixture
def study(path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(path)
    yield connection
    connection.close()


def test_a_document_never_opened_has_no_position(study: sqlite3.Connection) -> None:
    assert positions.load(study, "A/RES/99/1") is None
    positions.save(study, LOG, "p2")
    assert positions.load(study, "A/RES/99/1") is None


def test_the_last_position_counts(study: sqlite3.Connection, path: Path) -> None:
    positions.save(study, DIGEST, "op6")
    positions.save(study, LOG, "p2")
    positions.save(study, ARABIC, "op7.a")
    again = sqlite3.connect(path)
    assert positions.load(again, "A/RES/99/1") == (ARABIC, "op7.a")
    assert positions.load(again, "harbour-log") == (LOG, "p2")
    assert again.execute("SELECT count(*) FROM reading_position").fetchone() == (2,)
    again.close()


def test_a_position_says_when(study: sqlite3.Connection) -> None:
    positions.save(study, DIGEST, "op6", now=datetime(2026, 11, 23, 12, tzinfo=UTC))
    found = study.execute("SELECT modified FROM reading_position").fetchall()
    assert found == [("2026-11-23T12:00:00.000000Z",)]


@pytest.mark.parametrize("name", ["'; DROP TABLE note; --", "人工智能", "a\x00b", "x" * 10_000, ""])
def test_any_name_is_only_a_name(study: sqlite3.Connection, name: str) -> None:
    key = EditionKey(name, name, name)
    positions.save(study, key, name)
    assert positions.load(study, name) == (key, name)
