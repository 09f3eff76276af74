"""Above the editor of a note that has moved or lost its words: what to do about it."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from db.address import describe
from db.models import Note
from desktop.widgets.flow import FlowLayout

_MOVED = "The text has changed. The note was put on the words that are most like its own."
_LOST = "The words of this note are not in the text any more."
_MOST_SHOWN = 70


class StandingBar(QWidget):
    """Confirms or undoes a move; offers places to an orphan, or what is selected on the page."""

    confirm_requested = Signal(str)
    detach_requested = Signal(str)
    attach_requested = Signal(str, object)
    """The note with this id is to hold on to an Anchor."""
    attach_here_requested = Signal(str)
    """The note with this id is to hold on to what is selected on the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._note: Note | None = None
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self._words)
        self._places = QVBoxLayout()
        self._places.setSpacing(2)
        self._column.addLayout(self._places)
        acts = QWidget(self)
        row = FlowLayout(acts, gap=4)
        self._confirm = self._button("Keep it there", "This is the right place")
        self._detach = self._button("Undo the move", "This is not the place")
        self._here = self._button("Attach to selection", "Attach to the words selected on the page")
        for button in (self._confirm, self._detach, self._here):
            row.addWidget(button)
        self._column.addWidget(acts)
        self._confirm.clicked.connect(self._confirm_clicked)
        self._detach.clicked.connect(self._detach_clicked)
        self._here.clicked.connect(self._here_clicked)
        self.hide()

    def _button(self, words: str, tip: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setToolTip(tip)
        return button

    @property
    def is_lost(self) -> bool:
        """Whether the note shown has lost its words."""
        return self._note is not None and self._note.standing == "orphan"

    def show_note(self, note: Note | None) -> None:
        """Show itself for a note that has moved or is lost, else go away."""
        self._note = note
        standing = note.standing if note is not None else "anchored"
        self._words.setText(_LOST if standing == "orphan" else _MOVED)
        self.setAccessibleName(self._words.text())
        self._confirm.setVisible(standing == "moved")
        self._detach.setVisible(standing == "moved")
        self._here.setVisible(standing == "orphan")
        self.offer(())
        self.setVisible(standing != "anchored")

    def offer(self, places: Sequence[Any]) -> None:
        """Offer places (`db.notes.ranges.Suggestion`), the likeliest first."""
        while (item := self._places.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for one in places:
            words = " ".join(one.anchor.quote.split())
            shown = words if len(words) <= _MOST_SHOWN else f"{words[:_MOST_SHOWN]}…"
            button = QPushButton(f"{describe(one.anchor.label)}: “{shown}”", self)
            button.setObjectName("link")
            button.setToolTip(f"Attach the note here ({one.likeness:.0f} % alike)\n{words}")
            button.setProperty("anchor", one.anchor)
            button.clicked.connect(self._place_clicked)
            self._places.addWidget(button)

    def _place_clicked(self) -> None:
        anchor = self.sender().property("anchor")
        if self._note is not None:
            self.attach_requested.emit(self._note.id, anchor)

    def _confirm_clicked(self) -> None:
        if self._note is not None:
            self.confirm_requested.emit(self._note.id)

    def _detach_clicked(self) -> None:
        if self._note is not None:
            self.detach_requested.emit(self._note.id)

    def _here_clicked(self) -> None:
        if self._note is not None:
            self.attach_here_requested.emit(self._note.id)
