"""The column: how wide it is, on which side its gutter is, and what of it is in view."""

import pytest
from made_editions import HOSTILE, passage
from pytestqt.qtbot import QtBot
from shown_pages import LONG, Show, operative, visible

from desktop import theme as themes
from desktop.reader.page_view import PageView


@pytest.mark.parametrize("language", ["en", "ar"])
def test_on_the_page_the_gutter_is_on_the_side_where_lines_begin(
    view: PageView, show: Show, language: str
) -> None:
    show(*operative(4, HOSTILE["Arabic"] * 6 if language == "ar" else LONG), language=language)
    frame = view.document().rootFrame().frameFormat()
    left, right = frame.leftMargin(), frame.rightMargin()
    assert (right > left) is (language == "ar")
    image = view.viewport().grab().toImage()
    inked_columns = [
        x
        for x in range(image.width())
        if any(image.pixelColor(x, y).lightness() < 200 for y in range(100, image.height()))
    ]
    gutter = (
        range(view.viewport().width() - view._margin + 4, view.viewport().width())
        if language == "ar"
        else range(view._margin - 10)
    )
    assert set(inked_columns) & set(gutter)


def test_the_column_has_a_readable_width_however_wide_the_window(
    view: PageView, show: Show
) -> None:
    show(*operative(4))
    for width in (1900, 1200, 700, 400):
        view.resize(width, 600)
        frame = view.document().rootFrame().frameFormat()
        column = view.viewport().width() - frame.leftMargin() - frame.rightMargin()
        assert column <= 75 * 18 * 0.5
        assert column > 0.55 * min(width, 700) - 20
        assert view.horizontalScrollBar().maximum() == 0


def test_only_the_paragraphs_in_view_are_painted(qtbot: QtBot, view: PageView, show: Show) -> None:
    show(*operative(5000, "Short."))
    for place in ("op1", "op2500", "op5000"):
        assert view.go_to(place)
        qtbot.waitUntil(lambda: place in visible(view))  # noqa: B023  # awaited at once
        shown = visible(view)
        assert len(shown) < 60


def test_a_text_that_is_being_laid_out_is_not_recoloured_until_it_is_whole(
    qtbot: QtBot, view: PageView, show: Show, hurried: None
) -> None:
    """A change of format within Qt's lazy layout leaves heights that never were."""
    paragraphs = [passage(f"op{n}", f"Recalls A/RES/70/1 and ink. {LONG}") for n in range(1, 120)]
    made = show(*paragraphs)
    qtbot.waitUntil(lambda: view.is_laid_out)
    within: list[bool] = []
    made.document.contentsChange.connect(lambda *_: within.append(view._layout.busy))
    for width, name in ((500, "sepia"), (640, "dark")):
        view.resize(width, 400)
        view.recolor(themes.theme(name))
        view.resize(width + 40, 400)
        assert view._layout.busy, "the text is too short to be laid out in slices"
        within.clear()
        qtbot.waitUntil(lambda: view.is_laid_out and not view._recoloring.busy)
        assert within, "nothing was coloured anew"
        assert not any(within)
