"""Which paragraphs have been read: by the time they had, and by a person's word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.models import Passage
from db.study.attention import Attention, is_counted
from db.study.pace import Pace
from db.study.reading_record import Reading

WORDS = 40
NEEDED = 60 * WORDS / 200
"""Seconds that a paragraph of these tests takes at the usual pace."""


def passage(label: str, kind: str = "operative", words: int = WORDS) -> Passage:
    return Passage(label, kind, "official", "ink " * words)


PASSAGES = [
    passage("title", "heading"), passage("record.date", "record"), passage("pp1", "preambular"),
    *(passage(f"op{n}") for n in range(1, 10)), passage("fn1", "footnote"),
]  # fmt: skip
LABELS = ["pp1", *(f"op{n}" for n in range(1, 10))]


@pytest.fixture
def attention() -> Attention:
    made = Attention(Pace())
    made.show(PASSAGES)
    return made


def test_only_paragraphs_count(attention: Attention) -> None:
    assert list(attention.labels) == LABELS
    assert not is_counted(PASSAGES[0])
    assert attention.spend(1000, ["title", "record.date", "fn1"], "fn1") == []
    assert attention.share == 0


def test_a_paragraph_is_read_once_it_had_its_time(attention: Attention) -> None:
    assert attention.spend(NEEDED - 0.5, ["op1"], "op1") == []
    assert attention.spend(0.6, ["op1"], "op1") == ["op1"]
    assert attention.read == {"op1"}
    assert attention.reading("op1").read.endswith("Z")
    assert attention.share == pytest.approx(0.1)
    assert attention.spend(100, ["op1"], "op1") == [], "only once"


def test_one_reads_one_paragraph_at_a_time(attention: Attention) -> None:
    view = ["pp1", "op1", "op2", "op3"]
    assert attention.spend(NEEDED * 1.5, view, "op1") == ["op1"]
    assert attention.reading("op2").seconds == pytest.approx(NEEDED / 2)
    assert attention.spend(NEEDED * 1.5, view, "op1") == ["op2", "op3"]
    assert attention.spend(NEEDED, view, "op1") == ["pp1"], "what is above comes last"


def test_time_that_nobody_can_use_is_lost(attention: Attention) -> None:
    attention.spend(1000, ["op1"], "op1")
    assert attention.spend(0.1, ["op2"], "op2") == []
    assert attention.spend(100, [], "op3") == []


def test_a_faster_person_has_read_sooner() -> None:
    fast = Attention(Pace([400] * 60))
    fast.show(PASSAGES)
    assert fast.spend(NEEDED * 0.6, ["op1"], "op1") == ["op1"]


def test_going_on_teaches_the_pace() -> None:
    pace = Pace()
    attention = Attention(pace)
    attention.show(PASSAGES)
    for n in range(1, 6):
        attention.spend(8, [f"op{n}"], f"op{n}")
    assert pace.stays == (300, 300, 300, 300)
    attention.spend(8, ["op2"], "op2")
    attention.spend(8, ["op9"], "op9")
    assert len(pace.stays) == 4, "going back teaches nothing, nor leafing on over what is between"


def test_another_edition_keeps_what_was_read(attention: Attention) -> None:
    attention.spend(NEEDED, ["op1"], "op1")
    attention.show([Passage("op1", "operative", "official", "墨"), passage("op10")])
    assert attention.read == {"op1"}
    assert attention.share == 0.5


def test_a_persons_word_is_never_overruled(attention: Attention) -> None:
    before = attention.mark(["op1", "op2"], True)
    assert attention.read == {"op1", "op2"}
    attention.mark(["op1"], False)
    assert attention.spend(1000, ["op1"], "op1") == []
    assert attention.read == {"op2"}
    attention.put_back(before)
    assert attention.read == frozenset()
    assert attention.spend(1000, ["op1"], "op1") == ["op1"]


def test_what_changed_is_told_once(attention: Attention) -> None:
    attention.spend(1, ["op1"], "op1")
    attention.mark(["op2"], True)
    assert [one.label for one in attention.unsaved()] == ["op1", "op2"]
    assert attention.unsaved() == []


def test_what_was_kept_is_taken_up(attention: Attention) -> None:
    again = Attention(Pace(), [Reading("op1", 11.5), Reading("op2", 3, "2026-11-26T10:00:00Z")])
    again.show(PASSAGES)
    assert again.read == {"op2"}
    assert again.spend(0.5, ["op1"], "op1") == ["op1"]


def test_nothing_to_read_is_no_division() -> None:
    empty = Attention(Pace())
    empty.show([])
    assert empty.share == 0
    assert empty.spend(5, ["op1"], "op1") == []


@given(st.lists(st.tuples(st.floats(0, 30), st.sampled_from(LABELS)), max_size=60))
def test_nobody_reads_more_than_the_time_allows(steps: list[tuple[float, str]]) -> None:
    attention = Attention(Pace())
    attention.show(PASSAGES)
    finished: list[str] = []
    for seconds, current in steps:
        finished += attention.spend(seconds, LABELS, current)
    assert len(finished) == len(set(finished)) == len(attention.read)
    spent = sum(attention.reading(label).seconds for label in LABELS)
    assert spent <= sum(seconds for seconds, _ in steps) + 1e-6
