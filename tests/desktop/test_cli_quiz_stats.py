"""Statistics, forecast, fitting, matrix and disagreements from the command line."""

import json
from contextlib import closing
from datetime import timedelta

import pytest

from db import clock, connection
from db.places import Places
from db.quiz import options, questions, schedule
from db.quiz.options import LearnOptions
from desktop.__main__ import main

RESOLUTION = "A/RES/78/311"


def rows(
    capsys: pytest.CaptureFixture[str], places: Places, *words: str
) -> list[dict[str, object]]:
    capsys.readouterr()
    assert main(["--data-dir", str(places.data), "quiz", *words, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, list)
    return found


@pytest.fixture
def studied(places: Places) -> Places:
    with closing(connection.open_study(places)) as study:
        for n, one in enumerate(questions.questions(study)[:12]):
            for day in (0, 4):
                schedule.review(
                    study, one.id, 4 if n % 4 else 1, milliseconds=60_000,
                    now=clock.now() - timedelta(days=9 - day),
                    options=LearnOptions(siblings_apart=False),
                )  # fmt: skip
    return places


def test_what_was_answered_in_numbers(studied: Places, capsys: pytest.CaptureFixture[str]) -> None:
    by_day = rows(capsys, studied, "stats", "--by", "day")
    assert [day["answers"] for day in by_day if day["answers"]] == [12, 12]
    assert sum(float(str(day["minutes"])) for day in by_day) == 24
    for by in ("document", "part", "paragraph", "topic", "kind"):
        groups = rows(capsys, studied, "stats", "--by", by)
        assert max(float(str(one["known"])) for one in groups) > 0, by
    assert len(rows(capsys, studied, "stats", "--by", "item")) == 12
    assert rows(capsys, studied, "stats", "--by", "retention")
    ahead = rows(capsys, studied, "forecast", "--days", "60")
    assert sum(int(str(day["cards"])) for day in ahead) > 0
    assert len(rows(capsys, studied, "forecast", "--days", "5", "--new", "3")) == 5
    assert main(["--data-dir", str(studied.data), "quiz", "stats"]) == 0
    assert "answers" in capsys.readouterr().out


def test_the_matrix_and_the_disagreements(
    places: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    columns = rows(capsys, places, "matrix", RESOLUTION, "--by", "verb")
    assert {"verb": "Resolves", "paragraphs": ["op1"]} in columns
    assert any(len(row["sayings"]) > 1 for row in rows(capsys, places, "disagreements"))  # type: ignore[arg-type]


def test_too_few_reviews_are_not_fitted(
    studied: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--data-dir", str(studied.data), "quiz", "fit", "--adopt"]) != 0
    assert "Traceback" not in (said := capsys.readouterr().err)
    assert "reviews on a later day" in said or "resolute[fit]" in said
    with closing(connection.open_study(studied)) as study:
        assert options.read(study).parameters == ()


def test_nothing_answered_yet(places: Places, capsys: pytest.CaptureFixture[str]) -> None:
    assert rows(capsys, places, "stats", "--by", "day") == []
    assert rows(capsys, places, "stats", "--by", "item") == []
