"""A quiz of one's own choosing: what about, how many, to practise, be examined or sprint."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.quiz import lookup, wording
from desktop.quiz.study_page import StudyPage
from desktop.quiz.view import View
from desktop.tasks import Worker
from desktop.theme import Theme
from desktop.widgets.choice_box import ChoiceBox
from desktop.widgets.stepper import Stepper

if TYPE_CHECKING:
    from db.quiz.exam import Rule

MODES = {
    "practice": "Practise: the answer after every question; the schedule stays as it is",
    "exam": "Exam: timed, marked at the end",
    "sprint": "Sprint: as many as you can in 60 seconds",
}
_WAIT = 150
"""Milliseconds after the last change before it is counted how many questions fit."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What was chosen: mode, filter, number of questions, minutes (0: no limit), marking rule."""

    mode: str
    chosen: lookup.Chosen
    count: int
    minutes: int
    rule: "Rule"


class SetupView(View):
    """The form; `changed` when the questions that fit are to be counted again."""

    changed = Signal()
    start_requested = Signal()
    leave_requested = Signal()

    def __init__(self, offered: lookup.Offered, mode: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        title = QLabel("New quiz", self)
        title.setObjectName("heading")
        column.addWidget(title)
        self.form = QFormLayout()
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.form.setVerticalSpacing(10)
        self.form.setHorizontalSpacing(16)
        column.addLayout(self.form)
        self.mode = self._box("&Do what", list(MODES.items()))
        self.mode.setCurrentIndex(max(0, self.mode.findData(mode)))
        self.document = self._box("D&ocument", [("", "All documents"), *offered.documents])
        self.first, self.last = QLineEdit(self), QLineEdit(self)
        self._range()
        self.topic = self._box("&Topic", [("", "All"), *((one, one) for one in offered.topics)])
        self.kind = self._box("&Kind", [("", "All"), *wording.KINDS.items()])
        self.state = self._box("&Which", [("", "All"), *wording.STATES.items()])
        self.verb = self._line("&Verb", "opens the paragraph, such as Requests")
        self.speaker = self._line("&Speaker", "said or is reported to have said it")
        self.words = self._line("Wo&rds", "in the question or its explanation")
        self.count = self._stepper("&Questions", 1, 100, 10, "")
        self.minutes = self._stepper("&Minutes", 0, 180, 15, " min")
        self.rule = self._box("Mar&king", offered.rules)
        self.found = QLabel(self)
        self.found.setObjectName("muted")
        column.addWidget(self.found)
        self.add_to_footer(self._actions())
        self.mode.currentIndexChanged.connect(self._show_mode)
        self._show_mode()
        self.setAccessibleName("New quiz")

    def _add(self, name: str, field: QWidget) -> None:
        label = QLabel(name, self)
        label.setBuddy(field)
        field.setAccessibleName(name.replace("&", ""))
        self.form.addRow(label, field)

    def _box(self, name: str, entries: list[tuple[str, str]]) -> ChoiceBox:
        box = ChoiceBox(self)
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for value, words in entries:
            box.addItem(words, value)
        box.currentIndexChanged.connect(self.changed)
        self._add(name, box)
        return box

    def _line(self, name: str, hint: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setPlaceholderText(hint)
        line.textChanged.connect(self.changed)
        self._add(name, line)
        return line

    def _stepper(self, name: str, low: int, high: int, value: int, unit: str) -> Stepper:
        stepper = Stepper(low, high, 5 if high > 100 else 1, unit, self)
        stepper.show_value(value)
        self._add(name, stepper)
        stepper.set_name(name.replace("&", ""))
        return stepper

    def _range(self) -> None:
        both = QWidget(self)
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        for line, name, hint in (
            (self.first, "From paragraph", "from, such as 3 or pp2"),
            (self.last, "To paragraph", "to"),
        ):
            line.setAccessibleName(name)
            line.setPlaceholderText(hint)
            line.textChanged.connect(self.changed)
            row.addWidget(line)
        label = QLabel("&Paragraphs", self)
        label.setBuddy(self.first)
        self.form.addRow(label, both)

    def _actions(self) -> QWidget:
        actions = QWidget(self)
        row = QHBoxLayout(actions)
        row.setContentsMargins(0, 0, 0, 0)
        self.start_button = QPushButton("Start (Enter)", actions)
        self.start_button.setObjectName("primary")
        self.start_button.clicked.connect(self.start_requested)
        leave = QPushButton("Close (Esc)", actions)
        leave.clicked.connect(self.leave_requested)
        row.addWidget(self.start_button)
        row.addWidget(leave)
        row.addStretch(1)
        return actions

    def _show_mode(self) -> None:
        exam, sprint = (self.mode.currentData() == mode for mode in ("exam", "sprint"))
        for field, shown in ((self.minutes, exam), (self.rule, exam), (self.count, not sprint)):
            self.form.setRowVisible(field, shown)

    @property
    def setup(self) -> Setup:
        """What is chosen now."""
        chosen = lookup.Chosen(
            document=self.document.currentData() or None,
            topic=self.topic.currentData(), kind=self.kind.currentData(),
            state=self.state.currentData(), first=self.first.text(), last=self.last.text(),
            verb=self.verb.text().strip(), speaker=self.speaker.text().strip(),
            words=self.words.text(),
        )  # fmt: skip
        return Setup(
            self.mode.currentData(), chosen, self.count.value, self.minutes.value,
            self.rule.currentData(),
        )  # fmt: skip

    def show_found(self, count: int) -> None:
        """Say how many questions fit; with none there is nothing to start."""
        words = {0: "No question fits: ask for less.", 1: "One question fits."}
        self.found.setText(words.get(count, f"{count} questions fit."))
        self.start_button.setEnabled(count > 0)

    def start(self) -> QWidget | None:
        """Return the first box."""
        return self.mode

    def keys(self) -> frozenset[str]:
        """Return the key that starts."""
        return frozenset({"Enter"})

    def press(self, key: str) -> None:
        """Start, where anything fits."""
        if self.start_button.isEnabled():
            self.start_requested.emit()


class SetupPage(StudyPage):
    """Shows the form once it is known what there is; says what is to be started."""

    start_requested = Signal(object)
    """A Setup."""

    def __init__(self, worker: Worker, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(worker, theme, parent)
        self.setAccessibleName("New quiz")
        self._mode = "practice"
        self._count = QTimer(self, interval=_WAIT, singleShot=True)
        self._count.timeout.connect(self._ask_count)

    def start(self, mode: str = "practice") -> None:
        """Show the form, for one of MODES."""
        self._mode = mode
        self._worker.ask(self, lookup.offered, self._offer, self._no_clause)

    def _offer(self, offered: lookup.Offered) -> None:
        view = SetupView(offered, self._mode)
        view.changed.connect(self._count.start)
        view.start_requested.connect(self._started)
        view.leave_requested.connect(self._leave)
        self._show(view)
        self._ask_count()

    def _ask_count(self) -> None:
        if isinstance(self.view, SetupView):
            work = partial(lookup.count_chosen, chosen=self.view.setup.chosen)
            self._worker.ask(self, work, self._counted, self._wrong, lane="count")

    def _counted(self, count: int) -> None:
        if isinstance(self.view, SetupView):
            self.view.show_found(count)

    def _wrong(self, error: Exception) -> None:
        if isinstance(self.view, SetupView):
            self.view.show_found(0)
            self.view.found.setText(str(error))

    def _started(self) -> None:
        if isinstance(self.view, SetupView):
            self.start_requested.emit(self.view.setup)
