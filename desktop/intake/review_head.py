"""What stands over a text under review: how it is done and was done, its symbol and title."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from db.review.revision import Revision
from desktop.widgets.announcing import announce

_HOW = (
    "M joins to the previous, Enter goes into the words (Ctrl+Enter splits there), L changes the "
    "label, K the kind, Del leaves out."
)
_SYMBOL_WIDTH = 150


class ReviewHead(QWidget):
    """Says what came of the last step, and asks for what is done with the whole text."""

    store_requested = Signal()
    cancel_requested = Signal()
    undo_requested = Signal()
    redo_requested = Signal()
    record_typed = Signal()
    """Symbol and title may be others now."""

    def __init__(self, is_again: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.said = QLabel(_HOW, self)
        self.said.setObjectName("muted")
        self.said.setWordWrap(True)
        self.symbol, self.title = self._line("Symbol", _SYMBOL_WIDTH), self._line("Title", 0)
        self.symbol.setReadOnly(is_again)  # its document has other editions, and notes
        self.store = self._button("Store", "Store the text as it stands here (Ctrl+S)")
        self.store.setObjectName("primary")
        self.cancel = self._button("Cancel", "Store nothing of it")
        self.undo = self._button("Undo", "Take the last step back (Ctrl+Z)")
        self.redo = self._button("Redo", "Take it again (Ctrl+Shift+Z)")
        self._lay_out()
        self._wire()

    def _line(self, name: str, width: int) -> QLineEdit:
        made = QLineEdit(self)
        made.setAccessibleName(name)
        made.setPlaceholderText(f"No {name.lower()}" if width else name)
        made.setToolTip(f"The document's {name.lower()}")
        if width:
            made.setMaximumWidth(width)
        return made

    def _button(self, words: str, tip: str) -> QPushButton:
        made = QPushButton(words, self)
        made.setToolTip(tip)
        return made

    def _lay_out(self) -> None:
        head, names = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.said, 1)
        for button in (self.undo, self.redo, self.cancel, self.store):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        names.addWidget(self.symbol)
        names.addWidget(self.title, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addLayout(names)

    def _wire(self) -> None:
        self.symbol.editingFinished.connect(self.record_typed)
        self.title.editingFinished.connect(self.record_typed)
        self.store.clicked.connect(self.store_requested)
        self.cancel.clicked.connect(self.cancel_requested)
        self.undo.clicked.connect(self.undo_requested)
        self.redo.clicked.connect(self.redo_requested)

    def show_revision(self, revision: Revision) -> None:
        """Show what the text is called now, and whether there is something to take back."""
        self.show_record(revision)
        self.undo.setEnabled(revision.is_changed)
        self.redo.setEnabled(revision.can_redo)

    def show_record(self, revision: Revision) -> None:
        """Show symbol and title as the text has them."""
        self.symbol.setText(revision.draft.document.id)
        self.title.setText(revision.draft.title)

    def say(self, words: str) -> None:
        """Say what came of it, aloud too."""
        self.said.setText(words)
        announce(self.said, words)
