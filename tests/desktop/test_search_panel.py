"""The search panel, by keys and mouse, on the bundled library."""

import threading
from itertools import pairwise

import pytest
from made_hits import hit
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from db import connection
from db.errors import LibraryDamaged
from db.models import Hit
from db.places import Places
from db.search.engine import Interrupted, Results, search
from desktop import theme as themes
from desktop.search import asking
from desktop.search.asking import Answer
from desktop.search.hits import HitRole, RowRole
from desktop.search.panel import SearchPanel
from desktop.search.starts import EXAMPLES
from desktop.tasks import Worker
from desktop.theme import Theme

RESOLUTION = "A/RES/78/311"


@pytest.fixture
def panel(qtbot, reader_worker: Worker, theme: Theme) -> SearchPanel:
    return shown(qtbot, SearchPanel(reader_worker, theme))


def shown(qtbot, made: SearchPanel) -> SearchPanel:
    """Show a panel with another widget beside it that can take the focus."""
    window = made.beside = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(made)
    made.page = QLineEdit(window)
    column.addWidget(made.page)
    window.resize(320, 640)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    made.focus_box()
    qtbot.waitUntil(made.box.hasFocus)
    return made


def answered(panel: SearchPanel) -> bool:
    return not panel.inquiry.waiting


def expected(places: Places, text: str, **limits) -> Results:
    opened = connection.open_reader(places)
    try:
        return search(opened, text, **{"limit": asking.PAGE} | limits)
    finally:
        opened.close()


def to_the_end(qtbot, panel: SearchPanel, total: int) -> None:
    """Go to the last row, and on as long as others come behind it."""
    qtbot.keyClick(panel.box, Qt.Key.Key_Down)
    while panel.model.rowCount() < total:
        before = panel.model.rowCount()
        qtbot.keyClick(panel.list, Qt.Key.Key_End)
        qtbot.waitUntil(lambda before=before: panel.model.rowCount() > before)


# asking -------------------------------------------------------------------------------------


def test_results_come_while_typing(qtbot, panel, places):
    for letter in "women":
        qtbot.keyClick(panel.box, letter)
        qtbot.waitUntil(lambda: answered(panel))
        typed = panel.box.text()
        results = expected(places, typed)
        words = f"{results.total} passages"
        if not results.hits:
            results = expected(places, f"{typed}*")
            words = f"{results.total} passages for {typed}*"
        assert panel.model.hits() == list(results.hits) != []
        assert panel.status.text() == words
    assert panel.status.text() == "13 passages"


def test_an_unfinished_word_finds_what_begins_so_to_the_last_page(
    qtbot, panel, places, monkeypatch
):
    monkeypatch.setattr(asking, "PAGE", 10)
    qtbot.keyClicks(panel.box, "resol")
    qtbot.waitUntil(lambda: answered(panel))
    whole = expected(places, "resol*", limit=10_000)
    assert panel.status.text() == f"{whole.total} passages for resol*"
    assert panel.model.rowCount() == asking.PAGE < whole.total
    to_the_end(qtbot, panel, whole.total)
    assert {one.address for one in panel.model.hits()} == {one.address for one in whole.hits}


def test_fast_typing_shows_the_last_query_only(qtbot, panel, places):
    seen = []
    panel.model.modelReset.connect(lambda: seen.append(panel.box.text()))
    words = "capacity-building of developing countries"
    qtbot.keyClicks(panel.box, words)
    qtbot.waitUntil(lambda: answered(panel) and bool(panel.model.hits()))
    assert panel.model.hits() == list(expected(places, words).hits)
    assert seen == [words]


class Stoppable:
    """Stands for a connection whose query runs until it is interrupted."""

    def __init__(self) -> None:
        self.started, self.stopped = threading.Event(), threading.Event()

    def interrupt(self) -> None:
        self.stopped.set()

    def close(self) -> None:
        pass


