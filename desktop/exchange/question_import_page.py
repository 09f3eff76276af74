"""The tab that says what questions a file would bring, and brings them when told to."""

from collections.abc import Sequence
from functools import partial
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.exchange import question_work
from desktop.exchange.listing import NAMED, section, short, two_lines
from desktop.exchange.preview_page import PreviewPage, Work
from desktop.tasks import Worker
from desktop.theme import Theme
from desktop.widgets.choice_box import ChoiceBox
from desktop.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from db.quiz.exchange.from_csv import Mapping, Table
    from db.quiz.exchange.incoming import Preview
    from db.quiz.exchange.parsed import Taken


class QuestionImportPage(PreviewPage):
    """A file's questions before they are added: of what kinds, which are here, which cannot be."""

    questions_changed = Signal()
    """Questions were added, or taken back."""
    THING = "question"
    ADDED = "They are among My questions, and new cards of your quiz."

    def __init__(
        self, reading: Worker, writing: Worker, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(reading, writing, theme, parent)
        self.columns: list[ChoiceBox] = []

    # what it would bring --------------------------------------------------------------------

    def _preview(self) -> Work:
        return partial(question_work.previewed, path=self._path, mapping=self.mapping,
                       tell=self._progressed.emit)  # fmt: skip

    @property
    def mapping(self) -> "Mapping | None":
        """What the columns of a table hold as it is chosen, None before it is known."""
        return tuple(box.currentData() for box in self.columns) or None

    def _ask_for_more(self, found: "Preview") -> None:
        if found.table is not None and not self.columns:
            self._offer_columns(found.table)

    def _is_asking(self) -> bool:
        return any(box.hasFocus() for box in self.columns)

    def _offer_columns(self, table: "Table") -> None:
        """Show a box for each column in which one says what it holds."""
        row = FlowLayout(self._asking, gap=4)
        for name, held in zip(table.columns, table.mapping, strict=True):
            row.addWidget(self._column(name, held))
        self._asking.show()

    def _column(self, name: str, held: str) -> QWidget:
        from db.quiz.exchange.from_csv import FIELDS

        holder = QWidget(self._asking)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(2)
        label, box = QLabel(short(name)[:28], holder), ChoiceBox(holder)
        label.setObjectName("kicker")
        label.setBuddy(box)
        box.setAccessibleName(f"What the column {short(name)} holds")
        for value, words in FIELDS.items():
            box.addItem(words.capitalize(), value)
        box.setCurrentIndex(max(0, box.findData(held)))
        box.currentIndexChanged.connect(self._look_again)
        self.columns.append(box)
        column.addWidget(label)
        column.addWidget(box)
        return holder

    def _summary(self, found: "Preview") -> tuple[str, int]:
        from db.quiz.exchange.incoming import sentence

        return sentence(found), len(found.new)

    def _listed(self, found: "Preview") -> list[str]:
        parts = [f"<p>{escape(remark)}</p>" for remark in found.remarks[:NAMED]]
        left_out = [self._question(one.words, f"{one.where}: {one.why}") for one in found.refused]
        parts += section("Left out", left_out, len(left_out))
        for kind, count in found.kinds.items():
            these = [one for one in found.new if one.question.kind == kind]
            parts += self._section(question_work.kind_words(kind), these, count)
        return parts + self._section("Already here", found.duplicates, len(found.duplicates))

    def _section(self, title: str, questions: "Sequence[Taken]", count: int) -> list[str]:
        return section(title, [self._asked(one) for one in questions[:NAMED]], count)

    def _asked(self, one: "Taken") -> str:
        from db.quiz.exchange.faces import faces

        shown = faces(one.question)
        answer = " · ".join(shown.answer)
        schedule = " · with its schedule" if one.state else ""
        return self._question(" ".join(shown.asked), f"{one.where} · {answer}{schedule}")

    def _question(self, words: str, below: str) -> str:
        return two_lines(short(words), below, self._theme)

    # bringing it ----------------------------------------------------------------------------

    def _bringing_in(self, found: "Preview") -> Work:
        return partial(question_work.brought_in, found=found)

    def _brought(self, added: Sequence[str]) -> None:
        super()._brought(added)
        self.questions_changed.emit()

    def undo(self) -> None:
        """Take back what was brought in."""
        self._take_back()

    def redo(self) -> None:
        """Bring in again what was taken back."""
        if not self._added and self.add_button.isVisible():
            self.bring_in()

    def _taking_back(self, added: list[str]) -> Work:
        return partial(question_work.taken_back, added=added)

    def _took_back(self, count: int) -> None:
        self.questions_changed.emit()
        self._asking.setVisible(bool(self.columns))
        super()._took_back(count)
