"""Ranges changed, split, merged and attached by hand; the wastebasket; meanings of colours."""

import sqlite3
from datetime import UTC, datetime, timedelta

import pytest
from tides import LOG, TEXTS, TIDES, Desk, mark, reworded

from db.errors import UnknownAddress, UsageError
from db.models import Anchor, Note
from db.notes import history, meanings, ranges, store, wastebasket

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
DOCUMENT = TIDES.document


@pytest.fixture
def study(desk: Desk) -> sqlite3.Connection:
    return desk.connection


def quotes(note: Note) -> list[str]:
    return [one.anchor.quote for one in note.segments]


def test_another_range_is_one_step_and_makes_no_second_note(study: sqlite3.Connection) -> None:
    made = store.add(study, mark(TIDES, "op1", "tide tables"), body="kept")
    changed = ranges.put(study, made.id, [mark(TIDES, "op1", "share tide tables, and to train")])
    assert store.notes(study) == [changed]
    assert (quotes(changed), changed.body) == (["share tide tables, and to train"], "kept")
    store.undo(study, DOCUMENT)
    assert quotes(store.get(study, made.id)) == ["tide tables"]
    store.redo(study, DOCUMENT)
    assert quotes(store.get(study, made.id)) == ["share tide tables, and to train"]


def test_a_body_written_since_survives_the_undo_of_an_earlier_range(
    study: sqlite3.Connection,
) -> None:
    made = store.add(study, mark(TIDES, "op1", "tide tables"))
    ranges.put(study, made.id, [mark(TIDES, "op2", "beacons")])
    with pytest.raises(UsageError):
        ranges.put(study, made.id, [Anchor(TIDES, "op1", 3, 1)])
    with pytest.raises(UnknownAddress):
        ranges.put(study, "none", [mark(TIDES, "op2", "beacons")])
    assert quotes(store.get(study, made.id)) == ["beacons"]


def test_splitting_inside_a_paragraph_and_merging_again(study: sqlite3.Connection) -> None:
    made = store.add(study, mark(TIDES, "op1", "share tide tables"), body="kept", tags=["a"],
                     color="pink", style="underline")  # fmt: skip
    at = TEXTS[TIDES]["op1"].index(" tables")
    first, second = ranges.split(study, made.id, "op1", at)
    assert (quotes(first), quotes(second)) == (["share tide"], ["tables"])
    assert (first.body, second.body, second.tags) == ("kept", "", ("a",))
    assert (second.color, second.style) == ("pink", "underline")
    store.update(study, second.id, body="more", tags=["b"])
    merged = ranges.merge(study, [first.id, second.id])
    assert quotes(merged) == ["share tide tables"]
    assert (merged.body, merged.tags, merged.id) == ("kept\n\nmore", ("a", "b"), made.id)
    assert store.notes(study) == [merged]
    for _ in range(3):
        store.undo(study, DOCUMENT)
    assert store.notes(study) == [store.get(study, made.id)]
    assert quotes(store.get(study, made.id)) == ["share tide tables"]


def test_splitting_by_paragraphs_and_where_nothing_is_to_be_split(
    study: sqlite3.Connection,
) -> None:
    places = [mark(TIDES, "op1", "vessels;"), mark(TIDES, "op2", "Requests the Keeper")]
    made = store.add(study, places)
    assert [quotes(one) for one in ranges.split(study, made.id)] == [
        ["vessels;"], ["Requests the Keeper"],
    ]  # fmt: skip
    for label, offset in (("", 0), ("op1", 0), ("op9", 4)):
        with pytest.raises(UsageError, match="inside the highlight"):
            ranges.split(study, made.id, label, offset)


def test_what_cannot_be_merged(study: sqlite3.Connection) -> None:
    one = store.add(study, mark(TIDES, "op1", "tide"))
    other, whole = store.add(study, mark(LOG, "p1", "Fog")), store.add(study, mark(TIDES, "op2"))
    for ids in ([one.id], [one.id, one.id], [one.id, other.id], [one.id, whole.id]):
        with pytest.raises(UsageError, match="two highlights"):
            ranges.merge(study, ids)
    assert len(store.notes(study)) == 3


def test_overlapping_highlights_of_several_paragraphs_merge(study: sqlite3.Connection) -> None:
    one = store.add(study, [mark(TIDES, "op1", "small vessels;"), mark(TIDES, "op2", "Requests")])
    two = store.add(study, [mark(TIDES, "op1", "pilots of small"), mark(TIDES, "op10", "Decides")])
    assert quotes(ranges.merge(study, [two.id, one.id])) == [
        "pilots of small vessels;", "Requests", "Decides",
    ]  # fmt: skip


# moved and lost -----------------------------------------------------------------------------


