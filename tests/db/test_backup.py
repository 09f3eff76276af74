"""Dated copies of the person's file."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.errors import StoreNotWritable, UsageError
from db.library.tables import CONTENT_TABLES
from db.models import EditionKey
from db.places import Places
from db.study import backup, positions
from db.study.tables import PERSONAL_TABLES

KEY = EditionKey("A/RES/99/1", "digest", "en")


@pytest.fixture
def places(tmp_path: Path) -> Places:
    places = Places(tmp_path / "data")
    places.make()
    return places


@pytest.fixture
def study(places: Places) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(places.study)
    connection.executescript("PRAGMA journal_mode = WAL;" + CONTENT_TABLES + PERSONAL_TABLES)
    positions.save(connection, KEY, "op6")
    yield connection
    connection.close()


def pretend(places: Places, *names: str) -> None:
    places.backups.mkdir(parents=True, exist_ok=True)
    for name in names:
        (places.backups / name).write_bytes(b"a copy")


def test_a_copy_is_the_file_as_it_was(study: sqlite3.Connection, places: Places) -> None:
    made = backup.create(study, places)
    positions.save(study, KEY, "op7")
    copy = sqlite3.connect(made.path)
    assert positions.load(copy, KEY.document) == (KEY, "op6")
    assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    copy.close()
    assert made.reason == "by-hand"
    assert made.size == made.path.stat().st_size > 0
    assert backup.copies(places) == [made]
    assert [path.suffix for path in places.backups.iterdir()] == [".db"]


@pytest.mark.parametrize("reason", ["", "two words", "../../away", "a/b", "UPPER", "x" * 41, "é"])
def test_a_reason_that_is_no_name(study: sqlite3.Connection, places: Places, reason: str) -> None:
    with pytest.raises(UsageError, match="cannot name a copy"):
        backup.create(study, places, reason)
    assert not places.backups.exists()


def test_a_folder_that_cannot_be_written_gets_a_sentence(
    study: sqlite3.Connection, places: Places
) -> None:
    places.backups.write_text("a file where the folder should be")
    with pytest.raises(StoreNotWritable, match=r"could be made in .*backups"):
        backup.create(study, places)
    assert positions.load(study, KEY.document) == (KEY, "op6")


def test_copies_are_listed_newest_first(places: Places) -> None:
    assert backup.copies(places) == []
    pretend(
        places,
        "study-2026-01-05T101500-daily.db",
        "study-2026-11-23T020221-by-hand.db",
        "study-2025-12-31T235959-before-migration.db",
        "study-2026-13-45T996099-daily.db",
        "study-2026-01-05T101500-daily.partial",
        "holiday.db",
    )
    (places.backups / "study-2026-02-02T020202-daily.db").mkdir()
    assert [(c.made, c.reason, c.size) for c in backup.copies(places)] == [
        ("2026-11-23T02:02:21.000000Z", "by-hand", 6),
        ("2026-01-05T10:15:00.000000Z", "daily", 6),
        ("2025-12-31T23:59:59.000000Z", "before-migration", 6),
    ]


def test_old_copies_of_one_reason_are_thinned_out(places: Places) -> None:
    days = [f"study-2026-01-{day:02}T101500-daily.db" for day in range(1, 16)]
    kept = ["study-2020-01-01T000000-by-hand.db", "study-2020-01-01T000000-before-migration.db",
            "notes.txt"]  # fmt: skip
    pretend(places, *days, *kept)
    assert [path.name for path in backup.prune(places, "daily")] == days[4::-1]
    assert sorted(path.name for path in places.backups.iterdir()) == sorted(days[5:] + kept)
    assert backup.prune(places, "daily") == []
    assert len(backup.prune(places, "daily", keep=0)) == 9
    assert [c.path.name for c in backup.copies(places) if c.reason == "daily"] == days[-1:]


def test_nothing_to_thin_out(places: Places) -> None:
    assert backup.prune(places, "daily") == []
