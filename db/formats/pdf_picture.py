"""Pages of a PDF as pictures, and where on them a paragraph stands."""

from dataclasses import dataclass
from typing import Any

from db.errors import NotADocument
from db.formats.pdf import ONE_AT_A_TIME

Box = tuple[float, float, float, float]
"""Left, top, right, bottom, as shares of the page's width and height."""

WIDEST = 2400
"""Pixels; no picture is made wider."""

_A_LINE = 70
"""About so many characters stand on a line of a page."""

_WORDS = (7, 4, 2)
"""How many of a paragraph's first words are looked for, and how many if those are not found."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page of `width` by `height` pixels of 4 bytes: blue, green, red, nothing."""

    page: int
    width: int
    height: int
    stride: int
    pixels: bytes


def picture(data: bytes, page: int, width: int) -> Picture:
    """Draw a page (from 1) in so many pixels' width; raises NotADocument where it cannot be."""
    import pypdfium2

    with ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(data)
            try:
                leaf = document[page - 1]
                scale = min(width, WIDEST) / max(leaf.get_width(), 1.0)
                drawn = leaf.render(scale=scale, force_bitmap_format=_BGRX)
                pixels = bytes(drawn.buffer)
                return Picture(page, drawn.width, drawn.height, drawn.stride, pixels)
            finally:
                document.close()
        except (pypdfium2.PdfiumError, IndexError, ValueError) as error:
            raise NotADocument(f"Page {page} of the PDF cannot be shown.") from error


_BGRX = 3
"""FPDFBitmap_BGRx, from PDFium's fpdfview.h."""


def boxes(data: bytes, page: int, text: str) -> list[Box]:
    """Find the lines of a paragraph on a page by its first words; none where they are not there."""
    import pypdfium2

    with ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(data)
            try:
                leaf = document[page - 1]
                textpage = leaf.get_textpage()
                found = _lines(textpage, text)
                width, height = leaf.get_size()
                return [
                    (left / width, 1 - top / height, right / width, 1 - bottom / height)
                    for left, bottom, right, top in found
                ]
            finally:
                document.close()
        except (pypdfium2.PdfiumError, IndexError, ValueError):
            return []


def _lines(textpage: Any, text: str) -> list[tuple[float, float, float, float]]:
    words = text.split()
    for count in _WORDS:
        hit = textpage.search(" ".join(words[:count])).get_next() if words[:count] else None
        if hit is not None:
            length = len(text) + len(text) // _A_LINE  # line ends are counted too
            rects = textpage.count_rects(hit[0], length)
            return [textpage.get_rect(number) for number in range(min(rects, 200))]
    return []
