"""The lines of a PDF's pages: characters with their places, gathered as they are read.

Lengths are points (1/72 inch), from the lower left corner of the page. Format: ISO 32000-2; the
characters come from PDFium, which makes up the spaces and line ends that a page does not draw.
"""

import ctypes
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from db.formats.blocks import Pieces, joined, letters_of

HYPHEN = "\ufffe"
"""Stands where a word was parted at the end of a line, hyphen and line end together."""

_ITALIC = 1 << 6
_FORCED_BOLD = 1 << 18
_BOLD_NAME = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_ITALIC_NAME = re.compile(r"ital|obli", re.IGNORECASE)
_JOINT = 0.17
"""A space that PDFium made up where the letters stand nearer than this share of their size."""

_GUTTER = 4.5
"""A gap of more times the letters' size parts what stands beside each other."""

MOST_CHARACTERS = 400_000
"""Characters a page may have; posters and data dumps have more."""


@dataclass(frozen=True, slots=True)
class Char:
    """A character drawn on the page; `base` is the height of its baseline."""

    text: str
    left: float
    right: float
    base: float
    size: float
    styled: bool


@dataclass(slots=True)
class Line:
    """A line of a page; `markers` are the footnote numbers raised above it, taken out, each
    with how many characters of the line stand before it, white space not counted.
    """

    page: int
    pieces: Pieces
    left: float
    right: float
    base: float
    size: float
    markers: list[tuple[str, int]] = field(default_factory=list)
    starts_raised: bool = False

    @property
    def text(self) -> str:
        """The line's text, trimmed."""
        return joined(self.pieces)

    @property
    def is_styled(self) -> bool:
        """Whether all of it is set off."""
        return all(styled for words, styled in self.pieces if words.strip())


def lines_of(textpage: Any, page: int) -> list[Line]:
    """Return the lines of a page in the order PDFium reads them."""
    made: list[Line] = []
    segments = [segment for segment in _segments(textpage) if segment]
    body = _body_size(segments)
    for segment in segments:
        if _is_marker(segment, body) and made:
            words = "".join(char.text for char in segment).strip()
            made[-1].markers.append((words, letters_of(made[-1].pieces)))
            continue
        line = _line(segment, page)
        before = made[-1] if made else None
        if before and _goes_on(before, line):
            length = letters_of(before.pieces)
            before.pieces += [(" ", False), *line.pieces]
            before.markers += [(marker, length + place) for marker, place in line.markers]
            before.right = max(before.right, line.right)
        else:
            made.append(line)
    return [line for line in made if line.text]


def _segments(textpage: Any) -> Iterator[list[Char]]:
    """Cut the page's characters at the line ends PDFium makes up."""
    segment: list[Char] = []
    pending = ""
    for char in _chars(textpage):
        if isinstance(char, str):
            if char == "\n":
                yield segment
                segment, pending = [], ""
            else:
                pending = " "
            continue
        if pending and segment:
            last = segment[-1]
            if char.left - last.right > _GUTTER * last.size:
                yield segment
                segment = []
            elif not -_JOINT < (char.left - last.right) / max(last.size, 1) < _JOINT:
                segment.append(Char(" ", last.right, char.left, last.base, last.size, last.styled))
        pending = ""
        segment.append(char)
        if char.text == HYPHEN:
            yield segment
            segment = []
    yield segment


def _chars(textpage: Any) -> Iterator[Char | str]:
    """Yield characters as drawn, and `\\n` or a space where PDFium made one up."""
    import pypdfium2.raw as pdfium

    raw = textpage.raw
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    name, flags = ctypes.create_string_buffer(256), ctypes.c_int()
    for index in range(min(pdfium.FPDFText_CountChars(raw), MOST_CHARACTERS)):
        code = pdfium.FPDFText_GetUnicode(raw, index)
        if pdfium.FPDFText_IsGenerated(raw, index) == 1:
            if code != 13:
                yield "\n" if code == 10 else " "
            continue
        is_hyphen = pdfium.FPDFText_IsHyphen(raw, index) == 1 or code in {2, 0xFFFE}
        if not is_hyphen and (code < 32 or code == 0xFFFF or 0xD800 <= code < 0xE000):
            continue
        pdfium.FPDFText_GetLooseCharBox(raw, index, box)
        pdfium.FPDFText_GetCharOrigin(raw, index, x, y)
        pdfium.FPDFText_GetFontInfo(raw, index, name, len(name), flags)
        font = name.value
        weight = pdfium.FPDFText_GetFontWeight(raw, index)
        styled = weight >= 600 or _is_set_off(font, flags.value)
        text = HYPHEN if is_hyphen else chr(code)
        yield Char(text, box.left, box.right, y.value, abs(box.top - box.bottom), styled)


@lru_cache(maxsize=256)
def _is_set_off(font: bytes, flags: int) -> bool:
    name = font.decode("utf-8", "replace")
    is_named_so = _BOLD_NAME.search(name) or _ITALIC_NAME.search(name)
    return bool(flags & (_ITALIC | _FORCED_BOLD) or is_named_so)


def _body_size(segments: Sequence[Sequence[Char]]) -> float:
    sizes = Counter(round(char.size, 1) for segment in segments for char in segment)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _is_marker(segment: Sequence[Char], body: float) -> bool:
    words = "".join(char.text for char in segment).strip()
    return (
        re.fullmatch(r"\d{1,3}|[*†‡]{1,3}|[a-z]", words) is not None
        and max(char.size for char in segment) < 0.8 * body
    )


def _line(segment: Sequence[Char], page: int) -> Line:
    size = Counter(round(char.size, 1) for char in segment).most_common(1)[0][0]
    base = Counter(round(c.base, 1) for c in segment if c.size >= 0.8 * size).most_common(1)[0][0]
    pieces: Pieces = []
    markers: list[tuple[str, int]] = []
    starts_raised = False
    raised = ""
    for char in segment:
        if _is_raised(char, size, base):
            raised += char.text
            continue
        if raised.strip():
            starts_raised = starts_raised or not pieces
            markers.append((raised.strip(), letters_of(pieces)))
        raised = raised if char.text == " " and raised else ""
        if pieces and pieces[-1][1] == char.styled:
            pieces[-1] = (pieces[-1][0] + char.text, char.styled)
        else:
            pieces.append((char.text, char.styled))
    if raised.strip():
        markers.append((raised.strip(), letters_of(pieces)))
    left = min(char.left for char in segment)
    right = max(char.right for char in segment)
    return Line(page, pieces, left, right, base, size, markers, starts_raised)


def _is_raised(char: Char, size: float, base: float) -> bool:
    return (
        char.size < 0.8 * size
        and char.base > base + 0.12 * size
        and (char.text.isdecimal() or char.text in "*†‡, ")
    )


def _goes_on(before: Line, line: Line) -> bool:
    """Tell whether a line is the rest of the one before, behind a marker or a wide space."""
    return (
        abs(before.base - line.base) < 0.35 * max(before.size, line.size)
        and -1.0 < line.left - before.right < _GUTTER * before.size
        and line.page == before.page
    )
