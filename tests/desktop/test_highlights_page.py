"""Only my highlights as a page: in order, in their styles, leading back; kept up to date."""

from typing import Any

import pytest
from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from db.models import Anchor, EditionKey, Note, Segment
from desktop.notes.color_names import ColorNames
from desktop.notes.highlights_page import HighlightsPage
from desktop.theme import Theme

KEY = EditionKey("A/RES/78/311", "digest", "en")
ARABIC = EditionKey("A/RES/78/311", "official", "ar")


def note(label: str, quote: str, **given: Any) -> Note:
    key = given.pop("key", KEY)
    return Note(given.pop("id", label), Anchor(key, label, 0, len(quote), quote), **given)


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> HighlightsPage:
    made = HighlightsPage(theme, ColorNames())
    qtbot.addWidget(made)
    return made


def test_quotations_stand_in_order_with_their_notes(page: HighlightsPage) -> None:
    several = note("op6", "one")._replace(
        more=(Segment(Anchor(KEY, "op7", 0, 3, "two")),), body="**Mine** <b>"
    )
    page.show_notes([several, note("op1", "حوار", key=ARABIC)], {"A/RES/78/311": "The <title>"})
    lines = page.view.toPlainText().splitlines()
    assert lines[:4] == ["The <title>", "one", "two", "Mine <b>"]
    assert lines[4] == "para. 6 · Yellow · note"
    assert "حوار" in lines


def test_links_lead_to_the_paragraph_and_to_the_note(qtbot: QtBot, page: HighlightsPage) -> None:
    page.show_notes([note("op6", "one", id="mine")], {})
    for href, signal, wanted in (
        ("resolute:A/RES/78/311?edition=digest&lang=en#op6", page.address_requested, None),
        ("note:mine", page.note_requested, "mine"),
    ):
        with qtbot.waitSignal(signal) as asked:
            page.view.anchorClicked.emit(QUrl(href))
        assert asked.args == [wanted or href]
        assert href.replace("&", "&amp;") in page.view.toHtml()


def test_nothing_says_how_to_begin(page: HighlightsPage) -> None:
    page.show_notes([], {})
    assert "Nothing is highlighted yet" in page.view.toPlainText()
