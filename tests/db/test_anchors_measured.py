"""Anchors measured on real texts and real changes: how many are found right, wrong, not at all.

The thresholds were chosen on one sample and are held to account on another, kind of change by kind
of change: `real_changes` says what is in which, `anchor_truth` what is right.
"""

from collections.abc import Iterable
from pathlib import Path

import pytest
from anchor_truth import Outcome, by_kind, highlights, judge, share, table
from real_changes import (
    Change,
    Side,
    of_pdf,
    of_set_pdf,
    of_the_next_year,
    of_word,
)

MOST_WRONG = 0.002
"""Of every kind of change by itself."""
MOST_LOST = 0.05
"""Of every kind: orphans whose words are still there, by the truth's reckoning."""


def _measured(side: Side, changes: Iterable[Change], each: int, of_pdfs: int) -> list[Outcome]:
    outcomes = [
        judge(change, anchor)
        for change in changes
        for anchor in highlights(change, of_pdfs if change.kind == "PDF" else each, side)
    ]
    print(f"\n{side}: {table(outcomes)}")
    print("\n".join(f"{one}" for one in outcomes if one.verdict == "wrong"))
    return outcomes


def _hold(outcomes: list[Outcome]) -> None:
    for kind, members in by_kind(outcomes).items():
        assert share(members, "wrong") <= MOST_WRONG, kind
        lost = [one for one in members if one.verdict == "orphan" and one.expected]
        assert len(lost) <= MOST_LOST * len(members), kind


def test_500_highlights_are_found_again_or_not_at_all(shared: Path) -> None:
    side: Side = "held out"
    changes = [*of_the_next_year(shared, side, 20), *of_word(shared, side, 10),
               *of_pdf(shared, side), *of_set_pdf(shared, side, 1)]  # fmt: skip
    outcomes = _measured(side, changes, each=14, of_pdfs=80)
    assert len(outcomes) >= 500
    _hold(outcomes)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["next year", "Word", "PDF", "PDF set"])
@pytest.mark.parametrize("side", ["tuning", "held out"])
def test_thousands_of_highlights_are_found_again_or_not_at_all(
    shared: Path, side: Side, kind: str
) -> None:
    changes = {
        "next year": lambda: of_the_next_year(shared, side, 320),
        "Word": lambda: of_word(shared, side, 150),
        "PDF": lambda: of_pdf(shared, side),
        "PDF set": lambda: of_set_pdf(shared, side, 40),
    }[kind]()
    outcomes = _measured(side, changes, each=30, of_pdfs=1200)
    assert len(outcomes) >= 1200
    _hold(outcomes)


def test_no_title_is_in_both_samples(shared: Path) -> None:
    tuned, held = ({one.before[0].text for one in of_the_next_year(shared, side, 30)}
                   for side in ("tuning", "held out"))  # fmt: skip
    assert not tuned & held
