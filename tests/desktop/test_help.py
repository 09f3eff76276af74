"""The pages of the program about itself."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextBrowser
from pytestqt.qtbot import QtBot

from desktop import theme as themes
from desktop.help import AboutPage, KeysPage
from desktop.theme import Theme

KEYS = [("Search the library", "Ctrl+Shift+F, /"), ("Less & <more>", "Ctrl+<")]


def words(page: KeysPage | AboutPage) -> str:
    return page.findChild(QTextBrowser).toPlainText()


@pytest.fixture
def keys_page(qtbot: QtBot, theme: Theme) -> KeysPage:
    made = KeysPage(KEYS, theme)
    qtbot.addWidget(made)
    made.resize(500, 300)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_the_keys_page_lists_what_it_is_given_letter_by_letter(keys_page: KeysPage) -> None:
    for said, keys in KEYS:
        assert said in words(keys_page)
        assert keys in words(keys_page)


@pytest.mark.parametrize("key", ["1 – 6", "H", "N", "Delete", "J, K", "Space", "Enter"])
def test_the_keys_page_has_the_keys_of_the_page(keys_page: KeysPage, key: str) -> None:
    assert key in words(keys_page).split("On the page")[1]


def test_the_about_page_says_where_the_data_is(qtbot: QtBot, theme: Theme) -> None:
    page = AboutPage(Path("/home/<me> & you/data"), theme)
    qtbot.addWidget(page)
    assert "/home/<me> & you/data" in words(page)
    assert "{data}" not in words(page)
    assert "not an official text" in words(page)


def test_a_help_page_has_a_name_and_the_keys(keys_page: KeysPage) -> None:
    keys_page.setFocus()
    view = keys_page.findChild(QTextBrowser)
    assert view.hasFocus()
    assert view.accessibleName() == keys_page.accessibleName() == "Keys"
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert view.verticalScrollBar().value() > 0


def test_a_help_page_takes_another_theme(keys_page: KeysPage, qapp: QApplication) -> None:
    before = words(keys_page)
    dark = themes.theme("dark")
    qapp.setPalette(themes.palette(dark))
    qapp.setStyleSheet(themes.style_sheet(dark))
    keys_page.set_theme(dark)
    view = keys_page.findChild(QTextBrowser)
    assert view.palette().color(QPalette.ColorRole.Base).name() == dark.color("page").name()
    assert dark.accent in view.document().defaultStyleSheet()
    assert words(keys_page) == before


def test_a_help_page_can_be_read_but_not_written(keys_page: KeysPage) -> None:
    view = keys_page.findChild(QTextBrowser)
    before = words(keys_page)
    QTest.keyClicks(view, "x")
    assert words(keys_page) == before
    assert view.openExternalLinks()
