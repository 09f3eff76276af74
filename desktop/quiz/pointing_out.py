"""Finding it in the text: pointed at where it stands, or chosen of the paragraphs listed here."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from db.quiz.models import Question
from desktop.quiz.answering import Answering, choice_keys, choice_of
from desktop.quiz.choices import ChoiceList
from desktop.quiz.lookup import Clause
from desktop.theme import Theme

if TYPE_CHECKING:
    from db.quiz.grade import Grade

_FEW = 9
_HIGH = 380
_ADDRESS = Qt.ItemDataRole.UserRole


class _Rows(QListWidget):
    """A list in which nothing is chosen until the person chooses.

    It leaves letters to the page: they are its keys, not the beginning of a row.
    """

    def focusInEvent(self, event: QFocusEvent) -> None:
        nothing = self.currentRow() < 0
        super().focusInEvent(event)  # Qt takes the first row
        if nothing:
            self.setCurrentRow(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().isalnum():
            event.ignore()
        else:
            super().keyPressEvent(event)


class FindAnswer(Answering):
    """The document itself can be pointed into; here its paragraphs stand as well, once they came.

    A few are choices, a whole document is a list: the way of the keys and of the screen reader.
    """

    pointing_requested = Signal()
    """The answer is to be pointed at in the document; `take` brings it back."""

    def __init__(self, question: Question, theme: Theme, size: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._question, self._theme, self._size = question, theme, size
        self._clauses: Sequence[Clause] = ()
        self.list: ChoiceList | None = None
        self.rows: QListWidget | None = None
        self._given: object = None
        self.point = QPushButton("Point at it in the text (P)", self)
        self.point.setToolTip("Open the document and click the paragraph (P)")
        self.point.clicked.connect(self.pointing_requested)
        self._column.addWidget(self.point, 0, Qt.AlignmentFlag.AlignLeft)

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
        rows = _Rows(self)
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
            last = len(self._question.within)
            return f"Point at it in the text with P, or choose with 1–{last}; then press Enter."
        return (
            "Point at it in the text with P, or go through it with Up and Down; then press Enter."
        )

    def keys(self) -> frozenset[str]:
        """Return what opens the document, and a key for each of a few."""
        return frozenset({"P"}) | (
            choice_keys(len(self.list.buttons)) if self.list else frozenset()
        )

    def press(self, key: str) -> None:
        """Choose, or ask for the document."""
        if key == "P":
            self.pointing_requested.emit()
        elif self.list:
            self.list.choose(choice_of(key))

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

    def take(self, address: str) -> bool:
        """Choose what was pointed at; tell whether it, or what it is a part of, can be chosen."""
        name, _, label = address.rpartition(" ")
        there = {clause.address for clause in self._clauses}
        while label and f"{name} {label}" not in there:
            label = label.rpartition(".")[0]
        if label:
            self.put((f"{name} {label}",))
            self.changed.emit()
        return bool(label)

    def settle(self, grade: "Grade") -> None:
        """Show the right paragraph, and the one chosen."""
        self.point.hide()
        right = [n for n, c in enumerate(self._clauses) if c.address in self._question.targets]
        if self.list:
            self.list.settle(right, self.list.chosen)
        elif self.rows and right:
            self.rows.setEnabled(False)
            self.rows.setCurrentRow(right[0])
