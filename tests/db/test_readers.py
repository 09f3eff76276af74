"""Texts that an older version of our reading made: imported and reviewed anew."""

import sqlite3
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from paper import Paper, as_pdf, as_word

from db.library.importing import import_paths
from db.library.outdated import files, outdated
from db.library.readers import is_read_so, reader_of
from db.models import Document, Passage
from db.review.proposal import propose, wants_review


@pytest.fixture
def paper() -> Paper:
    passages = (
        Passage("op1", "operative", "official", "Decides to dig;", opener="Decides"),
        Passage("op2", "operative", "official", "Requests a well.", opener="Requests"),
    )
    return Paper(Document("A/RES/78/902", "resolution", "Wells", "A/RES/78/902"), passages)


def grow_old(study: sqlite3.Connection, *, reviewed: bool = False) -> None:
    """Let the texts of the library be read by the version before."""
    more = ", '$.reviewed', '2026-01-01'" if reviewed else ""
    study.execute(
        f"UPDATE edition SET provenance = json_set(provenance, '$.reader', '2'{more})"
        " WHERE json_extract(provenance, '$.sha256') IS NOT NULL"
    )
    study.commit()


def test_each_format_counts_its_own_versions() -> None:
    assert reader_of({"format": "PDF"}) != reader_of({})
    assert is_read_so({"format": "PDF", "reader": reader_of({"format": "PDF"})})
    assert not is_read_so({"format": "PDF", "reader": reader_of({})})
    assert not is_read_so({})  # read before versions were written down


def test_the_same_file_is_read_again_by_a_newer_reader(
    study: sqlite3.Connection, tmp_path: Path, paper: Paper
) -> None:
    file = tmp_path / "wells.docx"
    file.write_bytes(as_word(paper))
    assert [one.outcome for one in import_paths(study, [file]).results] == ["added"]
    assert [one.outcome for one in import_paths(study, [file]).results] == ["unchanged"]
    grow_old(study)
    assert [one.outcome for one in import_paths(study, [file]).results] == ["updated"]
    assert [one.outcome for one in import_paths(study, [file]).results] == ["unchanged"]


def test_a_pdf_is_proposed_anew_unless_a_person_reviewed_it(
    study: sqlite3.Connection, tmp_path: Path, paper: Paper
) -> None:
    file = tmp_path / "wells.pdf"
    file.write_bytes(as_pdf(paper))
    import_paths(study, [file])
    assert propose(study, file).is_again
    assert not wants_review(study, file)
    grow_old(study)
    assert not propose(study, file).is_again
    assert wants_review(study, file)
    grow_old(study, reviewed=True)
    assert propose(study, file).is_again


def test_what_an_older_version_read_is_listed_with_its_file(
    study: sqlite3.Connection, tmp_path: Path, paper: Paper
) -> None:
    inside, apart = tmp_path / "papers.zip", tmp_path / "wells.docx"
    with zipfile.ZipFile(inside, "w") as archive:
        archive.writestr("first/wells.docx", as_word(paper))
    other = replace(paper, document=paper.document._replace(id="A/RES/78/903"))
    apart.write_bytes(as_word(other))
    import_paths(study, [inside, apart])
    assert outdated(study) == []
    grow_old(study)
    found = outdated(study)
    assert [one.key.document for one in found] == ["A/RES/78/902", "A/RES/78/903"]
    assert files(found) == [inside, apart]
    apart.unlink()
    assert files(outdated(study)) == [inside]
    import_paths(study, files(found)[:1])
    assert [one.key.document for one in outdated(study)] == ["A/RES/78/903"]
    grow_old(study, reviewed=True)
    assert outdated(study) == []
