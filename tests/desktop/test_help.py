"""The pages of the program about itself."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextBrowser
from pytestqt.qtbot import QtBot

from desktop import theme as themes
from desktop.help import AboutPage
from desktop.theme import Theme


def words(page: AboutPage) -> str:
    return page.findChild(QTextBrowser).toPlainText()


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> AboutPage:
    made = AboutPage(Path("data"), theme)
    qtbot.addWidget(made)
    made.resize(500, 200)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_the_about_page_says_where_the_data_is(qtbot: QtBot, theme: Theme) -> None:
    page = AboutPage(Path("/home/<me> & you/data"), theme)
    qtbot.addWidget(page)
    assert "/home/<me> & you/data" in words(page)
    assert "{data}" not in words(page)
    assert "not an official text" in words(page)


def test_a_help_page_has_a_name_and_the_keys(page: AboutPage) -> None:
    page.setFocus()
    view = page.findChild(QTextBrowser)
    assert view.hasFocus()
    assert view.accessibleName() == page.accessibleName() == "About Resolute"
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert view.verticalScrollBar().value() > 0


def test_a_help_page_takes_another_theme(page: AboutPage, qapp: QApplication) -> None:
    before = words(page)
    dark = themes.theme("dark")
    qapp.setPalette(themes.palette(dark))
    qapp.setStyleSheet(themes.style_sheet())
    page.set_theme(dark)
    view = page.findChild(QTextBrowser)
    assert view.palette().color(QPalette.ColorRole.Base).name() == dark.color("page").name()
    assert dark.accent in view.document().defaultStyleSheet()
    assert words(page) == before


def test_a_help_page_can_be_read_but_not_written(page: AboutPage) -> None:
    view = page.findChild(QTextBrowser)
    before = words(page)
    QTest.keyClicks(view, "x")
    assert words(page) == before
    assert view.openExternalLinks()
