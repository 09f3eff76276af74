"""The column in which one chooses which notes go out, and how."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from db.cite import NAMES, STYLES
from db.models import COLORS
from db.notes.exchange.choice import Choice
from db.notes.exchange.formats import FORMATS
from db.notes.exchange.template import DEFAULT, FIELDS
from desktop.exchange.work import Offered, Wish
from desktop.widgets.choice_box import ChoiceBox

WIDTH = 288
_RECORDS = {"csl-json": "CSL-JSON", "ris": "RIS", "bibtex": "BibTeX", "biblatex": "BibLaTeX"}
_ANY = ""


class ChoiceSide(QScrollArea):
    """Says what is chosen and asked for, and does nothing itself."""

    changed = Signal()
    save_requested = Signal()
    quote_requested = Signal()
    print_requested = Signal()
    pdf_requested = Signal()
    copy_works_requested = Signal()
    save_works_requested = Signal()

    def __init__(self, wish: Wish, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.formats = self._list("Format", [(one.words, name) for name, one in FORMATS.items()])
        self.documents = self._list("Notes on", [("All documents", _ANY)])
        self.tags = self._list("Tag", [("Any tag", _ANY)])
        self.colors = self._list(
            "Colour", [("Any colour", _ANY), *((name.capitalize(), name) for name in COLORS)]
        )
        self.since = self._line("Made from", "2026-01-31", "The first day, as 2026-01-31")
        self.until = self._line("until", "2026-12-31", "The last day, as 2026-12-31")
        self.filter = self._line("Filter", "words, is:orphan, -tag:draft", "As in the notes panel")
        self.styles = self._list("Citations in", [(words, name) for name, words in NAMES.items()])
        self.works = self._list(
            "Works cited in", [(NAMES.get(name) or _RECORDS[name], name) for name in STYLES]
        )
        self.template = QPlainTextEdit(self)
        self.template.setAccessibleName("Template for one note")
        self.template.setTabChangesFocus(True)
        self.template.setMinimumHeight(132)
        self.count = QLabel(self)
        self.count.setObjectName("muted")
        self.count.setWordWrap(True)
        self._build()
        self.set_wish(wish)
        self._wire()

    # parts ----------------------------------------------------------------------------------

    def _list(self, name: str, entries: Sequence[tuple[str, str]]) -> ChoiceBox:
        made = ChoiceBox(self)
        made.setAccessibleName(name)
        for words, value in entries:
            made.addItem(words, value)
        return made

    def _line(self, name: str, hint: str, tip: str) -> QLineEdit:
        made = QLineEdit(self)
        made.setAccessibleName(name)
        made.setPlaceholderText(hint)
        made.setToolTip(tip)
        made.setClearButtonEnabled(True)
        return made

    def _build(self) -> None:
        holder = QWidget(self)
        column = QVBoxLayout(holder)
        column.setContentsMargins(16, 16, 12, 16)
        column.setSpacing(8)
        title = QLabel("Notes out", self)
        title.setObjectName("panelTitle")
        column.addWidget(title)
        column.addWidget(self.count)
        self._buttons(column, ("Save…", self.save_requested, True),
                      ("Copy as quotations", self.quote_requested, False))  # fmt: skip
        self._buttons(column, ("Print…", self.print_requested, False),
                      ("Save as PDF…", self.pdf_requested, False))  # fmt: skip
        column.addSpacing(8)
        for words, field in (("Format", self.formats), ("Notes on", self.documents),
                             ("Tag", self.tags), ("Colour", self.colors)):  # fmt: skip
            self._row(column, words, field)
        self._days(column)
        self._row(column, "Filter", self.filter)
        self._row(column, "Citations in", self.styles)
        self._template(column)
        column.addSpacing(8)
        self._row(column, "Works cited in", self.works)
        self._buttons(column, ("Copy list", self.copy_works_requested, False),
                      ("Save list…", self.save_works_requested, False))  # fmt: skip
        column.addStretch(1)
        self.setWidget(holder)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Which notes go out, and how")

    def _row(self, column: QVBoxLayout, words: str, field: QWidget) -> None:
        label = QLabel(words, self)
        label.setBuddy(field)
        label.setFixedWidth(92)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(field, 1)
        column.addLayout(row)

    def _days(self, column: QVBoxLayout) -> None:
        self._row(column, "Made from", self.since)
        self._row(column, "until", self.until)

    def _template(self, column: QVBoxLayout) -> None:
        self._template_part = QWidget(self)
        inside = QVBoxLayout(self._template_part)
        inside.setContentsMargins(0, 4, 0, 4)
        inside.setSpacing(4)
        head = QHBoxLayout()
        label = QLabel("Each note as", self)
        label.setBuddy(self.template)
        self._reset = QPushButton("As it was", self)
        self._reset.setObjectName("link")
        self._reset.setToolTip("Put the template of the beginning back")
        head.addWidget(label, 1)
        head.addWidget(self._reset)
        known = "\n".join(f"{{{name}}}: {words}" for name, words in FIELDS.items())
        self.template.setToolTip(f"Markdown with these fields:\n{known}")
        hint = QLabel("Fields: " + " ".join(f"{{{name}}}" for name in FIELDS), self)
        hint.setObjectName("kicker")
        hint.setWordWrap(True)
        inside.addLayout(head)
        inside.addWidget(self.template)
        inside.addWidget(hint)
        column.addWidget(self._template_part)

    def _buttons(self, column: QVBoxLayout, *buttons: tuple[str, SignalInstance, bool]) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for words, signal, primary in buttons:
            made = QPushButton(words, self)
            if primary:
                made.setObjectName("primary")
            made.clicked.connect(signal)
            row.addWidget(made, 1)
        column.addLayout(row)

    def _wire(self) -> None:
        for box in (self.formats, self.documents, self.tags, self.colors, self.styles):
            box.currentIndexChanged.connect(self._told)
        for line in (self.since, self.until, self.filter):
            line.textChanged.connect(self._told)
        self.template.textChanged.connect(self._told)
        self._reset.clicked.connect(self._put_back)

    # what is chosen -------------------------------------------------------------------------

    def set_wish(self, wish: Wish) -> None:
        """Show a choice."""
        self.formats.setCurrentIndex(max(0, self.formats.findData(wish.form)))
        self.styles.setCurrentIndex(max(0, self.styles.findData(wish.style)))
        self.template.setPlainText(wish.template)
        self.filter.setText(wish.choice.query)
        self._show_template()

    def offer(self, offered: Offered, document: str | None) -> None:
        """Offer documents and tags; `document` is chosen, None leaves what is."""
        keep = self.documents.currentData() if document is None else document
        _refill(self.documents, [("All documents", _ANY), *((w, n) for n, w in offered.documents)],
                keep)  # fmt: skip
        tags = [("Any tag", _ANY), *((tag, tag) for tag in offered.tags)]
        _refill(self.tags, tags, self.tags.currentData())

    @property
    def wish(self) -> Wish:
        """What is chosen now."""
        choice = Choice(
            document=self.documents.currentData() or "",
            query=self.filter.text(),
            tags=tuple(filter(None, [self.tags.currentData()])),
            colors=tuple(filter(None, [self.colors.currentData()])),
            since=self.since.text().strip(),
            until=self.until.text().strip(),
        )
        return Wish(choice, self.formats.currentData(), self.styles.currentData(),
                    self.template.toPlainText())  # fmt: skip

    def _told(self) -> None:
        self._show_template()
        self.changed.emit()

    def _show_template(self) -> None:
        self._template_part.setVisible(self.formats.currentData() == "markdown")

    def _put_back(self) -> None:
        self.template.setPlainText(DEFAULT)
        self.template.setFocus()


def _refill(box: ChoiceBox, entries: Sequence[tuple[str, str]], keep: str) -> None:
    box.blockSignals(True)
    box.clear()
    for words, value in entries:
        box.addItem(words, value)
    box.setCurrentIndex(max(0, box.findData(keep)))
    box.blockSignals(False)
