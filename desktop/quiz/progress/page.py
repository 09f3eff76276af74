"""The page of progress: sections, each counted when it is opened, as charts or as tables."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.quiz.progress import work
from desktop.quiz.progress.figure import Figure
from desktop.quiz.progress.figure_view import FigureView
from desktop.quiz.progress.schedule_pane import SchedulePane
from desktop.tasks import Worker
from desktop.theme import Theme
from desktop.widgets.announcing import announce
from desktop.widgets.flow import FlowLayout

SECTIONS = {
    "activity": "Days", "retention": "Retention", "ahead": "Ahead", "mastery": "Known",
    "items": "Questions", "schedule": "Schedule",
}  # fmt: skip
_CHOICES = {
    "mastery": (("document", "By document"), ("part", "By part"), ("paragraph", "By paragraph"),
                ("topic", "By topic"), ("kind", "By kind of question")),
    "items": (("hardest", "The hardest first"), ("most", "The most answered first")),
}  # fmt: skip
_WORK: dict[str, Callable[..., list[Figure]]] = {
    "activity": work.activity, "retention": work.retention, "ahead": work.ahead,
    "mastery": work.mastery, "items": work.items,
}  # fmt: skip


class ProgressPage(QWidget):
    """Asks a worker of its own for each section's figures; `refresh` counts again."""

    address_requested = Signal(str)
    save_requested = Signal()
    """The figures shown are wanted as a file."""

    def __init__(self, worker: Worker, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Progress")
        self._worker, self._theme = worker, theme
        self.section = ""
        self.views: list[FigureView] = []
        self.schedule = SchedulePane(worker, theme, self)
        self.schedule.hide()
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        head = QWidget(self)
        self._head = FlowLayout(head, gap=6)
        for name, words in SECTIONS.items():
            self._head.addWidget(self._section_button(name, words))
        self.choice = QComboBox(self)
        self.choice.setAccessibleName("Show")
        self.choice.activated.connect(self._chosen)
        self.table = QPushButton("Table", self)
        self.table.setCheckable(True)
        self.table.setToolTip("The numbers as a table")
        self.table.toggled.connect(self._show_tables)
        self.save = QPushButton("Save…", self)
        self.save.setToolTip("As a picture (PNG), pages (PDF) or numbers (CSV)")
        self.save.clicked.connect(self.save_requested)
        for widget in (self.choice, self.table, self.save):
            self._head.addWidget(widget)
        self.status = QLabel(self)
        self.status.setObjectName("muted")
        self.status.setWordWrap(True)
        self._body = QWidget()
        self._body.setObjectName("progressBody")
        self._figures = QVBoxLayout(self._body)
        self._figures.setContentsMargins(0, 0, 8, 0)
        self._figures.addWidget(self.schedule)
        self._figures.addStretch(1)
        self._lay_out(head)
        self.schedule.figures_made.connect(self._show)
        self.set_theme(theme)

    def _section_button(self, name: str, words: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setCheckable(True)
        button.setAccessibleDescription("Section")
        button.clicked.connect(partial(self.open, name))
        self._group.addButton(button)
        self._buttons[name] = button
        return button

    def _lay_out(self, head: QWidget) -> None:
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._body)
        self._scroll = scroll
        column = QVBoxLayout()
        column.setContentsMargins(20, 14, 12, 8)
        column.setSpacing(10)
        column.addWidget(head)
        column.addWidget(self.status)
        column.addWidget(scroll, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(column)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.setStyleSheet(f"ProgressPage, #progressBody {{background: {theme.page};}}")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.schedule.set_theme(theme)
        for view in self.views:
            view.set_theme(theme)

    # sections ---------------------------------------------------------------------------------

    def open(self, section: str) -> None:
        """Show a section; its numbers are counted now."""
        self.section = section
        self._buttons[section].setChecked(True)
        self._buttons[section].setFocus()
        self.setFocusProxy(self._buttons[section])
        choices = _CHOICES.get(section, ())
        self.choice.clear()
        for name, words in choices:
            self.choice.addItem(words, name)
        self.choice.setVisible(bool(choices))
        self.schedule.setVisible(section == "schedule")
        self.refresh()

    def refresh(self) -> None:
        """Count the open section again."""
        if self.section == "schedule":
            self._show([])
            self.schedule.refresh()
            return
        self.status.setText("Counting…")
        self.status.show()
        chosen = self.choice.currentData()
        asked: Any = _WORK[self.section]
        asked = partial(_call, asked, chosen) if chosen else asked
        self._worker.ask(self, asked, self._came, self._failed, lane="figures")

    def _chosen(self, _index: int) -> None:
        self.refresh()

    def _came(self, figures: list[Figure]) -> None:
        self.status.hide()
        self._show(figures)
        said = [f"{one.title}. {one.summary if one.rows else one.nothing}" for one in figures]
        announce(self, " ".join(said))

    def _failed(self, error: Exception) -> None:
        self.status.setText(f"The numbers cannot be counted. {error}")
        self.status.show()

    @property
    def figures(self) -> list[Figure]:
        """The figures that are shown."""
        return [view.figure for view in self.views]

    def _show(self, figures: list[Figure]) -> None:
        for view in self.views:
            self._figures.removeWidget(view)
            view.hide()
            view.deleteLater()
        self.views = []
        for figure in figures:
            self._add(figure)
        self.save.setEnabled(any(one.rows for one in figures))
        self._scroll.verticalScrollBar().setValue(0)

    def _add(self, figure: Figure) -> None:
        view = FigureView(figure, self._theme, self.table.isChecked(), self._body)
        view.row_chosen.connect(self._row_chosen)
        self._figures.insertWidget(self._figures.count() - 1, view)
        self.views.append(view)

    def _show_tables(self, shown: bool) -> None:
        for view in self.views:
            view.show_table(shown)

    def _row_chosen(self, key: str) -> None:
        if self.section == "mastery":
            self.address_requested.emit(key)
        elif self.section == "items":
            asked = partial(work.chosen, question=key)
            self._worker.ask(self, asked, self._answers_came, self._failed, lane="answers")

    def _answers_came(self, figures: list[Figure]) -> None:
        """Show what was answered to a question above the list, in place of the one before."""
        self._show([*figures, *[one for one in self.figures if one.title != figures[0].title]])
        announce(self, figures[0].summary)


def _call(asked: Callable[..., list[Figure]], chosen: str, connection: Any) -> list[Figure]:
    return asked(connection, chosen)
