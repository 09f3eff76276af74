"""The tab where notes go out: the choice at one side, a sample of what it gives beside it."""

import logging
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from db.cite.works import SUFFIXES
from db.errors import ResoluteError
from db.notes.exchange.entries import Entry
from db.notes.exchange.formats import FORMATS
from desktop import theme as themes
from desktop.exchange import sheet, work
from desktop.exchange.choosing import ChoiceSide
from desktop.exchange.paper import Paper
from desktop.exchange.work import Offered, Shown, Wish
from desktop.tasks import Worker
from desktop.theme import Theme
from desktop.widgets.banner import Banner

if TYPE_CHECKING:
    from db.cite.quotation import Quotation

log = logging.getLogger(__name__)

_WIDEST = 820
"""Pixels; the widest a line of the sample gets."""
_PAUSE = 200
"""Milliseconds without a change after which a sample is asked for."""


class ExportPage(QWidget):
    """Shows what would go out while one chooses, and writes, copies or prints it."""

    wish_changed = Signal(object)
    """The Wish as it is now, to be kept."""
    address_requested = Signal(str)

    def __init__(
        self, worker: Worker, wish: Wish, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._worker, self._theme = worker, theme
        self._shown: Shown | None = None
        self._document: str | None = None
        self.paper = Paper("notes", self)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.refresh)
        self.banner = Banner(self)
        self.side = ChoiceSide(wish, self)
        self._make_sample()
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.side)
        row.addWidget(self.sample, 100)
        row.addStretch(1)  # a wide window leaves its room behind the sample
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addLayout(row, 1)
        self.setFocusProxy(self.side.formats)
        self._wire()

    def _make_sample(self) -> None:
        self.sample = QTextBrowser(self)
        self.sample.setOpenLinks(False)
        self.sample.setAccessibleName("Sample of what goes out")
        self.sample.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.sample.document().setDocumentMargin(24)
        self.sample.setMaximumWidth(_WIDEST)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)

    def _wire(self) -> None:
        self.side.changed.connect(self._changed)
        self.side.save_requested.connect(self.choose_file)
        self.side.quote_requested.connect(self.copy_quotations)
        self.side.print_requested.connect(self.paper.print_out)
        self.side.pdf_requested.connect(self.paper.choose_pdf)
        self.paper.wanted.connect(self._gather_for_paper)
        self.paper.told.connect(self._say)
        self.side.copy_works_requested.connect(self.copy_works)
        self.side.save_works_requested.connect(self.choose_works_file)
        self.sample.anchorClicked.connect(self._open_link)

    # the sample -----------------------------------------------------------------------------

    def show_document(self, document: str | None) -> None:
        """Choose a document's notes, '' for all, None for what is chosen; list what there is."""
        self._document = document
        self._worker.ask(self, work.offered, self._offer, self._failed, lane="offer")

    def _offer(self, offered: Offered) -> None:
        self.side.offer(offered, self._document)
        self._document = None
        self.refresh()

    def _changed(self) -> None:
        self.wish_changed.emit(self.side.wish)
        self._pause.start()

    def refresh(self) -> None:
        """Ask for a sample of what is chosen."""
        self._pause.stop()
        asked = partial(work.shown, wish=self.side.wish)
        self._worker.ask(self, asked, self._show, self._cannot, lane="sample")

    def _show(self, shown: Shown) -> None:
        self._shown = shown
        self.side.count.setText(_counted(shown.count))
        if shown.text:
            self.sample.setPlainText(shown.text)
        else:
            self._set_rich(shown)

    def _set_rich(self, shown: Shown) -> None:
        self.sample.document().setDefaultStyleSheet(sheet.style_sheet(self._theme))
        nothing = "<p>No notes fit this choice.</p>"
        self.sample.setHtml(sheet.markup(shown.entries, self._theme) or nothing)

    def _cannot(self, error: Exception) -> None:
        """Say beside the choice what is wrong with it; the sample of before stays."""
        self.side.count.setText(_sentence(error))

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self._theme = theme
        if self._shown is not None and not self._shown.text:
            self._set_rich(self._shown)

    def _open_link(self, link: Any) -> None:
        self.address_requested.emit(link.toString())

    # to a file, to the clipboard ----------------------------------------------------------------

    def choose_file(self) -> None:
        """Let the person choose a file, and write the notes into it."""
        form = FORMATS[self.side.wish.form]
        path, _ = QFileDialog.getSaveFileName(
            self, "Save notes", f"notes{form.suffix}", f"{form.words} (*{form.suffix})"
        )
        if path:
            self.save_to(Path(path))

    def save_to(self, path: Path) -> None:
        """Write the notes into a file; the format's ending is added where there is none."""
        wish = self.side.wish
        path = path if path.suffix else path.with_suffix(FORMATS[wish.form].suffix)
        self._ask(partial(work.saved, wish=wish, path=path), self._saved)

    def _saved(self, done: tuple[int, Path]) -> None:
        count, path = done
        self._say(f"{_counted(count)} saved as {path}")

    def copy_quotations(self) -> None:
        """Copy the notes' words, each with its citation."""
        self._ask(partial(work.quoted, wish=self.side.wish), self._copy_quoted)

    def _copy_quoted(self, done: "tuple[int, Quotation]") -> None:
        count, made = done
        _put(made)
        self._say(f"{_counted(count)} copied as quotations")

    def copy_works(self) -> None:
        """Copy the list of works the notes cite."""
        style = self.side.works.currentData()
        self._ask(partial(work.cited, wish=self.side.wish, style=style), self._copy_cited)

    def _copy_cited(self, done: "tuple[int, Quotation]") -> None:
        count, made = done
        _put(made)
        self._say(f"{count:,} work{'' if count == 1 else 's'} copied")

    def choose_works_file(self) -> None:
        """Let the person choose a file, and write the works the notes cite into it."""
        suffix = SUFFIXES.get(self.side.works.currentData(), ".txt")
        path, _ = QFileDialog.getSaveFileName(
            self, "Save the works cited", f"works{suffix}", f"{suffix} (*{suffix})"
        )
        if path:
            self.save_works_to(Path(path))

    def save_works_to(self, path: Path) -> None:
        """Write the works the notes cite into a file."""
        wish, style = self.side.wish, self.side.works.currentData()
        asked = partial(work.works_saved, wish=wish, style=style, path=path)
        self._ask(asked, self._works_saved)

    def _works_saved(self, done: tuple[int, Path]) -> None:
        count, path = done
        self._say(f"{count:,} work{'' if count == 1 else 's'} saved as {path}")

    def _ask(self, asked: Any, done: Any) -> None:
        self.side.count.setText("Gathering the notes …")
        self._worker.ask(self, asked, done, self._failed)

    def _say(self, words: str) -> None:
        self.side.count.setText(_counted(self._shown.count) if self._shown else "")
        self.banner.say(words)

    def _failed(self, error: Exception) -> None:
        self._say(_sentence(error))

    # to paper -----------------------------------------------------------------------------------

    def save_pdf_to(self, path: Path) -> None:
        """Write the sheet into a PDF file, whole or not at all."""
        self.paper.save_pdf_to(path)

    def _gather_for_paper(self) -> None:
        self._ask(partial(work.gathered, wish=self.side.wish), self._put_on_paper)

    def _put_on_paper(self, entries: list[Entry]) -> None:
        self.paper.put(sheet.laid_out(entries, themes.theme("light"), self))

    def cancel(self) -> None:
        """Stop painting pages; a file that is not whole is taken away."""
        self.paper.cancel()


def _counted(count: int) -> str:
    return f"{count:,} note{'' if count == 1 else 's'}"


def _sentence(error: Exception) -> str:
    if isinstance(error, ResoluteError):
        return str(error)
    log.error("taking notes out failed", exc_info=error)
    return f"The notes could not be read ({error}). Try it once more."


def _put(made: "Quotation") -> None:
    if not made.html:
        QGuiApplication.clipboard().setText(made.text)
        return
    data = QMimeData()
    data.setText(made.text)
    data.setHtml(made.html)
    QGuiApplication.clipboard().setMimeData(data)
