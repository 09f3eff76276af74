"""Building the library: the same bytes from the same sources, all or nothing, and when."""

import os
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from db import connection
from db.errors import LibraryMissing, SourceError
from db.library import build, bundled, documents, sources
from db.library.tables import LIBRARY_FORMAT
from db.quiz import questions

Alter = Callable[[str, str, str], int]


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as opened:
        return opened.execute(sql).fetchall()


def test_the_same_sources_give_the_same_bytes(tmp_path: Path, sources_folder: Path) -> None:
    one, other = tmp_path / "one.db", tmp_path / "elsewhere" / "other.db"
    build.build(bundled.SOURCES, one)
    for path in sources.files(sources_folder):
        os.utime(path, (0, 0))
    build.build(sources_folder, other)
    assert one.read_bytes() == other.read_bytes()


def test_another_process_gives_the_same_bytes(tmp_path: Path) -> None:
    one, other = tmp_path / "one.db", tmp_path / "other.db"
    build.build(bundled.SOURCES, one)
    command = [
        sys.executable,
        "-m",
        "db.library.build",
        "--shared",
        str(tmp_path),
        "-o",
        str(other),
    ]
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    done = subprocess.run(
        command, cwd=bundled.CHECKOUT, env=environment, capture_output=True, text=True, check=True
    )
    assert "were not held against sources (absent)" in done.stdout
    assert one.read_bytes() == other.read_bytes()


def test_everything_in_the_sources_is_in_the_library(library_file: Path) -> None:
    library = build.load(bundled.SOURCES)
    expected = {
        "document": len(library.documents),
        "edition": len(library.documents),
        "passage": sum(len(source.edition.passages) for source in library.documents),
        "claim": len(library.claims),
        "glossary": len(library.glossary),
        "timeline": len(library.timeline),
        "sponsor": len(library.sponsors),
        "speaker": len(library.speakers),
        "question": len(library.questions),
    }
    found = {table: rows(library_file, f"SELECT count(*) FROM {table}")[0][0] for table in expected}
    assert found == expected


def test_what_is_read_from_the_library_is_what_the_sources_say(reader: sqlite3.Connection) -> None:
    library = build.load(bundled.SOURCES)
    for source in library.documents:
        assert documents.edition(reader, source.edition.key) == source.edition
    assert questions.questions(reader) == [question for question, _ in library.questions]


def test_the_library_is_sound_packed_and_without_a_wal(library_file: Path) -> None:
    assert rows(library_file, "PRAGMA integrity_check") == [("ok",)]
    assert rows(library_file, "PRAGMA foreign_key_check") == []
    assert rows(library_file, "PRAGMA journal_mode") == [("delete",)]
    assert rows(library_file, "PRAGMA freelist_count") == [(0,)]
    found = rows(
        library_file,
        "SELECT label FROM passage JOIN passage_fts ON passage.id = passage_fts.rowid"
        " WHERE passage_fts MATCH '\"eightieth session\"' AND label LIKE 'op%'",
    )
    assert ("op15",) in found


def test_the_fingerprint_follows_names_and_content(sources_folder: Path, alter: Alter) -> None:
    before = build.fingerprint(sources_folder)
    assert before == build.fingerprint(bundled.SOURCES)
    (sources_folder / "questions" / "press.toml").rename(sources_folder / "questions" / "p.toml")
    renamed = build.fingerprint(sources_folder)
    alter("claims.toml", "as one property", "as a property")
    assert len({before, renamed, build.fingerprint(sources_folder)}) == 3


def test_wrong_sources_leave_the_old_library(
    tmp_path: Path, sources_folder: Path, alter: Alter
) -> None:
    target = tmp_path / "built" / "library.db"
    build.build(sources_folder, target)
    before = target.read_bytes()
    line = alter("fu-cong.toml", 'label = "p8"', 'label = "p9"')
    with pytest.raises(SourceError, match=rf"fu-cong\.toml:{line}: "):
        build.build(sources_folder, target)
    assert target.read_bytes() == before
    assert list(target.parent.iterdir()) == [target]


def test_a_build_that_breaks_off_leaves_the_old_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "built" / "library.db"
    build.build(bundled.SOURCES, target)
    before = target.read_bytes()

    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(questions, "insert", full)
    with pytest.raises(sqlite3.OperationalError):
        build.build(bundled.SOURCES, target)
    assert target.read_bytes() == before
    assert list(target.parent.iterdir()) == [target]


