"""A page that shows a sample of what would go out while one chooses, and writes or prints it."""

import logging
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from db.errors import ResoluteError
from desktop import theme as themes
from desktop.exchange import sheet
from desktop.exchange.choice_column import ChoiceColumn
from desktop.exchange.paper import Paper
from desktop.exchange.sample import Going, Shown
from desktop.tasks import Worker
from desktop.theme import Theme
from desktop.widgets.banner import Banner

log = logging.getLogger(__name__)

_WIDEST = 820
"""Pixels; the widest a line of the sample gets."""
_PAUSE = 200
"""Milliseconds without a change after which a sample is asked for."""


class SamplePage(QWidget):
    """The choice at one side, a sample of what it gives beside it.

    A kind of page says what goes out: how it is got and called, chosen and marked up.
    """

    wish_changed = Signal(object)
    """The Wish as it is now, to be kept."""
    address_requested = Signal(str)
    THING = "thing"
    """What one of them is called; more than one gets an s."""
    GOING: Going
    FORMATS: Mapping[str, Any]
    """By name, each with its words and the suffix of its files."""

    def __init__(
        self, worker: Worker, wish: Any, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._worker, self._theme = worker, theme
        self._shown: Shown | None = None
        self._document: str | None = None
        self.paper = Paper(f"{self.THING}s", self)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self.banner = Banner(self)
        self.side = self._make_side(wish)
        self.sample = self._make_sample()
        self._lay_out()
        self._pause.timeout.connect(self.refresh)
        self.paper.wanted.connect(self._gather_for_paper)
        self.paper.told.connect(self._say)
        self.sample.anchorClicked.connect(self._open_link)

    def _make_sample(self) -> QTextBrowser:
        made = QTextBrowser(self)
        made.setOpenLinks(False)
        made.setAccessibleName("Sample of what goes out")
        made.setFrameShape(QTextBrowser.Shape.NoFrame)
        made.document().setDocumentMargin(24)
        made.setMaximumWidth(_WIDEST)
        return made

    def _lay_out(self) -> None:
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
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)

    # for kinds of pages ---------------------------------------------------------------------

    def _make_side(self, wish: Any) -> ChoiceColumn:
        """Return the column in which one chooses, with a wish chosen."""
        raise NotImplementedError

    @property
    def wish(self) -> Any:
        """What is chosen now."""
        raise NotImplementedError

    def _take_offer(self, offered: Any, document: str | None) -> None:
        """Offer what there is to choose from; `document` is chosen, None leaves what is."""
        raise NotImplementedError

    def _markup(self, things: list[Any], theme: Theme) -> str:
        """Return things in the HTML that Qt's rich text knows, "" where there are none."""
        raise NotImplementedError

    # the sample -----------------------------------------------------------------------------

    def show_document(self, document: str | None) -> None:
        """Choose what is on a document, '' for all, None for what is chosen; list what there is."""
        self._document = document
        self._worker.ask(self, self.GOING.offered, self._offer, self._failed, lane="offer")

    def _offer(self, offered: Any) -> None:
        self._take_offer(offered, self._document)
        self._document = None
        self.refresh()

    def _changed(self) -> None:
        self.wish_changed.emit(self.wish)
        self._pause.start()

    def refresh(self) -> None:
        """Ask for a sample of what is chosen."""
        self._pause.stop()
        asked = partial(self.GOING.shown, wish=self.wish)
        self._worker.ask(self, asked, self._show, self._cannot, lane="sample")

    def _show(self, shown: Shown) -> None:
        self._shown = shown
        self.side.count.setText(self._counted(shown.count))
        if shown.text:
            self.sample.setPlainText(shown.text)
        else:
            self._set_rich(shown)

    def _set_rich(self, shown: Shown) -> None:
        self.sample.document().setDefaultStyleSheet(sheet.style_sheet(self._theme))
        nothing = f"<p>No {self.THING}s fit this choice.</p>"
        self.sample.setHtml(self._markup(shown.things, self._theme) or nothing)

    def _cannot(self, error: Exception) -> None:
        self._failed(error)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self._theme = theme
        if self._shown is not None and not self._shown.text:
            self._set_rich(self._shown)

    def _open_link(self, link: Any) -> None:
        self.address_requested.emit(link.toString())

    # to a file, to paper --------------------------------------------------------------------

    def choose_file(self) -> None:
        """Let the person choose a file, and write what is chosen into it."""
        form, things = self.FORMATS[self.wish.form], f"{self.THING}s"
        path, _ = QFileDialog.getSaveFileName(
            self, f"Save {things}", f"{things}{form.suffix}", f"{form.words} (*{form.suffix})"
        )
        if path:
            self.save_to(Path(path))

    def save_to(self, path: Path) -> None:
        """Write what is chosen into a file; the format's ending is added where there is none."""
        wish = self.wish
        path = path if path.suffix else path.with_suffix(self.FORMATS[wish.form].suffix)
        self._ask(partial(self.GOING.saved, wish=wish, path=path), self._saved)

    def _saved(self, done: tuple[int, Path]) -> None:
        count, path = done
        self._say(f"{self._counted(count)} saved as {path}")

    def _gather_for_paper(self) -> None:
        self._ask(partial(self.GOING.gathered, wish=self.wish), self._put_on_paper)

    def _put_on_paper(self, things: list[Any]) -> None:
        light = themes.theme("light")
        self.paper.put(sheet.on_paper(self._markup(things, light), light, self))

    def cancel(self) -> None:
        """Stop painting pages; a file that is not whole is taken away."""
        self.paper.cancel()

    def _ask(self, asked: Any, done: Any) -> None:
        self.side.count.setText(f"Gathering the {self.THING}s …")
        self._worker.ask(self, asked, done, self._failed)

    def _say(self, words: str) -> None:
        self.side.count.setText(self._counted(self._shown.count) if self._shown else "")
        self.banner.say(words)

    def _counted(self, count: int) -> str:
        return f"{count:,} {self.THING}{'' if count == 1 else 's'}"

    def _failed(self, error: Exception) -> None:
        self._say(self._sentence(error))

    def _sentence(self, error: Exception) -> str:
        if isinstance(error, ResoluteError):
            return str(error)
        log.error("taking %ss out failed", self.THING, exc_info=error)
        return f"The {self.THING}s could not be read ({error}). Try it once more."
