"""Notes: stored, filtered, each write a transaction."""

import random
import sqlite3
from datetime import timedelta

import pytest
from asking_notes import asked
from tides import LOG, NOON, TIDES, TIDES_AR, TIDES_ZH, Desk, mark, write

from db import connection as opening
from db.errors import UnknownAddress, UsageError
from db.models import Anchor, EditionKey, Note
from db.notes import rows, store


@pytest.fixture
def study(desk: Desk) -> sqlite3.Connection:
    return desk.connection


def test_a_note_comes_back_as_it_was_made(desk: Desk) -> None:
    anchor = mark(TIDES, "op1", "tide tables")
    made = store.add(desk.connection, anchor, body="Which?\n", color="green", tags=["sea", "ask"],
                     now=NOON)  # fmt: skip
    assert made == Note(made.id, anchor, "Which?\n", "green", ("ask", "sea"),
                        "2026-11-23T12:00:00.000000Z", "2026-11-23T12:00:00.000000Z")  # fmt: skip
    desk.restart()
    assert store.get(desk.connection, made.id) == made
    assert store.notes(desk.connection) == [made]


def test_a_note_changes_only_where_it_is_told_to(study: sqlite3.Connection) -> None:
    made = store.add(study, mark(TIDES, "op1"), body="one", tags=["a"], now=NOON)
    later = NOON + timedelta(minutes=5)
    assert store.update(study, made.id, body="two", now=later) == made._replace(
        body="two", modified="2026-11-23T12:05:00.000000Z"
    )
    assert store.update(study, made.id, color="pink", tags=()).tags == ()
    last = store.get(study, made.id)
    assert (last.body, last.color, last.tags, last.created) == ("two", "pink", (), made.created)


def test_nothing_is_written_where_nothing_differs(study: sqlite3.Connection) -> None:
    made = store.add(study, mark(TIDES, "op1"), body="one", tags=["a"], now=NOON)
    assert store.update(study, made.id, body="one", tags=["a"], color="yellow") == made
    assert study.execute("SELECT count(*) FROM note_change").fetchone() == (1,)


def test_a_deleted_note_leaves_a_stamp(study: sqlite3.Connection) -> None:
    made = store.add(study, mark(TIDES, "op1"), body="gone")
    store.delete(study, made.id, now=NOON)
    assert store.notes(study) == []
    rows = study.execute("SELECT deleted, modified, body FROM note").fetchall()
    assert rows == [("2026-11-23T12:00:00.000000Z", "2026-11-23T12:00:00.000000Z", "gone")]
    for call in (store.get, store.delete, store.update):
        with pytest.raises(UnknownAddress, match="There is no note"):
            call(study, made.id)


@pytest.mark.parametrize("note_id", ["", "nobody", "' OR 1=1 --", "x" * 9999, "\ud800", "\x00"])
def test_an_unknown_note_gets_a_sentence(study: sqlite3.Connection, note_id: str) -> None:
    store.add(study, mark(TIDES, "op1"))
    with pytest.raises(UnknownAddress, match="There is no note") as told:
        store.get(study, note_id)
    assert len(str(told.value)) < 200
    with pytest.raises(UnknownAddress):
        store.delete(study, note_id)
    assert len(store.notes(study)) == 1


@pytest.mark.parametrize("color", ["", "mauve", "YELLOW", "#ff0", "yellow'; --"])
def test_a_colour_that_is_none(study: sqlite3.Connection, color: str) -> None:
    with pytest.raises(UsageError, match="yellow, green, blue"):
        store.add(study, mark(TIDES, "op1"), color=color)
    made = store.add(study, mark(TIDES, "op1"))
    with pytest.raises(UsageError, match="There is no colour"):
        store.update(study, made.id, color=color)
    assert store.notes(study) == [made]


@pytest.mark.parametrize(
    "tag",
    ["", " ", "two words", "a\tb", "a\u00a0b", "a\u3000b", "a\nb", "a\x00b", "\x1b[31m", "\ud800",
     "::", "a::", "::a", "a::::b", "none", "None", 'say"so"', "x" * 101],
)  # fmt: skip
def test_a_tag_that_is_none(study: sqlite3.Connection, tag: str) -> None:
    with pytest.raises(UsageError, match="cannot be a tag"):
        store.add(study, mark(TIDES, "op1"), tags=["fine", tag])
    made = store.add(study, mark(TIDES, "op1"), tags=["kept"])
    with pytest.raises(UsageError, match="cannot be a tag"):
        store.update(study, made.id, body="new", tags=[tag])
    assert store.notes(study) == [made]


def test_tags_are_put_in_order_each_once(study: sqlite3.Connection) -> None:
    tags = ["trade/fish", "Trade", "trade", "été", "e\u0301te\u0301", "贸易", "<b>&", "--", "%_"]
    made = store.add(study, mark(TIDES, "op1"), tags=tags)
    assert made.tags == ("%_", "--", "<b>&", "Trade", "trade/fish", "été", "贸易")
    assert store.get(study, made.id) == made
    assert store.update(study, made.id, tags=reversed(made.tags)) == made


