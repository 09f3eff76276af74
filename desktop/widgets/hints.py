"""Three quiet hints for the first hours, each gone once done."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.keys.keyed import keyed

HINTS = {
    "go_to": "{key}  go to op6, PP3",
    "highlight": "1–6  highlight selected words",
    "search": "{short}  search everything",
}


class Hints(QFrame):
    """A strip of the hints that are not done yet; hidden when there are none."""

    done = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hints")
        self.setAccessibleName("Hints")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 8, 4)
        row.setSpacing(24)
        self._labels = {}
        for name, words in HINTS.items():
            label = QLabel(words, self)
            if "{" in words:
                keyed(label, words, name, "text")
            label.setObjectName("muted")
            label.setMinimumWidth(1)
            row.addWidget(label)
            self._labels[name] = label
        row.addStretch(1)
        close = QPushButton("Got it", self)
        close.setObjectName("link")
        close.setAccessibleName("Hide the hints")
        close.clicked.connect(self._all_done)
        row.addWidget(close)
        self._left = set(HINTS)
        self._folded = False

    def set_done(self, names: Iterable[str]) -> None:
        """Show only what was not done before."""
        self._left = set(HINTS) - set(names)
        self._show_left()

    def fold_away(self, folded: bool) -> None:
        """Hide the strip while only the page is wanted."""
        self._folded = folded
        self._show_left()

    def mark(self, name: str) -> None:
        """The person did this: its hint is no longer needed."""
        if name in self._left:
            self._left.discard(name)
            self._show_left()
            self.done.emit(name)

    def _all_done(self) -> None:
        for name in list(self._left):
            self.mark(name)

    def _show_left(self) -> None:
        for name, label in self._labels.items():
            label.setVisible(name in self._left)
        self.setVisible(bool(self._left) and not self._folded)
