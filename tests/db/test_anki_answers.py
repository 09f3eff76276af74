"""Anki's review log as answers: which count for a memory, none twice, and gone with an undo."""

import sqlite3
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from db import clock
from db.quiz import fitting, histories, own, own_changes, schedule
from db.quiz.exchange import incoming
from db.quiz.exchange.anki_answers import answers
from db.quiz.exchange.anki_file import AnkiCard, AnkiReview
from db.quiz.memory import Model
from db.quiz.statistics.counts import recount

START = datetime(2026, 1, 5, 12, tzinfo=UTC)
LEARNING, REVIEW, RELEARNING, FILTERED, BY_HAND = range(5)
MODELS = (
    '{"7": {"name": "Basic", "type": 0, "flds": [{"name": "Front"}, {"name": "Back"}],'
    ' "tmpls": [{"qfmt": "{{Front}}", "afmt": "{{FrontSide}}<hr id=answer>{{Back}}"}]}}'
)


def given(
    day: float, button: int, kind: int, *, interval: int = 0, factor: int = 2500
) -> AnkiReview:
    made = int((START + timedelta(days=day)).timestamp() * 1000)
    return AnkiReview(made, button, interval, factor, 4_000, kind)


def card(*reviews: AnkiReview) -> AnkiCard:
    packed = [number for one in reviews for number in one]
    return AnkiCard(0, 2, 2, 40, 30, 2500, len(reviews), 0, "", packed)


PLAIN = (
    given(0, 3, LEARNING), given(2, 3, REVIEW), given(9, 1, REVIEW), given(9.01, 3, RELEARNING),
)  # fmt: skip


def test_grades_come_with_their_days_and_the_chance_of_recall() -> None:
    found = answers(card(*PLAIN))
    assert [one.rating for one in found] == [3, 3, 1, 3]
    assert [one.correct for one in found] == [True, True, False, True]
    assert found[0].made == START
    assert found[0].predicted is None
    model = Model()
    memory = model.replayed([(3, 0)])
    assert memory
    assert found[1].predicted == pytest.approx(model.recall(memory.stability, 2), abs=1e-6)
    assert found[3].predicted is None
    assert {one.before for one in found} == {""}


def test_what_moved_nothing_or_was_made_new_since_has_no_grade() -> None:
    found = answers(
        card(*PLAIN, given(20, 0, BY_HAND, factor=0), given(30, 3, LEARNING),
             given(33, 3, FILTERED, factor=0), given(35, 0, BY_HAND), given(40, 4, REVIEW))
    )  # fmt: skip
    assert [one.rating for one in found] == [None, None, None, None, 3, None, 4]
    assert len({one.key for one in found}) == 7


def test_a_log_that_begins_in_the_middle_begins_with_what_the_schedule_believed() -> None:
    (first, _) = answers(card(given(0, 3, REVIEW, interval=10), given(25, 3, REVIEW)))
    assert first.before
    assert first.predicted == pytest.approx(Model().recall(10, 10), abs=1e-6)


def test_times_that_cannot_be_are_left_out() -> None:
    far = int((clock.now() + timedelta(days=400)).timestamp() * 1000)
    wrong = [AnkiReview(made, 3, 0, 2500, 1, LEARNING) for made in (0, -5, far, 10**18)]
    assert [one.rating for one in answers(card(*wrong, *PLAIN))] == [3, 3, 1, 3]


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return packed(tmp_path, PLAIN)


