"""A person at the desk, who does and sees things: the words the journeys are written in."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from hands import Hands, Screen
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QMenu,
    QStatusBar,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from sight import in_view, plain, rows_in_view, text_in_view, words_in_view

from db.places import Places
from desktop.app import Desk
from desktop.reader.bar import edition_name
from desktop.settings import Settings

_PANELS = {
    "Library": ("Library", "Alt+1"),
    "Contents": ("Contents", "Alt+2"),
    "Search": ("Search the library", "Alt+3"),
    "Notes": ("Notes", "Alt+4"),
    "Quiz": ("Quiz", "Alt+5"),
}


class Person(Hands):
    """Somebody who studies; each method is something one does or sees."""

    def __init__(self, qtbot: QtBot, places: Places, screen: Screen, album: Path) -> None:
        super().__init__(qtbot, screen, album)
        self._places = places

    # the program --------------------------------------------------------------------------

    def opens_the_desk(self, *addresses: str) -> None:
        """Start the program for the first time, in the look and size of this journey."""
        Settings(self._places.settings).keep("theme", self._screen.theme)
        self._open(addresses, (self._screen.width, self._screen.height))

    def comes_back(self, *addresses: str) -> None:
        """Start the program again, as it was left."""
        self._open(addresses)

    def _open(self, addresses: Sequence[str], size: tuple[int, int] | None = None) -> None:
        assert self._desk is None, "the desk is open already"
        self._desk = Desk(self._places, addresses)
        if size:
            self.window.resize(*size)
        with self._qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        self.sees("cards due")

    def closes(self) -> None:
        """Close the window, as its button does."""
        window, desk = self.window, self.desk
        assert window.close()
        self._desk = None
        window.deleteLater()
        desk.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def leaves(self) -> None:
        """Close the window if it is still open."""
        if self._desk is not None:
            self.closes()

    def resizes_to(self, width: int, height: int) -> None:
        """Make the window larger or smaller."""
        self.window.resize(width, height)
        self.waits(lambda: self.window.width() == width)

    # keys ---------------------------------------------------------------------------------

    def goes_to(self, words: str) -> None:
        """Press Ctrl+L and type where to."""
        self.presses("Ctrl+L")
        self.types(words)
        self.presses("Return")

    def turns_to(self, panel: str) -> None:
        """Have a panel in view: its key is pressed only where it is not."""
        icon, key = _PANELS[panel]
        button = self._find(QAbstractButton, icon)
        if not button.isChecked():
            self.presses(key)
        self.waits(button.isChecked)

    def chooses(self, *path: str) -> None:
        """Press F10 and walk with the arrow keys through the menu to an entry."""
        self._in_menu(partial(self._walk, path), lambda: self.presses("F10"))

    def _walk(self, path: Sequence[str]) -> None:
        for depth, entry in enumerate(path):
            menu = QApplication.activePopupWidget()
            assert isinstance(menu, QMenu)
            names = [plain(action.text().replace("&", "")) for action in menu.actions()]
            assert entry in names, f"no “{entry}” among {names}"
            while plain(menu.activeAction().text().replace("&", "") if menu.activeAction() else ""
                        ) != entry:  # fmt: skip
                QTest.keyClick(menu, Qt.Key.Key_Down)
            QTest.keyClick(menu, Qt.Key.Key_Return if depth + 1 == len(path) else Qt.Key.Key_Right)

    # mouse --------------------------------------------------------------------------------

    def clicks(self, name: str) -> None:
        """Click a button, link or box that has this name."""
        found = self._find(QWidget, name)
        self._click(found, found.rect().center())

    def clicks_row(self, words: str) -> None:
        """Click a row of a list that says these words."""
        self.sees(words)
        view, where = self._row(words)
        self._click(view.viewport(), where.center())

    def clicks_tab(self, title: str) -> None:
        """Click a tab."""
        self._click(self.desk.window.tabs.bar, self._tab_in_view(title))

    def clicks_tab_with_the_wheel(self, title: str) -> None:
        """Click a tab with the middle button."""
        where = self._tab_in_view(title)
        self._click(self.desk.window.tabs.bar, where, Qt.MouseButton.MiddleButton)

    def _tab_in_view(self, title: str) -> QPoint:
        """Return the middle of a tab, brought into view with the arrows where there are many."""
        bar, index = self.desk.window.tabs.bar, self.tabs().index(title)
        left, right = (
            bar.findChild(QToolButton, f"Scroll{side}Button") for side in ("Left", "Right")
        )
        if left.isVisible():
            while bar.tabRect(index).center().x() < 0:
                self._click(left, left.rect().center())
            while bar.tabRect(index).center().x() >= left.x():
                self._click(right, right.rect().center())
        return bar.tabRect(index).center()

    def clicks_the_side_button(self, name: str) -> None:
        """Click a side button of the mouse over the page: `back` or `forward`."""
        button = {"back": Qt.MouseButton.BackButton, "forward": Qt.MouseButton.ForwardButton}[name]
        self._click(self.page.viewport(), self.page.viewport().rect().center(), button)

    def picks_from_list_of_tabs(self, entry: str) -> None:
        """Press Ctrl+Shift+A and click an entry of the list."""

        def pick() -> None:
            menu = QApplication.activePopupWidget()
            assert isinstance(menu, QMenu)
            found = next(one for one in menu.actions() if one.text().startswith(entry))
            self._click(menu, menu.actionGeometry(found).center())

        self._in_menu(pick, lambda: self.presses("Ctrl+Shift+A"))

    def drags_tab(self, title: str, onto: str) -> None:
        """Move a tab with the mouse to where another one is."""
        bar = self.desk.window.tabs.bar
        start = self._tab_in_view(title)
        end = bar.tabRect(self.tabs().index(onto)).center()
        self._drag(bar, start, QPoint(max(0, end.x()), end.y()))
        self.waits(self._tabs_rest)

    def _tabs_rest(self) -> bool:
        """Tell whether each tab has slid to its place, its button with it."""
        bar = self.desk.window.tabs.bar
        right = bar.ButtonPosition.RightSide
        return all(
            bar.tabRect(number).contains(bar.tabButton(number, right).geometry())
            for number in range(bar.count())
        )

    def clicks_words(self, words: str) -> None:
        """Click in the middle of some words of the page."""
        start, end = self._span(words)
        self._click(self.page.viewport(), (start + end) / 2 if start.y() == end.y() else start)

    def clicks_before(self, words: str) -> None:
        """Put the caret before some words of the page."""
        self._click(self.page.viewport(), self._span(words)[0])

    def selects(self, words: str) -> None:
        """Draw the mouse over some words of the page."""
        self._drag(self.page.viewport(), *self._span(words))
        assert plain(self.page.textCursor().selectedText()) == plain(words)

    def picks(self, entry: str, button: str) -> None:
        """Click a button that opens a menu, and an entry of it."""

        def pick() -> None:
            menu = QApplication.activePopupWidget()
            assert isinstance(menu, QMenu)
            found = next(one for one in menu.actions() if one.text() == entry)
            self._click(menu, menu.actionGeometry(found).center())

        self._in_menu(pick, lambda: self.clicks(button))

    def chooses_the_file(self, path: Path, open_it: Callable[[], None]) -> None:
        """Paste the path of a file into the dialog that asks for one, and press Return."""

        def choose() -> None:
            QGuiApplication.clipboard().setText(str(path))
            self.presses("Ctrl+V", "Return")

        self._meanwhile(QApplication.activeModalWidget, choose, open_it)

    def adds_official_texts(self, path: Path) -> None:
        """Add the official texts of the document in front from a file, and come back to it."""
        self.presses("Ctrl+O")
        self.chooses_the_file(path, lambda: self.clicks("From a file…"))
        self.sees("Added the official text")
        self.clicks_tab_with_the_wheel("Official texts")
        self.sees_no("Get the official text")

    # eyes ---------------------------------------------------------------------------------

    def sees(self, *things: str) -> None:
        """Wait until each of these is in view."""
        for words in things:
            self.waits(partial(self._expect, words, True))

    def sees_no(self, *things: str) -> None:
        """Wait until none of these is in view."""
        for words in things:
            self.waits(partial(self._expect, words, False))

    def _expect(self, words: str, there: bool) -> None:
        view = words_in_view(self.window)
        wrong = "is not" if there else "is"
        assert (plain(words) in view) is there, f"“{words}” {wrong} in view:\n{view}"

    def stands_at(self, where: str) -> None:
        """Wait until the status line says that one is there: `A/RES/78/311, para. 6`.

        It says so as well while a message stands before it for a moment.
        """
        self.waits(partial(self._expect_at, where))

    def _expect_at(self, where: str) -> None:
        line = self.window.findChild(QStatusBar)
        here = next(one for one in line.findChildren(QLabel) if one.accessibleName())
        assert plain(here.text()).startswith(f"{where} ·"), here.text()

    def reads_status(self) -> str:
        """Read the status line, or what it says for a moment instead."""
        line = self.window.findChild(QStatusBar)
        said = (label.text() for label in line.findChildren(QLabel) if in_view(label))
        return line.currentMessage() or plain("   ".join(said))

    def reads_edition(self) -> str:
        """Read which edition is in front, above the page."""
        return self._find(QAbstractButton, "Edition").text().removesuffix("  ▾")

    def tabs(self) -> list[str]:
        """Read the titles of the tabs."""
        bar = self.desk.window.tabs.bar
        return [bar.tabText(number) for number in range(bar.count())]

    def has_tabs(self, titles: list[str]) -> None:
        """Wait until the tabs bear these titles: they are told a moment after the page is there."""
        self.waits(lambda: self.tabs() == titles)

    def rows(self, of: str) -> list[str]:
        """Read the rows in view of a list, known by its accessible name."""
        return [said for said, _ in rows_in_view(self._find(QAbstractItemView, of))]

    def current_row(self, of: str) -> str:
        """Read the row that is chosen in a list."""
        return plain(str(self._find(QAbstractItemView, of).currentIndex().data()))

    def marked(self) -> list[str]:
        """Read the words of the page that lie on a colour."""
        return [plain(mark.cursor.selectedText()) for mark in self.page.extraSelections()]

    def text_on_the_page(self) -> str:
        """Read what is in view of the page's text, once it stands where it is to stand."""
        self.page_rests()
        return text_in_view(self.page)

    def page_rests(self) -> None:
        """Wait until the page has kept its size for a few looks, and all of it is laid out."""
        looks: list[object] = []

        def still() -> bool:
            page = self.page
            looks.append((page.is_laid_out, page.size()))
            return page.is_laid_out and looks[-5:] == [looks[-1]] * 5

        self.waits(still)

    def sides(self) -> list[str]:
        """Read what the page shows beside each other: `Official text · Français, op6`."""
        spread = self.desk.navigator.spread()
        assert spread is not None
        return [
            f"{edition_name(reader.key)}, {reader.label}"
            for reader in spread.readers()
            if reader.key is not None and in_view(reader)
        ]

    def text_on_the_sides(self) -> list[str]:
        """Read what is in view of the text on each side."""
        spread = self.desk.navigator.spread()
        assert spread is not None
        return [text_in_view(reader.page) for reader in spread.readers()]

    def paper(self) -> str:
        """Tell the colour of the page, by a look at it."""
        image = self.page.viewport().grab().toImage()
        return QColor(image.pixelColor(image.width() - 3, 3)).name().upper()

    def letters(self) -> int:
        """Tell the size of the page's letters in pixels."""
        return self.page.document().defaultFont().pixelSize()

    def clipboard(self) -> str:
        """Read what was copied."""
        return QGuiApplication.clipboard().text()
