"""The search panel: results while one types, from the first letter on."""

import logging
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from db import links
from db.errors import ResoluteError
from desktop.keys.keyed import keyed
from desktop.search import asking
from desktop.search.asking import Answer
from desktop.search.delegate import HitDelegate
from desktop.search.empty import SearchExamples
from desktop.search.hits import HitModel, HitRole
from desktop.tasks import Ticket, Worker
from desktop.theme import Theme
from desktop.widgets.box_over_list import ChoiceList, ListBox
from desktop.widgets.check_box import CheckBox

log = logging.getLogger(__name__)

_LANE = "search"
_PASTED = "A link to a paragraph. Press Enter to open it."
_PATIENCE = 300
"""After so many milliseconds without an answer, the panel says that it is searching."""


class SearchPanel(QWidget):
    """A box, what was found and where; it says which hit was chosen and opens nothing itself."""

    hit_activated = Signal(object)
    """A Hit is to be opened."""
    link_activated = Signal(str)
    """A link that was pasted into the box is to be opened."""
    left = Signal()
    """Escape was pressed with nothing left to clear."""

    def __init__(self, worker: Worker, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._ticket: Ticket | None = None
        self._waiting = False
        self._query = ""
        self._slow = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._named = False
        self._document = ""
        self._open_first: bool | None = None
        title = QLabel("Search", self)
        title.setObjectName("panelTitle")
        self.model = HitModel(self)
        self.list = self._make_list(theme)
        self.box = ListBox(self.list, self)
        self.box.setPlaceholderText('Words, "phrase", capac*, -not, op6')
        self.box.setAccessibleName("Search the library")
        tip = "Search the library ({key}); Enter opens the first passage"
        keyed(self.box, tip, "search")
        self.here = CheckBox("This document &only", self)
        self.here.setEnabled(False)
        self.here.setAccessibleName("Search this document only")
        self.status = QLabel(self)
        self.status.setObjectName("muted")
        self.status.setWordWrap(True)
        self.status.setTextFormat(Qt.TextFormat.PlainText)
        self.status.hide()
        self._examples = SearchExamples(self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._examples)
        self._stack.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 8)
        column.setSpacing(8)
        for widget in (title, self.box, self.here, self.status, self._stack):
            column.addWidget(widget)
        self.setTabOrder(self.box, self.here)
        self.setTabOrder(self.here, self.list)
        self._tell_scope()
        self.set_theme(theme)
        self._wire()

    def _make_list(self, theme: Theme) -> ChoiceList:
        made = ChoiceList(self)
        self._delegate = HitDelegate(theme, made)
        made.setModel(self.model)
        made.setItemDelegate(self._delegate)
        made.setUniformItemSizes(True)
        made.setAccessibleName("Passages found")
        return made

    def _wire(self) -> None:
        self._slow.timeout.connect(self._say_slow)
        self.box.textChanged.connect(self._ask)
        self.box.chosen.connect(self._open_from_box)
        self.here.toggled.connect(self._ask)
        self.list.chosen.connect(self._open)
        self.model.more_wanted.connect(self._ask_more)
        self._examples.query_chosen.connect(self.focus_box)

    # what the window tells ------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        """Paint with this theme from now on."""
        self._delegate.theme = theme
        self.list.viewport().update()

    def set_document(self, document: str) -> None:
        """Say which document is in front; '' for none."""
        if document == self._document:
            return
        self._document = document
        self._tell_scope()
        if self.here.isChecked():
            self._ask()

    def focus_box(self, text: str = "") -> None:
        """Put the caret into the box, with `text` or what is there, ready to type over."""
        if text:
            self.box.setText(text)
        self.box.take_focus()

    def refresh(self) -> None:
        """Search again: the library is another one."""
        self._ask_names()
        self._ask()

    def showEvent(self, event: QShowEvent) -> None:
        """Learn the documents' names when they are first needed."""
        super().showEvent(event)
        if not self._named:
            self._ask_names()

    def _ask_names(self) -> None:
        self._named = True
        self._worker.ask(
            self, asking.short_names, self.model.set_names, self._no_names, lane="names"
        )

    def _no_names(self, error: Exception) -> None:
        self._named = False
        log.warning("the documents' names could not be read: %s", error)

    def _tell_scope(self) -> None:
        self.here.setEnabled(bool(self._document))
        name = self._document or "the document in front"
        self.here.setToolTip(f"Search only {name} (Alt+O)")

    # asking ---------------------------------------------------------------------------------

    def _scope(self) -> str:
        return self._document if self.here.isChecked() else ""

    def _ask(self) -> None:
        self._open_first = None
        text = self.box.text()
        if not text.strip() or links.is_link(text):
            self._clear()
            self._say(_PASTED if text.strip() else "")
            return
        work = partial(asking.find, text=text, document=self._scope(), offset=0)
        self._ticket = self._worker.ask(self, work, self._found, self._failed, lane=_LANE)
        self._waiting = True
        self._slow.start()

    def _ask_more(self) -> None:
        if self._waiting:
            return
        offset = self.model.rowCount()
        work = partial(asking.find, text=self._query, document=self._scope(), offset=offset)
        self._ticket = self._worker.ask(self, work, self._found_more, self._failed, lane=_LANE)

    def _answered(self) -> None:
        self._ticket, self._waiting = None, False
        self._slow.stop()

    def _clear(self) -> None:
        if self._ticket is not None:
            self._worker.cancel(self._ticket)
        self._answered()
        self.model.show((), more=False)
        self._say("")
        self._stack.setCurrentWidget(self._examples)

    def _found(self, answer: Answer) -> None:
        self._answered()
        self._query = answer.query
        changed = self.model.show(answer.results.hits, more=answer.has_more_than(0))
        self._stack.setCurrentWidget(self.list)
        if changed or not self.list.hasFocus():
            self.list.choose_first()
        self._say(asking.summary(answer, self.box.text(), bool(self._scope())))
        if self._open_first is not None:
            self._open_from_box(self._open_first)

    def _found_more(self, answer: Answer) -> None:
        self._answered()
        more = answer.has_more_than(self.model.rowCount())
        self.model.append(answer.results.hits, more=more)

    def _failed(self, error: Exception) -> None:
        from db.search.engine import Interrupted

        self._answered()
        self._open_first = None
        if isinstance(error, Interrupted):
            return
        self.model.show((), more=False)
        self._stack.setCurrentWidget(self.list)
        if isinstance(error, ResoluteError):
            self._say(str(error))
        else:
            log.error("a search failed", exc_info=error)
            self._say(f"This search went wrong inside Resolute: {error}")

    def _say_slow(self) -> None:
        self._say("Searching …")

    def _say(self, words: str) -> None:
        self.status.setText(words)
        self.status.setVisible(bool(words))

    # opening --------------------------------------------------------------------------------

    def _open_from_box(self, stay: bool) -> None:
        if links.is_link(self.box.text()):
            self.link_activated.emit(self.box.text())
            return
        if self._waiting:
            self._open_first = stay
            return
        self._open_first = None
        self._open(self.model.index(0, 0), stay)

    def _open(self, index: QModelIndex, stay: bool) -> None:
        if not index.isValid():
            return
        focused = QApplication.focusWidget()
        self.hit_activated.emit(index.data(HitRole))
        if stay and focused is not None:
            focused.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape clears the box, then leaves the panel."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.box.text():
            self.box.clear()
            self.box.take_focus()
        else:
            self.left.emit()
