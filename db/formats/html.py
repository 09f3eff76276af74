"""HTML as a run of texts: scripts, styles, frames, forms and navigation are dropped.

Read with lxml's HTML parser, which fetches nothing and forgives what is not closed.
"""

import re

from lxml import etree

from db.errors import NotADocument
from db.formats import charset
from db.formats.blocks import Block, Footnote, Pieces, joined, opener_of, trim
from db.formats.parsed import Parsed, Source
from db.formats.prose import headed, parsed

LARGEST = 32 * 1024 * 1024
"""The largest page that is read, in bytes."""

DEEPEST = 200
"""How deep elements may stand in one another before what is deeper is read as one text."""

_DROPPED = {
    "script", "style", "iframe", "frame", "frameset", "object", "embed", "applet", "noscript",
    "template", "svg", "math", "form", "button", "input", "select", "textarea", "nav", "head",
    "canvas", "audio", "video", "link", "meta", "dialog",
}  # fmt: skip
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6", "caption", "legend"}
_INLINE = {
    "a", "abbr", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em", "font",
    "i", "ins", "kbd", "label", "mark", "q", "ruby", "rb", "rt", "rp", "s", "samp", "small",
    "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "img", "nobr",
}  # fmt: skip
_SET_OFF = {"i", "em", "b", "strong", "cite", "dfn"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_STYLED = re.compile(r"font-style\s*:\s*italic|font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)


def parse(data: bytes, name: str = "") -> Parsed:
    """Read a page; raises NotADocument with what is wrong."""
    root = _root(data)
    body = root.find("body")
    walk = _Walk()
    walk.read(body if body is not None else root)
    language = (root.get("lang") or "").partition("-")[0].lower()
    language = language if re.fullmatch(r"[a-z]{2}", language) else ""
    title = _title(root)
    return parsed(walk.blocks, Source("HTML", name, title, language))


def _root(data: bytes) -> etree._Element:
    words = charset.decode_document(_recoded(data), LARGEST)
    words = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", words).replace("\0", "")
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True,
                              huge_tree=False)  # fmt: skip
    try:
        root = etree.fromstring(words, parser)
    except (etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise NotADocument("The file is no HTML that can be read. Get a new copy of it.") from error
    if root is None or not isinstance(root.tag, str):
        raise NotADocument("There is no text in the file.")
    return root


def _recoded(data: bytes) -> bytes:
    """Return the page in UTF-8 where it names another encoding that Python knows."""
    named = re.search(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w.:-]{2,30})", data[:4096], re.I)
    if not named or data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return data
    try:
        return data.decode(named[1].decode("ascii")).encode("utf-8")
    except (LookupError, UnicodeError):
        return data


def _title(root: etree._Element) -> str:
    for path in (".//h1", ".//head/title"):
        element = root.find(path)
        if element is not None and (words := trim("".join(map(str, element.itertext())))):
            return words[:300]
    return ""


class _Walk:
    """Gathers the texts of a page, block by block."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._pieces: Pieces = []
        self._notes: list[Footnote] = []

    def read(self, element: etree._Element, depth: int = 0) -> None:
        """Read what stands in an element that holds blocks."""
        self._text(element.text, False)
        for child in element:
            self._child(child, depth)
            self._text(child.tail, False)
        self._end(element.tag if isinstance(element.tag, str) else "")

    def _child(self, child: etree._Element, depth: int) -> None:
        tag = child.tag if isinstance(child.tag, str) else ""
        if not tag or tag in _DROPPED or _is_hidden(child):
            return
        if tag in _INLINE:
            self._inline(child, False, depth)
        elif depth > DEEPEST:
            self._text("".join(map(str, child.itertext())), False)
        elif tag == "table" and not _is_layout(child):
            self._end()
            self._table(child)
        elif tag == "ol":
            self._end()
            self._list(child, depth)
        else:
            self._end()
            self.read(child, depth + 1)

    def _inline(self, element: etree._Element, styled: bool, depth: int) -> None:
        styled = styled or element.tag in _SET_OFF or bool(_STYLED.search(element.get("style", "")))
        if element.tag == "br":
            self._text("\n" if not self._pieces else " ", styled)
        self._text(element.text, styled)
        for child in element:
            tag = child.tag if isinstance(child.tag, str) else ""
            if tag in _INLINE and depth < DEEPEST:
                self._inline(child, styled, depth + 1)
            elif tag and tag not in _DROPPED and depth < DEEPEST:
                self._child(child, depth + 1)
            self._text(child.tail, styled)

    def _text(self, words: str | None, styled: bool) -> None:
        if words:
            self._pieces.append((words, styled))

    def _end(self, tag: str = "", number: str = "") -> None:
        pieces, self._pieces = self._pieces, []
        text = joined(pieces)
        if not text:
            return
        block = Block("body", text, opener_of(pieces), number, pieces=pieces)
        block.set_as_heading = tag in _HEADINGS or (
            tag not in {"li", "td"} and block.opener == block.text and headed(block)
        )
        self.blocks.append(block)

    def _list(self, element: etree._Element, depth: int) -> None:
        """Read an ordered list, whose numbers are made by the browser."""
        style = element.get("type") or "1"
        number = int(start) if (start := element.get("start") or "").isdecimal() else 1
        for item in element:
            if item.tag != "li":
                if isinstance(item.tag, str) and item.tag not in _DROPPED:
                    self._child(item, depth)
                continue
            number = int(at) if (at := item.get("value") or "").isdecimal() else number
            before = len(self.blocks)
            self.read(item, depth + 1)
            if len(self.blocks) > before and not self.blocks[before].number:
                self.blocks[before].number = _printed(style, number)
            number += 1

    def _table(self, table: etree._Element) -> None:
        self.blocks.append(Block("table"))
        for row in table.iter("tr"):
            cells = [
                trim(" ".join("".join(map(str, cell.itertext())).split()))
                for cell in row if cell.tag in {"td", "th"}
            ]  # fmt: skip
            if any(cells):
                self.blocks.append(Block("row", " | ".join(cells)))


def _printed(style: str, number: int) -> str:
    if style in {"a", "A"} and number <= 26:
        return f"({chr(96 + number)})"
    if style in {"i", "I"}:
        from db.address import number_to_roman

        return f"({number_to_roman(min(number, 3999)).lower()})"
    return f"{number}."


def _is_hidden(element: etree._Element) -> bool:
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(_HIDDEN.search(element.get("style", "")))
    )


def _is_layout(table: etree._Element) -> bool:
    """Tell whether a table only places things: it holds another, or paragraphs of some length."""
    if (
        table.get("role") == "presentation"
        or next(table.iterdescendants("table"), None) is not None
    ):
        return True
    cells = list(table.iter("td", "th"))
    return len(cells) < 2 or sum(len(list(cell.iter("p"))) for cell in cells) > 2 * len(cells)
