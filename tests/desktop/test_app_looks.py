"""Theme and size of a whole desk."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from whole_desk import CONTROL, Key, OpenDesk, closed, loaded, press

from desktop import theme as themes
from desktop.app import Desk
from desktop.settings import Settings


def test_the_desk_follows_the_system_between_light_and_dark(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    QTest.keyClick(desk.window, Key.Key_F1)
    desk.features.quizzing.open_round()
    for name, scheme in (("dark", Qt.ColorScheme.Dark), ("light", Qt.ColorScheme.Light)):
        monkeypatch.setattr(themes, "system_theme", lambda name=name: name)
        QGuiApplication.styleHints().colorSchemeChanged.emit(scheme)
        theme = themes.theme(name)
        assert desk.themes.current == theme
        assert qapp.palette().color(QPalette.ColorRole.Base).name() == theme.page.lower()
        accent = qapp.palette().color(QPalette.ColorRole.Accent)
        assert accent.name() == theme.accent.lower()
    desk.window.tabs.show_number(1)
    reader = loaded(qtbot, desk)
    assert reader.setting.look.theme.name == "light"


def test_a_chosen_theme_is_kept_and_reaches_everything(
    open_desk: OpenDesk, qtbot: QtBot, qapp: QApplication
) -> None:
    desk = open_desk()
    loaded(qtbot, desk)
    for name in ("contrast", "sepia", "dark"):
        desk.window.actions_by_name.theme_chosen.emit(name)
        image = desk.window.grab().toImage()
        page = themes.theme(name).color("page")
        corner = desk.navigator.reader().page
        at = corner.mapTo(desk.window, corner.rect().bottomRight())
        assert image.pixelColor(at.x() - 40, at.y() - 10).name() == page.name()
    closed(desk)
    assert Settings(desk.places.settings).text("theme") == "dark"


def test_the_size_of_the_text_is_kept_and_has_its_keys(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk()
    reader = loaded(qtbot, desk)
    for key, size in ((Key.Key_Plus, 19), (Key.Key_Equal, 20), (Key.Key_Minus, 19)):
        press(key, CONTROL)
        assert reader.page.page.document.defaultFont().pixelSize() == size
    closed(desk)
    back = open_desk()
    assert loaded(qtbot, back).page.page.document.defaultFont().pixelSize() == 19
    press(Key.Key_0, CONTROL)
    assert loaded(qtbot, back).page.page.document.defaultFont().pixelSize() == 18
