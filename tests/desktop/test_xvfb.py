"""The window on a real X server, not only offscreen."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.library import bundled

SECONDS = 60

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("Xvfb") is None, reason="Xvfb is not installed"
)


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """An X server of our own, told over a pipe which number it took."""
    reader, writer = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
        pass_fds=[writer],
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    try:
        with os.fdopen(reader) as answer:
            number = answer.readline().strip()
        assert number, "Xvfb did not start"
        yield f":{number}"
    finally:
        server.terminate()
        server.wait(timeout=SECONDS)


def environment(display: str, data: Path, **more: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k not in {"QT_QPA_PLATFORM", "WAYLAND_DISPLAY"}}
    return {**kept, "DISPLAY": display, "RESOLUTE_HOME": str(data), **more}


def test_the_first_frame_is_painted_on_a_real_screen(display: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "desktop"],
        cwd=bundled.CHECKOUT,
        env=environment(display, tmp_path / "data", RESOLUTE_EXIT_AFTER_FIRST_PAINT="1"),
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "")


_LOOK = """
import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

from db.places import find
from desktop import app


class Seen(app.Desk):
    def pictured(self):
        if self.features is None or not self.window.windowHandle().isExposed():
            return QTimer.singleShot(20, self.pictured)
        assert QGuiApplication.platformName() == "xcb"
        QGuiApplication.primaryScreen().grabWindow(self.window.winId()).save(sys.argv[1])
        self.window.close()


app.Desk = lambda *arguments: begun(Seen(*arguments))


def begun(desk):
    QTimer.singleShot(0, desk.pictured)
    return desk


raise SystemExit(app.run(find()))
"""


def test_the_window_shows_itself_and_closes(display: str, tmp_path: Path) -> None:
    from PySide6.QtGui import QImage

    picture = tmp_path / "window.png"
    done = subprocess.run(
        [sys.executable, "-c", _LOOK, str(picture)],
        cwd=bundled.CHECKOUT,
        env=environment(display, tmp_path / "data"),
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    seen = QImage(str(picture))
    assert seen.width() >= 800
    colors = {
        seen.pixelColor(x, y).name()
        for x in range(0, seen.width(), 7)
        for y in range(0, seen.height(), 7)
    }
    assert len(colors) > 20, "the window is empty"
    assert (tmp_path / "data" / "study.db").is_file()
    assert (tmp_path / "data" / "settings.ini").is_file()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_closes_the_window_and_keeps_the_session(
    number: signal.Signals, code: int, display: str, tmp_path: Path
) -> None:
    desk = subprocess.Popen(
        [sys.executable, "-m", "desktop", "fu-cong"],
        cwd=bundled.CHECKOUT,
        env=environment(display, tmp_path / "data"),
        stderr=subprocess.PIPE,
        text=True,
    )
    study = tmp_path / "data" / "study.db"
    try:
        wait_for(study, desk)
        desk.send_signal(number)
        desk.communicate(timeout=SECONDS)
    finally:
        desk.kill()
    assert desk.returncode == code
    assert "fu-cong" in (tmp_path / "data" / "settings.ini").read_text(encoding="utf-8")


def wait_for(path: Path, process: subprocess.Popen[str]) -> None:
    """Wait until the running program has made a file, for as long as it runs."""
    for _ in range(SECONDS * 20):
        if path.is_file():
            return
        try:
            process.wait(timeout=0.05)
        except subprocess.TimeoutExpired:
            continue
        break
    raise AssertionError(f"the program ended without {path.name}")
