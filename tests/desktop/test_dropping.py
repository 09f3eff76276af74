"""Files dropped on the window or pasted: imported wherever they are let go of."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.desk.dropping import Dropping, files_in

COPY = Qt.DropAction.CopyAction
LEFT, FREE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def mime(*urls: str, text: str = "") -> QMimeData:
    made = QMimeData()
    if urls:
        made.setUrls([QUrl(url) for url in urls])
    if text:
        made.setText(text)
    return made


@pytest.fixture
def dropping(qtbot: QtBot) -> Iterator[Dropping]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(400, 300)
    window.show()
    yield Dropping(window)
    QGuiApplication.clipboard().clear()


def hold(window: QWidget, data: QMimeData) -> bool:
    event = QDragEnterEvent(QPoint(10, 10), COPY, data, LEFT, FREE)
    event.ignore()
    QApplication.sendEvent(window, event)
    return event.isAccepted()


def drop(window: QWidget, data: QMimeData) -> bool:
    event = QDropEvent(QPointF(10, 10), COPY, data, LEFT, FREE, QEvent.Type.Drop)
    event.ignore()
    QApplication.sendEvent(window, event)
    return event.isAccepted()


def test_files_held_over_the_window_are_welcome(dropping: Dropping, qtbot: QtBot) -> None:
    window = dropping._window
    data = mime("file:///in/heron.pdf", "file:///in/folder", "file:///in/heron.pdf")
    assert hold(window, data)
    assert dropping._target.words == "Let go to import 2 files"
    assert dropping._target.geometry() == window.rect()
    with qtbot.waitSignal(dropping.files_given) as given:
        assert drop(window, data)
    assert given.args == [[Path("/in/heron.pdf"), Path("/in/folder")]]
    assert dropping._target.words == ""


def test_what_is_no_file_passes(dropping: Dropping, qtbot: QtBot) -> None:
    window = dropping._window
    for data in (mime("https://example.org/a.pdf"), mime(text="words")):
        assert not hold(window, data)
        with qtbot.assertNotEmitted(dropping.files_given):
            drop(window, data)


def test_the_frame_goes_when_the_files_do(dropping: Dropping) -> None:
    hold(dropping._window, mime("file:///in/heron.pdf"))
    assert dropping._target.words == "Let go to import heron.pdf"
    QApplication.sendEvent(dropping._window, QDragLeaveEvent())
    assert not dropping._target.isVisible()


def test_pasted_files_are_imported(dropping: Dropping, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setMimeData(mime("file:///in/heron.pdf"))
    with qtbot.waitSignal(dropping.files_given) as given:
        QTest.keyClick(dropping._window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert given.args == [[Path("/in/heron.pdf")]]
    QGuiApplication.clipboard().setText("words")
    with qtbot.waitSignal(dropping.told) as told:
        dropping.paste()
    assert told.args[0].startswith("No files are on the clipboard")


def test_addresses_of_files_as_text() -> None:
    assert files_in(mime(text="file:///in/a%20b.txt\nfile:///in/c.txt")) == [
        Path("/in/a b.txt"), Path("/in/c.txt"),
    ]  # fmt: skip
    assert files_in(mime(text="file:///in/a.txt and words")) == []
    assert files_in(None) == []
