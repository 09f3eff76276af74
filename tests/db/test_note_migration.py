"""A file of the version before the index of notes: migrated with a copy, its notes listed."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from asking_notes import asked
from sqlite_utils import Database, Migrations

from db import connection as stores
from db.notes import indexing, listing, store
from db.notes.listing import Wish
from db.places import Places
from db.study import backup, migrations

VERSION = 8
SEGMENTS = json.dumps([["op2", 0, 5, "light", "", "", "orphan"]])
NOTES = [
    ("whole", "A/RES/99/1", "op10", 0, 0, "", "On tides", "yellow", "anchored", "", "note", ""),
    ("marked", "A/RES/99/1", "op2", 4, 9, "lamps", "", "green", "moved", "", "note", ""),
    ("long", "A/RES/99/1", "op1", 2, 7, "share", "Two", "blue", "anchored", SEGMENTS, "note", ""),
    ("free", "", "", 0, 0, "", "Thought of tides", "pink", "anchored", "", "note", "Thesis"),
    ("kept", "harbour-log", "p2", 0, 0, "", "", "yellow", "anchored", "", "bookmark", "Logs"),
]


@pytest.fixture
def older(places: Places) -> Places:
    """Five notes as version 8 wrote them, and a deleted one."""
    places.make()
    before = Migrations("study")
    for name, migration in vars(migrations).items():
        if name.startswith("m0") and int(name[1:4]) <= VERSION:
            before(name=name)(migration)
    with closing(sqlite3.connect(places.study)) as study:
        before.apply(Database(study))
        for name, document, label, *rest in NOTES:
            _write(study, name, document, label, *rest)
        _write(study, "gone", "harbour-log", "p1", 0, 0, "", "tides", "blue", "anchored", "",
               "note", "", deleted="2026-11-20T00:00:00.000000Z")  # fmt: skip
        study.executemany("INSERT INTO note_tag VALUES (?, ?)",
                          [("whole", "sea/lamps"), ("free", "Été"), ("gone", "sea")])  # fmt: skip
        study.execute(f"PRAGMA user_version = {VERSION}")
        study.commit()
    return places


def _write(
    study: sqlite3.Connection, name: str, document: str, label: str, start: int, end: int,
    quote: str, body: str, color: str, state: str, more: str, kind: str, folder: str,
    deleted: str = "",
) -> None:  # fmt: skip
    edition, language = ("digest", "en") if document else ("", "")
    made = f"2026-11-{10 + len(name)}T12:00:00.000000Z"
    study.execute(
        "INSERT INTO note (id, document, edition, language, label, start, end, quote, prefix,"
        " suffix, body, color, state, created, modified, deleted, more, kind, folder)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, '', '', ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (name, document, edition, language, label, start, end, quote, body, color, state, made,
         made, deleted, more, kind, folder),
    )  # fmt: skip


def _ids(study: sqlite3.Connection, query: str) -> list[str]:
    return [note.id for note in asked(study, query)]


def test_notes_of_the_version_before_are_listed_and_found(older: Places) -> None:
    with closing(stores.open_study(older)) as study:
        assert _ids(study, "") == ["free", "long", "marked", "whole", "kept"]
        assert [note.id for note in store.notes(study)] == _ids(study, "")
        assert _ids(study, "tides") == ["free", "whole"]
        assert _ids(study, "light") == ["long"]
        assert _ids(study, "tag:sea") == ["whole"]
        assert _ids(study, "tag:ete is:free") == ["free"]
        assert _ids(study, "is:orphan") == ["long"]
        assert _ids(study, "is:moved or is:bookmark") == ["marked", "kept"]
        assert listing.counted(study, Wish(query="folder:thesis")) == 1
        assert indexing.trouble(study) == ""
    with closing(stores.open_reader(older)) as reader:
        assert _ids(reader, "color:green") == ["marked"]


def test_a_copy_of_the_file_as_it_was_is_kept(older: Places) -> None:
    with closing(stores.open_study(older)):
        pass
    (copy,) = backup.copies(older)
    assert copy.reason == "before-migration"
    with closing(sqlite3.connect(copy.path)) as kept:
        assert kept.execute("PRAGMA user_version").fetchone() == (VERSION,)
        tables = {name for (name,) in kept.execute("SELECT name FROM sqlite_master")}
        assert "note_index" not in tables
        assert kept.execute("SELECT count(*) FROM note").fetchone() == (6,)


def test_what_breaks_off_leaves_the_file_as_it_was(
    older: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: sqlite3.Connection) -> int:
        raise ZeroDivisionError

    before = _dump(older.study)
    with monkeypatch.context() as patch:
        patch.setattr(indexing, "rebuild", broken)
        with pytest.raises(ZeroDivisionError):
            stores.open_study(older)
    assert _dump(older.study) == before
    with closing(stores.open_study(older)) as study:
        assert _ids(study, "tides") == ["free", "whole"]


def _dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as opened:
        return list(opened.iterdump())


def test_a_note_brought_back_from_the_wastebasket_is_found_again(older: Places) -> None:
    from db.notes import wastebasket

    with closing(stores.open_study(older)) as study:
        wastebasket.restore(study, ["gone"])
        assert _ids(study, "tides") == ["free", "whole", "gone"]
        assert _ids(study, "tag:sea") == ["whole", "gone"]
        store.delete(study, "gone")
        wastebasket.erase(study, ["gone"])
        assert _ids(study, "tag:sea") == ["whole"]
        assert indexing.trouble(study) == ""
