"""Opening the two files of data: what is made, what is refused, and in which words."""

import multiprocessing
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from db import connection, errors
from db import study as study_schema
from db.library import documents
from db.library.tables import LIBRARY_FORMAT, add_document, add_edition
from db.models import Document, Edition, EditionKey, Passage
from db.places import Places
from db.study import backup, migrations

CURRENT = study_schema.SCHEMA_VERSION

LETTER = Edition(
    EditionKey("letter", "import", "en"),
    "A letter",
    (Passage("p1", "paragraph", "official", "The ferry runs on Sundays."),),
)


def add_letter(opened: sqlite3.Connection) -> None:
    with opened:
        add_document(opened, Document("letter", "import", "A letter", "Letter"))
        add_edition(opened, LETTER)


def value(opened: sqlite3.Connection, sql: str) -> object:
    return opened.execute(sql).fetchone()[0]


def opens(places: Places) -> None:
    connection.open_study(places).close()


def reads(places: Places) -> None:
    connection.open_reader(places).close()


@contextmanager
def untouched(path: Path) -> Iterator[None]:
    """Hold that what is done inside leaves the file, and what lies beside it, as it was."""
    before = {beside.name: beside.read_bytes() for beside in path.parent.glob(f"{path.name}*")}
    yield
    after = {beside.name: beside.read_bytes() for beside in path.parent.glob(f"{path.name}*")}
    assert after == before


def refused(work: object, places: Places, error: type[errors.StoreError], *said: str) -> str:
    assert callable(work)
    with pytest.raises(error) as caught:
        work(places)
    assert type(caught.value) is error
    assert caught.value.exit_code == 3
    for words in said:
        assert words in str(caught.value)
    assert str(caught.value).endswith((".", "python -m db.library.build"))
    return str(caught.value)


# What opening makes


def test_the_first_opening_makes_the_file(places: Places) -> None:
    with closing(connection.open_study(places)) as opened:
        assert value(opened, "PRAGMA main.journal_mode") == "wal"
        assert value(opened, "PRAGMA main.synchronous") == 2
        assert value(opened, "PRAGMA foreign_keys") == 1
        assert value(opened, "PRAGMA main.user_version") == study_schema.SCHEMA_VERSION
        assert not opened.in_transaction
    assert places.study.is_file()
    assert not places.backups.exists()


def test_later_openings_keep_the_same_pragmas_and_write_nothing(places: Places) -> None:
    opens(places)
    with untouched(places.study):
        opened = connection.open_study(places)
        assert value(opened, "PRAGMA main.journal_mode") == "wal"
        assert value(opened, "PRAGMA main.synchronous") == 2
        assert value(opened, "PRAGMA foreign_keys") == 1
        opened.close()


