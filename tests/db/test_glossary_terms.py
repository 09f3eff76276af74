"""Terms of the glossary in a text: the longest, as folded, abbreviations and verbs as written."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.glossary import Found, Glossary, first_of_each
from db.library import lists
from db.library.reference import GlossaryTerm

INK = Glossary(
    [
        GlossaryTerm("ink", "term", "A dark fluid."),
        GlossaryTerm("ink-making", "term", "Its making.", ("ink production",)),
        GlossaryTerm("permanent ink for good", "term", "It stays."),
        GlossaryTerm("International Ink Plan", "name", "A plan.", ("IIP", "IT")),
        GlossaryTerm("Decides", "verb", "Settles a thing.", teaching_aid=True, strength=5),
        GlossaryTerm("café", "term", "A house."),
    ]
)


def found(text: str) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.term.term) for one in INK.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ink is dear.", [("Ink", "ink")]),
        ("INK\u2011MAKING", [("INK\u2011MAKING", "ink-making")]),
        ("ink making and ink production",
         [("ink making", "ink-making"), ("ink production", "ink-making")]),
        ("permanent ink for good", [("permanent ink for good", "permanent ink for good")]),
        ("permanent ink for all", [("ink", "ink")]),
        ("inkwell, pinks, inks", []),
        ("of ink. Making it", [("ink", "ink")]),
        ("the IIP and the iip", [("IIP", "International Ink Plan")]),
        ("it is so; IT is there", [("IT", "International Ink Plan")]),
        ("Decides; he decides", [("Decides", "Decides")]),
        ("the cafe\u0301 and the CAFE", [("cafe\u0301", "café"), ("CAFE", "café")]),
        ("𝒜😀 ink", [("ink", "ink")]),
        ("", []),
    ],
)  # fmt: skip
def test_terms_are_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_a_term_is_at_each_of_its_letters_and_nowhere_else() -> None:
    words = "of ink-making, now"
    at = [one.term.term if (one := INK.at(words, n)) else "" for n in range(len(words))]
    assert at == [""] * 3 + ["ink-making"] * 10 + [""] * 5


def test_only_the_first_place_of_each_is_kept() -> None:
    assert [one.start for one in first_of_each(INK.find("ink, ink-making, ink"))] == [0, 5]


def test_a_term_is_known_by_any_of_its_names() -> None:
    named = INK.named("Ink Production")
    assert named is not None
    assert named.term == "ink-making"
    assert INK.named("paper") is None


@given(st.text(alphabet="ink maig-IPT é\u2011.😀", max_size=40))
def test_whatever_the_text_the_terms_are_in_order_and_apart(text: str) -> None:
    last = 0
    for one in INK.find(text):
        assert isinstance(one, Found)
        assert last <= one.start < one.end <= len(text)
        last = one.end


def test_the_bundled_glossary_is_read_whole(reader: sqlite3.Connection) -> None:
    terms = lists.glossary(reader)
    assert len(terms) > 100
    glossary = Glossary(terms)
    for term in terms:
        assert glossary.named(term.term) == term
        for name in term.see:
            assert glossary.named(name), f"{term.term} sees {name}, which is not there"
    assert {term.teaching_aid for term in terms} == {True, False}


def test_the_timeline_and_the_register_are_read_whole(reader: sqlite3.Connection) -> None:
    events, register = lists.timeline(reader), lists.register(reader)
    claims = lists.claims(reader)
    of_report = lists.claims(reader, "press-report")
    assert of_report
    assert {claim.passage.split(" ")[0] for claim in of_report} == {"press-report"}
    assert [claim for claim in claims if claim in of_report] == of_report
    assert [event.date for event in events] == sorted(event.date for event in events)
    assert [one.role for one in register.sponsors].count("draft") == 28
    assert len(register.sponsors) == 143
    spoken = {one.speaker.id: one.passages for one in register.speakers}
    assert "fu-cong p1" in spoken["fu-cong"]
    assert all(where.startswith("hrc-56 ") for where in spoken["chen-xu"])
    assert {claim.verdict for claim in claims} <= {"same", "near", "narrower", "absent"}
