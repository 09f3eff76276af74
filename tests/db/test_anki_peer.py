"""Packages held against the real Anki: imported into it, changed there, exported from it again.

Anki is AGPL and a peer of the tests only (dependency group `peers`).
"""

import json
import sqlite3
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from db.quiz import own, own_changes, store
from db.quiz.exchange import as_anki, choice, formats, incoming
from db.quiz.exchange.choice import Choice, Outgoing
from db.quiz.models import Question

collection = pytest.importorskip(
    "anki.collection", reason="the real Anki is not installed (uv sync --group peers)"
)
CARD = Question("", "flashcard", "What is it?", "A note.", ("A/RES/78/311 op6",), back="This")
Take = Callable[..., Any]


@pytest.fixture
def anki(tmp_path: Path) -> Iterator[Any]:
    opened = collection.Collection(str(tmp_path / "collection.anki2"))
    opened.set_config("fsrs", True)
    yield opened
    opened.close()


@pytest.fixture
def take(anki: Any, tmp_path: Path) -> Take:
    """Import questions into Anki as a person does; returns its log."""

    def take_in(outgoing: list[Outgoing]) -> Any:
        path = tmp_path / "out.apkg"
        path.write_bytes(formats.written("anki", outgoing))
        asked = collection.ImportAnkiPackageRequest(package_path=str(path))
        return anki.import_anki_package(asked).log

    return take_in


@pytest.fixture
def outgoing(study: sqlite3.Connection) -> list[Outgoing]:
    own.add(study, CARD)
    return choice.gather(study, choice.chosen(study, Choice()))


def notes_of(anki: Any) -> dict[str, Any]:
    return {note.guid: note for note in map(anki.get_note, anki.find_notes(""))}


def test_every_question_arrives_with_its_fields(
    anki: Any, take: Take, outgoing: list[Outgoing]
) -> None:
    log = take(outgoing)
    assert len(log.new) == len(outgoing)
    found = notes_of(anki)
    for one in outgoing:
        note = found[as_anki.guid(one.question.id)]
        number, fields = as_anki.fields_of(one)
        assert note.fields == fields
        assert note.mid == number
        assert set(note.tags) == set(as_anki.tags_of(one))
        assert note.note_type()["flds"][-1]["name"] == "Key"
        assert len(note.cards()) == (one.question.text.count("{{")
                                     if number == as_anki.CLOZE_TYPE else 1)  # fmt: skip
        deck = anki.decks.name(note.cards()[0].did)
        assert deck == f"Resolute::{one.title}"


def test_cards_show_choices_and_evidence_and_need_no_media(
    anki: Any, take: Take, outgoing: list[Outgoing]
) -> None:
    take(outgoing)
    found = notes_of(anki)
    for one in outgoing:
        shown = found[as_anki.guid(one.question.id)].cards()[0].render_output()
        assert "resolute:" not in shown.question_text
        assert "resolute:" in shown.answer_text
        assert "<img" not in shown.answer_text
        if one.question.kind == "multiple-choice":
            for letter, _ in zip("ABCDE", one.question.choices, strict=False):
                assert f"{letter}. " in shown.question_text
    assert not anki.fix_integrity()[0].startswith("Error")


def test_imported_again_nothing_is_doubled_or_moved(
    anki: Any, take: Take, outgoing: list[Outgoing]
) -> None:
    take(outgoing)
    before = {card: anki.get_card(card).due for card in anki.find_cards("")}
    log = take(outgoing)
    assert (len(log.new), len(log.updated)) == (0, 0)
    assert before == {card: anki.get_card(card).due for card in anki.find_cards("")}
    take(outgoing[5:20])  # another choice of the same: other rows in the package, the same notes
    assert len(anki.find_notes("")) == len(outgoing)


def test_a_person_s_edits_and_schedule_stay_and_rewording_comes(
    anki: Any, take: Take, outgoing: list[Outgoing]
) -> None:
    mine = [replace(one, stamp=int(time.time()) - 1000) for one in outgoing[-1:]]
    take([*outgoing[:3], *mine])
    edited, answered, reworded = outgoing[0], outgoing[1], mine[0]
    note = notes_of(anki)[as_anki.guid(edited.question.id)]
    note["Explanation"] = "my own words"
    anki.update_note(note)
    card = notes_of(anki)[as_anki.guid(answered.question.id)].cards()[0]
    anki.sched.set_due_date([card.id], "7")
    due = anki.get_card(card.id).due
    again = replace(reworded, question=replace(reworded.question, prompt="What now?"),
                    stamp=reworded.stamp + 60)  # fmt: skip
    log = take([edited, answered, again])
    assert len(log.updated) == 1
    found = notes_of(anki)
    assert found[as_anki.guid(edited.question.id)]["Explanation"] == "my own words"
    assert found[as_anki.guid(reworded.question.id)]["Question"] == "What now?"
    assert anki.get_card(card.id).due == due