@pytest.mark.parametrize(
    "body",
    ["", "'; DROP TABLE note; --", "a\x00b", "\r\n\t", "<script>", "🦭" * 1000, "\u202egnihtyna",
     "x" * store.MOST_BODY],
)  # fmt: skip
def test_any_body_is_kept_letter_for_letter(study: sqlite3.Connection, body: str) -> None:
    made = store.add(study, mark(TIDES, "op1"), body=body)
    assert store.get(study, made.id).body == body


def test_half_a_character_in_a_body_becomes_a_mark_for_one(study: sqlite3.Connection) -> None:
    made = store.add(study, mark(TIDES, "op1"), body="a\ud83db")
    assert made.body == store.get(study, made.id).body == "a\ufffdb"


@pytest.mark.parametrize("body", ["x" * (store.MOST_BODY + 1), "字" * 333_334])
def test_a_body_that_is_too_long(study: sqlite3.Connection, body: str) -> None:
    with pytest.raises(UsageError, match=r"too long \(1\.0 MB\)"):
        store.add(study, mark(TIDES, "op1"), body=body)
    made = store.add(study, mark(TIDES, "op1"))
    with pytest.raises(UsageError, match="too long"):
        store.update(study, made.id, body=body)
    assert store.notes(study) == [made]


@pytest.mark.parametrize(
    "anchor",
    [
        Anchor(EditionKey("", "digest", "en"), "op1"),
        Anchor(TIDES, "", 0, 3, "abc"),
        Anchor(TIDES, "op1", 5, 3, "abc"),
        Anchor(TIDES, "op1", -3, 0, "abc"),
        Anchor(TIDES, "op1", 0, 2**63, "abc"),
        Anchor(TIDES, "op1", 0, 3, ""),
        Anchor(TIDES, "op1", 0, 0, "abc"),
        Anchor(TIDES, "op1", 0, 3, "\ud800bc"),
        Anchor(TIDES, "op1", 0, 3, "abc", prefix="x" * 2_000_000),
    ],
)
def test_a_place_that_is_none(study: sqlite3.Connection, anchor: Anchor) -> None:
    with pytest.raises(UsageError, match="no place for a note"):
        store.add(study, anchor)
    assert store.notes(study) == []


def test_notes_stand_in_the_order_of_the_text(study: sqlite3.Connection) -> None:
    wanted = [
        mark(TIDES, "pp1"),
        mark(TIDES, "op1"),
        mark(TIDES, "op1", "coastal States"),
        mark(TIDES_AR, "op1", "الساحلية"),
        mark(TIDES, "op1", "tide tables"),
        mark(TIDES, "op2"),
        mark(TIDES, "op2.a", "fog"),
        mark(TIDES, "op10"),
        mark(LOG, "p1", "𠮷野"),
        mark(LOG, "p2"),
    ]
    starts = [(a.label, a.start) for a in wanted]
    shuffled = wanted.copy()
    random.Random(1).shuffle(shuffled)
    for anchor in shuffled:
        store.add(study, anchor)
    order = [(n.anchor.label, n.anchor.start) for n in store.notes(study)]
    assert order[:3] == starts[:3]
    assert {order[3], order[4]} == {starts[3], starts[4]}
    assert order[5:] == starts[5:]
    assert [n.anchor.label for n in store.notes(study, document="harbour-log")] == ["p1", "p2"]
    assert store.notes(study, document="A/RES/1/1") == []


def test_notes_may_lie_across_one_another(study: sqlite3.Connection) -> None:
    outer = store.add(study, mark(TIDES, "op1", "share tide tables, and to train"))
    inner = store.add(study, mark(TIDES, "op1", "tide tables"))
    over = store.add(study, mark(TIDES, "op1", "tables, and to train pilots"))
    same = store.add(study, mark(TIDES, "op1", "tide tables"), color="blue")
    assert store.notes(study) == [outer, inner, same, over]
    store.delete(study, inner.id)
    assert store.notes(study) == [outer, same, over]


