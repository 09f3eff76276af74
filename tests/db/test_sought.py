"""How far the words of a search go, and that narrowing what they find changes nothing of that."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import connection as stores
from db.library import tables
from db.models import Document, Edition, EditionKey, Passage
from db.places import Places
from db.search import candidates
from db.search.engine import Results, search
from db.search.facets import facets, total
from db.search.narrowing import Step, narrowing

RESOLUTION = "A/RES/78/311"
NAME = "A/RES/99/{}"
TEXTS = {
    1: ("okapis okapis rest", "An okapi that rests", "A lake", "A lake and a river"),
    2: ("Okapi country", "The okapi drinks", "The lake dries", "Ink"),
    3: ("Zebu, okapi, river and lake", "Zebu and river and ink", "Zebu and lake and ink"),
}


@pytest.fixture
def own(places: Places) -> Iterator[sqlite3.Connection]:
    """The person's file with three short resolutions, of different years, with verbs alike."""
    with closing(stores.open_study(places)) as opened:
        with opened:
            for number, texts in TEXTS.items():
                _add(opened, number, texts)
        yield opened


def _add(opened: sqlite3.Connection, number: int, texts: tuple[str, ...]) -> None:
    name = NAME.format(number)
    passages = tuple(
        Passage(f"op{place}", "operative", "official", words, opener=opener)
        for place, (words, opener) in enumerate(
            zip(texts, ("Notes", "Notes with joy", "notes", "Décide"), strict=False), start=1
        )
    )
    date = f"203{number}-01-01"
    tables.add_document(opened, Document(name, "resolution", "Zoo", f"99/{number}", date=date))
    tables.add_edition(opened, Edition(EditionKey(name, "official", "en"), "Zoo", passages))


def ask(opened: sqlite3.Connection, typed: str, *steps: Step, **where: str) -> Results:
    return search(opened, typed, steps=steps, relaxed=True, typing=True, **where)  # type: ignore[arg-type]


def at(results: Results) -> list[str]:
    return [f"{hit.key.document[-1]}.{hit.label[2:]}" for hit in results.hits]


def test_other_forms_are_found_whatever_they_are_narrowed_by(own: sqlite3.Connection) -> None:
    """Only the first document has `okapis`; the others have other forms of it."""
    assert sorted(at(ask(own, "okapis"))) == ["1.1", "1.2", "2.1", "2.2", "3.1"]
    narrow = ask(own, "okapis", Step(narrowing("document", NAME.format(2))))
    assert sorted(at(narrow)) == ["2.1", "2.2"]
    assert narrow.total == 2


