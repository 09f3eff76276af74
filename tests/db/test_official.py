import sqlite3
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from db import clock
from db.errors import UsageError
from db.formats import akn
from db.library import documents
from db.library.official import add_official
from db.library.reference import ImportResult
from db.library.tables import CONTENT_TABLES, add_document
from db.models import Document, EditionKey
from db.study.tables import SHELF_TABLES

META = "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);"
SYMBOL = "A/RES/78/311"


def resolution(
    symbol: str = SYMBOL,
    language: str = "eng",
    *,
    title: str = "A title",
    text: str = "Decides;",
    published: str = "2024-07-05",
) -> bytes:
    return f"""
    <akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement>
      <meta><identification><FRBRWork><FRBRdate date="2024-07-01"/></FRBRWork><FRBRExpression>
        <FRBRdate date="{published}"/><FRBRlanguage language="{language}"/>
      </FRBRExpression></identification></meta>
      <coverPage><docNumber>{symbol}</docNumber></coverPage>
      <preface><docTitle>{title}</docTitle></preface>
      <mainBody><paragraph><num>1.</num><content><p>{text}</p></content></paragraph></mainBody>
    </statement></akomaNtoso>""".encode()


@pytest.fixture
def store() -> Iterator[sqlite3.Connection]:
    """An empty person's file beside an empty library."""
    connection = sqlite3.connect(":memory:")
    connection.execute("ATTACH ':memory:' AS library")
    connection.executescript(CONTENT_TABLES + SHELF_TABLES + META)
    for table in ("document", "edition", "passage"):
        connection.execute(f"CREATE TABLE library.{table} AS SELECT * FROM main.{table}")
    connection.execute("PRAGMA foreign_keys = ON")
    yield connection
    connection.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two resolutions, one in two languages, and what lies beside them."""
    source = tmp_path / "texts"
    (source / "French").mkdir(parents=True)
    (source / "78_311_E.xml").write_bytes(resolution())
    (source / "French" / "78_311_F.xml").write_bytes(resolution(language="fra", title="Un titre"))
    (source / "78_265_E.xml").write_bytes(resolution("A/RES/78/265"))
    (source / "._78_311_E.xml").write_bytes(b"\0\1")
    (source / ".DS_Store").write_bytes(b"\0\1")
    (source / "readme.txt").write_text("A/RES/78/311")
    return source


def zipped(folder: Path) -> Path:
    target = folder.with_suffix(".zip")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            archive.write(path, path.relative_to(folder))
        archive.writestr("__MACOSX/78_311_E.xml", b"\0")
    return target


def outcomes(results: list[ImportResult]) -> Counter[str]:
    return Counter(result.outcome for result in results)


def titles(store: sqlite3.Connection) -> dict[str, str]:
    return dict(store.execute("SELECT name, title FROM main.document").fetchall())


def test_one_symbol_in_all_languages_from_a_folder_or_a_zip(
    store: sqlite3.Connection, folder: Path
) -> None:
    for source in (folder, zipped(folder)):
        results = add_official(store, [SYMBOL], source, None)
        assert {(r.document, r.key.language) for r in results if r.key} == {
            (SYMBOL, "en"), (SYMBOL, "fr"),
        }  # fmt: skip
        assert all(result.passages == 1 for result in results)
    assert outcomes(results) == {"unchanged": 2}
    found = documents.document(store, SYMBOL)
    assert [one.key.language for one in found.editions] == ["en", "fr"]
    assert (found.kind, found.date, found.short_title) == ("resolution", "2024-07-01", SYMBOL)


def test_a_single_file_and_its_provenance(store: sqlite3.Connection, folder: Path) -> None:
    source = folder / "78_311_E.xml"
    (result,) = add_official(store, ["78/311"], source, ["en"])
    assert (result.path, result.outcome) == (str(source), "added")
    record = documents.edition(store, EditionKey(SYMBOL, "official", "en")).provenance
    assert record["source"] == "78_311_E.xml"
    assert len(record["sha256"]) == 64
    assert clock.stamp(clock.parse(record["retrieved"])) == record["retrieved"]
    assert record["status"].startswith("official text, unofficial")
    assert record["terms"]
    assert record["adopted"] == "2024-07-01"
    assert record["published"] == "2024-07-05"
    assert record["language"] == "en"


def test_everything_twice_changes_nothing(store: sqlite3.Connection, folder: Path) -> None:
    assert outcomes(add_official(store, None, folder)) == {"added": 3}
    before = list(store.iterdump())
    assert outcomes(add_official(store, None, folder)) == {"unchanged": 3}
    assert list(store.iterdump()) == before


def test_a_new_text_replaces_the_old_one_and_its_index(
    store: sqlite3.Connection, folder: Path
) -> None:
    add_official(store, None, folder)
    (folder / "78_311_E.xml").write_bytes(resolution(text="Resolves;", published="2024-08-01"))
    (result,) = add_official(store, [SYMBOL], folder, ["en"])
    assert result.outcome == "updated"
    assert result.key == EditionKey(SYMBOL, "official", "en")
    hits = "SELECT count(*) FROM passage_fts WHERE passage_fts MATCH ?"
    assert store.execute(hits, ["resolves"]).fetchone() == (1,)
    assert store.execute(hits, ["decides"]).fetchone() == (2,)


def test_an_older_text_does_not_replace_a_newer_one(
    store: sqlite3.Connection, folder: Path
) -> None:
    add_official(store, [SYMBOL], folder, ["en"])
    (folder / "78_311_E.xml").write_bytes(resolution(text="Old;", published="2024-07-02"))
    (result,) = add_official(store, [SYMBOL], folder, ["en"])
    assert result.outcome == "skipped"
    assert "2024-07-05" in result.message


def test_the_english_title_names_the_document(store: sqlite3.Connection, folder: Path) -> None:
    add_official(store, [SYMBOL], folder, ["fr"])
    assert titles(store) == {SYMBOL: "Un titre"}
    add_official(store, [SYMBOL], folder, ["en"])
    assert titles(store) == {SYMBOL: "A title"}
    (folder / "French" / "78_311_F.xml").write_bytes(resolution(language="fra", title="Neuf"))
    add_official(store, [SYMBOL], folder, ["fr"])
    assert titles(store) == {SYMBOL: "A title"}


def test_a_bundled_document_keeps_its_title(store: sqlite3.Connection, folder: Path) -> None:
    add_document(store, Document(SYMBOL, "resolution", "Bundled title", "78/311"))
    store.execute("INSERT INTO library.document SELECT * FROM main.document")
    store.execute("DELETE FROM main.document")
    assert outcomes(add_official(store, [SYMBOL], folder)) == {"added": 2}
    assert titles(store) == {}
    found = documents.document(store, SYMBOL)
    assert (found.title, len(found.editions)) == ("Bundled title", 2)


def test_a_text_the_library_brings_is_not_added_again(
    store: sqlite3.Connection, folder: Path
) -> None:
    add_official(store, [SYMBOL], folder, ["en"])
    store.execute("INSERT INTO library.edition SELECT * FROM main.edition")
    store.execute("DELETE FROM main.edition")
    store.commit()
    assert outcomes(add_official(store, [SYMBOL], folder, ["en"])) == {"unchanged": 1}
    (folder / "78_311_E.xml").write_bytes(resolution(text="Other;"))
    assert outcomes(add_official(store, [SYMBOL], folder, ["en"])) == {"skipped": 1}
    assert store.execute("SELECT count(*) FROM main.edition").fetchone() == (0,)


@pytest.mark.parametrize(
    ("symbols", "languages", "words"),
    [
        (["A/RES/1/1"], None, "A/RES/1/1 is not in texts."),
        ([SYMBOL], ["en", "ru", "zh"], f"{SYMBOL} is not in texts in ru, zh."),
        (["nonsense"], None, "Write it like A/RES/78/311"),
        (["A/RES/78/31"], None, "A/RES/78/31 is not in texts."),
    ],
)
def test_what_is_not_there_is_said(
    store: sqlite3.Connection,
    folder: Path,
    symbols: list[str],
    languages: list[str] | None,
    words: str,
) -> None:
    failed = [r for r in add_official(store, symbols, folder, languages) if r.outcome == "failed"]
    assert [words in result.message for result in failed] == [True]


def test_an_unknown_language_is_a_mistake_in_the_call(
    store: sqlite3.Connection, folder: Path
) -> None:
    with pytest.raises(UsageError, match="xx"):
        add_official(store, [SYMBOL], folder, ["en", "xx"])


def test_bad_files_fail_by_themselves(
    store: sqlite3.Connection, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "broken.xml").write_bytes(resolution("A/RES/9/9")[:-40])
    (folder / "other.xml").write_bytes(b"<html/>")
    (folder / "large.xml").write_bytes(b"<akomaNtoso>" + b" " * 5000)
    monkeypatch.setattr(akn, "LARGEST", 4000)
    results = {Path(r.path).name: r for r in add_official(store, None, folder)}
    assert outcomes(list(results.values())) == {"added": 3, "failed": 2, "skipped": 1}
    assert "not well-formed" in results["broken.xml"].message
    assert "larger" in results["large.xml"].message
    assert results["other.xml"].outcome == "skipped"


def test_a_broken_file_of_the_symbol_is_named_and_others_are_not(
    store: sqlite3.Connection, folder: Path
) -> None:
    (folder / "78_311_E.xml").write_bytes(resolution()[:-40])
    (folder / "78_265_E.xml").write_bytes(resolution("A/RES/78/265")[:-40])
    results = add_official(store, [SYMBOL], folder, ["en"])
    assert [(r.outcome, r.document) for r in results] == [("failed", SYMBOL)]
    assert "line" in results[0].message


def test_a_symbol_is_found_without_parsing_the_rest(
    store: sqlite3.Connection, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed = []
    real = akn.parse_all
    monkeypatch.setattr(akn, "parse_all", lambda data: parsed.append(data) or real(data))
    add_official(store, [SYMBOL], folder, None)
    assert len(parsed) == 2


def test_progress_is_told_and_a_stopped_run_keeps_what_it_did(
    store: sqlite3.Connection, folder: Path
) -> None:
    told: list[tuple[int, int]] = []
    results = add_official(
        store, None, folder, None, lambda *step: told.append(step), lambda: len(told) == 2
    )
    assert told == [(0, 3), (1, 3)]
    assert outcomes(results) == {"added": 2}
    assert not store.in_transaction
    add_official(store, None, folder, None, lambda *step: told.append(step))
    assert told[-1] == (3, 3)


def test_a_zip_that_is_cut_off_is_one_sentence(store: sqlite3.Connection, folder: Path) -> None:
    whole = zipped(folder)
    cut = folder.parent / "cut.zip"
    cut.write_bytes(whole.read_bytes()[:-200])
    (result,) = add_official(store, [SYMBOL], cut)
    assert result.outcome == "failed"
    assert "cut.zip cannot be read as a zip" in result.message


def test_a_damaged_member_leaves_the_others(store: sqlite3.Connection, folder: Path) -> None:
    whole = zipped(folder)
    data = bytearray(whole.read_bytes())
    with zipfile.ZipFile(whole) as archive:
        member = archive.getinfo("78_265_E.xml")
    start = member.header_offset + 30 + len(member.filename)
    data[start : start + 40] = bytes(40)
    whole.write_bytes(data)
    results = add_official(store, None, whole)
    assert outcomes(results) == {"added": 2, "failed": 1}
    (failed,) = [result for result in results if result.outcome == "failed"]
    assert failed.path.endswith("78_265_E.xml")


def test_a_member_that_unpacks_to_too_much_is_not_taken(
    store: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(akn, "LARGEST", 1000)
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", b"<akomaNtoso>" + b"<a/>" * 100_000)
    (result,) = add_official(store, None, bomb)
    assert (result.outcome, "larger" in result.message) == ("failed", True)


def test_a_source_that_is_not_there(store: sqlite3.Connection, tmp_path: Path) -> None:
    (result,) = add_official(store, None, tmp_path / "nowhere")
    assert (result.outcome, "is not there" in result.message) == ("failed", True)


def test_a_failing_write_leaves_nothing_half_done(store: sqlite3.Connection, folder: Path) -> None:
    store.execute(
        "CREATE TRIGGER refuse BEFORE INSERT ON passage BEGIN SELECT raise(ABORT, 'full'); END"
    )
    with pytest.raises(sqlite3.DatabaseError, match="full"):
        add_official(store, [SYMBOL], folder)
    assert titles(store) == {}
    assert store.execute("SELECT count(*) FROM main.edition").fetchone() == (0,)


# Real documents


def test_the_resolution_in_six_languages_from_the_archive(
    store: sqlite3.Connection, shared: Path
) -> None:
    archive = shared / "corpora" / "ga-six-languages.zip"
    results = add_official(store, [SYMBOL], archive, None)
    assert outcomes(results) == {"added": 6}
    assert {result.passages for result in results} == {31}
    assert titles(store)[SYMBOL].startswith("Enhancing international cooperation")
    again = add_official(store, [SYMBOL], archive, ["ar", "zh"])
    assert outcomes(again) == {"unchanged": 2}


def test_a_composite_is_found_whole_or_by_letter(store: sqlite3.Connection, shared: Path) -> None:
    source = shared / "corpora" / "edge"
    (letter,) = add_official(store, ["A/RES/75/101 B"], source)
    assert (letter.outcome, letter.document) == ("added", "A/RES/75/101B")
    whole = add_official(store, ["75/101"], source)
    assert [(r.outcome, r.document) for r in whole] == [
        ("added", "A/RES/75/101A"), ("unchanged", "A/RES/75/101B"),
    ]  # fmt: skip


def test_the_edge_folder_names_its_two_broken_files(
    store: sqlite3.Connection, shared: Path
) -> None:
    results = add_official(store, None, shared / "corpora" / "edge")
    failed = [Path(result.path).name for result in results if result.outcome == "failed"]
    assert len(failed) == 2
    assert all(name.startswith("MALFORMED") for name in failed)
