"""What one types finds a name by the beginnings of its words, or by letters in their order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.keys import matching

NAMES = (
    "Go to paragraph… Go", "Full screen View", "Next tab Tab", "High contrast Theme",
    "Focus: only the page View", "Copy with citation Note",
)  # fmt: skip


def found(typed: str) -> list[str]:
    words = matching.fold(typed).split()
    scored = [(matching.score(words, matching.fold(name)), name) for name in NAMES]
    return [name for value, name in sorted(scored, reverse=True) if value]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("go", NAMES[0]),
        ("para", NAMES[0]),
        ("PARA go", NAMES[0]),
        ("gtp", NAMES[0]),
        ("prgrph", NAMES[0]),
        ("fs", NAMES[1]),
        ("contrast", NAMES[3]),
        ("hc", NAMES[3]),
        ("cit copy", NAMES[5]),
        ("tion", NAMES[5]),
        ("page:", ""),
        ("zebra", ""),
        ("full zebra", ""),
    ],
)
def test_what_is_typed_finds_a_name_first(typed: str, name: str) -> None:
    assert [*found(typed), ""][0] == name


def test_the_beginning_of_a_name_is_better_than_that_of_a_word_and_that_than_the_inside() -> None:
    values = [
        matching.score(["tab"], name) for name in ("tab next", "next tab", "printable", "tuba")
    ]
    assert values == sorted(values, reverse=True)
    assert len(set(values)) == 4


def test_of_names_that_fit_alike_the_shorter_comes_first() -> None:
    assert matching.score(["note"], "note") > matching.score(["note"], "note on this paragraph")


@given(st.text(max_size=20), st.text(max_size=40))
def test_whatever_is_typed_gives_a_number(typed: str, name: str) -> None:
    assert matching.score(matching.fold(typed).split(), matching.fold(name)) >= 0.0
