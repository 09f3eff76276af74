"""PDFs with a text layer: lines put together into paragraphs, as a reader of the page does.

A paragraph begins where a line is indented, where a number stands, after a wider gap, where the
type changes. Words parted at the end of a line are joined; whether their hyphen stays is told by
how the document writes them elsewhere.
"""

import re
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from time import perf_counter
from typing import Any

from db.errors import NotADocument
from db.formats import numbering
from db.formats.blocks import Block, Footnote, Pieces, joined, letters_of, opener_of
from db.formats.cover import symbols_in
from db.formats.parsed import Parsed, Source
from db.formats.pdf_lines import HYPHEN, Line, lines_of
from db.formats.pdf_page import in_columns, note_texts, parted_notes, without_furniture
from db.formats.prose import headed, parsed

LARGEST = 200 * 1024 * 1024
"""The largest file that is read, in bytes."""

MOST_PAGES = 3000
PATIENCE = 90.0
"""Seconds that the pages of one PDF may take."""

ONE_AT_A_TIME = threading.Lock()  # PDFium is not made for threads
_SCAN = (
    "The PDF holds pictures of pages and no text: it is a scan. Run text recognition (OCR) on it, "
    "or get it as DOCX or as a PDF with a text layer."
)
_RECOGNIZED = "Its text was recognized from a scan: check it against the pages."
_PREFIXES = (
    " all anti co cross ex extra follow full high inter ill late long low mid multi non one part "
    "people post pre pro re self semi short single so socio sub twenty thirty forty fifty sixty "
    "seventy eighty ninety two three well year "
)
"""What stands before a hyphen that belongs to the word."""

_BETWEEN = {"and", "or", "to", "und", "oder", "et", "ou", "y", "o", "и"}

_ENDS = (".", ";", ":", "!", "?", "。", "；", "：", "؛", "؟", "”")


def parse(data: bytes, name: str = "") -> Parsed:
    """Read a PDF; raises NotADocument with what is wrong: damaged, locked, a scan."""
    if len(data) > LARGEST:
        raise NotADocument(f"The PDF is larger than {LARGEST // 1024**2} MB and was not read.")
    with ONE_AT_A_TIME:
        pages, sizes, is_scan = _read(data)
    if sum(len(line.text) for page in pages for line in page) < 20 * max(1, len(pages) // 4):
        raise NotADocument(_SCAN)
    kept, masthead = without_furniture(pages, [height for _, height in sizes])
    kept = [in_columns(page, width) for page, (width, _) in zip(kept, sizes, strict=True)]
    blocks = _Paragraphs(kept).blocks()
    return parsed(blocks, Source("PDF", name, masthead="\n".join(masthead),
                                 remark=_RECOGNIZED if is_scan else ""))  # fmt: skip


_Read = tuple[list[list[Line]], list[tuple[float, float]], bool]
"""The lines of the pages, the pages' sizes, and whether they are pictures with text under them."""


def _read(data: bytes) -> _Read:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise NotADocument(_refusal(str(error))) from error
    try:
        if len(document) > MOST_PAGES:
            raise NotADocument(
                f"The PDF has more than {MOST_PAGES} pages. Split it and import them."
            )
        return _pages(document)
    except pypdfium2.PdfiumError as error:
        raise NotADocument(_refusal(str(error))) from error
    finally:
        document.close()


def _refusal(said: str) -> str:
    if "password" in said.lower():
        return "The PDF is locked with a password. Save it without one and import that."
    return "The PDF is damaged or cut off. Get a new copy of it."


def _pages(document: Any) -> _Read:
    pages, sizes = [], []
    is_scan = False
    started = perf_counter()
    for number in range(len(document)):
        if perf_counter() - started > PATIENCE:
            raise NotADocument(
                f"Reading the PDF took more than {PATIENCE:.0f} seconds; given up. Split it."
            )
        page = document[number]
        textpage = page.get_textpage()
        try:
            sizes.append(page.get_size())
            pages.append(lines_of(textpage, number))
            is_scan = is_scan or (number == 0 and _is_picture(page))
        finally:
            textpage.close()
            page.close()
    return pages, sizes, is_scan


def _is_picture(page: Any) -> bool:
    """Tell whether one picture fills the page, as it does in a scan with its text recognized."""
    import pypdfium2.raw as pdfium

    width, height = page.get_size()
    for found in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=2):
        left, bottom, right, top = found.get_bounds()
        if (right - left) * (top - bottom) > 0.7 * width * height:
            return True
    return False


