"""The form over the results: a line for each thing one may look for, written into the box."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCompleter,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.search.building import FIELDS, LINES, Form, from_query, to_query

_WORDS = {
    "all_of": ("All of", "any order"),
    "in_a_row": ("In a row", "as it stands"),
    "any_of": ("Any of", "one is enough"),
    "none_of": ("None of", "left out"),
    "document": ("Document", "A/RES/78/311"),
    "part": ("Part", "Preamble"),
    "speaker": ("Speaker", "who says it"),
    "verb": ("Verb", "Recalling"),
    "language": ("Language", "en"),
    "since": ("From", "2019"),
    "until": ("To", "2024"),
}


class Builder(QWidget):
    """Reads a query into its lines and tells the query that they make.

    Most searches are typed without it: its lines are made when it is unfolded first.
    """

    query_built = Signal(str)
    left = Signal()
    """Escape: the box is wanted again."""

    def __init__(self, behind: QWidget, parent: QWidget) -> None:
        """Make it folded away; Tab comes to it from the widget `behind` which it is."""
        super().__init__(parent)
        self._behind = behind
        self.setAccessibleName("Build a search")
        self._form = Form()
        self.lines: dict[str, QLineEdit] = {}
        self._values: dict[str, QStringListModel] = {}
        self.hide()

    def unfold(self) -> None:
        """Show the form."""
        if not self.lines:
            self._furnish()
            for one, other in pairwise((self._behind, *self.lines.values(), self._clear_button)):
                self.setTabOrder(one, other)
        self.show()

    def _furnish(self) -> None:
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(4)
        form.setHorizontalSpacing(8)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        for name in LINES:
            self._make_line(name)
        for name in LINES[:-2]:
            form.addRow(self._label(name), self.lines[name])
        years = QHBoxLayout()
        years.setSpacing(6)
        years.addWidget(self.lines["since"])
        years.addWidget(self._label("until"))
        years.addWidget(self.lines["until"])
        form.addRow(self._label("since"), years)
        self._rest = QLabel(self)
        self._rest.setObjectName("muted")
        self._rest.setWordWrap(True)
        self._rest.setTextFormat(Qt.TextFormat.PlainText)
        self._clear_button = clear = QPushButton("Empty the form", self)
        clear.setObjectName("link")
        clear.clicked.connect(self._clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(form)
        column.addWidget(self._rest)
        column.addWidget(clear, 0, Qt.AlignmentFlag.AlignLeft)
        self._rest.hide()

    def _make_line(self, name: str) -> None:
        words, hint = _WORDS[name]
        line = QLineEdit(self)
        line.setObjectName(name)
        line.setMinimumWidth(44)
        line.setPlaceholderText(hint)
        line.setAccessibleName(f"{words}: {hint}")
        line.textEdited.connect(self._edited)
        self.lines[name] = line
        if name not in FIELDS:
            return
        values = QStringListModel(self)
        completer = QCompleter(values, line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated.connect(self._edited)
        line.setCompleter(completer)
        self._values[FIELDS[name]] = values

    def _label(self, name: str) -> QLabel:
        label = QLabel(_WORDS[name][0], self)
        label.setObjectName("muted")
        label.setBuddy(self.lines[name])
        return label

    def set_choices(self, choices: Mapping[str, Sequence[str]]) -> None:
        """Offer these values in the lines of the fields."""
        for field, values in choices.items():
            if field in self._values:
                self._values[field].setStringList(list(values))

    def read(self, query: str) -> None:
        """Show a query in the lines, unless one is writing into them."""
        if any(line.hasFocus() for line in self.lines.values()):
            return
        self._form = from_query(query)
        for name, line in self.lines.items():
            line.setText(getattr(self._form, name))
        self._tell_rest()

    def enter(self) -> None:
        """Put the caret into the first line."""
        self.lines["all_of"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_rest(self) -> None:
        self._rest.setText(f"And as typed: {self._form.rest}")
        self._rest.setVisible(bool(self._form.rest))

    def _edited(self) -> None:
        typed = {name: line.text() for name, line in self.lines.items()}
        self._form = replace(self._form, **typed)
        self.query_built.emit(to_query(self._form))

    def _clear(self) -> None:
        for line in self.lines.values():
            line.clear()
        self._form = Form()
        self._tell_rest()
        self._edited()
        self.enter()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the box; Return has nothing more to do."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
