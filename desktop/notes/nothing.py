"""What the notes panel says where there is no note to show, and how one gets some."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.keys.keyed import keyed

_HOW = (
    "select words in the text and press {page.yellow} to {page.purple} to highlight them in a "
    "colour, or {page.note} to write a note on them."
)
_SAID = {
    "no document": "Open a document to see your notes on it here.",
    "document": f"No notes on this document yet.\n\nTo begin, {_HOW}",
    "all": f"No notes yet.\n\nOpen a document, {_HOW}",
    "notebook": "No notes in a notebook yet.\n\n{note_free} begins one; it stands on no document.",
    "bookmarks": "No bookmarks yet.\n\n{bookmark} puts one on the paragraph you are reading.",
}


class Nothing(QWidget):
    """One sentence for each reason, with the keys as they are now; or what went wrong."""

    clear_requested = Signal()
    """The filter that hides everything is to go."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        self._labels: dict[str, QLabel] = {}
        for reason, words in (*_SAID.items(), ("other", "")):
            label = QLabel(self)
            label.setObjectName("muted")
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            if words:
                keyed(label, words, "", "text")
            self._labels[reason] = label
            column.addWidget(label)
        self._clear = QPushButton("Clear the filter", self)
        self._clear.setObjectName("link")
        self._clear.setToolTip("Show all notes again (Esc in the filter)")
        self._clear.clicked.connect(self.clear_requested)
        column.addWidget(self._clear, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def say(self, reason: str, words: str = "", *, clearable: bool = False) -> None:
        """Say why there is nothing: a reason known here, or other words."""
        self._labels["other"].setText(words)
        for name, label in self._labels.items():
            label.setVisible(name == (reason if reason in _SAID else "other"))
        self._clear.setVisible(clearable)
