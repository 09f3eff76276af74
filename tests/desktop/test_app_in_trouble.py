"""Starts that go wrong: in the window, and as a program."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from whole_desk import (
    HOME,
    Key,
    OpenDesk,
    closed,
    loaded,
    said,
)

from db import connection
from db.library import bundled
from db.models import Anchor, EditionKey
from db.notes import store
from db.places import Places
from desktop.app import Desk


def newer(places: Places) -> None:
    with closing(connection.open_study(places)) as study:
        study.execute("PRAGMA user_version = 9999")


def no_database(places: Places) -> None:
    places.make()
    places.study.write_text("Dear diary, " * 500)


def of_another_program(places: Places) -> None:
    places.make()
    with closing(sqlite3.connect(places.study)) as other:
        other.execute("CREATE TABLE recipe (name)")


def cut_short(places: Places) -> None:
    with closing(connection.open_study(places)) as study:
        store.add(study, Anchor(EditionKey(HOME, "digest", "en"), "op6"))
    places.study.write_bytes(places.study.read_bytes()[:5000])


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (newer, "newer version of Resolute"),
        (no_database, "is not a Resolute data file"),
        (of_another_program, "is not a Resolute data file"),
        (cut_short, "damaged"),
    ],
)
def test_with_a_bad_person_s_file_one_reads_and_searches_all_the_same(
    open_desk: OpenDesk, places: Places, qtbot: QtBot, spoil: Callable[[Places], None], words: str
) -> None:
    spoil(places)
    before = places.study.read_bytes()
    desk = open_desk(ready=False)
    reader = loaded(qtbot, desk, HOME)
    qtbot.waitUntil(lambda: desk.exit_code == 3)
    assert words in said(desk)
    assert str(places.study) in said(desk)
    assert "You can read and search" in said(desk)
    desk.navigator.go_to_label("op6")
    assert reader.label == "op6"
    desk.features.panels.focus_search()
    QTest.keyClicks(desk.features.panels.search.box, "women")
    qtbot.waitUntil(lambda: desk.features.panels.search.model.rowCount() > 0)
    desk.navigator.open_document("fu-cong")
    loaded(qtbot, desk, "fu-cong")
    closed(desk)
    assert places.study.read_bytes() == before


def test_a_person_s_file_that_is_held_is_said_and_one_reads(
    open_desk: OpenDesk, places: Places, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.01)
    connection.open_study(places).close()
    with closing(sqlite3.connect(places.study, isolation_level=None)) as holder:
        holder.execute("PRAGMA locking_mode = EXCLUSIVE")
        holder.execute("BEGIN EXCLUSIVE")
        desk = open_desk(ready=False)
        loaded(qtbot, desk, HOME)
        qtbot.waitUntil(lambda: desk.exit_code == 3)
        assert "held by another program" in said(desk)
        holder.execute("ROLLBACK")
        closed(desk)


def test_a_data_folder_that_cannot_be_is_said_and_one_reads(
    open_desk: OpenDesk, tmp_path: Path, library_file: Path, qtbot: QtBot
) -> None:
    (tmp_path / "file").write_text("in the way")
    desk = open_desk(at=Places(tmp_path / "file" / "data", library_file), ready=False)
    loaded(qtbot, desk, HOME)
    qtbot.waitUntil(lambda: desk.exit_code == 3)
    assert "--data-dir" in said(desk)


@pytest.fixture(params=["missing", "text", "half", "empty"])
def bad_library(request: pytest.FixtureRequest, tmp_path: Path, library_file: Path) -> Path:
    """A library that cannot be read."""
    bad = tmp_path / "library.db"
    if request.param == "text":
        bad.write_text("This is no library. " * 300)
    elif request.param == "half":
        whole = library_file.read_bytes()
        bad.write_bytes(whole[: len(whole) // 3])
    elif request.param == "empty":
        bad.write_bytes(b"")
    return bad


def test_a_bad_library_is_said_in_the_window(
    open_desk: OpenDesk, tmp_path: Path, bad_library: Path, qtbot: QtBot
) -> None:
    desk = open_desk(at=Places(tmp_path / "data", bad_library), ready=False)
    qtbot.waitUntil(lambda: str(bad_library) in said(desk))
    assert "Install Resolute again" in said(desk)
    assert desk.exit_code == 3
    qtbot.waitUntil(lambda: "Install" in desk.window.banner.words)
    assert "You can read" not in said(desk)
    for key in (Key.Key_F1, Key.Key_F9, Key.Key_J):
        QTest.keyClick(desk.window, key)
    closed(desk)


def test_an_error_that_nobody_foresaw_is_said_too(
    desk: Desk, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_connection: object) -> None:
        raise RuntimeError("the moon was full")

    desk.reading.ask(desk, fail)
    qtbot.waitUntil(lambda: "the moon was full" in desk.window.banner.words)
    assert "should not happen" in desk.window.banner.words
    assert "the moon was full" in caplog.text


def resolute(data: Path, *words: str, code: str = "", **environment: str) -> Any:
    """Run the program from outside until its first frame with text."""
    command = ["-c", code] if code else ["-m", "desktop", "--data-dir", str(data), *words]
    return subprocess.run(
        [sys.executable, *command],
        cwd=bundled.CHECKOUT,
        env={**os.environ, "RESOLUTE_EXIT_AFTER_FIRST_PAINT": "1", **environment},
        capture_output=True,
        timeout=60,
        check=False,
    )


WITH_LIBRARY = """
import sys
from pathlib import Path
from db.places import Places
from desktop.app import run
raise SystemExit(run(Places(Path({data!r}), Path({library!r}))))
"""


def test_the_program_ends_by_itself_after_its_first_frame(tmp_path: Path) -> None:
    done = resolute(tmp_path / "data")
    assert (done.returncode, done.stdout) == (0, b""), done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_a_program_that_has_nothing_to_show_ends_with_the_code_for_it(
    tmp_path: Path, library_file: Path
) -> None:
    bad = tmp_path / "library.db"
    bad.write_bytes(library_file.read_bytes()[:3000])
    code = WITH_LIBRARY.format(data=str(tmp_path / "data"), library=str(bad))
    done = resolute(tmp_path, code=code)
    assert done.returncode == 3, done.stderr.decode()
    assert str(bad) in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_a_program_asked_for_what_is_not_there_ends_with_one(tmp_path: Path) -> None:
    done = resolute(tmp_path / "data", "A/RES/1/1")
    assert done.returncode == 1, done.stderr.decode()
    assert "There is no document" in done.stderr.decode()


def test_damaged_settings_keep_no_program_from_its_first_frame(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "settings.ini").write_bytes(b'[General]\nsession="' + bytes(range(1, 256)) + b'"')
    done = resolute(data)
    assert done.returncode == 0, done.stderr.decode()
    assert b"Traceback" not in done.stderr
