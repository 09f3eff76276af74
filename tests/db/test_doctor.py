"""Examining the two files: what is derived is made anew after a copy, the rest only told."""

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from db import connection as stores
from db.library.documents import edition
from db.library.tables import add_edition
from db.models import Edition, EditionKey, Note, Passage
from db.notes import store
from db.notes.anchors import find_quote, make
from db.places import Places
from db.search import engine
from db.study import backup
from db.study.doctor import Report, examine

DIGEST = EditionKey("A/RES/78/311", "digest", "en")
OWN = EditionKey("A/RES/1/9", "import", "en")
INK = Passage("op1", "operative", "official", "Requests the Secretary-General to fill all inkwells")


@pytest.fixture
def own(study: sqlite3.Connection) -> sqlite3.Connection:
    """The person's file with a document of 46 paragraphs, one of them about ink."""
    others = [one for one in edition(study, DIGEST).passages if one.label != INK.label]
    with study:
        add_edition(study, Edition(OWN, "Own", (INK, *others)))
    return study


def ink_note(opened: sqlite3.Connection) -> Note:
    span = find_quote(INK, "fill all inkwells")
    assert span
    return store.add(opened, make(OWN, INK, *span))


def states(report: Report) -> dict[str, str]:
    return {found.what: found.state for found in report.findings}


def sentence(report: Report, what: str) -> str:
    return next(found.sentence for found in report.findings if found.what == what)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def finds_ink(opened: sqlite3.Connection) -> bool:
    return [hit.address for hit in engine.search(opened, "inkwells").hits] == ["A/RES/1/9 op1"]


def test_without_a_file_there_is_nothing_to_repair_and_nothing_made(places: Places) -> None:
    report = examine(places)
    assert states(report) == {"library": "ok", "study": "ok"}
    assert report.sound
    assert not places.data.exists()


def test_a_sound_file_is_left_as_it_is(own: sqlite3.Connection, places: Places) -> None:
    ink_note(own)
    own.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = digest(places.study)
    report = examine(places)
    assert states(report) == dict.fromkeys(("library", "study", "index", "notes"), "ok")
    assert sentence(report, "notes") == "1 note: 1 on their words."
    assert backup.copies(places) == []
    assert digest(places.study) == before


