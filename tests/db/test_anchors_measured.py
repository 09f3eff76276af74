"""Anchors measured on real texts and real changes: how many are found right, wrong, not at all."""

from pathlib import Path

import pytest
from real_changes import (
    Change,
    Outcome,
    highlights,
    judge,
    of_pdf,
    of_the_next_year,
    of_word,
    table,
)

MOST_WRONG = 0.002
LEAST_RIGHT = 0.85


def _measured(changes: list[Change], each: int, of_pdfs: int) -> list[Outcome]:
    outcomes = [
        judge(change, anchor)
        for change in changes
        for anchor in highlights(change, of_pdfs if change.kind == "PDF" else each)
    ]
    print(f"\n{table(outcomes)}")
    return outcomes


def _share(outcomes: list[Outcome], verdict: str) -> float:
    return sum(one.verdict == verdict for one in outcomes) / len(outcomes)


def test_500_highlights_are_found_again_or_not_at_all(shared: Path) -> None:
    changes = [*of_the_next_year(shared, 20), *of_word(shared, 10), *of_pdf(shared)]
    outcomes = _measured(changes, each=14, of_pdfs=60)
    assert len(outcomes) >= 500
    assert _share(outcomes, "wrong") <= MOST_WRONG
    assert _share(outcomes, "right") >= LEAST_RIGHT


@pytest.mark.slow
def test_thousands_of_highlights_are_found_again_or_not_at_all(shared: Path) -> None:
    changes = [*of_the_next_year(shared, 150), *of_word(shared, 60), *of_pdf(shared)]
    outcomes = _measured(changes, each=30, of_pdfs=600)
    assert len(outcomes) >= 7000
    assert _share(outcomes, "wrong") <= MOST_WRONG
    assert _share(outcomes, "right") >= LEAST_RIGHT
