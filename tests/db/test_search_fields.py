"""Fields, near:, nc:, re:, notes, cards and glossary, facets and suggestions, over real files."""

import sqlite3
from collections.abc import Iterator

import pytest

from db import connection as stores
from db.library import tables
from db.models import Anchor, Document, Edition, EditionKey, Passage
from db.notes import store
from db.places import Places
from db.search import index
from db.search.engine import search
from db.search.facets import facets
from db.search.narrowing import composed, narrowing
from db.search.query import And, Field, Near, Phrase, Word, parse
from db.search.suggestions import completions, did_you_mean

KEY = EditionKey("A/RES/99/7", "official", "en")
PASSAGES = (
    Passage("pp1", "preambular", "official", "Recalling the quiet été of the zebras,"),
    Passage("op1", "operative", "official", "Asks zebras to graze calmly beside the old river.",
            opener="Asks", addressees=("Member States",), themes=("grazing",)),
    Passage("op2", "operative", "official", "Asks that the river be kept; the ete was long.",
            opener="Asks"),
    Passage("op3", "operative", "official", "Urges all to study the grazing of a zebra."),
)  # fmt: skip


@pytest.fixture
def desk(places: Places) -> Iterator[sqlite3.Connection]:
    """A person's file with one imported resolution and two notes."""
    with stores.open_study(places) as opened:
        tables.add_document(
            opened, Document(KEY.document, "resolution", "Zebras", "99/7", date="2031-07-01")
        )
        tables.add_edition(opened, Edition(KEY, "On zebras", PASSAGES))
        quoted = Anchor(KEY, "op1", 5, 11, "zebras", "Asks ", " to graze")
        store.add(opened, quoted, body="Stripes matter", color="green", tags=["herd::plain"])
        store.add(opened, Anchor(KEY, "op2"), body="Where is the river?")
    yield opened
    opened.close()


def _labels(desk: sqlite3.Connection, typed: str) -> set[str]:
    return {hit.label for hit in search(desk, f"{typed} doc:99/7").hits}


FOUND = [
    ("near:3 graze river", set()),
    ("near:4 graze river", {"op1"}),
    ("nc:été", {"pp1"}),
    ("nc:ete", {"op2"}),
    ("été", {"pp1", "op2"}),
    ("w:graze", {"op1"}),
    ("graze -calmly", {"op3"}),
    ('"graze"', {"op1"}),
    ("re:z.bra\\b", {"op3"}),
    ("para:2", {"op2"}),
    ("to:member", {"op1"}),
    ("theme:grazing", {"op1"}),
    ("date:2031-07 river", {"op1", "op2"}),
    ("date:..2030 river", set()),
    ("session:99 river", {"op1", "op2"}),
    ("is:unread river", {"op1", "op2"}),
    ("is:read river", set()),
    ("verb:asks text:kept", {"op2"}),
    ("color:green", {"op1"}),
    ("colour:blue", set()),
    ("tag:herd", {"op1"}),
    ("tag:none", {"op2"}),
    ("is:highlight", {"op1"}),
    ("is:note -is:highlight", {"op2"}),
    ("in:notes stripes", {"op1"}),
    ("quote:zebras", {"op1"}),
    ("in:notes text:river", {"op2"}),
    ("added:7 river", {"op2"}),
    ("in:notes para:2", set()),
    ("in:notes re:Str.pes", {"op1"}),
    ("in:notes nc:Stripes", {"op1"}),
    ("in:notes -stripes", {"op2"}),
    ("in:notes (stripes or river) lang:en", {"op1", "op2"}),
    ("tag:her*", {"op1"}),
    ("tag:her", set()),
]


@pytest.mark.parametrize(("typed", "labels"), FOUND)
def test_what_fields_ask_for_is_found(
    desk: sqlite3.Connection, typed: str, labels: set[str]
) -> None:
    assert _labels(desk, typed) == labels


def test_a_hit_says_what_it_is(desk: sqlite3.Connection) -> None:
    (note,) = search(desk, "in:notes stripes").hits
    assert (note.what, note.key, note.snippet) == ("note", KEY, "Stripes matter zebras")
    assert [note.snippet[a:b] for a, b in note.snippet_marks] == ["Stripes"]
    cards = search(desk, "in:cards is:new").hits
    assert {hit.what for hit in cards} == {"card"}
    assert all(hit.id and hit.address for hit in cards)
    entries = search(desk, "in:glossary urges").hits
    assert entries[0].what == "glossary"
    both = search(desk, "(in:notes or in:texts) river doc:99/7")
    assert [hit.what for hit in both.hits] == ["note", "passage", "passage"]
    assert both.total == 3


