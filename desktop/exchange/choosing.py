"""The column in which one chooses which notes go out, and how."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from db.cite import NAMES, STYLES
from db.models import COLORS
from db.notes.exchange.choice import Choice
from db.notes.exchange.formats import FORMATS
from db.notes.exchange.template import DEFAULT, FIELDS
from desktop.exchange.choice_column import ChoiceColumn, refill
from desktop.exchange.work import Offered, Wish

_RECORDS = {"csl-json": "CSL-JSON", "ris": "RIS", "bibtex": "BibTeX", "biblatex": "BibLaTeX"}
_ANY = ""


class ChoiceSide(ChoiceColumn):
    """Says what is chosen and asked for, and does nothing itself."""

    changed = Signal()
    save_requested = Signal()
    quote_requested = Signal()
    print_requested = Signal()
    pdf_requested = Signal()
    copy_works_requested = Signal()
    save_works_requested = Signal()

    def __init__(self, wish: Wish, parent: QWidget | None = None) -> None:
        super().__init__("Notes out", parent)
        self.setAccessibleName("Which notes go out, and how")
        self.formats = self.box("Format", [(one.words, name) for name, one in FORMATS.items()])
        self.documents = self.box("Notes on", [("All documents", _ANY)])
        self.tags = self.box("Tag", [("Any tag", _ANY)])
        self.colors = self.box(
            "Colour", [("Any colour", _ANY), *((name.capitalize(), name) for name in COLORS)]
        )
        self.since = self._line("Made from", "2026-01-31", "The first day, as 2026-01-31")
        self.until = self._line("until", "2026-12-31", "The last day, as 2026-12-31")
        self.filter = self._line("Filter", "words, is:orphan, -tag:draft", "As in the notes panel")
        self.styles = self.box("Citations in", [(words, name) for name, words in NAMES.items()])
        self.works = self.box(
            "Works cited in", [(NAMES.get(name) or _RECORDS[name], name) for name in STYLES]
        )
        self.template = QPlainTextEdit(self)
        self.template.setAccessibleName("Template for one note")
        self.template.setTabChangesFocus(True)
        self.template.setMinimumHeight(132)
        self._build()
        self.set_wish(wish)
        self._wire()

    # parts ----------------------------------------------------------------------------------

    def _line(self, name: str, hint: str, tip: str) -> QLineEdit:
        made = QLineEdit(self)
        made.setAccessibleName(name)
        made.setPlaceholderText(hint)
        made.setToolTip(tip)
        made.setClearButtonEnabled(True)
        return made

    def _build(self) -> None:
        self.add_buttons(self.button("Save…", self.save_requested, primary=True),
                         self.button("Copy as quotations", self.quote_requested))  # fmt: skip
        self.add_buttons(self.button("Print…", self.print_requested),
                         self.button("Save as PDF…", self.pdf_requested))  # fmt: skip
        self.column.addSpacing(8)
        for words, field in (("Format", self.formats), ("Notes on", self.documents),
                             ("Tag", self.tags), ("Colour", self.colors),
                             ("Made from", self.since), ("until", self.until),
                             ("Filter", self.filter), ("Citations in", self.styles)):  # fmt: skip
            self.add_field(words, field)
        self._add_template()
        self.column.addSpacing(8)
        self.add_field("Works cited in", self.works)
        self.add_buttons(self.button("Copy list", self.copy_works_requested),
                         self.button("Save list…", self.save_works_requested))  # fmt: skip
        self.column.addStretch(1)

    def _add_template(self) -> None:
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
        self.column.addWidget(self._template_part)

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
        documents = [("All documents", _ANY), *((words, name) for name, words in offered.documents)]
        refill(self.documents, documents, keep)
        tags = [("Any tag", _ANY), *((tag, tag) for tag in offered.tags)]
        refill(self.tags, tags, self.tags.currentData())

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
