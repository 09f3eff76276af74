"""Hands and a watch: keys and mouse on the desk's window, and waiting for what comes of them."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QTextCursor, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QTextEdit, QWidget
from pytestqt.qtbot import QtBot
from sight import in_view, plain, rows_in_view, words_in_view

from desktop.app import Desk

PATIENCE = 20_000
"""Milliseconds somebody waits for what must come."""
W = TypeVar("W", bound=QWidget)
_LEFT = Qt.MouseButton.LeftButton
_HELD = {"Ctrl": Qt.Key.Key_Control, "Shift": Qt.Key.Key_Shift, "Alt": Qt.Key.Key_Alt}


@dataclass(frozen=True)
class Screen:
    """A look and the size of the window in pixels."""

    theme: str
    width: int
    height: int

    def __str__(self) -> str:
        return f"{self.theme}-{self.width}x{self.height}"


class Hands:
    """Keys go to the window that has them, clicks to a point of it; nothing is called directly."""

    def __init__(self, qtbot: QtBot, screen: Screen, album: Path) -> None:
        self._qtbot, self._screen, self._album = qtbot, screen, album
        self._desk: Desk | None = None

    @property
    def desk(self) -> Desk:
        """The desk that is open."""
        assert self._desk is not None, "the desk is not open"
        return self._desk

    @property
    def window(self) -> QWidget:
        """The desk's window."""
        return self.desk.window

    @property
    def page(self) -> QTextEdit:
        """The page in front."""
        reader = self.desk.navigator.reader()
        assert reader is not None, "no document is in front"
        return reader.page

    def waits(self, until: Callable[[], bool | None]) -> None:
        """Wait until something is so; what is there instead is kept in a picture."""
        try:
            self._qtbot.waitUntil(until, timeout=PATIENCE)
        except BaseException:
            self.takes_a_picture("lost")
            raise

    def takes_a_picture(self, step: str) -> None:
        """Keep how the window looks now, for people to look at."""
        QApplication.processEvents()
        self._album.parent.mkdir(exist_ok=True)
        path = self._album.with_name(f"{self._album.name}-{step}-{self._screen}.png")
        assert self.window.grab().save(str(path))

    # keys ---------------------------------------------------------------------------------

    def presses(self, *keys: str) -> None:
        """Press keys one after the other: `Ctrl+L`, `Return`, `3`."""
        for name in keys:
            stroke = QKeySequence(name)[0]
            QTest.keyClick(self._front(), stroke.key(), stroke.keyboardModifiers())

    def holds_and_presses(self, held: str, *keys: str) -> None:
        """Press keys while another is held, which stays so: `Ctrl`, then `Tab`, `Tab`."""
        for name in keys:
            stroke = QKeySequence(f"{held}+{name}")[0]
            QTest.keyPress(self._front(), stroke.key(), stroke.keyboardModifiers())

    def lets_go_of(self, held: str) -> None:
        """Let go of a key that is held."""
        QTest.keyRelease(self._front(), _HELD[held])

    def types(self, words: str) -> None:
        """Type words where the caret is."""
        for char in words:
            if char.isascii() and char.isprintable():
                QTest.keyClick(self._front(), char)
            else:
                self._compose(char)

    @staticmethod
    def _compose(char: str) -> None:
        focused = QApplication.focusWidget()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            none = Qt.KeyboardModifier.NoModifier
            QApplication.sendEvent(focused, QKeyEvent(kind, 0, none, char))

    def _front(self) -> QWindow:
        """Return the window that has the keys; where no window manager gives them back, ours."""
        front = QGuiApplication.focusWindow()
        if front is None or not front.isVisible():
            self.window.activateWindow()
            self.waits(self.window.isActiveWindow)
        front = QGuiApplication.focusWindow()
        assert front is not None
        return front

    # mouse --------------------------------------------------------------------------------

    def _click(self, widget: QWidget, point: QPoint, button: Qt.MouseButton = _LEFT) -> None:
        handle, where = self._spot(widget, point)
        QTest.mouseClick(handle, button, Qt.KeyboardModifier.NoModifier, where)

    def _drag(self, widget: QWidget, start: QPoint, end: QPoint) -> None:
        none = Qt.KeyboardModifier.NoModifier
        handle, first = self._spot(widget, start)
        _, last = self._spot(widget, end)
        QTest.mousePress(handle, _LEFT, none, first)
        for step in range(1, 9):
            QTest.mouseMove(handle, first + (last - first) * step / 8)
        QTest.mouseRelease(handle, _LEFT, none, last)

    @staticmethod
    def _spot(widget: QWidget, point: QPoint) -> tuple[QWindow, QPoint]:
        assert widget.rect().contains(point), f"{point} is out of view"
        window = widget.window()
        return window.windowHandle(), widget.mapTo(window, point)

    # what is to be clicked ----------------------------------------------------------------

    def _find(self, kind: type[W], name: str) -> W:
        found: list[W] = []

        def look() -> None:
            found[:] = [
                one
                for one in self.window.findChildren(kind)
                if in_view(one) and name in (getattr(one, "text", str)(), one.accessibleName())
            ]
            assert found, f"no {kind.__name__} “{name}” in:\n{words_in_view(self.window)}"

        self.waits(look)
        return found[0]

    def _row(self, words: str) -> tuple[QAbstractItemView, QRect]:
        for view in self.window.findChildren(QAbstractItemView):
            if in_view(view):
                for said, where in rows_in_view(view):
                    if plain(words) in said:
                        return view, where
        raise AssertionError(f"no row says “{words}”")

    def _span(self, words: str) -> tuple[QPoint, QPoint]:
        """Return the middle of the first and of the last letter of words in view."""
        page = self.page
        found = page.document().find(words)
        while not found.isNull():
            first, end = QTextCursor(found), page.cursorRect(found).center()
            first.setPosition(found.selectionStart())
            start = page.cursorRect(first).center()
            if page.viewport().rect().contains(start) and page.viewport().rect().contains(end):
                return start, end
            found = page.document().find(words, found)
        raise AssertionError(f"the page does not show “{words}”")

    # menus and dialogs --------------------------------------------------------------------

    def _in_menu(self, act: Callable[[], None], open_it: Callable[[], None]) -> None:
        self._meanwhile(QApplication.activePopupWidget, act, open_it)

    def _meanwhile(
        self,
        opened: Callable[[], QWidget | None],
        act: Callable[[], None],
        open_it: Callable[[], None],
    ) -> None:
        """Open what stays in a loop of its own until it is closed, and act in it."""
        failed: list[BaseException] = []

        def once() -> None:
            if (front := opened()) is None or not (
                front.isActiveWindow() or isinstance(front, QMenu)
            ):
                return
            timer.stop()
            try:
                act()
            except BaseException as error:  # the loop it is in would swallow it
                failed.append(error)
            while (left := opened()) is not None:
                left.close()

        timer = QTimer(interval=5)
        timer.timeout.connect(once)
        timer.start()
        open_it()
        self.waits(lambda: not timer.isActive())
        if failed:
            raise failed[0]