def test_foreign_keys_hold(study: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        study.execute("INSERT INTO note_tag VALUES ('nobody', 'tag')")


def test_the_library_cannot_be_written(study: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        study.execute("DELETE FROM library.passage")


def test_opening_the_library_leaves_nothing_beside_it(places: Places) -> None:
    library = connection.library_path(places)
    with untouched(library):
        opened = connection.open_library(library)
        assert value(opened, "SELECT count(*) FROM library.document") == 6
        opened.close()
        opens(places)


def test_a_data_folder_of_any_name_works(tmp_path: Path, places: Places) -> None:
    for name in ("a b", "100%", "what?mode=ro", "#1", "资料", "a'b;c", "x" * 200):
        odd = Places(tmp_path / name / "deep", places.library_override)
        opens(odd)
        reads(odd)
        assert odd.study.is_file()


def test_the_indexes_of_the_cards_are_there(study: sqlite3.Connection) -> None:
    found = dict(study.execute("SELECT name, sql FROM main.sqlite_master WHERE type = 'index'"))
    assert found["card_due"] == "CREATE INDEX card_due ON card (due, question) WHERE deleted = ''"
    assert found["card_modified"] == "CREATE INDEX card_modified ON card (modified)"


# Reading


def test_a_reader_without_a_study_works_and_makes_nothing(places: Places) -> None:
    with closing(connection.open_reader(places)) as reader:
        assert len(documents.documents(reader)) == 6
        assert value(reader, "SELECT count(*) FROM note") == 0
    assert not places.data.exists()


def test_a_reader_sees_what_was_imported(places: Places) -> None:
    with closing(connection.open_study(places)) as opened:
        add_letter(opened)
        with closing(connection.open_reader(places)) as reader:
            assert documents.edition(reader, LETTER.key) == LETTER
            assert len(documents.documents(reader)) == 7


def test_a_reader_writes_nothing(places: Places) -> None:
    opens(places)
    with (
        closing(connection.open_reader(places)) as reader,
        pytest.raises(sqlite3.OperationalError, match="readonly"),
    ):
        add_letter(reader)


def test_a_reader_is_not_kept_waiting_by_a_writer(places: Places) -> None:
    with closing(connection.open_study(places)) as writer:
        add_letter(writer)
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("DELETE FROM main.document")
        with closing(connection.open_reader(places)) as reader:
            assert documents.document(reader, "letter").title == "A letter"


# The library


@pytest.mark.parametrize("work", [opens, reads])
def test_a_missing_library(tmp_path: Path, work: object) -> None:
    places = Places(tmp_path / "data", tmp_path / "gone.db")
    refused(work, places, errors.LibraryMissing, str(tmp_path / "gone.db"), "Install Resolute")


@pytest.mark.parametrize("work", [opens, reads])
@pytest.mark.parametrize("damage", ["empty", "text", "half", "page", "head", "other", "no format"])
def test_a_damaged_library(tmp_path: Path, library_file: Path, work: object, damage: str) -> None:
    broken = tmp_path / "library.db"
    whole = library_file.read_bytes()
    broken.write_bytes(
        {
            "empty": b"",
            "text": b"This is no database, however long it goes on. " * 50,
            "half": whole[: len(whole) // 2],
            "page": whole[:4096],
            "head": whole[:60],
        }.get(damage, whole)
    )
    if damage == "other":
        broken.unlink()
        with closing(sqlite3.connect(broken)) as other:
            other.execute("CREATE TABLE recipe (name)")
    if damage == "no format":
        with closing(sqlite3.connect(broken)) as other, other:
            other.execute("DELETE FROM meta WHERE key = 'format'")
    with untouched(broken):
        refused(work, Places(tmp_path / "data", broken), errors.LibraryDamaged, str(broken),
                "Install Resolute again")  # fmt: skip


@pytest.mark.parametrize("work", [opens, reads])
def test_a_library_of_another_format(tmp_path: Path, library_file: Path, work: object) -> None:
    other = tmp_path / "library.db"
    other.write_bytes(library_file.read_bytes())
    with closing(sqlite3.connect(other)) as opened, opened:
        opened.execute("UPDATE meta SET value = '99' WHERE key = 'format'")
    said = refused(work, Places(tmp_path / "data", other), errors.LibraryDamaged, str(other))
    assert f"has format 99; this version reads {LIBRARY_FORMAT}" in said


# The person's file


@pytest.mark.parametrize("work", [opens, reads])
def test_a_study_of_a_newer_program(places: Places, work: object) -> None:
    opens(places)
    newer = study_schema.SCHEMA_VERSION + 1
    with closing(sqlite3.connect(places.study)) as opened:
        opened.execute(f"PRAGMA user_version = {newer}")
    with untouched(places.study):
        said = refused(work, places, errors.StoreTooNew, str(places.study), "Update Resolute")
    assert f"schema {newer}" in said


@pytest.mark.parametrize("work", [opens, reads])
def test_a_study_that_another_program_holds(
    places: Places, work: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    opens(places)
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.01)
    with closing(sqlite3.connect(places.study, isolation_level=None)) as holder:
        holder.execute("PRAGMA locking_mode = EXCLUSIVE")
        holder.execute("BEGIN EXCLUSIVE")
        refused(work, places, errors.StoreLocked, str(places.study), "try again")
        holder.execute("ROLLBACK")
    opens(places)


def test_a_study_that_another_program_is_making(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    places.make()
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.01)
    with closing(sqlite3.connect(places.study, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        refused(opens, places, errors.StoreLocked, str(places.study))
        reads(places)
    opens(places)


@pytest.mark.parametrize("work", [opens, reads])
@pytest.mark.parametrize(
    "content",
    [b"Dear diary, " * 400, b"hi", b"\0" * 5000, b"SQLite format 3\0", b"SQLite format 3\0" * 99],
)
def test_a_study_that_is_no_database(places: Places, work: object, content: bytes) -> None:
    places.make()
    places.study.write_bytes(content)
    with untouched(places.study):
        refused(work, places, errors.NotAStore, str(places.study), str(places.backups),
                "left as it is")  # fmt: skip


@pytest.mark.parametrize("work", [opens, reads])
@pytest.mark.parametrize("kept", [99, 512, 4096, 0.3, 0.9])
def test_a_study_that_was_cut_short(places: Places, work: object, kept: float) -> None:
    opens(places)
    whole = places.study.read_bytes()
    places.study.write_bytes(whole[: int(kept * len(whole) if kept < 1 else kept)])
    with untouched(places.study):
        refused(work, places, errors.NotAStore, str(places.study), str(places.backups))


@pytest.mark.parametrize("work", [opens, reads])
@pytest.mark.parametrize(
    "script",
    [
        "CREATE TABLE recipe (name)",
        "CREATE TABLE note (body)",
        "CREATE TABLE _sqlite_migrations (id, name); CREATE TABLE recipe (name)",
        "CREATE TABLE recipe (name); PRAGMA user_version = 1",
        "CREATE VIEW recipe AS SELECT 1",
    ],
)
def test_a_database_of_another_program(places: Places, work: object, script: str) -> None:
    places.make()
    with closing(sqlite3.connect(places.study)) as other:
        other.executescript(script)
    with untouched(places.study):
        refused(work, places, errors.NotAStore, str(places.study), "--data-dir")


def damage_within(path: Path) -> None:
    """Overwrite the last pages of the file; what is opened first still reads."""
    whole = bytearray(path.read_bytes())
    whole[-12288:] = b"\xa5" * 12288
    path.write_bytes(bytes(whole))


@pytest.mark.parametrize("content", [b"Dear diary, " * 400, b"SQLite format 3\0" * 99])
def test_reading_goes_on_where_the_study_cannot_be_opened(places: Places, content: bytes) -> None:
    places.make()
    places.study.write_bytes(content)
    with untouched(places.study), closing(connection.open_reader_anyway(places)) as reader:
        assert len(documents.documents(reader)) == 6
        assert value(reader, "SELECT count(*) FROM main.note") == 0


def test_reading_goes_on_with_the_study_where_there_is_nothing_wrong(places: Places) -> None:
    with closing(connection.open_study(places)) as opened:
        add_letter(opened)
    with closing(connection.open_reader_anyway(places)) as reader:
        assert documents.edition(reader, LETTER.key) == LETTER


@pytest.mark.parametrize("content", [None, b"This is no library. " * 300])
def test_nothing_is_read_without_a_library(tmp_path: Path, content: bytes | None) -> None:
    bad = tmp_path / "library.db"
    if content:
        bad.write_bytes(content)
    places = Places(tmp_path / "data", library_override=bad)
    places.make()
    places.study.write_bytes(b"Dear diary, " * 400)
    expected = errors.LibraryDamaged if content else errors.LibraryMissing
    refused(connection.open_reader_anyway, places, expected, str(bad))


def test_a_study_that_is_damaged_within_is_named_when_it_is_read(places: Places) -> None:
    with closing(connection.open_study(places)) as opened:
        for number in range(300):
            opened.execute(
                "INSERT INTO reading_position VALUES (?, 'digest', 'en', ?, '')",
                (f"d{number}", "p1" * 40),
            )
        opened.commit()
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    damage_within(places.study)

    def read(at: Places) -> None:
        with connection.said_plainly(at), closing(connection.open_reader_anyway(at)) as reader:
            reader.execute("SELECT * FROM main.reading_position").fetchall()

    with untouched(places.study):
        refused(read, places, errors.NotAStore, str(places.study), str(places.backups))


def test_an_empty_file_is_a_study_not_begun(places: Places) -> None:
    places.make()
    places.study.write_bytes(b"")
    reads(places)
    assert places.study.read_bytes() == b""
    opens(places)
    assert places.study.stat().st_size > 0


def test_a_folder_in_the_files_place(places: Places) -> None:
    places.study.mkdir(parents=True)
    refused(opens, places, errors.StoreNotWritable, str(places.study), "--data-dir")


def test_an_impossible_folder(tmp_path: Path, places: Places) -> None:
    (tmp_path / "file").write_text("I am no folder")
    for data in (tmp_path / "file", tmp_path / "file" / "data"):
        odd = Places(data, places.library_override)
        refused(opens, odd, errors.StoreNotWritable, str(data), "--data-dir DIR or RESOLUTE_HOME")
    assert (tmp_path / "file").read_text() == "I am no folder"


@pytest.mark.parametrize("work", [opens, reads])
def test_a_folder_name_that_is_too_long(tmp_path: Path, places: Places, work: object) -> None:
    odd = Places(tmp_path / ("x" * 300), places.library_override)
    refused(work, odd, errors.StoreNotWritable, str(odd.data), "--data-dir")


def test_a_read_only_file_and_folder(places: Places) -> None:
    opens(places)
    for path, mode in ((places.study, 0o400), (places.data, 0o500)):
        usual = path.stat().st_mode
        path.chmod(mode)
        try:
            if os.access(path, os.W_OK):
                pytest.skip("this account (root) may write everything")
            with untouched(places.study):
                refused(opens, places, errors.StoreNotWritable, str(places.study), "--data-dir")
        finally:
            path.chmod(usual)
    opens(places)


def test_a_file_the_system_calls_read_only(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    opens(places)
    monkeypatch.setattr(os, "access", lambda *_: False)
    with untouched(places.study):
        said = refused(opens, places, errors.StoreNotWritable, str(places.study), "--data-dir DIR")
    assert "read-only" in said
    reads(places)


@pytest.mark.parametrize(
    ("raised", "error", "said"),
    [
        (sqlite3.OperationalError("database is locked"), errors.StoreLocked, "try again"),
        (sqlite3.OperationalError("attempt to write a readonly database"), errors.StoreNotWritable,
         "yours to write"),
        (sqlite3.OperationalError("unable to open database file"), errors.StoreNotWritable,
         "yours to write"),
        (sqlite3.OperationalError("database or disk is full"), errors.StoreNotWritable, "is full"),
        (sqlite3.DatabaseError("database disk image is malformed"), errors.NotAStore, "restore"),
    ],
)  # fmt: skip
def test_what_sqlite_says_becomes_a_sentence(
    places: Places, raised: Exception, error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said), connection.said_plainly(places):
        raise raised


@pytest.mark.parametrize(
    "raised",
    [sqlite3.OperationalError("no such table: x"), sqlite3.IntegrityError("UNIQUE"), KeyError("x")],
)
def test_a_bug_stays_a_bug(places: Places, raised: Exception) -> None:
    with pytest.raises(type(raised)) as caught, connection.said_plainly(places):
        raise raised
    assert caught.value is raised


# Migration


@pytest.fixture
def older(places: Places, monkeypatch: pytest.MonkeyPatch) -> Places:
    """A study file with a letter in it, and a program that has one migration more than it."""
    with closing(connection.open_study(places)) as opened:
        add_letter(opened)
    newer = Migrations("study")
    for name, migration in vars(migrations).items():
        if name.startswith("m0"):
            newer(name=name)(migration)

    @newer()
    def m900_bookmarks(db: Database) -> None:
        db.execute("CREATE TABLE bookmark (address TEXT PRIMARY KEY)")

    monkeypatch.setattr(migrations, "migrations", newer)
    monkeypatch.setattr(study_schema, "SCHEMA_VERSION", CURRENT + 1)
    return places


def test_a_migration_is_preceded_by_a_dated_copy(older: Places) -> None:
    with closing(connection.open_study(older)) as opened:
        assert value(opened, "PRAGMA main.user_version") == CURRENT + 1
        assert value(opened, "SELECT count(*) FROM bookmark") == 0
        assert documents.edition(opened, LETTER.key) == LETTER
    (copy,) = backup.copies(older)
    assert copy.reason == "before-migration"
    with closing(sqlite3.connect(copy.path)) as kept:
        assert value(kept, "PRAGMA user_version") == CURRENT
        assert value(kept, "SELECT text FROM passage") == LETTER.passages[0].text
        assert value(kept, "PRAGMA integrity_check") == "ok"
        tables = {name for (name,) in kept.execute("SELECT name FROM sqlite_master")}
    assert "bookmark" not in tables
    assert list(older.backups.iterdir()) == [copy.path]


def test_a_migration_is_made_once(older: Places) -> None:
    opens(older)
    with untouched(older.study):
        opens(older)
    assert len(backup.copies(older)) == 1


def test_a_reader_takes_a_study_that_is_not_migrated_yet_for_empty(older: Places) -> None:
    with untouched(older.study), closing(connection.open_reader(older)) as reader:
        assert len(documents.documents(reader)) == 6
    assert not older.backups.exists()


def test_a_migration_that_fails_leaves_the_file_as_it_was(
    older: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    def m901_breaks(db: Database) -> None:
        db.execute("DELETE FROM passage")
        raise ZeroDivisionError

    migrations.migrations(name="m901_breaks")(m901_breaks)
    monkeypatch.setattr(study_schema, "SCHEMA_VERSION", CURRENT + 2)
    with untouched(older.study), pytest.raises(ZeroDivisionError):
        opens(older)
    assert len(backup.copies(older)) == 1


def test_no_copy_no_migration(older: Places) -> None:
    older.backups.write_text("I am no folder")
    with untouched(older.study):
        refused(opens, older, errors.StoreNotWritable, str(older.study), str(older.backups),
                "nothing was changed")  # fmt: skip
    assert older.backups.read_text() == "I am no folder"


def test_a_copy_that_breaks_off_leaves_no_half_of_it(places: Places) -> None:
    opens(places)
    with closing(sqlite3.connect(places.study)) as closed:
        pass
    with pytest.raises(sqlite3.ProgrammingError):
        connection.copy_study(closed, places, "by-hand")
    assert list(places.backups.iterdir()) == []


def _open_at_once(data: str, library: str, start: object, answers: object) -> None:
    start.wait()  # type: ignore[attr-defined]
    try:
        with closing(connection.open_study(Places(Path(data), Path(library)))) as opened:
            answers.put(value(opened, "PRAGMA main.journal_mode"))  # type: ignore[attr-defined]
    except Exception as error:
        answers.put(repr(error))  # type: ignore[attr-defined]


def test_programs_that_start_at_once_make_one_file(places: Places) -> None:
    context = multiprocessing.get_context("spawn")
    start, answers = context.Event(), context.Queue()
    arguments = (str(places.data), str(places.library_override), start, answers)
    programs = [context.Process(target=_open_at_once, args=arguments) for _ in range(4)]
    for program in programs:
        program.start()
    start.set()
    assert [answers.get(timeout=60) for _ in programs] == ["wal"] * 4
    for program in programs:
        program.join(60)
    with closing(connection.open_study(places)) as opened:
        applied = opened.execute("SELECT name FROM _sqlite_migrations").fetchall()
        assert len(applied) == study_schema.SCHEMA_VERSION
