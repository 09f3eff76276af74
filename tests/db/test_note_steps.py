"""Notes over several paragraphs, with a style, a kind and a folder; many changed as one step."""

import sqlite3
from datetime import UTC, datetime, timedelta

import pytest
from asking_notes import asked
from tides import LOG, TIDES, Desk, mark, reworded

from db.errors import UnknownAddress, UsageError
from db.library.tables import CONTENT_TABLES
from db.models import NOWHERE, Anchor, EditionKey, Note, Segment
from db.notes import store, tags
from db.notes.index import NOTE_INDEX_TABLES
from db.study.tables import NOTE_COLUMNS, PERSONAL_TABLES

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
LATER = NOON + timedelta(minutes=5)
DOCUMENT = TIDES.document


@pytest.fixture
def study(desk: Desk) -> sqlite3.Connection:
    return desk.connection


def over_two(study: sqlite3.Connection, **given: object) -> Note:
    places = [mark(TIDES, "op1", "train pilots of small vessels;"), mark(TIDES, "op2", "Requests")]
    return store.add(study, places, **given)  # type: ignore[arg-type]


def test_a_highlight_over_several_paragraphs_is_one_note(desk: Desk) -> None:
    made = over_two(desk.connection, style="squiggle", folder=" ships / small ")
    assert [one.anchor.label for one in made.segments] == ["op1", "op2"]
    assert (made.style, made.folder, made.standing) == ("squiggle", "ships/small", "anchored")
    desk.restart()
    assert store.get(desk.connection, made.id) == made


@pytest.mark.parametrize(
    "places",
    [
        [],
        [mark(TIDES, "op1", "tide"), mark(TIDES, "op2")],
        [mark(TIDES, "op1", "tide"), mark(LOG, "p1", "Fog")],
        [Anchor(TIDES, "", 0, 1, "a")],
        [Anchor(EditionKey("", "", ""), "op1")],
        [Anchor(EditionKey("A", "digest", ""), "")],
    ],
)
def test_places_that_make_no_highlight(study: sqlite3.Connection, places: list[Anchor]) -> None:
    with pytest.raises((UsageError, ValueError)):
        store.add(study, places)
    assert store.notes(study) == []


def test_a_document_and_a_notebook_can_have_notes(study: sqlite3.Connection) -> None:
    whole = store.add(study, Anchor(TIDES, ""), body="on all of it")
    free = store.add(study, NOWHERE, body="on nothing", folder="Thesis")
    assert (whole.anchor.address, free.anchor.address) == (DOCUMENT, "")
    assert {note.id for note in store.notes(study)} == {whole.id, free.id}
    assert store.notes(study, document=DOCUMENT) == [whole]
    assert store.reanchor(study).orphan == ()


