"""One's own questions: written, changed, thrown away, and which of them have changed clauses."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from db.quiz.models import Question
from desktop.quiz import lookup, own_work, wording
from desktop.quiz.editor import EditorView
from desktop.quiz.study_page import StudyPage
from desktop.quiz.view import View
from desktop.tasks import Worker
from desktop.theme import Theme
from desktop.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from db.quiz.own_rows import OwnQuestion

_OWN = Qt.ItemDataRole.UserRole
_STATES = {"changed": "its clause has changed", "gone": "its clause is not there any more"}
_HIGH = 320


class _Rows(QListWidget):
    """A list that leaves letters to the page: they are its keys, not a search."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)


class OwnView(View):
    """The list, and what to do with the question chosen in it."""

    acted = Signal(str)
    """`new`, `edit`, `remove`, `holds` (the changed clause), `open`, `undo` or `redo`."""

    def __init__(self, found: "list[OwnQuestion]") -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        flagged = sum(bool(one.state) for one in found)
        words = f"My questions: {len(found)}" + (f", {flagged} flagged" if flagged else "")
        title = QLabel(words, self)
        title.setObjectName("heading")
        column.addWidget(title)
        hint = QLabel(
            "Write one here, make one from selected words or a note, or have them made from a"
            " document.", self,
        )  # fmt: skip
        hint.setObjectName("muted")
        hint.setWordWrap(True)
        hint.setVisible(not found)
        column.addWidget(hint)
        self.list = _Rows(self)
        self.list.setAccessibleName("My questions")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setWordWrap(True)
        self.list.setMinimumHeight(_HIGH)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVisible(bool(found))
        for one in sorted(found, key=lambda own: not own.state):
            kind = wording.KINDS[one.question.kind]
            state = f" ⚑ {_STATES[one.state]}" if one.state else ""
            item = QListWidgetItem(f"{one.question.prompt}\n{kind}{state}", self.list)
            item.setData(_OWN, one)
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(self._edit)
        column.addWidget(self.list)
        self.add_to_footer(self._actions(bool(found), bool(flagged)))
        self.setAccessibleName(words)

    def _actions(self, some: bool, flagged: bool) -> QWidget:
        actions = QWidget(self)
        row = FlowLayout(actions)
        for name, words, shown in (
            ("new", "New (N)", True), ("edit", "Edit (Enter)", some),
            ("remove", "Throw away (Del)", some), ("open", "Open clause (O)", some),
            ("holds", "It holds still (H)", flagged), ("undo", "Undo (U)", True),
            ("redo", "Redo", True),
        ):  # fmt: skip
            button = QPushButton(words, actions)
            button.setProperty("name", name)
            button.clicked.connect(self._clicked)
            button.setVisible(shown)
            row.addWidget(button)
        return actions

    @property
    def current(self) -> "OwnQuestion | None":
        """The question chosen in the list."""
        item = self.list.currentItem()
        found: OwnQuestion | None = item.data(_OWN) if item else None
        return found

    def start(self) -> QWidget | None:
        """Return the list."""
        return None if self.list.isHidden() else self.list

    def keys(self) -> frozenset[str]:
        """Return the letters of the buttons."""
        return frozenset({"N", "Enter", "Del", "O", "H", "U", "Undo"})

    def press(self, key: str) -> None:
        """Do what a button does."""
        names = {"N": "new", "Enter": "edit", "Del": "remove", "O": "open", "H": "holds"}
        self.acted.emit(names.get(key, "undo"))

    def _edit(self, _item: QListWidgetItem) -> None:
        self.acted.emit("edit")

    def _clicked(self) -> None:
        self.acted.emit(self.sender().property("name"))


class OwnPage(StudyPage):
    """Starts empty: `start` shows the list, `write` an editor."""

    def __init__(self, worker: Worker, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(worker, theme, parent)
        self.setAccessibleName("My questions")
        self._is_new = False

    def start(self) -> None:
        """Show one's questions, their clauses looked at anew."""
        self._ask(own_work.own_questions)

    def _ask(self, work: lookup.Work) -> None:
        self._worker.ask(self, work, self._came, self._failed)

    def _came(self, found: "list[OwnQuestion]") -> None:
        view = OwnView(found)
        view.acted.connect(self._act)
        self._show(view)
        self._announce(view.accessibleName())

    def _changed(self, found: Any) -> None:
        self.answer_recorded.emit()
        self._came(found)

    def _act(self, action: str) -> None:
        own = self.view.current if isinstance(self.view, OwnView) else None
        if action == "new":
            self.write(Question("", "multiple-choice", "", "", ()), new=True)
        elif action in ("undo", "redo"):
            work = partial(own_work.undo_own, redo=action == "redo")
            self._worker.ask(self, work, self._changed, self._failed)
        elif own is None:
            return
        elif action == "edit":
            self.write(own.question, new=False)
        elif action == "open" and own.question.evidence:
            self.address_requested.emit(own.question.evidence[0])
        elif action in ("remove", "holds"):
            work = partial(own_work.settle_own, question_id=own.question.id, what=action)
            self._worker.ask(self, work, self._changed, self._failed)

    def write(self, question: Question, *, new: bool) -> None:
        """Open a question to be written, a new one or one that is there."""
        self._is_new = new
        view = EditorView(question, "New question" if new else "Edit the question")
        view.saved.connect(self._save)
        view.cancelled.connect(self.start)
        self._show(view)

    def _save(self, question: Question) -> None:
        work = partial(own_work.save_own, question=question, new=self._is_new)
        self._worker.ask(self, work, self._changed, self._failed)

    def _failed(self, error: Exception) -> None:
        if isinstance(self.view, EditorView):
            self.view.say(str(error))
        else:
            self._banner.say(str(error))

    def _leave(self) -> None:
        """Go; out of the editor, back to the list."""
        if isinstance(self.view, EditorView):
            self.start()
        else:
            super()._leave()
