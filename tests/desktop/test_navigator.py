"""Open documents and the ways between them: each once, back and forward, places kept."""

from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from db import connection
from db.models import Anchor, EditionKey, Hit, Note
from db.places import Places
from db.study import positions
from desktop.hub import Hub
from desktop.reader.loading import Target
from desktop.reader.look import Look
from desktop.reader.reader import Reader
from desktop.reader.spread import Spread
from desktop.tabs import navigator as navigators
from desktop.tabs.navigator import Navigator
from desktop.tabs.open_tabs import HOME, OpenTabs
from desktop.tabs.session import Session, Tab
from desktop.tasks import Worker
from desktop.theme import Theme
from desktop.widgets.tabs import TabArea

DIGEST = EditionKey(HOME, "digest", "en")
FRENCH = EditionKey(HOME, "official", "fr")
Ask = Callable[[Callable[[Any], Any]], Any]


@pytest.fixture
def tabs(qtbot: QtBot, theme: Theme) -> TabArea:
    made = TabArea(QLabel("Nothing is open."), theme)
    qtbot.addWidget(made)
    made.resize(900, 600)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


@pytest.fixture
def hub(qtbot: QtBot) -> Hub:
    return Hub()


@pytest.fixture
def owner(qtbot: QtBot) -> QObject:
    return QObject()


@pytest.fixture
def navigator(
    tabs: TabArea, hub: Hub, owner: QObject, reader_worker: Worker, study_worker: Worker,
    theme: Theme,
) -> Navigator:  # fmt: skip
    made = Navigator(OpenTabs(tabs, reader_worker, Look(theme), owner), study_worker, hub, owner)
    made.open_tabs.reader_made.connect(lambda reader: reader.place_changed.connect(made.note_place))
    return made


@pytest.fixture
def home(navigator: Navigator, qtbot: QtBot) -> Reader:
    """The resolution, open and loaded."""
    reader = navigator.open_tabs.open(Target(HOME))
    wait_for(qtbot, reader)
    return reader


def wait_for(qtbot: QtBot, reader: Reader | None) -> Reader:
    assert reader is not None
    qtbot.waitUntil(lambda: reader.edition is not None)
    return reader


def spread_of(navigator: Navigator, reader: Reader | None) -> Spread:
    assert reader is not None
    spread = navigator.open_tabs.spread_of(reader)
    assert spread is not None
    return spread


def here(navigator: Navigator) -> tuple[str, str]:
    reader = navigator.reader()
    assert reader is not None
    return reader.document, reader.label


def at(qtbot: QtBot, navigator: Navigator, document: str, label: str) -> None:
    qtbot.waitUntil(lambda: here(navigator) == (document, label))


# tabs ---------------------------------------------------------------------------------------


def test_a_document_is_open_only_once(qtbot: QtBot, navigator: Navigator, home: Reader) -> None:
    for ask in (
        lambda: navigator.open_tabs.open(Target(HOME, DIGEST, "op3")),
        lambda: navigator.open_document(HOME),
        lambda: navigator.open_address("78/311 op6"),
        lambda: navigator.open_address("a/res/78/311, para. 7"),
        lambda: navigator.open_hit(Hit(DIGEST, "op8", "", "digest", "", (), (), 1.0)),
        lambda: navigator.open_note(Note("n", Anchor(DIGEST, "op9"))),
        lambda: navigator.go_to_label("op10"),
    ):
        ask()
        assert navigator.readers() == [home]
    assert home.label == "op10"


@pytest.mark.parametrize("typed", ["fu-cong", "Fu-Cong", "FU-CONG p2"])
def test_in_whatever_case_it_is_typed_it_is_the_same_document(
    qtbot: QtBot, navigator: Navigator, home: Reader, typed: str
) -> None:
    navigator.open_address("fu-cong")
    first = wait_for(qtbot, navigator.reader())
    navigator.open_address(typed)
    assert navigator.readers() == [home, first]
    assert first.document == "fu-cong"


