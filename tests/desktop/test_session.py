"""The tabs of a session as plain data, and whatever data may have become of them."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.models import EditionKey
from desktop.reader.loading import Target
from desktop.reader.marks import Selected
from desktop.search.kept import KeptSearch, Place
from desktop.search.wording import Narrowing
from desktop.tabs.session import Beside, SearchTab, Session, Tab, read, write

RESOLUTION = "A/RES/78/311"
FRENCH = EditionKey(RESOLUTION, "official", "fr")
ENGLISH = EditionKey(RESOLUTION, "official", "en")
SESSION = Session(
    (
        Tab(Target(RESOLUTION, FRENCH, "op6.a", 31), "Capacity-building"),
        Tab(Target("fu-cong"), "Fu Cong", pinned=True),
        Tab(
            Target(RESOLUTION, FRENCH, "op6", selected=Selected("op6", 3, "op7", 12)),
            "A/RES/78/311",
            beside=Beside(
                Target(RESOLUTION, ENGLISH, "op6", 5, selected=Selected("op6", 0, "op6", 4)),
                "A/RES/78/311",
                active=True,
                linked=False,
                sizes=(300, 500),
            ),
        ),
        Tab(Target("hrc-56", None, "p3", -120), "العربية & 中文"),
        SearchTab(KeptSearch("")),
        SearchTab(
            KeptSearch(
                '"digital divide"',
                "here",
                RESOLUTION,
                (
                    Narrowing("Year: 2024", "date:2024"),
                    Narrowing("among “women”", "women", among=True),
                ),
                grouped=True,
                place=Place(("fu-cong", "digest", "en", "p2", ""), 60, 4),
            ),
            pinned=True,
        ),
    ),
    3,
)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
NAMES = [
    "tabs", "current", "document", "edition", "label", "offset", "title", "pinned", "beside",
    "active", "linked", "sizes", "selected", "search", "scope", "front", "narrowings", "grouped",
    "place",
]  # fmt: skip
JSON = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(NAMES),
            inner,
            max_size=8,
        )
    ),
    max_leaves=24,
)


def test_a_session_comes_back_as_it_was_with_edition_label_and_offset() -> None:
    assert read(json.loads(json.dumps(write(SESSION)))) == SESSION


def test_an_empty_session_comes_back_empty() -> None:
    assert read(write(Session())) == Session()


@pytest.mark.parametrize("data", [None, 0, "tabs", [], {}, {"tabs": {}}, {"tabs": "A/RES/78/311"}])
def test_what_is_no_session_is_an_empty_one(data: Any) -> None:
    assert read(data) == Session()


@pytest.mark.parametrize(
    "tab", [None, 5, "fu-cong", [], {}, {"document": 5}, {"document": None}, {"document": ""}]
)
def test_a_tab_that_is_not_understood_is_left_aside(tab: Any) -> None:
    assert read({"tabs": [tab, {"document": "fu-cong"}]}).tabs == (
        Tab(Target("fu-cong"), "fu-cong"),
    )


@pytest.mark.parametrize("edition", [5, "official", [], ["official"], [1, "fr"], ["a", "b", "c"]])
def test_an_edition_that_is_none_leaves_the_choice_to_the_reader(edition: Any) -> None:
    (tab,) = read({"tabs": [{"document": "fu-cong", "edition": edition}]}).tabs
    assert tab.target.key is None


@pytest.mark.parametrize("offset", [None, "12", 1.5, 10**30, -(10**30), [1]])
def test_an_offset_that_is_none_is_the_usual_one(offset: Any) -> None:
    (tab,) = read({"tabs": [{"document": "fu-cong", "offset": offset}]}).tabs
    assert tab.target.offset == Target("fu-cong").offset


def test_a_document_may_have_several_tabs() -> None:
    kept = [
        {"document": "fu-cong", "label": "p2"},
        {"document": "hrc-56"},
        {"document": "fu-cong", "label": "p4"},
    ]
    assert [(t.target.document, t.target.label) for t in read({"tabs": kept}).tabs] == [
        ("fu-cong", "p2"),
        ("hrc-56", ""),
        ("fu-cong", "p4"),
    ]


def test_a_session_of_before_there_were_sides_is_read() -> None:
    kept = {"document": "fu-cong", "edition": None, "label": "p2", "offset": 3, "title": "Fu Cong"}
    assert read({"tabs": [kept], "current": 0}).tabs == (
        Tab(Target("fu-cong", None, "p2", 3), "Fu Cong"),
    )


@pytest.mark.parametrize(
    "selected",
    [
        None, "op1", 5, [], ["op1", 1, "op2"], [1, 1, "op2", 2], ["op1", "1", "op2", 2],
        ["op1", -1, "op2", 2], ["op1", True, "op2", 2], ["op1", 1, "", 2], ["op1", 1, "op2", 2**70],
    ],
)  # fmt: skip
def test_a_selection_that_is_none_is_left_aside(selected: Any) -> None:
    (tab,) = read({"tabs": [{"document": "fu-cong", "selected": selected}]}).tabs
    assert tab == Tab(Target("fu-cong"), "fu-cong")


@pytest.mark.parametrize("beside", [None, 5, "fu-cong", [], {}, {"document": ""}])
def test_another_side_that_is_not_understood_is_left_aside(beside: Any) -> None:
    (tab,) = read({"tabs": [{"document": "fu-cong", "beside": beside}]}).tabs
    assert tab == Tab(Target("fu-cong"), "fu-cong")


@pytest.mark.parametrize(
    "sizes", [None, 5, [], [1], [1, 2, 3], [1, "2"], [-1, 4], [1, 2**40], [0, 9]]
)
def test_sizes_that_are_none_are_halves(sizes: Any) -> None:
    kept = {"document": "fu-cong", "beside": {"document": "hrc-56", "sizes": sizes}}
    (tab,) = read({"tabs": [kept]}).tabs
    assert tab.beside == Beside(Target("hrc-56"), "hrc-56")


@pytest.mark.parametrize(("current", "there"), [(-3, 0), (True, 1), ("1", 0), (None, 0), (7, 7)])
def test_the_tab_in_front_is_a_number_from_nought(current: Any, there: int) -> None:
    assert read({"tabs": [], "current": current}).current == there


def spoilt(whole: Any) -> st.SearchStrategy[Any]:
    """Whole data with anything in some of its places."""
    if isinstance(whole, dict):
        return JSON | st.fixed_dictionaries({name: spoilt(one) for name, one in whole.items()})
    if isinstance(whole, list):
        return JSON | st.tuples(*map(spoilt, whole)).map(list)
    return st.just(whole) | SCALARS


@given(data=JSON | spoilt(write(SESSION)))
def test_any_data_is_a_session_that_can_be_kept_again(data: Any) -> None:
    session = read(data)
    assert read(json.loads(json.dumps(write(session)))) == session
    for tab in session.tabs:
        if isinstance(tab, SearchTab):
            assert all(one.words and one.query for one in tab.search.narrowings)
            continue
        assert tab.target.document
        assert tab.title
        assert abs(tab.target.offset) < 2**31
        assert tab.beside is None or tab.beside.target.document


@pytest.mark.parametrize(
    "narrowings", [None, 5, "women", [5], ["women"], [["Year", 5]], [["", "women"]], [["a", " "]]]
)
def test_what_narrows_a_search_and_is_not_understood_is_left_aside(narrowings: Any) -> None:
    (tab,) = read({"tabs": [{"search": "ink", "narrowings": narrowings}]}).tabs
    assert tab == SearchTab(KeptSearch("ink"))


def test_what_narrows_without_a_word_on_how_is_read_too() -> None:
    kept = [["a", "b"], ["c", "d", True], ["e", "f", 7]]
    (tab,) = read({"tabs": [{"search": "ink", "narrowings": kept}]}).tabs
    assert isinstance(tab, SearchTab)
    assert [one.among for one in tab.search.narrowings] == [False, True, False]


@pytest.mark.parametrize(
    "place", [None, 5, [], [["fu-cong"], 3], ["fu-cong", 1, 1], [[], -1, 2], [[], 1, 2**40]]
)
def test_a_place_among_hits_that_is_none_is_the_first(place: Any) -> None:
    (tab,) = read({"tabs": [{"search": "ink", "scope": 5, "front": [], "place": place}]}).tabs
    assert tab == SearchTab(KeptSearch("ink"))


def test_half_a_surrogate_pair_is_left_out_of_every_text() -> None:
    kept = {
        "document": "fu\ud800-cong",
        "label": "p\udfff1",
        "title": "\ud800",
        "edition": ["digest\ud800", "en"],
    }
    (tab,) = read({"tabs": [kept]}).tabs
    assert tab == Tab(Target("fu-cong", EditionKey("fu-cong", "digest", "en"), "p1"), "fu-cong")
