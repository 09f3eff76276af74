"""The way in: commands and the desk told apart, Qt kept out, Ctrl+C, and no screen."""

import ctypes
import os
import signal
import subprocess
import sys
import types
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from db.errors import LibraryMissing
from db.library.bundled import CHECKOUT
from db.places import Places
from desktop import instance, interrupt, screen
from desktop.__main__ import main

ON_X11 = {"DISPLAY": ":0"}

COMMANDS_WITHOUT_QT = """
import sys
from desktop.__main__ import main

for words in (
    ["library"], ["show", "fu-cong p1"], ["search", "capacity"], ["notes", "add", "fu-cong p1"],
    ["notes", "list"], ["quiz", "list"], ["official", "1/1", "--from", "."], ["doctor"],
    ["cite", "fu-cong p1"], ["--version"], ["--help"], ["show", "nothing"],
):
    code = main(words)
    assert "PySide6" not in sys.modules, words
    print("code:", words[0], code)
"""

DESK_OF_ONE_WINDOW = """
import sys, types
from desktop.__main__ import main

def run(places, addresses):
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QWidget

    class Window(QWidget):
        def closeEvent(self, event):
            print("kept")

    application = QApplication(["desk"])
    window = Window()
    window.show()
    QTimer.singleShot(0, lambda: print("up", flush=True))
    return application.exec()

sys.modules["desktop.app"] = types.SimpleNamespace(run=run)
raise SystemExit(main([]))
"""


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Places, Sequence[str]]]:
    """A desk that only writes down how it was opened."""
    opened: list[tuple[Places, Sequence[str]]] = []

    def run(places: Places, addresses: Sequence[str]) -> int:
        opened.append((places, addresses))
        return 0

    install(monkeypatch, run)
    return opened


def install(monkeypatch: pytest.MonkeyPatch, run: Any) -> None:
    monkeypatch.setitem(sys.modules, "desktop.app", types.SimpleNamespace(run=run))
    monkeypatch.setattr(screen, "problem", lambda _: "")
    monkeypatch.setattr(instance, "begin", lambda *_: False)


def python(*words: str, home: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, *words],
        cwd=CHECKOUT,
        env={**os.environ, "RESOLUTE_HOME": str(home), **environment},
        capture_output=True,
        timeout=60,
        check=False,
    )


# commands as programs -----------------------------------------------------------------------


def test_the_program_prints_utf8_whatever_the_locale(tmp_path: Path) -> None:
    words = ("-m", "desktop", "show", "fu-cong p3")
    done = python(*words, home=tmp_path, LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "\n“Many" in done.stdout.decode("utf-8").replace("\r", "")


def test_the_program_ends_with_the_code_and_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "study.db").write_text("no database, but long enough to be looked at" * 50)
    done = python("-m", "desktop", "library", "--json", home=tmp_path)
    assert (done.returncode, done.stdout) == (3, b"")
    assert "is not a Resolute data file" in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_no_command_imports_qt(tmp_path: Path) -> None:
    done = python("-c", COMMANDS_WITHOUT_QT, home=tmp_path)
    codes = [line[-1] for line in done.stdout.decode().splitlines() if line.startswith("code:")]
    assert codes == list("000000100001"), done.stderr.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end otherwise on Windows")
