"""Writing a question: its kind, and for each of its fields a line or a box."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.quiz import wording
from desktop.quiz.view import View
from desktop.widgets.choice_box import ChoiceBox
from desktop.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from db.quiz.models import Question

_NAMES = {
    "prompt": ("&Question", ""),
    "quote": ("&Quoted words", ""),
    "text": ("&Text", "with gaps as {{answer|also right}}"),
    "back": ("&Answer", ""),
    "answer": ("&True or false", "true or false"),
    "answers": ("&Answers", "the right one, then others that are accepted, a line each"),
    "choices": ("&Choices", "+ right one\n- wrong one | why it is wrong | A/RES/78/311 op6"),
    "pairs": ("&Pairs", "left = right, a line each"),
    "items": ("&In order", "a line each, with a note behind |"),
    "others": ("&Wrong options", "a line each; none: the gaps are typed"),
    "targets": ("&Right paragraphs", "addresses, a line each"),
    "within": ("Paragraphs &shown", "addresses, a line each; none: the whole document"),
    "explanation": ("&Explanation", "why the answer is right"),
    "evidence": ("Cla&uses", "addresses, the deciding one first: A/RES/78/311 op6"),
    "topics": ("T&opics", "words, commas between"),
    "difficulty": ("&Difficulty", "1, 2 or 3"),
}
_LINES = frozenset({"answer", "topics", "difficulty"})
_HIGH = 4
"""Lines of a box."""


class EditorView(View):
    """All fields at once; those that the kind does not have are hidden, and kept."""

    saved = Signal(object)
    """The Question as it is written now; not checked yet."""
    cancelled = Signal()

    def __init__(self, question: "Question", heading: str) -> None:
        from db.quiz.written import to_text

        super().__init__()
        self._id = question.id
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        title = QLabel(heading, self)
        title.setObjectName("heading")
        column.addWidget(title)
        self.form = QFormLayout()
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self.form.setVerticalSpacing(4)
        column.addLayout(self.form)
        self.kind = ChoiceBox(self)
        for name, words in wording.KINDS.items():
            self.kind.addItem(words, name)
        self.kind.setAccessibleName("Kind")
        self.kind.setCurrentIndex(max(0, self.kind.findData(question.kind)))
        self.form.addRow("&Kind", self.kind)
        written = to_text(question)
        self.fields: dict[str, QLineEdit | QPlainTextEdit] = {}
        for name in _NAMES:
            self.fields[name] = self._field(name, written.get(name, ""))
        self.wrong = QLabel(self)
        self.wrong.setObjectName("verdict")
        self.wrong.setProperty("mark", "wrong")
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        self.add_to_footer(self._actions())
        self.kind.currentIndexChanged.connect(self._show_kind)
        self._show_kind()
        self.setAccessibleName(heading)

    def _field(self, name: str, words: str) -> QLineEdit | QPlainTextEdit:
        label, hint = _NAMES[name]
        field: QLineEdit | QPlainTextEdit
        if name in _LINES:
            field = QLineEdit(words, self)
        else:
            field = QPlainTextEdit(words, self)
            field.setTabChangesFocus(True)
            field.setFixedHeight(field.fontMetrics().lineSpacing() * _HIGH)
        field.setPlaceholderText(hint)
        field.setAccessibleName(label.replace("&", ""))
        self.form.addRow(label, field)
        return field

    def _actions(self) -> QWidget:
        actions = QWidget(self)
        row = FlowLayout(actions)
        row.addWidget(self.wrong)
        self.save = QPushButton("Save (Ctrl+Enter)", actions)
        self.save.setObjectName("primary")
        self.save.clicked.connect(self._save)
        cancel = QPushButton("Cancel (Esc)", actions)
        cancel.clicked.connect(self.cancelled)
        row.addWidget(self.save)
        row.addWidget(cancel)
        return actions

    def _show_kind(self) -> None:
        from db.quiz.written import FIELDS

        kind = self.kind.currentData()
        always = {"prompt", "explanation", "evidence", "topics", "difficulty"}
        for name, field in self.fields.items():
            self.form.setRowVisible(field, name in always or name in FIELDS[kind])

    def start(self) -> QWidget | None:
        """Return the question's words."""
        return self.fields["prompt"]

    def keys(self) -> frozenset[str]:
        """Return the key that saves."""
        return frozenset({"Ctrl+Enter"})

    def press(self, key: str) -> None:
        """Save."""
        self._save()

    def _save(self) -> None:
        from db.errors import UsageError
        from db.quiz.written import from_text

        texts = {
            name: field.text() if isinstance(field, QLineEdit) else field.toPlainText()
            for name, field in self.fields.items()
        }
        try:
            self.saved.emit(from_text(self._id, self.kind.currentData(), texts))
        except UsageError as error:
            self.say(str(error))

    def say(self, words: str) -> None:
        """Say what is wrong, above the buttons."""
        self.wrong.setText(words)
        self.wrong.show()
        self.wrong.setAccessibleName(words)
        self.fields["prompt"].setFocus(Qt.FocusReason.OtherFocusReason)
