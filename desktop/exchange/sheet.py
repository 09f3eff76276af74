"""Notes as a sheet: set for the screen in a theme, and for paper in the light one."""

from collections.abc import Generator, Sequence
from html import escape
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
)
from PySide6.QtWidgets import QWidget

from db.notes.exchange.entries import Entry, by_document
from db.notes.exchange.marked import as_html
from desktop.theme import Theme

_MARGIN = 54
"""Points of white round a page, three quarters of an inch."""
_POINTS = 72
_LINES = {
    "fill": "background-color:{}",
    "underline": "text-decoration:underline; background-color:{}",
    "strike": "text-decoration:line-through; background-color:{}",
    "squiggle": "text-decoration:underline; background-color:{}",
}


class CannotPrint(Exception):
    """The file or the printer takes no pages; the text is a sentence for the person."""


def markup(entries: Sequence[Entry], theme: Theme) -> str:
    """Return notes in the HTML that Qt's rich text knows."""
    parts = []
    for title, members in by_document(entries):
        parts.append(f"<h2>{escape(title)}</h2>")
        parts += [_note(entry, theme) for entry in members]
    return "".join(parts)


def style_sheet(theme: Theme) -> str:
    """Return the colours of a theme, for a document's default style sheet."""
    return f"h2, p, li {{ color: {theme.text}; }} a {{ color: {theme.accent}; }}"


def _note(entry: Entry, theme: Theme) -> str:
    words = ""
    if entry.words:
        direction = ' dir="rtl"' if entry.is_right_to_left else ""
        look = _LINES[entry.note.style].format(getattr(theme, entry.note.color))
        inner = escape(entry.words).replace("\n", "<br>")
        inner = f'<span style="{look}">{inner}</span>' if entry.tells_color else inner
        words = f'<p{direction} style="margin-left:16px; margin-top:14px">{inner}</p>'
    where = f'<a href="{escape(entry.link)}">{entry.citation.html}</a>' if entry.link else ""
    tags, day = ", ".join(entry.note.tags), entry.note.created[:10]
    said = [where, *map(escape, (entry.voice, *entry.looks, tags)), day]
    below = " · ".join(filter(None, said))
    small = f'<p><span style="font-size:small; color:{theme.muted}">{below}</span></p>'
    return f"{words}{as_html(entry.note.body)}{small}"


def on_paper(marked: str, theme: Theme, beside: QWidget) -> QTextDocument:
    """Set the HTML of rich text for paper in A4."""
    made = QTextDocument()
    font = beside.font()
    font.setPixelSize(12)
    made.setDefaultFont(font)
    made.setDefaultStyleSheet(style_sheet(theme))
    made.setDocumentMargin(0)
    made.setHtml(marked)
    paper = QPageSize(QPageSize.PageSizeId.A4).sizePoints()
    made.setPageSize(QSizeF(paper.width() - 2 * _MARGIN, paper.height() - 2 * _MARGIN))
    return made


def layout() -> QPageLayout:
    """Return the paper, with no margins: pages bring their own."""
    portrait, unit = QPageLayout.Orientation.Portrait, QPageLayout.Unit.Point
    return QPageLayout(QPageSize(QPageSize.PageSizeId.A4), portrait, QMarginsF(), unit)


def pdf_writer(path: Path, title: str) -> QPdfWriter:
    """Open a PDF file; raises CannotPrint where it cannot be written."""
    try:
        path.open("wb").close()  # Qt does not say why a file cannot be written; this does
    except OSError as error:
        raise CannotPrint(f"{path.name} cannot be written: {error.strerror}.") from error
    writer = QPdfWriter(str(path))
    writer.setResolution(600)
    writer.setPageLayout(layout())
    writer.setTitle(title)
    writer.setCreator("Resolute")
    return writer


def painting(made: QTextDocument, device: QPagedPaintDevice) -> Generator[None, None, int]:
    """Paint the pages of a sheet one by one; returns how many. Raises CannotPrint."""
    painter = QPainter()
    if not painter.begin(device):
        raise CannotPrint("The pages cannot be printed there. Choose another printer or file.")
    try:
        scale = device.logicalDpiX() / _POINTS
        for number in range(made.pageCount()):
            if number and not device.newPage():
                raise CannotPrint("The printer takes no more pages.")
            _paint(made, painter, number, scale)
            yield
    finally:
        painter.end()
    return made.pageCount()


def _paint(made: QTextDocument, painter: QPainter, number: int, scale: float) -> None:
    size = made.pageSize()
    painter.save()
    painter.scale(scale, scale)
    painter.translate(_MARGIN, _MARGIN - number * size.height())
    shown = QRectF(0, number * size.height(), size.width(), size.height())
    painter.setClipRect(shown)
    context = QAbstractTextDocumentLayout.PaintContext()
    context.clip = shown
    made.documentLayout().draw(painter, context)
    painter.setClipping(False)
    foot = f"{number + 1} / {made.pageCount()}"
    painter.drawText(
        QRectF(0, shown.bottom() + 8, size.width(), 20), foot, made.defaultTextOption()
    )
    painter.restore()
