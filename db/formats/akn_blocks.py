"""The body of an AKN4UN statement as a flat run of blocks: texts in order, not yet labelled.

Files of the same resolution differ in how they wrap the same text (a point is a `point` in one
language and a `paragraph` in another, a heading may be a `heading`, a `subheading`, a
`crossHeading` or a bold paragraph), so all wrappers come out as the same few blocks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import unquote, urlsplit

from lxml import etree

from db import text

Role = Literal["preambular", "body", "note", "table", "row", "annex"]

_HOSTS = {"undocs.org", "docs.un.org", "www.undocs.org", "daccess-ods.un.org"}
_SYMBOL = re.compile(r"[A-Z]{1,6}(?:/[\w.()\-]+)+")
_LANGUAGE_FOLDER = re.compile(r"^/(?:en|fr|es|ru|ar|zh|ch|de|ot)(?=/)", re.IGNORECASE)
_BREAKING = {"p", "num", "subheading", "crossHeading", "td", "th", "listIntroduction"}
_HEADINGS = {"heading", "subheading", "crossHeading"}
_MARKER = "\ue000"
_RAISED = dict(zip("abcd23", "ᵃᵇᶜᵈ²³", strict=True))
_FROM_CJK = "\u2e80"
COMMAS = (",", "،", "，")
"""What a preambular paragraph ends in."""


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote, taken out of the text it stands in."""

    marker: str
    text: str
    refs: tuple[str, ...]


@dataclass(slots=True)
class Block:
    """A text with what is known of it from the markup; `number` is as printed."""

    role: Role
    text: str = ""
    opener: str = ""
    number: str = ""
    refs: tuple[str, ...] = ()
    notes: tuple[Footnote, ...] = ()
    set_as_heading: bool = False
    pieces: list[tuple[str, bool]] = field(default_factory=list)


def symbol_of(href: str) -> str:
    """Return the UN symbol a link leads to (`A/RES/70/1`), or nothing for any other link."""
    parts = urlsplit(href.strip())
    if parts.hostname not in _HOSTS:
        return ""
    path = _LANGUAGE_FOLDER.sub("", unquote(parts.path))
    symbol = re.sub(r"\(supp\)$", "", "".join(path.split()).strip("/"), flags=re.IGNORECASE)
    symbol = symbol.upper() if symbol.upper().startswith("A/RES/") else symbol
    symbol = symbol.replace("/hrc/", "/HRC/")
    return symbol if _SYMBOL.fullmatch(symbol) else ""


def tag_of(element: etree._Element) -> str:
    """Return an element's name without its namespace; nothing for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def plain(element: etree._Element | None) -> str:
    """Return the text of an element in one line, footnotes left out."""
    return _Flow(element).block("body").text if element is not None else ""


def trim(words: str) -> str:
    """Collapse layout white space, no-break spaces kept but at the ends."""
    return text.collapse(words).strip("\u00a0\u202f ")


def opener_of(pieces: list[tuple[str, bool]]) -> str:
    """Return the italic or bold words a text begins with."""
    leading = []
    for words, styled in pieces:
        if not styled and words.strip():
            break
        leading.append((words, styled))
    while leading and not leading[-1][1]:
        leading.pop()
    return trim("".join(words for words, _ in leading))


def _without_markers(pieces: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Take out where footnotes stood, and the brackets around them that Arabic texts have."""
    kept: list[tuple[str, bool]] = []
    closing = False
    for words, styled in pieces:
        if words == _MARKER:
            closing = bool(kept) and kept[-1][0].endswith("(")
        elif closing and words.startswith(")"):
            kept[-1] = (kept[-1][0][:-1], kept[-1][1])
            kept.append((words[1:], styled))
            closing = False
        elif words:
            kept.append((words, styled))
    return kept