@pytest.fixture
def shelf(study: sqlite3.Connection) -> sqlite3.Connection:
    """Five notes, told apart by their bodies' first letter."""
    made = [
        (mark(TIDES, "op1", "tide tables"), "A: when?", "green", ["trade/fish", "ask"]),
        (mark(TIDES, "op2"), "B: paragraph note, Déjà vu", "yellow", ["trade"]),
        (mark(TIDES_ZH, "op1", "培训小型船只"), "C: 训练 pilots", "green", []),
        (mark(TIDES_AR, "op2", "المصابيح"), "D: المَنارة", "blue", ["tradesman"]),
        (mark(LOG, "p1", "Fog"), "E: capacity\u2011building", "pink", ["été"]),
    ]
    for anchor, body, color, tags in made:
        store.add(study, anchor, body=body, color=color, tags=tags)
    store.add(study, mark(LOG, "p2", "Herring"))
    by_letter = {note.body[:1]: note for note in store.notes(study)}
    with rows.writing(study):
        rows.move(study, by_letter["A"]._replace(state="orphan"))
        rows.move(study, by_letter["E"]._replace(state="moved"))
    return study


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "ABCDE-"), ("   ", "ABCDE-"), ("tide", "A"), ("TIDE when", "A"), ("tide herring", ""),
        ("herr*", "-"), ("deja", "B"), ('"paragraph note"', "B"), ('"note paragraph"', ""),
        ("船只", "C"), ("训练", "C"), ("المنارة", "D"), ("capacity-building", "E"),
        ("-tide", "BCDE-"), ('-"paragraph note"', "ACDE-"),
        ("color:green", "AC"), ("colour:GREEN", "AC"), ("-color:green", "BDE-"),
        ("color:green pilots", "C"), ("tag:trade", "AB"), ("tag:trade/fish", "A"),
        ("tag:TRADE", "AB"), ("tag:tradesman", "D"), ("tag:fish", ""), ("tag:ete", "E"),
        ("tag:none", "C-"), ("-tag:none", "ABDE"), ("-tag:trade -tag:none", "DE"),
        ("is:orphan", "A"), ("is:moved", "E"), ("is:anchored", "BCD-"), ("is:note", "ABCDE"),
        ("is:highlight", "ACDE-"), ("is:highlight -is:note", "-"), ("is:orphan color:blue", ""),
        ("doc:99/1", "ABCD"), ("doc:A/RES/99/1 color:green", "AC"), ("doc:HARBOUR", "E-"),
        ("color:", ""), ("tag:", ""), ("-", ""), ('"', ""), ('"tide tables', "A"), ("A:", "A"),
        ("http://x", ""), ("%", ""), ("_", ""), ("' OR 1=1", ""), ("NEAR(", ""),
        ("\x00", ""), ("\ud800", ""),
    ],
)  # fmt: skip
def test_filtering(shelf: sqlite3.Connection, query: str, found: str) -> None:
    bodies = [note.body[:1] or "-" for note in asked(shelf, query)]
    assert sorted(bodies) == sorted(found)


def test_a_filter_within_a_document(shelf: sqlite3.Connection) -> None:
    assert len(asked(shelf, "is:highlight", "harbour-log")) == 2
    assert asked(shelf, "color:green", "harbour-log") == []


def test_notes_beside_another_edition(study: sqlite3.Connection) -> None:
    english = store.add(study, mark(TIDES, "op1", "tide tables"))
    only_english = store.add(study, mark(TIDES, "op2.a", "fog"))
    arabic = store.add(study, mark(TIDES_AR, "op2", "المصابيح"))
    chinese = store.add(study, mark(TIDES_ZH, "op11"))
    store.add(study, mark(LOG, "p1"))
    assert store.notes_on(study, TIDES) == [english, only_english, arabic]
    assert store.notes_on(study, TIDES_AR) == [arabic, english]
    assert store.notes_on(study, TIDES_ZH) == [chinese, english]
    assert store.notes_on(study, EditionKey("A/RES/99/1", "official", "ru")) == []
    store.delete(study, english.id)
    assert store.notes_on(study, TIDES_AR) == [arabic]


def test_notes_beside_an_edition_of_ones_own(study: sqlite3.Connection) -> None:
    own = EditionKey("A/RES/99/1", "import", "en")
    with study:
        write(study, own, {"op2": "Requests the Keeper to sleep;", "op1": "Invites all;"})
    bundled = store.add(study, mark(TIDES, "op1", "tide tables"))
    second = store.add(study, mark(TIDES, "op2"))
    mine = store.add(study, Anchor(own, "op1"))
    assert store.notes_on(study, own) == [mine, second, bundled]


# One transaction a write


@pytest.mark.parametrize("table", ["note_change", "note_tag"])
def test_a_write_that_fails_leaves_nothing(study: sqlite3.Connection, table: str) -> None:
    made = store.add(study, mark(TIDES, "op1"), body="one", tags=["a"])
    study.execute(
        f"CREATE TEMP TRIGGER stop BEFORE INSERT ON main.{table}"
        " BEGIN SELECT raise(ABORT, 'no room'); END"
    )
    for call in (
        lambda: store.add(study, mark(TIDES, "op2"), tags=["b"]),
        lambda: store.update(study, made.id, body="two", tags=["b"]),
    ):
        with pytest.raises(sqlite3.IntegrityError, match="no room"):
            call()
        assert not study.in_transaction
    assert store.notes(study) == [made]
    assert study.execute("SELECT count(*) FROM note_change").fetchone() == (1,)


def test_two_windows_see_each_others_notes(desk: Desk) -> None:
    other = opening.open_study(desk._places)
    made = store.add(desk.connection, mark(TIDES, "op1"), body="one")
    assert store.update(other, made.id, body="two").body == "two"
    undone = store.undo(desk.connection)
    assert undone is not None
    assert undone.after == store.get(other, made.id)
    assert undone.after.body == "one"
    other.close()


def test_a_callers_transaction_is_joined(study: sqlite3.Connection) -> None:
    study.execute("BEGIN")
    store.add(study, mark(TIDES, "op1"))
    store.add(study, mark(TIDES, "op2"))
    assert study.in_transaction
    study.rollback()
    assert store.notes(study) == []
