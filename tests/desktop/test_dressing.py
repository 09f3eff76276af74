"""Dressing the application: every part has the colours of the theme, in view or not."""

import gc
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop import theme as themes
from desktop.app import Desk
from desktop.dressing import BASE, Dresser
from desktop.notes.body_edit import BodyEdit
from desktop.notes.preview import NotePreview
from desktop.widgets.check_box import CheckBox

OpenDesk = Callable[..., Desk]
LIGHT = themes.theme("light")


@pytest.fixture
def dresser(qapp: QApplication) -> Iterator[Dresser]:
    yield Dresser(LIGHT)
    gc.collect()
    qapp.setStyleSheet("")
    qapp.setPalette(qapp.style().standardPalette())


@pytest.fixture
def window(dresser: Dresser, qtbot: QtBot) -> QWidget:
    """A button deep inside, a line to write on, a box to check."""
    made = QWidget()
    qtbot.addWidget(made)
    inner = QWidget(made)
    column = QVBoxLayout(inner)
    for part in (QPushButton("Start", objectName="primary"), QLineEdit(), CheckBox("Box")):
        column.addWidget(part)
    QVBoxLayout(made).addWidget(inner)
    with qtbot.waitExposed(made):
        made.show()
    return made


def ground(widget: QWidget) -> str:
    """The colour near the upper edge of a widget, where no letter is."""
    image = widget.grab().toImage()
    return QColor(image.pixelColor(image.width() // 2, 5)).name()


@pytest.mark.parametrize("name", themes.NAMES[1:])
def test_what_is_in_view_has_the_new_colours_at_once(
    window: QWidget, dresser: Dresser, name: str
) -> None:
    wanted = themes.theme(name)
    assert ground(window.findChild(QPushButton)) == LIGHT.color("accent").name()
    dresser.dress(wanted)
    assert ground(window.findChild(QPushButton)) == wanted.color("accent").name()
    assert ground(window.findChild(QLineEdit)) == wanted.color("page").name()


def test_what_is_hidden_has_them_before_long(
    window: QWidget, dresser: Dresser, qtbot: QtBot
) -> None:
    dark = themes.theme("dark")
    window.hide()
    dresser.dress(dark)
    qtbot.waitUntil(lambda: not dresser._slices.busy)
    window.show()
    assert ground(window.findChild(QPushButton)) == dark.color("accent").name()


def test_a_widget_that_goes_meanwhile_is_passed_over(
    window: QWidget, dresser: Dresser, qtbot: QtBot
) -> None:
    gone = [QPushButton(window) for _ in range(300)]
    for button in gone:
        button.hide()
    dresser.dress(themes.theme("dark"))
    for button in gone:
        button.deleteLater()
    qtbot.waitUntil(lambda: not dresser._slices.busy)


def test_the_same_theme_again_is_no_work(dresser: Dresser) -> None:
    dresser.dress(LIGHT)
    assert not dresser._slices.busy


def test_the_letters_of_the_interface_have_one_size(window: QWidget) -> None:
    assert {part.font().pixelSize() for part in window.findChildren(QWidget)} == {BASE}


@pytest.mark.parametrize("name", themes.NAMES)
def test_the_frame_of_a_check_box_can_be_seen(window: QWidget, dresser: Dresser, name: str) -> None:
    wanted = themes.theme(name)
    dresser.dress(wanted)
    box = window.findChild(CheckBox)
    image = box.grab().toImage()
    column = {image.pixelColor(6, y).lightness() for y in range(image.height())}
    page = wanted.color("window").lightness()
    assert max(abs(lightness - page) for lightness in column) > 40


def test_a_notes_preview_that_was_hidden_wears_the_new_theme(
    open_desk: OpenDesk, qtbot: QtBot
) -> None:
    desk = open_desk()
    preview = desk.window.findChild(NotePreview)
    desk.themes.choose("dark")
    qtbot.waitUntil(lambda: not desk._dresser._slices.busy)
    QTest.keyClick(desk.navigator.reader().page, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), BodyEdit))
    QTest.keyClicks(QApplication.focusWidget(), "**bold**")
    qtbot.waitUntil(preview.isVisible)
    assert ground(preview) == themes.theme("dark").color("surface").name()