def packed(tmp_path: Path, reviews: tuple[AnkiReview, ...], script: str = "") -> Path:
    """A package of the older kind with two notes; the first one's card has the reviews."""
    database = tmp_path / "made.db"
    database.unlink(missing_ok=True)
    connection = sqlite3.connect(database)
    connection.executescript(
        "CREATE TABLE col (crt, models); CREATE TABLE notes (id, guid, mid, tags, flds);"
        "CREATE TABLE cards (id, nid, ord, type, queue, due, odid, odue, ivl, factor, reps, lapses,"
        " data);"
        "CREATE TABLE revlog (id, cid, usn, ease, ivl, lastIvl, factor, time, type);"
    )
    connection.execute("INSERT INTO col VALUES (?, ?)", (int(START.timestamp()), MODELS))
    for note in (1, 2):
        connection.execute("INSERT INTO notes VALUES (?, ?, 7, '', ?)",
                           (note, f"g{note}", f"What is {note}?\x1fIt is {note}."))  # fmt: skip
        connection.execute("INSERT INTO cards VALUES (?, ?, 0, 2, 2, 40, 0, 0, 30, 2500, 4, 1, '')",
                           (note + 10, note))  # fmt: skip
    for one in reviews:
        connection.execute(
            "INSERT INTO revlog VALUES (?, 11, 0, ?, 0, ?, ?, ?, ?)",
            (one.made, one.button, one.last_interval, one.factor, one.milliseconds, one.kind),
        )
    connection.executescript(script)
    connection.commit()
    connection.close()
    path = tmp_path / "made.apkg"
    with zipfile.ZipFile(path, "w") as made:
        made.write(database, "collection.anki21")
    return path


def counted(study: sqlite3.Connection) -> tuple[int, ...]:
    """Count the answers there are: in the log, and in each of the sums that statistics read."""
    sums = (
        "SELECT count(*) FROM review WHERE deleted = ''",
        "SELECT coalesce(sum(answers), 0) FROM answer_count",
        "SELECT coalesce(sum(answers), 0) FROM answer_time",
    )
    return tuple(int(study.execute(one).fetchone()[0]) for one in sums)


def test_they_are_taken_in_once_however_often_the_file_comes(
    study: sqlite3.Connection, package: Path
) -> None:
    found = incoming.preview(study, package)
    assert found.answers == 4
    assert "4 earlier answers of theirs" in incoming.sentence(found, 2)
    incoming.bring_in(study, found)
    assert counted(study) == (4, 4, 4)
    again = incoming.preview(study, package)
    assert not again.new
    assert incoming.bring_in(study, again) == []
    assert counted(study) == (4, 4, 4)
    own.remove(study, [one.question.id for one in found.new])
    assert counted(study) == (4, 4, 4)
    incoming.bring_in(study, incoming.preview(study, package))
    assert counted(study) == (4, 4, 4)
    recount(study)
    assert counted(study) == (4, 4, 4)


def test_an_undo_of_the_import_takes_them_back_and_a_redo_brings_them(
    study: sqlite3.Connection, package: Path
) -> None:
    incoming.bring_in(study, incoming.preview(study, package))
    assert own_changes.undo(study)
    assert counted(study) == (0, 0, 0)
    assert own_changes.redo(study)
    assert counted(study) == (4, 4, 4)
    assert own_changes.undo(study)
    incoming.bring_in(study, incoming.preview(study, package))
    assert counted(study) == (4, 4, 4)


def test_fits_and_histories_see_them_before_one_s_own(
    study: sqlite3.Connection, package: Path
) -> None:
    incoming.bring_in(study, incoming.preview(study, package))
    assert fitting.readiness(study).reviews == 2
    ((name, begun, grades),) = histories.histories(study)
    assert begun is None
    assert grades == [(3, 0), (3, 2), (1, 7), (3, 0)]
    schedule.review(study, name, 3, milliseconds=900, now=START + timedelta(days=20))
    ((_, _, after),) = histories.histories(study)
    assert after == [*grades, (3, 11)]
    assert schedule.undo_last(study) == name
    assert schedule.undo_last(study) is None
    assert counted(study) == (4, 4, 4)


def test_a_damaged_log_leaves_the_questions(study: sqlite3.Connection, tmp_path: Path) -> None:
    for script in ("UPDATE revlog SET ease = 'x'", "DROP TABLE revlog; CREATE TABLE revlog (a);",
                   "UPDATE revlog SET time = 1e300"):  # fmt: skip
        found = incoming.preview(study, packed(tmp_path, PLAIN, script))
        assert len(found.new) == 2
        assert found.answers == 0
        assert any("log is damaged" in remark for remark in found.remarks)
    found = incoming.preview(study, packed(tmp_path, PLAIN, "DROP TABLE revlog"))
    assert not found.remarks
