"""The tab that says what questions a file would bring, and brings them when told to."""

import logging
from collections.abc import Sequence
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
from desktop.exchange import question_work, sheet
from desktop.tasks import Worker
from desktop.theme import Theme
from desktop.widgets.banner import Banner
from desktop.widgets.choice_box import ChoiceBox
from desktop.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from db.quiz.exchange.from_csv import Mapping, Table
    from db.quiz.exchange.incoming import Preview
    from db.quiz.exchange.parsed import Taken

log = logging.getLogger(__name__)
_NAMED = 50
"""Questions of each sort that are shown."""
_TAKE_BACK = "take_back"
_LONGEST = 240
_WIDEST = 820
"""Pixels; the widest a line gets."""


class QuestionImportPage(QWidget):
    """A file's questions before they are added: of what kinds, which are here, which cannot be."""

    questions_changed = Signal()
    """Questions were added, or taken back."""
    _progressed = Signal(int, int)

    def __init__(
        self, reading: Worker, writing: Worker, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._reading, self._writing, self._theme = reading, writing, theme
        self._path = Path()
        self._found: Preview | None = None
        self._added: list[str] = []
        self.columns: list[ChoiceBox] = []
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
        self._mapping = QWidget(self)
        self._mapping.hide()
        self._view = QTextBrowser(self)
        self._build()
        self.add_button.clicked.connect(self.bring_in)
        self.banner.action_requested.connect(self._take_up)
        self._progressed.connect(self._tell)

    def _build(self) -> None:
        self._view.setAccessibleName("What the file would bring")
        self._view.setFrameShape(QTextBrowser.Shape.NoFrame)
        self._view.setOpenLinks(False)
        self._view.document().setDocumentMargin(0)
        self._view.setMaximumWidth(_WIDEST)
        buttons = QHBoxLayout()
        buttons.addWidget(self.add_button)
        buttons.addStretch(1)
        column = QVBoxLayout()
        column.setContentsMargins(24, 16, 24, 8)
        column.setSpacing(10)
        for part in (self._title, self.told, self._progress, self._mapping):
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

    # what it would bring --------------------------------------------------------------------

    def look_at(self, path: Path) -> None:
        """Say what would come of a file; nothing is changed."""
        self._path = path
        self._title.setText(path.name)
        self.setAccessibleName(f"Questions from {path.name}")
        self._look_again()

    def _look_again(self) -> None:
        self.add_button.setEnabled(False)
        self.told.setText("Reading the file …")
        self._progress.setRange(0, 0)
        self._progress.show()
        asked = partial(question_work.previewed, path=self._path, mapping=self.mapping,
                        tell=self._progressed.emit)  # fmt: skip
        self._reading.ask(self, asked, self._show, self._failed, lane=f"preview {id(self)}")

    @property
    def mapping(self) -> "Mapping | None":
        """What the columns of a table hold as it is chosen, None before it is known."""
        return tuple(box.currentData() for box in self.columns) or None

    def _tell(self, done: int, total: int) -> None:
        self._progress.setRange(0, total)
        self._progress.setValue(done)

    def _show(self, found: "Preview") -> None:
        from db.quiz.exchange.incoming import sentence

        self._found = found
        self._progress.hide()
        if found.table is not None and not self.columns:
            self._offer_columns(found.table)
        self.told.setText(f"{sentence(found)} Nothing is changed yet.")
        count = len(found.new)
        self.add_button.setText(f"Add {count:,} question{'' if count == 1 else 's'}")
        self.add_button.setEnabled(bool(count))
        self.add_button.show()
        self._list(found)
        if count and not any(box.hasFocus() for box in self.columns):
            self.add_button.setFocus()

    def _offer_columns(self, table: "Table") -> None:
        """Show a box for each column in which one says what it holds."""
        from db.quiz.exchange.from_csv import FIELDS

        row = FlowLayout(self._mapping)
        for name, held in zip(table.columns, table.mapping, strict=True):
            holder = QWidget(self._mapping)
            column = QVBoxLayout(holder)
            column.setContentsMargins(0, 0, 8, 0)
            column.setSpacing(2)
            label, box = QLabel(_short(name)[:28], holder), ChoiceBox(holder)
            label.setObjectName("kicker")
            label.setBuddy(box)
            box.setAccessibleName(f"What the column {_short(name)} holds")
            for value, words in FIELDS.items():
                box.addItem(words.capitalize(), value)
            box.setCurrentIndex(max(0, box.findData(held)))
            box.currentIndexChanged.connect(self._look_again)
            self.columns.append(box)
            column.addWidget(label)
            column.addWidget(box)
            row.addWidget(holder)
        self._mapping.show()

    def _list(self, found: "Preview") -> None:
        parts = [f"<p>{escape(remark)}</p>" for remark in found.remarks[:_NAMED]]
        left_out = [self._line(one.words, f"{one.where}: {one.why}") for one in found.refused]
        parts += self._section("Left out", left_out)
        for kind, count in found.kinds.items():
            these = [one for one in found.new if one.question.kind == kind][:_NAMED]
            title = question_work.kind_words(kind)
            parts += self._section(title, [self._asked(one) for one in these], count)
        here = [self._asked(one) for one in found.duplicates[:_NAMED]]
        parts += self._section("Already here", here, len(found.duplicates))
        self._view.document().setDefaultStyleSheet(sheet.style_sheet(self._theme))
        self._view.setHtml("".join(parts))

    def _section(self, title: str, lines: Sequence[str], count: int | None = None) -> list[str]:
        count = len(lines) if count is None else count
        if not count:
            return []
        rest = [f"<p>and {count - _NAMED:,} more</p>"] if count > _NAMED else []
        return [f"<h3>{escape(title)}: {count:,}</h3>", *lines[:_NAMED], *rest]

    def _asked(self, one: "Taken") -> str:
        from db.quiz.exchange.faces import faces

        shown = faces(one.question)
        answer = " · ".join(shown.answer)
        schedule = " · with its schedule" if one.state else ""
        return self._line(" ".join(shown.asked), f"{one.where} · {answer}{schedule}")

    def _line(self, words: str, below: str) -> str:
        """Show two lines, as plain text whatever they hold."""
        small = f'<span style="color:{self._theme.muted}">{escape(_short(below))}</span>'
        return f"<p>{escape(_short(words))}<br>{small}</p>"

    def _failed(self, error: Exception) -> None:
        self._progress.hide()
        if not isinstance(error, ResoluteError):
            log.error("bringing questions in failed", exc_info=error)
            error = ResoluteError(f"The file could not be read ({error}); nothing was changed.")
        self.told.setText(str(error))

    # bringing it ----------------------------------------------------------------------------

    def bring_in(self) -> None:
        """Add the questions, all or none."""
        if self._found is not None:
            self.add_button.setEnabled(False)
            self.told.setText("Adding the questions …")
            asked = partial(question_work.brought_in, found=self._found)
            self._writing.ask(self, asked, self._brought, self._failed)

    def _brought(self, added: list[str]) -> None:
        self._added = added
        self.add_button.hide()
        self._mapping.hide()
        self._view.setFocus()
        self.told.setText("They are among My questions, and new cards of your quiz.")
        count = f"{len(added):,} question{' was' if len(added) == 1 else 's were'} added."
        self.banner.say(count, _TAKE_BACK, "Take them back")
        self.questions_changed.emit()

    def _take_up(self, action: str) -> None:
        if action == _TAKE_BACK:
            self.undo()

    def undo(self) -> None:
        """Take back what was brought in."""
        if self._added:
            asked = partial(question_work.taken_back, added=self._added)
            self._added = []
            self._writing.ask(self, asked, self._took_back, self._failed)

    def redo(self) -> None:
        """Bring in again what was taken back."""
        if not self._added and self.add_button.isVisible():
            self.bring_in()

    def _took_back(self, _count: int) -> None:
        self.questions_changed.emit()
        self.banner.say("The questions were taken back.")
        self._mapping.setVisible(bool(self.columns))
        self._look_again()


def _short(words: str) -> str:
    line = " ".join(words[: 4 * _LONGEST].split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
