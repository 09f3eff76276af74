"""Says that notes were deleted, and offers to bring them back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.keys.keyed import keyed


class GoneBar(QWidget):
    """Shown until the notes are back, or something else is done."""

    undo_requested = Signal(str)
    """The last change on this document is to be taken back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.note_id, self._document = "", ""
        self._words = QLabel(self)
        self._undo = QPushButton("Undo", self)
        self._undo.setObjectName("link")
        keyed(self._undo, "Bring the note back ({key})", "undo")
        self._undo.setAccessibleName("Undo: bring the note back")
        self._undo.clicked.connect(self._undo_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._words)
        row.addWidget(self._undo)
        row.addStretch(1)
        self.hide()

    def tell(self, document: str, note_id: str = "", count: int = 1) -> None:
        """Offer to bring back what was deleted from a document."""
        self.note_id, self._document = note_id, document
        self._words.setText(f"{count} notes deleted." if count > 1 else "Note deleted.")
        self.show()

    def _undo_clicked(self) -> None:
        self.hide()
        self.undo_requested.emit(self._document)
