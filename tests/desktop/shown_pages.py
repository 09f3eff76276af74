"""Pages shown in a window, and what a person does on one: the fixtures are in conftest.py."""

from collections.abc import Callable
from typing import Any

import pytest
from made_editions import page, passage
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db.models import Anchor, EditionKey, Note, Passage
from desktop import theme as themes
from desktop.reader.page import Page
from desktop.reader.page_view import PageView
from desktop.theme import Theme
from desktop.widgets import slices

LEFT = Qt.MouseButton.LeftButton
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key
LONG = "Requests the Secretary-General to report on ink and on quills, at length; " * 8


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is laid out at once, so that a place is reached when it is asked for."""
    monkeypatch.setattr(slices, "SLICE", 60)


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch, unhurried: None) -> None:
    """A long text takes many slices."""
    monkeypatch.setattr(slices, "SLICE", 0.001)


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, unhurried: None) -> PageView:
    """A page in a window, with the keys; laid out at once unless a test is `hurried`."""
    made = PageView(theme)
    qtbot.addWidget(made)
    made.resize(900, 600)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


Show = Callable[..., Page]


@pytest.fixture
def show(qtbot: QtBot, view: PageView) -> Show:
    """Shows passages on the page, and waits until the place that is asked for is there."""

    def shown(*passages: Passage, label: str = "", offset: int = -48, **parts: Any) -> Page:
        made = page(*passages, **parts)
        view.show_page(made, parts.get("theme", themes.theme("light")), label, offset)
        settle(qtbot, view)
        return made

    return shown


def settle(qtbot: QtBot, view: PageView) -> None:
    qtbot.waitUntil(lambda: view._pending is None)


def operative(count: int, text: str = LONG) -> list[Passage]:
    return [passage(f"op{n}", f"{n} {text}") for n in range(1, count + 1)]


def select(view: PageView, label: str, start: int, end: int, last: str = "") -> None:
    """Select code points of a paragraph, or up to those of another."""
    made = view.page
    assert made is not None
    cursor = view.textCursor()
    cursor.setPosition(made.span(made.index_of(label), start, start)[0])
    cursor.setPosition(
        made.span(made.index_of(last or label), end, end)[0], QTextCursor.MoveMode.KeepAnchor
    )
    view.setTextCursor(cursor)


def put_caret(view: PageView, label: str, at: int = 0) -> None:
    select(view, label, at, at)


def point_of(view: PageView, label: str, at: int) -> QPoint:
    """Where a character of a paragraph is painted, in the viewport."""
    cursor = QTextCursor(view.page.document)
    cursor.setPosition(view.page.span(view.page.index_of(label), at, at)[0])
    here = view.cursorRect(cursor)
    cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
    after = view.cursorRect(cursor)
    return QPoint((here.center().x() + after.center().x()) // 2, here.center().y())


def click(view: PageView, point: QPoint) -> None:
    QTest.mouseClick(view.viewport(), LEFT, pos=point)


def note(label: str, start: int = 0, end: int = 0, color: str = "green", **parts: Any) -> Note:
    key = parts.pop("key", EditionKey("A/RES/1/9", "official", "en"))
    return Note(parts.pop("id", label), Anchor(key, label, start, end, "x"), color=color, **parts)


def visible(view: PageView) -> list[str]:
    return [place.passage.label for place, _ in view._visible()]


def top_of(view: PageView, label: str) -> float:
    rect = view._rect(view.page.places[view.page.index_of(label)].block)
    return rect.top() - view.verticalScrollBar().value()