def test_an_older_query_is_interrupted_and_its_answer_dropped(qtbot, theme, monkeypatch):
    stoppable = Stoppable()

    def find(opened, asked):
        if asked.typed == "a":
            opened.started.set()
            assert opened.stopped.wait(10)
            raise Interrupted
        return Answer(asked.typed, Results((hit(snippet=asked.typed),), 1))

    monkeypatch.setattr(asking, "find", find)
    monkeypatch.setattr(asking, "named", lambda opened: asking.Named({}, frozenset()))
    worker = Worker("slow", lambda: stoppable)
    panel = shown(qtbot, SearchPanel(worker, theme))
    qtbot.keyClick(panel.box, "a")
    assert stoppable.started.wait(10)
    qtbot.keyClick(panel.box, "b")
    qtbot.waitUntil(lambda: answered(panel))
    assert stoppable.stopped.is_set()
    assert [one.snippet for one in panel.model.hits()] == ["ab"]
    assert panel.status.text() == "1 passage"
    worker.close()


def test_a_slow_search_says_so(qtbot, theme, monkeypatch):
    stoppable = Stoppable()

    def find(opened, asked):
        assert opened.stopped.wait(10)
        return Answer(asked.typed, Results((), 0))

    monkeypatch.setattr(asking, "find", find)
    worker = Worker("slow", lambda: stoppable)
    panel = shown(qtbot, SearchPanel(worker, theme))
    qtbot.keyClick(panel.box, "a")
    qtbot.waitUntil(lambda: panel.status.text() == "Searching …")
    stoppable.stopped.set()
    qtbot.waitUntil(lambda: panel.status.text().startswith("Nothing found."))
    worker.close()


def test_emptying_the_box_brings_the_examples_back(qtbot, panel):
    qtbot.keyClicks(panel.box, "women")
    qtbot.waitUntil(lambda: bool(panel.model.hits()))
    qtbot.keyClicks(panel.box, " ")
    panel.box.selectAll()
    qtbot.keyClick(panel.box, Qt.Key.Key_Delete)
    assert panel.model.rowCount() == 0
    assert not panel.status.isVisible()
    assert panel.starts.isVisible()


def test_emptying_the_box_drops_an_answer_under_way(qtbot, panel):
    qtbot.keyClick(panel.box, "w")
    panel.box.clear()
    qtbot.keyClicks(panel.box, "zzzzzz")
    qtbot.waitUntil(lambda: answered(panel))
    assert panel.model.rowCount() == 0
    assert panel.status.text() == "Nothing found. Try fewer words or a prefix such as capac*."


def test_a_problem_is_said_with_what_was_found_all_the_same(qtbot, panel, places):
    qtbot.keyClicks(panel.box, '"digital divide')
    qtbot.waitUntil(lambda: answered(panel))
    results = expected(places, '"digital divide')
    assert results.problem
    assert panel.status.text() == f"{results.total} passages\n{results.problem}"


def test_a_search_that_fails_is_said_in_its_sentence(qtbot, panel, monkeypatch):
    def find(opened, asked):
        raise LibraryDamaged("The bundled library is damaged. Install Resolute again.")

    monkeypatch.setattr(asking, "find", find)
    qtbot.keyClick(panel.box, "w")
    qtbot.waitUntil(lambda: answered(panel))
    assert panel.status.text() == "The bundled library is damaged. Install Resolute again."
    assert panel.model.rowCount() == 0


def test_very_many_hits_have_no_number_before_they_are_counted(qtbot, panel, monkeypatch):
    many = tuple(hit(number) for number in range(1, asking.PAGE + 1))
    monkeypatch.setattr(asking, "find", lambda *_, **__: Answer("w", Results(many, None)))
    qtbot.keyClick(panel.box, "w")
    qtbot.waitUntil(lambda: answered(panel))
    assert panel.status.text() == "Many passages; more words narrow them down."
    assert panel.model.canFetchMore(QModelIndex())