DAMAGE = {
    "entries gone": "DELETE FROM passage_fts_docsize WHERE id % 2",
    "an entry too many": "INSERT INTO passage_fts (rowid, body) VALUES (99999, 'ink')",
    "blocks blank": "UPDATE passage_fts_data SET block = zeroblob(8)",
    "blocks garbled": "UPDATE passage_fts_data SET block = randomblob(50) WHERE id > 10",
    "no blocks": "DELETE FROM passage_fts_data",
    "no segments": "DELETE FROM passage_fts_idx",
    "no version": "DELETE FROM passage_fts_config",
    "no table of blocks": "DROP TABLE passage_fts_data",
    "no table of versions": "DROP TABLE passage_fts_config",
    "no index": "DROP TABLE passage_fts",
    "beginnings gone": "DELETE FROM passage_lead_docsize WHERE id % 2",
    "beginnings blank": "UPDATE passage_lead_data SET block = zeroblob(8)",
    "no index of beginnings": "DROP TABLE passage_lead",
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_an_index_is_made_anew_after_a_copy(
    own: sqlite3.Connection, places: Places, damage: str
) -> None:
    note = ink_note(own)
    with own:
        own.execute(DAMAGE[damage])
    own.close()
    report = examine(places)
    assert states(report)["index"] == "repaired"
    assert report.sound
    (copy,) = backup.copies(places)
    assert copy.reason == "before-repair"
    assert str(copy.path) in sentence(report, "index")
    with closing(stores.open_study(places)) as opened:
        assert finds_ink(opened)
        assert store.notes(opened) == [note]
    again = examine(places)
    assert set(states(again).values()) == {"ok"}
    assert len(backup.copies(places)) == 1


def test_the_copy_is_the_file_as_it_was(own: sqlite3.Connection, places: Places) -> None:
    with own:
        own.execute("DELETE FROM passage_fts_docsize")
    examine(places)
    (copy,) = backup.copies(places)
    with closing(sqlite3.connect(copy.path)) as opened:
        assert opened.execute("SELECT count(*) FROM passage_fts_docsize").fetchone() == (0,)
        assert opened.execute("SELECT count(*) FROM passage").fetchone() != (0,)


def test_without_a_copy_nothing_is_repaired(own: sqlite3.Connection, places: Places) -> None:
    places.backups.write_text("a file where the folder should be")
    with own:
        own.execute("DELETE FROM passage_fts_docsize")
    report = examine(places)
    assert states(report)["study"] == "broken"
    assert "No copy" in sentence(report, "study")
    assert own.execute("SELECT count(*) FROM passage_fts_docsize").fetchone() == (0,)


def test_notes_are_found_again(own: sqlite3.Connection, places: Places) -> None:
    note = ink_note(own)
    with own:
        own.execute("UPDATE note SET start = 3, end = 20")
    report = examine(places)
    assert states(report)["notes"] == "repaired"
    assert states(report)["index"] == "ok"
    assert store.get(own, note.id).anchor == note.anchor
    assert len(backup.copies(places)) == 1
    assert states(examine(places))["notes"] == "ok"


def test_notes_without_their_words_are_counted_and_kept(
    own: sqlite3.Connection, places: Places
) -> None:
    note = ink_note(own)
    whole = edition(own, OWN)
    with own:
        add_edition(own, Edition(OWN, "Own", whole.passages[1:]))
    first, second = examine(places), examine(places)
    assert states(first)["notes"] == "repaired"
    assert states(second)["notes"] == "ok"
    assert "0 on their words, 1 no longer finding" in sentence(second, "notes")
    assert store.get(own, note.id).state == "orphan"


def test_a_few_thousand_passages_are_looked_up_by_sample(
    study: sqlite3.Connection, places: Places
) -> None:
    numbered = [
        Passage(f"op{number}", "operative", "official", f"Notes the item numbered {number}")
        for number in range(1, 2001)
    ]
    with study:
        add_edition(study, Edition(OWN, "Many", (*numbered, Passage("h1", "x", "digest", "— § —"))))
    assert states(examine(places))["index"] == "ok"
    assert "2,001 passages" in sentence(examine(places), "index")
    with study:
        study.execute("UPDATE passage_fts_data SET block = zeroblob(8)")
    assert states(examine(places))["index"] == "repaired"


# what cannot be made anew -------------------------------------------------------------------


def broken_study(places: Places, *words: str) -> Report:
    before = digest(places.study)
    report = examine(places)
    assert states(report) == {"library": "ok", "study": "broken"}
    assert not report.sound
    assert all(word in sentence(report, "study") for word in (str(places.study), *words))
    assert digest(places.study) == before
    return report


def test_a_text_file_is_no_study(places: Places) -> None:
    places.make()
    places.study.write_text("Dear diary\n" * 500)
    broken_study(places, "is not a Resolute data file")


def test_a_newer_file_is_left_alone(study: sqlite3.Connection, places: Places) -> None:
    study.execute("PRAGMA user_version = 999")
    study.close()
    broken_study(places, "newer version")


def test_a_garbled_page_is_told(own: sqlite3.Connection, places: Places) -> None:
    (page,) = own.execute("SELECT rootpage FROM sqlite_master WHERE name = 'note_tag'").fetchone()
    (size,) = own.execute("PRAGMA page_size").fetchone()
    own.close()
    with places.study.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    broken_study(places, "damaged", str(places.backups))


def test_rows_that_belong_to_nothing_are_told(own: sqlite3.Connection, places: Places) -> None:
    own.execute("PRAGMA foreign_keys = OFF")
    with own:
        own.execute("INSERT INTO note_tag VALUES ('nobody', 'lost')")
    own.close()
    broken_study(places, "rows of note_tag belong to nothing")


def test_a_locked_file_is_told(
    own: sqlite3.Connection, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stores, "BUSY_SECONDS", 0.01)
    own.execute("BEGIN EXCLUSIVE")
    broken_study(places, "held by another program")
    own.rollback()


def test_a_folder_that_cannot_be_is_told(tmp_path: Path, library_file: Path) -> None:
    (tmp_path / "file").write_text("")
    report = examine(Places(tmp_path / "file" / "below", library_override=library_file))
    assert states(report) == {"library": "ok", "study": "broken"}


@pytest.mark.parametrize(
    "damage",
    ["DELETE FROM passage_fts_docsize WHERE id = 7", "UPDATE passage_fts_data SET block = x'00'"],
)
def test_a_damaged_index_of_the_library_is_told(
    own: sqlite3.Connection, places: Places, library_file: Path, damage: str
) -> None:
    library = places.data / "library.db"
    library.write_bytes(library_file.read_bytes())
    with closing(sqlite3.connect(library)) as opened, opened:
        opened.execute(damage)
    report = examine(Places(places.data, library_override=library))
    assert states(report) == {"library": "broken", "study": "ok"}
    assert str(library) in sentence(report, "library")


def test_a_missing_library_leaves_the_notes_in_peace(
    own: sqlite3.Connection, places: Places
) -> None:
    note = ink_note(own)
    report = examine(Places(places.data, library_override=places.data / "gone.db"))
    assert states(report) == {"library": "broken", "study": "ok"}
    assert store.get(own, note.id) == note
