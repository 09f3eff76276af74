"""What people type for a paragraph, what order paragraphs have, and how they are said."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.address import (
    ORDINALS,
    Address,
    describe,
    gutter,
    is_label,
    number_to_roman,
    parse_address,
    parse_label,
    roman_value,
    sort_key,
    split_annex,
)
from db.errors import UsageError

LABELS = [
    "record.symbol", "title", "pp1", "pp2", "pp10", "pp10.a", "art5", "art5.2", "h1", "op1",
    "op2", "op2.a", "op2.b", "op2.h", "op2.i", "op2.j", "op2.z", "op2.aa", "op2.bb", "op2.r2",
    "op2.r2.a", "op6", "op6.a.i", "op6.a.ii", "op6.a.iv", "op6.a.v", "op6.a.ix", "op6.a.x",
    "op6.a.xi", "op6.b", "op10", "t1.4", "t1.10", "u1", "annex", "annex1", "annex1.pp2",
    "annex1.2", "annex1.2.a", "annex1.10", "annex1.60", "annex1.art5.2.a", "annex2.1", "fn1",
    "fn10",
]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("op6", "op6"), ("OP6", "op6"), ("op 6", "op6"), ("Op. 6", "op6"), ("op06", "op6"),
        ("6", "op6"), ("6.", "op6"), ("6)", "op6"), (" 6 ,", "op6"), ("６", "op6"), ("op٦", "op6"),
        ("PP3", "pp3"), ("pp 3", "pp3"), ("preambular paragraph 3", "pp3"), ("preamble 3", "pp3"),
        ("seventh preambular paragraph", "pp7"), ("Twenty-first preambular para. (a)", "pp21.a"),
        ("para. 6", "op6"), ("para 6", "op6"), ("paras. 6", "op6"), ("paragraph 6", "op6"),
        ("operative paragraph 6", "op6"), ("¶6", "op6"), ("¶ 6", "op6"), ("§6", "op6"),
        ("#6", "op6"), ("para.\u00a06\u202f(a)", "op6.a"),
        ("6(a)(ii)", "op6.a.ii"), ("6 (a) (ii)", "op6.a.ii"), ("6 (A)", "op6.a"),
        ("6a", "op6.a"), ("6 a)", "op6.a"), ("6.a.ii", "op6.a.ii"), ("op6.a", "op6.a"),
        ("annex I para. 60", "annex1.60"), ("annex I, 60", "annex1.60"),
        ("Annex IV, para. 60 (a)", "annex4.60.a"), ("annex, para. 5", "annex1.5"),
        ("annexe 2 op 5", "annex2.5"), ("annex I, PP2", "annex1.pp2"), ("annex II", "annex2"),
        ("annex", "annex"), ("annex1.60", "annex1.60"),
        ("annex I, second preambular paragraph", "annex1.pp2"),
        ("record.draft", "record.draft"), ("record, draft date", "record.draft_date"),
        ("article 5", "art5"), ("art. 5, para. 2 (a)", "art5.2.a"),
        ("annex, article 5 (b)", "annex1.art5.b"), ("table 1, row 4", "t1.4"), ("op3.r2", "op3.r2"),
        ("title", "title"), ("footnote 3", "fn3"), ("fn3", "fn3"), ("heading 2", "h2"),
    ],
)  # fmt: skip
def test_what_people_type_for_a_paragraph(typed: str, label: str) -> None:
    assert parse_label(typed) == label
    assert is_label(label)


@pytest.mark.parametrize(
    "junk",
    ["", " ", ".", "(a)", "op", "pp", "0", "op0", "-6", "6-8", "6 and 7", "6bis", "paras. 6 and 7",
     "6 (a", "6 ()", "annex 0", "annex civil", "annex civil 3", "annex IIII, 3", "annexation 5",
     "hundredth preambular paragraph", "article", "article 5 pp2", "article 5 junk", "table",
     "footnote 0", "table 0, row 1", "article 0",
     "preamble", "’; DROP TABLE note", "6\x00", "²", "६ॐ",
     "9" * 6, "9" * 5000, "op" + "9" * 5000, "6" + ".a" * 40, "人工智能", "\ud800"],
)  # fmt: skip
def test_junk_is_no_paragraph(junk: str) -> None:
    assert parse_label(junk) is None


@pytest.mark.parametrize(
    "evil",
    ["6" + ".a" * 50 + "!", "6" + " ." * 50 + "!", "6" + "(a)" * 35 + "!", " " * 100_000 + "!",
     "annex" + " " * 100 + "!", "6 of " * 20_000, "resolution " * 20_000, "¶" * 110 + "!"],
)  # fmt: skip
def test_no_input_takes_long(evil: str) -> None:
    began = time.perf_counter()
    assert parse_label(evil) is None
    with pytest.raises(UsageError) as told:
        parse_address(f"A/RES/78/311 {evil}")
    assert time.perf_counter() - began < 1
    assert len(str(told.value)) < 300


@given(st.text(max_size=150))
def test_any_text_is_a_label_or_nothing(text: str) -> None:
    label = parse_label(text)
    assert label is None or is_label(label)
    try:
        address = parse_address(text)
    except UsageError:
        return
    assert address.document
    assert not address.label or is_label(address.label)


@pytest.mark.parametrize("label", LABELS)
def test_a_label_reads_as_itself(label: str) -> None:
    assert parse_label(label) == label
    assert parse_label(label.upper()) == label


@pytest.mark.parametrize("label", [lab for lab in LABELS if ".r" not in lab])
def test_what_is_said_can_be_typed(label: str) -> None:
    assert parse_label(describe(label)) == label


def test_a_bare_number_is_a_paragraph_of_the_kind_the_document_has() -> None:
    assert parse_label("6", paragraph="p") == "p6"
    assert parse_label("para. 6 (a)", paragraph="p") == "p6.a"
    assert parse_label("op6", paragraph="p") == "op6"
    assert parse_label("annex I, 6", paragraph="p") == "annex1.6"


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("A/RES/78/311", Address("A/RES/78/311")),
        ("a/res/78/311 op6", Address("A/RES/78/311", "op6")),
        ("A/RES/78/311 op6 (a)", Address("A/RES/78/311", "op6.a")),
        ("A/RES/78/311, para. 6", Address("A/RES/78/311", "op6")),
        ("A/RES/78/311,para. 6", Address("A/RES/78/311", "op6")),
        ("A/RES/78/311 ¶6", Address("A/RES/78/311", "op6")),
        ("A/RES/78/311¶6", Address("A/RES/78/311", "op6")),
        ("A/RES/79/1, annex I, para. 60", Address("A/RES/79/1", "annex1.60")),
        ("78/311", Address("A/RES/78/311")),
        ("78/311, para. 6", Address("A/RES/78/311", "op6")),
        ("78/183a op 2", Address("A/RES/78/183A", "op2")),
        ("75/101A-B", Address("A/RES/75/101A-B")),
        ("ES-11/1 op3", Address("A/RES/ES-11/1", "op3")),
        ("resolution 78/311", Address("A/RES/78/311")),
        ("General Assembly resolution 78/311, para. 6", Address("A/RES/78/311", "op6")),
        ("paragraph 6 (a) of resolution 78/311", Address("A/RES/78/311", "op6.a")),
        ("seventh preambular paragraph of A/RES/78/311", Address("A/RES/78/311", "pp7")),
        ("s/res/1325 op1", Address("S/RES/1325", "op1")),
        ("fu-cong", Address("fu-cong")),
        ("fu-cong p2", Address("fu-cong", "p2")),
        ("fu-cong, para. 2", Address("fu-cong", "p2")),
        ("fu\u2011cong 2", Address("fu-cong", "p2")),
        ("\u200eA/RES/78/311\u00a0op6\u200f", Address("A/RES/78/311", "op6")),
        ("resolute:A/RES/78/311#op6", Address("A/RES/78/311", "op6")),
        ("resolute:A/RES/78/311", Address("A/RES/78/311")),
        ("RESOLUTE://A/RES/78/311#annex1.60", Address("A/RES/78/311", "annex1.60")),
        ("resolute:A/RES/78/311%20op6", Address("A/RES/78/311", "op6")),
        ("resolute:fu-cong#p2", Address("fu-cong", "p2")),
    ],
)
def test_what_people_type_for_an_address(typed: str, address: Address) -> None:
    assert parse_address(typed) == address
    assert parse_address(str(address)) == address


def test_a_paragraph_alone_belongs_to_the_document_at_hand() -> None:
    assert parse_address("6", "A/RES/78/311") == Address("A/RES/78/311", "op6")
    assert parse_address("para. 6", "fu-cong") == Address("fu-cong", "p6")
    assert parse_address("fu-cong p2", "A/RES/78/311") == Address("fu-cong", "p2")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "That is no address"), ("   ", "That is no address"), ("¶", "That is no address"),
        ("resolute:", "That is no address"), ("resolute:%00", "That is no address"),
        ("\ud800", "That is no address"), ("x" * 5000, "That is no address"),
        ("op6", "names no document"), ("para. 6", "names no document"),
        ("A/RES/78/311 op0", "“op0” is not a paragraph"),
        ("pact for the future", "“pact for the future” is no address"),
        ("A/RES/78/311 nonsense", "“nonsense” is not a paragraph"),
        ("A/RES/78/311 6; DROP TABLE note", "is not a paragraph"),
    ],
)  # fmt: skip
def test_a_sentence_for_what_cannot_be_read(typed: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        parse_address(typed)


def test_labels_sort_as_a_reader_meets_them() -> None:
    shuffled = LABELS.copy()
    random.Random(78_311).shuffle(shuffled)
    assert sorted(shuffled, key=sort_key) == LABELS


@pytest.mark.parametrize(
    "points",
    [
        "a b c d e f g h i j k l m n o p q r s t u v w x y z aa bb dd ee".split(),  # noqa: SIM905
        [number_to_roman(number).lower() for number in range(1, 40)],
    ],
)
def test_lettered_and_roman_points_keep_their_order(points: list[str]) -> None:
    labels = [f"op3.{point}" for point in points]
    assert sorted(labels, key=sort_key) == labels


@given(st.lists(st.text(max_size=20)))
def test_anything_can_be_sorted(labels: list[str]) -> None:
    assert len(sorted(labels, key=sort_key)) == len(labels)


@pytest.mark.parametrize(
    ("label", "said", "margin"),
    [
        ("op6", "para. 6", "6"), ("p12", "para. 12", "12"), ("op6.a", "para. 6 (a)", "(a)"),
        ("op6.a.ii", "para. 6 (a) (ii)", "(ii)"), ("pp7", "PP7", "PP7"),
        ("pp7.b", "PP7 (b)", "(b)"), ("annex", "annex", ""), ("annex4", "annex IV", ""),
        ("annex1.60", "annex I, para. 60", "60"), ("annex.60", "annex, para. 60", "60"),
        ("annex1.60.a", "annex I, para. 60 (a)", "(a)"), ("annex1.pp2", "annex I, PP2", "PP2"),
        ("annex1.pp2.a", "annex I, PP2 (a)", "(a)"), ("annex1.h2", "annex I, heading 2", ""),
        ("annex1.b", "annex I, (b)", "(b)"), ("record", "record", ""),
        ("record.draft_date", "record, draft date", ""), ("title", "title", ""),
        ("h3", "heading 3", ""), ("fn1", "footnote 1", ""), ("u2", "unnumbered para. 2", ""),
        ("annex1.art5", "annex I, article 5", ""), ("art5.2", "article 5, para. 2", "2"),
        ("annex1.art5.2.a", "annex I, article 5, para. 2 (a)", "(a)"),
        ("art5.a", "article 5 (a)", "(a)"), ("t1.4", "table 1, row 4", ""),
        ("op3.r2", "para. 3 [second of this number]", "3"),
        ("op3.r2.a", "para. 3 [second of this number] (a)", "(a)"),
        ("", "", ""),
    ],
)  # fmt: skip
def test_how_a_label_is_said_and_shown(label: str, said: str, margin: str) -> None:
    assert describe(label) == said
    assert gutter(label) == margin


def test_the_inside_of_an_annex() -> None:
    assert split_annex("annex1.60.a") == ("annex1", "op60.a")
    assert split_annex("annex2.pp1") == ("annex2", "pp1")
    assert split_annex("annex2") == ("annex2", "")
    assert split_annex("op6.a") == ("", "op6.a")


@given(st.integers(1, 3999))
def test_roman_numerals_there_and_back(number: int) -> None:
    assert roman_value(number_to_roman(number)) == number
    assert roman_value(number_to_roman(number).lower()) == number


@pytest.mark.parametrize("none", ["", "IIII", "VX", "civil", "IM", "a", "XIIX"])
def test_what_is_no_roman_numeral(none: str) -> None:
    assert roman_value(none) == 0


def test_ordinals_are_spelled() -> None:
    assert len(set(ORDINALS)) == 99
    spelled = {
        1: "first", 12: "twelfth", 20: "twentieth", 21: "twenty-first", 40: "fortieth",
        58: "fifty-eighth", 80: "eightieth", 83: "eighty-third", 99: "ninety-ninth",
    }  # fmt: skip
    assert {number: ORDINALS[number - 1] for number in spelled} == spelled


@pytest.mark.parametrize("text", ["op", "op6.", "op6..a", "op6 a", "OP6", "op٦", "op06", "annex0"])
def test_what_is_no_label(text: str) -> None:
    assert not is_label(text)
