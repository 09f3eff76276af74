"""The column beside a sample, in which one chooses what goes out: buttons, and named fields."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.widgets.choice_box import ChoiceBox

_WIDTH, _NAME = 288, 92
"""Pixels: of the column, and of a field's name in it."""


class ChoiceColumn(QScrollArea):
    """A column with a title and a line that counts; what else is in it is added from the top."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.count = QLabel(self)
        self.count.setObjectName("muted")
        self.count.setWordWrap(True)
        head = QLabel(title, self)
        head.setObjectName("panelTitle")
        holder = QWidget(self)
        self.column = QVBoxLayout(holder)
        self.column.setContentsMargins(16, 16, 12, 16)
        self.column.setSpacing(8)
        self.column.addWidget(head)
        self.column.addWidget(self.count)
        self.setWidget(holder)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(_WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def box(self, name: str, entries: Sequence[tuple[str, str]]) -> ChoiceBox:
        """Make a box to choose from; each entry is its words and its value."""
        made = ChoiceBox(self)
        made.setAccessibleName(name)
        for words, value in entries:
            made.addItem(words, value)
        return made

    def button(
        self, words: str, press: Callable[[], None] | SignalInstance, *, primary: bool = False
    ) -> QPushButton:
        """Make a button."""
        made = QPushButton(words, self)
        if primary:
            made.setObjectName("primary")
        made.clicked.connect(press)
        return made

    def add_buttons(self, *buttons: QPushButton) -> None:
        """Put buttons side by side."""
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in buttons:
            row.addWidget(button, 1)
        self.column.addLayout(row)

    def add_field(self, words: str, field: QWidget) -> None:
        """Put a field beside its name."""
        label = QLabel(words, self)
        label.setBuddy(field)
        label.setFixedWidth(_NAME)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(field, 1)
        self.column.addLayout(row)


def refill(box: ChoiceBox, entries: Sequence[tuple[str, str]], keep: Any) -> None:
    """Put other entries into a box, with nothing told; the value `keep` stays where it is one."""
    box.blockSignals(True)
    box.clear()
    for words, value in entries:
        box.addItem(words, value)
    box.setCurrentIndex(max(0, box.findData(keep)))
    box.blockSignals(False)