def test_very_many_notes_have_no_number_either(qtbot, panel, monkeypatch):
    many = tuple(hit(n)._replace(what="note", id=f"n{n}") for n in range(1, asking.PAGE + 1))
    monkeypatch.setattr(asking, "find", lambda *_, **__: Answer("w", Results(many, None)))
    qtbot.keyClick(panel.box, "w")
    qtbot.waitUntil(lambda: answered(panel))
    assert panel.status.text() == "Very many notes; more words narrow them down."


def test_examples_search_and_can_be_reached_by_key(qtbot, panel, places):
    model = panel.starts.model
    assert [one.words for one in model.entries] == ["Try", *(query for query, _ in EXAMPLES)]
    qtbot.keyClick(panel.box, Qt.Key.Key_Down)
    assert panel.starts.list.hasFocus()
    for _ in range(2):
        qtbot.keyClick(panel.starts.list, Qt.Key.Key_Down)
    qtbot.keyClick(panel.starts.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(panel.model.hits()))
    assert panel.box.text() == "capac*"
    assert panel.box.hasFocus()
    assert panel.model.hits() == list(expected(places, "capac*").hits)


@pytest.mark.parametrize("query", [query for query, _ in EXAMPLES])
def test_every_example_finds_something_without_a_problem(places, query):
    results = expected(places, query)
    assert results.hits
    assert not results.problem


def test_more_hits_come_at_the_end_of_the_list(qtbot, panel, places):
    qtbot.keyClicks(panel.box, "a or the or of")
    qtbot.waitUntil(lambda: bool(panel.model.hits()))
    whole = expected(places, "a or the or of", limit=10_000)
    found = len(whole.hits)
    assert panel.model.rowCount() == asking.PAGE < found
    to_the_end(qtbot, panel, found)
    assert {one.address for one in panel.model.hits()} == {one.address for one in whole.hits}
    assert len(panel.model.hits()) == found
    assert not panel.model.canFetchMore(QModelIndex())


@pytest.mark.parametrize("grouped", [False, True])
def test_end_goes_on_to_the_end_of_the_page_that_comes(qtbot, panel, places, monkeypatch, grouped):
    monkeypatch.setattr(asking, "PAGE", 30)
    panel.model.set_grouped(grouped)
    qtbot.keyClicks(panel.box, "a or the or of")
    qtbot.waitUntil(lambda: answered(panel) and panel.model.loaded == asking.PAGE)
    qtbot.keyClick(panel.box, Qt.Key.Key_Down)
    qtbot.keyClick(panel.list, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: panel.list.currentIndex().row() >= 2 * asking.PAGE - 1)
    height = panel.list.height()
    qtbot.waitUntil(lambda: panel.list.visualRect(panel.list.currentIndex()).bottom() < height)


def test_who_goes_elsewhere_after_end_stays_there(qtbot, panel, places, monkeypatch):
    monkeypatch.setattr(asking, "PAGE", 30)
    qtbot.keyClicks(panel.box, "a or the or of")
    qtbot.waitUntil(lambda: answered(panel) and panel.model.loaded == asking.PAGE)
    qtbot.keyClick(panel.box, Qt.Key.Key_Down)
    qtbot.keyClick(panel.list, Qt.Key.Key_End)
    qtbot.keyClick(panel.list, Qt.Key.Key_Up)
    here = panel.list.currentIndex().row()
    qtbot.waitUntil(lambda: panel.model.loaded > asking.PAGE)
    qtbot.waitUntil(lambda: not panel.list._follow_soon.isActive())
    assert panel.list.currentIndex().row() == here


def test_a_list_that_shows_more_than_a_page_of_hits_asks_for_the_next(
    qtbot, panel, places, monkeypatch
):
    monkeypatch.setattr(asking, "PAGE", 3)
    qtbot.keyClicks(panel.box, "a or the or of")
    qtbot.waitUntil(lambda: panel.model.loaded > asking.PAGE)


