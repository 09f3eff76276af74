"""Two documents compared in a tab: by keys and mouse."""

from typing import Any

import pytest
from made_editions import HOSTILE, edition, passage
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db.library.compare import compare
from db.models import Edition
from desktop import theme as themes
from desktop.compare.page import ComparePage
from desktop.compare.rows import ComparisonModel, Fold, RowRole, became, where
from desktop.theme import Theme

Key = Qt.Key
SAME = [
    f"Notes number {word} of the inks that offices use;" for word in ["one", "two", "three", "four"]
]


def before() -> Edition:
    texts = [SAME[0], SAME[1], "Invites all to write with red ink;", SAME[2], "Deplores blots;"]
    return made("A/RES/1/1", texts, {"op3": "Invites"})


def after() -> Edition:
    texts = [SAME[0], SAME[1], "Urges all to write with blue ink;", SAME[2], "Thanks the clerk;",
             SAME[3]]  # fmt: skip
    return made("A/RES/2/1", texts, {"op3": "Urges"})


def made(symbol: str, texts: list[str], openers: dict[str, str]) -> Edition:
    return edition(
        [
            passage(f"op{n}", words, opener=openers.get(f"op{n}", ""))
            for n, words in enumerate(texts, 1)
        ],
        symbol=symbol,
    )


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> ComparePage:
    made = ComparePage(compare(before(), after(), {"invites": 2, "urges": 4}), theme)
    qtbot.addWidget(made)
    made.resize(900, 600)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.list.hasFocus)
    return made


def shown(page: ComparePage) -> list[str]:
    rows = [page.model.index(n, 0).data(RowRole) for n in range(page.model.rowCount())]
    return [
        f"{len(row.pairs)} unchanged" if isinstance(row, Fold) else f"{where(row)}: {became(row)}"
        for row in rows
    ]


def test_changes_are_shown_and_the_unchanged_folded(page: ComparePage) -> None:
    assert shown(page) == [
        "2 unchanged",
        "3: changed · Invites → Urges, stronger",
        "4: unchanged",
        "– → 5: added",
        "– → 6: added",
        "5 → –: removed",
    ]


def test_it_begins_at_the_first_change_and_keys_go_on(page: ComparePage) -> None:
    seen = [page.list.currentIndex().row()]
    for _ in range(4):
        QTest.keyClick(page.list, Key.Key_N)
        seen.append(page.list.currentIndex().row())
    assert seen == [1, 3, 4, 5, 5]
    QTest.keyClick(page.list, Key.Key_P)
    assert page.list.currentIndex().row() == 4


def test_enter_opens_the_later_paragraph_and_shift_the_earlier(
    qtbot: QtBot, page: ComparePage
) -> None:
    with qtbot.waitSignal(page.address_requested) as asked:
        QTest.keyClick(page.list, Key.Key_Return)
    assert asked.args == ["A/RES/2/1 op3"]
    with qtbot.waitSignal(page.address_requested) as asked:
        QTest.keyClick(page.list, Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert asked.args == ["A/RES/1/1 op3"]
    QTest.keyClick(page.list, Key.Key_End)
    with qtbot.waitSignal(page.address_requested) as asked:
        QTest.keyClick(page.list, Key.Key_Return)
    assert asked.args == ["A/RES/1/1 op5"]


def test_a_fold_is_opened_in_its_place(qtbot: QtBot, page: ComparePage) -> None:
    QTest.keyClick(page.list, Key.Key_Home)
    with qtbot.assertNotEmitted(page.address_requested):
        QTest.keyClick(page.list, Key.Key_Return)
    assert shown(page)[:3] == ["1: unchanged", "2: unchanged", shown(page)[2]]
    assert page.list.currentIndex().row() == 0


def test_all_paragraphs_are_shown_on_demand_at_the_same_place(page: ComparePage) -> None:
    here = page.current()
    QTest.keyClick(page.list, Key.Key_U)
    assert len(shown(page)) == 7
    assert page.current() is here
    QTest.keyClick(page.list, Key.Key_U)
    assert shown(page)[0] == "2 unchanged"
    assert page.current() is here


def test_the_letters_ask_for_what_the_buttons_do(qtbot: QtBot, page: ComparePage) -> None:
    with qtbot.waitSignal(page.swap_requested) as asked:
        QTest.keyClick(page.list, Key.Key_X)
    assert asked.args == [page.comparison]
    with qtbot.waitSignal(page.export_requested) as asked:
        QTest.keyClick(page.list, Key.Key_S)
    assert asked.args == [page.comparison]


def test_a_screen_reader_hears_the_changes_word_by_word(page: ComparePage) -> None:
    said = page.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert "“Invites” became “Urges”" in said
    assert "“red” became “blue”" in said
    assert page.list.accessibleName() == "Changes from A/RES/1/1 to A/RES/2/1"


def test_the_model_is_one(qtmodeltester: Any) -> None:
    model = ComparisonModel()
    qtmodeltester.check(model)
    found = compare(before(), after())
    for folded in (True, False, True):
        model.show(found, folded=folded)
        qtmodeltester.check(model)
    assert model.unfold(0)
    assert not model.unfold(0)
    assert model.rowCount(QModelIndex()) == 7


@pytest.mark.parametrize("width", [420, 1400])
@pytest.mark.parametrize("name", themes.NAMES)
def test_any_script_is_laid_out_in_any_width(qtbot: QtBot, width: int, name: str) -> None:
    texts = list(HOSTILE.values())
    one = made("A/RES/1/1", texts, {})
    other = made("A/RES/2/1", [f"{words} and more" for words in texts], {})
    page = ComparePage(compare(one, other), themes.theme(name))
    qtbot.addWidget(page)
    page.resize(width, 500)
    with qtbot.waitExposed(page):
        page.show()
    page.set_theme(themes.theme("dark"))
    last = page.model.index(page.model.rowCount() - 1, 0)
    page.list.scrollTo(last)
    assert page.list.visualRect(last).height() > 30
    assert page.list.horizontalScrollBar().maximum() == 0
