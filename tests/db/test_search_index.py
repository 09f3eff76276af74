"""The index while it is made anew, damaged, of another version or another tokenizer."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from db import connection as stores
from db.errors import IndexDamaged
from db.library import tables
from db.models import Document, Edition, EditionKey, Passage
from db.places import Places
from db.search import candidates, index, patterns
from db.search.engine import search
from db.search.facets import facets, total
from db.study.doctor import examine
from db.study.reindexing import mend

Merging = Callable[[sqlite3.Connection], Iterator[None]]
KEY = EditionKey("A/RES/99/8", "official", "en")
WORDS = ("ink for every okapi", "no okapi without a river", "the river goes on")
PASSAGES = tuple(
    Passage(f"op{number}", "operative", "official", words)
    for number, words in enumerate(WORDS, start=1)
)


@pytest.fixture
def own(places: Places) -> Iterator[sqlite3.Connection]:
    """The person's file with a resolution of three paragraphs."""
    with closing(stores.open_study(places)) as opened:
        with opened:
            tables.add_document(opened, Document(KEY.document, "resolution", "Okapis", "99/8"))
            tables.add_edition(opened, Edition(KEY, "On okapis", PASSAGES))
        yield opened


def _found(opened: sqlite3.Connection, typed: str = "okapi") -> set[str]:
    return {hit.label for hit in search(opened, typed).hits}


def _counted(opened: sqlite3.Connection, typed: str, **how: bool) -> int:
    return facets(opened, search(opened, typed, **how).sought).total  # type: ignore[arg-type]


def test_a_query_while_the_index_is_made_anew_is_answered(
    own: sqlite3.Connection, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "_BATCH", 1)
    answers = []
    add = index.add_entries

    def add_and_search(*arguments: object) -> None:
        add(*arguments)  # type: ignore[arg-type]
        with closing(stores.open_reader(places)) as fresh:
            answers.append((_found(reader), _found(fresh), _counted(reader, "okapi")))

    monkeypatch.setattr(index, "add_entries", add_and_search)
    with closing(stores.open_reader(places)) as reader:
        own.execute("BEGIN IMMEDIATE")
        assert index.rebuild(own) == len(PASSAGES)
        assert _found(reader) == {"op1", "op2"}
        own.commit()
        assert _found(reader) == {"op1", "op2"}
    assert answers == [({"op1", "op2"}, {"op1", "op2"}, 2)] * len(PASSAGES)


def test_a_rebuild_that_is_broken_off_leaves_the_index_as_it_was(
    own: sqlite3.Connection, places: Places
) -> None:
    own.execute("BEGIN IMMEDIATE")
    index.rebuild(own)
    own.rollback()
    assert _found(own) == {"op1", "op2"}
    assert examine(places).sound


