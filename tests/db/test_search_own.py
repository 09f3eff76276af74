"""Searching notes and cards: what fields ask of them, what was just written, very many."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from itertools import pairwise

import pytest

from db import clock
from db import connection as stores
from db.models import Anchor, EditionKey
from db.notes import indexing, rows, store
from db.places import Places
from db.quiz import schedule
from db.search import own_notes, personal
from db.search.engine import search

KEY = EditionKey("A/RES/99/7", "official", "en")


@pytest.fixture
def desk(places: Places) -> Iterator[sqlite3.Connection]:
    with closing(stores.open_study(places)) as opened:
        yield opened


@pytest.fixture
def question(desk: sqlite3.Connection) -> str:
    """A card that was graded good ten days ago, and again today."""
    (name,) = desk.execute("SELECT id FROM library.question LIMIT 1").fetchone()
    for days, grade in ((10, 4), (0, 1)):
        moment = clock.now() - timedelta(days=days)
        schedule.review(desk, name, grade, milliseconds=900, now=moment)
    return str(name)


ASKED = [
    ("rated:1", True),
    ("rated:1:1", True),
    ("rated:1:4", False),
    ("rated:30:4", True),
    ("prop:reps=2", True),
    ("prop:reps>2", False),
    ("prop:lapses>=1", True),
    ("prop:lapses>1", False),
    ("prop:d>1", True),
    ("prop:s<0", False),
    ("prop:due<=1", True),
    ("prop:ivl>300", False),
    ("is:learn", True),
    ("is:new", False),
    ("is:suspended", False),
    ("in:cards -rated:1", False),
]


@pytest.mark.parametrize(("typed", "found"), ASKED)
def test_cards_are_found_by_how_they_were_studied(
    desk: sqlite3.Connection, question: str, typed: str, found: bool
) -> None:
    results = search(desk, typed, limit=1000)
    assert (question in {hit.id for hit in results.hits}) == found
    assert {hit.what for hit in results.hits} <= {"card"}
    assert results.problem == ""


@pytest.mark.parametrize("typed", ["rated:", "rated:x", "rated:7:9", "prop:", "prop:ease>2"])
def test_what_cannot_be_asked_of_cards_is_said(desk: sqlite3.Connection, typed: str) -> None:
    results = search(desk, typed)
    assert results.hits == ()
    assert results.problem.endswith(".")


def test_what_was_just_written_is_found_and_what_was_deleted_is_not(places: Places) -> None:
    with closing(stores.open_study(places)) as desk, closing(stores.open_reader(places)) as reader:

        def found(typed: str) -> list[str]:
            return [hit.id for hit in search(reader, f"in:notes {typed}").hits]

        assert found("okapi") == []
        note = store.add(desk, Anchor(KEY, "op1"), body="An okapi, at last")
        desk.commit()
        assert found("okapi") == [note.id]
        store.update(desk, note.id, body="A giraffe after all")
        desk.commit()
        assert found("okapi") == []
        assert found("giraffe") == [note.id]
        store.delete(desk, note.id)
        desk.commit()
        assert found("giraffe") == []


def _many_notes(desk: sqlite3.Connection, count: int) -> None:
    made = clock.stamp()
    with rows.writing(desk):
        desk.executemany(
            "INSERT INTO note (id, document, edition, language, label, start, end, quote, prefix,"
            " suffix, body, color, state, created, modified) VALUES"
            " (?, 'A/RES/99/7', 'official', 'en', 'op1', 0, 4, ?, '', '', ?, 'green', 'anchored',"
            " ?, ?)",
            (
                (f"n{n}", f"the quoted words of clause {n % 900}",
                 f"Note {n} on rivers, zebras and what they drink " + "at noon " * 12, made, made)
                for n in range(count)
            ),
        )  # fmt: skip
        desk.executemany(
            "INSERT INTO note_tag VALUES (?, ?)",
            ((f"n{n}", f"herd/{n % 50}") for n in range(count)),
        )
        indexing.rebuild(desk)


def test_pages_of_notes_follow_one_another(desk: sqlite3.Connection) -> None:
    _many_notes(desk, 450)
    pages = [search(desk, "in:notes zebras", limit=50, offset=at) for at in range(0, 500, 50)]
    ids = [hit.id for page in pages for hit in page.hits]
    assert len(ids) == len(set(ids)) == pages[0].total == 450
    assert all(one.score >= other.score for one, other in pairwise(pages[0].hits))


def test_very_many_are_not_counted(
    desk: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_notes, "FEW", 100)
    count = personal.RANKED + 1
    _many_notes(desk, count)
    assert search(desk, "in:notes zebras").total is None
    assert search(desk, "in:notes 77").total == 1
    every = search(desk, "in:notes zebras", limit=2000)
    assert (len(every.hits), every.total) == (count, count)
    late = search(desk, "(in:notes or in:texts) zebras", limit=10, offset=190)
    assert {hit.what for hit in late.hits} == {"note"}
    assert len(late.hits) == 10


def test_words_near_one_another_in_notes(desk: sqlite3.Connection) -> None:
    _many_notes(desk, 1)
    assert search(desk, "in:notes near:2 rivers zebras").total == 1
    assert search(desk, "in:notes near:1 rivers drink").total == 0
