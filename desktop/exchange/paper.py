"""A text put on paper, by a printer or as PDF: painted between events, whole or not at all."""

from collections.abc import Callable, Generator
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QPagedPaintDevice, QTextDocument
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from desktop.exchange import sheet
from desktop.widgets.slices import Slices


class Paper(QObject):
    """Asks for a printer or a file, then says that a text is wanted, and paints what it is given.

    `name` is what the text is called in dialogs and files: notes, questions.
    """

    wanted = Signal()
    """A printer or a file is chosen: `put` the text on it, or `cancel`."""
    told = Signal(str)

    def __init__(self, name: str, page: QWidget) -> None:
        super().__init__(page)
        self._name, self._page = name, page
        self._device: QPagedPaintDevice | None = None
        self._make: Callable[[], QPagedPaintDevice] | None = None
        self._part, self._path = Path(), Path()
        self._slices = Slices(self)

    def print_out(self) -> None:
        """Let the person choose a printer."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setFullPage(True)
        printer.setPageLayout(sheet.layout())
        printer.setDocName(self._name.capitalize())
        self._make, self._path = (lambda: printer), Path()
        dialog = QPrintDialog(printer, self._page)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self.wanted)
        QDialog.open(dialog)

    def choose_pdf(self) -> None:
        """Let the person choose a file."""
        path, _ = QFileDialog.getSaveFileName(
            self._page, "Save as PDF", f"{self._name}.pdf", "PDF (*.pdf)"
        )
        if path:
            self.save_pdf_to(Path(path))

    def save_pdf_to(self, path: Path) -> None:
        """Take a file; its ending is added where there is none."""
        self._path = path if path.suffix else path.with_suffix(".pdf")
        self._part = self._path.with_name(f"{self._path.name}.part")
        self._make = self._pdf
        self.wanted.emit()

    def _pdf(self) -> QPagedPaintDevice:
        return sheet.pdf_writer(self._part, self._name.capitalize())

    def put(self, text: QTextDocument) -> None:
        """Paint a text on what was chosen."""
        if self._make is None:
            return
        try:
            self._device = self._make()
        except sheet.CannotPrint as error:
            self.told.emit(str(error))
        else:
            self._slices.start(self._guarded(sheet.painting(text, self._device)), self._painted)

    def _guarded(self, pages: Generator[None, None, int]) -> Generator[None, None, int]:
        try:
            return (yield from pages)
        except sheet.CannotPrint as error:
            self._clear()
            self.told.emit(str(error))
            return 0

    def cancel(self) -> None:
        """Stop painting pages; a file that is not whole is taken away."""
        if self._slices.busy:
            self._slices.stop()
            self._device = None
            self._clear()

    def _clear(self) -> None:
        if self._path.name:
            self._part.unlink(missing_ok=True)

    def _painted(self, pages: int) -> None:
        self._device = None
        if not pages:
            return
        if not self._path.name:
            self.told.emit("All pages were sent to the printer.")
            return
        try:
            self._part.replace(self._path)
        except OSError as error:
            self._clear()
            self.told.emit(f"{self._path.name} cannot be written: {error.strerror}.")
        else:
            self.told.emit(f"{pages:,} page{'' if pages == 1 else 's'} saved as {self._path}")
