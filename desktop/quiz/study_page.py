"""What the round and the flashcards have in common: a centred column that scrolls, keys, style."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.quiz import reading
from desktop.quiz.choices import ChoiceButton
from desktop.tasks import Worker
from desktop.theme import Theme
from desktop.widgets.banner import Banner

COLUMN = 640
"""Pixels; the widest a line of the quiz gets at the usual size."""
_NAMED = {
    Qt.Key.Key_Return: "Enter",
    Qt.Key.Key_Enter: "Enter",
    Qt.Key.Key_Space: "Space",
    Qt.Key.Key_Escape: "Esc",
}


def key_name(event: QKeyEvent) -> str:
    """Return a key's name: `Enter`, `Space`, `Esc`, `Undo`, `Ctrl+Enter`, a letter or a digit."""
    if event.matches(QKeySequence.StandardKey.Undo):
        return "Undo"
    modifiers = Qt.KeyboardModifier
    held = event.modifiers() & ~(modifiers.KeypadModifier | modifiers.ShiftModifier)
    name = _NAMED.get(Qt.Key(event.key()), "")
    if not name and (Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_Z):
        name = chr(event.key())
    if held == modifiers.ControlModifier and name == "Enter":
        return "Ctrl+Enter"
    return "" if held else name


class View(QWidget):
    """What a page shows at one time; it knows which keys mean something to it now."""

    def keys(self) -> frozenset[str]:
        """Return the names of the keys it answers to now."""
        return frozenset()

    def press(self, key: str) -> None:
        """Do what a key of `keys` means."""

    def start(self) -> QWidget | None:
        """Return what is to have the focus when the view is shown; None for the page."""
        return None


class Message(View):
    """A heading, a sentence, and buttons: an empty state."""

    acted = Signal(str)
    """The name of the action whose button was pressed."""

    def __init__(self, heading: str, words: str, actions: dict[str, str]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        title = QLabel(heading, self)
        title.setObjectName("heading")
        said = QLabel(words, self)
        said.setObjectName("muted")
        row = QHBoxLayout()
        for label in (title, said):
            label.setWordWrap(True)
            column.addWidget(label)
        self.buttons: dict[str, QPushButton] = {}
        for name, words_on_it in actions.items():
            button = QPushButton(words_on_it, self)
            button.setProperty("action", name)
            button.clicked.connect(self._act)
            row.addWidget(button)
            self.buttons[name] = button
        row.addStretch(1)
        column.addLayout(row)
        self.setAccessibleName(f"{heading}. {words}")

    def start(self) -> QWidget | None:
        """Return the first button."""
        return next(iter(self.buttons.values()), None)

    def _act(self) -> None:
        self.acted.emit(self.sender().property("action"))


class StudyPage(QWidget):
    """A page of the tab area that shows one `View` at a time; keys work wherever its focus is."""

    address_requested = Signal(str)
    """A paragraph is wanted in the reader."""
    answer_recorded = Signal()
    """The store has one answer more, or one less."""
    left = Signal(str)
    """The person is done here; with the JSON of a round that can be continued, else empty."""

    def __init__(self, worker: Worker, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("quizPage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._worker, self._theme, self._size = worker, theme, reading.BASE
        self.view: View | None = None
        self._banner = Banner(self)
        self._banner.action_requested.connect(self._help)
        self._scroll = QScrollArea(self)
        self._scroll.setObjectName("quizScroll")
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._column = QWidget()
        self._column.setObjectName("quizColumn")
        row = QHBoxLayout(self._column)
        row.setContentsMargins(24, 32, 24, 32)
        self._slot = QVBoxLayout()
        row.addStretch(1)
        row.addLayout(self._slot, 1000)
        row.addStretch(1)
        self._scroll.setWidget(self._column)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._banner)
        column.addWidget(self._scroll, 1)
        self.setStyleSheet(reading.page_sheet(theme, self._size))

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self._restyle()

    def set_font_size(self, size: int) -> None:
        """Set the reading text to `size` pixels, everything else in proportion."""
        self._size = size
        self._restyle()

    def _restyle(self) -> None:
        self.setStyleSheet(reading.page_sheet(self._theme, self._size))
        for part in self.findChildren(QWidget):
            if isinstance(part, reading.Styled):
                part.restyle(self._theme, self._size)
        if self.view:
            self.view.setMaximumWidth(self._widest())

    def _widest(self) -> int:
        return COLUMN * max(self._size, reading.BASE) // reading.BASE

    def _show(self, view: View) -> None:
        """Put a view in place of the one before; the focus goes with it if the page has it."""
        had_focus = self.isAncestorOf(self.window().focusWidget() or self.window())
        had_focus = had_focus or self.hasFocus() or self.view is None
        if self.view:
            self._slot.removeWidget(self.view)
            self.view.hide()
            self.view.deleteLater()
        self.view = view
        view.setMaximumWidth(self._widest())
        self._slot.addWidget(view, 0, Qt.AlignmentFlag.AlignTop)
        view.show()
        self._scroll.verticalScrollBar().setValue(0)
        if had_focus:
            (view.start() or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def _announce(self, words: str) -> None:
        """Have a screen reader say something now."""
        self.setAccessibleDescription(words)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _bring_into_view(self) -> None:
        """Scroll so that what just came at the end of the view is seen."""
        QTimer.singleShot(0, self._scroll_to_end)

    def _scroll_to_end(self) -> None:
        self._column.layout().activate()
        if focused := self.focusWidget():
            self._scroll.ensureWidgetVisible(focused, 0, 24)

    def _help(self, action: str) -> None:
        """Do what the banner's button asks for."""

    def _keys(self) -> frozenset[str]:
        """Return the names of the keys that mean something now."""
        return self.view.keys() if self.view else frozenset()

    def _press(self, key: str) -> None:
        """Do what a key of `_keys` means."""
        if self.view:
            self.view.press(key)

    def _leave(self) -> None:
        """Go, with progress kept."""
        self.left.emit("")

    def event(self, event: QEvent) -> bool:
        """Keep our keys from being taken as shortcuts of the window, while the focus is here."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            name = key_name(event)
            if name == "Esc" or name in self._keys():
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer to the keys of the quiz; the rest scrolls, or goes up to the window."""
        name = key_name(event)
        if name in ("Enter", "Space") and event.isAutoRepeat():
            return
        if name == "Esc":
            self._leave()
        elif name == "Enter" and (button := self._focused_button()):
            button.click()
        elif name in self._keys():
            self._press(name)
        elif not self._scroll_by(event.key()):
            super().keyPressEvent(event)

    def _focused_button(self) -> QPushButton | None:
        focused = self.focusWidget()
        if isinstance(focused, QPushButton) and not isinstance(focused, ChoiceButton):
            return focused if focused.isVisible() and focused.isEnabled() else None
        return None

    def _scroll_by(self, key: int) -> bool:
        bar = self._scroll.verticalScrollBar()
        steps = {
            Qt.Key.Key_Down: bar.singleStep(),
            Qt.Key.Key_Up: -bar.singleStep(),
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
            Qt.Key.Key_Home: -bar.maximum(),
            Qt.Key.Key_End: bar.maximum(),
        }
        if key not in steps:
            return False
        bar.setValue(bar.value() + steps[Qt.Key(key)])
        return True
