"""Lists of notes as the panel wants them: by the search's grammar, sorted, grouped, in pages."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tides import LOG, TIDES, mark

from db import connection
from db.library import bundled
from db.models import NOWHERE
from db.notes import listing, store
from db.notes.listing import Wish
from db.places import Places

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def study(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    add = store.add
    one = connection.open_study(Places(tmp_path, library_override=bundled.ensure()))
    add(one, mark(TIDES, "op2", "beacons"), body="A lamps", color="pink", tags=["sea/lamps"],
        now=NOON)  # fmt: skip
    add(one, mark(TIDES, "op1", "tide tables"), body="B", style="strike", tags=["sea", "moon"],
        now=NOON + timedelta(days=1))  # fmt: skip
    add(one, mark(LOG, "p1"), body="C", color="green", now=NOON + timedelta(days=2))
    add(one, NOWHERE, body="D free", folder="Thesis/One", now=NOON + timedelta(days=3))
    add(one, mark(LOG, "p2"), kind="bookmark", folder="Logs", now=NOON + timedelta(days=4))
    yield one
    one.close()


def letters(study: sqlite3.Connection, **wish: str) -> str:
    found = listing.listed(study, Wish(**wish))  # type: ignore[arg-type]
    return "".join(note.body[:1] or "-" for note in found.notes)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "DBAC-"), ("lamps", "A"), ("tide", "B"), ("beacons or free", "DA"),
        ("color:pink", "A"), ("style:strike", "B"), ("tag:sea", "BA"), ("tag:sea::lamps", "A"),
        ("tag:none", "DC-"), ("is:bookmark", "-"), ("is:free", "D"), ("folder:thesis", "D"),
        ("folder:Thesis/One", "D"), ("date:2026-11-24", "B"), ("date:2026-11-25..", "DC-"),
        ("doc:99/1 -tag:moon", "A"), ("is:note", "DBAC"), ("is:highlight", "BA"),
        ("lang:en", "BAC-"), ('"tide tables"', "B"), ("is:orphan", ""),
    ],
)  # fmt: skip
def test_the_grammar_of_the_search_works(study: sqlite3.Connection, query: str, found: str) -> None:
    assert letters(study, query=query) == found


@pytest.mark.parametrize(
    ("wish", "found"),
    [
        ({"scope": "document", "document": TIDES.document}, "BA"), ({"scope": "notebook"}, "D"),
        ({"scope": "bookmarks"}, "-"), ({"sort": "newest"}, "-DCBA"), ({"sort": "oldest"}, "ABCD-"),
        ({"sort": "color"}, "DB-CA"),
    ],
)  # fmt: skip
def test_scopes_and_orders(study: sqlite3.Connection, wish: dict[str, str], found: str) -> None:
    assert letters(study, **wish) == found


@pytest.mark.parametrize(
    ("group", "heads"),
    [
        ("document", ["Notebook", "A/RES/99/1", "harbour-log"]),
        ("tag", ["moon", "sea", "sea/lamps", "No tag"]),
        ("color", ["yellow", "green", "pink"]), ("folder", ["Logs", "Thesis/One", "No folder"]),
        ("day", [f"2026-11-{day}" for day in range(27, 22, -1)]), ("state", ["In their place"]),
        ("paragraph", ["Whole document", "para. 1", "para. 2", "para. 1", "para. 2"]),
    ],
)  # fmt: skip
def test_groups(study: sqlite3.Connection, group: str, heads: list[str]) -> None:
    found = listing.listed(study, Wish(group=group))  # type: ignore[arg-type]
    assert list(found.heads.values()) == heads
    assert listing.counted(study, Wish(group=group)) == 5  # type: ignore[arg-type]


def test_what_cannot_be_read_is_said(study: sqlite3.Connection) -> None:
    found = listing.listed(study, Wish(query="color:sunset"))
    assert "There is no color:sunset" in found.problem
    assert found.notes == []
    assert letters(study, query="'; DROP TABLE note; --") == ""
