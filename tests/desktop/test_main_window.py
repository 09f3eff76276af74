"""The window: which panels are in view at which size, focus mode, full screen, layout kept."""

import json
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from desktop import theme as themes
from desktop.main_window import ONE_PANEL, TWO_PANELS, MainWindow
from desktop.rail import MODES
from desktop.theme import Theme

WIDE, MIDDLE, NARROW = (1600, 1000), (1024, 700), (800, 480)
LEFT = Qt.MouseButton.LeftButton


class Window(MainWindow):
    """A window with a field in every panel, its actions wired as `app.py` does."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        actions = self.actions_by_name
        actions["side"].triggered.connect(self.show_side)
        actions["focus"].triggered.connect(self.focus_page)
        actions["full_screen"].triggered.connect(self.full_screen)
        self.tabs.add("page", QLineEdit("page"), "Page")
        self.parts = {mode: QLineEdit(mode) for mode in MODES}

    def furnished(self) -> "Window":
        panels = {mode: part for mode, part in self.parts.items() if mode != "notes"}
        for _ in self.furnishing(panels, self.parts["notes"]):
            pass
        return self

    def shown(self) -> str:
        """What is in view, from left to right."""
        names = {"rail": self.rail, "side": self._side, "notes": self._notes}
        names |= {"tabs": self.tabs.bar, "status": self.statusBar()}
        return " ".join(name for name, part in names.items() if part.isVisible())


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> Window:
    made = Window(theme)
    qtbot.addWidget(made)
    made.resize(*WIDE)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.furnished()
    return made


def covers(window: Window, panel: QWidget) -> bool:
    """Tell whether a panel lies over the tabs."""
    mine = panel.rect().translated(panel.mapTo(window, panel.rect().topLeft()))
    page = window.tabs.rect().translated(window.tabs.mapTo(window, window.tabs.rect().topLeft()))
    return mine.intersects(page)


def checked(window: Window) -> set[str]:
    buttons = window.rail.findChildren(QToolButton)
    return {button.objectName() for button in buttons if button.isChecked()}


# sizes --------------------------------------------------------------------------------------


def test_a_wide_window_has_both_panels_and_the_page_side_by_side(window: Window) -> None:
    assert window.shown() == "rail side notes tabs status"
    assert not covers(window, window._side)
    assert not covers(window, window._notes)
    assert window.tabs.width() > 700
    assert checked(window) == {"contents", "notes"}


def test_a_middle_window_has_one_panel_and_the_page(qtbot: QtBot, window: Window) -> None:
    window.resize(*MIDDLE)
    assert window.shown() == "rail side tabs status"
    assert not covers(window, window._side)
    qtbot.waitUntil(lambda: window.tabs.width() > 600)
    window.show_notes(True)
    assert window.shown() == "rail notes tabs status"
    window.show_panel("search")
    assert window.shown() == "rail side tabs status"
    assert checked(window) == {"search"}


def test_a_narrow_window_has_the_page_alone_and_panels_slide_over_it(window: Window) -> None:
    window.resize(*NARROW)
    assert (window.width(), window.height()) == NARROW
    assert window.shown() == "rail tabs status"
    width = window.tabs.width()
    window.show_panel("library")
    assert window.shown() == "rail side tabs status"
    assert covers(window, window._side)
    assert window.tabs.width() == width
    assert window.parts["library"].isVisible()
    window.show_notes(True)
    assert window.shown() == "rail notes tabs status"
    assert covers(window, window._notes)
    assert window._notes.mapTo(window, window._notes.rect().topRight()).x() == window.width() - 1
    window.show_page()
    assert window.shown() == "rail tabs status"


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW, (640, 400)])
def test_everything_in_view_is_within_the_window(window: Window, size: tuple[int, int]) -> None:
    window.resize(*size)
    for mode in MODES:
        window.show_notes(True) if mode == "notes" else window.show_panel(mode)
        for part in (window.rail, window._side, window._notes, window.tabs, window.statusBar()):
            if part.isVisible():
                area = part.rect().translated(part.mapTo(window, part.rect().topLeft()))
                assert window.rect().contains(area), (mode, part.objectName())


def test_panels_come_back_when_there_is_room_again(window: Window) -> None:
    for size, shown in (
        (MIDDLE, "rail side tabs status"),
        (NARROW, "rail tabs status"),
        (MIDDLE, "rail side tabs status"),
        (WIDE, "rail side notes tabs status"),
    ):
        window.resize(*size)
        assert window.shown() == shown
    assert not covers(window, window._side)


def test_panels_that_were_folded_away_stay_so(window: Window) -> None:
    window.show_side(False)
    for size in (NARROW, MIDDLE, WIDE):
        window.resize(*size)
        assert "side" not in window.shown()


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (TWO_PANELS, "rail side notes tabs status"),
        (TWO_PANELS - 1, "rail side tabs status"),
        (ONE_PANEL, "rail side tabs status"),
        (ONE_PANEL - 1, "rail tabs status"),
    ],
)
def test_the_bounds_are_where_they_are_said_to_be(window: Window, width: int, shown: str) -> None:
    window.resize(width, 700)
    assert window.shown() == shown


def test_a_window_that_opens_narrow_opens_with_the_page_alone(qtbot: QtBot, theme: Theme) -> None:
    made = Window(theme)
    qtbot.addWidget(made)
    made.resize(*NARROW)
    with qtbot.waitExposed(made):
        made.show()
    made.furnished()
    assert made.shown() == "rail tabs status"


# folding ------------------------------------------------------------------------------------


def test_f9_folds_the_side_panel_and_brings_the_same_one_back(window: Window) -> None:
    window.show_panel("search")
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert window.shown() == "rail notes tabs status"
    assert not window.actions_by_name["side"].isChecked()
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert window.shown() == "rail side notes tabs status"
    assert window.parts["search"].isVisible()
    assert window.actions_by_name["side"].isChecked()


def test_f9_in_a_narrow_window_slides_the_panel_in_and_out(window: Window) -> None:
    window.resize(*NARROW)
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert window.shown() == "rail side tabs status"
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert window.shown() == "rail tabs status"


def test_the_panel_that_is_shown_folds_away_when_it_is_asked_for_again(window: Window) -> None:
    window.toggle_panel("library")
    assert (window.panel, window.side_shown) == ("library", True)
    window.toggle_panel("library")
    assert (window.panel, window.side_shown) == ("library", False)
    window.toggle_panel("quiz")
    assert (window.panel, window.side_shown) == ("quiz", True)


def test_focus_mode_leaves_only_the_page_and_brings_all_back(qtbot: QtBot, window: Window) -> None:
    QTest.keyClick(window, Qt.Key.Key_F9, Qt.KeyboardModifier.ShiftModifier)
    assert window.shown() == ""
    qtbot.waitUntil(lambda: window.tabs.width() == window.width())
    QTest.keyClick(window, Qt.Key.Key_F9, Qt.KeyboardModifier.ShiftModifier)
    assert window.shown() == "rail side notes tabs status"


@pytest.mark.parametrize(
    "ask",
    [
        lambda window: window.show_panel("search"),
        lambda window: window.show_notes(True),
        lambda window: window.show_side(True),
    ],
)
def test_a_panel_that_is_asked_for_ends_focus_mode(window: Window, ask: Any) -> None:
    window.focus_page(True)
    ask(window)
    assert "tabs" in window.shown()
    assert not window.actions_by_name["focus"].isChecked()


def test_escape_ends_focus_mode_where_nothing_tells_another_way_out(window: Window) -> None:
    window.focus_page(True)
    page = window.tabs.current()
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert window.shown() == "rail side notes tabs status"


def test_escape_on_the_page_slides_the_panel_over_it_away(window: Window) -> None:
    window.resize(*NARROW)
    window.show_panel("contents")
    page = window.tabs.current()
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert window.shown() == "rail tabs status"


def test_escape_on_the_page_closes_the_message_of_the_window_first(window: Window) -> None:
    window.resize(*NARROW)
    window.show_panel("contents")
    window.banner.say("Something happened.")
    page = window.tabs.current()
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert window.banner.words == ""
    assert window.side_shown


def test_in_a_wide_window_escape_folds_nothing_away(window: Window) -> None:
    page = window.tabs.current()
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert window.shown() == "rail side notes tabs status"


def test_f11_fills_the_screen_and_comes_back(qtbot: QtBot, window: Window) -> None:
    QTest.keyClick(window, Qt.Key.Key_F11)
    qtbot.waitUntil(window.isFullScreen)
    assert window.actions_by_name["full_screen"].isChecked()
    QTest.keyClick(window, Qt.Key.Key_F11)
    qtbot.waitUntil(lambda: not window.isFullScreen())
    assert not window.actions_by_name["full_screen"].isChecked()


def test_from_full_screen_a_window_comes_back_as_large_as_it_was(
    qtbot: QtBot, window: Window
) -> None:
    window.showMaximized()
    qtbot.waitUntil(window.isMaximized)
    window.full_screen(True)
    qtbot.waitUntil(window.isFullScreen)
    window.full_screen(False)
    qtbot.waitUntil(lambda: not window.isFullScreen())
    assert window.isMaximized()


def test_escape_leaves_focus_mode_then_full_screen(qtbot: QtBot, window: Window) -> None:
    window.full_screen(True)
    window.focus_page(True)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.isFullScreen()
    assert not window.actions_by_name["focus"].isChecked()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isFullScreen()


def test_the_system_may_leave_full_screen_too(qtbot: QtBot, window: Window) -> None:
    window.actions_by_name["full_screen"].trigger()
    qtbot.waitUntil(window.isFullScreen)
    window.showNormal()
    qtbot.waitUntil(lambda: not window.actions_by_name["full_screen"].isChecked())


def test_notes_fold_away_beside_what_is_no_document(window: Window) -> None:
    window.let_notes_apply(False)
    assert window.shown() == "rail side tabs status"
    window.let_notes_apply(True)
    assert window.shown() == "rail side notes tabs status"


# rail, menu, status line --------------------------------------------------------------------


@pytest.mark.parametrize("mode", MODES)
def test_the_rail_asks_for_a_mode(qtbot: QtBot, window: Window, mode: str) -> None:
    button = window.rail.findChild(QToolButton, mode)
    with qtbot.waitSignal(window.mode_chosen) as chosen:
        QTest.mouseClick(button, LEFT)
    assert chosen.args == [mode]
    assert button.accessibleName()
    assert f"(Alt+{MODES.index(mode) + 1})" in button.toolTip() or mode == "search"


def test_the_rail_shows_what_is_in_view_not_what_was_clicked(window: Window) -> None:
    QTest.mouseClick(window.rail.findChild(QToolButton, "quiz"), LEFT)
    window.show_panel("contents")
    assert checked(window) == {"contents", "notes"}
    window.show_side(False)
    assert checked(window) == {"notes"}


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)")
def test_the_menu_opens_by_key_and_has_all_actions(qtbot: QtBot, window: Window) -> None:
    menu = window.rail.findChild(QToolButton, "menu").menu()
    opened: list[bool] = []

    def look() -> None:
        opened.append(menu.isVisible())
        menu.close()

    menu.aboutToShow.connect(look, Qt.ConnectionType.QueuedConnection)
    window.open_menu()
    assert opened == [True]
    names = [action.text().replace("&", "") for action in menu.actions()]
    assert names == [
        "View", "Go", "Search", "Document", "Tab", "Library", "Note", "Quiz", "Help",
    ]  # fmt: skip
    assert all(isinstance(action.menu(), QMenu) for action in menu.actions())


def test_a_menu_that_is_not_there_yet_opens_nothing(qtbot: QtBot, theme: Theme) -> None:
    bare = MainWindow(theme)
    qtbot.addWidget(bare)
    bare.show()
    bare.open_menu()
    assert QApplication.activePopupWidget() is None


def test_the_status_line_says_where_one_is_and_what_is_due(window: Window) -> None:
    window.set_where("Capacity, para. 6")
    window.set_due("3 cards due")
    shown = [label.text() for label in window.statusBar().findChildren(QLabel)]
    assert shown == ["Capacity, para. 6", "3 cards due"]


def test_a_long_place_does_not_widen_the_window(window: Window) -> None:
    window.resize(*NARROW)
    window.set_where("A very long title of a document, " * 20)
    QApplication.processEvents()
    assert (window.width(), window.height()) == NARROW
    assert window.minimumSizeHint().width() <= NARROW[0]


# layout kept --------------------------------------------------------------------------------


def again(window: Window, qtbot: QtBot) -> Window:
    """Open another window with the layout of this one, as at the next start."""
    state = json.loads(json.dumps(window.layout_state()))
    made = Window(themes.theme("light"))
    qtbot.addWidget(made)
    made.restore_layout(state)
    with qtbot.waitExposed(made):
        made.show()
    return made.furnished()


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW])
def test_a_window_comes_back_with_its_size_and_panels(
    qtbot: QtBot, window: Window, size: tuple[int, int]
) -> None:
    screen = window.screen().availableSize()
    if screen.width() < size[0] or screen.height() < size[1]:
        pytest.skip("no window comes back larger than its screen")
    window.resize(*size)
    window.show_panel("quiz")
    window.show_page()
    back = again(window, qtbot)
    assert (back.width(), back.height()) == size
    assert back.panel == "quiz"
    assert back.shown() == window.shown()


def test_a_window_closed_narrow_has_its_panels_when_it_is_wide_again(
    qtbot: QtBot, window: Window
) -> None:
    window.resize(*NARROW)
    back = again(window, qtbot)
    assert back.shown() == "rail tabs status"
    back.resize(*WIDE)
    assert back.shown() == "rail side notes tabs status"


def test_folded_panels_come_back_folded(qtbot: QtBot, window: Window) -> None:
    window.show_side(False)
    window.show_notes(False)
    assert again(window, qtbot).shown() == "rail tabs status"


def test_the_widths_of_panels_come_back(qtbot: QtBot, window: Window) -> None:
    if window.screen().availableSize().width() < WIDE[0]:
        pytest.skip("no window comes back larger than its screen")
    window._splitter.setSizes([420, 700, 380])
    sizes = window._splitter.sizes()
    assert again(window, qtbot)._splitter.sizes() == pytest.approx(sizes, abs=3)


@pytest.mark.parametrize(
    "state",
    [
        None,
        5,
        [],
        {},
        {"geometry": "not base64 \ud800 at all", "panel": [], "sizes": "wide"},
        {"geometry": 5, "panel": {"a": 1}, "sizes": [1, 2]},
        {"geometry": "AAAA" * 500, "panel": "notes", "sizes": [10**30, -5, 0]},
        {"panel": None, "side": "yes", "notes": [], "sizes": [-1, -1, -1]},
        {"sizes": [True, False, 1.5]},
    ],
)
def test_a_damaged_layout_is_left_aside(qtbot: QtBot, theme: Theme, state: Any) -> None:
    made = Window(theme)
    qtbot.addWidget(made)
    made.restore_layout(state)
    with qtbot.waitExposed(made):
        made.show()
    assert made.panel == "contents"
    assert "tabs" in made.shown()
    assert made.furnished().tabs.isVisible()


def test_closing_is_told_before_the_window_goes(qtbot: QtBot, window: Window) -> None:
    visible: list[bool] = []
    window.closing.connect(lambda: visible.append(window.isVisible()))
    window.close()
    assert visible == [True]
    assert not window.isVisible()


def test_another_theme_tints_the_icons(window: Window) -> None:
    button = window.rail.findChild(QToolButton, "quiz")
    before = button.icon().pixmap(20).toImage()
    window.set_theme(themes.theme("dark"))
    assert button.icon().pixmap(20).toImage() != before


def test_without_a_document_the_window_says_how_to_open_one(window: Window) -> None:
    window.tabs.remove(window.tabs.current())
    shown = [label.text() for label in window.tabs.findChildren(QLabel) if label.isVisible()]
    assert any("Alt+1" in words for words in shown)
