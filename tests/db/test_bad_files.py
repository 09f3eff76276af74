"""Bad files and bad days, one by one: a sentence for each, nothing half stored or harmed."""

import io
import sqlite3
import zipfile
from collections import Counter
from pathlib import Path
from time import perf_counter

import pytest
from paper import Paper, as_pdf, as_word, pdf_of, placed

from db import connection
from db.errors import StoreNotWritable
from db.library import documents, importing
from db.library.importing import ImportReport, import_paths
from db.models import Document, Passage
from db.places import Places

GOOD = "Of herons\n\nThey wait in the reeds."
PATIENCE = 30.0
"""Seconds that refusing a file may take on the slowest machine."""


def imported(study: sqlite3.Connection, *paths: Path) -> dict[str, tuple[str, str]]:
    report: ImportReport = import_paths(study, paths, processes=0)
    return {Path(one.path).name: (one.outcome, one.message) for one in report.results}


def is_whole(study: sqlite3.Connection) -> bool:
    """Tell whether every edition has as many passages as it says, and the file is sound."""
    counted = study.execute(
        "SELECT count(*) FROM main.edition e WHERE passages <>"
        " (SELECT count(*) FROM main.passage WHERE edition = e.id)"
    ).fetchone()
    sound = study.execute("PRAGMA main.integrity_check").fetchone()
    return (counted, sound) == ((0,), ("ok",)) and not study.in_transaction


def locked_pdf() -> bytes:
    """A PDF whose password nobody knows (ISO 32000-1, 7.6.3: keys that no password gives)."""
    keys = "/O (" + "o" * 32 + ") /U (" + "u" * 32 + ")"
    lock = f"/Encrypt << /Filter /Standard /V 1 /R 2 {keys} /P -44 >> /ID [(a)(b)]"
    return pdf_of([[placed(50, 50, [("Words", "R")])]]).replace(
        b"trailer <<", b"trailer << " + lock.encode(), 1
    )


def paper() -> Paper:
    words = (
        Passage("pp1", "preambular", "official", "Recalling its work,", opener="Recalling"),
        Passage("op1", "operative", "official", "Decides to go on.", opener="Decides"),
    )
    return Paper(Document("A/RES/78/904", "resolution", "Going on", "A/RES/78/904"), words)


AKN = (
    '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement><preface>'
    "<docNumber>{}</docNumber></preface><mainBody><paragraph><num>1.</num><content><p>Decides {};"
    "</p></content></paragraph></mainBody></statement></akomaNtoso>"
)


def test_a_folder_of_what_nobody_can_read(study: sqlite3.Connection, tmp_path: Path) -> None:
    bad = {
        "._good.docx": b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X",
        ".DS_Store": b"\x00\x00\x00\x01Bud1\x00",
        "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "locked.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "locked.pdf": locked_pdf(),
        "scan.pdf": pdf_of([[placed(9, 9, [("", "R")])]]),
        "empty.txt": b"",
        "photo.jpg": b"\xff\xd8\xff\xe0 picture",
    }
    folder = tmp_path / "given"
    folder.mkdir()
    for name, data in bad.items():
        (folder / name).write_bytes(data)
    (folder / "good.txt").write_text(GOOD)
    found = imported(study, folder)
    assert {name: outcome for name, (outcome, _) in found.items()} == {
        "._good.docx": "skipped", ".DS_Store": "skipped", "photo.jpg": "skipped",
        "empty.txt": "skipped", "old.doc": "failed", "locked.docx": "failed",
        "locked.pdf": "failed", "scan.pdf": "failed", "good.txt": "added",
    }  # fmt: skip
    words = {"old.doc": "save it as DOCX", "locked.docx": "without the password",
             "locked.pdf": "locked with a password", "scan.pdf": "OCR"}  # fmt: skip
    assert all(what in found[name][1] for name, what in words.items())
    assert is_whole(study)


