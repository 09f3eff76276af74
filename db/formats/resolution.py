"""A resolution whose markup does not say what its paragraphs are: labelled as its official XML is.

It begins after its formula (“The General Assembly,”); preambular paragraphs are those before the
first clause, and the lines under the text name the meeting.
"""

import re
from collections.abc import Sequence
from itertools import pairwise, zip_longest

from db.errors import NotADocument
from db.formats import cover as covers
from db.formats.blocks import COMMAS, Block
from db.formats.cover import Cover
from db.formats.language import language_of
from db.formats.parsed import Parsed, Source, record_of, sample_of
from db.formats.passages import passages
from db.formats.typed_numbers import reads_number, set_number_apart, style_of
from db.models import Document, Edition, EditionKey

_SHORT = 40
_OPENING = re.compile(
    r"(?:(?:Also|Further|Deeply|Gravely|Strongly|Fully|Again|Once again|Firmly) )?"
    r"(?:Having [a-z]+ed|Taking (?:note|into account|into consideration)|Bearing in mind"
    r"|Keeping in mind|Looking forward|Takes note|Looks forward(?: to)?|Calls (?:up)?on|Calls for"
    r"|Decides|[A-Z]?[a-z]+ing|[A-Z]?[a-z]+ed|[A-Z]?[a-z]{2,}s|Aware|Conscious|Mindful)"
    r"(?: (?:its|their) (?:appreciation|concern|gratitude|regret|belief|determination|support"
    r"|deep concern|grave concern))?"
    r"(?: with (?:deep |grave |great |serious )?(?:appreciation|concern|satisfaction|interest"
    r"|regret|alarm|approval))?(?: (?:also|further|upon))?\b"
)
_PARTS = re.compile(
    r"(?:annexe?|anexo|приложение|anlage)\b.{0,30}|附件.{0,5}|(?:ال)?مرفق.{0,20}", re.I
)


def is_resolution(blocks: Sequence[Block], cover: Cover) -> bool:
    """Tell a resolution by its formula, and its cover or how the text goes on after that."""
    if not cover.begins:
        return False
    after = blocks[cover.begins :]
    if cover.is_numbered or not after:
        return bool(after)
    above = blocks[: cover.begins - 1]
    first = after[0].text
    return (
        all(len(block.text) < 200 and not block.text.endswith(COMMAS) for block in above)
        and first.endswith((*COMMAS, ";"))
        and (cover.language != "en" or _OPENING.match(first) is not None)
        and any(reads_number(block) for block in after)
    )


def resolution(blocks: Sequence[Block], cover: Cover, source: Source) -> Parsed:
    """Make a resolution of blocks; raises NotADocument where there is nothing under its cover."""
    text, closing = _without_closing(blocks[cover.begins :])
    for block in text:
        set_number_apart(block)
    _set_roles(text)
    for block in text:
        of_notes = [symbol for note in block.notes for symbol in note.refs]
        block.refs = tuple(dict.fromkeys([*covers.symbols_in(block.text), *of_notes]))
    title = cover.title or source.title or cover.printed
    language = cover.language or source.language or language_of(sample_of(text))
    _find_openers(text, language)
    found = passages(text, cover.symbol)
    if not found:
        raise NotADocument("There is no text after the cover of this resolution.")
    record = record_of(cover, source, language, closing)
    document = Document(
        cover.symbol, "resolution", title, cover.printed or title, cover.adopted or source.date
    )
    edition = Edition(EditionKey(cover.symbol, "import", language), title, found, record)
    return Parsed(document, edition)


def _without_closing(blocks: Sequence[Block]) -> tuple[list[Block], str]:
    """Part the text from the lines under it: the meeting, and the date beside or under it."""
    kept: list[Block] = []
    closing: list[str] = []
    is_under = False
    for block, after in zip_longest(blocks, blocks[1:]):
        words = block.text
        below = after.text if after and len(after.text) < _SHORT else ""
        if covers.is_closing(words) and covers.date_in(f"{words}\n{below}"):
            closing.append(words)
            is_under = not covers.date_in(words)
        elif is_under and len(words) < _SHORT and covers.date_in(words):
            closing.append(words)
            is_under = False
        else:
            kept.append(block)
            is_under = False
    return kept, " ".join(closing)


def _set_roles(blocks: Sequence[Block]) -> None:
    """Say which blocks are preambular: those before the first clause, which end in a comma."""
    for block in blocks:
        if block.role != "body":
            continue
        if _PARTS.fullmatch(block.text.strip("*. ")) and not block.number:
            block.set_as_heading = True
        style = style_of(block.number) if block.number else ""
        if style == "number" or block.set_as_heading:
            return
        if not style and block.text.endswith((*COMMAS, ";", "；", "؛")):
            block.role = "preambular"
        elif not style and not block.text.endswith((":", "：")):
            return


def _find_openers(blocks: Sequence[Block], language: str) -> None:
    if language != "en" or any(block.opener for block in blocks):
        return
    for before, block in pairwise([None, *blocks]):
        if block is not None and (match := _OPENING.match(block.text)):
            numbered = style_of(block.number) == "number"
            is_open = block.text.endswith((*COMMAS, ":"))
            is_only = before is not None and before.role == "preambular"
            if numbered or is_open or is_only or block.role == "preambular":
                block.opener = match[0]
