"""The tab where notes go out: to a file or paper, as quotations, or the works they cite."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from db.cite.works import SUFFIXES
from db.notes.exchange.entries import Entry
from db.notes.exchange.formats import FORMATS
from desktop.exchange import sheet, work
from desktop.exchange.choosing import ChoiceSide
from desktop.exchange.sample_page import SamplePage
from desktop.exchange.work import Offered, Wish
from desktop.tasks import Worker
from desktop.theme import Theme

if TYPE_CHECKING:
    from db.cite.quotation import Quotation


class ExportPage(SamplePage):
    """Shows what would go out while one chooses, and writes, copies or prints it."""

    THING = "note"
    GOING = work
    FORMATS = FORMATS
    side: ChoiceSide

    def __init__(
        self, worker: Worker, wish: Wish, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(worker, wish, theme, parent)
        self.setFocusProxy(self.side.formats)
        self.side.changed.connect(self._changed)
        self.side.save_requested.connect(self.choose_file)
        self.side.quote_requested.connect(self.copy_quotations)
        self.side.print_requested.connect(self.paper.print_out)
        self.side.pdf_requested.connect(self.paper.choose_pdf)
        self.side.copy_works_requested.connect(self.copy_works)
        self.side.save_works_requested.connect(self.choose_works_file)

    # the sample -----------------------------------------------------------------------------

    def _make_side(self, wish: Wish) -> ChoiceSide:
        return ChoiceSide(wish, self)

    @property
    def wish(self) -> Wish:
        """What is chosen now."""
        return self.side.wish

    def _take_offer(self, offered: Offered, document: str | None) -> None:
        self.side.offer(offered, document)

    def _markup(self, entries: list[Entry], theme: Theme) -> str:
        return sheet.markup(entries, theme)

    def _cannot(self, error: Exception) -> None:
        """Say beside the choice what is wrong with it; the sample of before stays."""
        self.side.count.setText(self._sentence(error))

    # to the clipboard, to files -------------------------------------------------------------

    def save_pdf_to(self, path: Path) -> None:
        """Write the sheet into a PDF file, whole or not at all."""
        self.paper.save_pdf_to(path)

    def copy_quotations(self) -> None:
        """Copy the notes' words, each with its citation."""
        self._ask(partial(work.quoted, wish=self.wish), self._copy_quoted)

    def _copy_quoted(self, done: "tuple[int, Quotation]") -> None:
        count, made = done
        _put(made)
        self._say(f"{self._counted(count)} copied as quotations")

    def copy_works(self) -> None:
        """Copy the list of works the notes cite."""
        style = self.side.works.currentData()
        self._ask(partial(work.cited, wish=self.wish, style=style), self._copy_cited)

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
        wish, style = self.wish, self.side.works.currentData()
        asked = partial(work.works_saved, wish=wish, style=style, path=path)
        self._ask(asked, self._works_saved)

    def _works_saved(self, done: tuple[int, Path]) -> None:
        count, path = done
        self._say(f"{count:,} work{'' if count == 1 else 's'} saved as {path}")


def _put(made: "Quotation") -> None:
    if not made.html:
        QGuiApplication.clipboard().setText(made.text)
        return
    data = QMimeData()
    data.setText(made.text)
    data.setHtml(made.html)
    QGuiApplication.clipboard().setMimeData(data)
