"""The reading ruler: where its band is, what it dims, what goes through it."""

import pytest
from made_editions import page, passage
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from test_theme import contrast

from desktop import theme as themes
from desktop.reader.page_view import PageView
from desktop.reader.ruler import DIM, Ruler
from desktop.theme import Theme

LONG = "Requests the Secretary-General to report on ink and on paper of all kinds. " * 6


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> PageView:
    made = PageView(theme)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show_page(page(*(passage(f"op{n}", LONG) for n in range(1, 30))), theme)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.setFocus()
    return made


@pytest.fixture
def ruler(view: PageView, theme: Theme) -> Ruler:
    return Ruler(view, theme)


def test_the_band_lies_over_the_line_of_the_caret(view: PageView, ruler: Ruler) -> None:
    assert ruler.band.contains(view.cursorRect().center())
    before = ruler.band
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert ruler.band.top() > before.top()
    assert ruler.band.contains(view.cursorRect().center())
    assert ruler.band.width() == view.viewport().width()


def test_the_band_follows_the_pointer_and_snaps_to_its_line(view: PageView, ruler: Ruler) -> None:
    caret = view.textCursor().position()
    point = QPoint(400, 300)
    QTest.mouseMove(view.viewport(), point)
    line = view.cursorRect(view.cursorForPosition(point))
    assert ruler.band.contains(QPoint(10, line.center().y()))
    assert view.textCursor().position() == caret


def test_a_key_takes_the_band_back_to_the_caret(view: PageView, ruler: Ruler) -> None:
    QTest.mouseMove(view.viewport(), QPoint(400, 500))
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert ruler.band.contains(view.cursorRect().center())


def test_the_band_stays_in_view_when_the_page_is_scrolled(view: PageView, ruler: Ruler) -> None:
    for value in (4000, 0, 900):
        view.verticalScrollBar().setValue(value)
        assert view.viewport().rect().contains(ruler.band)


def test_the_band_grows_with_the_letters(view: PageView, ruler: Ruler, theme: Theme) -> None:
    small = ruler.band.height()
    view.show_page(page(passage("op1", LONG), size=36), theme)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert ruler.band.height() > small


def test_the_ruler_covers_the_page_whatever_its_size(view: PageView, ruler: Ruler) -> None:
    view.resize(640, 400)
    assert ruler.geometry() == view.viewport().geometry()


def test_a_click_goes_through_to_the_page(view: PageView, ruler: Ruler, qtbot: QtBot) -> None:
    target = view.cursorRect(view.cursorForPosition(QPoint(400, 400))).center()
    assert view.childAt(view.viewport().mapToParent(target)) is not ruler
    with qtbot.waitSignal(view.place_changed):
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=target)


@pytest.mark.parametrize("name", themes.NAMES)
def test_the_dimmed_text_can_still_be_read(ruler: Ruler, name: str) -> None:
    theme = themes.theme(name)
    ruler.set_theme(theme)
    over, share = theme.color("window"), ruler.dimming().alphaF()

    def dimmed(token: str) -> object:
        under = theme.color(token)
        parts = zip(under.getRgb()[:3], over.getRgb()[:3], strict=True)
        under.setRgb(*(round(a * (1 - share) + b * share) for a, b in parts))
        return under

    assert share <= DIM + 0.01
    assert contrast(dimmed("text"), dimmed("page")) >= 4.5


def test_the_rest_is_dimmed_and_the_band_is_not(view: PageView, theme: Theme) -> None:
    plain = view.grab().toImage()
    ruler = Ruler(view, theme)
    ruled = view.grab().toImage()
    middle, below = ruler.band.center().y(), ruler.band.bottom() + 30
    x = view.viewport().width() - 12
    assert ruled.pixelColor(x, middle) == plain.pixelColor(x, middle)
    assert ruled.pixelColor(x, below) != plain.pixelColor(x, below)
    assert ruled.pixelColor(x, ruler.band.top()) == theme.color("accent")
