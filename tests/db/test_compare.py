"""Comparing editions: which paragraph became which, and which words of it changed."""

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import UsageError
from db.library import documents
from db.library.compare import Comparison, changes, compare, verb_strengths
from db.library.official import add_official
from db.models import Edition, EditionKey, Passage

INK = "the use of ink in offices of all Member States"
PENS = "pens, pencils and chalk for every school by the end of the year"


def paragraph(label: str, words: str, opener: str = "") -> Passage:
    return Passage(label, "operative", "official", words, opener=opener)


def edition(*passages: Passage, symbol: str = "A/RES/1/1", language: str = "en") -> Edition:
    return Edition(EditionKey(symbol, "official", language), "On ink", passages)


def after(*passages: Passage) -> Edition:
    return edition(*passages, symbol="A/RES/2/1")


def seen(found: Comparison) -> list[tuple[str, str, str]]:
    return [
        (p.left.label if p.left else "", p.right.label if p.right else "", p.outcome)
        for p in found.pairs
    ]


def test_the_same_stays_the_same_whatever_its_number() -> None:
    left = edition(paragraph("op1", f"Notes {INK};"), paragraph("op2", f"Asks for {PENS};"))
    right = after(
        paragraph("op1", "Welcomes something that is entirely new;"),
        paragraph("op2", f"Notes {INK};"),
        paragraph("op3", f"Asks for {PENS};"),
    )
    found = compare(left, right)
    assert seen(found) == [("", "op1", "added"), ("op1", "op2", "same"), ("op2", "op3", "same")]
    assert [pair.renumbered for pair in found.pairs] == [False, True, True]
    assert not any(pair.moved for pair in found.pairs)


def test_a_paragraph_that_went_elsewhere_has_moved() -> None:
    left = edition(
        paragraph("op1", f"Notes {INK};"),
        paragraph("op2", f"Asks for {PENS};"),
        paragraph("op3", "Decides to remain seized of this question of stationery;"),
    )
    right = after(
        paragraph("op1", f"Asks for {PENS};"),
        paragraph("op2", "Decides to remain seized of this question of stationery;"),
        paragraph("op3", f"Notes {INK} and ships;"),
    )
    found = compare(left, right)
    assert seen(found) == [
        ("op2", "op1", "same"), ("op3", "op2", "same"), ("op1", "op3", "changed"),
    ]  # fmt: skip
    assert [pair.moved for pair in found.pairs] == [False, False, True]
    assert found.moved == 1


def test_what_is_gone_stands_where_it_stood() -> None:
    left = edition(
        paragraph("op1", f"Notes {INK};"), paragraph("op2", "Deplores every blot;"),
        paragraph("op3", f"Asks for {PENS};"), paragraph("op4", "Ends here;"),
    )  # fmt: skip
    right = after(paragraph("op1", f"Notes {INK};"), paragraph("op2", f"Asks for {PENS};"))
    assert seen(compare(left, right)) == [
        ("op1", "op1", "same"), ("op2", "", "removed"), ("op3", "op2", "same"),
        ("op4", "", "removed"),
    ]  # fmt: skip


def test_typography_is_no_change() -> None:
    left = edition(
        paragraph("op1", "Notes the non\u2011discriminatory\u00a0use of \u201cink\u201d;")
    )
    right = after(paragraph("op1", 'Notes the non-discriminatory use of "ink";'))
    assert seen(compare(left, right)) == [("op1", "op1", "same")]


