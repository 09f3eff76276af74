"""Colours of words: named tokens that are changed without setting a page anew."""

import pytest
from made_editions import page as made_page
from made_editions import passage
from PySide6.QtGui import QTextFormat

from desktop import theme as themes
from desktop.reader.inks import INK, recoloring
from desktop.reader.page import Page


@pytest.fixture
def page(qapp: object) -> Page:
    passages = [passage(f"op{n}", f"Recalls A/RES/70/{n} and ink.") for n in range(1, 9)]
    return made_page(*passages)


def inked(page: Page) -> dict[int, list[tuple[str, str]]]:
    """The tokens and colours of the words that have some, by the number of the block."""
    return {
        number: [
            (part.format.property(INK), part.format.foreground().color().name())
            for part in page.document.findBlockByNumber(number).textFormats()
            if part.format.hasProperty(QTextFormat.Property.ForegroundBrush)
        ]
        for number in range(page.document.blockCount())
    }


@pytest.mark.parametrize("name", themes.NAMES)
def test_every_token_is_found_again(page: Page, name: str) -> None:
    wanted = themes.theme(name)
    before = page.document.toPlainText(), page.document.blockCount()
    list(recoloring(page.document, wanted))
    seen = [pair for pairs in inked(page).values() for pair in pairs]
    assert {token for token, _ in seen} == {"muted", "accent"}
    assert all(color == wanted.color(token).name() for token, color in seen)
    assert (page.document.toPlainText(), page.document.blockCount()) == before


def test_the_blocks_in_view_come_first(page: Page) -> None:
    dark = themes.theme("dark")
    steps = recoloring(page.document, dark, page.places[4].block)
    next(steps)
    changed = {
        number
        for number, pairs in inked(page).items()
        if any(color == dark.color(token).name() for token, color in pairs)
    }
    assert changed == {page.places[4].block}


def test_a_link_stays_a_link(page: Page) -> None:
    list(recoloring(page.document, themes.theme("dark")))
    block = page.document.findBlockByNumber(page.places[0].block)
    assert [part.format.anchorHref() for part in block.textFormats() if part.format.isAnchor()]
