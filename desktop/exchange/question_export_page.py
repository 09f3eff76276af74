"""The tab where questions go out: to a file for another program, or on paper with a key."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from db.quiz.exchange import as_paper
from db.quiz.exchange.choice import Choice, Outgoing
from db.quiz.exchange.formats import FORMATS
from desktop.exchange import question_work
from desktop.exchange.choice_column import ChoiceColumn, refill
from desktop.exchange.question_work import Offered, Wish
from desktop.exchange.sample import Shown
from desktop.exchange.sample_page import SamplePage
from desktop.tasks import Worker
from desktop.theme import Theme

_ANY = ""
_HOMES = (("All questions", ""), ("The bank's", "bank"), ("My own", "own"))


class QuestionExportPage(SamplePage):
    """Shows what would go out while one chooses, and writes or prints it."""

    THING = "question"
    GOING = question_work
    FORMATS = FORMATS

    def __init__(
        self, worker: Worker, wish: Wish, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(worker, wish, theme, parent)
        self.setFocusProxy(self.formats)
        self.setTabOrder(self.words, self.sample)
        for box in (self.formats, self.documents, self.topics, self.kinds, self.homes):
            box.currentIndexChanged.connect(self._changed)
        self.words.textChanged.connect(self._changed)

    # parts ----------------------------------------------------------------------------------

    def _make_side(self, wish: Wish) -> ChoiceColumn:
        side = ChoiceColumn("Questions out", self)
        side.setAccessibleName("Which questions go out, and how")
        self.count = side.count
        self._make_fields(side)
        self.formats.setCurrentIndex(max(0, self.formats.findData(wish.form)))
        self.save_button = side.button("Save…", self.choose_file, primary=True)
        self.print_button = side.button("Print…", self.paper.print_out)
        self.pdf_button = side.button("Save as PDF…", self.paper.choose_pdf)
        side.add_buttons(self.save_button)
        side.add_buttons(self.print_button, self.pdf_button)
        side.column.addSpacing(8)
        for words, field in (("Format", self.formats), ("Questions on", self.documents),
                             ("Topic", self.topics), ("Kind", self.kinds), ("From", self.homes),
                             ("With words", self.words)):  # fmt: skip
            side.add_field(words, field)
        hint = QLabel("Print and PDF give a paper with the key behind it.", self)
        hint.setObjectName("kicker")
        hint.setWordWrap(True)
        side.column.addWidget(hint)
        side.column.addStretch(1)
        return side

    def _make_fields(self, side: ChoiceColumn) -> None:
        self.formats = side.box("Format", [(form.words, name) for name, form in FORMATS.items()])
        self.documents = side.box("Questions on", [("All documents", _ANY)])
        self.topics = side.box("Topic", [("Any topic", _ANY)])
        self.kinds = side.box("Kind", [("Any kind", _ANY)])
        self.homes = side.box("From", _HOMES)
        self.words = QLineEdit(self)
        self.words.setAccessibleName("With the words")
        self.words.setClearButtonEnabled(True)

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

    def _take_offer(self, offered: Offered, document: str | None) -> None:
        wanted = self.documents.currentData() if document is None else document
        documents = [("All documents", _ANY), *((words, name) for name, words in offered.documents)]
        refill(self.documents, documents, wanted)
        topics = [("Any topic", _ANY), *((topic, topic) for topic in offered.topics)]
        refill(self.topics, topics, self.topics.currentData())
        kinds = [(question_work.kind_words(kind), kind) for kind in offered.kinds]
        refill(self.kinds, [("Any kind", _ANY), *kinds], self.kinds.currentData())

    def _show(self, shown: Shown) -> None:
        super()._show(shown)
        for button in (self.save_button, self.print_button, self.pdf_button):
            button.setEnabled(bool(shown.count))

    def _markup(self, outgoing: Sequence[Outgoing], _theme: Theme) -> str:
        return _marked(outgoing) if outgoing else ""


def _marked(outgoing: Sequence[Outgoing]) -> str:
    """Return the paper in the HTML that Qt's rich text knows, its key on a page of its own."""
    key = as_paper.key(outgoing)
    return (
        f"<h2>Questions</h2>{as_paper.questions(outgoing)}"
        f'<h2 style="page-break-before:always">Key</h2>{key}'
    )
