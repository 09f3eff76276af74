"""Tabs over pages, by mouse and by the methods the actions call."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QStyleOptionTab,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop import theme as themes
from desktop.theme import Theme
from desktop.widgets.tabs import TabArea

LEFT, MIDDLE, RIGHT = (
    Qt.MouseButton.LeftButton,
    Qt.MouseButton.MiddleButton,
    Qt.MouseButton.RightButton,
)


class Page(QLabel):
    """A page that tells when it is shown."""

    def __init__(self, name: str, seen: list[str]) -> None:
        super().__init__(name)
        self.name, self._seen = name, seen

    def showEvent(self, event: object) -> None:
        self._seen.append(self.name)


@pytest.fixture
def seen() -> list[str]:
    return []


@pytest.fixture
def tabs(qtbot: QtBot, theme: Theme) -> Iterator[TabArea]:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    made = TabArea(QLabel("Nothing is open."), theme, window)
    column.addWidget(made)
    column.addWidget(QLineEdit(window))
    window.resize(900, 300)
    with qtbot.waitExposed(window):
        window.show()
    yield made
    window.hide()


@pytest.fixture
def three(tabs: TabArea, seen: list[str]) -> TabArea:
    for name in "abc":
        tabs.add(name, Page(name, seen), name.upper() * 6)
    return tabs


def names(tabs: TabArea) -> list[str]:
    return [page.name for page in tabs.pages()]


def titles(tabs: TabArea) -> list[str]:
    return [tabs.bar.tabText(index) for index in range(tabs.bar.count())]


def front(tabs: TabArea) -> str:
    """The page that can be seen; the bar, the stack and `current` agree on it."""
    visible = [page.name for page in tabs.pages() if page.isVisible()]
    current = tabs.current()
    assert visible == ([current.name] if current else [])
    return visible[0] if visible else ""


def centre(tabs: TabArea, index: int) -> QPoint:
    return tabs.bar.tabRect(index).center()


def test_without_tabs_the_empty_page_is_shown(tabs: TabArea) -> None:
    assert tabs.current() is None
    assert tabs.pages() == []
    assert [label.text() for label in tabs.findChildren(QLabel) if label.isVisible()] == [
        "Nothing is open."
    ]


def test_a_new_tab_comes_behind_the_one_in_front_and_is_shown(
    three: TabArea, seen: list[str]
) -> None:
    three.show_page(three.page("a"))
    three.add("d", Page("d", seen), "D")
    assert names(three) == ["a", "d", "b", "c"]
    assert front(three) == "d"


def test_tabs_opened_unseen_keep_their_order_and_are_not_shown(
    tabs: TabArea, seen: list[str]
) -> None:
    for name in "abcd":
        tabs.add(name, Page(name, seen), name, show=False)
    assert names(tabs) == list("abcd")
    assert front(tabs) == "a"
    assert seen == ["a"]
    tabs.add("e", Page("e", seen), "e", show=False)
    assert names(tabs) == list("abcde")
    assert front(tabs) == "a"


def test_the_page_in_front_is_told_once_when_it_changes(qtbot: QtBot, three: TabArea) -> None:
    told: list[QWidget | None] = []
    three.current_changed.connect(told.append)
    three.show_page(three.page("a"))
    three.show_page(three.page("a"))
    assert [page.name for page in told] == ["a"]


def test_a_page_is_found_by_its_key(three: TabArea) -> None:
    assert three.page("b").name == "b"
    assert three.page("z") is None


# titles -------------------------------------------------------------------------------------


def test_an_ampersand_in_a_title_is_a_letter_not_a_key(tabs: TabArea, seen: list[str]) -> None:
    tabs.add("a", Page("a", seen), "Research & Training")
    assert titles(tabs) == ["Research && Training"]
    assert tabs.bar.tabToolTip(0) == "Research & Training"
    tabs.set_title(tabs.page("a"), "Peace & Quiet")
    assert titles(tabs) == ["Peace && Quiet"]
    assert tabs.bar.tabToolTip(0) == "Peace & Quiet"


def test_a_title_that_comes_too_late_is_no_trouble(three: TabArea) -> None:
    page = three.page("b")
    three.remove(page)
    three.set_title(page, "Loaded now")
    assert titles(three) == ["AAAAAA", "CCCCCC"]


# going from tab to tab ----------------------------------------------------------------------


def test_tabs_that_came_before_the_window_was_seen_have_their_room(
    qtbot: QtBot, theme: Theme, seen: list[str]
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    made = TabArea(QLabel("Nothing is open."), theme, window)
    column.addWidget(made)
    window.resize(900, 300)
    for name in "abc":  # laid out without a tab, then with one more each time
        column.activate()
        assert made.layout().sizeHint().isValid()
        made.add(name, Page(name, seen), name.upper() * 6)
        assert made.bar.sizeHint().height() > 0
    with qtbot.waitExposed(window):
        window.show()
    qtbot.waitUntil(lambda: made.bar.height() == made.bar.sizeHint().height() > 0)


def test_tabs_are_measured_anew_in_another_font(three: TabArea) -> None:
    before = three.bar.width_wanted()
    three.bar.setStyleSheet("font-size: 60px")
    assert three.bar.width_wanted() > 1.3 * before


def test_turning_goes_round_and_round(three: TabArea) -> None:
    three.show_page(three.page("a"))
    there = []
    for by in (1, 1, 1, -1, -1):
        three.turn(by)
        there.append(front(three))
    assert there == ["b", "c", "a", "c", "b"]


def test_turning_without_tabs_is_no_trouble(tabs: TabArea) -> None:
    tabs.turn(1)
    tabs.show_number(1)
    tabs.show_number(9)
    assert tabs.current() is None


@pytest.mark.parametrize(("number", "name"), [(1, "a"), (2, "b"), (3, "c"), (8, "c"), (9, "c")])
def test_tabs_have_numbers_and_nine_is_the_last(three: TabArea, number: int, name: str) -> None:
    three.show_page(three.page("b"))
    three.show_number(number)
    assert front(three) == name


def test_a_click_shows_a_tab(three: TabArea) -> None:
    QTest.mouseClick(three.bar, LEFT, pos=centre(three, 0))
    assert front(three) == "a"


def test_arrow_keys_go_along_the_bar(three: TabArea) -> None:
    three.show_page(three.page("a"))
    three.bar.setFocus()
    QTest.keyClick(three.bar, Qt.Key.Key_Right)
    assert front(three) == "b"
    QTest.keyClick(three.bar, Qt.Key.Key_Left)
    assert front(three) == "a"


def test_a_tab_is_dragged_to_another_place(qtbot: QtBot, three: TabArea) -> None:
    three.show_page(three.page("c"))
    start, end = centre(three, 0), centre(three, 2) + QPoint(20, 0)
    QTest.mousePress(three.bar, LEFT, pos=start)
    for step in range(1, 11):
        QTest.mouseMove(three.bar, start + (end - start) * (step / 10))
    QTest.mouseRelease(three.bar, LEFT, pos=end)
    assert names(three) == ["b", "c", "a"]
    assert titles(three) == ["BBBBBB", "CCCCCC", "AAAAAA"]
    assert front(three) == "a"
    three.show_number(1)
    assert front(three) == "b"


def test_after_a_move_a_close_button_closes_its_own_tab(qtbot: QtBot, three: TabArea) -> None:
    three.bar.moveTab(0, 2)
    button = three.bar.tabButton(2, QTabBar.ButtonPosition.RightSide)
    with qtbot.waitSignal(three.close_requested) as closed:
        QTest.mouseClick(button, LEFT)
    assert closed.args[0].name == "a"


# closing ------------------------------------------------------------------------------------


@pytest.mark.parametrize("index", [0, 1, 2])
def test_the_middle_button_asks_to_close_the_tab_under_it(
    qtbot: QtBot, three: TabArea, index: int
) -> None:
    with qtbot.waitSignal(three.close_requested) as closed:
        QTest.mouseClick(three.bar, MIDDLE, pos=centre(three, index))
    assert closed.args[0] is three.pages()[index]
    assert front(three) == "c"


def test_other_buttons_and_other_places_close_nothing(qtbot: QtBot, three: TabArea) -> None:
    beside = QPoint(three.bar.tabRect(2).right() + 60, centre(three, 2).y())
    with qtbot.assertNotEmitted(three.close_requested):
        QTest.mouseClick(three.bar, RIGHT, pos=centre(three, 1))
        QTest.mouseClick(three.bar, MIDDLE, pos=beside)


def test_the_tab_in_front_closes_and_its_neighbour_comes_forward(
    qtbot: QtBot, three: TabArea
) -> None:
    three.show_page(three.page("b"))
    page = three.page("b")
    with qtbot.waitSignal(page.destroyed):
        three.remove(page)
    assert names(three) == ["a", "c"]
    assert front(three) in {"a", "c"}
    assert three.page("b") is None


def test_closing_a_tab_behind_leaves_the_front_as_it_is(three: TabArea) -> None:
    three.remove(three.page("a"))
    assert names(three) == ["b", "c"]
    assert front(three) == "c"


def test_closing_shows_no_page_but_the_one_that_comes_forward(
    tabs: TabArea, seen: list[str]
) -> None:
    for name in "abcd":
        tabs.add(name, Page(name, seen), name, show=False)
    tabs.bar.moveTab(3, 1)  # the pages lie in another order now than their tabs
    tabs.show_page(tabs.page("d"))
    seen.clear()
    tabs.remove(tabs.page("d"))
    assert front(tabs) == "b"
    assert seen == ["b"]


def test_closing_the_last_tab_shows_the_empty_page(qtbot: QtBot, tabs: TabArea) -> None:
    tabs.add("a", Page("a", []), "A")
    with qtbot.waitSignal(tabs.current_changed) as changed:
        tabs.remove(tabs.page("a"))
    assert changed.args == [None]
    assert tabs.current() is None
    shown = [label.text() for label in tabs.findChildren(QLabel) if label.isVisible()]
    assert shown == ["Nothing is open."]


def test_a_key_can_be_used_again_after_its_tab_is_gone(tabs: TabArea, seen: list[str]) -> None:
    tabs.add("a", Page("first", seen), "A")
    tabs.remove(tabs.page("a"))
    tabs.add("a", Page("second", seen), "A")
    assert names(tabs) == ["second"]


# places and pins ----------------------------------------------------------------------------


def pins(tabs: TabArea) -> list[str]:
    return [page.name for page in tabs.pages() if tabs.pinned(page)]


def drag(tabs: TabArea, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(tabs.bar, LEFT, pos=start)
    for step in range(1, 11):
        QTest.mouseMove(tabs.bar, start + (end - start) * (step / 10))
    QTest.mouseRelease(tabs.bar, LEFT, pos=end)


def test_a_tab_comes_to_a_place_that_is_asked_for(three: TabArea, seen: list[str]) -> None:
    three.add("d", Page("d", seen), "D", at=1)
    assert names(three) == ["a", "d", "b", "c"]
    three.add("e", Page("e", seen), "E", at=99, show=False)
    assert names(three) == ["a", "d", "b", "c", "e"]


def test_pinned_tabs_stand_first_in_the_order_they_were_pinned(three: TabArea) -> None:
    three.set_pinned(three.page("c"), True)
    three.set_pinned(three.page("b"), True)
    assert names(three) == ["c", "b", "a"]
    assert pins(three) == ["c", "b"]
    assert front(three) == "c"
    three.set_pinned(three.page("c"), False)
    assert names(three) == ["b", "c", "a"]
    assert pins(three) == ["b"]


def test_pinning_twice_is_pinning(three: TabArea) -> None:
    for _ in range(2):
        three.set_pinned(three.page("b"), True)
    assert names(three) == ["b", "a", "c"]
    for _ in range(2):
        three.set_pinned(three.page("b"), False)
    assert names(three) == ["b", "a", "c"]
    assert pins(three) == []


def test_new_tabs_come_behind_the_pinned_ones(three: TabArea, seen: list[str]) -> None:
    for name in "abc":
        three.set_pinned(three.page(name), True)
    three.show_page(three.page("a"))
    three.add("d", Page("d", seen), "D")
    three.add("e", Page("e", seen), "E", at=0)
    assert names(three) == ["a", "b", "c", "e", "d"]


def test_a_pin_goes_with_its_tab(three: TabArea, seen: list[str]) -> None:
    three.set_pinned(three.page("a"), True)
    three.remove(three.page("a"))
    three.add("a", Page("a", seen), "A", at=0)
    assert pins(three) == []
    assert names(three) == ["a", "b", "c"]


def test_a_pinned_tab_is_narrow_has_a_pin_and_says_so(three: TabArea) -> None:
    page = three.page("b")
    three.set_title(page, "A title that is long enough to fill a tab")
    wide = three.bar.tabSizeHint(1).width()
    three.set_pinned(page, True)
    assert three.bar.tabRect(0).width() < wide
    assert three.bar.accessibleTabName(0) == "A title that is long enough to fill a tab, pinned"
    assert three.title(page) == "A title that is long enough to fill a tab"
    button = three.bar.tabButton(0, QTabBar.ButtonPosition.RightSide)
    assert (button.objectName(), button.accessibleName()) == ("tabPin", "Unpin tab")
    QTest.mouseClick(button, LEFT)
    assert pins(three) == []
    assert three.bar.tabButton(0, QTabBar.ButtonPosition.RightSide).objectName() == "tabClose"
    assert three.bar.accessibleTabName(0) == "A title that is long enough to fill a tab"


def test_a_tab_moves_among_its_kind_only(three: TabArea, seen: list[str]) -> None:
    three.add("d", Page("d", seen), "D", at=3)
    for name in "ab":
        three.set_pinned(three.page(name), True)
    moved = [three.move_page(three.page(name), by) for name, by in
             (("a", -1), ("a", 1), ("a", 1), ("c", -1), ("c", 1), ("c", 1))]  # fmt: skip
    assert moved == [False, True, False, False, True, False]
    assert names(three) == ["b", "a", "d", "c"]


@pytest.mark.parametrize(("start", "far"), [(0, 1), (2, -1)])
def test_no_tab_is_dragged_over_the_border(three: TabArea, start: int, far: int) -> None:
    three.set_pinned(three.page("a"), True)
    three.set_pinned(three.page("b"), True)
    first = centre(three, start)
    end = QPoint(three.bar.width() - 2 if far > 0 else 1, first.y())
    drag(three, first, end)
    assert pins(three) == (["b", "a"] if start == 0 else ["a", "b"])
    assert names(three)[2] == "c"


# used last ----------------------------------------------------------------------------------


def test_pages_are_known_in_the_order_they_were_used(three: TabArea, seen: list[str]) -> None:
    assert [page.name for page in three.recent()] == ["c", "b", "a"]
    three.show_page(three.page("a"))
    three.add("d", Page("d", seen), "D", show=False)
    assert [page.name for page in three.recent()] == ["a", "c", "b", "d"]
    three.remove(three.page("a"))
    assert three.recent()[0] is three.current()
    assert {page.name for page in three.recent()} == {"b", "c", "d"}


# menus --------------------------------------------------------------------------------------


def test_a_right_click_asks_for_the_menu_of_the_tab_under_it(qtbot: QtBot, three: TabArea) -> None:
    point = centre(three, 1)
    where = three.bar.mapToGlobal(point)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, where)
    with qtbot.waitSignal(three.menu_requested) as asked:
        QApplication.sendEvent(three.bar, event)
    assert asked.args == [three.page("b"), where]


def test_the_menu_key_asks_for_the_menu_of_the_tab_in_front(qtbot: QtBot, three: TabArea) -> None:
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), QPoint(1, 1))
    with qtbot.waitSignal(three.menu_requested) as asked:
        QApplication.sendEvent(three.bar, event)
    assert asked.args[0] is three.page("c")


def test_beside_the_tabs_there_is_no_menu(qtbot: QtBot, three: TabArea) -> None:
    beside = QPoint(three.bar.width() - 2, 8)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, beside, three.bar.mapToGlobal(beside))
    with qtbot.assertNotEmitted(three.menu_requested):
        QApplication.sendEvent(three.bar, event)


def test_the_list_of_tabs_is_offered_once_titles_are_cut(qtbot: QtBot, three: TabArea) -> None:
    button = three.all_button
    assert not button.isVisible()
    for number in range(12):
        three.add(number, Page(str(number), []), f"A rather long title, number {number}")
    qtbot.waitUntil(button.isVisible)
    assert button.accessibleName() == "All tabs"
    assert not button.icon().isNull()
    with qtbot.waitSignal(three.list_requested):
        QTest.mouseClick(button, LEFT)
    for number in range(12):
        three.remove(three.page(number))
    qtbot.waitUntil(button.isHidden)


def test_the_bar_can_be_folded_away(three: TabArea) -> None:
    three.show_bar(False)
    assert not three.bar.isVisible()
    three.show_bar(True)
    assert three.bar.isVisible()


# looks and names ----------------------------------------------------------------------------


def test_close_buttons_have_a_name_a_key_and_stay_out_of_the_tab_order(three: TabArea) -> None:
    buttons = three.bar.findChildren(QToolButton, "tabClose")
    assert len(buttons) == 3
    for button in buttons:
        assert button.accessibleName() == "Close tab"
        assert "Ctrl+W" in button.toolTip()
        assert button.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert three.bar.accessibleName() == "Tabs"


def test_close_buttons_take_another_theme(three: TabArea) -> None:
    button = three.bar.findChildren(QToolButton, "tabClose")[0]
    before = button.icon().pixmap(14).toImage()
    three.set_theme(themes.theme("contrast"))
    assert button.icon().pixmap(14).toImage() != before


def test_many_tabs_can_be_scrolled_and_never_widen_the_window(
    qtbot: QtBot, tabs: TabArea, seen: list[str]
) -> None:
    for number in range(40):
        tabs.add(number, Page(str(number), seen), f"A rather long title of document {number}")
    assert tabs.minimumSizeHint().width() < 400
    qtbot.waitUntil(lambda: tabs.bar.rect().contains(tabs.bar.tabRect(39)))


def test_titles_are_cut_short_before_the_bar_is_scrolled(
    qtbot: QtBot, tabs: TabArea, seen: list[str]
) -> None:
    for number in range(6):
        tabs.add(number, Page(str(number), seen), f"A rather long title of document {number}")
    least = sum(tabs.bar.minimumTabSizeHint(index).width() for index in range(6))
    tabs.window().resize(least + 100, 300)
    qtbot.waitUntil(tabs.all_button.isVisible)
    assert tabs.bar.width_wanted() > tabs.width()
    shown = [tabs.bar.tabRect(index) for index in range(6)]
    assert all(tabs.bar.rect().contains(rect) for rect in shown)


def painted(tabs: TabArea, index: int) -> str:
    """What can be read on a tab."""
    option = QStyleOptionTab()
    tabs.bar.initStyleOption(option, index)
    return option.text


@pytest.mark.parametrize("size", [9, 13, 18])
def test_with_many_tabs_symbols_stay_whole_in_every_font(
    qtbot: QtBot, tabs: TabArea, theme: Theme, seen: list[str], size: int
) -> None:
    tabs.window().setStyleSheet(f"{themes.style_sheet(theme)} QTabBar {{ font-size: {size}px; }}")
    for number in range(12):
        tabs.add(number, Page(str(number), seen), f"A/RES/78/31{number % 10}")
    tabs.set_title(tabs.page(10), "A/C.3/78/L.49/Rev.1, the draft")
    tabs.set_pinned(tabs.page(0), True)
    qtbot.waitUntil(tabs.all_button.isVisible)
    assert painted(tabs, 0) == "A/RES/78/310"
    assert painted(tabs, 9) == "A/RES/78/319"
    assert painted(tabs, 10).startswith("A/")
    assert painted(tabs, 10).endswith("ft")


def test_no_button_of_a_tab_shows_through_the_arrows(
    qtbot: QtBot, tabs: TabArea, theme: Theme, seen: list[str]
) -> None:
    tabs.window().setStyleSheet(themes.style_sheet(theme))
    for number in range(12):
        tabs.add(number, Page(str(number), seen), f"A rather long title of document {number}")
    tabs.show_number(1)
    arrow = tabs.bar.findChild(QToolButton, "ScrollLeftButton")
    qtbot.waitUntil(arrow.isVisible)
    looks = []
    for width in range(500, 640, 6):
        tabs.window().resize(width, 300)
        looks.append(tabs.bar.grab(arrow.geometry()).toImage())
    assert all(look == looks[0] for look in looks)


def test_where_titles_become_shorter_no_room_is_left_unused(
    qtbot: QtBot, tabs: TabArea, seen: list[str]
) -> None:
    for number in range(12):
        tabs.add(number, Page(str(number), seen), f"A rather long title of document {number}")
    assert tabs.bar.tabRect(0).left() < 0
    for number in range(12):
        tabs.set_title(tabs.page(number), str(number))
    qtbot.waitUntil(lambda: tabs.bar.tabRect(0).left() == 0)
