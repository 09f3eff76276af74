"""The reading record: kept by document and label, whatever the edition, and never thrown away."""

import sqlite3
from datetime import UTC, datetime

import pytest

from db.models import EditionKey
from db.study import reading_record
from db.study.reading_record import Reading

RESOLUTION = "A/RES/78/311"
DIGEST = EditionKey(RESOLUTION, "digest", "en")
FRENCH = EditionKey(RESOLUTION, "official", "fr")
READ = "2026-11-26T10:00:00.000000Z"


def test_what_is_saved_is_loaded(study: sqlite3.Connection) -> None:
    kept = [Reading("op1", 12.5, READ), Reading("op2", 3.0), Reading("op3", 0, READ, by_hand=True)]
    reading_record.save(study, DIGEST, kept)
    assert sorted(reading_record.load(study, RESOLUTION), key=lambda one: one.label) == kept
    assert reading_record.load(study, "fu-cong") == []


def test_a_paragraph_is_one_in_every_language(study: sqlite3.Connection) -> None:
    reading_record.save(study, DIGEST, [Reading("op1", 5)], now=datetime(2026, 11, 1, tzinfo=UTC))
    reading_record.save(
        study, FRENCH, [Reading("op1", 9, READ)], now=datetime(2026, 11, 2, tzinfo=UTC)
    )
    assert reading_record.load(study, RESOLUTION) == [Reading("op1", 9, READ)]
    rows = study.execute("SELECT edition, language, created, modified FROM reading").fetchall()
    assert rows == [
        ("official", "fr", "2026-11-01T00:00:00.000000Z", "2026-11-02T00:00:00.000000Z")
    ]


def test_what_is_taken_back_leaves_a_record(study: sqlite3.Connection) -> None:
    reading_record.save(study, DIGEST, [Reading("op1", 5, READ)])
    reading_record.save(study, DIGEST, [Reading("op1", 0, by_hand=True)])
    assert reading_record.load(study, RESOLUTION) == [Reading("op1", 0, "", True)]
    ids = study.execute("SELECT id FROM reading").fetchall()
    assert len(ids) == 1
    assert len(ids[0][0]) == 36


def test_shares_are_of_the_edition_read_furthest(study: sqlite3.Connection) -> None:
    assert reading_record.shares(study) == {}
    reading_record.save(study, DIGEST, [Reading("op1", 1)])
    assert reading_record.shares(study) == {}, "begun is not read"
    labels = [f"pp{n}" for n in range(1, 16)]
    reading_record.save(study, DIGEST, [Reading(label, 9, READ) for label in labels])
    assert reading_record.shares(study) == {RESOLUTION: 0.5}
    reading_record.save(study, DIGEST, [Reading("no-such-label", 9, READ)])
    reading_record.save(study, EditionKey("gone", "import", "en"), [Reading("p1", 9, READ)])
    assert reading_record.shares(study) == {RESOLUTION: 0.5}


def test_a_reader_sees_an_empty_record_in_an_empty_file(reader: sqlite3.Connection) -> None:
    assert reading_record.load(reader, RESOLUTION) == []
    assert reading_record.shares(reader) == {}


def test_stays_are_kept_and_damaged_ones_are_none(study: sqlite3.Connection) -> None:
    assert reading_record.load_stays(study) == []
    reading_record.save_stays(study, [200.04, 250])
    reading_record.save_stays(study, [210.06, 250])
    assert reading_record.load_stays(study) == [210.1, 250]
    for damaged in ("[", "{}", '"x"', '[null, "a", 7]', "3", "null"):
        with study:
            study.execute("UPDATE meta SET value = ? WHERE key = 'reading_pace'", (damaged,))
        assert reading_record.load_stays(study) in ([], [7.0])


@pytest.mark.parametrize("name", ["'; DROP TABLE reading; --", "人工智能", "a\x00b", ""])
def test_any_name_is_only_a_name(study: sqlite3.Connection, name: str) -> None:
    key = EditionKey(name, name, name)
    reading_record.save(study, key, [Reading(name, 1)])
    assert reading_record.load(study, name) == [Reading(name, 1)]
