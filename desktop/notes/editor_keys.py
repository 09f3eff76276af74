"""The keys of a note's editor, taken before its parts and the window's shortcuts have them."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from db.models import COLORS
from desktop.notes.completing import Completing

_KINDS = {QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride}


class EditorKeys(QObject):
    """Esc and Ctrl+Enter end it, Alt and a digit choose a colour; an open list comes first."""

    finish_wanted = Signal()
    color_wanted = Signal(int)
    """The colour of this number is wanted, counted from 0."""

    def __init__(self, completing: Completing, editor: QWidget) -> None:
        """Watch every part that the editor has by now."""
        super().__init__(editor)
        self._completing = completing
        for child in editor.findChildren(QWidget):
            child.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a key that is the list's or the editor's own."""
        if isinstance(event, QKeyEvent) and event.type() in _KINDS:
            pressed = event.type() == QEvent.Type.KeyPress
            if self._is_for_list(event) or self._is_own(event, pressed=pressed):
                event.accept()
                return True
        return super().eventFilter(watched, event)

    def _is_for_list(self, event: QKeyEvent) -> bool:
        """Let the list of completions have its keys, before the window's shortcuts too."""
        if self._completing.list.isHidden():
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            return event.key() == Qt.Key.Key_Escape
        return self._completing.take_key(event)

    def _is_own(self, event: QKeyEvent, *, pressed: bool) -> bool:
        """Tell the editor's keys from others; do what they are for once they are pressed."""
        number = _color_number(event)
        if number is None and not _ends(event):
            return False
        if pressed and number is None:
            self.finish_wanted.emit()
        elif pressed:
            self.color_wanted.emit(number)
        return True


def _held(event: QKeyEvent) -> Qt.KeyboardModifier:
    return event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier


def _ends(event: QKeyEvent) -> bool:
    if event.key() == Qt.Key.Key_Escape:
        return _held(event) == Qt.KeyboardModifier.NoModifier
    enters = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
    return event.key() in enters and _held(event) == Qt.KeyboardModifier.ControlModifier


def _color_number(event: QKeyEvent) -> int | None:
    number = event.key() - int(Qt.Key.Key_1)
    meant = _held(event) == Qt.KeyboardModifier.AltModifier and 0 <= number < len(COLORS)
    return number if meant else None
