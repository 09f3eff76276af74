"""An import in a tab of its own: how far it is, what came of each file, and a table to keep."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListView,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from db.library.outcomes import OUTCOMES
from db.library.reference import ImportResult
from desktop.intake.outcomes import OutcomeDelegate, OutcomeModel, RowRole
from desktop.theme import Theme
from desktop.widgets.box_over_list import ChoiceList, ListBox
from desktop.widgets.choice_box import ChoiceBox

if TYPE_CHECKING:
    from db.library.importing import Progress

_WIDEST = 900
"""Pixels; the widest the column gets, margins included."""
_MINUTE = 60
SETTLING = "All is there. The search index is being put in order …"
"""What is said once every file is read and written."""


class _Files(ChoiceList):
    """Lines that a click only chooses; Enter is the page's, whatever is held with it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Enter to the page."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Leave a click without consequence."""
        QListView.mouseReleaseEvent(self, event)


class OutcomesPage(QWidget):
    """Shows an import while it runs and after; documents open from it, texts go under review."""

    document_requested = Signal(str)
    review_requested = Signal(object)
    """The ImportResult whose text is to be reviewed."""
    save_requested = Signal(object)
    """These ImportResults are to be written as a table."""
    stop_requested = Signal()

    def __init__(self, title: str, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self.model = OutcomeModel(self)
        self._delegate = OutcomeDelegate(theme, self)
        self.list = _Files(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._delegate)
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName("Files")
        self.box = ListBox(self.list, self)
        self.box.setPlaceholderText("Filter by file, document or reason")
        self.box.setAccessibleName("Filter the files")
        self.outcomes = ChoiceBox(self)
        self.outcomes.setAccessibleName("Show")
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.said, self.detail = self._label("Progress"), self._label("About this file")
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.stop = self._button("Stop", "Stop; what is finished is kept")
        self.open = self._button("Open", "Open the document (Enter)")
        self.review = self._button("Review…", "See and change its paragraphs (Shift+Enter)")
        self.save = self._button("Save as CSV…", "Save this table for a spreadsheet (Ctrl+S)")
        self._lay_out(title)
        self._wire()
        self.setFocusProxy(self.list)
        self._offer_outcomes()
        self._show_current()

    def _label(self, name: str) -> QLabel:
        made = QLabel(self)
        made.setObjectName("muted")
        made.setWordWrap(True)
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.setAccessibleName(name)
        return made

    def _button(self, words: str, tip: str) -> QPushButton:
        made = QPushButton(words, self)
        made.setToolTip(tip)
        return made

    def _lay_out(self, title: str) -> None:
        heading = QLabel(title, self)
        heading.setObjectName("panelTitle")
        head, filters, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.addWidget(heading, 1)
        head.addWidget(self.stop)
        filters.addWidget(self.box, 1)
        filters.addWidget(self.outcomes)
        foot.addWidget(self.open)
        foot.addWidget(self.review)
        foot.addStretch(1)
        foot.addWidget(self.save)
        inner = QWidget(self)
        inner.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.bar)
        column.addWidget(self.said)
        column.addLayout(filters)
        column.addWidget(self.list, 1)
        column.addWidget(self.detail)
        column.addLayout(foot)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addStretch(1)
        outer.addWidget(inner, 1000)
        outer.addStretch(1)

    def _wire(self) -> None:
        self.box.textChanged.connect(self._narrow)
        self.box.chosen.connect(self._enter)
        self.outcomes.currentIndexChanged.connect(self._narrow)
        self.list.doubleClicked.connect(self._open)
        self.list.selectionModel().currentChanged.connect(self._show_current)
        self.model.modelReset.connect(self._show_current)
        self.stop.clicked.connect(self.stop_requested)
        self.open.clicked.connect(self._open)
        self.review.clicked.connect(self._review)
        self.save.clicked.connect(self._save)

    def set_theme(self, theme: Theme) -> None:
        """Paint with this theme from now on."""
        self._delegate.theme = theme
        self.list.viewport().update()

    # what is told of the import ---------------------------------------------------------------

    def begin(self) -> None:
        """An import begins: nothing is known of it yet."""
        self.model.set_results([])
        self.bar.setRange(0, 0)
        self.bar.show()
        self.stop.setEnabled(True)
        self.stop.show()
        self.said.setText("Looking at the files …")
        self._offer_outcomes()

    def tell(self, progress: "Progress") -> None:
        """Say how far the import is, and show the lines that are new."""
        self.bar.setRange(0, max(1, progress.total))
        self.bar.setValue(progress.files)
        self.said.setText(told(progress))
        if progress.news:
            self.model.add(progress.news)
            self._offer_outcomes()

    def end(self, results: Sequence[ImportResult], words: str) -> None:
        """The import is over; `words` say what came of it."""
        current = self.current()
        self.bar.hide()
        self.stop.hide()
        self.said.setText(words)
        self.model.set_results(results)
        self._offer_outcomes()
        if self.model.shown:
            row = self.model.shown.index(current) if current in self.model.shown else 0
            self.list.setCurrentIndex(self.model.index(row, 0))

    # what is shown ----------------------------------------------------------------------------

    def _offer_outcomes(self) -> None:
        """Name the outcomes there are, with how many files each has."""
        counts = self.model.counts()
        chosen = str(self.outcomes.currentData() or "")
        names = ["", *(one for one in OUTCOMES if counts[one] or one == chosen)]
        words = [f"{one.capitalize()} ({counts[one]:,})" for one in names[1:]]
        self.outcomes.blockSignals(True)
        self.outcomes.clear()
        for name, said in zip(names, [f"All ({len(self.model.all):,})", *words], strict=True):
            self.outcomes.addItem(said, name)
        self.outcomes.setCurrentIndex(names.index(chosen))
        self.outcomes.blockSignals(False)
        self.save.setEnabled(bool(self.model.all))

    def _narrow(self) -> None:
        self.model.narrow(self.box.text(), str(self.outcomes.currentData() or ""))
        if self.model.shown:
            self.list.choose_first()
        elif self.model.all:
            self.detail.setText("No file fits. Clear the filter to see them all.")

    def current(self) -> ImportResult | None:
        """Return the line that one is at."""
        found = self.list.currentIndex().data(RowRole)
        return found if isinstance(found, ImportResult) else None

    def _show_current(self, *_indexes: QModelIndex) -> None:
        result = self.current()
        said = "\n".join(filter(None, [result.path, result.message])) if result else ""
        self.detail.setText(said)
        self.open.setEnabled(bool(result and result.document))
        self.review.setEnabled(result is not None and is_reviewable(result))

    # what is done -----------------------------------------------------------------------------

    def _enter(self, _stay: bool) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, *_index: object) -> None:
        result = self.current()
        if result is not None and result.document:
            self.document_requested.emit(result.document)

    def _review(self) -> None:
        result = self.current()
        if result is not None and is_reviewable(result):
            self.review_requested.emit(result)

    def _save(self) -> None:
        if self.model.all:
            self.save_requested.emit(list(self.model.all))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, with Shift it reviews; Ctrl+S saves; Escape clears the filter."""
        key, held = event.key(), event.modifiers()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (self._review if held & Qt.KeyboardModifier.ShiftModifier else self._open)()
        elif key == Qt.Key.Key_S and held & Qt.KeyboardModifier.ControlModifier:
            self._save()
        elif key == Qt.Key.Key_Escape and self.box.text():
            self.box.clear()
        else:
            super().keyPressEvent(event)


def is_reviewable(result: ImportResult) -> bool:
    """Tell whether a line is about a text whose paragraphs can be put right by hand."""
    return result.key is not None and result.key.kind == "import" and result.outcome != "failed"


def told(progress: "Progress") -> str:
    """Say how far an import is: files, passages, rate, time left."""
    if progress.settling:
        return SETTLING
    words = f"{progress.files:,} of {progress.total:,} files, {progress.passages:,} paragraphs"
    if progress.seconds < 1 or not progress.files:
        return words
    rate = progress.rate
    words += f", {rate:,.0f} files a second" if rate >= 1 else f", {rate * 60:,.0f} files a minute"
    if progress.files < progress.total:
        words += f", about {left(progress.seconds_left)} left"
    return words


def left(seconds: float) -> str:
    """Say a length of time as people do: `40 s`, `3 min`."""
    if seconds < _MINUTE:
        return f"{max(1, round(seconds))} s"
    return f"{round(seconds / _MINUTE)} min"
