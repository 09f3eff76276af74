"""The pages of a document on paper: laid out bit by bit, painted one at a time.

The text is set as on the screen, at 18 units; a unit is as large as makes these the size that was
chosen, so that all proportions are those of the page one reads. Lengths of paper are in points.
"""

from bisect import bisect_right
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QFontMetricsF,
    QPageSize,
    QPainter,
    QPalette,
    QPen,
    QTextBlock,
)

from db.dates import spoken_date
from db.models import RIGHT_TO_LEFT, Document, Edition, Note
from desktop import theme as themes
from desktop.reader.bar import edition_name
from desktop.reader.composer import composing
from desktop.reader.gutter import WIDTH as GUTTER_WIDTH
from desktop.reader.gutter import Gutter
from desktop.reader.look import Look
from desktop.reader.page import Page, Place
from desktop.reader.printing.breaks import Line, Role, Span, cut
from desktop.reader.printing.marked import marking
from desktop.reader.printing.options import PAPERS, PrintOptions

_SET_AT = 18
_SIDE, _TOP, _BOTTOM = 54.0, 66.0, 66.0
"""Margins of the paper, header and footer included."""
_SMALL = 8
"""The size of header and footer."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What is to be printed: a document's edition with the person's notes; `day` is ISO 8601."""

    document: Document
    edition: Edition
    notes: Sequence[Note] = ()
    day: str = ""

    def provenance(self) -> str:
        """Say in one line what the text is, so that nobody takes a digest for the official one."""
        if self.edition.key.kind == "digest":
            return "Resolute study digest: retold for study, not the official text."
        status = " ".join(self.edition.provenance.get("status", "").split())
        said = status or edition_name(self.edition.key)
        return f"{said[:1].upper()}{said[1:].rstrip('.')}."

    def name(self) -> str:
        """Name document and edition: `A/RES/78/311 · Study digest`."""
        return f"{self.document.short_title} · {edition_name(self.edition.key)}"


class _Held(QObject):
    """Holds off the timer of a layout, which would do all of its work at once."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let everything through but the timer."""
        return event.type() == QEvent.Type.Timer


