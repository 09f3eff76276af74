"""Notes: stored, filtered, undone, and found again when their edition changed."""

import json
import random
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from asking_notes import asked
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from db import connection as opening
from db.errors import UnknownAddress, UsageError
from db.library.tables import (
    CONTENT_TABLES,
    LIBRARY_FORMAT,
    add_document,
    add_edition,
    remove_edition,
)
from db.models import COLORS, Anchor, Document, Edition, EditionKey, Note, Passage
from db.notes import anchors, history, rows, store
from db.notes.index import NOTE_INDEX_TABLES
from db.places import Places
from db.study.tables import NOTE_COLUMNS, PERSONAL_TABLES

TIDES = EditionKey("A/RES/99/1", "digest", "en")
TIDES_AR = EditionKey("A/RES/99/1", "official", "ar")
TIDES_ZH = EditionKey("A/RES/99/1", "official", "zh")
LOG = EditionKey("harbour-log", "import", "en")

TEXTS: dict[EditionKey, dict[str, str]] = {
    TIDES: {
        "pp1": "Recalling that harbours silt up where nobody keeps watch over them,",
        "op1": "Invites coastal States to share tide tables, and to train pilots of small vessels;",
        "op2": "Requests the Keeper of the Lamps to light the northern beacons before dusk;",
        "op2.a": "To keep an open record of every ship that passed in fog;",
        "op10": "Decides to look at the matter again when the herring return.",
    },
    TIDES_AR: {
        "op1": "تدعو الدول الساحلية إلى تبادل جداول المد وتدريب المرشدين",
        "op2": "تطلب إلى حارس المصابيح إضاءة المنارات الشمالية قبل الغسق",
    },
    TIDES_ZH: {
        "op1": "邀请沿海国家交流潮汐表，并培训小型船只的引航员；",
        "op11": "决定再次审议此事。",
    },
    LOG: {"p1": "🦭 Fog at dawn, 𠮷野 aground; two whistles.", "p2": "Herring sighted."},
}
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Desk:
    """A library of its own, a person's file beside it, and what changes one or the other."""

    def __init__(self, folder: Path) -> None:
        self._library = folder / "library.db"
        self._places = Places(folder / "data", library_override=self._library)
        self._open: sqlite3.Connection | None = None
        self.publish(TEXTS, "first")

    @property
    def connection(self) -> sqlite3.Connection:
        if self._open is None:
            self._open = opening.open_study(self._places)
        return self._open

    def restart(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None

    def publish(self, texts: dict[EditionKey, dict[str, str]], fingerprint: str) -> None:
        """Put another bundled library in place of the one there is."""
        self.restart()
        self._library.unlink(missing_ok=True)
        library = sqlite3.connect(self._library)
        with library:
            library.executescript(CONTENT_TABLES + "CREATE TABLE meta (key PRIMARY KEY, value);")
            meta = [("format", LIBRARY_FORMAT), ("fingerprint", fingerprint)]
            library.executemany("INSERT INTO meta VALUES (?, ?)", meta)
            for key, passages in texts.items():
                write(library, key, passages)
        library.close()


def write(connection: sqlite3.Connection, key: EditionKey, texts: dict[str, str]) -> None:
    add_document(connection, Document(key.document, "resolution", key.document, key.document))
    passages = [Passage(label, "paragraph", "digest", text) for label, text in texts.items()]
    add_edition(connection, Edition(key, key.document, tuple(passages), {"source": "a test"}))


def mark(key: EditionKey, label: str, quote: str = "") -> Anchor:
    text = TEXTS[key][label]
    start = text.index(quote)
    passage = Passage(label, "paragraph", "digest", text)
    return anchors.make(key, passage, start, start + len(quote))


def reworded(change: Callable[[str, str], str | None]) -> dict[EditionKey, dict[str, str]]:
    """Return the texts with those of TIDES passed through a change; None leaves one out."""
    changed = {label: change(label, text) for label, text in TEXTS[TIDES].items()}
    return {**TEXTS, TIDES: {label: text for label, text in changed.items() if text is not None}}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    desk.restart()


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


# Undo and redo


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


# Finding notes again


def test_notes_survive_a_library_with_other_words(desk: Desk) -> None:
    held = store.add(desk.connection, mark(TIDES, "op1", "tide tables"), body="held")
    whole = store.add(desk.connection, mark(TIDES, "op2"), body="whole")
    alike = store.add(
        desk.connection, mark(TIDES, "op2", "to light the northern beacons before dusk")
    )
    moved = store.add(
        desk.connection, mark(TIDES, "op10", "look at the matter again when the herring")
    )
    gone = store.add(
        desk.connection, mark(TIDES, "op2.a", "an open record of every ship"), body="gone"
    )

    def change(label: str, text: str) -> str | None:
        if label == "op1":
            return f"Warmly {text}"
        if label == "op2.a":
            return None
        return text.replace("the northern beacons", "all the northern beacons")

    texts = reworded(change)
    texts[TIDES]["op11"] = texts[TIDES].pop("op10")
    desk.publish(texts, "second")

    report = store.reanchor_if_library_changed(desk.connection)
    assert report is not None
    assert [n.id for n in report.orphan] == [gone.id]
    assert {n.id for n in report.moved} == {alike.id, moved.id}
    assert {n.id for n in report.anchored} == {held.id, whole.id}
    assert asked(desk.connection, "is:orphan") == list(report.orphan)

    after = {n.id: n for n in store.notes(desk.connection)}
    assert after[held.id].anchor.start == held.anchor.start + len("Warmly ")
    assert after[moved.id].anchor.label == "op11"
    assert after[gone.id] == gone._replace(state="orphan")
    for before in (held, alike, moved, gone):
        now = after[before.id]
        kept = ("quote", "prefix", "suffix", "key")
        assert [getattr(now.anchor, k) for k in kept] == [getattr(before.anchor, k) for k in kept]
        assert now.modified == before.modified
    place = after[alike.id].anchor
    words = texts[TIDES][place.label][place.start : place.end]
    assert words == "to light all the northern beacons before dusk"


def test_words_that_come_back_are_no_longer_lost(desk: Desk) -> None:
    made = store.add(desk.connection, mark(TIDES, "op2.a", "every ship"))
    desk.publish(reworded(lambda label, text: None if label == "op2.a" else text), "second")
    store.reanchor(desk.connection)
    assert store.get(desk.connection, made.id).state == "orphan"
    desk.publish(TEXTS, "third")
    report = store.reanchor(desk.connection)
    assert report == store.ReanchorReport(anchored=(made,))
    assert store.get(desk.connection, made.id) == made


def test_a_moved_note_stays_marked_as_moved(desk: Desk) -> None:
    store.add(desk.connection, mark(TIDES, "op10", "when the herring return"))
    texts = reworded(lambda _, text: text)
    texts[TIDES]["op11"] = texts[TIDES].pop("op10")
    desk.publish(texts, "second")
    first = store.reanchor(desk.connection)
    assert len(first.moved) == 1
    assert store.reanchor(desk.connection) == first
    assert store.notes(desk.connection) == list(first.moved)


def test_an_edition_that_is_gone_leaves_orphans(desk: Desk) -> None:
    note = store.add(desk.connection, mark(TIDES_ZH, "op1", "培训小型船只"))
    whole = store.add(desk.connection, mark(TIDES_ZH, "op11"))
    held = store.add(desk.connection, mark(TIDES, "op1"))
    desk.publish({key: text for key, text in TEXTS.items() if key != TIDES_ZH}, "second")
    report = store.reanchor(desk.connection)
    assert [n.id for n in report.orphan] == [note.id, whole.id]
    assert report.anchored == (held,)
    assert store.get(desk.connection, note.id).anchor == note.anchor


def test_an_import_done_again_keeps_its_notes(study: sqlite3.Connection) -> None:
    own = EditionKey("my-notes", "import", "en")
    text = "The 🦭 came in with 𠮷野 at noon."
    with study:
        write(study, own, {"p1": text})
    start = text.index("𠮷野")
    passage = Passage("p1", "paragraph", "digest", text)
    made = store.add(study, anchors.make(own, passage, start, start + 2))
    with study:
        write(study, own, {"p1": "A 🛟 and then: " + text})
    report = store.reanchor(study, documents=["my-notes"])
    assert [n.anchor.start for n in report.anchored] == [start + 14]
    with study:
        remove_edition(study, own)
    assert [n.id for n in store.reanchor(study).orphan] == [made.id]


def test_only_the_documents_asked_for_are_looked_at(desk: Desk) -> None:
    log = store.add(desk.connection, mark(LOG, "p2", "Herring"))
    tides = store.add(desk.connection, mark(TIDES, "op1", "tide tables"))
    desk.publish({}, "empty")
    assert [n.id for n in store.reanchor(desk.connection, documents=["harbour-log"]).orphan] == [
        log.id
    ]
    assert store.get(desk.connection, tides.id).state == "anchored"
    assert store.reanchor(desk.connection, documents=[]) == store.ReanchorReport()


def test_a_library_is_looked_through_once(desk: Desk) -> None:
    assert store.reanchor_if_library_changed(desk.connection) == store.ReanchorReport()
    assert store.reanchor_if_library_changed(desk.connection) is None
    made = store.add(desk.connection, mark(TIDES, "op1", "tide tables"))
    desk.restart()
    assert store.reanchor_if_library_changed(desk.connection) is None
    desk.publish(TEXTS, "second")
    assert store.reanchor_if_library_changed(desk.connection) == store.ReanchorReport((made,))
    assert store.reanchor_if_library_changed(desk.connection) is None


def test_arabic_and_chinese_notes_are_found_again(desk: Desk) -> None:
    arabic = store.add(desk.connection, mark(TIDES_AR, "op1", "تبادل جداول المد"))
    chinese = store.add(desk.connection, mark(TIDES_ZH, "op1", "培训小型船只"))
    texts = {
        **TEXTS,
        TIDES_AR: {"op1": "إذ تشير، تَدعو الدول الساحلية إلى تَبادُل جداول المدّ وتدريب المرشدين"},
        TIDES_ZH: {"op1": "再次邀请沿海国家交流潮汐表，并培训小型船只的引航员；"},
    }
    desk.publish(texts, "second")
    report = store.reanchor(desk.connection)
    assert {n.id for n in report.anchored} == {arabic.id, chinese.id}
    for note in report.anchored:
        anchor = note.anchor
        words = texts[anchor.key][anchor.label][anchor.start : anchor.end]
        assert words in {"تَبادُل جداول المدّ", "培训小型船只"}


def test_a_thousand_notes(desk: Desk) -> None:
    """All found again after every paragraph moved on, overlapping and doubled ones too."""
    chance = random.Random(99)
    made = []
    with desk.connection:
        desk.connection.execute("BEGIN")
        for _ in range(1000):
            key = chance.choice([TIDES, TIDES_AR, TIDES_ZH, LOG])
            label = chance.choice(list(TEXTS[key]))
            text = TEXTS[key][label]
            start = chance.randrange(len(text) - 1)
            end = chance.randrange(start + 1, len(text))
            passage = Passage(label, "paragraph", "digest", text)
            anchor = anchors.make(key, passage, start, end)
            made.append(store.add(desk.connection, anchor, color=chance.choice(COLORS), tags=["x"]))
    assert len(store.notes(desk.connection)) == 1000
    texts = {key: {label: f"§ {text}" for label, text in old.items()} for key, old in TEXTS.items()}
    desk.publish(texts, "second")
    report = store.reanchor_if_library_changed(desk.connection)
    assert report is not None
    assert len(report.anchored) == 1000
    starts = {n.id: n.anchor.start for n in made}
    assert all(n.anchor.start == starts[n.id] + 2 for n in report.anchored)
    assert {n.id for n in asked(desk.connection, "tag:x")} == starts.keys()


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
