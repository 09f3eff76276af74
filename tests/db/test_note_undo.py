"""Undo and redo of notes: every kind of change, by document, against lists of whole states."""

import json
import sqlite3
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from tides import LOG, NOON, TIDES, Desk, mark, reworded

from db.library.tables import (
    CONTENT_TABLES,
)
from db.models import COLORS, EditionKey
from db.notes import history, store
from db.notes.index import NOTE_INDEX_TABLES
from db.study.tables import NOTE_COLUMNS, PERSONAL_TABLES


@pytest.fixture
def study(desk: Desk) -> sqlite3.Connection:
    return desk.connection


def bodies(study: sqlite3.Connection) -> dict[str, str]:
    return {note.id: note.body for note in store.notes(study)}


def test_every_kind_of_change_is_undone_and_redone(desk: Desk) -> None:
    made = store.add(desk.connection, mark(TIDES, "op1", "tide tables"), body="one", tags=["a"])
    store.update(desk.connection, made.id, body="two", color="pink", tags=["b", "c"])
    store.delete(desk.connection, made.id)
    desk.restart()

    undone = store.undo(desk.connection)
    assert undone is not None
    assert (undone.action, undone.note_id, undone.document) == ("delete", made.id, "A/RES/99/1")
    assert undone.before is None
    assert undone.after == store.get(desk.connection, made.id)
    assert undone.after.tags == ("b", "c")

    undone = store.undo(desk.connection)
    assert undone is not None
    assert (undone.action, undone.before and undone.before.body) == ("update", "two")
    assert store.get(desk.connection, made.id)._replace(modified=made.modified) == made

    undone = store.undo(desk.connection, now=NOON)
    assert undone is not None
    assert (undone.action, undone.after) == ("add", None)
    assert store.notes(desk.connection) == []
    assert store.undo(desk.connection) is None
    desk.restart()

    actions = []
    while redone := store.redo(desk.connection):
        actions.append((redone.action, redone.after and (redone.after.body, redone.after.color)))
    assert actions == [("add", ("one", "yellow")), ("update", ("two", "pink")), ("delete", None)]
    assert store.notes(desk.connection) == []


def test_a_new_change_leaves_nothing_to_redo_in_its_document(study: sqlite3.Connection) -> None:
    here = store.add(study, mark(TIDES, "op1"), body="one")
    there = store.add(study, mark(LOG, "p1"), body="log")
    store.undo(study, "A/RES/99/1")
    store.undo(study, "harbour-log")
    store.add(study, mark(TIDES, "op2"), body="new")
    assert store.redo(study, "A/RES/99/1") is None
    redone = store.redo(study)
    assert redone is not None
    assert redone.note_id == there.id
    assert here.id not in bodies(study)


def test_undo_keeps_to_its_document(study: sqlite3.Connection) -> None:
    first = store.add(study, mark(TIDES, "op1"), body="first")
    second = store.add(study, mark(LOG, "p1"), body="second")
    undone = store.undo(study, "A/RES/99/1")
    assert undone is not None
    assert undone.note_id == first.id
    assert bodies(study) == {second.id: "second"}
    assert store.undo(study, "A/RES/99/1") is None
    assert store.undo(study, "no such document") is None


def test_redo_takes_what_was_undone_last_first(study: sqlite3.Connection) -> None:
    first = store.add(study, mark(TIDES, "op1"), body="first")
    second = store.add(study, mark(LOG, "p1"), body="second")
    store.undo(study, "A/RES/99/1")
    store.undo(study)
    redone = [change.note_id for _ in range(2) if (change := store.redo(study))]
    assert redone == [second.id, first.id]


def test_the_last_hundred_changes_of_each_document_are_kept(study: sqlite3.Connection) -> None:
    log = store.add(study, mark(LOG, "p1"))
    made = store.add(study, mark(TIDES, "op1"), body="0")
    begun = datetime(2026, 5, 1, tzinfo=UTC)
    for number in range(1, 151):
        store.update(study, made.id, body=str(number), now=begun + timedelta(minutes=number))
    count = 0
    while store.undo(study, "A/RES/99/1"):
        count += 1
    assert count == history.MOST_CHANGES == 100
    assert store.get(study, made.id).body == "50"
    undone = store.undo(study)
    assert undone is not None
    assert undone.note_id == log.id


def test_saves_while_one_goes_on_writing_are_one_change(study: sqlite3.Connection) -> None:
    begun = datetime(2026, 5, 1, tzinfo=UTC)
    made = store.add(study, mark(TIDES, "op1"), now=begun)
    for second, body in enumerate(("a", "a note", "a note on tides")):
        store.update(study, made.id, body=body, now=begun + timedelta(seconds=second))
    store.update(study, made.id, color="pink", now=begun + timedelta(seconds=4))
    store.update(study, made.id, body="later", now=begun + timedelta(minutes=5))
    bodies = []
    while store.undo(study, "A/RES/99/1"):
        note = store.get(study, made.id) if store.notes(study) else None
        bodies.append((note.body, note.color) if note else None)
    assert bodies == [
        ("a note on tides", "pink"),
        ("a note on tides", "yellow"),
        ("", "yellow"),
        None,
    ]
    assert store.redo(study, "A/RES/99/1")
    assert store.redo(study, "A/RES/99/1")
    assert store.get(study, made.id).body == "a note on tides"