# scope --------------------------------------------------------------------------------------


def choose(panel: SearchPanel, scope: str) -> None:
    panel.scope.choose(scope)


def test_this_document_only(qtbot, panel, places):
    panel.set_document("fu-cong")
    qtbot.keyClicks(panel.box, "capac*")
    qtbot.waitUntil(lambda: answered(panel))
    everywhere = panel.model.hits()
    choose(panel, "here")
    qtbot.waitUntil(lambda: answered(panel))
    assert panel.model.hits() == list(expected(places, "capac*", document="fu-cong").hits)
    assert len(panel.model.hits()) < len(everywhere)
    panel.set_document(RESOLUTION)
    qtbot.waitUntil(lambda: answered(panel))
    assert {one.key.document for one in panel.model.hits()} == {RESOLUTION}
    panel.set_document("")
    qtbot.waitUntil(lambda: answered(panel))
    assert panel.model.hits() == everywhere


def test_open_tabs_and_kinds_of_parts_only(qtbot, panel):
    panel.set_tabs(["fu-cong", "initiatives", "fu-cong"])
    qtbot.keyClicks(panel.box, "development")
    choose(panel, "tabs")
    qtbot.waitUntil(lambda: answered(panel))
    assert {one.key.document for one in panel.model.hits()} == {"fu-cong", "initiatives"}
    panel.set_tabs(["fu-cong"])
    qtbot.waitUntil(lambda: answered(panel))
    assert {one.key.document for one in panel.model.hits()} == {"fu-cong"}
    choose(panel, "preamble")
    qtbot.waitUntil(lambda: answered(panel))
    assert panel.model.hits()
    assert all(one.label.startswith("pp") for one in panel.model.hits())
    choose(panel, "operative")
    qtbot.waitUntil(lambda: answered(panel))
    assert all(one.label.startswith("op") for one in panel.model.hits())


def test_cards_are_found_and_said_to_be_cards(qtbot, panel):
    choose(panel, "cards")
    qtbot.waitUntil(lambda: bool(panel.model.hits()))
    assert panel.box.text() == ""
    assert {one.what for one in panel.model.hits()} == {"card"}
    assert panel.status.text().endswith(" cards")
    assert ", card: " in panel.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    choose(panel, "all")
    assert panel.starts.isVisible()


def test_nothing_in_this_document_says_how_to_widen(qtbot, panel):
    panel.set_document("fu-cong")
    choose(panel, "here")
    qtbot.keyClicks(panel.box, "zzzzzz")
    qtbot.waitUntil(lambda: answered(panel))
    assert panel.status.text() == (
        "Nothing found in this document. Alt+O searches everything again."
    )
    qtbot.keyClick(panel.box, Qt.Key.Key_O, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: answered(panel))
    assert panel.status.text().startswith("Nothing found. ")


def test_the_scope_has_a_key(qtbot, panel):
    panel.set_document("fu-cong")
    qtbot.keyClick(panel.box, Qt.Key.Key_O, Qt.KeyboardModifier.AltModifier)
    assert panel.scope.document == "fu-cong"
    assert panel.box.text() == ""
    qtbot.keyClick(panel.box, Qt.Key.Key_O, Qt.KeyboardModifier.AltModifier)
    assert panel.scope.document == ""


# keys ---------------------------------------------------------------------------------------


def found(qtbot, panel: SearchPanel, text: str) -> list[Hit]:
    panel.focus_box(text)
    qtbot.waitUntil(lambda: answered(panel) and bool(panel.model.hits()))
    return panel.model.hits()


