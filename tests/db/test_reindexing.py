"""The index made anew beside the old one: with progress, stopped, damaged, while others write."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from db import connection
from db.errors import IndexDamaged
from db.library import tables
from db.models import Document, Edition, EditionKey, Passage
from db.places import Places
from db.search import index
from db.search.engine import search
from db.study import backup, reindexing
from db.study.reindexing import mend, reindex


def add(study: sqlite3.Connection, name: str, words: str) -> None:
    key = EditionKey(name, "import", "en")
    passages = tuple(
        Passage(f"p{number}", "paragraph", "official", f"{words} {number}") for number in range(30)
    )
    with study:
        tables.add_document(study, Document(name, "import", name, name))
        tables.add_edition(study, Edition(key, name, passages))


@pytest.fixture
def study(places: Places) -> Iterator[sqlite3.Connection]:
    with closing(connection.open_study(places)) as opened:
        add(opened, "letter", "zebras graze")
        yield opened


def found(places: Places, words: str) -> int:
    with closing(connection.open_reader(places)) as reader:
        return len(search(reader, words, stemmed=False, limit=1000).hits)


def test_the_index_is_made_anew_with_progress(places, study, monkeypatch):
    monkeypatch.setattr(reindexing, "BATCH", 10)
    with study:
        study.execute("INSERT INTO passage_fts (passage_fts) VALUES ('delete-all')")
    with pytest.raises(IndexDamaged):
        found(places, "zebras")
    told = []
    assert reindex(places, lambda done, of: told.append((done, of))) == 30
    assert told == [(0, 30), (10, 30), (20, 30), (30, 30)]
    assert found(places, "zebras") == 30
    assert not (places.data / "index.partial").exists()
    with study:
        study.execute("INSERT INTO passage_fts (passage_fts) VALUES ('integrity-check')")
    add(study, "second", "zebras rest")
    assert found(places, "zebras") == 60


def test_an_index_of_an_older_version_is_replaced(places, study, monkeypatch):
    monkeypatch.setattr(connection, "_MANY", 10)
    with study:
        study.execute("DROP TABLE passage_lead")
        study.execute("CREATE VIRTUAL TABLE passage_lead USING fts5 (title, lead, content='')")
        study.execute("UPDATE meta SET value = '1' WHERE key = 'index'")
    with closing(connection.open_study(places, indexed=False)) as opened:
        assert not index.is_current(opened)
    assert reindex(places) == 30
    with closing(connection.open_study(places, indexed=False)) as opened:
        assert index.is_current(opened)
    assert found(places, "zebras") == 30


def test_stopped_it_leaves_the_index_that_was(places, study, monkeypatch):
    monkeypatch.setattr(reindexing, "BATCH", 10)
    seen = []
    assert reindex(places, lambda done, of: seen.append(done), lambda: len(seen) > 1) is None
    assert seen == [0, 10]
    assert found(places, "zebras") == 30
    assert not (places.data / "index.partial").exists()


def test_notes_are_written_and_searches_answered_meanwhile(places, study, monkeypatch):
    monkeypatch.setattr(reindexing, "BATCH", 10)
    answers = []

    def meanwhile(done: int, _of: int) -> None:
        with study:
            study.execute("INSERT OR REPLACE INTO meta VALUES ('at', ?)", (str(done),))
        answers.append(found(places, "zebras"))

    assert reindex(places, meanwhile) == 30
    assert answers == [30] * 4
    assert study.execute("SELECT value FROM meta WHERE key = 'at'").fetchone() == ("30",)


def test_documents_that_come_meanwhile_are_in_it(places, study):
    added = []

    def meanwhile(_done: int, _of: int) -> None:
        if not added:
            added.append(True)
            add(study, "second", "zebras rest")

    assert reindex(places, meanwhile) == 60
    assert found(places, "zebras") == 60
    assert found(places, '"zebras rest"') == 30


def test_it_is_made_even_where_documents_come_all_the_time(places, study):
    numbers = iter(range(100))
    made = reindex(places, lambda *_: add(study, f"more{next(numbers)}", "zebras"))
    assert made == found(places, "zebras")


def test_a_damaged_index_is_mended_after_a_copy(places, study):
    with study:
        study.execute("UPDATE passage_fts_data SET block = x'00' WHERE id > 10")
        study.execute("DELETE FROM passage_fts_idx")
    with pytest.raises(IndexDamaged):
        found(places, "zebras")
    assert mend(places) == 30
    assert [one.reason for one in backup.copies(places)] == ["before-repair"]
    assert found(places, "zebras") == 30


@pytest.mark.parametrize("table", ["passage_fts_data", "passage_lead_config", "passage_fts"])
def test_an_index_that_cannot_be_opened_is_mended(places, study, table):
    study.close()
    with closing(sqlite3.connect(places.study)) as raw:
        raw.execute(f"DROP TABLE {table}")
        raw.commit()
    assert mend(places) == 30
    assert found(places, "zebras") == 30


def test_a_small_index_of_an_older_version_is_made_anew_at_once(places, study):
    with study:
        study.execute("UPDATE meta SET value = '1' WHERE key = 'index'")
    with closing(connection.open_study(places, indexed=False)) as opened:
        assert index.is_current(opened)


def test_a_document_written_before_an_old_index_is_made_anew_is_found(places, study, monkeypatch):
    monkeypatch.setattr(connection, "_MANY", 10)
    with study:
        study.execute("DROP TABLE passage_lead")
        study.execute("CREATE VIRTUAL TABLE passage_lead USING fts5 (title, lead, content='')")
        study.execute("UPDATE meta SET value = '1' WHERE key = 'index'")
    with closing(connection.open_study(places, indexed=False)) as opened:
        add(opened, "second", "zebras rest")
        assert index.is_current(opened)
    assert found(places, "zebras") == 60