def test_a_change_is_written_down_as_json(study: sqlite3.Connection) -> None:
    made = store.add(study, mark(TIDES, "op1"), body="sagt “日本”", tags=["a"])
    store.delete(study, made.id)
    rows = study.execute("SELECT before, after FROM note_change ORDER BY id").fetchall()
    kept = {"body": "sagt “日本”", "color": "yellow", "tags": ["a"], "style": "fill",
            "kind": "note", "folder": ""}  # fmt: skip
    assert [[x and json.loads(x) for x in row] for row in rows] == [["", kept], [kept, ""]]


def test_undo_leaves_a_note_where_it_was_found_again(desk: Desk) -> None:
    made = store.add(desk.connection, mark(TIDES, "op1", "tide tables"), body="one")
    store.update(desk.connection, made.id, body="two")
    store.delete(desk.connection, made.id)
    desk.publish(reworded(lambda _, text: f"Now, {text}"), "second")
    assert store.reanchor_if_library_changed(desk.connection) == store.ReanchorReport()
    store.undo(desk.connection)
    store.undo(desk.connection)
    note = store.get(desk.connection, made.id)
    assert (note.body, note.anchor.start) == ("one", made.anchor.start + 5)


class Undoing(RuleBasedStateMachine):
    """Any order of changes, undo and redo, against lists of whole states."""

    documents = (TIDES, LOG)

    def __init__(self) -> None:
        super().__init__()
        self.study = sqlite3.connect(":memory:")
        self.study.executescript(
            CONTENT_TABLES + PERSONAL_TABLES + NOTE_COLUMNS + NOTE_INDEX_TABLES
        )
        self.time = NOON
        self.live: dict[str, tuple[str, str, str, tuple[str, ...]]] = {}
        self.past: dict[str, list[tuple[str, object, object]]] = {
            d.document: [] for d in self.documents
        }
        self.future: dict[str, list[tuple[str, object, object]]] = {
            d.document: [] for d in self.documents
        }

    def teardown(self) -> None:
        self.study.close()

    def _changed(self, note_id: str, before: object, after: object, document: str) -> None:
        self.past[document] = [*self.past[document], (note_id, before, after)][-100:]
        self.future[document] = []

    @rule(
        where=st.sampled_from([(TIDES, "op1"), (TIDES, "op2"), (LOG, "p1")]),
        body=st.text(max_size=5),
    )
    def add(self, where: tuple[EditionKey, str], body: str) -> None:
        made = store.add(self.study, mark(*where), body=body)
        state = (made.anchor.key.document, made.body, made.color, made.tags)
        self.live[made.id] = state
        self._changed(made.id, None, state, state[0])

    @rule(data=st.data(), body=st.sampled_from(["", "x", "y"]), color=st.sampled_from(COLORS),
          tags=st.sampled_from([(), ("a",), ("a", "b/c")]))  # fmt: skip
    def update(self, data: st.DataObject, body: str, color: str, tags: tuple[str, ...]) -> None:
        if not self.live:
            return
        note_id = data.draw(st.sampled_from(list(self.live)))
        before = self.live[note_id]
        after = (before[0], body, color, tags)
        self.time += timedelta(minutes=1)  # apart: each is a change of its own
        store.update(self.study, note_id, body=body, color=color, tags=tags, now=self.time)
        if after != before:
            self.live[note_id] = after
            self._changed(note_id, before, after, before[0])

    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        if not self.live:
            return
        note_id = data.draw(st.sampled_from(list(self.live)))
        store.delete(self.study, note_id)
        before = self.live.pop(note_id)
        self._changed(note_id, before, None, before[0])

    @rule(document=st.sampled_from(["A/RES/99/1", "harbour-log"]))
    def undo(self, document: str) -> None:
        found = store.undo(self.study, document)
        assert (found is None) == (not self.past[document])
        if found:
            note_id, before, after = self.past[document].pop()
            self.future[document].append((note_id, before, after))
            self._put(note_id, before)

    @rule(document=st.sampled_from(["A/RES/99/1", "harbour-log"]))
    def redo(self, document: str) -> None:
        found = store.redo(self.study, document)
        assert (found is None) == (not self.future[document])
        if found:
            note_id, before, after = self.future[document].pop()
            self.past[document].append((note_id, before, after))
            self._put(note_id, after)

    def _put(self, note_id: str, state: object) -> None:
        if isinstance(state, tuple):
            self.live[note_id] = state
        else:
            del self.live[note_id]

    @invariant()
    def the_store_says_the_same(self) -> None:
        found = {
            n.id: (n.anchor.key.document, n.body, n.color, n.tags) for n in store.notes(self.study)
        }
        assert found == self.live


TestUndoing = Undoing.TestCase
TestUndoing.settings = settings(max_examples=40, stateful_step_count=40, deadline=None)
