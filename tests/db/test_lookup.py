"""An address looked up in passing: in the edition one reads, in another, or nowhere."""

import sqlite3

import pytest

from db.address import Address
from db.library.lookup import look_up
from db.library.tables import add_document, add_edition
from db.models import Document, Edition, EditionKey, Passage

INK = "A/RES/1/9"
ENGLISH, FRENCH = EditionKey(INK, "official", "en"), EditionKey(INK, "official", "fr")


@pytest.fixture
def inked(study: sqlite3.Connection) -> sqlite3.Connection:
    """A person's file with a resolution in two languages."""
    add_document(study, Document(INK, "resolution", "On ink", INK, "2024-07-01"))
    for key, words in ((FRENCH, "Encre"), (ENGLISH, "Ink")):
        passages = [
            Passage("op1", "operative", "official", f"{words} one;", footnotes=((3, "fn1"),)),
            Passage("annex1.h1", "heading", "official", f"{words} annexed"),
            Passage("fn1", "footnote", "official", f"{words} note.", sources=(f"{INK} op1",)),
        ]
        if key == ENGLISH:
            passages.insert(1, Passage("op2", "operative", "official", "Only here."))
        add_edition(study, Edition(key, f"On {words}", tuple(passages)))
    return study


def text_at(study: sqlite3.Connection, label: str, like: EditionKey | None = None) -> str:
    found = look_up(study, Address(INK, label), like)
    return found.passage.text if found.passage else ""


def test_the_edition_one_reads_comes_first(inked: sqlite3.Connection) -> None:
    assert text_at(inked, "op1") == text_at(inked, "op1", ENGLISH) == "Ink one;"
    assert text_at(inked, "op1", FRENCH) == "Encre one;"
    other = EditionKey("A/RES/2/2", "digest", "fr")
    assert text_at(inked, "op1", other) == "Encre one;"
    assert text_at(inked, "op2", FRENCH) == "Only here."


def test_a_point_that_is_not_there_is_its_paragraph_and_an_annex_its_first(
    inked: sqlite3.Connection,
) -> None:
    assert text_at(inked, "op1.a.i") == "Ink one;"
    assert text_at(inked, "annex1") == text_at(inked, "annex1.77") == "Ink annexed"
    assert text_at(inked, "fn1", FRENCH) == "Encre note."


def test_what_is_not_there_is_told_apart(inked: sqlite3.Connection) -> None:
    stale = look_up(inked, Address(INK, "op99"), ENGLISH)
    assert (stale.key, stale.passage, stale.title) == (ENGLISH, None, "On ink")
    missing = look_up(inked, Address("A/RES/9/9", "op1"))
    assert (missing.key, missing.passage) == (None, None)
    assert missing.official_address == "https://undocs.org/en/A/RES/9/9"
    assert look_up(inked, Address("no-such")).official_address == ""


def test_a_document_is_looked_up_whole(inked: sqlite3.Connection) -> None:
    found = look_up(inked, Address("A/RES/78/311"))
    assert (found.kind, found.passage) == ("resolution", None)
    assert found.summary
    assert found.key == EditionKey("A/RES/78/311", "digest", "en")


def test_the_places_of_footnotes_marks_are_stored(inked: sqlite3.Connection) -> None:
    found = look_up(inked, Address(INK, "op1")).passage
    assert found is not None
    assert found.footnotes == ((3, "fn1"),)
