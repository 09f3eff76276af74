"""Pages to a PDF file or a printer, one at a time; a file is there whole or not at all."""

import os
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPainter, QPdfWriter

from desktop.reader.printing.sheets import Sheets

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_RESOLUTION = 600
_POINTS = 72
"""Dots and points of an inch."""


class CannotWrite(Exception):
    """The file or the printer takes no pages; the text is a sentence for the person."""


def page_layout(sheets: Sheets) -> QPageLayout:
    """Return the paper with no margins: the pages bring their own."""
    portrait = QPageLayout.Orientation.Portrait
    return QPageLayout(sheets.paper, portrait, QMarginsF(), QPageLayout.Unit.Point)


def file_name(sheets: Sheets) -> str:
    """Suggest a name for the file: `A_RES_78_311 Study digest.pdf`."""
    words = sheets.printed.name().replace("/", "_").replace(" · ", " ")
    kept = "".join(char for char in words if char.isalnum() or char in " _-.()")
    return f"{kept[:80].strip(' .') or 'document'}.pdf"


def writing_pdf(sheets: Sheets, path: Path) -> Generator[float, None, None]:
    """Write a PDF file page by page; yields how much is done. Raises CannotWrite.

    Until the last page is written the file has another name; left off midway, it is taken away.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        yield from _pages(_pdf_writer(sheets, part), sheets, range(sheets.count), path.name)
        os.replace(part, path)
    except OSError as error:
        raise CannotWrite(f"{path.name} cannot be written: {error.strerror}.") from error
    finally:
        part.unlink(missing_ok=True)


def _pdf_writer(sheets: Sheets, path: Path) -> QPdfWriter:
    path.open("wb").close()  # Qt does not say why a file cannot be written; this does
    writer = QPdfWriter(str(path))
    writer.setResolution(_RESOLUTION)
    writer.setPageLayout(page_layout(sheets))
    writer.setTitle(sheets.printed.name())
    writer.setCreator("Resolute")
    return writer


def printing(sheets: Sheets, printer: "QPrinter") -> Generator[float, None, None]:
    """Send the pages a printer was asked for; yields how much is done. Raises CannotWrite."""
    first, last = printer.fromPage(), printer.toPage()
    wanted = range(first - 1 if first else 0, min(last or sheets.count, sheets.count))
    yield from _pages(printer, sheets, wanted, printer.printerName() or "The printer")


def _pages(
    device: "QPdfWriter | QPrinter", sheets: Sheets, numbers: range, name: str
) -> Generator[float, None, None]:
    painter = QPainter()
    if not painter.begin(device):
        raise CannotWrite(f"{name} cannot be written to.")
    whole = False
    try:
        for done, number in enumerate(numbers):
            if done and not device.newPage():
                raise CannotWrite(f"{name} takes no more pages.")
            sheets.paint(painter, number, device.resolution() / _POINTS)
            yield (done + 1) / len(numbers)
        whole = True
    finally:
        if not whole and hasattr(device, "abort"):
            device.abort()
        painter.end()