def test_a_build_starts_afresh_beside_a_leftover(tmp_path: Path) -> None:
    target = tmp_path / "library.db"
    (tmp_path / f"library.db.{os.getpid()}.partial").write_bytes(b"half a library")
    build.build(bundled.SOURCES, target)
    assert list(tmp_path.iterdir()) == [target]
    assert rows(target, "SELECT value FROM meta WHERE key = 'format'") == [(LIBRARY_FORMAT,)]


# The command line


def test_check_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "library.db"
    assert build.main(["--check", "-o", str(target), "--shared", str(tmp_path)]) == 0
    assert not target.exists()
    assert capsys.readouterr().out.startswith("The bundled library is checked;")


def test_wrong_sources_are_a_sentence_and_exit_3(
    tmp_path: Path,
    sources_folder: Path,
    alter: Alter,
    capsys: pytest.CaptureFixture[str],
) -> None:
    line = alter("claims.toml", 'verdict = "near"', 'verdict = "nigh"')
    target = tmp_path / "library.db"
    assert (
        build.main(["--sources", str(sources_folder), "-o", str(target), "--shared", str(tmp_path)])
        == 3
    )
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        f"The library's sources have 1 problem(s):\nclaims.toml:{line}: unknown verdict “nigh”\n"
    )
    assert not target.exists()


# When a checkout builds by itself


