"""The window's end of the socket, and two starts on one data folder as whole programs."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QProcess, QProcessEnvironment, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.library.bundled import CHECKOUT
from db.places import Places
from desktop import instance
from desktop.app import Desk
from desktop.desk.receiving import Receiving

HOME = "A/RES/78/311"
OpenDesk = Callable[..., Desk]

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has named pipes"),
    pytest.mark.qt_log_ignore("This plugin does not support"),
]


@pytest.fixture(autouse=True)
def runtime(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for sockets of this test's own."""
    folder = tmp_path_factory.mktemp("run")
    folder.chmod(0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    return folder


@pytest.fixture
def receiving(qapp: QApplication, tmp_path: Path) -> Iterator[Receiving]:
    made = Receiving(tmp_path)
    assert made.listen()
    yield made
    made.close()


def call(data: Path, message: bytes) -> socket.socket:
    caller = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    caller.connect(instance.channel(data))
    caller.sendall(message)
    caller.setblocking(False)
    return caller


def is_over(caller: socket.socket, heard: list[bytes]) -> bool:
    """Tell whether the window has ended the connection; collect what it said."""
    try:
        said = caller.recv(100)
    except BlockingIOError:
        return False
    except ConnectionResetError:
        return True
    heard.append(said)
    return not said


def test_a_message_is_answered_and_told(qtbot: QtBot, receiving: Receiving, tmp_path: Path) -> None:
    with (
        qtbot.waitSignal(receiving.received) as told,
        call(tmp_path, instance.write(tmp_path, ["fu-cong p2"])) as caller,
    ):
        heard: list[bytes] = []
        qtbot.waitUntil(lambda: is_over(caller, heard))
        assert b"".join(heard) == instance.ANSWER
    assert told.args == [instance.Message(("fu-cong p2",))]


def test_a_message_may_come_in_pieces(qtbot: QtBot, receiving: Receiving, tmp_path: Path) -> None:
    line = instance.write(tmp_path, ["fu-cong"])
    with call(tmp_path, line[:20]) as caller:
        qtbot.waitUntil(lambda: bool(receiving.children()[1:]))
        with qtbot.waitSignal(receiving.received):
            caller.sendall(line[20:])


@pytest.mark.parametrize("message", [b"\n", b"hello\n", b"{}\n", b"\xff\n", b"x" * 70_000])
def test_nonsense_is_cut_off_without_an_answer(
    qtbot: QtBot, receiving: Receiving, tmp_path: Path, message: bytes
) -> None:
    heard: list[bytes] = []
    with qtbot.assertNotEmitted(receiving.received), call(tmp_path, message) as caller:
        qtbot.waitUntil(lambda: is_over(caller, heard))
    assert b"".join(heard) == b""
    with (
        qtbot.waitSignal(receiving.received),
        call(tmp_path, instance.write(tmp_path, [])),
    ):
        pass


def test_who_says_nothing_is_cut_off(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.desk.receiving._PATIENCE", 20)
    receiving = Receiving(tmp_path)
    receiving.listen()
    with call(tmp_path, b"never ending") as caller:
        heard: list[bytes] = []
        qtbot.waitUntil(lambda: is_over(caller, heard))
    receiving.close()


def test_the_socket_is_this_persons_and_goes_with_the_window(
    receiving: Receiving, tmp_path: Path, runtime: Path
) -> None:
    (path,) = runtime.iterdir()
    assert str(path) == instance.channel(tmp_path)
    assert path.stat().st_mode & 0o077 == 0
    receiving.close()
    assert list(runtime.iterdir()) == []


def test_what_a_crash_left_is_replaced(qtbot: QtBot, tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as crashed:
        crashed.bind(instance.channel(tmp_path))
    receiving = Receiving(tmp_path)
    assert receiving.listen()
    with (
        qtbot.waitSignal(receiving.received),
        call(tmp_path, instance.write(tmp_path, [])),
    ):
        pass
    receiving.close()


def test_a_window_that_is_there_keeps_its_socket(
    qtbot: QtBot, receiving: Receiving, tmp_path: Path
) -> None:
    second = Receiving(tmp_path)
    assert not second.listen()
    second.close()
    with (
        qtbot.waitSignal(receiving.received),
        call(tmp_path, instance.write(tmp_path, [])),
    ):
        pass


def test_another_folder_has_a_window_of_its_own(receiving: Receiving, tmp_path: Path) -> None:
    other = Receiving(tmp_path / "other")
    assert other.listen()
    other.close()


# whole programs -----------------------------------------------------------------------------


def start(qtbot: QtBot, data: Path, *words: str) -> QProcess:
    """Start the program and wait until it is over, the window here going on meanwhile."""
    program = QProcess()
    environment = QProcessEnvironment.systemEnvironment()
    environment.insert("XDG_RUNTIME_DIR", os.environ["XDG_RUNTIME_DIR"])
    environment.insert("QT_QPA_PLATFORM", "no such platform")  # a window of its own would fail
    program.setProcessEnvironment(environment)
    program.setWorkingDirectory(str(CHECKOUT))
    with qtbot.waitSignal(program.finished, timeout=30_000):
        program.start(sys.executable, ["-m", "desktop", "--data-dir", str(data), *words])
    return program


def listening(desk: Desk) -> bool:
    return os.path.exists(instance.channel(desk.places.data))


def test_a_second_start_opens_its_addresses_in_the_window_that_is_there(
    open_desk: OpenDesk, places: Places, qtbot: QtBot
) -> None:
    desk = open_desk()
    qtbot.waitUntil(lambda: listening(desk))
    desk.window.setWindowState(Qt.WindowState.WindowMinimized)
    program = start(qtbot, places.data, "fu-cong", "p2", f"resolute:{HOME}#op6")
    assert program.exitCode() == 0
    assert bytes(program.readAllStandardError().data()) == b""
    qtbot.waitUntil(lambda: len(desk.navigator.readers()) == 2)
    qtbot.waitUntil(lambda: desk.navigator.open_tabs.of(HOME).label == "op6")
    assert desk.navigator.reader() is desk.navigator.open_tabs.of(HOME)
    assert not desk.window.isMinimized()
    desk.window.close()
    assert not listening(desk)


def test_a_second_start_with_something_wrong_is_told_in_the_window(
    open_desk: OpenDesk, places: Places, qtbot: QtBot
) -> None:
    desk = open_desk()
    qtbot.waitUntil(lambda: listening(desk))
    assert start(qtbot, places.data, "no-such-thing p1").exitCode() == 0
    qtbot.waitUntil(lambda: "There is no document" in desk.window.banner.words)


def test_on_another_folder_a_start_is_a_window_of_its_own(
    open_desk: OpenDesk, places: Places, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = open_desk()
    qtbot.waitUntil(lambda: listening(desk))
    environment: dict[str, Any] = {**os.environ, "RESOLUTE_EXIT_AFTER_FIRST_PAINT": "1"}
    other = str(tmp_path / "other")
    done = subprocess.run(
        [sys.executable, "-m", "desktop", "--data-dir", other, "fu-cong"],
        cwd=CHECKOUT, env=environment, capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0
    assert len(desk.navigator.readers()) == 1


def test_qt_is_not_loaded_to_hand_over(places: Places, tmp_path: Path) -> None:
    script = (
        "import sys\nfrom desktop import instance\nfrom desktop.__main__ import main\n"
        "instance.hand_over = lambda *_: True\n"
        f"assert main(['--data-dir', {str(tmp_path)!r}, 'fu-cong']) == 0\n"
        "assert not [name for name in sys.modules if name.startswith('PySide6')]\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=CHECKOUT, capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