def test_typed_before_anything_is_loaded_it_takes_its_own_name(
    qtbot: QtBot, navigator: Navigator
) -> None:
    navigator.open_address("Fu-Cong p2")
    reader = wait_for(qtbot, navigator.reader())
    assert reader.document == "fu-cong"
    assert navigator.open_tabs.of("fu-cong") is reader
    navigator.open_document("fu-cong")
    assert navigator.readers() == [reader]


def test_a_document_may_have_the_name_of_another_page(
    qtbot: QtBot, navigator: Navigator, tabs: TabArea
) -> None:
    about = QLabel("About")
    tabs.add("about", about, "About")
    navigator.open_tabs.open(Target("about"))
    assert tabs.page("about") is about
    assert navigator.open_tabs.of("about") is navigator.reader()
    assert len(tabs.pages()) == 2


def test_a_page_that_is_no_document_is_no_reader(
    navigator: Navigator, tabs: TabArea, home: Reader
) -> None:
    tabs.add("about", QLabel("About"), "About")
    assert navigator.reader() is None
    assert navigator.readers() == [home]
    navigator.go_to_label("op6")
    navigator.open_tabs.with_reader(Reader.larger)
    assert home.label == "pp1"


def test_a_tab_is_opened_unseen(navigator: Navigator, tabs: TabArea, home: Reader) -> None:
    other = navigator.open_tabs.open(Target("fu-cong"), show=False)
    assert navigator.reader() is home
    assert navigator.readers() == [home, other]


def test_a_closed_document_opens_again_where_it_was(
    qtbot: QtBot, official: Places, navigator: Navigator
) -> None:
    reader = wait_for(qtbot, navigator.open_tabs.open(Target(HOME, FRENCH, "op6", 40)))
    assert (reader.label, reader.page.offset()) == ("op6", 40)
    navigator.open_tabs.close_current()
    assert navigator.readers() == []
    navigator.reopen()
    again = wait_for(qtbot, navigator.reader())
    assert again is not reader
    assert again.target() == Target(HOME, FRENCH, "op6", 40)


def test_closed_documents_open_again_the_last_one_first(qtbot: QtBot, navigator: Navigator) -> None:
    for document in ("fu-cong", "hrc-56", "press-report"):
        wait_for(qtbot, navigator.open_tabs.open(Target(document)))
    for _ in range(3):
        navigator.open_tabs.close_current()
    for _ in range(5):
        navigator.reopen()
    assert [reader.document for reader in navigator.readers()] == [
        "fu-cong", "hrc-56", "press-report"
    ]  # fmt: skip


def test_what_closes_is_told_before_it_is_gone(
    qtbot: QtBot, navigator: Navigator, tabs: TabArea, home: Reader
) -> None:
    there: list[bool] = []
    navigator.open_tabs.closing.connect(lambda page: there.append(page in tabs.pages()))
    navigator.open_tabs.close_current()
    assert there == [True]


def test_closing_without_tabs_and_reopening_without_closed_ones_does_nothing(
    navigator: Navigator,
) -> None:
    navigator.open_tabs.close_current()
    navigator.reopen()
    navigator.focus()
    navigator.travel(-1)
    assert navigator.readers() == []


# sessions -----------------------------------------------------------------------------------


def test_a_session_comes_back_with_order_front_edition_and_place(
    qtbot: QtBot, official: Places, navigator: Navigator, tabs: TabArea
) -> None:
    kept = Session(
        (
            Tab(Target("fu-cong", None, "p4"), "Fu Cong"),
            Tab(Target(HOME, FRENCH, "op6", 12), "Capacity"),
            Tab(Target("hrc-56"), "Rights"),
            Tab(Target("press-report"), "Report"),
        ),
        1,
    )
    tabs.hide()
    navigator.open_tabs.restore(kept)
    tabs.show()
    assert [tabs.bar.tabText(n) for n in range(4)] == ["Fu Cong", "Capacity", "Rights", "Report"]
    assert navigator.open_tabs.session() == kept
    front = wait_for(qtbot, navigator.reader())
    assert front.target() == kept.tabs[1].target
    assert [reader.edition is None for reader in navigator.readers()] == [True, False, True, True]
    tabs.show_number(1)
    at(qtbot, navigator, "fu-cong", "p4")


