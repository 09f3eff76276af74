"""Queries narrowed step by step, saved searches, and a hit with its neighbours."""

import sqlite3

import pytest

from db.errors import UsageError
from db.models import EditionKey
from db.search import saved
from db.search.context import context
from db.search.engine import search
from db.search.narrowing import any_of, composed, narrowing

RESOLUTION = "A/RES/78/311"


@pytest.mark.parametrize(
    ("typed", "narrowings", "query"),
    [
        ("women", [], "women"),
        ("women", ["part:Preamble"], "part:Preamble women"),
        ("wom", ["verb:Notes", "lang:en"], "verb:Notes lang:en wom"),
        ("women or risks", ["part:Preamble"], "part:Preamble (women or risks)"),
        ("women", ["a or b"], "(a or b) women"),
        ("", ["in:notes"], "in:notes"),
        ("women", ["", "*"], "women"),
        ('"an open phrase', ["lang:en"], 'lang:en "an open phrase'),
        ("op6", ["lang:en"], "lang:en (para:op6 or op6)"),
        (
            "A/RES/78/311 op6",
            ["lang:en"],
            "lang:en (doc:A/RES/78/311 para:op6 or A/RES/78/311 op6)",
        ),
        ("A/RES/70/1", ["lang:en"], "lang:en A/RES/70/1"),
        ("article 5", ["lang:en"], 'lang:en (para:"article 5" or article 5)'),
        ("a or b", ["c or d", "e"], "(c or d) e (a or b)"),
    ],
)
def test_narrowings_stand_before_what_is_typed(typed, narrowings, query):
    assert composed(typed, narrowings) == query


def test_a_value_of_a_facet_is_a_field():
    assert narrowing("document", "A/RES/78/311") == "doc:A/RES/78/311"
    assert narrowing("part", "Operative part") == 'part:"=Operative part"'
    assert narrowing("verb", "Notes") == "verb:=Notes"
    assert narrowing("speaker", 'Chen "C" Xu') == "speaker:Chen"
    assert narrowing("year", "2024") == "date:2024"
    assert any_of("doc", ["a", "b c"]) == 'doc:a or doc:"b c"'
    assert any_of("doc", []) == ""


def test_what_is_narrowed_is_found_among_the_rest(reader: sqlite3.Connection):
    whole = search(reader, "development", limit=100, stemmed=False)
    query = composed("development", [narrowing("part", "Preamble")])
    part = search(reader, query, limit=100, stemmed=False)
    assert 0 < len(part.hits) < len(whole.hits)
    assert {one.address for one in part.hits} <= {one.address for one in whole.hits}
    addressed = search(reader, composed("op6", ["doc:A/RES/78/311"])).hits
    assert [one.address for one in addressed] == [f"{RESOLUTION} op6"]


# saved searches -------------------------------------------------------------------------------


def test_a_search_is_saved_renamed_deleted_and_brought_back(study: sqlite3.Connection):
    kept = saved.save(study, " The  divide ", ' "digital divide" ')
    other = saved.save(study, "", "women")
    assert (kept.name, kept.query) == ("The divide", '"digital divide"')
    assert saved.listed(study) == [kept, other]
    assert other.name == "women"
    assert saved.rename(study, kept.id, "zebra") == "The divide"
    assert [one.name for one in saved.listed(study)] == ["women", "zebra"]
    saved.delete(study, other.id)
    assert [one.name for one in saved.listed(study)] == ["zebra"]
    saved.restore(study, other.id)
    assert [one.query for one in saved.listed(study)] == ["women", '"digital divide"']
    assert not study.in_transaction


def test_nothing_is_not_saved(study: sqlite3.Connection):
    with pytest.raises(UsageError):
        saved.save(study, "a name", "  ")
    kept = saved.save(study, "x" * 500, "women")
    assert len(kept.name) == saved.LONGEST
    with pytest.raises(UsageError):
        saved.rename(study, kept.id, " ")
    assert saved.listed(study) == [kept]


# a hit with its neighbours --------------------------------------------------------------------


def test_a_passage_stands_between_its_neighbours(reader: sqlite3.Connection):
    key = EditionKey(RESOLUTION, "digest", "en")
    found = context(reader, key, "op6")
    assert found is not None
    assert found.passage.label == "op6"
    assert [one.label for one in (*found.before, *found.after)] == ["op5", "op7"]
    assert context(reader, key, "op99") is None
    assert context(reader, EditionKey("x", "digest", "en"), "op1") is None