def test_a_verb_that_became_stronger_is_told(reader: sqlite3.Connection) -> None:
    left = edition(paragraph("op1", f"Invites {INK};", "Invites"))
    right = after(paragraph("op1", f"Requests {INK};", "Requests"))
    strengths = verb_strengths(reader)
    (pair,) = compare(left, right, strengths).pairs
    assert pair.verb_changed
    assert pair.strength == strengths["requests"] - strengths["invites"] > 0
    (back,) = compare(right, left, strengths).pairs
    assert back.strength == -pair.strength
    (unknown,) = compare(left, right).pairs
    assert (unknown.verb_changed, unknown.strength) == (True, 0)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("use of red ink", "use of blue ink", [("red", "blue")]),
        ("use of ink", "use of blue ink", [("", "blue")]),
        ("use of blue ink", "use of ink", [("blue", "")]),
        ("ink", "ink, and paper", [("", ", and paper")]),
        ("", "ink", [("", "ink")]),
        ("ink", "", [("ink", "")]),
        ("ink 😀 red", "ink 😀 blue", [("red", "blue")]),
        ("使用墨水", "使用红墨水", [("", "红")]),
        ("same", "same", []),
    ],
)
def test_words_that_differ_are_named(
    left: str, right: str, expected: list[tuple[str, str]]
) -> None:
    found = [(left[slice(*c.left)], right[slice(*c.right)]) for c in changes(left, right)]
    assert found == expected


SOME = ("ink", "pen", "red", "blue", ",", ";", "墨", "😀", "non\u2011x")
WORDS = st.lists(st.sampled_from(SOME), max_size=12)


@given(WORDS, WORDS)
def test_the_changes_turn_one_text_into_the_other(left: list[str], right: list[str]) -> None:
    ours, theirs = " ".join(left), " ".join(right)
    made, at = "", 0
    for change in changes(ours, theirs):
        made += ours[at : change.left[0]] + " " + theirs[slice(*change.right)] + " "
        at = change.left[1]
    assert (made + ours[at:]).split() == theirs.split()


@given(st.lists(WORDS, max_size=6), st.lists(WORDS, max_size=6))
def test_every_paragraph_is_there_once(left: list[list[str]], right: list[list[str]]) -> None:
    one = edition(*(paragraph(f"op{n}", " ".join(w)) for n, w in enumerate(left, 1)))
    other = after(*(paragraph(f"op{n}", " ".join(w)) for n, w in enumerate(right, 1)))
    pairs = compare(one, other).pairs
    assert sorted(p.left.label for p in pairs if p.left) == [p.label for p in one.passages]
    assert [p.right.label for p in pairs if p.right] == [p.label for p in other.passages]
    for pair in pairs:
        if pair.left and pair.right:
            assert (pair.left.text.split() == pair.right.text.split()) == (pair.outcome == "same")


def test_only_editions_in_one_language_are_compared() -> None:
    one = edition(paragraph("op1", "Ink"))
    with pytest.raises(UsageError, match="one and the same"):
        compare(one, one)
    with pytest.raises(UsageError, match="side by side"):
        compare(one, edition(paragraph("op1", "Encre"), language="fr"))


MEASURED = {
    ("78/132", "79/194"): (115, 124, 54, 99),
    ("79/194", "80/118"): (124, 133, 83, 118),
    ("79/239", "80/58"): (27, 29, 11, 24),
    ("77/320", "79/334"): (42, 57, 17, 33),
    ("78/265", "78/311"): (22, 30, 1, 2),
}
"""Numbered paragraphs of two years' resolutions, how many are the same, how many alike."""


def test_real_pairs_are_as_alike_as_somebody_else_measured(
    study: sqlite3.Connection, shared: Path
) -> None:
    symbols = sorted({f"A/RES/{symbol}" for pair in MEASURED for symbol in pair})
    add_official(study, symbols, shared / "corpora" / "ga-english-75-80.zip", ["en"])
    for pair, (left, right, same, alike) in MEASURED.items():
        sides = [
            documents.edition(study, EditionKey(f"A/RES/{symbol}", "official", "en"))
            for symbol in pair
        ]
        numbered = {"preambular", "operative"}
        assert [sum(p.kind in numbered for p in e.passages) for e in sides] == [left, right]
        pairs = [p for p in compare(*sides).pairs if p.left and p.left.kind in numbered]
        assert abs(sum(p.outcome == "same" for p in pairs) - same) <= 1, pair
        assert abs(sum(p.similarity > 0 for p in pairs) - alike) <= 2, pair
