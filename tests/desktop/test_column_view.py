"""The column: how wide it is, on which side its gutter is, and what of it is in view."""

import pytest
from made_editions import HOSTILE
from pytestqt.qtbot import QtBot
from shown_pages import LONG, Show, operative, visible

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