def test_a_reader_that_has_enough_is_no_error(tmp_path: Path) -> None:
    program = subprocess.Popen(
        [sys.executable, "-m", "desktop", "quiz", "list", "--json"],
        cwd=CHECKOUT,
        env={**os.environ, "RESOLUTE_HOME": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert program.stdout
    assert program.stderr
    program.stdout.close()
    with program.stderr as errors:
        assert errors.read() == b""
    assert program.wait(timeout=60) == 0


# the desk -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "addresses"),
    [
        ([], []),
        (["A/RES/78/311"], ["A/RES/78/311"]),
        (["A/RES/78/311 op6", "fu-cong p2"], ["A/RES/78/311 op6", "fu-cong p2"]),
        (["78/311", "para.", "6", "(a)", "fu-cong", "p2"], ["78/311 para. 6 (a)", "fu-cong p2"]),
        (["fu-cong", "hrc-56"], ["fu-cong", "hrc-56"]),
        (["op6", "of", "78/311"], ["op6 of 78/311"]),
        (["op6"], ["op6"]),
        (["--", "library"], ["library"]),
        (["--", "-x"], ["-x"]),
        (["", "fu-cong", " "], ["fu-cong"]),
    ],
)
def test_words_that_are_no_command_are_addresses(
    desk: list[Any], tmp_path: Path, words: list[str], addresses: list[str]
) -> None:
    assert main(["--data-dir", str(tmp_path), *words]) == 0
    assert desk == [(Places(tmp_path), addresses)]


def test_the_data_folder_can_be_named_in_three_ways(
    desk: list[Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RESOLUTE_HOME", str(tmp_path / "named"))
    assert main([]) == main([f"--data-dir={tmp_path}"]) == main(["--data-dir", str(tmp_path)]) == 0
    assert [places.data for places, _ in desk] == [tmp_path / "named", tmp_path, tmp_path]


def test_a_home_of_nobody_is_a_folder_like_any(desk: list[Any]) -> None:
    assert main(["--data-dir", "~no-such-person/x"]) == 0
    assert desk[0][0].data == Path("~no-such-person/x").absolute()


def test_an_option_behind_an_address_is_a_usage_error(
    desk: list[Any], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["fu-cong", "--json"]) == 2
    assert "“--json” cannot stand behind an address" in capsys.readouterr().err
    assert desk == []


@pytest.mark.parametrize(
    "words", [["--data-dir"], ["--what"], ["--data-dir", "x", "-q", "fu-cong"]]
)
def test_options_that_are_not_there_open_no_desk(
    desk: list[Any], capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    assert main(words) == 2
    assert words[-1].partition(" ")[0] in capsys.readouterr().err or "-q" in words
    assert desk == []


def test_what_cannot_be_opened_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*_: object) -> int:
        raise LibraryMissing("The bundled library is missing.")

    install(monkeypatch, run)
    assert main([]) == 3
    assert capsys.readouterr().err == "The bundled library is missing.\n"


def test_the_desks_own_code_is_the_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, lambda *_: 3)
    assert main([]) == 3


def test_ctrl_c_in_a_command_is_quiet(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("desktop.cli.run", run)
    assert main(["library"]) == 130
    assert capsys.readouterr() == ("", "")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT to send")
def test_ctrl_c_closes_the_window_as_its_button_does(tmp_path: Path) -> None:
    program = subprocess.Popen(
        [sys.executable, "-c", DESK_OF_ONE_WINDOW],
        cwd=CHECKOUT,
        env={**os.environ, "RESOLUTE_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert program.stdout
    assert program.stdout.readline() == b"up\n"
    program.send_signal(signal.SIGINT)
    out, errors = program.communicate(timeout=60)
    assert (program.returncode, out) == (130, b"kept\n")
    assert b"Traceback" not in errors


def test_watching_leaves_the_signal_as_it_was() -> None:
    before = signal.getsignal(signal.SIGINT)
    with interrupt.ends_at_once():
        assert signal.getsignal(signal.SIGINT) == signal.SIG_DFL
    with interrupt.watched() as caught:
        assert caught == []
    assert signal.getsignal(signal.SIGINT) == before


def test_where_a_window_is_open_no_other_opens(
    desk: list[Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(instance, "begin", lambda *given: asked.append(given) or True)
    assert main(["--data-dir", str(tmp_path), "fu-cong", "p2"]) == 0
    assert asked == [(tmp_path, ["fu-cong p2"])]
    assert desk == []
    monkeypatch.setenv("RESOLUTE_EXIT_AFTER_FIRST_PAINT", "1")
    assert main(["--data-dir", str(tmp_path)]) == 0
    assert len(asked) == len(desk) == 1


# the screen ---------------------------------------------------------------------------------


@pytest.fixture
def loadable(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """A system that has all of the libraries, and a screen that answers."""
    there = set(screen.X11_LIBRARIES)

    def load(name: str) -> object:
        if name not in there:
            raise OSError(f"{name}: cannot open shared object file")
        return object()

    monkeypatch.setattr(ctypes, "CDLL", load)
    monkeypatch.setattr(screen, "_answers", lambda: True)
    return there


@pytest.mark.parametrize(
    "environment", [{}, {"DISPLAY": ""}, {"QT_QPA_PLATFORM": "xcb"}, {"QT_QPA_PLATFORM": ""}]
)
def test_no_screen_is_said(environment: dict[str, str], loadable: set[str]) -> None:
    said = screen.problem(environment)
    assert said.startswith("There is no screen")
    assert "QT_QPA_PLATFORM=offscreen" in said


@pytest.mark.parametrize(
    "environment",
    [
        ON_X11,
        {"WAYLAND_DISPLAY": "wayland-0"},
        {"QT_QPA_PLATFORM": "offscreen"},
        {"QT_QPA_PLATFORM": "minimal", "DISPLAY": ":0"},
    ],
)
def test_a_screen_is_no_problem(environment: dict[str, str], loadable: set[str]) -> None:
    assert screen.problem(environment) == ""


@pytest.mark.parametrize("environment", [ON_X11, ON_X11 | {"QT_QPA_PLATFORM": "xcb:x"}])
@pytest.mark.parametrize("library", screen.X11_LIBRARIES)
def test_a_missing_library_is_named_with_its_packages(
    environment: dict[str, str], library: str, loadable: set[str]
) -> None:
    loadable.remove(library)
    said = screen.problem(environment)
    assert f"these libraries are missing: {library}." in said
    assert "sudo apt install libegl1 libgl1 libxkbcommon-x11-0 libxcb-cursor0 " in said


def test_what_x11_needs_is_not_asked_elsewhere(loadable: set[str]) -> None:
    loadable.clear()
    assert screen.problem(ON_X11 | {"WAYLAND_DISPLAY": "wayland-0"}) == ""
    assert screen.problem(ON_X11 | {"QT_QPA_PLATFORM": "offscreen"}) == ""


def test_a_screen_that_does_not_answer_is_said(
    loadable: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen, "_answers", lambda: False)
    assert screen.problem(ON_X11).startswith("The screen DISPLAY=:0 does not answer")


@pytest.mark.parametrize(
    ("error", "word"),
    [
        (ImportError("libEGL.so.1: cannot open shared object file"), "libegl1"),
        (ModuleNotFoundError("No module named 'PySide6'", name="PySide6"), "needs PySide6"),
    ],
)
def test_qt_that_cannot_be_loaded_is_said(
    error: ImportError, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Finder:
        @staticmethod
        def find_spec(name: str, *_: object) -> None:
            if name == "PySide6.QtGui":
                raise error

    monkeypatch.delitem(sys.modules, "PySide6.QtGui", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Finder, *sys.meta_path])
    said = screen.problem({"QT_QPA_PLATFORM": "offscreen"})
    assert word in said
    assert "cannot open its window: libEGL.so.1" in said or "PySide6" in said


def test_without_a_screen_the_program_says_so_and_ends(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    install(monkeypatch, lambda *_: 0)
    monkeypatch.setattr(screen, "problem", lambda _: "There is no screen.")
    monkeypatch.setattr(sys, "platform", "linux")
    assert main(["fu-cong"]) == 1
    assert capsys.readouterr().err == "There is no screen.\n"
