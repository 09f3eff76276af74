"""Notes found again where their edition changed or another library was put in place."""

import random
import sqlite3

import pytest
from asking_notes import asked
from tides import LOG, TEXTS, TIDES, TIDES_AR, TIDES_ZH, Desk, mark, reworded, write

from db.library.tables import (
    remove_edition,
)
from db.models import COLORS, EditionKey, Passage
from db.notes import anchors, store


@pytest.fixture
def study(desk: Desk) -> sqlite3.Connection:
    return desk.connection


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
