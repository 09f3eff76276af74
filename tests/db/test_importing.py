"""Importing: an outcome for every file, whole documents or none, notes found again."""

import sqlite3
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from paper import Paper, as_pdf, as_word, pdf_of, placed

from db import connection
from db.formats import akn
from db.library import documents, importing, preparing
from db.library.importing import ImportReport, Progress, import_paths
from db.library.preparing import Prepared, slug
from db.models import Document, EditionKey, Passage
from db.notes import anchors, store
from db.places import Places
from db.search import engine, index

TEXT = """Closing the distance

Connected schools need teachers who know what to do with the connection.

A library without readers is a store; so is a network.

Whoever is counted is served, whoever is not is forgotten.
"""
STATEMENT = EditionKey("closing", "import", "en")


def outcomes(report: ImportReport) -> list[tuple[str, str]]:
    return [(Path(r.path).name, r.outcome) for r in report.results]


def paper(symbol: str = "A/RES/78/900") -> Paper:
    passages = (
        Passage("pp1", "preambular", "official", "Recalling its work,", opener="Recalling"),
        Passage("pp2", "preambular", "official", "Mindful of time,", opener="Mindful"),
        Passage("op1", "operative", "official", "Decides to go on;", opener="Decides"),
        Passage("op1.a", "point", "official", "Slowly;"),
        Passage("op1.b", "point", "official", "Surely;"),
        Passage("op2", "operative", "official", "Requests a report.", opener="Requests"),
    )
    return Paper(Document(symbol, "resolution", "Going on", symbol), passages)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "given"
    made.mkdir()
    (made / "closing.txt").write_text(TEXT)
    (made / "going-on.doc").write_bytes(as_word(paper()))
    (made / "page.htm").write_text("<!doctype html><h1>A page</h1><p>Of one paragraph.</p>")
    (made / ".DS_Store").write_bytes(b"\x00\x00\x00\x01Bud1")
    (made / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (made / "scan.pdf").write_bytes(pdf_of([[placed(9, 9, [("", "R")])]]))
    return made


def test_every_file_has_an_outcome(study: sqlite3.Connection, folder: Path) -> None:
    report = import_paths(study, [folder])
    assert dict(outcomes(report)) == {
        ".DS_Store": "skipped", "closing.txt": "added", "going-on.doc": "added",
        "page.htm": "added", "photo.png": "skipped", "scan.pdf": "failed",
    }  # fmt: skip
    refused = {Path(r.path).name: r.message for r in report.results if r.message}
    assert "OCR" in refused["scan.pdf"]
    assert "picture" in refused["photo.png"]
    found = documents.document(study, "A/RES/78/900")
    assert (found.title, found.date) == ("Going on", "2024-07-01")
    assert [s.key for s in found.editions] == [EditionKey("A/RES/78/900", "import", "en")]


def test_a_picture_asked_for_is_a_failure(study: sqlite3.Connection, folder: Path) -> None:
    report = import_paths(study, [folder / "photo.png", folder / "none.txt"])
    assert outcomes(report) == [("photo.png", "failed"), ("none.txt", "failed")]


def test_an_empty_folder_is_said(study: sqlite3.Connection, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (result,) = import_paths(study, [tmp_path / "empty"]).results
    assert (result.outcome, result.message) == ("failed", "There is no file in it.")


def test_the_same_file_again_is_unchanged(study: sqlite3.Connection, folder: Path) -> None:
    import_paths(study, [folder])
    again = import_paths(study, [folder])
    assert Counter(o for _, o in outcomes(again)) == {"unchanged": 3, "skipped": 2, "failed": 1}
    assert len(documents.documents(study)) == len({d.id for d in documents.documents(study)})


def test_the_same_file_under_another_name_is_unchanged(
    study: sqlite3.Connection, folder: Path
) -> None:
    (folder / "copy.txt").write_text(TEXT)
    report = import_paths(study, [folder / "closing.txt", folder / "copy.txt"])
    assert outcomes(report) == [("closing.txt", "added"), ("copy.txt", "unchanged")]


def test_a_changed_file_is_updated_and_its_notes_found_again(
    study: sqlite3.Connection, folder: Path
) -> None:
    import_paths(study, [folder / "closing.txt"])
    passages = {p.label: p for p in documents.edition(study, STATEMENT).passages}
    kept = store.add(study, anchors.make(STATEMENT, passages["p2"], 10, 18))
    lost = store.add(study, anchors.make(STATEMENT, passages["p4"], 0, 7))
    assert "A library without" in passages["p3"].text
    moved = store.add(study, anchors.make(STATEMENT, passages["p3"], 2, 9))
    (folder / "closing.txt").write_text(
        TEXT.replace("A library without", "A beginning of some length.\n\nA library without")
        .replace("Whoever is counted is served, whoever is not is forgotten.", "")
    )  # fmt: skip
    report = import_paths(study, [folder / "closing.txt"])
    assert outcomes(report) == [("closing.txt", "updated")]
    assert [n.id for n in report.moved] == [moved.id]
    assert [n.id for n in report.orphan] == [lost.id]
    assert store.get(study, moved.id).anchor.label == "p4"
    assert store.get(study, kept.id).state == "anchored"
    assert len(documents.document(study, "closing").editions) == 1


def test_another_text_of_the_same_name_is_another_document(
    study: sqlite3.Connection, folder: Path, tmp_path: Path
) -> None:
    import_paths(study, [folder / "closing.txt"])
    other = tmp_path / "closing.txt"
    other.write_text("Nothing of the first.\n\nAll of the second.")
    (result,) = import_paths(study, [other]).results
    assert (result.outcome, result.document) == ("added", "closing-2")


def test_one_import_keeps_the_first_text_of_a_document(
    study: sqlite3.Connection, folder: Path
) -> None:
    (folder / "going-on.pdf").write_bytes(as_pdf(paper()))
    first = import_paths(study, [folder])
    again = import_paths(study, [folder])
    assert dict(outcomes(first))["going-on.pdf"] == "skipped"
    assert dict(outcomes(again))["going-on.doc"] == "unchanged"
    assert dict(outcomes(again))["going-on.pdf"] == "skipped"


def test_a_better_format_replaces_a_lesser_one(study: sqlite3.Connection, folder: Path) -> None:
    (folder / "going-on.pdf").write_bytes(as_pdf(paper()))
    import_paths(study, [folder / "going-on.pdf"])
    report = import_paths(study, [folder / "going-on.doc"])
    assert outcomes(report) == [("going-on.doc", "updated")]


def test_an_official_text_is_an_edition_of_the_document_that_is_there(
    study: sqlite3.Connection, shared: Path
) -> None:
    digest = EditionKey("A/RES/78/311", "digest", "en")
    (passage, *_) = documents.passages_of(study, digest, "op6")
    note = store.add(study, anchors.make(digest, passage, 0, 5))
    report = import_paths(study, [shared / "corpora" / "ga-six-languages.zip"], processes=0)
    assert Counter(r.outcome for r in report.results) == {"added": 102}
    found = documents.document(study, "A/RES/78/311")
    assert [s.key.kind for s in found.editions] == ["digest", *["official"] * 6]
    assert store.get(study, note.id).anchor == note.anchor
    official = EditionKey("A/RES/78/311", "official", "en")
    name = "A_RES_78_311-2412313E.xml"
    with zipfile.ZipFile(shared / "corpora" / "ga-six-languages.zip") as archive:
        parsed = akn.parse(archive.read(name)).edition
    stored = documents.edition(study, official)
    assert stored.passages == parsed.passages
    assert stored.provenance["source"] == name


def test_many_files_are_read_in_other_processes(study: sqlite3.Connection, tmp_path: Path) -> None:
    source = tmp_path / "many.zip"
    with zipfile.ZipFile(source, "w") as archive:
        for number in range(importing.MANY + 6):
            archive.writestr(f"text-{number}.txt", f"Text {number}.\n\nIts uniqueword{number}.")
        archive.writestr("bad.pdf", b"%PDF-1.7 nothing")
    told: list[Progress] = []
    report = import_paths(study, [source], progress=told.append, processes=2)
    assert Counter(r.outcome for r in report.results) == {"added": importing.MANY + 6, "failed": 1}
    assert [Path(r.path).name for r in report.results][:3] == ["text-0.txt", "text-1.txt",
                                                               "text-2.txt"]  # fmt: skip
    assert (told[-1].files, told[-1].total) == (importing.MANY + 7, importing.MANY + 7)
    assert told[-1].passages == 2 * (importing.MANY + 6)
    assert engine.search(study, "uniqueword7").hits[0].key.document == "text-7"


def many_texts(folder: Path) -> Path:
    source = folder / "many.zip"
    with zipfile.ZipFile(source, "w") as archive:
        for number in range(importing.MANY):
            archive.writestr(f"text-{number}.txt", f"Text {number}.\n\nIts uniqueword{number}.")
    return source


@pytest.mark.parametrize("most", [0, index.MANY_PIECES])
def test_the_index_is_put_in_order_where_it_is_in_many_pieces(
    study: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(index, "MANY_PIECES", most)
    monkeypatch.setattr(importing, "_BATCH_PASSAGES", 1)
    monkeypatch.setattr(index, "_MANY", index._USUAL | {"automerge": 0})
    told: list[Progress] = []
    import_paths(study, [many_texts(tmp_path)], progress=told.append, processes=0)
    assert index.pieces(study) == 1
    assert [one.settling for one in told][-1:] == [True]
    assert engine.search(study, "uniqueword7").hits[0].key.document == "text-7"


def test_few_pieces_are_left_as_they_are(study: sqlite3.Connection, tmp_path: Path) -> None:
    told: list[Progress] = []
    import_paths(study, [many_texts(tmp_path)], progress=told.append, processes=0)
    assert not any(one.settling for one in told)


def test_an_index_that_cannot_be_put_in_order_loses_nothing(
    study: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_connection: sqlite3.Connection) -> Iterator[None]:
        raise sqlite3.OperationalError("database or disk is full")
        yield

    monkeypatch.setattr(index, "MANY_PIECES", 0)
    monkeypatch.setattr(index, "merging", full)
    report = import_paths(study, [many_texts(tmp_path)], processes=0)
    assert {result.outcome for result in report.results} == {"added"}
    assert engine.search(study, "uniqueword7").hits[0].key.document == "text-7"


def test_stopping_keeps_what_is_finished(
    study: sqlite3.Connection, tmp_path: Path, places: Places
) -> None:
    for number in range(9):
        (tmp_path / f"t{number}.txt").write_text(f"Text {number}.\n\nMore of it.")
    asked = iter(range(100))
    report = import_paths(
        study, sorted(tmp_path.glob("t*.txt")), cancelled=lambda: next(asked) >= 8, processes=0
    )
    done = [r for r in report.results if r.outcome == "added"]
    assert 0 < len(done) < 9
    assert report.stopped
    with sqlite3.connect(places.study) as other:
        (stored,) = other.execute("SELECT count(*) FROM edition").fetchone()
    other.close()
    assert stored == len(done)
    rest = import_paths(study, sorted(tmp_path.glob("t*.txt")))
    assert Counter(r.outcome for r in rest.results) == {
        "unchanged": len(done), "added": 9 - len(done),
    }  # fmt: skip


def test_a_document_that_cannot_be_stored_takes_nothing_with_it(
    study: sqlite3.Connection, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real: Callable[..., None] = importing.add_rows

    def add_rows(opened: sqlite3.Connection, key: EditionKey, *more: object) -> None:
        real(opened, key, *more)
        if key.document == "page":
            raise sqlite3.IntegrityError("told so by the test")

    monkeypatch.setattr(importing, "add_rows", add_rows)
    report = import_paths(study, [folder])
    found = dict(outcomes(report))
    assert (found["closing.txt"], found["going-on.doc"]) == ("added", "added")
    assert found["page.htm"] == "failed"
    assert "page" not in {d.id for d in documents.documents(study)}
    monkeypatch.undo()
    assert dict(outcomes(import_paths(study, [folder])))["page.htm"] == "added"


def test_searching_and_noting_go_on_between_batches(
    study: sqlite3.Connection, places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "_BATCH_PASSAGES", 2)
    for number in range(4):
        (tmp_path / f"t{number}.txt").write_text(f"Heron {number}.\n\nMore of it.")
    other = connection.open_study(places)
    found: list[int] = []

    def look(progress: Progress) -> None:
        if not study.in_transaction:
            found.append(len(engine.search(other, "heron").hits))
            other.execute("INSERT INTO meta VALUES (?, '')", (f"seen {len(found)}",))
            other.commit()

    import_paths(study, sorted(tmp_path.glob("t*.txt")), progress=look)
    other.close()
    assert found == sorted(found)
    assert {1, 2, 3} <= set(found)


def crash(data: bytes, name: str) -> preparing.Reading:
    import os

    if b"crash" in data:
        os._exit(3)
    return preparing.prepare(data, name)


def test_a_reader_that_dies_takes_one_file_with_it(tmp_path: Path) -> None:
    from db.library.intake import given

    for number in range(4):
        (tmp_path / f"t{number}.txt").write_text("crash" if number == 1 else f"Text {number}.")
    pool = preparing.Pool(1)
    assert pool.works
    pool._prepare = crash
    found = {f.name: r for f, r in pool.readings(given([tmp_path]), lambda: False)}
    pool.close()
    assert "ended the reader" in found["t1.txt"].problem
    assert [bool(found[f"t{n}.txt"].editions) for n in (0, 2, 3)] == [True] * 3


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Fiji, 79th session.txt", "fiji-79th-session"),
        ("Déclaration (finale).docx", "declaration-finale"),
        ("世界人权宣言.html", "世界人权宣言"),
        ("op6.txt", "op6-document"),
        ("12.txt", "12-document"),
        ("....txt", "document"),
        ("a/b/c d.pdf", "c-d"),
    ],
)
def test_names_of_documents(name: str, made: str) -> None:
    from db.address import parse_address

    assert slug(name) == made
    assert parse_address(f"{made} p2").document == made


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.pdf", TEXT, "It is called .pdf but is plain text, and was read as that."),
        ("b.DOCX", TEXT, "It is called .docx but is plain text, and was read as that."),
        ("c.pdf", "<!doctype html><p>One.</p>",
         "It is called .pdf but is a web page, and was read as that."),
        ("d.txt", TEXT, ""),
        ("e", TEXT, ""),
    ],
)  # fmt: skip
def test_what_a_file_was_read_as_is_said_where_its_name_promises_another(
    study: sqlite3.Connection, tmp_path: Path, name: str, content: str, message: str
) -> None:
    (tmp_path / name).write_text(content)
    (result,) = import_paths(study, [tmp_path / name]).results
    assert (result.outcome, result.message) == ("added", message)


def test_footnotes_name_their_paragraph_in_the_named_document(
    study: sqlite3.Connection, tmp_path: Path
) -> None:
    (tmp_path / "essay.md").write_text("# Essay\n\nWords.[^1]\n\n[^1]: A/RES/70/1, para. 5.\n")
    import_paths(study, [tmp_path / "essay.md"])
    *_, note = documents.edition(study, EditionKey("essay", "import", "en")).passages
    assert (note.label, note.sources) == ("fn1", ("essay p1",))


def test_prepared_rows_are_plain(folder: Path) -> None:
    (one,) = preparing.prepare(TEXT.encode(), "closing.txt").editions
    assert isinstance(one, Prepared)
    assert {type(value) for row in one.rows for value in row} == {str}