def test_what_rests_on_no_document_is_in_none(desk: sqlite3.Connection) -> None:
    (bare,) = desk.execute("SELECT count(*) FROM glossary WHERE evidence = '[]'").fetchone()
    assert bare
    every = search(desk, "in:glossary").total
    assert search(desk, "in:glossary doc:78/311").total + bare <= every
    assert search(desk, "in:glossary -doc:78/311").total >= bare


PLACED = [
    ('a "b c', 2, 6),
    ("a is:odd", 2, 8),
    ("(a b", 0, 1),
    ("\u200fa) b", 2, 3),
    ("x date:never", 2, 12),
    ("near:5 a", 0, 6),
    ("re:( a", 0, 3),
]


@pytest.mark.parametrize(("typed", "start", "end"), PLACED)
def test_what_is_wrong_has_its_place_in_the_box(typed: str, start: int, end: int) -> None:
    problem = parse(typed).problems[0]
    assert (problem.start, problem.end) == (start, end)
    assert problem.sentence.endswith((".", "…"))


def test_new_words_of_the_grammar() -> None:
    assert parse("w:a").node == Phrase("a")
    assert parse("near:5 a b c").node == Near(5, (Word("a"), Word("b"), Word("c")))
    assert parse("color:pink tag:x").node == And((Field("color", "pink"), Field("tag", "x")))


def test_facets_count_and_narrow(desk: sqlite3.Connection) -> None:
    counted = facets(desk, search(desk, "river doc:99/7").sought)
    assert counted.total == 2
    assert counted.counts["year"] == (("2031", 2),)
    assert counted.counts["verb"] == (("Asks", 2),)
    narrow = composed("river or zebra", [narrowing("verb", "Asks")])
    assert _labels(desk, narrow) == {"op1", "op2"}


def test_a_word_nobody_wrote_is_put_right(desk: sqlite3.Connection) -> None:
    assert did_you_mean(desk, "zebrsa river") == "zebra river"
    assert did_you_mean(desk, "zebras") == ""
    assert did_you_mean(desk, "qqqqqqqq") == ""


def test_fields_and_values_are_completed(desk: sqlite3.Connection) -> None:
    assert ("speaker:", 2, 5) in completions(desk, "a spe", 5)
    assert ("A/RES/99/7", 4, 6) in completions(desk, "doc:99", 6)
    assert [one.text for one in completions(desk, "color:gr", 8)] == ["green"]
    assert completions(desk, "", 0) == []


def test_nothing_comes_down_over_words_like_any_others(desk: sqlite3.Connection) -> None:
    assert [one.text for one in completions(desk, "ver", 3)] == ["verb:"]
    key = EditionKey("ver", "import", "en")
    with desk:
        passage = Passage("p1", "paragraph", "official", "Ver is spring")
        tables.add_document(desk, Document(key.document, "text", "Spring", "Spring"))
        tables.add_edition(desk, Edition(key, "Spring", (passage,)))
    assert completions(desk, "ver", 3) == []
    assert completions(desk, "the", 3) == [], "the bundled library has this word"
    assert completions(desk, "ve", 2) == [], "two letters may become anything"


def test_an_index_of_another_version_is_made_anew_and_answers_meanwhile(places: Places) -> None:
    with stores.open_study(places) as study:
        tables.add_document(study, Document(KEY.document, "resolution", "Zebras", "99/7"))
        tables.add_edition(study, Edition(KEY, "On zebras", PASSAGES))
        assert index.is_current(study)
        study.execute("UPDATE meta SET value = '1' WHERE key = 'index'")
        study.execute("DROP TABLE passage_lead")
    study.close()
    reader = stores.open_reader(places)
    assert search(reader, "beside river").hits[0].label == "op1"
    again = stores.open_study(places)
    assert index.is_current(again)
    assert {hit.label for hit in search(again, "river doc:99/7").hits} == {"op1", "op2"}
    again.close()
    reader.close()