class Sheets:
    """A document laid out on pages of paper, to be painted; made by `making`."""

    def __init__(self, printed: Printed, options: PrintOptions, page: Page) -> None:
        self.printed, self.options = printed, options
        self._page = page
        self._theme = themes.theme("light")
        self._rtl = printed.edition.key.language in RIGHT_TO_LEFT
        self.paper = QPageSize(PAPERS[options.paper])
        """The size of the paper."""
        self._unit = options.size / _SET_AT
        size = self.paper.size(QPageSize.Unit.Point)
        self._body = QSizeF(size.width() - 2 * _SIDE, size.height() - _TOP - _BOTTOM) / self._unit
        self._small = themes.reader_font("en", _SMALL)
        self._kinds = {place.block: place.passage.kind for place in page.places}
        self._pages: list[Span] = []
        self._tops: list[float] = []
        self._held = _Held()
        self._prepare()

    def _prepare(self) -> None:
        document = self._page.document
        document.setUseDesignMetrics(True)  # the printer's letters, not those of a screen
        document.setTextWidth(self._body.width())
        frame = document.rootFrame()
        form = frame.frameFormat()
        left = GUTTER_WIDTH if self._has_gutter and not self._rtl else 0
        right = GUTTER_WIDTH if self._has_gutter and self._rtl else 0
        for set_margin, value in (
            (form.setTopMargin, 0), (form.setBottomMargin, 0),
            (form.setLeftMargin, left), (form.setRightMargin, right),
        ):  # fmt: skip
            set_margin(value)
        frame.setFrameFormat(form)
        self._layout.installEventFilter(self._held)

    @property
    def _has_gutter(self) -> bool:
        return self.options.numbers or self.options.voices

    @property
    def _layout(self) -> QAbstractTextDocumentLayout:
        return self._page.document.documentLayout()

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    def laying_out(self) -> Generator[float, None, None]:
        """Lay out block by block, then cut into pages; yields how much is done."""
        document, layout = self._page.document, self._layout
        total = max(1, document.blockCount())
        lines: list[Line] = []
        block = document.begin()
        while block.isValid():
            top = layout.blockBoundingRect(block).top()
            role = self._role(block)
            if block.blockNumber() in self._kinds:
                self._tops.append(top)
            for number in range(block.layout().lineCount()):
                line = block.layout().lineAt(number)
                edges = top + line.y(), top + line.y() + line.height()
                lines.append(Line(*edges, block.blockNumber(), role))
            block = block.next()
            yield block.blockNumber() / total if block.isValid() else 1.0
        self._pages = cut(lines, self._body.height())

    def _role(self, block: QTextBlock) -> Role:
        """Tell headings (names of parts and speakers too) and lines of references from text."""
        if kind := self._kinds.get(block.blockNumber()):
            return "heading" if kind == "heading" else "text"
        if block.blockNumber() > max(self._kinds, default=0):
            return "text"
        return "heading" if block.blockFormat().topMargin() else "reference"

    # painting -------------------------------------------------------------------------------

    def paint(self, painter: QPainter, number: int, scale: float) -> None:
        """Paint page `number`, counted from 0, at `scale` device pixels a point."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale, scale)
        self._paint_around(painter, number)
        painter.translate(_SIDE, _TOP)
        painter.scale(self._unit, self._unit)
        self._paint_body(painter, number)
        painter.restore()

    def _paint_body(self, painter: QPainter, number: int) -> None:
        top, bottom = self._pages[number]
        shown = QRectF(0, top, self._body.width(), bottom - top)
        painter.translate(0, -shown.top())
        painter.setClipRect(shown.adjusted(-GUTTER_WIDTH, 0, GUTTER_WIDTH, 0))
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = shown
        context.palette.setColor(QPalette.ColorRole.Text, self._theme.color("text"))
        self._layout.draw(painter, context)
        if self._has_gutter:
            edge = self._body.width() - GUTTER_WIDTH + 14 if self._rtl else GUTTER_WIDTH - 14
            font = QFont(self._page.document.defaultFont())
            font.setPixelSize(14)
            Gutter(
                self._page, self._theme, font, edge, self._rtl,
                labels=self.options.numbers, voices=self.options.voices,
            ).paint(painter, self._places(shown), "", {})  # fmt: skip

    def _places(self, shown: QRectF) -> Iterator[tuple[Place, QRectF]]:
        """Yield the passages on a page, with where they are in the whole text."""
        layout, document = self._layout, self._page.document
        first = bisect_right(self._tops, shown.top()) - 1
        for place in self._page.places[max(0, first) :]:
            block = document.findBlockByNumber(place.block)
            rect = layout.blockBoundingRect(block).translated(block.blockFormat().leftMargin(), 0)
            if rect.top() > shown.bottom():
                return
            if rect.bottom() > shown.top():
                yield place, rect

    def _paint_around(self, painter: QPainter, number: int) -> None:
        """Paint header and footer."""
        size = self.paper.size(QPageSize.Unit.Point)
        painter.setFont(self._small)
        painter.setPen(self._theme.color("muted"))
        width = size.width() - 2 * _SIDE
        top = QRectF(_SIDE, _TOP - 34, width, 14)
        bottom = QRectF(_SIDE, size.height() - _BOTTOM + 20, width, 14)
        self._line(painter, top, self.printed.name(), self.printed.edition.title)
        page = f"Page {number + 1} of {self.count}"
        self._line(painter, bottom, self.printed.provenance(), page)
        if self.printed.day:
            printed = f"Printed from Resolute on {spoken_date(self.printed.day)}"
            self._line(painter, bottom.translated(0, 12), printed, "")
        painter.setPen(QPen(self._theme.color("border"), 0.6))
        for y in (top.bottom() + 3, bottom.top() - 4):
            painter.drawLine(round(_SIDE), round(y), round(_SIDE + width), round(y))

    def _line(self, painter: QPainter, box: QRectF, first: str, last: str) -> None:
        """Write one thing at the beginning of a line and one at its end, cut where they meet."""
        metrics = QFontMetricsF(painter.font())
        begin, end = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        if self._rtl:
            begin, end = end, begin
        painter.drawText(box, begin, first)
        room = box.width() - metrics.horizontalAdvance(first) - 24
        painter.drawText(box, end, metrics.elidedText(last, Qt.TextElideMode.ElideRight, room))


def making(printed: Printed, options: PrintOptions) -> Generator[float, None, Sheets]:
    """Lay a document out on paper bit by bit; yields how much is done, from 0 to 1."""
    look = Look(themes.theme("light"), _SET_AT, references=True, record=options.record)
    steps = composing(printed.document, printed.edition, look)
    total = max(1, len(printed.edition.passages))
    done = 0
    while True:
        try:
            next(steps)
        except StopIteration as finished:
            page: Page = finished.value
            break
        done += 1
        yield 0.2 * min(1.0, done / total)
    for _ in marking(page, printed.notes, options, look.theme):
        yield 0.2
    sheets = Sheets(printed, options, page)
    for share in sheets.laying_out():
        yield 0.2 + 0.8 * share
    return sheets
