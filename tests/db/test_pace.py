"""A person's pace: learned from their stays, and never absurd."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.study.pace import FASTEST, KEPT, SLOWEST, USUAL, Pace, length


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("Requests the Secretary-General to report;", 6),
        ("يُقدِّم تقريراً", 2),
        ("人工智能能力建设", 8 / 1.6),
        ("AI 能力", 1 + 2 / 1.6),
        ("— … (a)", 1),
        ("l’accès\u00a0à", 3),
    ],
)
def test_a_text_is_as_long_as_its_words(text: str, words: float) -> None:
    assert length(text) == pytest.approx(words)


def test_of_whom_nothing_is_known_reads_at_the_usual_pace() -> None:
    assert Pace().words_a_minute == USUAL
    assert Pace().seconds(USUAL) == pytest.approx(60)
    assert Pace().seconds(0) == Pace().seconds(1) == 1


def test_the_pace_comes_near_to_the_persons_own() -> None:
    pace = Pace()
    paces = []
    for _ in range(40):
        assert pace.learn(100, 20)
        paces.append(pace.words_a_minute)
    assert paces == sorted(paces)
    assert 280 < paces[-1] < 300


def test_a_few_odd_stays_change_little() -> None:
    steady = Pace([250] * 20)
    odd = Pace([250] * 20 + [900, 45, 990])
    assert odd.words_a_minute == pytest.approx(steady.words_a_minute, abs=5)


@pytest.mark.parametrize(("words", "seconds"), [(100, 1), (100, 4), (100, 600), (5, 3), (0, 0)])
def test_what_was_no_reading_teaches_nothing(words: float, seconds: float) -> None:
    pace = Pace()
    assert not pace.learn(words, seconds)
    assert pace.stays == ()


@given(st.lists(st.tuples(st.floats(0, 1e5), st.floats(0, 1e5)), max_size=100))
def test_the_pace_stays_within_what_people_can_do(stays: list[tuple[float, float]]) -> None:
    pace = Pace()
    for words, seconds in stays:
        pace.learn(words, seconds)
    assert SLOWEST <= pace.words_a_minute <= FASTEST
    assert len(pace.stays) <= KEPT
    assert Pace(pace.stays).words_a_minute == pace.words_a_minute


def test_absurd_stays_that_were_kept_are_left_out() -> None:
    assert Pace([-1, 0, 1e9, float("nan"), float("inf")]).words_a_minute == USUAL
