"""Changes of notes: each told once, by whoever got the store's answer."""

from typing import Any

import pytest

from db.errors import StoreLocked
from db.models import Anchor, EditionKey, Note
from db.notes import store
from desktop.hub import Hub
from desktop.notes.controller import NotesController
from desktop.tasks import Worker

KEY = EditionKey("A/RES/78/311", "digest", "en")
ANCHOR = Anchor(KEY, "op6", 4, 9, "words")


class Heard:
    """What the hub said."""

    def __init__(self, hub: Hub) -> None:
        self.changed: list[str] = []
        self.trouble: list[str] = []
        hub.notes_changed.connect(self.changed.append)
        hub.trouble_met.connect(self.trouble.append)


@pytest.fixture
def hub(qapp: Any) -> Hub:
    return Hub()


@pytest.fixture
def heard(hub: Hub) -> Heard:
    return Heard(hub)


@pytest.fixture
def notes(hub: Hub, study_worker: Worker) -> NotesController:
    return NotesController(study_worker, hub)


def add(qtbot: Any, notes: NotesController, color: str = "green", **named: Any) -> Note:
    with qtbot.waitSignal(notes.note_added) as caught:
        notes.add(ANCHOR, color, **named)
    note = caught.args[0]
    assert isinstance(note, Note)
    return note


def load(qtbot: Any, notes: NotesController, document: str = KEY.document) -> list[Note]:
    with qtbot.waitSignal(notes.notes_loaded) as caught:
        notes.load(document)
    assert caught.args[0] == document
    found = caught.args[1]
    assert isinstance(found, list)
    return found


def test_a_new_note_is_told_once(qtbot: Any, notes: NotesController, heard: Heard) -> None:
    note = add(qtbot, notes, body="Body")
    assert (note.color, note.body, note.anchor) == ("green", "Body", ANCHOR)
    assert heard.changed == [KEY.document]
    assert load(qtbot, notes) == [note]


def test_a_note_to_be_written_is_told_so(qtbot: Any, notes: NotesController) -> None:
    with qtbot.waitSignal(notes.note_added) as caught:
        notes.add(ANCHOR, "blue", edit=True)
    assert caught.args[1] is True
    with qtbot.waitSignal(notes.note_added) as caught:
        notes.add(ANCHOR, "blue")
    assert caught.args[1] is False


def test_a_change_and_its_undo_and_redo(qtbot: Any, notes: NotesController, heard: Heard) -> None:
    note = add(qtbot, notes)
    with qtbot.waitSignal(notes.note_updated) as caught:
        notes.update(note.id, color="pink", tags=("trade",))
    assert (caught.args[0].color, caught.args[0].tags) == ("pink", ("trade",))
    with qtbot.waitSignal(notes.told) as said:
        notes.undo(KEY.document)
    assert said.args == ["Undone: the note is as it was before."]
    assert [n.color for n in load(qtbot, notes)] == ["green"]
    with qtbot.waitSignal(notes.told) as said:
        notes.redo(KEY.document)
    assert said.args == ["Done again: the note is changed."]
    assert [n.color for n in load(qtbot, notes)] == ["pink"]
    assert heard.changed == [KEY.document] * 4


def test_a_deleted_note_comes_back(qtbot: Any, notes: NotesController, heard: Heard) -> None:
    note = add(qtbot, notes, body="Body")
    with qtbot.waitSignal(notes.note_deleted) as caught:
        notes.delete(note.id)
    assert caught.args == [note.id, KEY.document]
    assert load(qtbot, notes) == []
    with qtbot.waitSignal(notes.told):
        notes.undo(KEY.document)
    assert [n.body for n in load(qtbot, notes)] == ["Body"]
    assert heard.changed == [KEY.document] * 3


def test_nothing_to_undo_is_said_and_changes_nothing(
    qtbot: Any, notes: NotesController, heard: Heard
) -> None:
    for step in (notes.undo, notes.redo):
        with qtbot.waitSignal(notes.told) as said:
            step("fu-cong")
        assert said.args[0].startswith("There is nothing to")
    assert heard.changed == []


def test_a_failure_is_a_sentence_and_no_fact(
    qtbot: Any,
    notes: NotesController,
    hub: Hub,
    heard: Heard,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def locked(*_given: Any, **_named: Any) -> Note:
        raise StoreLocked("study.db is held by another program.")

    monkeypatch.setattr(store, "add", locked)
    with qtbot.assertNotEmitted(notes.note_added), qtbot.waitSignal(hub.trouble_met):
        notes.add(ANCHOR, "green")
    assert heard.trouble == ["study.db is held by another program."]
    with qtbot.waitSignal(hub.trouble_met) as caught:
        notes.delete("no such note")
    assert "no such note" in caught.args[0]
    with qtbot.waitSignal(hub.trouble_met) as caught:
        notes.update("no such note", color="mauve")
    assert caught.args[0]
    assert heard.changed == []


def test_loads_of_two_documents_do_not_push_each_other_out(
    qtbot: Any, notes: NotesController
) -> None:
    loaded: list[str] = []
    notes.notes_loaded.connect(lambda document, _notes: loaded.append(document))
    notes.load("fu-cong")
    notes.load(KEY.document)
    notes.load(KEY.document)
    qtbot.waitUntil(lambda: len(loaded) == 2)
    assert loaded == ["fu-cong", KEY.document]
