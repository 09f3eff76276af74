"""The tab for printing: what goes on paper at one side, the pages beside it."""

from collections.abc import Callable, Generator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from db.models import Note
from desktop.reader.printing.options import PrintOptions
from desktop.reader.printing.output import (
    CannotWrite,
    file_name,
    page_layout,
    printing,
    writing_pdf,
)
from desktop.reader.printing.preview import PreviewView
from desktop.reader.printing.sheets import Printed, Sheets, making
from desktop.reader.printing.side import PrintSide
from desktop.theme import Theme
from desktop.widgets.banner import Banner
from desktop.widgets.slices import Slices

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


class PrintPage(QWidget):
    """Shows a document as it will be printed, and prints it or saves it as PDF.

    Pages are laid out, printed and written in slices; what is asked for before they are laid out
    is done once they are.
    """

    options_changed = Signal(object)
    """The PrintOptions the person chose."""

    def __init__(
        self, printed: Printed, options: PrintOptions, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._printed = printed
        self._sheets: Sheets | None = None
        self._then: Callable[[], None] | None = None
        self._finished: tuple[Callable[[Any], None], Any] | None = None
        self._printer: QPrinter | None = None
        self._path = Path()
        self._slices = Slices(self)
        self.banner = Banner(self)
        self.side = PrintSide(options, self)
        self.preview = PreviewView(theme, self)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.side)
        row.addWidget(self.preview, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addLayout(row, 1)
        self.setFocusProxy(self.preview)
        self.side.options_changed.connect(self._choose)
        self.side.print_requested.connect(self.print_out)
        self.side.pdf_requested.connect(self.save_pdf)
        self.side.cancel_requested.connect(self.cancel)
        self._make()

    # what is shown --------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        """Take another theme; the paper stays as it is."""
        self.preview.set_theme(theme)

    @property
    def printed(self) -> Printed:
        """What is shown."""
        return self._printed

    def show_printed(self, printed: Printed) -> None:
        """Show another edition, or other notes."""
        if printed != self._printed:
            self._printed = printed
            self._make()

    def set_notes(self, notes: Sequence[Note]) -> None:
        """Show these notes."""
        self.show_printed(replace(self._printed, notes=tuple(notes)))

    def _choose(self, options: PrintOptions) -> None:
        self.options_changed.emit(options)
        self._make()

    def _make(self) -> None:
        """Lay out anew; the pages of before are shown until then."""
        self._sheets = None
        work = making(self._printed, self.side.options)
        self._begin("Laying out the pages …", work, self._made)

    def _made(self, sheets: Sheets) -> None:
        self._sheets = sheets
        self.preview.show_sheets(sheets)
        self._end("1 page" if sheets.count == 1 else f"{sheets.count} pages")
        then, self._then = self._then, None
        if then is not None:
            then()

    def _ready(self, then: Callable[[], None]) -> Sheets | None:
        """Return the pages, or None and do `then` once they are laid out."""
        if self._sheets is None:
            self._then = then
            if not self.busy:  # laying out was stopped
                self._make()
        return self._sheets

    # to paper and to a file -------------------------------------------------------------------

    def print_out(self) -> None:
        """Let the person choose a printer, and print."""
        if (sheets := self._ready(self.print_out)) is None:
            return
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._printer.setFullPage(True)
        self._printer.setPageLayout(page_layout(sheets))
        self._printer.setDocName(file_name(sheets).removesuffix(".pdf"))
        dialog = QPrintDialog(self._printer, self)
        dialog.setMinMax(1, sheets.count)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._print)
        QDialog.open(dialog)

    def _print(self) -> None:
        if self._printer is not None:
            self.send_to(self._printer)

    def send_to(self, printer: "QPrinter") -> None:
        """Print on this printer, page by page."""
        if self._sheets is not None:
            name = printer.printerName() or "the printer"
            self._begin(f"Printing on {name} …", printing(self._sheets, printer), self._sent)

    def _sent(self, _nothing: None) -> None:
        self._end("Sent to the printer")
        self.banner.say("All pages were sent to the printer.")

    def save_pdf(self) -> None:
        """Let the person choose a file, and write the pages into it."""
        if (sheets := self._ready(self.save_pdf)) is None:
            return
        path, _ = QFileDialog.getSaveFileName(
            self, "Save as PDF", file_name(sheets), "PDF (*.pdf);;All files (*)"
        )
        if path:
            self.write_to(Path(path))

    def write_to(self, path: Path) -> None:
        """Write the pages into this file; `.pdf` is added where it has no ending."""
        if self._sheets is not None:
            self._path = path if path.suffix else path.with_suffix(".pdf")
            work = writing_pdf(self._sheets, self._path)
            self._begin(f"Writing {self._path.name} …", work, self._written)

    def _written(self, _nothing: None) -> None:
        self._end("Saved")
        self.banner.say(f"Saved as {self._path}")

    # long work --------------------------------------------------------------------------------

    def _begin(
        self, words: str, work: Generator[float, None, Any], done: Callable[[Any], None]
    ) -> None:
        self._finished = None
        self.side.show_working(words, working=True)
        self._slices.start(self._guarded(work, done), self._after)

    def _guarded(
        self, work: Generator[float, None, Any], done: Callable[[Any], None]
    ) -> Generator[None, None, None]:
        """Do the work, show how far it is, and say in a sentence why it cannot go on."""
        try:
            while True:
                self.side.progress.setValue(round(100 * next(work)))
                yield
        except StopIteration as finished:
            self._finished = (done, finished.value)
        except CannotWrite as error:
            self._end("")
            self.banner.say(str(error))
        finally:
            work.close()

    def _after(self, _nothing: None) -> None:
        finished, self._finished = self._finished, None
        if finished is not None:
            done, result = finished
            done(result)

    def _end(self, words: str) -> None:
        self.side.show_working(words, working=False)

    @property
    def busy(self) -> bool:
        """Whether pages are being laid out, printed or written."""
        return self._slices.busy

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape stops what is under way, or closes the message above."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.busy:
            self.cancel()
        else:
            self.banner.hide()

    def cancel(self) -> None:
        """Stop what is under way; a file that is half written is taken away."""
        self._slices.stop()
        self._then = self._finished = None
        self._end("Stopped")
