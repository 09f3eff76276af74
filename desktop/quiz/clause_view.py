"""The clauses that decide a question, shown in place, each with its citation and whose words."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from db.quiz.models import Question
from desktop.quiz.lookup import Clause
from desktop.quiz.reading import ReadingText
from desktop.quiz.view import View
from desktop.theme import Theme
from desktop.widgets.flow import FlowLayout


def link(words: str, tip: str, parent: QWidget) -> QPushButton:
    """Make a link button that is as wide as its words."""
    button = QPushButton(words, parent)
    button.setObjectName("link")
    button.setToolTip(tip)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button


class ClauseView(QWidget):
    """One framed paragraph after another."""

    address_requested = Signal(str)

    def __init__(
        self, clauses: Sequence[Clause], theme: Theme, size: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName("The clause" if len(clauses) == 1 else "The clauses")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.texts: list[ReadingText] = []
        for clause in clauses:
            column.addWidget(self._frame(clause, theme, size))

    def _frame(self, clause: Clause, theme: Theme, size: int) -> QFrame:
        frame = QFrame(self)
        frame.setObjectName("clause")
        head = QLabel(" · ".join(filter(None, [clause.citation, clause.voice])), frame)
        head.setObjectName("kicker")
        head.setWordWrap(True)
        text = ReadingText(clause.text, theme, size, step=-1, parent=frame)
        self.texts.append(text)
        opener = link("Open in reader", f"Open {clause.citation} in the reader", frame)
        opener.setProperty("address", clause.address)
        opener.setAccessibleName(f"Open {clause.citation} in the reader")
        opener.clicked.connect(self._open)
        column = QVBoxLayout(frame)
        column.setContentsMargins(16, 4, 0, 4)
        column.setSpacing(4)
        column.addWidget(head)
        column.addWidget(text)
        row = QHBoxLayout()
        row.addWidget(opener)
        row.addStretch(1)
        column.addLayout(row)
        return frame

    @property
    def words(self) -> str:
        """All of it as text, for a screen reader."""
        return "\n".join(text.words for text in self.texts)

    def _open(self) -> None:
        self.address_requested.emit(self.sender().property("address"))


class AskingView(View):
    """A question or a card: a head with its quiet links, and the way to the clause."""

    leave_requested = Signal()
    clause_requested = Signal()
    address_requested = Signal(str)
    pointing_requested = Signal(object)
    """The answer to this Question is to be pointed at in its document."""

    def __init__(self, question: Question) -> None:
        super().__init__()
        self.question = question
        self.clause: ClauseView | None = None
        self.clause_link: QPushButton | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(14)

    def _add_head(self, kicker: str, *links: QPushButton) -> None:
        """Put where one is at the top, with links at its end."""
        self.kicker = QLabel(kicker, self)
        self.kicker.setObjectName("kicker")
        self.kicker.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(self.kicker, 1)
        for button in links:
            button.setProperty("quiet", True)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._layout.addLayout(row)

    def _add(self, part: QWidget) -> None:
        """Put a part at the end, shown at once so that it can have the focus."""
        self._layout.addWidget(part)
        part.show()

    def _add_ways(self, parent: QWidget, row: FlowLayout) -> None:
        """Add the links that show the clause here and in the reader, where there is one."""
        if not self.question.evidence:
            return
        self.clause_link = link("Show clause (C)", "Show the clause that decides it (C)", parent)
        self.clause_link.clicked.connect(self.clause_requested)
        opener = link("Open in reader (O)", "Open the clause in the reader (O)", parent)
        opener.clicked.connect(self._open)
        row.addWidget(self.clause_link)
        row.addWidget(opener)

    def _open(self) -> None:
        if self.question.evidence:  # what came from another program may have none
            self.address_requested.emit(self.question.evidence[0])

    def show_text(self, clauses: Sequence[Clause]) -> None:
        """Take the paragraphs that something is to be found in; a card needs none."""

    def take_passage(self, _address: str) -> bool:
        """Take the paragraph that was pointed at as the answer; tell whether it can be one."""
        return False

    def show_clauses(self, clauses: Sequence[Clause], theme: Theme, size: int) -> ClauseView:
        """Show the clauses below; they are made once."""
        if self.clause is None:
            self.clause = ClauseView(clauses, theme, size, self)
            self.clause.address_requested.connect(self.address_requested)
            self._layout.addWidget(self.clause)
        self.clause.show()
        self.tell_clause(begins=True)
        return self.clause

    def tell_clause(self, *, begins: bool) -> None:
        """Say on the link what it does now: `begins` tells whether the clauses begin in view."""
        if self.clause_link and self.clause and not self.clause.isHidden():
            self.clause_link.setText("Hide clause (C)" if begins else "Go to clause (C)")

    def hide_clauses(self) -> bool:
        """Fold the clauses; tell whether they were shown."""
        if self.clause is None or self.clause.isHidden():
            return False
        self.clause.hide()
        if self.clause_link:
            self.clause_link.setText("Show clause (C)")
        return True