@pytest.fixture
def checkout(tmp_path: Path, sources_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout whose library is built; gives the library's path."""
    target = tmp_path / "resources" / "library.db"
    monkeypatch.setattr(bundled, "SOURCES", sources_folder)
    monkeypatch.setattr(bundled, "TARGET", target)
    assert bundled.is_stale()
    assert bundled.ensure() == target
    return target


def newer(path: Path, than: Path) -> None:
    later = than.stat().st_mtime_ns + 1_000_000_000
    os.utime(path, ns=(later, later))


def test_a_library_that_is_up_to_date_is_left_alone(checkout: Path) -> None:
    before = checkout.stat().st_mtime_ns
    assert not bundled.is_stale()
    assert bundled.ensure() == checkout
    assert checkout.stat().st_mtime_ns == before


@pytest.mark.parametrize("changed", ["claims.toml", "questions/press.toml", "questions", "."])
def test_a_newer_source_has_it_built_again(checkout: Path, changed: str) -> None:
    newer(bundled.SOURCES / changed, checkout)
    before = checkout.stat().st_ino
    assert bundled.is_stale()
    bundled.ensure()
    assert checkout.stat().st_ino != before


def test_wrong_sources_are_told_even_where_an_old_library_is(checkout: Path, alter: Alter) -> None:
    alter("claims.toml", 'verdict = "near"', 'verdict = "nigh"')
    newer(bundled.SOURCES / "claims.toml", checkout)
    with pytest.raises(SourceError, match="unknown verdict"):
        bundled.ensure()


@pytest.mark.parametrize("error", [PermissionError(13, "no"), sqlite3.OperationalError("no")])
def test_a_checkout_that_cannot_be_written_uses_the_library_it_has(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def refuse(*_: object) -> None:
        raise error

    newer(bundled.SOURCES / "claims.toml", checkout)
    monkeypatch.setattr(build, "_write", refuse)
    assert bundled.ensure() == checkout
    checkout.unlink()
    with pytest.raises(LibraryMissing) as caught:
        bundled.ensure()
    assert str(checkout) in str(caught.value)


def test_an_installed_package_has_no_sources_and_builds_nothing(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundled, "SOURCES", tmp_path / "nowhere")
    checkout.unlink()
    assert bundled.ensure() == checkout
    with pytest.raises(LibraryMissing):
        connection.open_library(bundled.ensure())


# The wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of the checkout that holds no built library."""
    copy = tmp_path_factory.mktemp("wheel") / "checkout"
    for name in ("db", "desktop", "resources"):
        shutil.copytree(
            bundled.CHECKOUT / name,
            copy / name,
            ignore=shutil.ignore_patterns("__pycache__", "library.db*"),
        )
    for name in ("pyproject.toml", "README.md", "LICENSE", ".gitignore"):
        shutil.copy(bundled.CHECKOUT / name, copy / name)
    return packed(copy)


def packed(checkout: Path, **environment: str) -> Path:
    """Build the wheel of a checkout."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel"]
    around = {**os.environ, **environment}
    subprocess.run(command, cwd=checkout, env=around, capture_output=True, text=True, check=True)
    (built,) = (checkout / "dist").glob("*.whl")
    return built


@pytest.mark.slow
def test_the_wheel_brings_official_texts_where_it_is_given_some(
    wheel: Path, texts: Path, tmp_path: Path
) -> None:
    checkout, expected = wheel.parents[1], tmp_path / "expected.db"
    build.build(bundled.SOURCES, expected, official=texts)
    plain = wheel.read_bytes()
    with zipfile.ZipFile(packed(checkout, RESOLUTE_OFFICIAL=str(texts))) as opened:
        assert opened.read("resources/library.db") == expected.read_bytes()
    wheel.write_bytes(plain)


@pytest.mark.slow
def test_the_wheel_holds_the_built_library_and_no_sources(wheel: Path, library_file: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        names = set(opened.namelist())
        assert opened.read("resources/library.db") == library_file.read_bytes()
    assert not [name for name in names if name.startswith("resources/library/")]
    assert not [name for name in names if name.endswith(".partial")]
    assert {"resources/official/repository.toml", "resources/official/texts.csv"} <= names
    assert {"resources/themes/themes.json", "db/connection.py", "desktop/app.py"} <= names
    for folder in ("icons", "help"):
        files = (bundled.CHECKOUT / "resources" / folder).iterdir()
        shown = {path.name for path in files if path.suffix != ".png"}  # those are the README's
        assert {f"resources/{folder}/{name}" for name in shown} <= names
    assert not [name for name in names if name.startswith("tests")]


@pytest.mark.slow
def test_the_unpacked_wheel_opens_its_library(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as opened:
        opened.extractall(site)
    script = (
        "import sys; from pathlib import Path; from db import connection; from db.places import "
        "Places; from db.library import bundled, documents; "
        "opened = connection.open_reader(Places(Path(sys.argv[1]))); "
        "print(bundled.TARGET); print(len(documents.documents(opened)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "data")],
        cwd=site, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.split() == [str(site / "resources" / "library.db"), "6"]
    assert not (tmp_path / "data").exists()


# official texts -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real texts of two resolutions, one of which the sources retell."""
    archive = bundled.CHECKOUT.parent / "shared" / "corpora" / "ga-six-languages.zip"
    if not archive.is_file():
        pytest.skip(f"{archive.name} is not among the reference material")
    folder = tmp_path_factory.mktemp("texts")
    with zipfile.ZipFile(archive) as every:
        for name in every.namelist():
            if "78_311" in name or "79_239" in name:
                every.extract(name, folder)
    return folder


def test_official_texts_are_put_in_the_same_each_time(tmp_path: Path, texts: Path) -> None:
    one, other, plain = tmp_path / "one.db", tmp_path / "other.db", tmp_path / "plain.db"
    packed = tmp_path / "texts.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for path in sorted(texts.rglob("*.xml"), reverse=True):
            archive.write(path, path.relative_to(texts))
    build.build(bundled.SOURCES, one, official=texts)
    assert build.main(["-o", str(other), "--official", str(packed)]) == 0
    assert one.read_bytes() == other.read_bytes()
    build.build(bundled.SOURCES, plain)
    counted = "SELECT count(*) FROM edition WHERE kind = 'official'"
    assert (rows(one, counted), rows(plain, counted)) == ([(12,)], [(0,)])
    title = rows(one, "SELECT title FROM document WHERE name = 'A/RES/79/239'")
    assert str(title[0][0]).startswith("Artificial intelligence in the military")
    (own,) = rows(one, "SELECT short_title FROM document WHERE name = 'A/RES/78/311'")
    assert rows(plain, "SELECT short_title FROM document WHERE name = 'A/RES/78/311'") == [own]
    mark = "SELECT value FROM meta WHERE key = 'fingerprint'"
    assert rows(one, mark) != rows(plain, mark)
    found = "SELECT count(*) FROM passage_fts WHERE passage_fts MATCH 'renforcement'"
    assert rows(one, found) != rows(plain, found)


def test_official_texts_that_cannot_be_read_build_nothing(tmp_path: Path) -> None:
    bad, target = tmp_path / "bad", tmp_path / "library.db"
    bad.mkdir()
    with pytest.raises(SourceError, match="holds no official text"):
        build.build(bundled.SOURCES, target, official=bad)
    (bad / "broken.xml").write_bytes(b"<akomaNtoso>")
    with pytest.raises(SourceError, match=r"broken\.xml: "):
        build.build(bundled.SOURCES, target, official=bad)
    with pytest.raises(SourceError, match="is not there"):
        build.build(bundled.SOURCES, target, official=tmp_path / "gone")
    assert not target.exists()
