"""The matrix of a document, and where sources disagree with it, in the bundled library."""

import sqlite3

import pytest

from db.errors import UnknownAddress
from db.library import disagreements, documents, lists, matrix
from db.library.tables import add_document, add_edition
from db.models import Document, Edition, EditionKey, Passage
from db.quiz.checking import check
from db.quiz.from_claims import questions_of

RESOLUTION = "A/RES/78/311"


@pytest.mark.parametrize("by", matrix.KINDS)
def test_every_cell_opens_what_it_stands_for(reader: sqlite3.Connection, by: matrix.By) -> None:
    found = matrix.matrix(reader, RESOLUTION, by)
    assert found.rows[0].label == "pp1"
    assert len(found.columns) > 3
    counts = [len(found.labels(one)) for one in found.columns]
    assert counts == sorted(counts, reverse=True)
    assert min(counts) > 0
    for (label, _), addresses in found.cells.items():
        for where in addresses:
            name, _, there = where.rpartition(" ")
            key = documents.choose_edition(documents.document(reader, name))
            assert documents.passages_of(reader, key, there)
            if by != "statement":
                assert where == f"{RESOLUTION} {label}"


def test_the_columns_are_those_of_the_paragraphs(reader: sqlite3.Connection) -> None:
    assert "op9" in matrix.matrix(reader, RESOLUTION, "addressee").labels("United Nations system")
    assert "op1" in matrix.matrix(reader, RESOLUTION, "verb").labels("Resolves")
    assert "op1" in matrix.matrix(reader, RESOLUTION, "theme").labels("digital divide")
    spoken = matrix.matrix(reader, RESOLUTION, "statement")
    assert "fu-cong p5" in spoken.cells["op1", "Fu Cong"]


def test_ones_own_document_counts_among_the_statements(study: sqlite3.Connection) -> None:
    add_document(study, Document("own-1", "other", "My paper", "My paper", "2026-01-01"))
    passage = Passage("p1", "paragraph", "official", "As said.", refs=(f"{RESOLUTION} op3",))
    add_edition(study, Edition(EditionKey("own-1", "imported", "en"), "My paper", (passage,)))
    assert matrix.matrix(study, RESOLUTION, "statement").cells["op3", "My paper"] == ("own-1 p1",)


def test_a_document_that_is_not_there(reader: sqlite3.Connection) -> None:
    with pytest.raises(UnknownAddress):
        matrix.matrix(reader, "A/RES/1/1", "theme")


def test_sources_stand_side_by_side_on_one_point(reader: sqlite3.Connection) -> None:
    points = disagreements.points(reader)
    assert all(one.differs for one in points)
    at = {one.address: one for one in points}
    several = at[f"{RESOLUTION} pp15"]
    assert len({one.source for one in several.sayings}) > 1
    assert several.text
    claims = {one.id for one in lists.claims(reader) if one.verdict != "same"}
    assert claims <= {saying.claim for one in points for saying in one.sayings}
    assert disagreements.points(reader, "no-such") == []
    assert points[-1].address == ""


def test_what_sources_say_as_questions(reader: sqlite3.Connection) -> None:
    points = disagreements.points(reader)
    made = questions_of(points)
    assert len(made) == sum(len(one.sayings) for one in points) == len({one.id for one in made})
    assert [one for one in made if check(one)] == []
    for one in made:
        assert sum(choice.correct for choice in one.choices) == 1
        assert one.evidence