def test_without_a_session_there_is_the_resolution(qtbot: QtBot, navigator: Navigator) -> None:
    navigator.open_tabs.restore(Session())
    wait_for(qtbot, navigator.reader())
    assert [reader.document for reader in navigator.readers()] == [HOME]


@pytest.mark.parametrize("current", [1, 2, 99, 10**12])
def test_a_front_that_is_not_there_is_the_last(navigator: Navigator, current: int) -> None:
    two = (Tab(Target("fu-cong"), "a"), Tab(Target("hrc-56"), "b"))
    navigator.open_tabs.restore(Session(two, current))
    assert navigator.reader().document == "hrc-56"


def test_pages_that_are_no_documents_are_not_kept(
    navigator: Navigator, tabs: TabArea, home: Reader
) -> None:
    tabs.add("about", QLabel("About"), "About")
    session = navigator.open_tabs.session()
    assert [tab.target.document for tab in session.tabs] == [HOME]
    assert session.current == 0


def test_a_tab_that_was_moved_comes_back_where_it_was_moved_to(
    navigator: Navigator, tabs: TabArea
) -> None:
    for document in ("fu-cong", "hrc-56", "press-report"):
        navigator.open_tabs.open(Target(document), show=False)
    tabs.bar.moveTab(2, 0)
    session = navigator.open_tabs.session()
    assert [tab.target.document for tab in session.tabs] == ["press-report", "fu-cong", "hrc-56"]
    assert session.current == 1


# many tabs ----------------------------------------------------------------------------------


def test_a_document_in_two_tabs_is_gone_to_in_the_one_used_last(
    qtbot: QtBot, navigator: Navigator, tabs: TabArea, home: Reader
) -> None:
    navigator.open_tabs.duplicate(spread_of(navigator, home))
    second = wait_for(qtbot, navigator.reader())
    assert navigator.readers() == [home, second]
    assert navigator.open_tabs.of(HOME) is second
    assert navigator.open_tabs.readers_of(HOME.lower()) == [second, home]
    tabs.show_page(spread_of(navigator, home))
    navigator.go_to_label("op5")
    assert (home.label, second.label) == ("op5", "pp1")
    navigator.open_tabs.close(spread_of(navigator, home))
    assert navigator.open_tabs.readers_of(HOME) == [second]


def test_a_session_may_have_a_document_twice(qtbot: QtBot, navigator: Navigator) -> None:
    twice = (Tab(Target(HOME, DIGEST, "op2"), "a"), Tab(Target(HOME, DIGEST, "op9"), "b"))
    navigator.open_tabs.restore(Session(twice, 0))
    assert [reader.label for reader in navigator.readers()] == ["op2", "op9"]
    wait_for(qtbot, navigator.reader())
    assert [tab.target.label for tab in navigator.open_tabs.session().tabs] == ["op2", "op9"]


def test_a_closed_tab_comes_back_with_its_place_edition_and_scroll_position(
    qtbot: QtBot, navigator: Navigator, tabs: TabArea, home: Reader
) -> None:
    for document in ("fu-cong", "hrc-56", "press-report"):
        navigator.open_tabs.open(Target(document))
        wait_for(qtbot, navigator.reader())
    middle = navigator.open_tabs.of("fu-cong")
    tabs.show_page(spread_of(navigator, middle))
    middle.page.go_to("p3", offset=17)
    qtbot.waitUntil(lambda: middle.page._pending is None)
    left = middle.target()
    for document in ("fu-cong", "hrc-56", HOME):
        navigator.open_tabs.close(spread_of(navigator, navigator.open_tabs.of(document)))
    for _ in range(3):
        navigator.reopen()
    assert [reader.document for reader in navigator.readers()] == [
        HOME, "fu-cong", "hrc-56", "press-report"
    ]  # fmt: skip
    back = wait_for(qtbot, navigator.reader())
    qtbot.waitUntil(lambda: back.page._pending is None)
    assert back.target() == left