class _Paragraphs:
    """Puts the lines of all pages together."""

    def __init__(self, pages: Sequence[Sequence[Line]]) -> None:
        self._pages = pages
        self._notes: dict[str, list[str]] = {}
        self._words = Counter(
            word.casefold()
            for page in pages for line in page
            for word in re.findall(r"[^\W\d_]+(?:[-\u2011][^\W\d_]+)*", line.text)
        )  # fmt: skip

    def blocks(self) -> list[Block]:
        """Return the document's paragraphs, footnotes with the text they belong to."""
        texts = []
        for page in self._pages:
            body, notes = parted_notes(page)
            texts.append(body)
            for marker, lines in note_texts(notes):
                self._notes.setdefault(marker, []).append(joined(self._flow(lines)))
        return [self._block(lines) for lines in _groups(texts)]

    def _block(self, lines: Sequence[Line]) -> Block:
        marks: list[tuple[str, int]] = []
        pieces = self._flow(lines, marks)
        text = joined(pieces)
        notes = []
        for marker, behind in marks:
            for single in re.findall(r"\d+|[*†‡]+", marker):
                if waiting := self._notes.get(single):
                    words = waiting.pop(0)
                    notes.append(Footnote(single, words, symbols_in(words), behind))
                elif single in self._notes:
                    notes.append(Footnote(single, "", (), behind))
        block = Block("body", text, opener_of(pieces), notes=tuple(notes), pieces=pieces)
        block.page = lines[0].page + 1
        block.set_as_heading = block.opener == text and headed(block)
        return block

    def _flow(self, lines: Sequence[Line], marks: list[tuple[str, int]] | None = None) -> Pieces:
        """Join lines; a word parted at the end of one is put together.

        `marks` takes the footnotes' markers, with how many characters follow each.
        """
        pieces: Pieces = []
        places: list[tuple[str, int]] = []
        for line in lines:
            before = pieces[-1][0] if pieces else ""
            if before.endswith(HYPHEN) or re.search(r"[^\W\d_]-\s*$", before):
                whole = "".join(words for words, _ in pieces)
                first = re.search(r"([^\W\d_]+)(?:-|\ufffe)\s*$", whole)
                after = re.match(r"\s*([^\W\d_]+)", "".join(words for words, _ in line.pieces))
                hyphen = self._hyphen(first[1], after[1]) if first and after else "-"
                pieces[-1] = (before.rstrip(" -\ufffe") + hyphen, pieces[-1][1])
            elif pieces and not re.search(r"[\u3000-\u9fff\uff00-\uffef]$", before):
                pieces.append((" ", False))
            length = letters_of(pieces)
            places += [(marker, length + place) for marker, place in line.markers]
            pieces += line.pieces
        if marks is not None:
            marks += [(marker, letters_of(pieces) - place) for marker, place in places]
        return [(words.replace(HYPHEN, "-"), styled) for words, styled in pieces]

    def _hyphen(self, first: str, second: str) -> str:
        """Tell whether a parted word keeps its hyphen (`post-conflict`) or not (`impor-tant`)."""
        one, two = first.casefold(), second.casefold()
        if two in _BETWEEN:  # small- and medium-sized
            return "- "
        if second[0].isupper() or f" {one} " in _PREFIXES or self._words[f"{one}-{two}"]:
            return "-"
        if self._words[one + two] or len(one) < 3 or len(two) < 3:
            return ""
        return "-" if self._words[one] and self._words[two] else ""


