"""How one learns: limits of the day, retention wanted, steps, leeches, siblings."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.quiz import own_work
from desktop.quiz.study_page import StudyPage
from desktop.quiz.view import View
from desktop.tasks import Worker
from desktop.theme import Theme
from desktop.widgets.check_box import CheckBox
from desktop.widgets.flow import FlowLayout
from desktop.widgets.stepper import Stepper

if TYPE_CHECKING:
    from db.quiz.options import LearnOptions


class OptionsView(View):
    """The numbers and switches; `saved` carries them as a mapping for `options.sound`."""

    saved = Signal(object)
    leave_requested = Signal()

    def __init__(self, kept: "LearnOptions") -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        title = QLabel("Learning options", self)
        title.setObjectName("heading")
        column.addWidget(title)
        self.form = QFormLayout()
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.form.setVerticalSpacing(10)
        column.addLayout(self.form)
        self.new = self._stepper("&New questions a day", 0, 999, 1, "", kept.new_a_day)
        self.reviews = self._stepper("&Reviews a day", 0, 9999, 10, "", kept.reviews_a_day)
        percent = round(100 * kept.retention)
        self.retention = self._stepper("Retention &wanted", 70, 99, 1, " %", percent)
        self.learning = self._line("&Learning steps, minutes", kept.learning_steps)
        self.relearning = self._line("Steps when &forgotten, minutes", kept.relearning_steps)
        self.leech = self._stepper("A &leech after lapses", 0, 99, 1, "", kept.leech_after)
        self.aside = self._check("Set &leeches aside", kept.leech_aside)
        self.apart = self._check("One question a paragraph a &day", kept.siblings_apart)
        hint = QLabel("What is past a limit stays due and comes on another day.", self)
        hint.setObjectName("muted")
        hint.setWordWrap(True)
        column.addWidget(hint)
        self.add_to_footer(self._actions())
        self.setAccessibleName("Learning options")

    def _stepper(self, name: str, low: int, high: int, step: int, unit: str, value: int) -> Stepper:
        made = Stepper(low, high, step, unit, self)
        made.show_value(value)
        made.set_name(name.replace("&", ""))
        label = QLabel(name, self)
        label.setBuddy(made)
        self.form.addRow(label, made)
        return made

    def _line(self, name: str, steps: tuple[float, ...]) -> QLineEdit:
        line = QLineEdit(" ".join(f"{step:g}" for step in steps), self)
        line.setAccessibleName(name.replace("&", ""))
        self.form.addRow(name, line)
        return line

    def _check(self, name: str, on: bool) -> CheckBox:
        box = CheckBox(name, self)
        box.setChecked(on)
        self.form.addRow("", box)
        return box

    def _actions(self) -> QWidget:
        actions = QWidget(self)
        row = FlowLayout(actions)
        self.save = QPushButton("Save (Ctrl+Enter)", actions)
        self.save.setObjectName("primary")
        self.save.clicked.connect(self._save)
        close = QPushButton("Close (Esc)", actions)
        close.clicked.connect(self.leave_requested)
        row.addWidget(self.save)
        row.addWidget(close)
        return actions

    def start(self) -> QWidget | None:
        """Return the first number."""
        return self.new

    def keys(self) -> frozenset[str]:
        """Return the key that saves."""
        return frozenset({"Ctrl+Enter"})

    def press(self, key: str) -> None:
        """Save."""
        self._save()

    def _save(self) -> None:
        self.saved.emit(
            {
                "new_a_day": self.new.value, "reviews_a_day": self.reviews.value,
                "retention": self.retention.value / 100, "leech_after": self.leech.value,
                "learning_steps": _minutes(self.learning.text()),
                "relearning_steps": _minutes(self.relearning.text()),
                "leech_aside": self.aside.isChecked(), "siblings_apart": self.apart.isChecked(),
            }
        )  # fmt: skip


def _minutes(typed: str) -> list[float]:
    """Read numbers with spaces or commas between; what is none is left out."""
    found = []
    for word in typed.replace(",", " ").split():
        try:
            found.append(float(word))
        except ValueError:
            continue
    return found


class OptionsPage(StudyPage):
    """Starts empty: `start` shows the options as they are kept."""

    def __init__(self, worker: Worker, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(worker, theme, parent)
        self.setAccessibleName("Learning options")

    def start(self) -> None:
        """Show the options."""
        self._worker.ask(self, own_work.read_options, self._came, self._no_clause)

    def _came(self, kept: "LearnOptions") -> None:
        view = OptionsView(kept)
        view.saved.connect(self._save)
        view.leave_requested.connect(self._leave)
        self._show(view)

    def _save(self, values: dict[str, Any]) -> None:
        work = partial(own_work.write_options, values=values)
        self._worker.ask(self, work, self._saved, self._not_saved)

    def _saved(self, kept: "LearnOptions") -> None:
        self._came(kept)
        self._banner.say("Saved. It holds from the next card on.")
        self.answer_recorded.emit()

    def _not_saved(self, error: Exception) -> None:
        self._banner.say(f"The options could not be saved. {error}")
