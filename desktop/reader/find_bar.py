"""The bar under a page in which words to find are typed; it finds nothing itself."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from db.search.finding import Options
from desktop import theme as themes
from desktop.keys.keyed import keyed
from desktop.theme import Theme
from desktop.widgets.announcing import announce

_RETURNS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NARROWEST = 80
"""Pixels of the box; what else has no room beside it folds away."""
_SHIFT, _ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
_LETTERS = {
    Qt.Key.Key_C: "case",
    Qt.Key.Key_W: "whole_word",
    Qt.Key.Key_D: "diacritics",
}
"""With Alt: what is switched on and off in the bar."""


class _Box(QLineEdit):
    """A line in which Return is not the end, and Alt with a letter is no letter."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave to the bar what is the bar's."""
        if event.key() in _RETURNS or event.modifiers() & _ALT:
            event.ignore()
        else:
            super().keyPressEvent(event)


class FindBar(QWidget):
    """What to find, how, which of how many one is at, and the ways to the next and back."""

    changed = Signal()
    """Other words, or another way to find them."""
    options_changed = Signal(object)
    """The Options that are chosen now."""
    step_requested = Signal(int)
    """The next match (1) or the previous one (-1) is wanted."""
    closed = Signal()

    def __init__(self, theme: Theme, options: Options, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.box = _Box(self)
        self.box.setPlaceholderText("Find in this document")
        self.box.setAccessibleName("Find in this document")
        self.box.setClearButtonEnabled(True)
        self.box.setMinimumWidth(_NARROWEST)
        self.box.setMaximumWidth(340)
        self.box.textChanged.connect(self._typed)
        self._said = QLabel(self)
        self._said.setObjectName("muted")
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setAccessibleName("Matches")
        self._previous = self._button("Previous match ({key})", self._step_back)
        self._next = self._button("Next match ({key})", self._step_on)
        self._toggles = {
            "case": self._toggle("Aa", "Match case (Alt+C)", options.case),
            "whole_word": self._toggle("Word", "Whole words only (Alt+W)", options.whole_word),
            "diacritics": self._toggle("é ≠ e", "Match accents and vowel marks (Alt+D)",
                                       options.diacritics),
        }  # fmt: skip
        for button, action in ((self._previous, "find_previous"), (self._next, "find_next")):
            keyed(button, button.toolTip(), action)
        self._close = self._button("Close (Esc)", self.close_bar)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(4)
        row.addWidget(self.box, 3)
        for button in (self._previous, self._next, *self._toggles.values()):
            row.addWidget(button)
        row.addSpacing(8)
        row.addWidget(self._said, 2)
        row.addWidget(self._close)
        self.set_theme(theme)
        self.hide()

    def _button(self, name: str, slot: Callable[[], None]) -> QToolButton:
        button = QToolButton(self)
        button.setToolTip(name)
        button.setAccessibleName(name.partition(" (")[0])
        button.setIconSize(QSize(18, 18))
        button.clicked.connect(slot)
        return button

    def _toggle(self, words: str, name: str, checked: bool) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("findOption")
        button.setText(words)
        button.setToolTip(name)
        button.setAccessibleName(name.partition(" (")[0])
        button.setCheckable(True)
        button.setChecked(checked)
        button.toggled.connect(self._toggled)
        return button

    def set_theme(self, theme: Theme) -> None:
        """Tint the icons."""
        for button, name in ((self._previous, "up"), (self._next, "down"), (self._close, "close")):
            button.setIcon(themes.icon(name, theme.text))

    @property
    def words(self) -> str:
        """What is to be found."""
        return self.box.text()

    @property
    def options(self) -> Options:
        """How it is to be found."""
        return Options(**{name: button.isChecked() for name, button in self._toggles.items()})

    def take_options(self, options: Options) -> None:
        """Find this way from now on: it was chosen elsewhere."""
        for name, button in self._toggles.items():
            button.blockSignals(True)
            button.setChecked(getattr(options, name))
            button.blockSignals(False)

    def open_with(self, words: str) -> None:
        """Show the bar, `words` ready to be typed over."""
        if words:
            self.box.blockSignals(True)
            self.box.setText(words)
            self.box.blockSignals(False)
        self.show()
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()

    def say(self, words: str) -> None:
        """Say what was found, to the eye and to the ear."""
        if words != self._said.text():
            self._said.setText(words)
            self._said.setToolTip(words)
            self._fit()
            announce(self, words)

    @property
    def said(self) -> str:
        """What it says was found."""
        return self._said.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Fold away what has no room, the least wanted last in: each of it has a key, too."""
        margins = self._row.contentsMargins()
        needed = margins.left() + margins.right() + 12 + _NARROWEST + self._width([self._close])
        for widgets in ([self._said], [self._previous, self._next], [*self._toggles.values()]):
            needed += self._width(widgets)
            for widget in widgets:
                widget.setVisible(needed <= self.width())

    def _width(self, widgets: Sequence[QWidget]) -> int:
        return sum(widget.sizeHint().width() + self._row.spacing() for widget in widgets)

    def close_bar(self) -> None:
        """Fold the bar away."""
        self.hide()
        self.closed.emit()

    def _typed(self, _words: str) -> None:
        self.changed.emit()

    def _toggled(self, _on: bool) -> None:
        self.options_changed.emit(self.options)
        self.changed.emit()

    def _step_on(self) -> None:
        self.step_requested.emit(1)

    def _step_back(self) -> None:
        self.step_requested.emit(-1)

    def event(self, event: QEvent) -> bool:
        """Keep the bar's own letters from the window, which may have another use for them."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.ShortcutOverride:
            return super().event(event)
        if event.modifiers() != _ALT or event.key() not in _LETTERS:
            return super().event(event)
        event.accept()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return goes on, with Shift back; Alt and a letter turns a way to find on or off."""
        if event.key() in _RETURNS and self.box.hasFocus():
            self.step_requested.emit(-1 if event.modifiers() & _SHIFT else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.modifiers() == _ALT and event.key() in _LETTERS:
            self._toggles[_LETTERS[Qt.Key(event.key())]].toggle()
        else:
            super().keyPressEvent(event)
