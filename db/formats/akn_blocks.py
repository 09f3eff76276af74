"""The body of an AKN4UN statement as a flat run of blocks: texts in order, not yet labelled.

Files of the same resolution differ in how they wrap the same text (a point is a `point` in one
language and a `paragraph` in another, a heading may be a `heading`, a `subheading`, a
`crossHeading` or a bold paragraph), so all wrappers come out as the same few blocks.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lxml import etree

from db.formats.akn_text import Flow, plain, tag_of
from db.formats.blocks import (
    COMMAS,
    Block,
    Footnote,
    Role,
    joined,
    letters_in,
    opener_of,
    trim,
    without_head,
)

_HEADINGS = {"heading", "subheading", "crossHeading"}


def _block(element: etree._Element, role: Role, number: str = "") -> Block:
    flow = Flow(element)
    pieces = flow.pieces
    words = joined(pieces)
    if number and words.startswith(". "):  # what was left behind of "1.1."
        pieces = without_head(pieces, "".join(words for words, _ in pieces).index(".") + 1)
        words = joined(pieces)
    return Block(
        role, words, opener_of(pieces), number, flow.refs, tuple(flow.notes), pieces=pieces
    )


def blocks(statement: etree._Element) -> Iterator[Block]:
    """Yield the blocks of a statement's preamble, body and attachments, in order."""
    for child in statement:
        match tag_of(child):
            case "preamble":
                yield from _preamble(child)
            case "mainBody":
                yield from _body(child)
            case "attachments":
                for body in child.iter("{*}mainBody"):
                    yield Block("annex")
                    yield from _body(body)


def _preamble(preamble: etree._Element) -> Iterator[Block]:
    for child in preamble:
        if tag_of(child) == "container":
            yield from _container(child)
        elif tag_of(child) == "p":
            yield _block(child, "preambular")
        elif tag_of(child) == "blockList":
            yield from _block_list(child)


def _container(container: etree._Element) -> Iterator[Block]:
    for child in container:
        match tag_of(child):
            case "p":
                block = _block(child, "preambular")
                name = trim(container.get("name") or "")
                if not block.opener and name and block.text.startswith(name):
                    block.opener = name
                yield block
            case "blockList":
                yield from _block_list(child)
            case "table":
                yield from _table(child)


def _block_list(block_list: etree._Element) -> Iterator[Block]:
    for child in block_list:
        if tag_of(child) == "listIntroduction":
            yield _block(child, "preambular")
        elif tag_of(child) == "item":
            yield from _numbered(child)


def _table(table: etree._Element) -> Iterator[Block]:
    yield Block("table")
    for row in table.iter("{*}tr"):
        cells = [_block(cell, "row") for cell in row if tag_of(cell) in {"td", "th"}]
        if any(cell.text for cell in cells):
            refs = dict.fromkeys(ref for cell in cells for ref in cell.refs)
            notes = tuple(note for index in range(len(cells)) for note in _notes(cells, index))
            words = trim(" | ".join(cell.text for cell in cells))
            yield Block("row", words, refs=tuple(refs), notes=notes)


def _notes(cells: Sequence[Block], index: int) -> Iterator[Footnote]:
    """Yield a cell's footnotes as those of its row: the cells behind it follow their marks, too."""
    behind = sum(1 + letters_in(cell.text) for cell in cells[index + 1 :])
    for note in cells[index].notes:
        yield replace(note, behind=note.behind + behind) if note.behind >= 0 else note


def _body(body: etree._Element) -> Iterator[Block]:
    for child in body:
        match tag_of(child):
            case "paragraph":
                yield from _numbered(child)
            case "container":
                yield from _container(child)
            case "table":
                yield from _table(child)
            case "num" | "heading" | "subheading" | "crossHeading":
                yield _heading(child)
            case "p":
                yield _block(child, "body")
            case "":
                pass
            case _:  # part, section, title: their headings and paragraphs
                yield from _body(child)


def _heading(element: etree._Element, number: str = "") -> Block:
    block = _block(element, "body", number)
    # sections have crossHeading for their preambular paragraphs too
    block.set_as_heading = tag_of(element) != "crossHeading" or not block.text.endswith(COMMAS)
    return block


def _numbered(paragraph: etree._Element) -> Iterator[Block]:
    number = ""
    style = paragraph.get("class") or ""
    is_heading = style.startswith("H")
    role: Role = "note" if style.startswith("FootnoteText") else "body"
    for child in paragraph:
        match tag_of(child):
            case "num":
                number = plain(child)
            case "content" | "p" | "intro":
                block = _block(child, role, number)
                block.set_as_heading = is_heading or _has_subheading(child)
                yield block
                number = ""
            case tag if tag in _HEADINGS:
                yield _heading(child, number)
                number = ""
            case "list" | "sublist":
                yield from _list(child, number)
                number = ""
            case "table" | "container":
                yield from _table(child)
    if number:
        yield Block("body", number, set_as_heading=True)


def _list(element: etree._Element, number: str) -> Iterator[Block]:
    for child in element:
        match tag_of(child):
            case "intro":
                yield _block(child, "body", number)
                number = ""
            case "point":
                yield from _numbered(child)
            case "sublist" | "list":
                yield from _list(child, "")


def _has_subheading(content: etree._Element) -> bool:
    return any(tag_of(inner) == "subheading" for p in content if tag_of(p) == "p" for inner in p)