def test_a_closed_tab_of_a_document_that_is_open_again_is_that_one(
    qtbot: QtBot, navigator: Navigator, home: Reader
) -> None:
    navigator.open_address("fu-cong p2")
    wait_for(qtbot, navigator.reader())
    navigator.open_tabs.close_current()
    navigator.open_address("fu-cong p5")
    open_again = wait_for(qtbot, navigator.reader())
    navigator.reopen()
    assert navigator.readers() == [home, open_again]
    assert open_again.label == "p2"


def test_both_tabs_of_a_document_come_back(
    qtbot: QtBot, navigator: Navigator, home: Reader
) -> None:
    navigator.open_tabs.duplicate(spread_of(navigator, home))
    for _ in range(2):
        navigator.open_tabs.close_current()
    for _ in range(2):
        navigator.reopen()
    assert [reader.document for reader in navigator.readers()] == [HOME, HOME]


def test_a_hundred_closed_tabs_are_remembered(navigator: Navigator) -> None:
    for number in range(110):
        reader = navigator.open_tabs.open(Target(f"document-{number}"))
        navigator.open_tabs.close(spread_of(navigator, reader))
    for _ in range(100):
        assert navigator.open_tabs.can_reopen()
        navigator.reopen()
    assert not navigator.open_tabs.can_reopen()
    assert len(navigator.readers()) == 100
    assert navigator.open_tabs.of("document-10") is not None


def test_a_pinned_tab_is_not_closed(
    qtbot: QtBot, navigator: Navigator, tabs: TabArea, home: Reader
) -> None:
    tabs.set_pinned(spread_of(navigator, home), True)
    closing = navigator.open_tabs.closing
    with qtbot.waitSignal(navigator.told) as told, qtbot.assertNotEmitted(closing):
        navigator.open_tabs.close_current()
    assert "Unpin it first" in told.args[0]
    assert navigator.readers() == [home]


# ways ---------------------------------------------------------------------------------------


def test_back_and_forward_lead_over_the_jumps(
    qtbot: QtBot, navigator: Navigator, home: Reader
) -> None:
    told: list[tuple[bool, bool]] = []
    navigator.history_changed.connect(lambda back, forward: told.append((back, forward)))
    navigator.go_to_label("op6")
    navigator.open_address("fu-cong p2")
    at(qtbot, navigator, "fu-cong", "p2")
    wait_for(qtbot, navigator.reader())
    navigator.travel(-1)
    at(qtbot, navigator, HOME, "op6")
    navigator.travel(-1)
    at(qtbot, navigator, HOME, "pp1")
    navigator.travel(-1)
    assert told == [(True, False), (True, False), (True, True), (False, True), (False, True)]
    navigator.travel(1)
    navigator.travel(1)
    at(qtbot, navigator, "fu-cong", "p2")
    assert told[-1] == (True, False)


def test_back_leads_home_from_a_document_that_had_to_be_opened_first(
    qtbot: QtBot, navigator: Navigator, home: Reader
) -> None:
    navigator.go_to_label("op6")
    navigator.open_document("hrc-56")
    wait_for(qtbot, navigator.reader())
    navigator.travel(-1)
    at(qtbot, navigator, HOME, "op6")
    navigator.travel(1)
    at(qtbot, navigator, "hrc-56", "p1")


def test_back_opens_a_document_that_was_closed_meanwhile(
    qtbot: QtBot, navigator: Navigator, home: Reader
) -> None:
    navigator.go_to_label("op6")
    navigator.open_address("fu-cong p2")
    wait_for(qtbot, navigator.reader())
    navigator.open_tabs.close(spread_of(navigator, home))
    navigator.travel(-1)
    wait_for(qtbot, navigator.reader())
    at(qtbot, navigator, HOME, "op6")


