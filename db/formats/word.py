"""Word documents (DOCX, under whatever ending), read by style and as printed.

Format: ECMA-376 part 1, 17 (WordprocessingML). UN documents have masthead and symbol in the table
of the first page's header, the job number in its footer, footnotes in a part of their own. What
was deleted with changes tracked is left out, what was inserted is read; hidden text is not.
"""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from lxml import etree

from db.errors import NotADocument
from db.formats.blocks import (
    Block,
    Footnote,
    Pieces,
    joined,
    letters_of,
    opener_of,
    trim,
)
from db.formats.cover import symbols_in
from db.formats.parsed import Parsed, Source
from db.formats.prose import MOST_PASSAGES, headed, parsed
from db.formats.word_runs import DEEPEST, Fields, runs
from db.formats.word_styles import Lists, Styles, W, is_on, list_of, value

LARGEST = 200 * 1024 * 1024
"""The most that all parts of a document may hold when unpacked, in bytes."""

MOST_PARTS = 5000
_DAMAGED = (
    "The Word file is damaged or cut off. Open it in your word processor, save it as DOCX again "
    "and import that."
)
_AROUND = {f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml")}
_SEPARATORS = {"separator", "continuationSeparator", "continuationNotice"}


def parse(data: bytes, name: str = "") -> Parsed:
    """Read a Word document; raises NotADocument with what is wrong."""
    _check_size(data)
    reader = _Reader(_opened(data))
    blocks = reader.blocks()
    return parsed(blocks, Source("Word", name, reader.title, masthead=reader.masthead()))


def _check_size(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except Exception as error:  # whatever damaged headers lead zipfile to
        raise NotADocument(_DAMAGED) from error
    if len(members) > MOST_PARTS or sum(member.file_size for member in members) > LARGEST:
        raise NotADocument(
            f"The Word file unpacks to more than {LARGEST // 1024**2} MB and was not read. "
            "Take the pictures out and import it again."
        )


def _opened(data: bytes) -> Any:
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        if document.element.body is None:
            raise NotADocument(_DAMAGED)
    except NotADocument:
        raise
    except Exception as error:  # python-docx raises whatever a damaged package leads it to
        if b"macroEnabled" in data or "content type" in str(error):
            raise NotADocument(
                "The Word file is a template or has macros. Save it as plain DOCX and import that."
            ) from error
        raise NotADocument(_DAMAGED) from error
    return document


class _Reader:
    """Reads one document's parts."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self.title = ""
        self._says_headings = False
        self._styles = Styles(self._part("styles"))
        self._lists = Lists(self._part("numbering"))
        self._notes = {
            kind: dict(_notes(self._part(f"{kind}s"), kind)) for kind in ("footnote", "endnote")
        }
        self._count = 0

    def _part(self, kind: str) -> etree._Element | None:
        """Return the root of a part that the document relates to, or None."""
        for relation in self._document.part.rels.values():
            if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
                return _root(relation.target_part.blob)
        return None

    def masthead(self) -> str:
        """Return what stands in header and footer of the first page, line by line."""
        lines: list[str] = []
        for kind in ("header", "footer"):
            lines += self._margin(kind)
        return "\n".join(lines)

    def _margin(self, kind: str) -> list[str]:
        section = next(self._document.element.iter(f"{W}sectPr"), None)
        found = section.findall(f"{W}{kind}Reference") if section is not None else []
        found.sort(key=lambda element: element.get(f"{W}type") != "first")
        for reference in found[:1]:
            relation = self._document.part.rels.get(next(iter(_ids(reference)), ""))
            if relation is not None and not relation.is_external:
                root = _root(relation.target_part.blob)
                if root is not None:
                    return [line for p in root.iter(f"{W}p") for line in self._lines(p)]
        return []

    def _lines(self, paragraph: etree._Element) -> list[str]:
        words = "".join(words for words, _ in self._pieces(paragraph, [], line_break="\n"))
        return [line for line in map(trim, words.split("\n")) if line]

    def blocks(self) -> list[Block]:
        """Return the body's blocks in order."""
        found = list(islice(self._blocks(self._document.element.body, 0), MOST_PASSAGES + 1))
        for block in found:
            block.may_be_heading = not self._says_headings
        return found

    def _blocks(self, parent: etree._Element, depth: int) -> Iterator[Block]:
        for child in parent:
            if child.tag == f"{W}p":
                if block := self._paragraph(child):
                    yield block
            elif child.tag == f"{W}tbl":
                yield from self._table(child, depth)
            elif child.tag in _AROUND and depth < DEEPEST:
                yield from self._blocks(child, depth + 1)

    def _paragraph(self, paragraph: etree._Element) -> Block | None:
        properties = paragraph.find(f"{W}pPr")
        style = value(properties, f"{W}pStyle")
        notes: list[Footnote] = []
        pieces = self._pieces(paragraph, notes)
        text = joined(pieces)
        if not text:
            return None
        if not self.title and self._styles.is_title(style):
            self.title = text
        block = Block("body", text, opener_of(pieces), self._number(properties, style),
                      notes=tuple(notes), pieces=pieces)  # fmt: skip
        block.set_as_heading = self._styles.is_heading(style) or _level(properties)
        self._says_headings = self._says_headings or block.set_as_heading
        if not block.set_as_heading and block.opener == block.text:
            block.set_as_heading = headed(block)
        return block

    def _number(self, properties: etree._Element | None, style: str) -> str:
        own = properties.find(f"{W}numPr") if properties is not None else None
        place = self._styles.numbering(style)
        if own is not None:
            name, level = list_of(own)
            place = (name, level) if name else (place[0], level) if place else None
        return self._lists.next(*place).strip() if place and place[0] != "0" else ""

    def _pieces(
        self, paragraph: etree._Element, notes: list[Footnote], *, line_break: str = " "
    ) -> Pieces:
        style = value(paragraph.find(f"{W}pPr"), f"{W}pStyle")
        default = self._styles.is_on(style, "i") or self._styles.is_on(style, "b")
        pieces: Pieces = []
        marks: dict[int, int] = {}
        fields = Fields()
        for run in runs(paragraph):
            is_mark = fields.is_mark(run)
            properties = run.find(f"{W}rPr")
            if is_on(properties, "vanish") and is_on(properties, "specVanish") is None:
                continue
            styled = self._is_set_off(properties, default)
            for child in run:
                before = len(notes)
                words = self._words(child, notes, line_break)
                if is_mark and words.strip().isdecimal():
                    notes.append(Footnote(words.strip(), "", ()))
                elif words:
                    pieces.append((words, styled))
                if len(notes) > before:
                    marks[before] = letters_of(pieces)
        for index, place in marks.items():
            notes[index] = replace(notes[index], behind=letters_of(pieces) - place)
        return pieces

    def _is_set_off(self, properties: etree._Element | None, default: bool) -> bool:
        style = value(properties, f"{W}rStyle")
        said = [is_on(properties, "i"), is_on(properties, "b")]
        if any(said):
            return True
        if style and (self._styles.is_on(style, "i") or self._styles.is_on(style, "b")):
            return True
        return default and False not in said

    def _words(self, child: etree._Element, notes: list[Footnote], line_break: str) -> str:
        match str(child.tag).removeprefix(W):
            case "t":
                return child.text or ""
            case "tab" | "ptab":
                return "\t"
            case "br" | "cr":
                return line_break
            case "noBreakHyphen":
                return "\u2011"
            case "sym":
                return _symbol(child.get(f"{W}char") or "")
            case "footnoteReference" | "endnoteReference" as tag:
                self._note(tag.removesuffix("Reference"), child.get(f"{W}id") or "", notes)
        return ""

    def _note(self, kind: str, name: str, notes: list[Footnote]) -> None:
        element = self._notes[kind].pop(name, None)
        if element is None:
            return
        pieces: Pieces = []
        for paragraph in element.iter(f"{W}p"):
            pieces += [*self._pieces(paragraph, []), (" ", False)]
        self._count += 1
        words = joined(pieces)
        notes.append(Footnote(str(self._count), words, symbols_in(words)))

    def _table(self, table: etree._Element, depth: int) -> Iterator[Block]:
        rows = [list(row.iterfind(f".//{W}tc")) for row in table.iterfind(f"{W}tr")]
        if not rows or depth > DEEPEST:
            return
        if max(map(len, rows)) == 1 or _is_wordy(table):
            for row in rows:
                for cell in row:
                    yield from self._blocks(cell, depth + 1)
            return
        yield Block("table")
        for row in rows:
            yield from self._row(row)

    def _row(self, cells: list[etree._Element]) -> Iterator[Block]:
        notes: list[Footnote] = []
        texts = [
            trim(" ".join(joined(self._pieces(p, notes)) for p in cell.iter(f"{W}p")))
            for cell in cells
        ]
        if any(texts):
            words = trim(" | ".join(texts))
            yield Block("row", words, notes=tuple(notes), refs=symbols_in(words))


def _is_wordy(table: etree._Element) -> bool:
    """Tell whether a table only places paragraphs: another table is in it."""
    return table.find(f".//{W}tc//{W}tbl") is not None


def _level(properties: etree._Element | None) -> bool:
    level = value(properties, f"{W}outlineLvl")
    return level.isdecimal() and int(level) < 9


def _symbol(code: str) -> str:
    """Return a character of a symbol font; those live in the private use area."""
    try:
        return "•" if 0xF000 <= int(code, 16) <= 0xF0FF else chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def _ids(reference: etree._Element) -> Iterator[str]:
    yield from (str(v) for name, v in reference.attrib.items() if str(name).endswith("}id"))


def _root(blob: bytes) -> etree._Element | None:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        return etree.fromstring(blob, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _notes(root: etree._Element | None, kind: str) -> Iterator[tuple[str, etree._Element]]:
    if root is None:
        return
    for note in root.iterfind(f"{W}{kind}"):
        if (note.get(f"{W}type") or "") not in _SEPARATORS:
            yield note.get(f"{W}id") or "", note