@pytest.mark.parametrize("legacy", [True, False])
@pytest.mark.parametrize("whole", [True, False])
def test_what_anki_exports_comes_in_with_its_schedule(
    anki: Any, tmp_path: Path, places: Any, legacy: bool, whole: bool, study: sqlite3.Connection
) -> None:
    if not legacy:
        pytest.importorskip("zstandard", reason="the newest packages are packed with it")
    _fill(anki)
    path = tmp_path / ("all.colpkg" if whole else "some.apkg")
    if whole:
        anki.export_collection_package(str(path), include_media=False, legacy=legacy)
        anki.reopen()
    else:
        options = collection.ExportAnkiPackageOptions(
            with_scheduling=True, with_deck_configs=True, with_media=False, legacy=legacy
        )
        anki.export_anki_package(out_path=str(path), options=options, limit=None)
    found = incoming.preview(study, path)
    assert not found.refused
    assert found.kinds == {"flashcard": 3, "cloze": 2, "short-answer": 1}
    by_prompt = {one.question.prompt + one.question.text: one for one in found.new}
    known = by_prompt["capital of France"]
    assert known.question.back == "Paris & more"
    assert "geography" in known.question.topics
    card = min(map(anki.get_card, anki.find_cards("France")), key=lambda one: one.ord)
    state = json.loads(known.state)
    assert state["stability"] == pytest.approx(card.memory_state.stability, rel=1e-3)
    assert state["difficulty"] == pytest.approx(card.memory_state.difficulty, rel=1e-3)
    today = datetime.now(UTC)
    days = (datetime.fromisoformat(state["due"]) - today).total_seconds() / 86_400
    assert days == pytest.approx(card.due - anki.sched.today, abs=1.01)
    assert [one.suspended for one in found.new].count(True) == 1
    incoming.bring_in(study, found)
    kept = store.card(study, known.question.id)
    assert kept is not None
    assert kept.phase == "review"
    assert store.row(study, known.question.id).state == known.state
    assert own_changes.undo(study)
    assert store.card(study, known.question.id) is None
    assert not own.own_questions(study)


def _fill(anki: Any) -> None:
    """A reversed card with a schedule, a cloze of two, a card to type, and one set aside."""

    def add(kind: str, **fields: str) -> Any:
        note = anki.new_note(anki.models.by_name(kind))
        for name, words in fields.items():
            note[name] = words
        anki.add_note(note, anki.decks.id("Default"))
        return note

    note = add("Basic (and reversed card)", Front="capital of <b>France</b>",
               Back="Paris &amp; more<script>alert(1)</script>")  # fmt: skip
    note.tags = ["geography"]
    anki.update_note(note)
    add("Cloze", Text="{{c1::Paris}} is on the {{c2::Seine::river}}")
    add("Basic (type in the answer)", Front="largest planet", Back="Jupiter")
    aside = add("Basic", Front="put aside", Back="indeed")
    anki.sched.suspend_cards([card.id for card in aside.cards()])
    _answer(anki, note.cards()[0], (3, 3, 3))


def _answer(anki: Any, card: Any, ratings: tuple[int, ...]) -> None:
    for rating in ratings:
        states = anki._backend.get_scheduling_states(card.id)
        card.start_timer()
        answer = anki.sched.build_answer(card=card, states=states, rating=rating - 1)
        anki.sched.answer_card(answer)
        card.load()


# the same reviews, the same schedule -------------------------------------------------------------

_HISTORIES = (
    ((0, 3), (1, 3), (5, 3), (17, 3), (60, 4)),
    ((0, 1), (1, 3), (3, 2), (8, 1), (9, 3), (20, 3)),
    ((0, 4), (14, 3), (60, 2), (120, 1), (121, 3)),
    ((0, 2), (2, 2), (5, 3), (12, 3), (30, 3), (90, 3)),
)
"""Reviews of cards: on which day, and which grade; one a day, as FSRS counts them."""