def without_head(pieces: list[tuple[str, bool]], length: int) -> list[tuple[str, bool]]:
    """Cut the first characters off a text in pieces."""
    rest = []
    for words, styled in pieces:
        if length < len(words):
            rest.append((words[length:], styled))
        length = max(0, length - len(words))
    return rest


class _Flow:
    """Gathers the inline text of elements: words, what is set off, links and footnotes."""

    def __init__(self, *elements: etree._Element) -> None:
        self.pieces: list[tuple[str, bool]] = []
        self.notes: list[Footnote] = []
        self.refs: dict[str, None] = {}
        for element in elements:
            self._walk(element, styled=False)
            self.pieces.append((" ", False))

    def block(self, role: Role, number: str = "") -> Block:
        """Make a block of what was gathered."""
        self.pieces = _without_markers(self.pieces)
        words = trim("".join(words for words, _ in self.pieces))
        for note in self.notes:
            self.refs.update(dict.fromkeys(note.refs))
        return Block(
            role, words, opener_of(self.pieces), number,
            tuple(self.refs), tuple(self.notes), pieces=self.pieces,
        )  # fmt: skip

    def _walk(self, element: etree._Element, *, styled: bool) -> None:
        if element.text:
            self.pieces.append((element.text, styled))
        for child in element:
            tail = child.tail or ""
            match tag_of(child):
                case "authorialNote":
                    self._footnote(child)
                    self.pieces.append((_MARKER, styled))
                    if tail.lstrip()[:1] >= _FROM_CJK:
                        tail = tail.lstrip()  # the space stood for the marker
                case "eol" | "br":
                    self.pieces.append((" ", styled))
                case "span":
                    self._walk(child, styled=styled or _is_set_off(child))
                case "sup" if (words := (child.text or "").strip()) in _RAISED:
                    self.pieces.append((_RAISED[words], styled))
                case "":
                    pass
                case tag:
                    if tag == "a" and (symbol := symbol_of(child.get("href") or "")):
                        self.refs[symbol] = None
                    self._walk(child, styled=styled)
                    if tag in _BREAKING:
                        self.pieces.append((" ", styled))
            if tail:
                self.pieces.append((tail, styled))

    def _footnote(self, element: etree._Element) -> None:
        note = _Flow(element).block("body")
        self.notes.append(Footnote(element.get("marker") or "", note.text, note.refs))


def _is_set_off(span: etree._Element) -> bool:
    style = span.get("class") or ""
    return "italic" in style or "bold" in style


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
            yield _Flow(child).block("preambular")
        elif tag_of(child) == "blockList":
            yield from _block_list(child)


def _container(container: etree._Element) -> Iterator[Block]:
    for child in container:
        match tag_of(child):
            case "p":
                block = _Flow(child).block("preambular")
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
            yield _Flow(child).block("preambular")
        elif tag_of(child) == "item":
            yield from _numbered(child)


def _table(table: etree._Element) -> Iterator[Block]:
    yield Block("table")
    for row in table.iter("{*}tr"):
        cells = [_Flow(cell).block("row") for cell in row if tag_of(cell) in {"td", "th"}]
        if any(cell.text for cell in cells):
            refs = dict.fromkeys(ref for cell in cells for ref in cell.refs)
            notes = tuple(note for cell in cells for note in cell.notes)
            words = trim(" | ".join(cell.text for cell in cells))
            yield Block("row", words, refs=tuple(refs), notes=notes)


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
                yield _Flow(child).block("body")
            case "":
                pass
            case _:  # part, section, title: their headings and paragraphs
                yield from _body(child)


def _heading(element: etree._Element, number: str = "") -> Block:
    block = _Flow(element).block("body")
    if number and not block.text.startswith(number):
        block.text = f"{number} {block.text}"
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
                block = _Flow(child).block(role, number)
                block.set_as_heading = is_heading or child.find("{*}p/{*}subheading") is not None
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
                yield _Flow(child).block("body", number)
                number = ""
            case "point":
                yield from _numbered(child)
            case "sublist" | "list":
                yield from _list(child, "")
