"""The form in which a person says what a document is called, when it is from, and the like."""

from dataclasses import astuple
from typing import NamedTuple

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from db.models import LANGUAGES, EditionKey
from db.shelf.details import Details
from db.shelf.volumes import Volume
from desktop.shelf.facets import language_name
from desktop.widgets.choice_box import ChoiceBox

_FIELDS = {
    "title": "&Title", "symbol": "&Symbol", "date": "&Date", "body": "&Body",
    "session": "S&ession", "subjects": "S&ubjects",
}  # fmt: skip
_HINTS = {
    "symbol": "A/RES/78/311", "date": "2024-07-01 or 1 July 2024", "session": "78 or ES-11",
    "subjects": "with a semicolon between them",
}  # fmt: skip
_WIDTH, _ROOM = 520, 16


class Filled(NamedTuple):
    """What was filled in: of which volume, and the language of which edition, '' for no change."""

    volume: Volume
    details: Details
    edition: EditionKey | None
    language: str


class DetailsForm(QFrame):
    """Return saves, Escape leaves everything as it was; what is wrong is said beside it."""

    saved = Signal(object)
    """Filled."""
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("popover")
        self._volume: Volume | None = None
        self._title = QLabel(self)
        self._title.setObjectName("panelTitle")
        self._title.setWordWrap(True)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self.fields = {name: self._field(name) for name in _FIELDS}
        self.language = ChoiceBox(self)
        self.language.setAccessibleName("Language of the text")
        self.problem = QLabel(self)
        self.problem.setObjectName("problem")
        self.problem.setWordWrap(True)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self._lay_out()
        self.hide()

    def _field(self, name: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setPlaceholderText(_HINTS.get(name, ""))
        field.returnPressed.connect(self._save)
        return field

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        rows = [(words, self.fields[name]) for name, words in _FIELDS.items()]
        for number, (words, widget) in enumerate([*rows, ("&Language", self.language)]):
            label = QLabel(words, self)
            label.setBuddy(widget)
            grid.addWidget(label, number, 0)
            grid.addWidget(widget, number, 1)
        self._language_row = label
        self._own = QPushButton("As in the document", self)
        self._own.setToolTip("Take back what you have said of this document")
        self._own.setObjectName("link")
        self._own.clicked.connect(self._take_back)
        cancel, save = QPushButton("Cancel", self), QPushButton("Save", self)
        save.setObjectName("primary")
        cancel.clicked.connect(self.dismiss)
        save.clicked.connect(self._save)
        buttons = QHBoxLayout()
        buttons.addWidget(self._own)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(save)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        column.addWidget(self._title)
        column.addLayout(grid)
        column.addWidget(self.problem)
        column.addLayout(buttons)

    def open_over(self, rect: QRect, volume: Volume) -> None:
        """Show it near the top of a part of its parent, filled with what holds of a volume."""
        self._volume = volume
        self._title.setText(f"Details of {volume.document}")
        self.setAccessibleName(self._title.text())
        self._fill(volume.details)
        self._own.setVisible(volume.is_edited)
        self._offer_languages(volume)
        self.say("")
        width = min(_WIDTH, rect.width() - 2 * _ROOM)
        self.setFixedWidth(width)
        self.adjustSize()
        self.move(rect.left() + (rect.width() - width) // 2, rect.top() + _ROOM)
        self.show()
        self.raise_()
        self.fields["title"].setFocus()

    def _fill(self, details: Details) -> None:
        for field, value in zip(self.fields.values(), astuple(details), strict=True):
            field.setText("; ".join(value) if isinstance(value, tuple) else value)
            field.setCursorPosition(0)

    def _offer_languages(self, volume: Volume) -> None:
        """Let the language be put right where there is one text that is the person's."""
        self.language.clear()
        alone = volume.mine[0] if len(volume.mine) == 1 else None
        for widget in (self.language, self._language_row):
            widget.setVisible(alone is not None)
        if alone is not None:
            for code in dict.fromkeys([alone.language, *LANGUAGES, "de"]):
                self.language.addItem(language_name(code), code)

    def say(self, words: str, field: str = "") -> None:
        """Say what is wrong, and lead to where."""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
        self.adjustSize()
        if field in self.fields:
            self.fields[field].setFocus()
            self.fields[field].selectAll()
            self.fields[field].setAccessibleDescription(words)

    def _take_back(self) -> None:
        if self._volume is not None:
            self._fill(self._volume.own)

    def _save(self) -> None:
        if self._volume is None:
            return
        words = {name: field.text() for name, field in self.fields.items()}
        subjects = tuple(words.pop("subjects").split(";"))
        alone = self._volume.mine[0] if len(self._volume.mine) == 1 else None
        language = str(self.language.currentData() or "")
        self.say("")
        self.saved.emit(Filled(self._volume, Details(**words, subjects=subjects), alone, language))

    def dismiss(self) -> None:
        """Close it; nothing is saved."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)
