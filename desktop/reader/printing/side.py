"""What goes on paper, to be chosen; the buttons, and how far the work is."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.reader.printing.options import PAPERS, SIZES, PrintOptions

WIDTH = 216
_CHOICES = {
    "highlights": ("My highlights", "Each colour has its own underline"),
    "notes": ("My notes", "Numbered in the text, written out at the end"),
    "numbers": ("Paragraph numbers", "In the margin"),
    "voices": ("Whose words", "Official, quoted, reported or digest, in the margin"),
    "record": ("Record", "Session, draft, dates, sponsors, at the head"),
}


class PrintSide(QScrollArea):
    """The column of choices beside the pages; it says what is asked for and does nothing."""

    options_changed = Signal(object)
    """The PrintOptions as they are chosen now."""
    print_requested = Signal()
    pdf_requested = Signal()
    cancel_requested = Signal()

    def __init__(self, options: PrintOptions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.print_button = self._button("Print…", self.print_requested.emit)
        self.print_button.setObjectName("primary")
        self.pdf_button = self._button("Save as PDF…", self.pdf_requested.emit)
        self.cancel_button = self._button("Cancel", self.cancel_requested.emit)
        self.boxes = {name: self._box(name, options) for name in _CHOICES}
        self.papers = self._list("Paper", [(name, name) for name in PAPERS], options.paper)
        self.sizes = self._list("Text size", [(f"{n} pt", n) for n in SIZES], options.size)
        self.told = QLabel(self)
        self.told.setObjectName("muted")
        self.told.setWordWrap(True)
        self.progress = QProgressBar(self)
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(8)
        self._build()
        self.show_working("", working=False)

    def _build(self) -> None:
        holder = QWidget(self)
        column = QVBoxLayout(holder)
        column.setContentsMargins(16, 16, 12, 16)
        column.setSpacing(8)
        title = QLabel("On paper", self)
        title.setObjectName("panelTitle")
        column.addWidget(title)
        for widget in (
            self.print_button, self.pdf_button, self.told, self.progress, self.cancel_button,
        ):  # fmt: skip
            column.addWidget(widget)
        column.addSpacing(8)
        for box in self.boxes.values():
            column.addWidget(box, 0, Qt.AlignmentFlag.AlignLeading)
        for words, field in (("Paper", self.papers), ("Text size", self.sizes)):
            label = QLabel(words, self)
            label.setBuddy(field)
            column.addWidget(label)
            column.addWidget(field)
        column.addStretch(1)
        self.setWidget(holder)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("What goes on paper")

    def _box(self, name: str, options: PrintOptions) -> QCheckBox:
        words, tip = _CHOICES[name]
        box = QCheckBox(words, self)
        box.setToolTip(tip)
        box.setAccessibleDescription(tip)
        box.setChecked(bool(getattr(options, name)))
        box.toggled.connect(self._changed)
        return box

    def _list(self, name: str, entries: Sequence[tuple[str, Any]], chosen: Any) -> QComboBox:
        made = QComboBox(self)
        made.setAccessibleName(name)
        for words, value in entries:
            made.addItem(words, value)
        made.setCurrentIndex(made.findData(chosen))
        made.currentIndexChanged.connect(self._changed)
        return made

    def _button(self, words: str, slot: Callable[[], None]) -> QPushButton:
        button = QPushButton(words, self)
        button.clicked.connect(slot)
        return button

    @property
    def options(self) -> PrintOptions:
        """What is chosen now."""
        chosen = {name: box.isChecked() for name, box in self.boxes.items()}
        return PrintOptions(
            **chosen, paper=self.papers.currentData(), size=self.sizes.currentData()
        )

    def _changed(self) -> None:
        self.options_changed.emit(self.options)

    def show_working(self, words: str, *, working: bool) -> None:
        """Say what is done, or was, with the bar and a way to stop it while it is under way."""
        self.told.setText(words)
        self.told.setVisible(bool(words))
        self.progress.setValue(0)
        self.progress.setAccessibleName(words)
        self.progress.setVisible(working)
        self.cancel_button.setVisible(working)