@pytest.fixture
def moved(desk: Desk) -> Note:
    store.add(desk.connection, mark(TIDES, "op2", "to light the northern beacons before dusk"))
    desk.publish(
        reworded(lambda _, text: text.replace("to light the northern", "to lighten all northern")),
        "second",
    )
    report = store.reanchor_if_library_changed(desk.connection)
    assert report is not None
    (note,) = report.moved
    return note


def test_a_moved_note_is_confirmed(desk: Desk, moved: Note) -> None:
    confirmed = ranges.confirm(desk.connection, moved.id)
    assert confirmed.standing == "anchored"
    assert confirmed.anchor.quote == "to lighten all northern beacons before dusk"
    assert store.reanchor(desk.connection).anchored == (confirmed,)
    store.undo(desk.connection, DOCUMENT)
    assert store.get(desk.connection, moved.id).anchor.quote == moved.anchor.quote


def test_a_move_is_undone_and_the_note_attached_by_hand(desk: Desk, moved: Note) -> None:
    lost = ranges.detach(desk.connection, moved.id)
    assert (lost.standing, lost.anchor.quote) == ("orphan", moved.anchor.quote)
    offered = ranges.suggestions(desk.connection, moved.id)
    assert offered[0].anchor.label == "op2"
    assert offered[0].likeness > 80
    attached = ranges.attach(desk.connection, moved.id, offered[0].anchor)
    assert (attached.standing, attached.id) == ("anchored", moved.id)
    store.undo(desk.connection, DOCUMENT)
    assert store.get(desk.connection, moved.id).anchor.quote == moved.anchor.quote


def test_only_the_lost_part_of_a_highlight_is_attached(desk: Desk) -> None:
    made = store.add(
        desk.connection, [mark(TIDES, "op1", "tide tables"), mark(TIDES, "op2.a", "ship")]
    )
    desk.publish(reworded(lambda label, text: None if label == "op2.a" else text), "second")
    store.reanchor_if_library_changed(desk.connection)
    found = ranges.attach(desk.connection, made.id, mark(TIDES, "op10", "herring"))
    assert quotes(found) == ["tide tables", "herring"]
    assert found.standing == "anchored"
    assert ranges.suggestions(desk.connection, made.id) == []


# wastebasket --------------------------------------------------------------------------------


def test_deleted_notes_come_back_for_ninety_days(study: sqlite3.Connection) -> None:
    old = store.add(study, mark(TIDES, "op1"), body="old", tags=["t"], now=NOON)
    new = store.add(study, mark(TIDES, "op2"), body="new", now=NOON)
    store.delete(study, old.id, now=NOON)
    store.delete(study, new.id, now=NOON + timedelta(days=2))
    assert [note.body for note in wastebasket.deleted(study)] == ["new", "old"]
    assert wastebasket.sweep(study, now=NOON + timedelta(days=90)) == 0
    assert wastebasket.sweep(study, now=NOON + timedelta(days=91)) == 1
    assert [note.body for note in wastebasket.deleted(study)] == ["new"]
    (back,) = wastebasket.restore(study, [new.id, old.id])
    assert (back.id, back.deleted) == (new.id, "")
    assert store.notes(study) == [back]
    store.undo(study, DOCUMENT)
    assert store.notes(study) == []
    assert [note.id for note in wastebasket.deleted(study)] == [new.id]


def test_what_is_deleted_for_good_leaves_nothing_to_undo(study: sqlite3.Connection) -> None:
    gone = store.add(study, mark(TIDES, "op1"), tags=["t"])
    kept = store.add(study, mark(TIDES, "op2"))
    store.delete(study, gone.id)
    assert wastebasket.erase(study, [gone.id, kept.id]) == 1
    assert wastebasket.deleted(study) == []
    assert study.execute("SELECT count(*) FROM note_tag").fetchone() == (0,)
    undone = store.undo(study, DOCUMENT)
    assert undone is not None
    assert undone.note_id == kept.id
    assert store.undo(study, DOCUMENT) is None
    assert history.MOST_CHANGES == 100


# colours ------------------------------------------------------------------------------------


def test_the_colours_have_names_of_the_reader(desk: Desk) -> None:
    assert set(meanings.load(desk.connection).values()) == {meanings.Meaning()}
    meanings.save(
        desk.connection, {"green": meanings.Meaning("  Agreed \n", "x" * 300), "mauve": MEANT}
    )
    desk.restart()
    found = meanings.load(desk.connection)
    assert found["green"] == meanings.Meaning("Agreed", "x" * meanings.MOST_MEANING)
    assert "mauve" not in found


MEANT = meanings.Meaning("A", "b")


@pytest.mark.parametrize("kept", ["", "[]", "{", '{"green": 3}', '{"green": ["a"]}'])
def test_damaged_meanings_are_none(study: sqlite3.Connection, kept: str) -> None:
    study.execute("REPLACE INTO meta VALUES ('color_meanings', ?)", (kept,))
    assert meanings.load(study)["green"] == meanings.Meaning()
