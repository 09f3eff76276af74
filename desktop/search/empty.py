"""What the search panel shows before anything is typed: what it can find, by example."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

EXAMPLES = (
    ("capacity-building", "a word"),
    ('"digital divide"', "words side by side"),
    ("capac*", "words that begin so"),
    ("A/RES/70/1", "a symbol"),
    ("bridge -risks", "one, not the other"),
)


class SearchExamples(QWidget):
    """Queries to try; `query_chosen` says which one."""

    query_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = QLabel("Searches every document, in all languages, while you type. Try:", self)
        words.setObjectName("muted")
        words.setWordWrap(True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        for row, (query, meaning) in enumerate(EXAMPLES):
            grid.addWidget(self._link(query, meaning), row, 0, Qt.AlignmentFlag.AlignLeft)
            said = QLabel(meaning, self)
            said.setObjectName("muted")
            said.setWordWrap(True)
            grid.addWidget(said, row, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(words)
        column.addLayout(grid)
        column.addStretch(1)

    def _link(self, query: str, meaning: str) -> QPushButton:
        link = QPushButton(query, self)
        link.setObjectName("link")
        link.setCursor(Qt.CursorShape.PointingHandCursor)
        link.setAccessibleName(f"Search for {query}: {meaning}")
        link.setToolTip(f"Search for {query} (Space)")
        link.clicked.connect(self._choose)
        return link

    def _choose(self) -> None:
        link = self.sender()
        assert isinstance(link, QPushButton)
        self.query_chosen.emit(link.text())
