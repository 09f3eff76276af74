"""The tab that says what a file of annotations would bring, and brings it when told to."""

import logging
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

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
from db.models import Note
from desktop.exchange import sheet, work
from desktop.tasks import Worker
from desktop.theme import Theme
from desktop.widgets.banner import Banner
from desktop.widgets.choice_box import ChoiceBox

if TYPE_CHECKING:
    from db.notes.exchange.incoming import Preview
    from db.notes.exchange.parsing import Incoming

log = logging.getLogger(__name__)
_NAMED = 50
"""Notes of each kind that are shown."""
_TAKE_BACK = "take_back"
_LONGEST = 240
_WIDEST = 820
"""Pixels; the widest a line gets."""


class ImportPage(QWidget):
    """A file's notes before they are added: how many, which find no place, which are here."""

    notes_changed = Signal(str)
    """Notes on this document were added, or taken back."""
    _progressed = Signal(int, int)

    def __init__(
        self,
        reading: Worker,
        writing: Worker,
        documents: list[tuple[str, str]],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._reading, self._writing, self._theme = reading, writing, theme
        self._path = Path()
        self._found: Preview | None = None
        self._added: list[tuple[str, str]] = []
        self.banner = Banner(self)
        self._title = QLabel(self)
        self._title.setObjectName("panelTitle")
        self.told = QLabel(self)
        self.told.setWordWrap(True)
        self.add_button = QPushButton("Add", self)
        self.add_button.setObjectName("primary")
        self.documents = ChoiceBox(self)
        self.documents.setAccessibleName("Where notes belong whose document the file does not name")
        self.documents.addItem("leave them out", "")
        for name, words in documents:
            self.documents.addItem(words, name)
        self._progress = QProgressBar(self)
        self._progress.setTextVisible(False)
        self._progress.setFixedHeight(8)
        self._view = QTextBrowser(self)
        self._build()
        self._wire()

    def _build(self) -> None:
        self._view.setAccessibleName("What the file would bring")
        self._view.setFrameShape(QTextBrowser.Shape.NoFrame)
        self._view.setOpenLinks(False)
        self._view.document().setDocumentMargin(0)
        self._view.setMaximumWidth(_WIDEST)
        self._nowhere = QWidget(self)
        place = QHBoxLayout(self._nowhere)
        place.setContentsMargins(0, 0, 0, 0)
        words = QLabel("Notes whose document the file does not name:", self)
        words.setBuddy(self.documents)
        place.addWidget(words)
        place.addWidget(self.documents)
        place.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.add_button)
        buttons.addStretch(1)
        column = QVBoxLayout()
        column.setContentsMargins(24, 16, 24, 8)
        column.setSpacing(10)
        for part in (self._title, self.told, self._progress, self._nowhere):
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
        self._nowhere.hide()
        self.add_button.setEnabled(False)

    def _wire(self) -> None:
        self.add_button.clicked.connect(self.bring_in)
        self.documents.currentIndexChanged.connect(self._look_again)
        self.banner.action_requested.connect(self._take_up)
        self._progressed.connect(self._tell)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self._theme = theme
        if self._found is not None:
            self._list(self._found)

    # what it would bring --------------------------------------------------------------------

    def look_at(self, path: Path) -> None:
        """Say what would come of a file; nothing is changed."""
        self._path = path
        self._title.setText(path.name)
        self.setAccessibleName(f"Notes from {path.name}")
        self._look_again()

    def _look_again(self) -> None:
        self.add_button.setEnabled(False)
        self.told.setText("Reading the file, and finding where its notes belong …")
        self._progress.setRange(0, 0)
        self._progress.show()
        asked = partial(work.previewed, path=self._path, document=self.documents.currentData(),
                        tell=self._progressed.emit)  # fmt: skip
        self._reading.ask(self, asked, self._show, self._failed, lane="preview")

    def _tell(self, done: int, total: int) -> None:
        self._progress.setRange(0, total)
        self._progress.setValue(done)

    def _show(self, found: "Preview") -> None:
        from db.notes.exchange.incoming import sentence

        self._found = found
        self._progress.hide()
        self._nowhere.setVisible(bool(found.nowhere) or bool(self.documents.currentData()))
        self.told.setText(f"{sentence(found)} Nothing is changed yet.")
        count = len(found.notes)
        self.add_button.setText(f"Add {count:,} note{'' if count == 1 else 's'}")
        self.add_button.setEnabled(bool(count))
        self.add_button.show()
        self._list(found)
        if count:
            self.add_button.setFocus()

    def _list(self, found: "Preview") -> None:
        placed = [note for note in found.notes if note.standing == "anchored"]
        parts = [
            *self._section("Found in the text", placed),
            *self._section("Found reworded or elsewhere", found.moved),
            *self._section("Without a place in the text: kept, to be attached", found.orphans),
            *self._left_out(found.nowhere),
        ]
        self._view.document().setDefaultStyleSheet(sheet.style_sheet(self._theme))
        self._view.setHtml("".join(parts))

    def _section(self, title: str, notes: list[Note]) -> list[str]:
        if not notes:
            return []
        more = len(notes) - _NAMED
        shown = [_line(_where(n), n.anchor.quote, n.body, self._theme)
                 for n in notes[:_NAMED]]  # fmt: skip
        rest = [f"<p>and {more:,} more</p>"] if more > 0 else []
        return [f"<h3>{escape(title)}: {len(notes):,}</h3>", *shown, *rest]

    def _left_out(self, notes: "list[Incoming]") -> list[str]:
        if not notes:
            return []
        shown = [_line(n.source, n.exact, n.body, self._theme) for n in notes[:_NAMED]]
        title = f"Left out, for their document is not named: {len(notes):,}"
        return [f"<h3>{escape(title)}</h3>", *shown]

    def _failed(self, error: Exception) -> None:
        self._progress.hide()
        self.told.setText(_sentence(error))

    # bringing it ----------------------------------------------------------------------------

    def bring_in(self) -> None:
        """Add the notes, all or none."""
        if self._found is not None:
            self.add_button.setEnabled(False)
            self.told.setText("Adding the notes …")
            asked = partial(work.brought_in, found=self._found)
            self._writing.ask(self, asked, self._brought, self._failed)

    def _brought(self, added: list[tuple[str, str]]) -> None:
        self._added = added
        self.add_button.hide()
        self._nowhere.hide()
        self._view.setFocus()
        count = f"{len(added):,} note{' was' if len(added) == 1 else 's were'} added."
        self.told.setText("Ctrl+Z on one of their documents takes them back, too.")
        self.banner.say(count, _TAKE_BACK, "Take them back")
        self._tell_of({document for _, document in added})

    def _take_up(self, action: str) -> None:
        if action == _TAKE_BACK:
            asked = partial(work.taken_back, added=self._added)
            self._writing.ask(self, asked, self._took_back, self._failed)

    def _took_back(self, documents: list[str]) -> None:
        self._added = []
        self._tell_of(set(documents))
        self.banner.say("The notes were taken back.")
        self._look_again()

    def _tell_of(self, documents: set[str]) -> None:
        for document in sorted(documents):
            self.notes_changed.emit(document)


def _where(note: Note) -> str:
    return note.anchor.key.document if note.state == "orphan" else note.anchor.address


def _line(where: str, quote: str, body: str, theme: Theme) -> str:
    """Show a note in two lines, as plain text whatever it holds."""
    words = " · ".join(filter(None, [_short(quote and f"“{quote}”"), _short(body)]))
    place = f'<span style="color:{theme.muted}">{escape(_short(where))}</span>'
    return f"<p>{escape(words)}<br>{place}</p>"


def _short(words: str) -> str:
    line = " ".join(words[: 4 * _LONGEST].split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def _sentence(error: Exception) -> str:
    if isinstance(error, ResoluteError):
        return str(error)
    log.error("bringing notes in failed", exc_info=error)
    return f"The notes could not be brought in ({error}); nothing was changed."
