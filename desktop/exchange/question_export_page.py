"""The tab where questions go out: the choice at one side, a sample of what it gives beside it."""

import logging
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from db.errors import ResoluteError
from db.quiz.exchange import as_paper
from db.quiz.exchange.choice import Choice, Outgoing
from db.quiz.exchange.formats import FORMATS
from desktop import theme as themes
from desktop.exchange import question_work, sheet
from desktop.exchange.paper import Paper
from desktop.exchange.question_work import Offered, Shown, Wish
from desktop.tasks import Worker
from desktop.theme import Theme
from desktop.widgets.banner import Banner
from desktop.widgets.choice_box import ChoiceBox

log = logging.getLogger(__name__)

_WIDTH, _WIDEST = 288, 820
"""Pixels: of the side, and the widest a line of the sample gets."""
_PAUSE = 200
"""Milliseconds without a change after which a sample is asked for."""
_ANY = ""
_HOMES = (("All questions", ""), ("The bank's", "bank"), ("My own", "own"))


class QuestionExportPage(QWidget):
    """Shows what would go out while one chooses, and writes or prints it."""

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
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self.banner = Banner(self)
        self.paper = Paper("questions", self)
        self._make_fields()
        self._build()
        self.formats.setCurrentIndex(max(0, self.formats.findData(wish.form)))
        self._wire()

    # parts ----------------------------------------------------------------------------------

    def _make_fields(self) -> None:
        forms = [(form.words, name) for name, form in FORMATS.items()]
        self.formats = self._box("Format", forms)
        self.documents = self._box("Questions on", [("All documents", _ANY)])
        self.topics = self._box("Topic", [("Any topic", _ANY)])
        self.kinds = self._box("Kind", [("Any kind", _ANY)])
        self.homes = self._box("From", _HOMES)
        self.words = QLineEdit(self)
        self.words.setAccessibleName("With the words")
        self.words.setClearButtonEnabled(True)
        self.count = QLabel(self)
        self.count.setObjectName("muted")
        self.count.setWordWrap(True)
        self.sample = QTextBrowser(self)
        self.sample.setOpenLinks(False)
        self.sample.setAccessibleName("Sample of what goes out")
        self.sample.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.sample.document().setDocumentMargin(24)
        self.sample.setMaximumWidth(_WIDEST)

    def _box(self, name: str, entries: Sequence[tuple[str, str]]) -> ChoiceBox:
        made = ChoiceBox(self)
        made.setAccessibleName(name)
        for words, value in entries:
            made.addItem(words, value)
        return made

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._side())
        row.addWidget(self.sample, 100)
        row.addStretch(1)  # a wide window leaves its room behind the sample
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addLayout(row, 1)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self.setFocusProxy(self.formats)

    def _side(self) -> QScrollArea:
        self.save_button = QPushButton("Save…", self)
        self.save_button.setObjectName("primary")
        self.print_button = QPushButton("Print…", self)
        self.pdf_button = QPushButton("Save as PDF…", self)
        holder = QWidget(self)
        column = QVBoxLayout(holder)
        column.setContentsMargins(16, 16, 12, 16)
        column.setSpacing(8)
        title = QLabel("Questions out", self)
        title.setObjectName("panelTitle")
        for part in (title, self.count, self.save_button):
            column.addWidget(part)
        paper = QHBoxLayout()
        paper.addWidget(self.print_button, 1)
        paper.addWidget(self.pdf_button, 1)
        column.addLayout(paper)
        column.addSpacing(8)
        for words, field in (("Format", self.formats), ("Questions on", self.documents),
                             ("Topic", self.topics), ("Kind", self.kinds), ("From", self.homes),
                             ("With words", self.words)):  # fmt: skip
            column.addLayout(self._row(words, field))
        hint = QLabel("Print and PDF give a paper with the key behind it.", self)
        hint.setObjectName("kicker")
        hint.setWordWrap(True)
        column.addWidget(hint)
        column.addStretch(1)
        side = QScrollArea(self)
        side.setWidget(holder)
        side.setWidgetResizable(True)
        side.setFrameShape(QFrame.Shape.NoFrame)
        side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side.setFixedWidth(_WIDTH)
        side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        side.setAccessibleName("Which questions go out, and how")
        return side

    def _row(self, words: str, field: QWidget) -> QHBoxLayout:
        label = QLabel(words, self)
        label.setBuddy(field)
        label.setFixedWidth(92)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(field, 1)
        return row

    def _wire(self) -> None:
        self._pause.timeout.connect(self.refresh)
        for box in (self.formats, self.documents, self.topics, self.kinds, self.homes):
            box.currentIndexChanged.connect(self._changed)
        self.words.textChanged.connect(self._changed)
        presses: tuple[tuple[SignalInstance, Any], ...] = (
            (self.save_button.clicked, self.choose_file),
            (self.print_button.clicked, self.paper.print_out),
            (self.pdf_button.clicked, self.paper.choose_pdf),
        )
        for signal, slot in presses:
            signal.connect(slot)
        self.paper.wanted.connect(self._gather_for_paper)
        self.paper.told.connect(self._say)
        self.sample.anchorClicked.connect(self._open_link)

    # the sample -----------------------------------------------------------------------------

    @property
    def wish(self) -> Wish:
        """What is chosen now."""
        choice = Choice(
            document=self.documents.currentData() or "",
            topic=self.topics.currentData() or "",
            kind=self.kinds.currentData() or "",
            home=self.homes.currentData() or "",
            words=self.words.text(),
        )
        return Wish(choice, self.formats.currentData())

    def show_document(self, document: str | None) -> None:
        """Choose a document's questions, '' for all, None for what is chosen."""
        self._document = document
        self._worker.ask(self, question_work.offered, self._offer, self._failed, lane="offer")

    def _offer(self, offered: Offered) -> None:
        wanted = self.documents.currentData() if self._document is None else self._document
        self._document = None
        documents = [("All documents", _ANY), *((words, name) for name, words in offered.documents)]
        _refill(self.documents, documents, wanted)
        topics = [("Any topic", _ANY), *((topic, topic) for topic in offered.topics)]
        _refill(self.topics, topics, self.topics.currentData())
        kinds = [(question_work.kind_words(kind), kind) for kind in offered.kinds]
        _refill(self.kinds, [("Any kind", _ANY), *kinds], self.kinds.currentData())
        self.refresh()

    def _changed(self) -> None:
        self.wish_changed.emit(self.wish)
        self._pause.start()

    def refresh(self) -> None:
        """Ask for a sample of what is chosen."""
        self._pause.stop()
        asked = partial(question_work.shown, wish=self.wish)
        self._worker.ask(self, asked, self._show, self._failed, lane="sample")

    def _show(self, shown: Shown) -> None:
        self._shown = shown
        self.count.setText(_counted(shown.count))
        for button in (self.save_button, self.print_button, self.pdf_button):
            button.setEnabled(bool(shown.count))
        if shown.text:
            self.sample.setPlainText(shown.text)
        else:
            self.sample.document().setDefaultStyleSheet(sheet.style_sheet(self._theme))
            nothing = "<p>No questions fit this choice.</p>"
            self.sample.setHtml(_marked(shown.outgoing) if shown.outgoing else nothing)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self._theme = theme
        if self._shown is not None and not self._shown.text:
            self._show(self._shown)

    def _open_link(self, link: Any) -> None:
        self.address_requested.emit(link.toString())

    # to a file, to paper --------------------------------------------------------------------

    def choose_file(self) -> None:
        """Let the person choose a file, and write the questions into it."""
        form = FORMATS[self.wish.form]
        path, _ = QFileDialog.getSaveFileName(
            self, "Save questions", f"questions{form.suffix}", f"{form.words} (*{form.suffix})"
        )
        if path:
            self.save_to(Path(path))

    def save_to(self, path: Path) -> None:
        """Write the questions into a file; the format's ending is added where there is none."""
        wish = self.wish
        path = path if path.suffix else path.with_suffix(FORMATS[wish.form].suffix)
        self._ask(partial(question_work.saved, wish=wish, path=path), self._saved)

    def _saved(self, done: tuple[int, Path]) -> None:
        count, path = done
        self._say(f"{_counted(count)} saved as {path}")

    def _gather_for_paper(self) -> None:
        self._ask(partial(question_work.gathered, wish=self.wish), self._put_on_paper)

    def _put_on_paper(self, outgoing: list[Outgoing]) -> None:
        light = themes.theme("light")
        self.paper.put(sheet.on_paper(_marked(outgoing), light, self))

    def cancel(self) -> None:
        """Stop painting pages; a file that is not whole is taken away."""
        self.paper.cancel()

    def _ask(self, asked: Any, done: Any) -> None:
        self.count.setText("Gathering the questions …")
        self._worker.ask(self, asked, done, self._failed)

    def _say(self, words: str) -> None:
        self.count.setText(_counted(self._shown.count) if self._shown else "")
        self.banner.say(words)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, ResoluteError):
            log.error("taking questions out failed", exc_info=error)
            error = ResoluteError(f"The questions could not be read ({error}). Try it once more.")
        self._say(str(error))


def _marked(outgoing: Sequence[Outgoing]) -> str:
    """Return the paper in the HTML that Qt's rich text knows, its key on a page of its own."""
    key = as_paper.key(outgoing)
    return (
        f"<h2>Questions</h2>{as_paper.questions(outgoing)}"
        f'<h2 style="page-break-before:always">Key</h2>{key}'
    )


def _counted(count: int) -> str:
    return f"{count:,} question{'' if count == 1 else 's'}"


def _refill(box: ChoiceBox, entries: Sequence[tuple[str, str]], keep: str) -> None:
    box.blockSignals(True)
    box.clear()
    for words, value in entries:
        box.addItem(words, value)
    box.setCurrentIndex(max(0, box.findData(keep)))
    box.blockSignals(False)
