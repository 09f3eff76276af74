"""Printing for tests: pages made at once, and PDF files read back."""

import unicodedata
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import Any

import pypdfium2
from made_editions import document
from PySide6.QtGui import QImage

from db.models import Edition, Note
from desktop.reader.printing.options import PrintOptions
from desktop.reader.printing.output import writing_pdf
from desktop.reader.printing.sheets import Printed, Sheets, making


def result(work: Generator[float, None, Any]) -> Any:
    """Do a work to its end and return what it returns."""
    shares = []
    while True:
        try:
            shares.append(next(work))
        except StopIteration as finished:
            assert shares == sorted(shares)
            assert all(0 <= share <= 1 for share in shares)
            return finished.value


def sheets_of(edition: Edition, own: Sequence[Note] = (), **options: Any) -> Sheets:
    made = Printed(document(edition), edition, tuple(own), "2026-11-26")
    sheets: Sheets = result(making(made, PrintOptions(**options)))
    return sheets


def written(sheets: Sheets, path: Path) -> list[str]:
    """Write a PDF and return the text of each page, line breaks made spaces."""
    result(writing_pdf(sheets, path))
    return texts(path)


def texts(path: Path) -> list[str]:
    pdf = pypdfium2.PdfDocument(path)
    try:
        found = []
        for page in pdf:
            text = page.get_textpage()
            plain = unicodedata.normalize("NFKC", text.get_text_bounded())  # zh comes as radicals
            found.append(" ".join(plain.replace("\ufffe", "-").split()))
            text.close()
            page.close()
        return found
    finally:
        pdf.close()


def picture(path: Path, number: int = 0, scale: float = 2) -> QImage:
    """Return a page as a picture, `scale` pixels a point."""
    pdf = pypdfium2.PdfDocument(path)
    page = pdf[number]
    bitmap = page.render(scale=scale)
    made = QImage(
        bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride,
        QImage.Format.Format_BGR888,
    ).copy()  # fmt: skip
    bitmap.close()
    page.close()
    pdf.close()
    return made


def colors_in(image: QImage) -> set[str]:
    """Return the colours that are in a picture at every third pixel."""
    return {
        image.pixelColor(x, y).name()
        for x in range(0, image.width(), 3)
        for y in range(0, image.height(), 3)
    }
