"""Editions thrown away and brought back, with what hangs on them, across a restart."""

import sqlite3
from contextlib import closing

import pytest

from db import connection
from db.errors import UnknownAddress, UsageError
from db.library import documents
from db.library.tables import add_document, add_edition
from db.models import Anchor, Document, Edition, EditionKey, Note, Passage
from db.notes import store
from db.places import Places
from db.search import engine
from db.shelf import changes, language, wastebasket
from db.shelf.details import WrongDetail
from db.shelf.wastebasket import Hanging

LETTER = EditionKey("letter", "import", "en")
FRENCH = EditionKey("A/RES/78/311", "official", "fr")
TEXT = "The harbour ferry leaves at noon."


def put(study: sqlite3.Connection, key: EditionKey) -> None:
    passages = (
        Passage("p1", "paragraph", "quoted", TEXT, footnotes=((3, "fn1"),)),
        Passage("p2", "paragraph", "quoted", "It comes back at one.", themes=("ferries",)),
        Passage("fn1", "footnote", "quoted", "Daily.", sources=("letter p1",)),
    )
    with study:
        add_document(study, Document(key.document, "document", "A letter", "A letter", "2025"))
        add_edition(study, Edition(key, "A letter", passages, {"source": "a test"}))


def note(study: sqlite3.Connection, key: EditionKey) -> Note:
    start = TEXT.index("ferry")
    return store.add(study, Anchor(key, "p1", start, start + 5, "ferry"))


def states(study: sqlite3.Connection) -> list[str]:
    return [one.state for one in store.notes(study)]


def test_an_edition_comes_back_as_it_was_after_a_restart(places: Places) -> None:
    with closing(connection.open_study(places)) as study:
        put(study, LETTER)
        note(study, LETTER)
        before = documents.edition(study, LETTER)
        (gone,) = wastebasket.remove(study, [LETTER])
        assert (gone.key, gone.title, gone.passages) == (LETTER, "A letter", 3)
        assert states(study) == ["orphan"]
        with pytest.raises(UnknownAddress):
            documents.edition(study, LETTER)
        assert "letter" not in {one.id for one in documents.documents(study)}
        assert not engine.search(study, "harbour ferry leaves").hits
    with closing(connection.open_study(places)) as study:
        assert wastebasket.removed(study) == [gone]
        assert wastebasket.restore(study, [gone.id]) == [LETTER]
        assert documents.edition(study, LETTER) == before
        assert documents.document(study, "letter").title == "A letter"
        assert states(study) == ["anchored"]
        assert engine.search(study, "harbour ferry leaves").hits
        assert wastebasket.removed(study) == []


def test_removing_can_be_undone_and_redone(study: sqlite3.Connection) -> None:
    put(study, LETTER)
    note(study, LETTER)
    wastebasket.remove(study, [LETTER])
    done = changes.undo(study)
    assert done is not None
    assert done.documents == {"letter"}
    assert states(study) == ["anchored"]
    changes.redo(study)
    assert states(study) == ["orphan"]
    (gone,) = wastebasket.removed(study)
    wastebasket.restore(study, [gone.id])
    changes.undo(study)
    assert states(study) == ["orphan"]
    assert len(wastebasket.removed(study)) == 1


def test_what_hangs_on_an_edition_is_told_before(study: sqlite3.Connection) -> None:
    put(study, LETTER)
    put(study, FRENCH)
    note(study, LETTER)
    assert wastebasket.hanging(study, [LETTER]) == Hanging(1, 0, 0, ("letter",))
    assert wastebasket.hanging(study, [FRENCH]) == Hanging(0, 0, 0, ())
    put(study, EditionKey("letter", "import", "fr"))
    assert wastebasket.hanging(study, [LETTER]).documents == ()


def test_notes_on_the_other_editions_stay_where_they_are(study: sqlite3.Connection) -> None:
    french = EditionKey("letter", "import", "fr")
    put(study, LETTER)
    put(study, french)
    kept = note(study, french)
    note(study, LETTER)
    wastebasket.remove(study, [LETTER])
    assert sorted(states(study)) == ["anchored", "orphan"]
    found = store.get(study, kept.id)
    assert found.anchor == kept.anchor
    assert documents.document(study, "letter").editions[0].key == french


def test_a_bundled_edition_stays(study: sqlite3.Connection) -> None:
    put(study, FRENCH)
    bundled = EditionKey("A/RES/78/311", "digest", "en")
    with pytest.raises(UsageError, match="comes with the program"):
        wastebasket.remove(study, [FRENCH, bundled])
    assert documents.edition(study, FRENCH).passages
    wastebasket.remove(study, [FRENCH])
    assert documents.document(study, "A/RES/78/311").editions
    with pytest.raises(UsageError):
        wastebasket.remove(study, [FRENCH])


def test_an_edition_that_was_imported_again_is_not_replaced(study: sqlite3.Connection) -> None:
    put(study, LETTER)
    (gone,) = wastebasket.remove(study, [LETTER])
    put(study, LETTER)
    with pytest.raises(UsageError, match="again"):
        wastebasket.restore(study, [gone.id])
    changes.undo(study)
    assert [one.id for one in wastebasket.removed(study)] == [gone.id]
    with pytest.raises(UsageError):
        wastebasket.restore(study, ["nonsense"])


def test_the_language_of_an_edition_is_put_right_with_all_that_points_at_it(
    study: sqlite3.Connection,
) -> None:
    put(study, LETTER)
    note(study, LETTER)
    spanish = language.set_language(study, LETTER, " ES ")
    assert spanish == EditionKey("letter", "import", "es")
    whole = documents.edition(study, spanish)
    assert whole.provenance["language"] == "es"
    assert [one.anchor.key for one in store.notes(study)] == [spanish]
    changes.undo(study)
    assert documents.edition(study, LETTER).passages == whole.passages
    assert language.set_language(study, LETTER, "en") == LETTER


@pytest.mark.parametrize("typed", ["", "english", "e1", "fr"])
def test_a_language_that_cannot_be_is_refused(study: sqlite3.Connection, typed: str) -> None:
    put(study, LETTER)
    put(study, EditionKey("letter", "import", "fr"))
    with pytest.raises(WrongDetail):
        language.set_language(study, LETTER, typed)
    assert documents.edition(study, LETTER).passages


def test_a_bundled_edition_keeps_its_language(study: sqlite3.Connection) -> None:
    with pytest.raises(WrongDetail):
        language.set_language(study, EditionKey("fu-cong", "digest", "en"), "fr")
