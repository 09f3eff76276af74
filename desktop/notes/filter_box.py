"""The box that filters the notes: the grammar of the search, Down to the cards, Escape clears."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

DELAY = 30
"""Milliseconds without a key after which the filter is asked for."""
_HELP = (
    "Words of your notes and their quotations, color:green, style:underline, tag:trade, tag:none, "
    "folder:Thesis, date:2026-11, is:note, is:orphan; -tag:trade leaves out. "
    "Down goes to the notes, Esc clears."
)


class FilterBox(QLineEdit):
    """Says when what is typed is to be looked for, and when one goes down to the cards."""

    wanted = Signal()
    went_down = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pause = QTimer(self, singleShot=True, interval=DELAY)
        self._pause.timeout.connect(self.wanted)
        self.setPlaceholderText("Filter: color:green tag:trade")
        self.setAccessibleName("Filter the notes")
        self.setToolTip(_HELP)
        self.setClearButtonEnabled(True)
        self.textChanged.connect(self._typed)

    def rest(self) -> None:
        """Ask for nothing: it has just been looked for."""
        self._pause.stop()

    def toggle(self, term: str) -> None:
        """Put a term in, or take it out where it stands."""
        words = self.text().split()
        kept = [word for word in words if word.casefold() != term.casefold()]
        self.setText(" ".join(kept if len(kept) < len(words) else [*kept, term]))

    def _typed(self) -> None:
        self._pause.start()

    def event(self, event: QEvent) -> bool:
        """Take Down and Escape before the window does; leave it undo where nothing is typed."""
        if isinstance(event, QKeyEvent) and event.type() in {
            QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride,
        }:  # fmt: skip
            if self._is_ours(event):
                event.accept()
                if event.type() == QEvent.Type.KeyPress:
                    self._act(event)
                return True
            if self._is_for_notes(event):
                event.ignore()
                return True
        return super().event(event)

    def _is_ours(self, event: QKeyEvent) -> bool:
        keys = Qt.Key
        return event.key() == keys.Key_Down or (
            event.key() == keys.Key_Escape and bool(self.text())
        )

    def _act(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.went_down.emit()
        else:
            self.clear()

    def _is_for_notes(self, event: QKeyEvent) -> bool:
        """Leave undo and redo to the notes where there is nothing typed to undo."""
        if event.type() != QEvent.Type.ShortcutOverride:
            return False
        undo, redo = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
        return (event.matches(undo) and not self.isUndoAvailable()) or (
            event.matches(redo) and not self.isRedoAvailable()
        )
