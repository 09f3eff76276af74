"""The share of fair questions among 200 that a reader has judged, made from real resolutions."""

import tomllib
from collections import Counter
from pathlib import Path

import pytest
from real_questions import ARCHIVE, digest, questions

CHECKED = tomllib.loads(Path(__file__).with_name("checked_questions.toml").read_text("utf-8"))
LEAST = 0.95


def test_the_record_is_whole() -> None:
    assert len(CHECKED["resolutions"]) == 20
    assert len({one["digest"] for one in CHECKED["question"]}) == 200
    assert all(one["fair"] or one["why"] for one in CHECKED["question"])


@pytest.mark.skipif(not ARCHIVE.is_file(), reason="the corpora in ../shared are absent")
def test_of_200_questions_read_beside_their_clauses_at_least_95_per_cent_are_fair() -> None:
    judged = {one["digest"]: one for one in CHECKED["question"]}
    made = {digest(one): one for _, one in questions(CHECKED["resolutions"])}
    unjudged = [
        f"{key} {one.topics[0]}, {one.evidence[0]}: {one.prompt}"
        for key, one in made.items()
        if key not in judged
    ]
    assert not unjudged, "read these and judge them in checked_questions.toml:\n" + "\n".join(
        unjudged
    )
    told = {key: (one.topics[0], one.evidence[0]) for key, one in made.items()}
    assert told == {key: (one["sort"], one["evidence"]) for key, one in judged.items()}
    counted = Counter((one["sort"], one["fair"]) for one in judged.values())
    fair = sum(count for (_, good), count in counted.items() if good)
    assert fair >= LEAST * len(made), counted