def _groups(pages: Sequence[Sequence[Line]]) -> Iterator[list[Line]]:
    """Part the lines of all pages into paragraphs."""
    margins = _Margins([line for page in pages for line in page])
    group: list[Line] = []
    for page in pages:
        for line in page:
            if group and margins.begins(group, line):
                yield group
                group = []
            group.append(line)
    if group:
        yield group


class _Margins:
    """Where the lines of a document begin and end, and how far apart they stand."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.size = _most(round(line.size, 1) for line in lines)
        self.left = _most(round(line.left) for line in lines)
        self.right = _most(round(line.right / 4) * 4 for line in lines)
        pairs = [(a, b) for a, b in pairwise(lines) if a.page == b.page]
        self.pitch = self._pitch(round(a.base - b.base, 1) for a, b in pairs)
        lefts = Counter(round(line.left) for line in lines)
        deeper = sum(n for left, n in lefts.items() if 8 < left - self.left < 60)
        self.are_indented = deeper > 0.08 * len(lines)

    def _pitch(self, gaps: Iterator[float]) -> float:
        """Return how far apart the lines of a paragraph stand: as most do.

        Where most paragraphs have only one line, that is the gap between paragraphs; a narrower
        one that comes more than once and leaves room for the letters is meant then.
        """
        found = Counter(gap for gap in gaps if 0 < gap < 40).most_common()
        usual = found[0][0] if found else 0.0
        narrow = [gap for gap, n in found if self.size <= gap < 0.75 * usual and n > 1]
        return narrow[0] if narrow else usual

    def begins(self, group: Sequence[Line], line: Line) -> bool:
        """Tell whether a line begins a paragraph after those of `group`."""
        last = group[-1]
        turned = line.page != last.page or line.base > last.base + self.size
        if _type_changes(group, line):
            goes_on = last.text.endswith((",", "-")) and not self._is_parted(last, line)
            return not (goes_on and line.is_styled and not turned)
        if abs(line.size - last.size) > 0.12 * self.size or _is_numbered_anew(last, line, turned):
            return True
        if self._is_indented(group, line, turned):
            return turned or len(group) == 1 or not self._is_middle(last)
        if turned:
            return not self.are_indented and last.text.endswith(_ENDS)
        return self._is_parted(last, line)

    def _is_indented(self, group: Sequence[Line], line: Line, turned: bool) -> bool:
        """Tell whether a line stands further in than the one before, unless that one's number
        hangs out of its paragraph.
        """
        last = group[-1]
        hangs = len(group) == 1 and numbering.TYPED.match(last.text) is not None and not turned
        edge = min(last.left, self.left) if turned else last.left
        return line.left - edge > 0.6 * self.size and not hangs

    def _is_parted(self, last: Line, line: Line) -> bool:
        """Tell whether a gap is wider than between lines, or the line before ends early."""
        gap = last.base - line.base
        most = 1.75 if _is_unfinished(last, line) else 1.28
        if self.pitch and gap > most * self.pitch:
            return True
        is_short = last.right < self.right - 0.18 * (self.right - self.left)
        return is_short and last.text.endswith(_ENDS) and not self._is_middle(last)

    def _is_middle(self, line: Line) -> bool:
        """Tell whether a line stands in the middle, away from both margins."""
        before, behind = line.left - self.left, self.right - line.right
        return before > 20 and behind > 20 and abs(before - behind) < 12


def _is_unfinished(last: Line, line: Line) -> bool:
    """Tell whether a sentence goes on in a line, however far apart the cover's lines stand."""
    return line.text[:1].islower() and not last.text.endswith((*_ENDS, ",", "،", "，"))


def _type_changes(group: Sequence[Line], line: Line) -> bool:
    """Tell whether a line set off follows one that is not, or comes after one by itself."""
    last = group[-1]
    return line.is_styled != last.is_styled and (line.is_styled or len(group) == 1)


def _is_numbered_anew(last: Line, line: Line, turned: bool) -> bool:
    if numbering.TYPED.match(line.text) is None:
        return False
    return turned or last.text.endswith((*_ENDS, ",", "،", "，", "and", "or"))


def _most(values: Iterator[float]) -> float:
    found = Counter(values).most_common(1)
    return found[0][0] if found else 0.0