def test_back_reopens_what_was_closed_as_far_as_it_was_scrolled(
    qtbot: QtBot, navigator: Navigator, home: Reader
) -> None:
    home.page.go_to("op6", offset=23)
    qtbot.waitUntil(lambda: home.page._pending is None)
    left = home.target()
    navigator.open_address("fu-cong p2")
    wait_for(qtbot, navigator.reader())
    navigator.open_tabs.close(spread_of(navigator, home))
    navigator.travel(-1)
    back = wait_for(qtbot, navigator.reader())
    qtbot.waitUntil(lambda: back.page._pending is None)
    assert back.target() == left


def test_back_from_a_tab_one_turned_to_leads_to_where_one_was(
    qtbot: QtBot, navigator: Navigator, tabs: TabArea, home: Reader
) -> None:
    navigator.open_tabs.open(Target("hrc-56"), show=False)
    navigator.open_address("fu-cong p2")
    wait_for(qtbot, navigator.reader())
    tabs.show_page(spread_of(navigator, navigator.open_tabs.of("hrc-56")))
    wait_for(qtbot, navigator.reader())
    navigator.travel(-1)
    at(qtbot, navigator, "fu-cong", "p2")
    navigator.travel(1)
    at(qtbot, navigator, "hrc-56", "p1")


def test_back_leads_to_where_one_read_on_to(
    qtbot: QtBot, navigator: Navigator, home: Reader
) -> None:
    navigator.go_to_label("op6")
    home.next_paragraph()
    home.next_paragraph()
    navigator.open_document("fu-cong")
    navigator.travel(-1)
    at(qtbot, navigator, HOME, "op8")


def test_a_jump_brings_the_keys_to_the_page(
    qtbot: QtBot, navigator: Navigator, home: Reader
) -> None:
    with qtbot.waitSignal(navigator.arrived):
        navigator.open_address("fu-cong p2")
    reader = wait_for(qtbot, navigator.reader())
    assert reader.page.hasFocus()


@pytest.mark.parametrize(
    ("words", "document", "label"),
    [
        ("resolute:fu-cong#p2", "fu-cong", "p2"),
        ("para. 6 (a)", HOME, "op6"),
        ("PP3", HOME, "pp3"),
        ("78/311", HOME, "pp1"),
        ("press-report", "press-report", "p1"),
    ],
)
def test_an_address_leads_where_it_says(
    qtbot: QtBot, navigator: Navigator, home: Reader, words: str, document: str, label: str
) -> None:
    navigator.open_address(words)
    wait_for(qtbot, navigator.reader())
    at(qtbot, navigator, document, label)


def test_a_document_that_is_not_in_the_library_is_told_and_nothing_opens(
    qtbot: QtBot, navigator: Navigator, home: Reader
) -> None:
    with qtbot.waitSignal(navigator.document_missing) as missing:
        navigator.open_address("A/RES/1/1 op2")
    assert missing.args == ["A/RES/1/1"]
    assert navigator.readers() == [home]


@pytest.mark.parametrize("words", ["", "   ", "78/311 what is this", "\x00", "fu-cong ☃"])
def test_what_is_no_address_is_said_in_a_sentence(
    qtbot: QtBot, navigator: Navigator, hub: Hub, home: Reader, words: str
) -> None:
    with qtbot.waitSignal(hub.not_found) as met:
        navigator.open_address(words)
    assert "address" in met.args[0] or "paragraph" in met.args[0]
    assert navigator.readers() == [home]


def test_a_hit_is_opened_with_its_words_marked(
    qtbot: QtBot, navigator: Navigator, home: Reader
) -> None:
    navigator.open_hit(Hit(DIGEST, "op6", "", "digest", "", (), ((0, 5), (8, 12)), 1.0))
    assert len(home.page.extraSelections()) == 2


