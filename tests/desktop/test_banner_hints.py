"""The sentence at the top of a page, and the three hints below it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.theme import Theme
from desktop.widgets.banner import Banner
from desktop.widgets.hints import HINTS, Hints

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    QVBoxLayout(made)
    made.resize(600, 300)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


@pytest.fixture
def banner(window: QWidget) -> Banner:
    made = Banner(window)
    window.layout().addWidget(made)
    window.layout().addWidget(QLineEdit(window))
    return made


@pytest.fixture
def hints(window: QWidget) -> Hints:
    made = Hints(window)
    window.layout().addWidget(made)
    made.show()
    return made


def button(within: QWidget, words: str) -> QPushButton:
    return next(b for b in within.findChildren(QPushButton) if b.text() == words)


def shown(within: QWidget) -> list[str]:
    return [label.text() for label in within.findChildren(QLabel) if label.isVisible()]


# the banner ---------------------------------------------------------------------------------


def test_a_banner_is_hidden_until_it_has_something_to_say(banner: Banner) -> None:
    assert not banner.isVisible()
    assert banner.words == ""


def test_what_holds_for_now_goes_when_one_goes_on_and_the_rest_stays(banner: Banner) -> None:
    banner.say_for_now("There is no such paragraph.")
    banner.pass_by()
    assert banner.words == ""
    banner.say_for_now("There is no such paragraph.")
    banner.say("The disk is full.")
    banner.pass_by()
    assert banner.words == "The disk is full."


def test_when_a_banner_is_answered_the_keys_go_on_to_the_page_below(window: QWidget) -> None:
    above, banner, page = QPushButton("Above", window), Banner(window), QLineEdit(window)
    for one in (above, banner, page, QPushButton("Below", window)):
        window.layout().addWidget(one)
        if one is not banner:
            one.show()
    banner.ask("Three have no answer.", ("hand-in", "Hand in"), ("back", "Back"))
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    assert not banner.isVisible()
    assert window.focusWidget() is page


def test_a_banner_says_a_sentence_for_eyes_and_screen_readers(banner: Banner) -> None:
    banner.say("The library is missing. Install Resolute again.")
    assert banner.isVisible()
    assert shown(banner) == ["The library is missing. Install Resolute again."]
    assert banner.accessibleName() == banner.words == shown(banner)[0]
    assert [b.text() for b in banner.findChildren(QPushButton) if b.isVisible()] == ["Close"]


def test_the_one_action_is_asked_for_by_its_name_and_closes_the_banner(
    qtbot: QtBot, banner: Banner
) -> None:
    banner.say("Not here yet.", "https://undocs.org/x", "Open in the browser")
    with qtbot.waitSignal(banner.action_requested) as asked:
        QTest.mouseClick(button(banner, "Open in the browser"), LEFT)
    assert asked.args == ["https://undocs.org/x"]
    assert not banner.isVisible()


def test_the_next_sentence_takes_the_action_away(banner: Banner) -> None:
    banner.say("Not here yet.", "open", "Open")
    banner.say("Something else.")
    assert [b.text() for b in banner.findChildren(QPushButton) if b.isVisible()] == ["Close"]
    assert banner.words == "Something else."


def test_a_banner_is_closed_with_its_button(qtbot: QtBot, banner: Banner) -> None:
    banner.say("Words.")
    with qtbot.assertNotEmitted(banner.action_requested):
        QTest.mouseClick(button(banner, "Close"), LEFT)
    assert not banner.isVisible()
    assert banner.words == ""


@pytest.mark.parametrize("name", ["Close", "Open"])
def test_a_banner_is_closed_with_escape(qtbot: QtBot, banner: Banner, name: str) -> None:
    banner.say("Words.", "open", "Open")
    button(banner, name).setFocus()
    qtbot.waitUntil(button(banner, name).hasFocus)
    QTest.keyClick(button(banner, name), Qt.Key.Key_Escape)
    assert not banner.isVisible()


def test_a_banners_buttons_are_reached_and_pressed_by_key(
    qtbot: QtBot, banner: Banner, window: QWidget
) -> None:
    banner.say("Words.", "open", "Open")
    window.findChild(QLineEdit).setFocus()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert window.focusWidget() is button(banner, "Close")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    with qtbot.waitSignal(banner.action_requested):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Space)


def test_what_a_banner_quotes_is_shown_as_it_was_typed(banner: Banner) -> None:
    banner.say("There is no document “<b>bold</b><img src='x'>” in the library.")
    assert banner.findChild(QLabel).textFormat() == Qt.TextFormat.PlainText
    assert banner.words == "There is no document “<b>bold</b><img src='x'>” in the library."


def test_a_long_sentence_is_wrapped_not_cut(banner: Banner, window: QWidget) -> None:
    banner.say("word " * 60)
    window.layout().activate()
    label = banner.findChild(QLabel)
    assert label.height() >= label.heightForWidth(label.width())
    assert window.width() == 600


# the hints ----------------------------------------------------------------------------------


def test_the_first_time_there_are_three_hints(hints: Hints) -> None:
    assert shown(hints) == [
        "Ctrl+L  go to op6, PP3", "1–6  highlight selected words", "/  search everything",
    ]  # fmt: skip
    assert len(HINTS) == 3
    assert hints.accessibleName() == "Hints"


@pytest.mark.parametrize("name", HINTS)
def test_a_hint_is_gone_once_it_is_done(qtbot: QtBot, hints: Hints, name: str) -> None:
    with qtbot.waitSignal(hints.done) as done:
        hints.mark(name)
    assert done.args == [name]
    assert HINTS[name] not in shown(hints)
    assert len(shown(hints)) == 2


def test_a_hint_is_done_only_once(qtbot: QtBot, hints: Hints) -> None:
    hints.mark("search")
    with qtbot.assertNotEmitted(hints.done):
        hints.mark("search")
        hints.mark("nothing of the kind")


def test_the_strip_is_gone_when_all_is_done(hints: Hints) -> None:
    for name in HINTS:
        assert hints.isVisible()
        hints.mark(name)
    assert not hints.isVisible()


def test_got_it_is_enough_for_all_of_them(hints: Hints) -> None:
    told: list[str] = []
    hints.done.connect(told.append)
    QTest.mouseClick(button(hints, "Got it"), LEFT)
    assert sorted(told) == sorted(HINTS)
    assert not hints.isVisible()


def test_what_was_done_before_is_not_shown_again(qtbot: QtBot, hints: Hints) -> None:
    with qtbot.assertNotEmitted(hints.done):
        hints.set_done(["go_to", "search", "an old hint"])
    assert shown(hints) == [HINTS["highlight"]]
    hints.set_done(HINTS)
    assert not hints.isVisible()


def test_the_hints_never_widen_the_window(hints: Hints) -> None:
    assert hints.minimumSizeHint().width() < 320


def test_its_buttons_come_by_tab_where_it_stands(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    banner, below = Banner(page), QPushButton("Below", page)
    banner.ask("Hand in?", ("yes", "Yes"), ("no", "No"))
    line = [banner.nextInFocusChain()]
    while line[-1] is not below:
        line.append(line[-1].nextInFocusChain())
    assert line == [banner._button, banner._other, banner._close, below]