def test_narrowing_does_not_take_the_words_further(
    own: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.search.sought.ENOUGH", 1)
    assert at(ask(own, "okapis")) == ["1.1"]
    assert at(ask(own, "okapis", Step("date:2031"))) == ["1.1"]


def test_where_narrowing_leaves_nothing_the_words_go_further_there(
    own: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.search.sought.ENOUGH", 1)
    narrow = ask(own, "okapis", Step("date:2032"))
    assert sorted(at(narrow)) == ["2.1", "2.2"]
    counted = dict(facets(own, narrow.sought).counts["verb"])
    assert counted == {"Notes": 1, "Notes with joy": 1}
    for verb, count in counted.items():
        assert ask(own, "okapis", Step("date:2032"), Step(narrowing("verb", verb))).total == count


def test_a_scope_belongs_to_the_question(
    own: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is found elsewhere does not count where one searches one document."""
    monkeypatch.setattr("db.search.sought.ENOUGH", 1)
    elsewhere = NAME.format(2)
    assert sorted(at(ask(own, "okapis", document=elsewhere))) == ["2.1", "2.2"]
    assert sorted(at(ask(own, "okapis", scope=f"doc:{elsewhere}"))) == ["2.1", "2.2"]


def test_passages_with_nearly_all_words_are_counted_and_narrowed(own: sqlite3.Connection) -> None:
    results = ask(own, "zebu river lake")
    assert at(results)[0] == "3.1"
    assert set(at(results)) == {"1.4", "3.1", "3.2", "3.3"}
    assert results.total == facets(own, results.sought).total == 4
    for verb, count in facets(own, results.sought).counts["verb"]:
        assert ask(own, "zebu river lake", Step(narrowing("verb", verb))).total == count
    assert at(ask(own, "zebu river lake", Step("verb:=Décide"))) == ["1.4"]


def test_a_word_that_goes_on_goes_on_when_it_is_narrowed(own: sqlite3.Connection) -> None:
    results = ask(own, "oka")
    assert (results.query, results.total) == ("oka*", 5)
    narrow = ask(own, "oka", Step("date:2033"))
    assert (narrow.query, at(narrow)) == ("oka*", ["3.1"])


def test_a_search_among_hits_keeps_to_all_that_was_listed(own: sqlite3.Connection) -> None:
    """Other forms and nearly all words are of them, as they stood in the list."""
    assert sorted(at(ask(own, "", Step("okapis", among=True)))) == sorted(at(ask(own, "okapis")))
    assert at(ask(own, "drinks", Step("okapis", among=True))) == ["2.2"]
    assert at(ask(own, "drinks", Step("okapis"))) == []
    nearly = ask(own, "ink", Step("zebu river lake", among=True))
    assert sorted(at(nearly)) == ["3.2", "3.3"]
    assert facets(own, nearly.sought).total == nearly.total == 2
    narrowed = ask(own, "river", Step("date:2033"), Step("zebu lake river", among=True))
    assert sorted(at(narrowed)) == ["3.1", "3.2"]


def test_a_hit_shows_what_was_typed_among_what_was_searched_before(own: sqlite3.Connection) -> None:
    long = "An okapi " + "that walks and walks " * 20 + "drinks " + "and walks on " * 20
    with own:
        _add(own, 8, (long,))
    hits = ask(own, "drinks", Step("okapi walks", among=True)).hits
    assert [hit.snippet[a:b] for hit in hits for a, b in hit.snippet_marks].count("drinks") == 1


def test_an_address_is_kept_to_among_what_narrows(own: sqlite3.Connection) -> None:
    found = ask(own, "op2")
    assert set(at(found)) >= {"1.2", "2.2", "3.2"}
    assert facets(own, found.sought).total == found.total == len(found.hits)
    assert at(ask(own, "op2", Step("date:2032"))) == ["2.2"]
    assert at(ask(own, "op2", scope=f"doc:{NAME.format(3)}")) == ["3.2"]
    assert at(ask(own, f"{NAME.format(1)} op2", Step("date:2032"))) == []
    assert at(ask(own, "river", Step(f"{NAME.format(3)} op1", among=True))) == ["3.1"]


def test_an_address_is_found_behind_the_many_that_are_shown(
    own: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.search.sought._ADDRESSED", 1)
    assert len(ask(own, "op2").hits) == 1
    assert at(ask(own, "op2", Step("date:2033"))) == ["3.2"]


def test_a_value_of_a_facet_is_all_that_a_paragraph_says(own: sqlite3.Connection) -> None:
    """Letters are the same whatever their accents and capitals; a longer verb is another one."""
    counted = dict(facets(own, ask(own, "-nothing", document=NAME.format(1)).sought).counts["verb"])
    assert sum(counted.values()) == 4
    assert sorted(count for verb, count in counted.items() if verb.lower() == "notes") == [2]
    for verb, count in counted.items():
        assert ask(own, narrowing("verb", verb), document=NAME.format(1)).total == count
    assert ask(own, "verb:=decide", document=NAME.format(1)).total == 1
    assert ask(own, "verb:notes", document=NAME.format(1)).total == 3
    assert ask(own, 'verb:"=Notes with joy"').total == 3
    assert ask(own, "verb:=").total == 0


def test_all_that_titles_find_is_counted_and_listed(
    own: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only some passages are ranked for their titles; the rest are there all the same."""
    monkeypatch.setattr(candidates, "_TITLES", 1)
    with own:
        for number in range(4, 8):
            key = EditionKey(NAME.format(number), "official", "en")
            added = (Passage("op1", "operative", "official", "Something else"),)
            tables.add_document(own, Document(key.document, "resolution", "Herds", "99/9"))
            tables.add_edition(own, Edition(key, "Herds of gnus", added))
    results = ask(own, "herds gnus")
    assert len(results.hits) == 4
    pages = [search(own, "herds gnus", limit=1, offset=start) for start in range(4)]
    assert [place for page in pages for place in at(page)] == at(results)
    assert results.uncounted, "there are more titles than are ranked"
    assert results.sought is not None
    assert total(own, results.sought).total == facets(own, results.sought).total == 4
    monkeypatch.setattr(candidates, "_TITLES", 4)
    assert ask(own, "herds gnus").total == 4


@pytest.mark.parametrize("typed", ["", "  ", "or", '"', "*"])
def test_what_narrows_is_found_where_nothing_can_be_read(
    own: sqlite3.Connection, typed: str
) -> None:
    assert ask(own, typed, Step("date:2032"), Step("", among=True), Step("*")).total == 4
    assert ask(own, typed, Step("")).total == 0
    assert ask(own, typed, scope="date:2032").total == 4


TYPED = [
    "development", "women", "digital", "divide", "capacity", "building", "the", "un", "gov", "op6",
    "pp3", "6", '"article', '5"', "-women", "or", "(", ")", '"digital', 'divide"', "near:5",
    "verb:notes", "lang:en", "kind:operative", "doc:fu-cong", "date:2024", "okapis",
]  # fmt: skip
SCOPES = ("", "", "kind:preambular", f"doc:{RESOLUTION}")


@given(
    typed=st.lists(st.sampled_from(TYPED), max_size=4).map(" ".join),
    steps=st.lists(
        st.builds(Step, st.lists(st.sampled_from(TYPED), max_size=2).map(" ".join), st.booleans()),
        max_size=2,
    ),
    scope=st.sampled_from(SCOPES),
    document=st.sampled_from([None, None, "fu-cong"]),
)
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_is_asked_what_is_counted_is_what_is_listed(
    reader: sqlite3.Connection, typed: str, steps: list[Step], scope: str, document: str | None
) -> None:
    ask_again = partial(
        search, reader, typed, scope=scope, document=document, relaxed=True, typing=True
    )
    whole = ask_again(steps=steps, limit=1000)
    counted = facets(reader, whole.sought)
    listed = [(hit.key, hit.label) for hit in whole.hits]
    assert counted.total == len(listed) == len(set(listed))
    assert whole.total in (None, len(listed))
    pages = [ask_again(steps=steps, limit=50, offset=start) for start in range(0, len(listed), 50)]
    assert [(hit.key, hit.label) for page in pages for hit in page.hits] == listed
    for facet, values in counted.counts.items():
        for value, count in values[:1]:
            narrow = ask_again(steps=[*steps, Step(narrowing(facet, value))], limit=1000)
            assert len(narrow.hits) == count, (facet, value)