# places -------------------------------------------------------------------------------------


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody stays anywhere long enough in these tests."""
    monkeypatch.setattr(navigators, "_POSITION_DELAY", 3_600_000)


def places_kept(ask: Ask, *documents: str) -> list[str]:
    found = ask(lambda study: [positions.load(study, document) for document in documents])
    return [place[1] if place else "" for place in found]


def test_a_place_is_told_at_once_and_kept_after_a_while(
    qtbot: QtBot, navigator: Navigator, hub: Hub, home: Reader, ask: Ask
) -> None:
    navigator._timer.setInterval(0)
    with qtbot.waitSignal(hub.place_changed) as told:
        navigator.go_to_label("op6")
    assert told.args == [DIGEST, "op6"]
    qtbot.waitUntil(lambda: navigator._place is None)
    assert places_kept(ask, HOME) == ["op6"]


@pytest.mark.usefixtures("patient")
def test_only_where_one_stays_is_kept(
    qtbot: QtBot, navigator: Navigator, home: Reader, ask: Ask
) -> None:
    for label in ("op1", "op2", "op3"):
        navigator.go_to_label(label)
    assert places_kept(ask, HOME) == [""]
    navigator.keep_position()
    navigator.keep_position()
    assert places_kept(ask, HOME) == ["op3"]


@pytest.mark.usefixtures("patient")
def test_going_to_another_document_keeps_the_place_in_the_first(
    qtbot: QtBot, navigator: Navigator, home: Reader, ask: Ask
) -> None:
    navigator.go_to_label("op6")
    navigator.open_address("fu-cong p2")
    wait_for(qtbot, navigator.reader())
    at(qtbot, navigator, "fu-cong", "p2")
    qtbot.waitUntil(lambda: navigator._place is not None and navigator._place[1] == "p2")
    navigator.keep_position()
    assert places_kept(ask, HOME, "fu-cong") == ["op6", "p2"]


@pytest.mark.usefixtures("patient")
def test_a_tab_behind_does_not_say_where_one_is(
    qtbot: QtBot, navigator: Navigator, hub: Hub, home: Reader
) -> None:
    wait_for(qtbot, navigator.open_tabs.open(Target("fu-cong")))
    with qtbot.assertNotEmitted(hub.place_changed):
        home.show_target(Target(HOME, label="op6"))


def test_a_place_that_cannot_be_kept_is_only_logged(
    qtbot: QtBot, navigator: Navigator, home: Reader, places: Places,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    with closing(connection.open_study(places)) as study:
        study.execute("DROP TABLE reading_position")
    navigator.go_to_label("op6")
    navigator.keep_position()
    qtbot.waitUntil(lambda: "was not kept" in caplog.text)


# look ---------------------------------------------------------------------------------------


def test_every_document_takes_the_look_those_to_come_too(
    qtbot: QtBot, navigator: Navigator, home: Reader, theme: Theme
) -> None:
    navigator.open_tabs.set_look(Look(theme, 25))
    other = wait_for(qtbot, navigator.open_tabs.open(Target("fu-cong")))
    sizes = [reader.page.page.document.defaultFont().pixelSize() for reader in (home, other)]
    assert sizes == [25, 25]


def test_what_came_in_since_is_not_all_there_is(
    qtbot: QtBot, navigator: Navigator, hub: Hub
) -> None:
    navigator.learn("A/RES/1/9")
    for page in navigator.open_tabs.spreads():
        navigator.open_tabs.close(page)
    with qtbot.assertNotEmitted(navigator.document_missing):
        navigator.open_address("fu-cong p2")
    qtbot.waitUntil(lambda: navigator.reader() is not None and navigator.reader().label == "p2")


def test_the_latest_document_is_the_one_that_was_in_front_last(
    navigator: Navigator, tabs: TabArea, home: Reader, qtbot: QtBot
) -> None:
    other = wait_for(qtbot, navigator.open_tabs.open(Target("fu-cong")))
    assert navigator.open_tabs.latest() is other
    tabs.add("list", QLabel("A list"), "A list")
    assert navigator.reader() is None
    assert navigator.open_tabs.latest() is other
    navigator.open_tabs.open(Target(HOME))
    tabs.show_page(tabs.page("list"))
    assert navigator.open_tabs.latest() is home
    for spread in navigator.open_tabs.spreads():
        navigator.open_tabs.close(spread)
    assert navigator.open_tabs.latest() is None
