"""The box a note is written in: plain text, links completed as they are begun."""

import re

from PySide6.QtCore import QMimeData, QRect, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

MOST_PASTED = 1_000_000
"""Characters that are taken from the clipboard at once: a note holds no more."""
_BEGUN = re.compile(r"\[\[([^\[\]\n|]{0,80})$")


class BodyEdit(QPlainTextEdit):
    """Says which link is begun at the caret, and refuses what no note could hold."""

    link_begun = Signal(str)
    """What stands behind the brackets so far."""
    link_left = Signal()
    """No link is begun at the caret any more."""
    refused = Signal(str)
    """Why something was not taken, as a sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Note")
        self.setPlaceholderText("What do you make of it?")
        self.setToolTip(
            "Markdown; [[ links to a paragraph or a note. Saved as you write. "
            "Ctrl+Enter or Esc closes."
        )
        self.setTabChangesFocus(True)
        self.setMinimumHeight(72)
        self._offering = False
        self.textChanged.connect(self._look)
        self.cursorPositionChanged.connect(self._look)

    @property
    def is_composing(self) -> bool:
        """Whether an input method is still composing a word."""
        return bool(self.textCursor().block().layout().preeditAreaText())

    def begun(self) -> str | None:
        """Return what is typed of the link at the caret, None where there is none."""
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        match = None if cursor.hasSelection() else _BEGUN.search(before)
        return match[1] if match else None

    def put_link(self, link: str) -> None:
        """Put a link in place of the one that is begun, as one step of undo."""
        typed = self.begun()
        if typed is None:
            return
        cursor = self.textCursor()
        back = QTextCursor.MoveOperation.Left
        cursor.movePosition(back, QTextCursor.MoveMode.KeepAnchor, len(typed) + 2)
        cursor.insertText(link)
        self.setTextCursor(cursor)

    def caret_rect(self, inside: QWidget) -> QRect:
        """Return where the caret is, in the coordinates of another widget."""
        rect = self.cursorRect()
        return QRect(self.viewport().mapTo(inside, rect.topLeft()), rect.size())

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take plain text, of a length a note can hold."""
        if source.hasText() and len(source.text()) > MOST_PASTED:
            size = len(source.text()) / 1e6
            self.refused.emit(
                f"That is too long to paste ({size:.1f} million characters); a note holds 1 MB of "
                "text. Import it as a document instead."
            )
            return
        super().insertFromMimeData(source)

    def _look(self) -> None:
        typed = None if self.is_composing else self.begun()
        if typed is not None:
            self._offering = True
            self.link_begun.emit(typed)
        elif self._offering:
            self._offering = False
            self.link_left.emit()
