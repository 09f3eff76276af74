from collections.abc import Sequence

import pytest

from db.address import is_label
from db.formats.numbering import Number, Outline, nested, read


def segments(printed: str) -> list[str]:
    return [number.segment for number in read(printed)]


@pytest.mark.parametrize(
    ("printed", "segment"),
    [
        ("6.", "6"), ("6 -", "6"), ("12 –", "12"), ("１２.", "12"), ("6.\u200e", "6"),
        ("3.10", "3.10"),
        ("l.", "1"), ("(b)", "b"), ("b)", "b"), ("(أ)", "a"), ("(هـ)", "e"), ("(ي)", "j"),
        ("(ف)", "q"),
        ("с)", "c"), ("(aa)", "aa"), ("(bb)", "bb"), ("(ii)", "ii"), ("xiii)", "xiii"), ("㈩", "x"),
        ("(十二)", "xii"), ("㈠", "i"), ("’13‘", "xiii"), ("(1)", "1"), ("b.", "b"),
    ],
)  # fmt: skip
def test_a_number_is_read_in_every_language(printed: str, segment: str) -> None:
    assert segments(printed)[-1] == segment


def test_a_letter_that_is_a_roman_numeral_has_both_readings() -> None:
    assert read("(i)") == (Number("(a)", (9,)), Number("(i)", (1,)))
    assert read("(b)") == (Number("(a)", (2,)),)


@pytest.mark.parametrize("printed", ["I.", "II", "B.", "三.", "三、"])
def test_capital_numerals_head_sections(printed: str) -> None:
    assert [number.style for number in read(printed)] == ["heading"]


@pytest.mark.parametrize(
    "printed", ["", " ", "*", "(", ")", "0.", "(0)", "(?)", "a", "99999.", "x" * 9]
)
def test_what_is_no_number_is_none(printed: str) -> None:
    assert read(printed) == ()


@pytest.mark.parametrize(
    ("numbers", "inside"),
    [
        ([1, 2, 3], []),
        ([6, 7, 1, 2, 3, 8], [2, 3, 4]),
        ([1, 2, 3, 1, 2], []),
        ([1, 2, 1, 2, 3], []),
        ([1, 2, 1, 2, 3, 3], [2, 3, 4]),
        ([], []),
    ],
)
def test_a_count_inside_a_paragraph_is_told_from_a_new_one(
    numbers: list[int], inside: list[int]
) -> None:
    assert [index for index, flag in enumerate(nested(numbers)) if flag] == inside


def outline(prefix: str = "", numbered: str = "op") -> Outline:
    return Outline(prefix, numbered, set())


def points(under: Outline, printed: Sequence[str]) -> list[str]:
    following = [*printed[1:], ""]
    return [under.point(read(p), read(f)) for p, f in zip(printed, following, strict=True)]


def test_flattened_points_find_their_level() -> None:
    under = outline()
    under.numbered(*read("1."))
    printed = ["(a)", "(i)", "(ii)", "(b)", "(i)", "a.", "b.", "(ii)", "(c)"]
    assert points(under, printed) == [
        "op1.a", "op1.a.i", "op1.a.ii", "op1.b", "op1.b.i", "op1.b.i.a", "op1.b.i.b", "op1.b.ii",
        "op1.c",
    ]  # fmt: skip


def test_the_ninth_letter_is_told_from_the_first_roman_numeral() -> None:
    under = outline()
    under.numbered(*read("1."))
    letters = [f"({letter})" for letter in "abcdefghij"]
    assert points(under, letters)[-2:] == ["op1.i", "op1.j"]
    under.numbered(*read("2."))
    assert points(under, [*letters[:8], "(i)", "(ii)"])[-2:] == ["op2.h.i", "op2.h.ii"]


def test_points_go_on_after_a_heading_and_begin_anew_after_a_paragraph() -> None:
    under = outline()
    under.numbered(*read("4."))
    assert points(under, ["(a)"]) == ["op4.a"]
    assert under.heading() == "h1"
    assert points(under, ["(b)"]) == ["op4.b"]
    assert under.counted("u") == "u1"
    assert points(under, ["(a)"]) == ["u1.a"]


def test_a_number_used_twice_is_told_apart_with_its_points() -> None:
    under = outline()
    first = under.numbered(*read("3."))
    second = under.numbered(*read("3."))
    assert [first, second, *points(under, ["(a)", "(a)"])] == [
        "op3", "op3.r2", "op3.r2.a", "op3.r2.a.r2",
    ]  # fmt: skip


def test_articles_count_anew_and_may_have_no_numbers() -> None:
    under = outline("annex1.", "")
    labels = [under.numbered(*read("1.")), under.heading(5), under.numbered(*read("1.")),
              under.numbered(*read("2.")), under.heading(6), under.counted("u"),
              *points(under, ["(a)"]), under.counted("u")]  # fmt: skip
    assert labels == [
        "annex1.1", "annex1.h1", "annex1.art5.1", "annex1.art5.2", "annex1.h2", "annex1.art6",
        "annex1.art6.a", "annex1.u1",
    ]  # fmt: skip
    assert all(map(is_label, labels))


def test_a_count_that_runs_through_the_articles_stays_plain() -> None:
    under = outline("annex1.", "")
    under.numbered(*read("1."))
    under.heading(1)
    assert under.numbered(*read("2.")) == "annex1.2"


def test_dotted_numbers_stand_under_what_is_above_them() -> None:
    under = outline()
    under.numbered(*read("19."))
    under.heading()
    assert [under.numbered(*read("1.1")), under.numbered(*read("1.2"))] == ["h1.1.1", "h1.1.2"]


def test_rows_of_a_table_do_not_end_the_list_around_it() -> None:
    under = outline()
    under.numbered(*read("1."))
    points(under, ["(a)"])
    under.begin_table()
    assert [under.row(), under.row()] == ["t1.1", "t1.2"]
    under.begin_table()
    assert [under.row(), *points(under, ["(b)"])] == ["t2.1", "op1.b"]


def test_a_point_before_any_paragraph_has_one_made_for_it() -> None:
    assert points(outline(), ["(b)", "(c)"]) == ["u1.b", "u1.c"]
