"""The schedule: desired retention, new cards, easy days, a fit; seen first, then done, undone."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.quiz.progress import work
from desktop.quiz.progress.figure import Figure
from desktop.tasks import Worker
from desktop.theme import Theme
from desktop.widgets.announcing import announce
from desktop.widgets.flow import FlowLayout
from desktop.widgets.stepper import Stepper

if TYPE_CHECKING:
    from db.quiz.fitting import Fit, Readiness
    from db.quiz.options import LearnOptions
    from db.quiz.rescheduling import Plan

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_LOADS = ((1.0, "usual"), (0.5, "fewer"), (0.0, "none"))


class Standing(NamedTuple):
    """The options kept, whether a fit can be made, and the change that can be taken back."""

    options: "LearnOptions"
    readiness: "Readiness"
    undoable: str


class SchedulePane(QWidget):
    """What is chosen here is only shown until it is applied; another writes it."""

    figures_made = Signal(object)
    apply_requested = Signal(object, str)
    """A plan is to be carried out, with the words it is remembered by."""
    undo_requested = Signal()

    def __init__(self, worker: Worker, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._worker, self._theme = worker, theme
        self._kept: LearnOptions | None = None
        self._parameters: tuple[float, ...] | None = None
        self._plan: Plan | None = None
        self.retention = self._stepper(70, 99, 1, " %", "Desired retention, percent")
        self.new = self._stepper(0, 999, 5, "", "New cards a day")
        self.days = [self._day(name) for name in _DAYS]
        self.preview = self._button("See what changes", self._ask_plan)
        self.simulate = self._button("Simulate 90 days", self._ask_load)
        self.fit = self._button("Fit to my reviews", self._ask_fit)
        self.apply = self._button("Apply", self._apply)
        self.apply.setObjectName("primary")
        self.undo = self._button("Undo", self.undo_requested.emit)
        self.said = QLabel(self)
        self.said.setWordWrap(True)
        self._ready = QLabel(self)
        self._ready.setObjectName("muted")
        self._ready.setWordWrap(True)
        self._lay_out()

    def _stepper(self, low: int, high: int, step: int, unit: str, name: str) -> Stepper:
        made = Stepper(low, high, step, unit, self)
        made.set_name(name)
        made.setMaximumWidth(180)
        made.value_changed.connect(self._changed)
        return made

    def _day(self, name: str) -> QComboBox:
        made = QComboBox(self)
        for load, words in _LOADS:
            made.addItem(f"{name}: {words}", load)
        made.setAccessibleName(f"Cards due on {name}")
        made.activated.connect(self._changed)
        return made

    def _button(self, words: str, pressed: Any) -> QPushButton:
        button = QPushButton(words, self)
        button.clicked.connect(pressed)
        return button

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow("Desired retention", self.retention)
        form.addRow("New cards a day", self.new)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(10)
        column.addLayout(form)
        for widgets in (
            self.days,
            [self.preview, self.simulate, self.fit],
            [self.apply, self.undo],
        ):
            row = QWidget(self)
            flow = FlowLayout(row, gap=6)
            for widget in widgets:
                flow.addWidget(widget)
            column.addWidget(row)
        column.insertWidget(3, self._ready)
        column.addWidget(self.said)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme

    # what is kept ---------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the options again."""
        self._worker.ask(self, _standing, self._show, self._failed, lane="standing")

    def _show(self, found: Standing) -> None:
        self._kept, self._parameters, self._plan = found.options, None, None
        self.retention.show_value(round(found.options.retention * 100))
        self.new.show_value(found.options.new_a_day)
        for box, load in zip(self.days, found.options.easy_days or (1.0,) * 7, strict=True):
            box.setCurrentIndex(box.findData(1.0 if load >= 0.75 else 0.5 if load > 0 else 0.0))
        ready = found.readiness
        self.fit.setEnabled(ready.ready)
        fitted = "fitted to you" if found.options.parameters else "FSRS's own"
        words = f"The parameters are {fitted}. "
        if not ready.installed:
            words += "To fit them, install the package: pip install resolute[fit]."
        else:
            words += f"{ready.reviews:,} reviews on a later day; a fit takes {ready.needed}."
        self._ready.setText(words)
        self.undo.setVisible(bool(found.undoable))
        self.undo.setText(f"Undo: {found.undoable}")
        self.apply.setEnabled(False)

    def _wanted(self) -> "LearnOptions | None":
        if self._kept is None:
            return None
        week = tuple(float(box.currentData()) for box in self.days)
        return replace(
            self._kept,
            retention=self.retention.value / 100,
            new_a_day=self.new.value,
            easy_days=() if min(week) >= 1 else week,
            parameters=self._kept.parameters if self._parameters is None else self._parameters,
        )

    def _changed(self, *_what: object) -> None:
        self._plan = None
        self.apply.setEnabled(False)
        self._say("Nothing is changed yet: see what would change first.")

    # asked ------------------------------------------------------------------------------------

    def _ask_plan(self) -> None:
        if (wanted := self._wanted()) is not None:
            self._say("Working it out…")
            asked = partial(_plan, wanted=wanted)
            self._worker.ask(self, asked, self._planned, self._failed, lane="plan")

    def _planned(self, plan: "Plan") -> None:
        self._plan = plan
        self.apply.setEnabled(plan.options != self._kept)
        self._say(
            f"Of {plan.cards:,} cards in review {plan.earlier:,} come earlier and {plan.later:,} "
            f"later. Due today: {plan.due_before:,} before, {plan.due_after:,} after."
        )
        rows = tuple((work.short(day), after, before) for day, before, after in plan.loads)
        any_due = any(after or before for _, after, before in rows)
        self.figures_made.emit([
            Figure(
                "lined", "Cards due: columns after the change, line before",
                "The next 30 days, as cards stand now.", ("day", "after", "before"),
                rows if any_due else (), nothing="No card in review comes due in the next 30 days.",
            )
        ])  # fmt: skip

    def _ask_load(self) -> None:
        self._say("Playing 90 days…")
        asked = partial(work.load, retention=self.retention.value / 100, new=self.new.value)
        self._worker.ask(self, asked, self._loaded, self._failed, lane="plan")

    def _loaded(self, figures: list[Figure]) -> None:
        self._say(figures[0].summary)
        self.figures_made.emit(figures)

    def _ask_fit(self) -> None:
        self._say("Fitting: this can take a minute. You can go on meanwhile.")
        self.fit.setEnabled(False)
        self._worker.ask(self, _fitted, self._fit_came, self._failed, lane="fit")

    def _fit_came(self, found: "Fit") -> None:
        self.fit.setEnabled(True)
        words = (
            f"Log loss {found.before:.4f} before, {found.after:.4f} after, over {found.reviews:,} "
            "reviews (lower is better). "
        )
        if not found.better:
            self._say(words + "What is in use fits no worse: nothing to change.")
            return
        self._parameters, self._plan = found.parameters, None
        self._ask_plan()
        self._ready.setText(words + "See what changes, then apply.")
        announce(self, words)

    def _apply(self) -> None:
        if self._plan is not None:
            self.apply.setEnabled(False)
            self.apply_requested.emit(self._plan, self._words(self._plan.options))

    def _words(self, options: "LearnOptions") -> str:
        kept = self._kept or options
        changed = {
            f"retention {options.retention:.0%}": options.retention != kept.retention,
            "fitted parameters": options.parameters != kept.parameters,
            "easy days": options.easy_days != kept.easy_days,
        }
        said = ", ".join(words for words, differs in changed.items() if differs)
        return said or f"{options.new_a_day} new cards a day"

    def tell(self, words: str) -> None:
        """Say what came of a change, and read the options again."""
        self.refresh()
        self._say(words)
        self.figures_made.emit([])

    def _failed(self, error: Exception) -> None:
        self.fit.setEnabled(True)
        self._say(str(error))

    def _say(self, words: str) -> None:
        self.said.setText(words)
        announce(self, words)


def _standing(connection: Any) -> Standing:
    from db.quiz import fitting, options, rescheduling

    return Standing(
        options.read(connection), fitting.readiness(connection),
        rescheduling.last_change(connection),
    )  # fmt: skip


def _plan(connection: Any, wanted: "LearnOptions") -> "Plan":
    from db import clock
    from db.quiz import rescheduling

    return rescheduling.plan(connection, wanted, clock.now())


def _fitted(connection: Any) -> "Fit":
    from db.quiz import fitting

    return fitting.fit(connection)
