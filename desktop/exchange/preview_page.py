"""A page that says what a file would bring, waits for a yes, and takes it back when told to."""

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from db.errors import ResoluteError
from desktop.exchange import sheet
from desktop.tasks import Worker
from desktop.theme import Theme
from desktop.widgets.banner import Banner

log = logging.getLogger(__name__)
_TAKE_BACK = "take_back"
_WIDEST = 820
"""Pixels; the widest a line gets."""

Work = Callable[[Any], Any]
"""What a worker is asked for: a function of its connection."""


class PreviewPage(QWidget):
    """A file before what is in it is added: nothing is changed until one says so.

    A kind of page says what is asked of the workers, and how what they found is told and listed.
    """

    THING = "thing"
    """What one of them is called; more than one gets an s."""
    READING = "Reading the file …"
    ADDED = ""
    """What is said beside the count when they were added."""
    BROKEN = "The file could not be read ({}); nothing was changed."
    """What is said of an error that no person can act on."""
    _progressed = Signal(int, int)

    def __init__(
        self, reading: Worker, writing: Worker, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._reading, self._writing, self._theme = reading, writing, theme
        self._path = Path()
        self._found: Any = None
        self._added: Sequence[Any] = []
        self.banner = Banner(self)
        self._title = QLabel(self)
        self._title.setObjectName("panelTitle")
        self.told = QLabel(self)
        self.told.setWordWrap(True)
        self.add_button = QPushButton("Add", self)
        self.add_button.setObjectName("primary")
        self.add_button.setEnabled(False)
        self._progress = QProgressBar(self)
        self._progress.setTextVisible(False)
        self._progress.setFixedHeight(8)
        self._asking = QWidget(self)  # for what a kind of page has to know first
        self._asking.hide()
        self._view = self._make_view()
        self._lay_out()
        self.add_button.clicked.connect(self.bring_in)
        self.banner.action_requested.connect(self._take_up)
        self._progressed.connect(self._tell)

    def _make_view(self) -> QTextBrowser:
        made = QTextBrowser(self)
        made.setAccessibleName("What the file would bring")
        made.setFrameShape(QTextBrowser.Shape.NoFrame)
        made.setOpenLinks(False)
        made.document().setDocumentMargin(0)
        made.setMaximumWidth(_WIDEST)
        return made

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.add_button)
        buttons.addStretch(1)
        column = QVBoxLayout()
        column.setContentsMargins(24, 16, 24, 8)
        column.setSpacing(10)
        for part in (self._title, self.told, self._progress, self._asking):
            column.addWidget(part)
        column.addLayout(buttons)
        column.addWidget(self._view, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.banner)
        whole.addLayout(column)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self.setFocusProxy(self.add_button)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self._theme = theme
        if self._found is not None:
            self._list(self._found)

    # for kinds of pages ---------------------------------------------------------------------

    def _preview(self) -> Work:
        """Return the work that looks at the file."""
        raise NotImplementedError

    def _bringing_in(self, found: Any) -> Work:
        """Return the work that adds what was found, and returns what was added."""
        raise NotImplementedError

    def _taking_back(self, added: Any) -> Work:
        """Return the work that takes back what was added."""
        raise NotImplementedError

    def _summary(self, found: Any) -> tuple[str, int]:
        """Return what was found in a sentence, and how many things can be added."""
        raise NotImplementedError

    def _listed(self, found: Any) -> list[str]:
        """Return what was found in the HTML that Qt's rich text knows."""
        raise NotImplementedError

    def _ask_for_more(self, found: Any) -> None:
        """Show, where what was found wants it, what a person has to say first."""

    def _is_asking(self) -> bool:
        """Say whether a person is at an answer, so that the focus stays there."""
        return False

    # what it would bring --------------------------------------------------------------------

    def look_at(self, path: Path) -> None:
        """Say what would come of a file; nothing is changed."""
        self._path = path
        self._title.setText(path.name)
        self.setAccessibleName(f"{self.THING.capitalize()}s from {path.name}")
        self._look_again()

    def _look_again(self) -> None:
        self.add_button.setEnabled(False)
        self.told.setText(self.READING)
        self._progress.setRange(0, 0)
        self._progress.show()
        self._reading.ask(self, self._preview(), self._show, self._failed, lane="preview")

    def _tell(self, done: int, total: int) -> None:
        self._progress.setRange(0, total)
        self._progress.setValue(done)

    def _show(self, found: Any) -> None:
        self._found = found
        self._progress.hide()
        self._ask_for_more(found)
        sentence, count = self._summary(found)
        self.told.setText(f"{sentence} Nothing is changed yet.")
        self.add_button.setText(f"Add {count:,} {self.THING}{'' if count == 1 else 's'}")
        self.add_button.setEnabled(bool(count))
        self.add_button.show()
        self._list(found)
        if count and not self._is_asking():
            self.add_button.setFocus()

    def _list(self, found: Any) -> None:
        self._view.document().setDefaultStyleSheet(sheet.style_sheet(self._theme))
        self._view.setHtml("".join(self._listed(found)))

    def _failed(self, error: Exception) -> None:
        self._progress.hide()
        if not isinstance(error, ResoluteError):
            log.error("bringing %ss in failed", self.THING, exc_info=error)
            error = ResoluteError(self.BROKEN.format(error))
        self.told.setText(str(error))

    # bringing it ----------------------------------------------------------------------------

    def bring_in(self) -> None:
        """Add what was found, all or none."""
        if self._found is not None:
            self.add_button.setEnabled(False)
            self.told.setText(f"Adding the {self.THING}s …")
            self._writing.ask(self, self._bringing_in(self._found), self._brought, self._failed)

    def _brought(self, added: Sequence[Any]) -> None:
        self._added = added
        self.add_button.hide()
        self._asking.hide()
        self._view.setFocus()
        self.told.setText(self.ADDED)
        count = f"{len(added):,} {self.THING}{' was' if len(added) == 1 else 's were'} added."
        self.banner.say(count, _TAKE_BACK, "Take them back")

    def _take_up(self, action: str) -> None:
        if action == _TAKE_BACK:
            self._take_back()

    def _take_back(self) -> None:
        if self._added:
            work = self._taking_back(self._added)
            self._added = []
            self._writing.ask(self, work, self._took_back, self._failed)

    def _took_back(self, _gone: Any) -> None:
        self.banner.say(f"The {self.THING}s were taken back.")
        self._look_again()
