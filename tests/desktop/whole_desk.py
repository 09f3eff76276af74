"""A whole desk as the tests of it handle it: what is open, what it says, how it is closed."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.app import Desk
from desktop.reader.reader import Reader

HOME = "A/RES/78/311"
Key = Qt.Key
LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
CONTROL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
OpenDesk = Callable[..., Desk]


def loaded(qtbot: QtBot, desk: Desk, document: str = "") -> Reader:
    """Wait until the document in front is there."""

    def is_there() -> bool:
        reader = desk.navigator.reader()
        return (
            reader is not None
            and reader.edition is not None
            and document in ("", reader.document)
            and reader.page._pending is None
        )

    qtbot.waitUntil(is_there)
    reader = desk.navigator.reader()
    assert reader is not None
    return reader


def open_all(qtbot: QtBot, desk: Desk, *documents: str) -> None:
    for document in documents:
        desk.navigator.open_document(document)
        loaded(qtbot, desk, document)


def tabs_of(desk: Desk) -> list[str]:
    return [reader.document for reader in desk.navigator.readers()]


def front(desk: Desk) -> str:
    reader = desk.navigator.reader()
    return reader.document if reader else ""


def press(key: Qt.Key, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keys go now."""
    front = QGuiApplication.focusWindow()
    assert front is not None
    QTest.keyClick(front, key, modifier)


def closed(desk: Desk) -> None:
    desk.window.close()
    assert not any(
        worker._thread.is_alive() for worker in (desk.reading, desk.searching, desk.study)
    )


def text_of(page: QWidget | None) -> str:
    assert page is not None
    return page.findChild(QTextEdit).toPlainText()


def said(desk: Desk) -> str:
    """Every sentence that can be read in the window."""
    labels = [label.text() for label in desk.window.findChildren(QLabel) if label.isVisible()]
    return " ".join(words for words in labels if len(words) > 20)