def test_down_goes_into_the_list_and_up_comes_back(qtbot, panel):
    found(qtbot, panel, "women")
    qtbot.keyClick(panel.box, Qt.Key.Key_Down)
    assert panel.list.hasFocus()
    assert panel.list.currentIndex().row() == 0
    qtbot.keyClick(panel.list, Qt.Key.Key_Down)
    assert panel.list.currentIndex().row() == 1
    qtbot.keyClick(panel.list, Qt.Key.Key_Up)
    assert panel.list.hasFocus()
    qtbot.keyClick(panel.list, Qt.Key.Key_Up)
    assert panel.box.hasFocus()
    assert panel.box.selectedText() == "women"


def test_down_stays_in_the_box_where_nothing_is_listed(qtbot, panel):
    qtbot.keyClicks(panel.box, "zzzzzz")
    qtbot.waitUntil(lambda: answered(panel))
    qtbot.keyClick(panel.box, Qt.Key.Key_Down)
    assert panel.box.hasFocus()


def test_return_in_the_box_opens_the_first_hit(qtbot, panel):
    hits = found(qtbot, panel, "women")
    with qtbot.waitSignal(panel.hit_activated) as opened:
        qtbot.keyClick(panel.box, Qt.Key.Key_Return)
    assert opened.args == [hits[0]]


def test_return_before_the_answer_opens_the_first_hit_of_what_was_typed(qtbot, panel, places):
    with qtbot.waitSignal(panel.hit_activated) as opened:
        qtbot.keyClicks(panel.box, "A/RES/78/311 op6")
        qtbot.keyClick(panel.box, Qt.Key.Key_Return)
    assert opened.args[0].address == "A/RES/78/311 op6"
    assert opened.args == [expected(places, "A/RES/78/311 op6").hits[0]]


def test_return_is_forgotten_when_typing_goes_on(qtbot, panel):
    opened = []
    panel.hit_activated.connect(opened.append)
    qtbot.keyClicks(panel.box, "wom")
    qtbot.keyClick(panel.box, Qt.Key.Key_Return)
    qtbot.keyClicks(panel.box, "en")
    qtbot.waitUntil(lambda: answered(panel))
    assert opened == []


def test_return_in_the_list_opens_the_current_hit(qtbot, panel):
    hits = found(qtbot, panel, "women")
    for _ in range(3):
        qtbot.keyClick(panel.list if panel.list.hasFocus() else panel.box, Qt.Key.Key_Down)
    with qtbot.waitSignal(panel.hit_activated) as opened:
        qtbot.keyClick(panel.list, Qt.Key.Key_Enter)
    assert opened.args == [hits[2]]


@pytest.mark.parametrize("where", ["box", "list"])
@pytest.mark.parametrize("stay", [True, False])
def test_ctrl_return_opens_and_keeps_the_focus(qtbot, panel, where, stay):
    found(qtbot, panel, "women")
    page = panel.page
    panel.hit_activated.connect(page.setFocus)
    if where == "list":
        qtbot.keyClick(panel.box, Qt.Key.Key_Down)
    widget = getattr(panel, where)
    held = Qt.KeyboardModifier.ControlModifier if stay else Qt.KeyboardModifier.NoModifier
    with qtbot.waitSignal(panel.hit_activated):
        qtbot.keyClick(widget, Qt.Key.Key_Return, held)
    assert widget.hasFocus() == stay
    assert page.hasFocus() != stay


def test_a_click_opens_the_hit_under_the_pointer(qtbot, panel):
    hits = found(qtbot, panel, "women")
    at = panel.list.visualRect(panel.model.index(1, 0)).center()
    with qtbot.waitSignal(panel.hit_activated) as opened:
        qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert opened.args == [hits[1]]


def test_a_press_that_is_dragged_away_opens_nothing(qtbot, panel):
    found(qtbot, panel, "women")
    opened = []
    panel.hit_activated.connect(opened.append)
    view = panel.list.viewport()
    middle = panel.list.visualRect(panel.model.index(1, 0)).center()
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(middle.x(), 10_000))
    assert opened == []


