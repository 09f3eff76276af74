"""Reviewing a file: proposed, put right, stored, taken back; kept when the file comes again."""

import sqlite3
from functools import partial
from pathlib import Path

import pytest
from paper import Paper, as_pdf, as_word

from db.errors import NotADocument, UnknownAddress
from db.library import documents
from db.library.importing import import_paths
from db.models import Document, EditionKey, Passage
from db.notes import anchors
from db.notes import store as notes
from db.places import Places
from db.review import keeping, steps
from db.review.proposal import Proposal, propose, propose_again, wants_review
from db.review.revision import Revision
from db.review.storing import store, take_back

KEY = EditionKey("A/RES/78/901", "import", "en")


def paper() -> Paper:
    passages = (
        Passage("pp1", "preambular", "official", "Recalling its work,", opener="Recalling"),
        Passage("op1", "operative", "official", "Decides to go on;", opener="Decides"),
        Passage("op2", "operative", "official", "Requests a long report.", opener="Requests"),
    )
    return Paper(Document("A/RES/78/901", "resolution", "Going on", "A/RES/78/901"), passages)


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    made = tmp_path / "going-on.pdf"
    made.write_bytes(as_pdf(paper()))
    return made


def labels(study: sqlite3.Connection) -> list[str]:
    return [one.label for one in documents.edition(study, KEY).passages]


def merged(proposal: Proposal) -> Revision:
    revision = Revision(proposal.draft)
    revision.take(partial(steps.merge, place=2))
    return revision


def test_a_proposal_stores_nothing(study: sqlite3.Connection, pdf: Path) -> None:
    found = propose(study, pdf)
    assert [one.label for one in found.draft.passages] == ["pp1", "op1", "op2"]
    assert found.draft.pages == (1, 1, 1)
    assert (found.is_pdf, found.stored, found.data) == (True, 0, pdf.read_bytes())
    assert KEY.document not in {one.id for one in documents.documents(study)}


def test_what_was_put_right_is_stored_and_taken_back(study: sqlite3.Connection, pdf: Path) -> None:
    found = propose(study, pdf)
    stored = store(study, merged(found).draft, found.path)
    assert (stored.key, stored.passages) == (KEY, 2)
    assert labels(study) == ["pp1", "op1"]
    record = documents.edition(study, KEY).provenance
    assert record["reviewed"]
    assert record["pages"] == "1 pp1"
    assert documents.document(study, KEY.document).title == "Going on"
    take_back(study, stored)
    assert KEY.document not in {one.id for one in documents.documents(study)}


def test_a_review_of_what_is_stored_can_be_taken_back(study: sqlite3.Connection, pdf: Path) -> None:
    import_paths(study, [pdf])
    before = documents.edition(study, KEY)
    note = notes.add(study, anchors.make(KEY, before.passages[2], 0, 8))
    found = propose_again(study, KEY)
    assert (found.stored, found.is_pdf, bool(found.data)) == (3, True, True)
    stored = store(study, merged(found).draft, found.path)
    assert [one.id for one in stored.notes.moved] == [note.id]
    assert notes.get(study, note.id).anchor.label == "op1"
    take_back(study, stored)
    assert documents.edition(study, KEY) == before
    assert notes.get(study, note.id).anchor.label == "op2"


def test_what_was_put_right_is_kept_when_the_file_comes_again(
    study: sqlite3.Connection, pdf: Path, tmp_path: Path
) -> None:
    found = propose(study, pdf)
    store(study, merged(found).draft, found.path)
    (again,) = import_paths(study, [pdf]).results
    assert again.outcome == "unchanged"
    better = tmp_path / "going-on.docx"
    better.write_bytes(as_word(paper()))
    (other,) = import_paths(study, [better]).results
    assert (other.outcome, "by hand" in other.message) == ("skipped", True)
    assert labels(study) == ["pp1", "op1"]
    assert propose(study, better).stored == 2


def test_a_text_without_a_symbol_is_named_after_its_file(
    study: sqlite3.Connection, tmp_path: Path
) -> None:
    (tmp_path / "Of herons.txt").write_text("Of herons\n\nThey wait.[1]\n\nThen they do not.\n")
    found = propose(study, tmp_path / "Of herons.txt")
    stored = store(study, found.draft, found.path)
    assert stored.key.document == "of-herons"
    assert documents.document(study, "of-herons").title == found.draft.title


def test_a_file_that_is_gone_or_another_has_no_pictures(
    study: sqlite3.Connection, pdf: Path
) -> None:
    import_paths(study, [pdf])
    pdf.write_bytes(b"%PDF-1.7 another one")
    assert propose_again(study, KEY).data == b""
    pdf.unlink()
    found = propose_again(study, KEY)
    assert (found.data, found.is_pdf, found.draft.pages) == (b"", False, (1, 1, 1))


def test_what_there_is_nothing_to_review_of(
    study: sqlite3.Connection, tmp_path: Path, pdf: Path
) -> None:
    assert wants_review(study, pdf)
    assert not wants_review(study, tmp_path / "nowhere.pdf")
    import_paths(study, [pdf])
    assert not wants_review(study, pdf)
    assert propose(study, pdf).stored == 3
    with pytest.raises(NotADocument, match=r"nowhere\.pdf: It is not there"):
        propose(study, tmp_path / "nowhere.pdf")
    (tmp_path / "x.xml").write_text('<akomaNtoso xmlns="x"/>')
    with pytest.raises(NotADocument, match="says itself"):
        propose(study, tmp_path / "x.xml")
    with pytest.raises(NotADocument, match="several files"):
        propose(study, tmp_path)
    with pytest.raises(UnknownAddress, match="can be reviewed"):
        propose_again(study, EditionKey("A/RES/78/311", "digest", "en"))


def test_a_review_that_was_left_goes_on(
    study: sqlite3.Connection, pdf: Path, places: Places
) -> None:
    found = propose(study, pdf)
    draft = merged(found).draft
    assert keeping.take(places.review) is None
    keeping.keep(places.review, found, draft)
    again = keeping.take(places.review)
    assert again is not None
    assert again.draft == draft
    assert (again.data, again.is_pdf, again.was_left) == (pdf.read_bytes(), True, True)
    assert keeping.take(places.review) is None


@pytest.mark.parametrize("kept", ["", "{}", "[1]", '{"draft": 5}', "\ud800", '{"draft": {}}'])
def test_what_is_no_review_is_taken_for_none(places: Places, kept: str) -> None:
    places.make()
    places.review.write_bytes(kept.encode("utf-8", "surrogatepass"))
    assert keeping.take(places.review) is None
    assert not places.review.exists()
