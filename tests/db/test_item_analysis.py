"""Facility, discrimination and what was taken for right."""

from datetime import UTC, datetime, timedelta

import pytest
from quiz_bank import BRIDGES, FERRY, opened

from db.errors import UnknownAddress
from db.quiz import store
from db.quiz.grade import grade
from db.quiz.statistics import item_analysis

BEGIN = datetime(2026, 3, 2, 8, tzinfo=UTC)


def test_facility_discrimination_and_chosen_distractors() -> None:
    with opened() as study:
        for day in range(6):
            good = day % 2 == 0
            now = BEGIN + timedelta(days=day)
            given = (0, 2) if good else (0, 1)
            for asked, answer in ((BRIDGES, given), (FERRY, good), (FERRY, good)):
                store.record_answer(
                    study, asked, answer, grade(asked, answer), milliseconds=4000, now=now
                )
        hard, easy = item_analysis.analyses(study)
        assert {hard.question, easy.question} == {BRIDGES.id, FERRY.id}
        assert hard.facility == easy.facility == 0.5
        assert hard.discrimination == pytest.approx(1.0)
        assert hard.seconds == 4.0
        assert item_analysis.analyses(study, order="most", limit=1)[0].question == FERRY.id
        taken = {one.given: one for one in item_analysis.taken(study, BRIDGES.id)}
        assert taken["The towns"].times == 6
        assert taken["The ferrymen"].times == 3
        assert taken["The ferrymen"].why == "They keep the boats."
        assert taken["The millers"].times == 0
        assert taken["The towns"].correct
        assert not taken["The ferrymen"].correct


def test_too_few_answers_say_nothing_of_how_a_question_tells() -> None:
    assert item_analysis.correlation([(1, 0.5), (0, 0.1)]) is None
    assert item_analysis.correlation([(1, 0.5)] * 9) is None
    rising = [(1, 0.9), (0, 0.1), (1, 0.8)]
    assert item_analysis.correlation(rising) == pytest.approx(0.99, abs=0.01)


def test_a_question_that_is_not_there() -> None:
    with opened() as study, pytest.raises(UnknownAddress):
        item_analysis.taken(study, "none")
