"""What the tests of the desk share: stores, workers, a whole desk, and three things that fail
every test: a modal that opens, a window that is left over, and (in pyproject) a warning of Qt."""

import gc
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from command_line import home, resolute, study  # noqa: F401  # fixtures
from played_rounds import bank, round_page  # noqa: F401  # fixtures
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import (
    QApplication,
    QColorDialog,
    QDialog,
    QFileDialog,
    QFontDialog,
    QInputDialog,
    QMessageBox,
)
from pytestqt.qtbot import QtBot
from shown_pages import hurried, show, unhurried, view  # noqa: F401  # fixtures
from whole_desk import loaded

from db import connection
from db.library import bundled
from db.library import official as official_texts
from db.places import Places
from desktop import theme as themes
from desktop.app import Desk
from desktop.dressing import Dresser
from desktop.tasks import Worker
from desktop.theme import Theme

SHARED = bundled.CHECKOUT.parent / "shared"
_MODALS: dict[type, tuple[str, ...]] = {
    QDialog: ("exec", "open"),
    QMessageBox: ("exec", "about", "critical", "information", "question", "warning"),
    QFileDialog: (
        "exec",
        "getExistingDirectory",
        "getOpenFileName",
        "getOpenFileNames",
        "getSaveFileName",
    ),
    QInputDialog: ("exec", "getDouble", "getInt", "getItem", "getMultiLineText", "getText"),
    QColorDialog: ("exec", "getColor"),
    QFontDialog: ("exec", "getFont"),
}


@pytest.fixture(scope="package", autouse=True)
def _collected_in_this_thread() -> Iterator[None]:
    """Collect garbage where the desk does: in the thread of the windows, between two tests."""
    gc.collect()
    gc.freeze()
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def _no_modal_and_no_window_left(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail where a modal opens, or where a window is still there when all is over."""
    opened: list[str] = []
    for kind, names in _MODALS.items():
        for name in names:
            monkeypatch.setattr(kind, name, partial(_refuse, opened, f"{kind.__name__}.{name}"))
    yield
    application = QApplication.instance()
    if isinstance(application, QApplication):
        modal = application.activeModalWidget()
        windows = [widget for widget in application.topLevelWidgets() if _is_left(widget)]
        left = [repr(window) for window in windows]
        for window in windows:
            window.close()
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
        assert modal is None, f"a modal is open: {modal}"
        assert not left, f"windows are left over: {left}"
    assert not opened, f"modals were opened: {opened}"


def _refuse(opened: list[str], name: str, *_given: Any, **_named: Any) -> None:
    opened.append(name)
    raise AssertionError(f"a modal opens: {name}")


def _is_left(widget: Any) -> bool:
    return widget.isVisible() and widget.windowType() != Qt.WindowType.ToolTip


@pytest.fixture(scope="session")
def library_file() -> Path:
    """The bundled library, built."""
    return bundled.ensure()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The reference material; the test is skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(f"the reference material {SHARED.name}/ is not beside this checkout")
    return SHARED


@pytest.fixture
def places(tmp_path: Path, library_file: Path) -> Places:
    """A data folder of its own beside the bundled library."""
    return Places(tmp_path / "data", library_override=library_file)


@pytest.fixture(scope="session")
def official_study(
    shared: Path, library_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A person's file with the official texts of 17 resolutions in six languages."""
    source = shared / "corpora" / "ga-six-languages.zip"
    if not source.is_file():
        pytest.skip(f"{source.name} is not among the reference material")
    made = Places(tmp_path_factory.mktemp("official"), library_override=library_file)
    with closing(connection.open_study(made)) as opened:
        results = official_texts.add_official(opened, None, source)
        opened.execute("PRAGMA journal_mode = DELETE")
    assert {result.outcome for result in results} == {"added"}
    return made.study


@pytest.fixture
def official(places: Places, official_study: Path) -> Places:
    """A data folder of its own with official texts."""
    places.make()
    shutil.copy(official_study, places.study)
    return places


@pytest.fixture
def reader_worker(places: Places, qapp: QApplication) -> Iterator[Worker]:
    """A worker that reads both files."""
    worker = Worker("reader", partial(connection.open_reader, places))
    yield worker
    worker.close()


@pytest.fixture
def study_worker(places: Places, qapp: QApplication) -> Iterator[Worker]:
    """A worker that writes the person's file."""
    worker = Worker("study", partial(connection.open_study, places))
    yield worker
    worker.close()


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The light theme, with the application dressed in it."""
    light = themes.theme("light")
    Dresser(light)
    yield light
    _undress(qapp)


def _undress(application: QApplication) -> None:
    gc.collect()  # Qt visits every widget; one that Python collects meanwhile is visited dead
    application.setStyleSheet("")
    application.setPalette(application.style().standardPalette())


class Asker(QObject):
    """Waits for what a worker brings."""

    def __init__(self, worker: Worker, qtbot: QtBot) -> None:
        super().__init__()
        self._worker, self._qtbot = worker, qtbot

    def __call__(self, work: Callable[[Any], Any]) -> Any:
        self.came: list[Any] = []
        self._worker.ask(self, work, self._done)
        self._qtbot.waitUntil(lambda: bool(self.came))
        return self.came[0]

    def _done(self, what: Any) -> None:
        self.came.append(what)


@pytest.fixture
def ask(study_worker: Worker, qtbot: QtBot) -> Asker:
    """Does a piece of work in the study's thread and waits for what comes of it."""
    return Asker(study_worker, qtbot)


OpenDesk = Callable[..., Desk]


@pytest.fixture
def open_desk(places: Places, qtbot: QtBot, qapp: QApplication) -> Iterator[OpenDesk]:
    """Opens whole desks as `app.run` does, in a window of a given size; all are closed after.

    It waits until the person's file is open too, or with `ready=False` only for the panels.
    """
    desks: list[Desk] = []

    def opened(
        *addresses: str,
        at: Places = places,
        size: tuple[int, int] | None = (1440, 900),
        ready: bool = True,
    ) -> Desk:
        desk = Desk(at, addresses)
        desks.append(desk)
        if size:
            desk.window.resize(*size)
        desk.window.show()
        desk.window.activateWindow()
        qtbot.waitUntil(
            lambda: desk.features is not None and (desk.features._ready or not ready),
            timeout=30_000,
        )
        return desk

    yield opened
    for desk in desks:
        desk.window.close()
        desk.deleteLater()
        desk.window.deleteLater()
    desks.clear()
    _undress(qapp)


@pytest.fixture
def desk(open_desk: OpenDesk, qtbot: QtBot) -> Desk:
    """The desk, open on the resolution."""
    made = open_desk()
    loaded(qtbot, made)
    return made
