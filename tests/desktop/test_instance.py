"""One window for a data folder: what a second start says, and to whom. No Qt."""

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop import instance
from desktop.instance import Message

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has named pipes")

HERE = Path("/nowhere/data")


@pytest.fixture(autouse=True)
def runtime(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for sockets of this test's own."""
    folder = tmp_path_factory.mktemp("run")
    folder.chmod(0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    monkeypatch.delenv("XDG_ACTIVATION_TOKEN", raising=False)
    monkeypatch.delenv("DESKTOP_STARTUP_ID", raising=False)
    return folder


class Window:
    """Listens where a window would, hears one message and gives an answer."""

    def __init__(self, data: Path, answer: bytes) -> None:
        self.heard = b""
        self._answer = answer
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.bind(instance.channel(data))
        self._socket.listen()
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        caller, _ = self._socket.accept()
        with caller, caller.makefile("rb") as lines, suppress(BrokenPipeError):
            self.heard = lines.readline()
            caller.sendall(self._answer)

    def close(self) -> None:
        if self._thread.is_alive():  # nobody called
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as caller:
                caller.connect(self._socket.getsockname())
                caller.sendall(b"\n")
        self._thread.join()
        self._socket.close()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def window(data: Path) -> Iterator[Window]:
    made = Window(data, instance.ANSWER)
    yield made
    made.close()


# handing over -------------------------------------------------------------------------------


def test_without_a_window_there_is_nobody_to_hand_over_to(data: Path) -> None:
    assert not instance.hand_over(data, ["fu-cong"])


def test_a_window_gets_the_addresses(data: Path, window: Window) -> None:
    assert instance.hand_over(data, ["fu-cong p2", "A/RES/78/311 op6", "人工智能"])
    message = instance.read(window.heard, data)
    assert message == Message(("fu-cong p2", "A/RES/78/311 op6", "人工智能"))


@pytest.mark.parametrize("name", ["XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID"])
def test_the_right_to_come_forward_is_handed_on(
    data: Path, window: Window, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "token-1")
    assert instance.hand_over(data, [])
    assert instance.read(window.heard, data) == Message((), "token-1")


@pytest.mark.parametrize("answer", [b"", b"no\n", b"o"])
def test_a_window_that_does_not_understand_is_no_window(data: Path, answer: bytes) -> None:
    window = Window(data, answer)
    assert not instance.hand_over(data, ["fu-cong"])
    window.close()


def test_a_window_that_does_not_answer_is_no_window(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(instance, "_PATIENCE", 0.05)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as deaf:
        deaf.bind(instance.channel(data))
        deaf.listen()
        assert not instance.hand_over(data, ["fu-cong"])


def test_what_a_crash_left_is_no_window(data: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as crashed:
        crashed.bind(instance.channel(data))
    assert os.path.exists(instance.channel(data))
    assert not instance.hand_over(data, ["fu-cong"])


def test_a_file_in_its_place_is_no_window(data: Path) -> None:
    Path(instance.channel(data)).write_text("not a socket")
    assert not instance.hand_over(data, ["fu-cong"])


def test_too_much_to_say_opens_a_window_of_its_own(data: Path, window: Window) -> None:
    assert not instance.hand_over(data, ["x" * instance.LONGEST])
    assert window.heard == b""


# two starts at a time -----------------------------------------------------------------------


def test_a_window_that_is_just_opening_is_waited_for(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not instance.begin(data, [])  # the first one opens the window
    opened: list[Window] = []
    monkeypatch.setattr(
        time, "sleep", lambda _: opened or opened.append(Window(data, instance.ANSWER))
    )
    assert instance.begin(data, ["fu-cong"])
    opened[0].close()
    assert instance.read(opened[0].heard, data) == Message(("fu-cong",))


def test_a_window_that_never_answers_is_not_waited_for_long(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(instance, "_PATIENCE", 0.1)
    assert not instance.begin(data, [])
    assert not instance.begin(data, ["fu-cong"])


def test_what_a_process_claimed_is_free_once_it_is_gone(data: Path, runtime: Path) -> None:
    script = "import os, sys; from pathlib import Path; from desktop import instance\n"
    script += "instance.begin(Path(sys.argv[1]), []); os._exit(9)"
    gone = subprocess.run([sys.executable, "-c", script, str(data)], check=False, timeout=60)
    assert gone.returncode == 9
    assert (runtime / f"{Path(instance.channel(data)).name}.lock").exists()
    assert not instance.begin(data, ["fu-cong"])  # at once: nobody is waited for


# where --------------------------------------------------------------------------------------


def test_two_folders_have_two_sockets_and_one_folder_has_one(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "one")
    one = instance.channel(tmp_path / "one")
    assert instance.channel(tmp_path / "two") != one
    assert instance.channel(tmp_path / "link") == one
    assert instance.channel(tmp_path / "two" / ".." / "one") == one


def test_a_runtime_folder_open_to_others_is_not_used(
    runtime: Path, data: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert Path(instance.channel(data)).parent == runtime
    runtime.chmod(0o755)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    path = Path(instance.channel(data))
    assert path.parent == tmp_path / f"resolute-{os.getuid()}"
    assert instance.make_room(str(path))
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert instance.make_room(str(path))


@pytest.mark.parametrize("kind", ["open", "file", "link"])
def test_a_folder_that_is_not_safe_is_not_used(
    runtime: Path, data: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kind: str
) -> None:
    runtime.chmod(0o755)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    folder = tmp_path / f"resolute-{os.getuid()}"
    if kind == "open":
        folder.mkdir(mode=0o755)
    elif kind == "file":
        folder.write_text("")
    else:
        (tmp_path / "elsewhere").mkdir(mode=0o700)
        folder.symlink_to(tmp_path / "elsewhere")
    assert not instance.make_room(instance.channel(data))


@pytest.mark.usefixtures("window")
def test_a_socket_of_somebody_else_is_not_used(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = instance.channel(data)
    assert instance._is_there(path)
    somebody = os.getuid() + 1
    monkeypatch.setattr(os, "getuid", lambda: somebody)
    assert not instance._is_there(path)


# messages -----------------------------------------------------------------------------------


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=50), max_size=20))
def test_what_is_written_is_read(addresses: list[str]) -> None:
    line = instance.write(HERE, addresses)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert instance.read(line, HERE) == Message(tuple(addresses))


def test_a_message_for_another_folder_is_not_for_this_one() -> None:
    assert instance.read(instance.write(HERE, []), HERE / "other") is None


GOOD = {"resolute": 1, "data": str(HERE), "addresses": ["fu-cong"], "token": ""}


@pytest.mark.parametrize(
    "line",
    [
        b"", b"\n", b"hello\n", b"\xff\xfe\n", b"{}\n", b"[]\n", b"null\n", b"[" * 60_000,
        json.dumps({**GOOD, "resolute": 2}).encode(),
        json.dumps({**GOOD, "addresses": "fu-cong"}).encode(),
        json.dumps({**GOOD, "addresses": [1]}).encode(),
        json.dumps({**GOOD, "addresses": ["x"] * 101}).encode(),
        json.dumps({"resolute": 1, "data": str(HERE)}).encode(),
    ],
)  # fmt: skip
def test_what_is_no_message_is_left_aside(line: bytes) -> None:
    assert instance.read(line, HERE) is None


@given(st.binary(max_size=200))
def test_no_bytes_raise(line: bytes) -> None:
    assert instance.read(line, HERE) is None


@pytest.mark.parametrize("token", [None, 5, "a\nb", ["x"]])
def test_a_token_that_is_none_is_left_aside(token: object) -> None:
    line = json.dumps({**GOOD, "token": token}).encode()
    assert instance.read(line, HERE) == Message(("fu-cong",), "")


def test_what_cannot_be_an_address_is_made_harmless() -> None:
    line = json.dumps({**GOOD, "addresses": ["\ud800op6", "x" * 5000]}).encode()
    message = instance.read(line, HERE)
    assert message is not None
    assert message.addresses == ("op6", "x" * 1000)
