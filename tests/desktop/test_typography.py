"""Type: what can be chosen, and what a page does with it."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_editions import page, passage
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from pytestqt.qtbot import QtBot

from desktop import theme as themes
from desktop.reader.look import Look
from desktop.reader.page_view import PageView
from desktop.reader.typography import BOUNDS, Typography, read, write
from desktop.theme import Theme

LONG = "Requests the Secretary-General to report on the state of ink and paper. " * 6
LIGHT = themes.theme("light")


# the choice as data -------------------------------------------------------------------------


def test_a_choice_comes_back_from_plain_data() -> None:
    chosen = Typography("DejaVu Serif", "Amiri", "SimSun", 140, 20, 52, 40, True)
    assert read(json.loads(json.dumps(write(chosen)))) == chosen


@pytest.mark.parametrize(
    "data",
    [
        None, [], "wide", 3, {"size": 4}, {"leading": "155"}, {"leading": 1}, {"measure": 10_000},
        {"margin": True}, {"justified": 1}, {"latin": 5}, {"latin": "a\nb"}, {"latin": "x" * 500},
        {"spacing": -1}, {"leading": None},
    ],
)  # fmt: skip
def test_what_is_not_within_its_bounds_is_not_chosen(data: Any) -> None:
    assert read(data) == Typography()


def test_what_is_sound_beside_what_is_not_is_kept() -> None:
    assert read({"measure": 50, "leading": -4}) == Typography(measure=50)


@given(st.dictionaries(st.text(), st.none() | st.integers() | st.text() | st.booleans()))
def test_any_data_gives_a_choice_within_its_bounds(data: dict[str, Any]) -> None:
    chosen = read(data)
    for name, (low, high) in BOUNDS.items():
        assert low <= getattr(chosen, name) <= high


def test_each_script_has_a_family_of_its_own() -> None:
    chosen = Typography("Georgia", "Amiri", "SimSun")
    families = {language: chosen.family(language) for language in ("en", "fr", "ru", "ar", "zh")}
    assert families == {
        "en": "Georgia", "fr": "Georgia", "ru": "Georgia", "ar": "Amiri", "zh": "SimSun",
    }  # fmt: skip


@pytest.mark.parametrize("part", ["measure", "margin", "justified"])
def test_column_and_alignment_need_no_page_set_anew(part: str) -> None:
    other = Typography()._replace(**{part: True if part == "justified" else 60})
    look = Look(LIGHT)
    assert look.sets_alike(look._replace(type=other, theme=themes.theme("dark")))


@pytest.mark.parametrize("part", ["leading", "spacing", "latin", "arabic", "chinese"])
def test_letters_and_lines_need_one(part: str) -> None:
    other = Typography()._replace(**{part: 30 if part == "spacing" else 200})
    look = Look(LIGHT)
    assert not look.sets_alike(look._replace(type=other))
    assert not look.sets_alike(look._replace(size=20))
    assert not look.sets_alike(look._replace(record=True))


# on the page --------------------------------------------------------------------------------


def lines_of(view: PageView) -> list[float]:
    """Where the lines of the first paragraph begin, from the top of its block."""
    layout = view.page.document.findBlockByNumber(view.page.places[0].block).layout()
    return [layout.lineAt(number).y() for number in range(layout.lineCount())]


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> PageView:
    made = PageView(theme)
    qtbot.addWidget(made)
    made.resize(1100, 600)
    made.show_page(page(*(passage(f"op{n}", LONG) for n in range(1, 30))), theme)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_the_chosen_family_is_the_pages(qtbot: QtBot) -> None:
    made = page(passage("op1", "Ink."), type=Typography(latin="DejaVu Sans"))
    assert made.document.defaultFont().families()[0] == "DejaVu Sans"


def test_a_family_that_is_gone_leaves_the_chain(qtbot: QtBot) -> None:
    made = page(passage("op1", "Ink."), type=Typography(latin="No Such Face"))
    assert made.document.defaultFont().families()[0] != "No Such Face"


@pytest.mark.parametrize("leading", [120, 155, 220])
def test_lines_stand_as_far_apart_as_is_chosen(qtbot: QtBot, theme: Theme, leading: int) -> None:
    made = PageView(theme)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show_page(page(passage("op1", LONG), type=Typography(leading=leading)), theme)
    made.show()
    first, second = lines_of(made)[1:3]
    assert second - first == pytest.approx(18 * leading / 100, abs=1.2)


@pytest.mark.parametrize("measure", [40, 68, 90])
def test_the_column_has_about_so_many_characters(view: PageView, measure: int) -> None:
    view.set_type(Typography(measure=measure))
    block = view.page.document.findBlockByNumber(view.page.places[0].block)
    lengths = [block.layout().lineAt(n).textLength() for n in range(block.layout().lineCount() - 1)]
    assert measure * 0.8 <= sum(lengths) / len(lengths) <= measure * 1.25


def test_the_margins_are_kept_in_a_narrow_window(view: PageView) -> None:
    view.resize(500, 600)
    wide = view.page.document.rootFrame().frameFormat().rightMargin()
    view.set_type(Typography(margin=80))
    assert wide < view.page.document.rootFrame().frameFormat().rightMargin() == 80


def test_a_margin_never_takes_the_column_away(view: PageView) -> None:
    view.set_type(Typography(margin=160))
    view.resize(320, 600)
    form = view.page.document.rootFrame().frameFormat()
    assert view.viewport().width() - form.leftMargin() - form.rightMargin() >= 150


def test_justified_lines_reach_the_edge(view: PageView) -> None:
    block = view.page.document.findBlockByNumber(view.page.places[0].block)
    ragged = {round(block.layout().lineAt(n).naturalTextWidth()) for n in range(3)}
    view.set_type(Typography(justified=True))
    layout = view.page.document.findBlockByNumber(block.blockNumber()).layout()
    assert layout.textOption().alignment() & Qt.AlignmentFlag.AlignJustify
    assert len(ragged) > 1
    view.set_type(Typography())
    assert not layout.textOption().alignment() & Qt.AlignmentFlag.AlignJustify


def test_the_heading_is_never_justified(view: PageView) -> None:
    view.set_type(Typography(justified=True))
    layout = view.page.document.findBlockByNumber(1).layout()
    assert not layout.textOption().alignment() & Qt.AlignmentFlag.AlignJustify


@pytest.mark.parametrize("choice", [Typography(measure=44), Typography(justified=True)])
def test_another_column_keeps_the_paragraph_and_the_document(
    view: PageView, qtbot: QtBot, choice: Typography
) -> None:
    view.go_to("op17")
    document, offset = view.page.document, view.offset()
    view.set_type(choice)
    qtbot.waitUntil(lambda: view._pending is None)
    assert view.page.document is document
    assert (view.current, view.offset()) == ("op17", offset)


def test_another_theme_keeps_caret_selection_and_document(view: PageView) -> None:
    cursor = view.textCursor()
    cursor.setPosition(view.page.places[2].start)
    cursor.movePosition(cursor.MoveOperation.EndOfWord, cursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    document = view.page.document
    view.recolor(themes.theme("dark"))
    assert view.document() is document
    assert view.textCursor().selectedText() == "Requests"


def test_paragraphs_stand_apart_as_is_chosen(qtbot: QtBot) -> None:
    gaps = [
        made.document.findBlockByNumber(made.places[1].block).blockFormat().topMargin()
        for made in (
            page(passage("op1", "A."), passage("op2", "B."), type=Typography(spacing=space))
            for space in (0, 30)
        )
    ]
    assert gaps == [0, 30]
    assert QFontMetricsF(page(passage("op1", "A.")).document.defaultFont()).height() > 0
