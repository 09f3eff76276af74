"""Numbers that stand at the head of a text, typed there, and are set apart from it."""

import re

from db.formats import numbering
from db.formats.blocks import Block, joined, opener_of, without_head


def reads_number(block: Block) -> bool:
    """Tell whether a text begins with a number of a paragraph."""
    if block.number:
        return numbering.read(block.number)[:1] != () and style_of(block.number) == "number"
    match = numbering.TYPED.match(block.text)
    return match is not None and style_of(match[1]) == "number"


def style_of(printed: str) -> str:
    """Return what kind of number is printed, empty where it is none."""
    found = numbering.read(printed)
    return found[0].style if found else ""


def set_number_apart(block: Block) -> None:
    """Take a number at the head of a text (`4.`, `(a)`, `1.a`) out of it into `number`."""
    if block.number or block.role != "body":
        return
    whole = "".join(words for words, _ in block.pieces)
    match = numbering.TYPED.match(whole)
    if match and numbering.read(match[1]) and re.search(r"\w", whole[match.end() :]):
        block.number = match[1]
        block.pieces = without_head(block.pieces, match.end())
        block.text = joined(block.pieces)
        block.opener = opener_of(block.pieces)
