"""Two lists of labels: what answers what, and where that which answers nothing would stand."""

from contextlib import closing
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import connection
from db.library import bundled, documents
from db.library.alignment import Row, align, opposite, spine
from db.library.official import add_official
from db.models import EditionKey
from db.places import Places

CORPUS = bundled.CHECKOUT.parent / "shared" / "corpora" / "ga-six-languages.zip"
LABELS = st.lists(
    st.sampled_from([f"{head}{n}" for head in ("pp", "op") for n in range(1, 7)]), max_size=9
)
UNIQUE = LABELS.map(lambda labels: list(dict.fromkeys(labels)))


def both(*labels: str) -> list[Row]:
    return [Row(label, label) for label in labels]


def test_the_same_labels_answer_one_another() -> None:
    labels = ["pp1", "pp2", "op1", "op1.a"]
    assert list(align(labels, labels)) == both(*labels)


def test_a_paragraph_that_only_one_side_has_stands_in_its_place() -> None:
    assert list(align(["op1", "op2", "op3"], ["op1", "op3", "op4"])) == [
        *both("op1"), Row("op2", ""), *both("op3"), Row("", "op4"),
    ]  # fmt: skip


def test_what_both_have_in_one_place_stands_first_as_the_left_side_has_it() -> None:
    assert list(align(["op1", "h1", "op2"], ["op1", "u1", "op2"])) == [
        *both("op1"), Row("h1", ""), Row("", "u1"), *both("op2"),
    ]  # fmt: skip


def test_one_side_may_be_empty() -> None:
    assert list(align([], ["op1"])) == [Row("", "op1")]
    assert list(align(["op1"], [])) == [Row("op1", "")]
    assert align([], []) == ()


def test_a_paragraph_in_another_place_is_one_row_where_the_left_side_has_it() -> None:
    left, right = ["op1", "op9", "op2", "op3"], ["op1", "op2", "op3", "op9"]
    assert list(align(left, right)) == both(*left)
    assert spine(left, right) == ((0, 0), (2, 1), (3, 2))


def test_points_answer_the_paragraph_they_are_part_of_where_it_has_none() -> None:
    points = opposite(["op6", "op6.a", "op6.a.i", "op7"], ["op6", "op7"])
    assert points.counterparts == {"op6": "op6", "op6.a": "op6", "op6.a.i": "op6", "op7": "op7"}
    assert points.missing == {}
    whole = opposite(["op6", "op7"], ["op6", "op6.a", "op6.b", "op7"])
    assert whole.missing == {"op6": ("op6.a", "op6.b")}


def test_what_would_stand_before_everything_is_told_so() -> None:
    assert opposite(["op1"], ["pp1", "op1"]).missing == {"": ("pp1",)}
    assert opposite(["pp1", "op1"], ["op1"]).counterparts["pp1"] == ""


@given(left=UNIQUE, right=UNIQUE)
def test_every_label_of_either_side_is_in_one_row(left: list[str], right: list[str]) -> None:
    rows = align(left, right)
    assert [row.left for row in rows if row.left] == left
    assert sorted(row.right for row in rows if row.right) == sorted(right)
    assert all(row.left == row.right for row in rows if row.left and row.right)
    for row in rows:
        assert bool(row.left and row.right) == ((row.left or row.right) in {*left} & {*right})


@given(left=LABELS, right=LABELS)
def test_the_spine_grows_on_both_sides_and_pairs_the_same_labels(
    left: list[str], right: list[str]
) -> None:
    pairs = spine(left, right)
    assert all(left[a] == right[b] for a, b in pairs)
    for before, after in pairwise(pairs):
        assert before[0] < after[0]
        assert before[1] < after[1]


@given(left=UNIQUE, right=UNIQUE)
def test_no_longer_run_in_the_same_order_is_there(left: list[str], right: list[str]) -> None:
    best = [[0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for a, one in enumerate(left):
        for b, other in enumerate(right):
            longer = best[a][b] + 1 if one == other else 0
            best[a + 1][b + 1] = max(best[a][b + 1], best[a + 1][b], longer)
    assert len(spine(left, right)) == best[-1][-1]


@given(left=LABELS, right=LABELS)
def test_a_label_that_is_there_twice_breaks_nothing(left: list[str], right: list[str]) -> None:
    rows = align(left, right)
    assert {row.left for row in rows} - {""} == set(left)
    assert {row.right for row in rows} - {""} == set(right)
    assert set(opposite(left, right).counterparts) == set(left)


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Places:
    if not CORPUS.is_file():
        pytest.skip(f"{CORPUS.name} is not beside this checkout")
    made = Places(tmp_path_factory.mktemp("aligned"), library_override=bundled.ensure())
    with closing(connection.open_study(made)) as study:
        add_official(study, ["A/RES/78/311", "A/RES/80/173"], CORPUS)
    return made


def labels(places: Places, *key: str) -> list[str]:
    with closing(connection.open_reader(places)) as opened:
        found = documents.edition(opened, EditionKey(*key)).passages
    return [passage.label for passage in found if passage.kind != "record"]


@pytest.mark.parametrize("language", ["ar", "es", "fr", "ru", "zh"])
def test_the_official_texts_of_a_resolution_answer_one_to_one(
    places: Places, language: str
) -> None:
    english = labels(places, "A/RES/78/311", "official", "en")
    other = labels(places, "A/RES/78/311", "official", language)
    assert list(align(english, other)) == both(*english)


def test_a_heading_that_one_language_lacks_is_told_at_its_place(places: Places) -> None:
    english = labels(places, "A/RES/80/173", "official", "en")
    arabic = labels(places, "A/RES/80/173", "official", "ar")
    (only,) = [row for row in align(english, arabic) if not row.right]
    assert opposite(arabic, english).missing == {
        english[english.index(only.left) - 1]: (only.left,)
    }
    assert opposite(english, arabic).counterparts["h18"] == "h17"


def test_headings_are_paired_by_their_place_where_one_side_has_one_less() -> None:
    left = ["h1", "op1", "h2", "op2", "h3", "op3"]
    right = ["h1", "op1", "op2", "h2", "op3"]
    assert list(align(left, right)) == [
        *both("h1", "op1"), Row("h2", ""), *both("op2"), Row("h3", "h2"), *both("op3"),
    ]  # fmt: skip


def test_headings_that_cannot_be_told_apart_by_their_place_are_not_paired() -> None:
    left, right = ["op1", "h1", "h2", "op2", "h3"], ["op1", "h1", "op2", "h2", "h3"]
    paired = {(row.left, row.right) for row in align(left, right)}
    assert ("h3", "h2") not in paired


@given(here=UNIQUE, there=UNIQUE)
def test_what_has_no_answer_has_none_and_the_rest_of_the_other_side_is_missing_here(
    here: list[str], there: list[str]
) -> None:
    told = opposite(here, there)
    assert told.counterparts == {label: label if label in there else "" for label in here}
    missing = [label for labels in told.missing.values() for label in labels]
    assert sorted(missing) == sorted({*there} - {*here})
