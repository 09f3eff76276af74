"""The wastebasket emptied for good: what goes is said, and nothing brings it back."""

import sqlite3

import pytest

from db.errors import UsageError
from db.languages import coded, edition_named, language_name
from db.library import documents
from db.library.tables import add_document, add_edition
from db.models import Anchor, Document, Edition, EditionKey, Passage
from db.notes import store
from db.shelf import changes, emptying, wastebasket

TEXT = "The harbour ferry leaves at noon."
LETTER = EditionKey("letter", "import", "en")
FRENCH = EditionKey("letter", "import", "fr")
MEMO = EditionKey("memo", "import", "en")


@pytest.fixture
def thrown(study: sqlite3.Connection) -> sqlite3.Connection:
    """Three editions in the wastebasket, removed in two steps; a note on the first."""
    for key in (LETTER, FRENCH, MEMO):
        passages = (Passage("p1", "paragraph", "quoted", TEXT),)
        with study:
            add_document(study, Document(key.document, "document", key.document, key.document))
            add_edition(study, Edition(key, key.document, passages, {}))
    store.add(study, Anchor(LETTER, "p1", 12, 17, "ferry"))
    wastebasket.remove(study, [LETTER, FRENCH])
    wastebasket.remove(study, [MEMO])
    return study


def name_of(study: sqlite3.Connection, key: EditionKey) -> str:
    return next(one.id for one in wastebasket.removed(study) if one.key == key)


def test_the_question_says_what_goes_and_what_stays(thrown: sqlite3.Connection) -> None:
    asked = emptying.question(emptying.losing(thrown, [name_of(thrown, LETTER)]))
    assert asked == (
        "Delete the import edition of letter in English for good, 1 paragraph? 1 note on it stays, "
        "without a place. Nothing brings it back."
    )
    assert "letter in English and " in emptying.question(
        emptying.losing(thrown, [name_of(thrown, LETTER), name_of(thrown, FRENCH)])
    )
    assert emptying.question(emptying.Losing((), 0)) == "The wastebasket is empty."


def test_many_editions_are_counted(thrown: sqlite3.Connection) -> None:
    going = emptying.losing(thrown)
    assert len(going.editions) == 3
    more = going._replace(editions=going.editions * 2)
    assert "6 editions of 2 documents for good, 6 paragraphs?" in emptying.question(more)


def test_what_is_deleted_is_gone_and_the_note_stays(thrown: sqlite3.Connection) -> None:
    gone = emptying.empty(thrown)
    assert {one.key for one in gone} == {LETTER, FRENCH, MEMO}
    assert not wastebasket.removed(thrown)
    assert [note.state for note in store.notes(thrown)] == ["orphan"]
    assert "letter" not in {one.id for one in documents.documents(thrown)}


def test_undo_passes_over_what_is_gone(thrown: sqlite3.Connection) -> None:
    emptying.empty(thrown, [name_of(thrown, MEMO), name_of(thrown, FRENCH)])
    done = changes.undo(thrown)
    assert done is not None
    assert [one.id for one in documents.documents(thrown) if one.id in {"letter", "memo"}] == [
        "letter"
    ]
    assert wastebasket.mine(thrown, "letter") == [LETTER]
    assert changes.undo(thrown) is None


def test_what_is_not_in_it_is_refused_and_nothing_goes(thrown: sqlite3.Connection) -> None:
    with pytest.raises(UsageError, match="“no such” is not in the wastebasket"):
        emptying.empty(thrown, [name_of(thrown, MEMO), "no such"])
    assert len(wastebasket.removed(thrown)) == 3


def test_languages_are_named_in_words() -> None:
    assert language_name("fr") == "French"
    assert language_name("tlh") == "“tlh”"
    assert coded("zh") == "Chinese (zh)"
    assert edition_named(FRENCH) == "the import edition of letter in French"