@pytest.mark.parametrize("share", [0.02, 0.2, 0.5, 0.9, 0.99])
def test_files_of_every_format_cut_off(
    study: sqlite3.Connection, tmp_path: Path, share: float
) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("heron.txt", GOOD * 20)
    whole = {
        "word.docx": as_word(paper()),
        "page.pdf": as_pdf(paper()),
        "page.html": b"<!doctype html><html><body><h1>Herons</h1><p>They wait.</p></body></html>",
        "official.xml": AKN.format("A/RES/78/905", "to wait").encode(),
        "words.txt": GOOD.encode(),
        "packed.zip": packed.getvalue(),
    }
    folder = tmp_path / "cut"
    folder.mkdir()
    for name, data in whole.items():
        (folder / name).write_bytes(data[: max(1, int(share * len(data)))])
    found = imported(study, folder)
    assert set(found) == set(whole)
    for name, (outcome, message) in found.items():
        assert outcome == "added" or message.endswith("."), name
    assert found["official.xml"][0] in {"failed", "added"}
    assert is_whole(study)


def test_a_line_of_500_megabytes(study: sqlite3.Connection, tmp_path: Path) -> None:
    path = tmp_path / "line.txt"
    with path.open("wb") as file:
        file.write(b"words " * 1000)
        file.truncate(500 * 1024 * 1024)  # the rest is there without taking room on the disk
    started = perf_counter()
    found = imported(study, path)
    assert found["line.txt"][0] == "failed"
    assert "larger than 256 MB" in found["line.txt"][1]
    assert perf_counter() - started < PATIENCE


@pytest.mark.slow
def test_a_line_of_500_megabytes_packed(study: sqlite3.Connection, tmp_path: Path) -> None:
    with (
        zipfile.ZipFile(tmp_path / "line.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made,
        made.open("line.txt", "w", force_zip64=True) as member,
    ):
        for _ in range(500):
            member.write(b"words " * (1024 * 1024 // 6))
    found = imported(study, tmp_path / "line.zip")
    assert "unpacks to more than 256 MB" in found["line.txt"][1]


def test_a_zip_that_lies_about_its_size(study: sqlite3.Connection, tmp_path: Path) -> None:
    """The directory says a few bytes; what is unpacked is cut off there and is not stored."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("bomb.txt", b"words " * 2_000_000)
        made.writestr("good.txt", GOOD)
    data = bytearray((tmp_path / "a.zip").read_bytes())
    at = data.index(b"PK\x01\x02") + 24  # APPNOTE 4.3.12: the size it unpacks to
    data[at : at + 4] = (100).to_bytes(4, "little")
    (tmp_path / "a.zip").write_bytes(data)
    found = imported(study, tmp_path / "a.zip")
    assert found["bomb.txt"][0] == "failed"
    assert found["good.txt"][0] == "added"
    assert is_whole(study)


def test_a_full_disk_keeps_what_is_finished(
    study: sqlite3.Connection, places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = []
    for number in range(12):
        words = [f"Paragraph {number} {n} {'herons and reeds ' * 20}" for n in range(60)]
        paths.append(tmp_path / f"t{number:02}.txt")
        paths[-1].write_text("\n\n".join([f"Text {number}", *words]))
    monkeypatch.setattr(importing, "_BATCH_PASSAGES", 100)
    (pages,) = study.execute("PRAGMA main.page_count").fetchone()
    study.execute(f"PRAGMA main.max_page_count = {pages + 60}")
    with pytest.raises(StoreNotWritable, match="is full"), connection.said_plainly(places):
        import_paths(study, paths, processes=0)
    assert is_whole(study)
    kept = {one.id for one in documents.documents(study)} & {path.stem for path in paths}
    assert 0 < len(kept) < 12
    study.execute("PRAGMA main.max_page_count = 1000000")
    report = import_paths(study, paths, processes=0)
    assert Counter(one.outcome for one in report.results) == {
        "unchanged": len(kept), "added": 12 - len(kept),
    }  # fmt: skip
