"""Pointing at a paragraph of a page: it is not opened or marked, only told to whoever asked."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.reader.reader import Reader

_LEFT = Qt.MouseButton.LeftButton
_TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_HOW = "Click the paragraph, or go to it with Ctrl+Down and Ctrl+Up and press Enter."


class PickBar(QFrame):
    """What is asked, over the page it is asked of, and the way back."""

    def __init__(self, question: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.words = f"{question} {_HOW}"
        self.setAccessibleName(self.words)
        words = QLabel(self.words, self)
        words.setWordWrap(True)
        words.setTextFormat(Qt.TextFormat.PlainText)
        self.back = QPushButton("Back to the question (Esc)", self)
        self.back.setObjectName("link")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 8, 6)
        row.addWidget(words, 1)
        row.addWidget(self.back)


class Picking(QObject):
    """Takes clicks, Enter and Escape from a reader's page until it is stopped."""

    picked = Signal(str)
    """The label of the paragraph that was pointed at."""
    cancelled = Signal()

    def __init__(self, reader: Reader, question: str) -> None:
        super().__init__(reader)
        self.reader, self._page = reader, reader.page
        self.bar = PickBar(question, reader)
        self.bar.back.clicked.connect(self.cancelled)
        reader.put_above(self.bar)
        self._page.installEventFilter(self)
        self._page.viewport().installEventFilter(self)
        self._page.pointed_at.connect(self._page.frame)

    def stop(self) -> None:
        """Leave the page as it was."""
        self._page.removeEventFilter(self)
        self._page.viewport().removeEventFilter(self)
        self._page.pointed_at.disconnect(self._page.frame)
        self._page.frame("")
        self.bar.hide()
        self.bar.deleteLater()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Overrides QObject.eventFilter."""
        if isinstance(event, QKeyEvent) and watched is self._page:
            return self._key(event)
        if isinstance(event, QMouseEvent) and event.button() == _LEFT:
            if event.type() == QEvent.Type.MouseButtonRelease:
                self._pick(self._page.label_at(event.position().toPoint()))
            return True
        return False

    def _key(self, event: QKeyEvent) -> bool:
        takes = event.key() in _TAKES and event.modifiers() in _PLAIN
        if not takes and event.key() != Qt.Key.Key_Escape:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
        elif event.type() == QEvent.Type.KeyPress and takes:
            self._pick(self._page.current)
        elif event.type() == QEvent.Type.KeyPress:
            self.cancelled.emit()
        return True

    def _pick(self, label: str) -> None:
        if label:
            self.picked.emit(label)