@pytest.mark.parametrize("given", [{"style": "bold"}, {"kind": "card"}, {"folder": "x" * 201}])
def test_what_a_note_cannot_be(study: sqlite3.Connection, given: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        store.add(study, mark(TIDES, "op1"), **given)  # type: ignore[arg-type]


def test_every_segment_is_found_again_by_itself(desk: Desk) -> None:
    made = over_two(desk.connection)
    desk.publish(
        reworded(lambda label, text: f"Further {text}" if label == "op1" else None), "second"
    )
    report = store.reanchor_if_library_changed(desk.connection)
    assert report is not None
    (note,) = report.orphan
    assert [one.state for one in note.segments] == ["anchored", "orphan"]
    assert (note.id, note.state, note.standing) == (made.id, "anchored", "orphan")
    assert note.anchor.start == made.anchor.start + len("Further ")
    assert asked(desk.connection, "is:orphan") == [note]


def test_many_are_changed_and_deleted_as_one_step(study: sqlite3.Connection) -> None:
    one = store.add(study, mark(TIDES, "op1"), tags=["a"])
    two = store.add(study, mark(LOG, "p1"), tags=["b"])
    ids = [one.id, two.id, "gone"]
    made = store.change_many(study, ids, color="pink", add_tags=["new"], remove_tags=["A"])
    assert [(n.color, n.tags) for n in made] == [("pink", ("new",)), ("pink", ("b", "new"))]
    assert store.delete_many(study, ids) == made
    undone = store.undo(study, DOCUMENT)
    assert undone is not None
    assert (undone.action, undone.count) == ("delete", 2)
    assert set(undone.documents) == {DOCUMENT, LOG.document}
    store.undo(study, LOG.document)
    assert [note.tags for note in store.notes(study)] == [("a",), ("b",)]
    store.redo(study, DOCUMENT)
    assert {note.color for note in store.notes(study)} == {"pink"}


def test_undoing_a_colour_leaves_words_written_since_alone(study: sqlite3.Connection) -> None:
    one, two = (store.add(study, mark(key, label), now=NOON)
                for key, label in ((TIDES, "op1"), (LOG, "p1")))  # fmt: skip
    store.change_many(study, [one.id, two.id], color="blue", now=NOON)
    store.update(study, two.id, body="written since", now=LATER)
    store.undo(study, DOCUMENT)
    now = store.get(study, two.id)
    assert (now.color, now.body) == ("yellow", "written since")


def test_a_step_of_many_counts_as_one_of_the_hundred(study: sqlite3.Connection) -> None:
    made = [store.add(study, mark(TIDES, "op1")).id for _ in range(60)]
    for color in ("blue", "pink") * 20:
        store.change_many(study, made, color=color)
    steps = "SELECT count(DISTINCT step) FROM note_change"
    assert study.execute(steps).fetchone() == (100,)


# two writers --------------------------------------------------------------------------------


def saved(study: sqlite3.Connection, basis: Note, body: str, **more: object) -> store.Saved:
    given = {"color": basis.color, "tags": basis.tags, **more}
    return store.save(study, basis, body=body, **given)  # type: ignore[arg-type]


def test_what_nobody_else_touched_is_simply_stored(study: sqlite3.Connection) -> None:
    basis = store.add(study, mark(TIDES, "op1"), body="one", tags=["a"])
    found = saved(study, basis, "two", color="green", tags=("a", "b"))
    assert found.other is None
    assert (found.note.body, found.note.color, found.note.tags) == ("two", "green", ("a", "b"))


def test_two_who_write_the_same_note_lose_nothing(study: sqlite3.Connection) -> None:
    basis = store.add(study, mark(TIDES, "op1", "tide tables"), body="one")
    store.update(study, basis.id, body="theirs", color="pink", tags=["theirs"])
    found = saved(study, basis, "mine", tags=("mine",))
    assert (found.note.body, found.note.color) == ("mine", "pink")
    assert found.note.tags == ("mine", "theirs")
    assert found.other is not None
    assert found.other.body == "theirs"
    assert found.other.anchor == basis.anchor
    assert {note.body for note in store.notes(study)} == {"mine", "theirs"}
    assert saved(study, found.note, "mine again").other is None


def test_a_note_deleted_elsewhere_comes_back_for_what_was_written(
    study: sqlite3.Connection,
) -> None:
    basis = store.add(study, mark(TIDES, "op1"), body="one")
    store.delete(study, basis.id)
    assert saved(study, basis, "one").note.deleted
    assert saved(study, basis, "one, and more").note.deleted == ""
    assert [note.body for note in store.notes(study)] == ["one, and more"]
    with pytest.raises(UnknownAddress):
        saved(study, basis._replace(id="never"), "x")


# tags ---------------------------------------------------------------------------------------


def test_tags_stand_below_one_another(study: sqlite3.Connection) -> None:
    one = store.add(study, mark(TIDES, "op1"), tags=["sea::tides", "Sea"])
    store.add(study, mark(TIDES, "op2"), tags=["sea/lamps"])
    assert one.tags == ("Sea", "sea/tides")
    found = [(one.tag, one.own, one.all) for one in tags.counts(study)]
    assert ("sea", 0, 2) in found
    assert ("sea/tides", 1, 1) in found
    assert len(asked(study, "tag:sea")) == 2
    assert len(asked(study, "tag:sea::lamps")) == 1


def test_renaming_a_tag_takes_those_below_along_and_merges(study: sqlite3.Connection) -> None:
    one = store.add(study, mark(TIDES, "op1"), tags=["sea/tides", "moon"])
    two = store.add(study, mark(LOG, "p1"), tags=["sea", "water"])
    assert tags.rename(study, "sea", "Water") == 2
    assert store.get(study, one.id).tags == ("moon", "Water/tides")
    assert [t.casefold() for t in store.get(study, two.id).tags] == ["water"]
    undone = store.undo(study, DOCUMENT)
    assert undone is not None
    assert undone.count == 2
    assert store.get(study, two.id).tags == ("sea", "water")
    with pytest.raises(UsageError):
        tags.rename(study, "sea", "two words")


def test_older_notes_keep_their_changes_and_get_a_step_each() -> None:
    connection = sqlite3.connect(":memory:")
    connection.executescript(CONTENT_TABLES + PERSONAL_TABLES)
    note = ("n", DOCUMENT, "digest", "en", "op1", 0, 0, "", "", "", "b", "yellow", "anchored",
            "t", "t", "")  # fmt: skip
    connection.execute(f"INSERT INTO note VALUES ({', '.join('?' * 16)})", note)
    connection.executemany("INSERT INTO note_tag VALUES ('n', ?)", [("a::b",), ("a/b",), ("c",)])
    connection.execute(
        "INSERT INTO note_change (note, document, before, after, made) VALUES"
        ' (\'n\', ?, \'\', \'{"body": "b", "color": "yellow", "tags": []}\', \'t\')',
        (DOCUMENT,),
    )
    connection.executescript(NOTE_COLUMNS + NOTE_INDEX_TABLES)
    (found,) = store.notes(connection)
    assert (found.tags, found.style, found.segments) == (
        ("a/b", "c"), "fill", (Segment(Anchor(TIDES, "op1")),),
    )  # fmt: skip
    undone = store.undo(connection, DOCUMENT)
    assert undone is not None
    assert undone.action == "add"
    assert store.notes(connection) == []