DAMAGE = {
    "blank": "UPDATE passage_fts_data SET block = zeroblob(8)",
    "gone": "DELETE FROM passage_fts_data",
    "garbled": "UPDATE passage_fts_data SET block = x'ff00ff00' WHERE id > 10",
    "beginnings gone": "DELETE FROM passage_lead_data",
    "lost": "DROP TABLE passage_fts",
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_index_says_so_is_repaired_and_answers(
    own: sqlite3.Connection, places: Places, damage: str
) -> None:
    with own:
        own.execute(DAMAGE[damage])
    own.close()
    lost = pytest.raises(IndexDamaged, match="Nothing of yours is lost")
    with closing(stores.open_reader(places)) as reader, lost:
        search(reader, "okapi river")
    assert mend(places) == 3
    with closing(stores.open_reader(places)) as reader:
        assert _found(reader) == {"op1", "op2"}
        assert _counted(reader, "okapi") == 2
    assert examine(places).sound


def test_the_pieces_of_an_index_are_put_together_in_steps(own: sqlite3.Connection) -> None:
    for number in range(3):  # a transaction is a piece
        added = Passage(f"op{number + 10}", "operative", "official", f"okapi {number}")
        key = KEY._replace(language=("fr", "es", "ru")[number])
        with own:
            tables.add_edition(own, Edition(key, "Okapis", (added,)))
    assert index.pieces(own) > 1
    before = _found(own)
    for _ in index.merging(own):
        own.commit()
        assert _found(own) == before
    assert index.pieces(own) == 1
    assert _is_sound(own)
    assert len(before) == 5


def test_a_rebuilt_index_is_of_few_pieces(
    own: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    merged = index.merging
    monkeypatch.setattr(index, "_BATCH", 1)
    monkeypatch.setattr(index, "merging", _counting_pieces(before := [], merged))
    with own:
        for table in index.INDEXES:  # each entry is a piece
            own.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('hashsize', 1)")
        for number in range(4):
            added = Passage(f"op{number}", "operative", "official", f"okapi {number}")
            key = KEY._replace(language=("fr", "es", "ru", "ar")[number])
            tables.add_edition(own, Edition(key, "Okapis", (added,)))
        index.rebuild(own)
    assert before[0] > 2
    assert index.pieces(own) <= 2, "the last entries are written with the transaction"


def _counting_pieces(counted: list[int], merging: Merging) -> Merging:
    def counts(opened: sqlite3.Connection) -> Iterator[None]:
        counted.append(index.pieces(opened))
        return merging(opened)

    return counts


def test_a_total_is_what_the_facets_count(own: sqlite3.Connection, places: Places) -> None:
    with closing(stores.open_reader(places)) as reader:
        for typed in ("okapi", "river or ink", "-okapi", "zebra", "A/RES/99/8 op2", "on okapis"):
            results = search(reader, typed, relaxed=True)
            assert results.sought is not None
            counted = facets(reader, results.sought)
            assert total(reader, results.sought) == (counted.total, counted.at_least)
            assert results.total in (counted.total, None)
        kept = search(reader, "okapi", document=KEY.document).sought
        assert kept is not None
        assert total(reader, kept).total == 2


def test_what_is_counted_is_what_was_found(
    own: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other forms of the words are counted as well; where other things are found, nothing is."""
    monkeypatch.setattr(candidates, "COUNTED", 1)
    results = search(own, "okapis")
    assert (results.total, len(results.hits)) == (None, 2)
    assert results.uncounted
    assert results.sought is not None
    assert total(own, results.sought).total == 2
    assert not search(own, "okapi or in:notes").uncounted
    assert search(own, "in:notes").sought is None
    monkeypatch.setattr(candidates, "COUNTED", 10)
    assert not search(own, "okapis").uncounted


def test_where_nobody_wrote_the_words_as_typed_their_other_forms_are_counted(
    own: sqlite3.Connection,
) -> None:
    assert [hit.key.document for hit in search(own, "okapis").hits] == [KEY.document] * 2
    counted = facets(own, search(own, "okapis").sought)
    assert counted.total == 2
    assert counted.counts["document"] == ((KEY.document, 2),)
    assert _counted(own, "okapis", stemmed=False) == 0
    assert _counted(own, "zebras") == 0


def test_a_pattern_that_takes_too_long_makes_a_total_a_least_one(
    own: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    sought = search(own, "re:ok.pi").sought
    assert sought is not None
    assert total(own, sought) == (2, False)
    monkeypatch.setattr(patterns, "ALTOGETHER", -1.0)
    assert total(own, sought).at_least
    assert facets(own, sought).at_least


def _is_sound(opened: sqlite3.Connection) -> bool:
    """Have FTS5 check both tables of the index against themselves."""
    for table in index.INDEXES:
        opened.execute(f"INSERT INTO main.{table} ({table}) VALUES ('integrity-check')")
    return True


@pytest.mark.parametrize(
    "aged",
    [
        "UPDATE meta SET value = '1' WHERE key = 'index'",
        "DELETE FROM meta WHERE key = 'index'",
        "DROP TABLE passage_fts; CREATE VIRTUAL TABLE passage_fts USING fts5 (body, content='',"
        " prefix='1 2 3 4', detail=full, tokenize='porter unicode61')",
        "DROP TABLE passage_lead; CREATE VIRTUAL TABLE passage_lead USING fts5 (title, lead,"
        " content='', prefix='1 2 3', detail=column, tokenize='unicode61 remove_diacritics 2')",
    ],
    ids=["version", "no version", "tokenizer", "columns"],
)
def test_an_index_of_another_make_is_made_anew_by_itself(
    own: sqlite3.Connection, places: Places, aged: str
) -> None:
    own.executescript(aged)
    assert not index.is_current(own)
    own.close()
    with closing(stores.open_study(places)) as again:
        assert index.is_current(again)
        assert _found(again) == {"op1", "op2"}
        assert _is_sound(again)
        (version,) = again.execute("SELECT value FROM meta WHERE key = 'index'").fetchone()
        assert version == index.VERSION


def test_the_doctor_asks_fts5_to_check_itself(own: sqlite3.Connection, places: Places) -> None:
    with own:
        own.execute("UPDATE passage_fts_data SET block = x'ff00ff00' WHERE id > 10")
    with pytest.raises(sqlite3.DatabaseError):
        _is_sound(own)
    own.close()
    assert not all(one.state == "ok" for one in examine(places).findings)
    assert examine(places).sound
