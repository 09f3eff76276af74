"""Finding it in the text: the paragraphs themselves, one of which is chosen."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from db.quiz.models import Question
from desktop.quiz.answering import Answering, choice_keys
from desktop.quiz.choices import ChoiceList
from desktop.quiz.lookup import Clause
from desktop.theme import Theme

if TYPE_CHECKING:
    from db.quiz.grade import Grade

_FEW = 9
_HIGH = 380
_ADDRESS = Qt.ItemDataRole.UserRole


class FindAnswer(Answering):
    """A few paragraphs stand as choices, the whole document as a list; `show_text` brings them."""

    def __init__(self, question: Question, theme: Theme, size: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._question, self._theme, self._size = question, theme, size
        self._clauses: Sequence[Clause] = ()
        self.list: ChoiceList | None = None
        self.rows: QListWidget | None = None
        self._given: object = None

    def show_text(self, clauses: Sequence[Clause]) -> None:
        """Show the paragraphs to choose among, in the order of the text."""
        self._clauses = clauses
        if len(clauses) <= _FEW:
            caps = [str(n) for n in range(1, len(clauses) + 1)]
            texts = [clause.text for clause in clauses]
            self.list = ChoiceList(texts, caps, self._theme, self._size, parent=self)
            self.list.changed.connect(self.changed)
            self._column.addWidget(self.list)
        else:
            self.rows = self._make_rows(clauses)
            self._column.addWidget(self.rows)
            self._take_keys(self.rows)
        if self._given is not None:
            self.put(self._given)

    def _take_keys(self, rows: QListWidget) -> None:
        """Give the keys to the text that came, where the page around it has them."""
        focused = QApplication.focusWidget()
        if focused is not None and focused.isAncestorOf(self):
            rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_rows(self, clauses: Sequence[Clause]) -> QListWidget:
        rows = QListWidget(self)
        rows.setAccessibleName("Paragraphs to choose from")
        rows.setWordWrap(True)
        rows.setFrameShape(QFrame.Shape.NoFrame)
        rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows.setSpacing(4)
        rows.setMinimumHeight(_HIGH)
        for clause in clauses:
            item = QListWidgetItem(clause.text, rows)
            item.setData(_ADDRESS, clause.address)
        rows.currentRowChanged.connect(self.changed)
        return rows

    @property
    def given(self) -> object:
        """The address of what is chosen."""
        if self.list and self.list.chosen:
            return (self._clauses[self.list.chosen[0]].address,)
        if self.rows and (item := self.rows.currentItem()):
            return (item.data(_ADDRESS),)
        return None

    @property
    def how(self) -> str:
        """How to answer."""
        if self._question.within and len(self._question.within) <= _FEW:
            return f"Choose the paragraph with 1–{len(self._question.within)}, then press Enter."
        return "Go through the text with Up and Down, then press Enter."

    def keys(self) -> frozenset[str]:
        """Return a key for each of a few."""
        return choice_keys(len(self.list.buttons)) if self.list else frozenset()

    def press(self, key: str) -> None:
        """Choose."""
        if self.list:
            self.list.choose(int(key) - 1 if key.isdigit() else ord(key) - ord("A"))

    def first(self) -> QWidget | None:
        """Return the list of the whole text."""
        return self.rows

    def put(self, given: object) -> None:
        """Show what was chosen before; kept until the text is there."""
        self._given = given
        where = given[0] if isinstance(given, tuple) and given else ""
        for n, clause in enumerate(self._clauses):
            if clause.address == where and self.list:
                self.list.put((n,))
            elif clause.address == where and self.rows:
                self.rows.setCurrentRow(n)

    def settle(self, grade: "Grade") -> None:
        """Show the right paragraph, and the one chosen."""
        right = [n for n, c in enumerate(self._clauses) if c.address in self._question.targets]
        if self.list:
            self.list.settle(right, self.list.chosen)
        elif self.rows and right:
            self.rows.setEnabled(False)
            self.rows.setCurrentRow(right[0])