def test_tab_goes_from_the_box_over_the_scope_into_the_list(qtbot, panel):
    panel.set_document(RESOLUTION)
    found(qtbot, panel, "women")
    buttons = panel.head.buttons
    way = [panel.box, buttons["builder"], panel.scope, buttons["narrow"], buttons["group"]]
    for widget, after in pairwise([*way, panel.list]):
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
        assert after.hasFocus()


def test_tab_goes_through_the_lines_of_the_form(qtbot, panel):
    found(qtbot, panel, "women")
    buttons, builder = panel.head.buttons, panel.builder
    qtbot.mouseClick(buttons["builder"], Qt.MouseButton.LeftButton)
    clear = builder.findChild(QPushButton)
    for widget, after in pairwise([buttons["group"], *builder.lines.values(), clear, panel.list]):
        widget.setFocus()
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
        assert after.hasFocus()


def test_escape_clears_and_then_leaves(qtbot, panel):
    found(qtbot, panel, "women")
    qtbot.keyClick(panel.box, Qt.Key.Key_Down)
    with qtbot.assertNotEmitted(panel.left):
        qtbot.keyClick(panel.list, Qt.Key.Key_Escape)
    assert panel.box.text() == ""
    assert panel.box.hasFocus()
    with qtbot.waitSignal(panel.left):
        qtbot.keyClick(panel.box, Qt.Key.Key_Escape)


def test_letters_in_the_list_are_written_into_the_box(qtbot, panel, places):
    found(qtbot, panel, "wome")
    qtbot.keyClick(panel.box, Qt.Key.Key_Down)
    qtbot.keyClick(panel.list, Qt.Key.Key_N)
    assert panel.box.hasFocus()
    qtbot.waitUntil(lambda: answered(panel))
    assert panel.box.text() == "women"
    assert panel.model.hits() == list(expected(places, "women").hits)


def test_focus_box_selects_what_is_there_and_takes_a_text(qtbot, panel):
    found(qtbot, panel, "women")
    panel.page.setFocus()
    panel.focus_box()
    assert panel.box.hasFocus()
    assert panel.box.selectedText() == "women"
    panel.focus_box("risks")
    assert panel.box.selectedText() == "risks"


def test_a_refresh_keeps_the_place_where_nothing_changed(qtbot, panel):
    found(qtbot, panel, "women")
    for _ in range(3):
        qtbot.keyClick(panel.list if panel.list.hasFocus() else panel.box, Qt.Key.Key_Down)
    panel.refresh()
    qtbot.waitUntil(lambda: answered(panel))
    assert panel.list.currentIndex().row() == 2


# what is seen and said ----------------------------------------------------------------------


def test_rows_are_said_in_words(qtbot, panel):
    found(qtbot, panel, "A/RES/78/311 op6")
    index = panel.model.index(0, 0)
    qtbot.waitUntil(lambda: index.data(RowRole).name == RESOLUTION)
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("A/RES/78/311, para. 6, digest: ")
    assert index.data(HitRole).address == "A/RES/78/311 op6"
    assert "study digest, in our own words, English" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert panel.status.textFormat() == Qt.TextFormat.PlainText
    found(qtbot, panel, "fu-cong p2")
    assert panel.model.index(0, 0).data(RowRole).name == "Fu Cong, 1 July 2024"


@pytest.mark.parametrize("name", themes.NAMES)
def test_every_theme_paints_and_has_no_bar_below(qtbot, panel, name):
    found(qtbot, panel, "women")
    panel.set_theme(themes.theme(name))
    panel.beside.resize(280, 500)
    assert not panel.grab().isNull()
    assert not panel.list.horizontalScrollBar().isVisible()
    assert panel.list.visualRect(panel.model.index(0, 0)).width() <= panel.list.viewport().width()


def test_controls_have_names_and_tips(panel):
    buttons = panel.head.buttons.values()
    for control in (panel.box, panel.scope, *buttons):
        assert control.accessibleName()
        assert control.toolTip()
    assert panel.list.accessibleName()