@pytest.mark.parametrize("history", _HISTORIES)
def test_the_schedule_agrees_with_anki_s_fsrs_to_the_day(
    anki: Any, history: tuple[tuple[int, int], ...]
) -> None:
    import fsrs

    parameters = fsrs.Scheduler().parameters
    start = datetime.now(UTC) - timedelta(days=history[-1][0])
    note = anki.new_note(anki.models.by_name("Basic"))
    note["Front"] = "seen"
    anki.add_note(note, anki.decks.id("Default"))
    (card_id,) = note.card_ids()
    for day, rating in history:
        moment = int((start + timedelta(days=day)).timestamp() * 1000)
        anki.db.execute(
            "INSERT INTO revlog VALUES (?, ?, -1, ?, ?, 0, 2500, 1000, ?)",
            moment, card_id, rating, 1, 0 if day == 0 else 1,
        )  # fmt: skip
    anki.db.execute("UPDATE cards SET type = 2, queue = 2, ivl = 1, reps = 3 WHERE id = ?", card_id)
    config = anki.decks.config_dict_for_deck_id(1)
    config["fsrsParams6"] = list(parameters)
    config["desiredRetention"] = 0.9
    anki.decks.update_config(config)
    theirs = anki.compute_memory_state(card_id)

    mine = fsrs.Card(card_id=1, due=start)
    ours = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    for day, rating in history:
        mine, _ = ours.review_card(mine, fsrs.Rating(rating), start + timedelta(days=day))
    assert mine.stability == pytest.approx(theirs.stability, rel=0.005)
    assert mine.difficulty == pytest.approx(theirs.difficulty, rel=0.005)
    # Anki's interval at a retention of 0.9 is its stability, to the day
    days = (mine.due - (start + timedelta(days=history[-1][0]))).days
    assert days == max(1, round(theirs.stability))


def test_the_text_for_anki_is_understood(
    anki: Any, outgoing: list[Outgoing], tmp_path: Path
) -> None:
    path = tmp_path / "out.txt"
    path.write_bytes(formats.written("anki-text", outgoing))
    metadata = anki.get_csv_metadata(str(path), None)
    assert metadata.guid_column == 1
    assert metadata.tags_column == 4
    log = anki.import_csv(collection.ImportCsvRequest(path=str(path), metadata=metadata)).log
    assert len(log.new) == len(outgoing)
    assert set(notes_of(anki)) == {as_anki.guid(one.question.id) for one in outgoing}


def test_the_review_log_comes_in_once_and_its_answers_lead_to_anki_s_memory(
    anki: Any, tmp_path: Path, study: sqlite3.Connection
) -> None:
    from db.quiz import histories
    from db.quiz.memory import Model

    note = anki.new_note(anki.models.by_name("Basic"))
    note["Front"], note["Back"] = "asked often", "known"
    anki.add_note(note, anki.decks.id("Default"))
    (card_id,) = note.card_ids()
    start = datetime.now(UTC) - timedelta(days=100)
    for day, rating in _HISTORIES[1]:
        moment = int((start + timedelta(days=day)).timestamp() * 1000)
        anki.db.execute("INSERT INTO revlog VALUES (?, ?, -1, ?, 1, 0, 2500, 1000, ?)",
                        moment, card_id, rating, 0 if day == 0 else 1)  # fmt: skip
    anki.db.execute("UPDATE cards SET type = 2, queue = 2, ivl = 1, reps = 6 WHERE id = ?", card_id)
    _answer(anki, anki.get_card(card_id), (3,))
    path = tmp_path / "out.apkg"
    options = collection.ExportAnkiPackageOptions(
        with_scheduling=True, with_deck_configs=False, with_media=False, legacy=True
    )
    anki.export_anki_package(out_path=str(path), options=options, limit=None)
    found = incoming.preview(study, path)
    assert found.answers == len(_HISTORIES[1]) + 1
    incoming.bring_in(study, found)
    incoming.bring_in(study, incoming.preview(study, path))
    ((_, begun, grades),) = histories.histories(study)
    assert begun is None
    assert [rating for rating, _ in grades] == [*(rating for _, rating in _HISTORIES[1]), 3]
    memory = Model().replayed(grades)
    assert memory is not None
    assert memory.stability == pytest.approx(
        anki.get_card(card_id).memory_state.stability, rel=0.01
    )
