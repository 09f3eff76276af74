"""The colour buttons, and the bar above selected words."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTextEdit, QToolButton, QVBoxLayout, QWidget

from db.models import COLORS
from desktop import theme as themes
from desktop.notes.color_bar import ColorBar
from desktop.notes.colors import ColorButton, ColorChoice

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def choice(qtbot: Any, theme: themes.Theme) -> ColorChoice:
    widget = ColorChoice(theme)
    qtbot.addWidget(widget)
    widget.show()
    return widget


def test_every_colour_has_a_name_a_number_and_a_key(choice: ColorChoice) -> None:
    buttons = choice.buttons()
    assert [button.accessibleName() for button in buttons] == [c.capitalize() for c in COLORS]
    assert [button.text() for button in buttons] == list("123456")
    assert buttons[5].toolTip() == "Purple (Alt+6)"


def test_a_click_chooses_and_a_check_from_outside_does_not(qtbot: Any, choice: ColorChoice) -> None:
    with qtbot.assertNotEmitted(choice.chosen):
        choice.check("blue")
    assert choice.color == "blue"
    with qtbot.waitSignal(choice.chosen) as caught:
        qtbot.mouseClick(choice.buttons()[3], LEFT)
    assert caught.args == ["pink"]
    assert choice.color == "pink"
    choice.check("no colour")
    assert choice.color == "yellow"


def test_arrow_keys_go_from_colour_to_colour(qtbot: Any, choice: ColorChoice) -> None:
    choice.check("yellow")
    choice.activateWindow()
    choice.buttons()[0].setFocus()
    with qtbot.waitSignal(choice.chosen) as caught:
        qtbot.keyClick(choice.buttons()[0], Qt.Key.Key_Right)
    assert caught.args == ["green"]


@pytest.mark.parametrize("name", themes.NAMES)
def test_the_checked_one_differs_by_shape(qtbot: Any, name: str) -> None:
    theme = themes.theme(name)
    button = ColorButton("green", "2", theme)
    qtbot.addWidget(button)
    button.setCheckable(True)
    plain = button.grab().toImage()
    button.setChecked(True)
    checked = button.grab().toImage()
    inside = [(x, y) for x in range(8, 24) for y in range(8, 24)]
    differing = sum(plain.pixelColor(*at) != checked.pixelColor(*at) for at in inside)
    assert differing > 20
    assert plain.pixelColor(7, 16).name() == theme.green.lower()
    button.set_theme(themes.theme("dark" if name == "light" else "light"))
    assert button.grab().toImage() != checked


# the bar ----------------------------------------------------------------------------------------


@pytest.fixture
def page(qtbot: Any) -> Iterator[QTextEdit]:
    window = QWidget()
    qtbot.addWidget(window)
    text = QTextEdit("Words of the text", window)
    QVBoxLayout(window).addWidget(text)
    window.resize(500, 200)
    window.show()
    window.activateWindow()
    text.setFocus()
    qtbot.waitUntil(text.hasFocus)
    yield text
    window.close()


def tool(bar: ColorBar, name: str) -> QToolButton:
    found = bar.findChildren(QToolButton)
    return next(one for one in found if one.accessibleName() == name)


def test_the_bar_has_styles_and_offers_range_or_merge(
    qtbot: Any, page: QTextEdit, theme: themes.Theme
) -> None:
    bar = ColorBar(theme, page.window())
    bar.show()
    with qtbot.waitSignal(bar.style_chosen) as caught:
        qtbot.mouseClick(tool(bar, "Wavy line"), LEFT)
    assert caught.args == ["squiggle"]
    for touched, shown in ((0, ""), (1, "Range"), (3, "Merge")):
        bar.offer_for(touched)
        offered = [n for n in ("Range", "Merge") if tool(bar, n).isVisible()]
        assert offered == ([shown] if shown else [])


def test_the_bar_asks_and_leaves_the_focus_on_the_page(
    qtbot: Any, page: QTextEdit, theme: themes.Theme
) -> None:
    bar = ColorBar(theme, page.window())
    bar.move(20, 20)
    bar.show()
    swatches = bar.findChildren(ColorButton)
    for swatch, color in zip(swatches, COLORS, strict=True):
        with qtbot.waitSignal(bar.color_chosen) as caught:
            qtbot.mouseClick(swatch, LEFT)
        assert caught.args == [color]
    with qtbot.waitSignal(bar.note_requested):
        qtbot.mouseClick(tool(bar, "Note"), LEFT)
    assert page.hasFocus()


def test_the_bar_shows_its_keys(page: QTextEdit, theme: themes.Theme) -> None:
    bar = ColorBar(theme, page.window())
    assert [swatch.toolTip() for swatch in bar.findChildren(ColorButton)][:2] == [
        "Yellow (1)",
        "Green (2)",
    ]
    note = tool(bar, "Note")
    assert note.text().split() == ["Note", "N"]
    assert note.accessibleName() == "Note"
    assert all(w.focusPolicy() == Qt.FocusPolicy.NoFocus for w in bar.findChildren(QWidget))


def test_the_bar_follows_the_theme(page: QTextEdit, theme: themes.Theme) -> None:
    bar = ColorBar(theme, page.window())
    bar.set_theme(themes.theme("contrast"))
    image = bar.grab().toImage()
    assert image.pixelColor(bar.width() // 2, 2).name() == "#000000"
    assert bar.width() < 420
