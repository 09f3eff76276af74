"""Keeping a search under a name: the line that asks for one, and what was done with its undo."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from db.search.saved import SavedSearch


class NameLine(QWidget):
    """Asks for a name: Return takes it, Escape leaves things as they are."""

    named = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._label = QLabel(self)
        self.edit = QLineEdit(self)
        self.take = QPushButton("Save", self)
        self.take.setToolTip("Keep it under this name (Enter)")
        self._label.setBuddy(self.edit)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._label)
        row.addWidget(self.edit, 1)
        row.addWidget(self.take)
        self.edit.returnPressed.connect(self._named)
        self.take.clicked.connect(self._named)
        self.hide()

    def ask(self, words: str, name: str) -> None:
        """Ask for a name, with one that will do."""
        self._label.setText(words)
        self.edit.setAccessibleName(words)
        self.edit.setText(name)
        self.show()
        self.edit.selectAll()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _named(self) -> None:
        if self.edit.text().strip():
            self.hide()
            self.named.emit(self.edit.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape asks no more."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.left.emit()
        else:
            super().keyPressEvent(event)


class DoneLine(QWidget):
    """Says what was done, with a button that takes it back."""

    undo_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self.undo = QPushButton("Undo", self)
        self.undo.setObjectName("link")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._words, 1)
        row.addWidget(self.undo)
        self.undo.clicked.connect(self._undo)
        self.hide()

    def say(self, words: str) -> None:
        """Say what was done."""
        self._words.setText(words)
        self.undo.setAccessibleName(f"Undo: {words}")
        self.show()

    def _undo(self) -> None:
        self.hide()
        self.undo_requested.emit()


class Keeping(QWidget):
    """Both lines, and for which search a name is asked; hidden while there is nothing to say."""

    save_requested = Signal(str, str)
    """A query is to be kept: its name and the query."""
    rename_requested = Signal(str, str)
    """A saved search is to have another name: its id and the name."""
    undo_requested = Signal()
    """What was done last to the saved searches is to be taken back."""
    left = Signal()
    """Nothing more is asked here: the box is wanted."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._query = ""
        self._renamed: SavedSearch | None = None
        self.name_line, self.done_line = NameLine(self), DoneLine(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.name_line)
        column.addWidget(self.done_line)
        self.name_line.named.connect(self._named)
        self.name_line.left.connect(self._leave)
        self.done_line.undo_requested.connect(self._undo)
        self.hide()

    @property
    def way(self) -> Sequence[QWidget]:
        """Where Tab goes, while the lines are there."""
        return self.name_line.edit, self.name_line.take, self.done_line.undo

    def ask_to_save(self, query: str) -> None:
        """Ask under which name to keep a query."""
        self._query, self._renamed = query, None
        self._ask("Save as", query)

    def ask_to_rename(self, saved: SavedSearch) -> None:
        """Ask what a saved search is to be called."""
        self._renamed = saved
        self._ask("Rename to", saved.name)

    def _ask(self, words: str, name: str) -> None:
        self.done_line.hide()
        self.show()
        self.name_line.ask(words, name)

    def tell_done(self, words: str) -> None:
        """Say what was done, with a way back."""
        self.name_line.hide()
        self.show()
        self.done_line.say(words)

    def ask_anew(self) -> None:
        """Something else is asked now: what was done is no longer what one looks at."""
        if not self.done_line.isHidden():
            self.done_line.hide()
            self.hide()

    def _named(self, name: str) -> None:
        if self._renamed is None:
            self.save_requested.emit(name, self._query)
        else:
            self.rename_requested.emit(self._renamed.id, name)
        self.left.emit()

    def _undo(self) -> None:
        self.undo_requested.emit()
        self._leave()

    def _leave(self) -> None:
        self.hide()
        self.left.emit()
