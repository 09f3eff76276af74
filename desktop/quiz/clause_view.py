"""The clauses that decide a question, shown in place, each with its citation and whose words."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.quiz.lookup import Clause
from desktop.quiz.reading import ReadingText
from desktop.theme import Theme


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
