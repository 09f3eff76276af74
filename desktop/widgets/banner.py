"""A sentence at the top of a page: what happened, with the one action that helps."""

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget


class Banner(QFrame):
    """Hidden until it has something to say; closed with its button or Escape."""

    action_requested = Signal(str)
    """The action's name that was given to `say`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._actions = ("", "")
        self._said = False
        self._for_now = False
        self.hide()

    def _furnish(self) -> None:
        """Make what stands in it: most banners never say anything."""
        self._said = True
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)  # it may quote what was typed
        self._button, self._other = QPushButton(self), QPushButton(self)
        self._close = QPushButton("Close", self)
        for button in (self._button, self._other, self._close):
            button.setObjectName("link")
        self._close.setAccessibleName("Close this message")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 8, 6)
        row.addWidget(self._words, 1)
        for button in (self._button, self._other, self._close):
            row.addWidget(button)
        self._stand_in_line()
        self._button.clicked.connect(self._act)
        self._other.clicked.connect(self._act_otherwise)
        self._close.clicked.connect(self.hide)

    def _stand_in_line(self) -> None:
        """Let Tab come to the buttons where the banner stands, and go on from there.

        Made late they would come last of all: the keys would leave the page with a hidden button.
        """
        before = self.focusPolicy()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # else Qt takes no place in line from it
        line = (self, self._button, self._other, self._close)
        for first, second in pairwise(line):
            QWidget.setTabOrder(first, second)
        self.setFocusPolicy(before)

    @property
    def words(self) -> str:
        """What it says now."""
        return self._words.text() if self._said and not self.isHidden() else ""

    def say(
        self, words: str, action: str = "", label: str = "", other: tuple[str, str] = ("", "")
    ) -> None:
        """Show a sentence, with a button `label` that asks for `action`.

        `other` is a second way out: its action and label.
        """
        if not self._said:
            self._furnish()
        self._for_now = False
        self._words.setText(words)
        self._actions = (action, other[0])
        self._button.setText(label)
        self._button.setVisible(bool(action))
        self._other.setText(other[1])
        self._other.setVisible(bool(other[0]))
        self.setAccessibleName(words)
        self.show()

    def say_for_now(
        self, words: str, action: str = "", label: str = "", other: tuple[str, str] = ("", "")
    ) -> None:
        """Show a sentence that is over once the person has gone on to something else."""
        self.say(words, action, label, other)
        self._for_now = True

    def pass_by(self) -> None:
        """The person has gone on: close it, unless what it says is still so."""
        if self._for_now:
            self.hide()

    def ask(self, words: str, action: tuple[str, str], other: tuple[str, str]) -> None:
        """Ask a question with two answers, each an action and its label; the keys are here now."""
        self.say(words, *action, other)
        self._button.setFocus(Qt.FocusReason.OtherFocusReason)

    def hide(self) -> None:
        """Close it, and let the keys go on to what stands below it."""
        focused = self.window().focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            self._hand_on()
        super().hide()

    def _hand_on(self) -> None:
        """Give the keys to the next who takes them.

        The buttons are made late and stand last in the window's order, the banner in its place.
        """
        below = self.nextInFocusChain()
        while below and below is not self and (self.isAncestorOf(below) or not _takes_keys(below)):
            below = below.nextInFocusChain()
        if below:
            below.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _act(self) -> None:
        self.hide()
        self.action_requested.emit(self._actions[0])

    def _act_otherwise(self) -> None:
        self.hide()
        self.action_requested.emit(self._actions[1])


def _takes_keys(widget: QWidget) -> bool:
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_tab and widget.isVisible() and widget.isEnabled()
