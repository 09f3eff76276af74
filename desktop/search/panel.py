"""The search: results while one types, from the first letter on; beside the page or as one."""

import logging
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from db import links
from db.errors import IndexDamaged, ResoluteError
from db.search.saved import SavedSearch
from desktop.search import asking, wording
from desktop.search.asking import Answer, Asked
from desktop.search.builder import Builder
from desktop.search.delegate import HitDelegate
from desktop.search.facet_picker import FacetPicker
from desktop.search.head import SearchHead
from desktop.search.helping import Helping
from desktop.search.hits import HitModel, HitRole
from desktop.search.inquiry import Inquiry
from desktop.search.keeping import Keeping
from desktop.search.starts import Starts
from desktop.search.walk import Walk
from desktop.search.wording import Narrowing
from desktop.tasks import Worker
from desktop.theme import Theme
from desktop.widgets.box_over_list import ChoiceList

if TYPE_CHECKING:
    from db.search.facets import Facets

log = logging.getLogger(__name__)

LOOKED_AT = 2_000
"""After so many milliseconds with the same hits in view, the search counts as one of the recent."""


class SearchPanel(QWidget):
    """A box, what was found and where; it says which hit was chosen and opens nothing itself."""

    hit_activated = Signal(object)
    """A Hit is to be opened."""
    link_activated = Signal(str)
    """A link that was pasted into the box is to be opened."""
    left = Signal()
    """Escape was pressed with nothing left to clear."""
    page_requested = Signal()
    searched = Signal(str)
    """A query that is worth remembering."""
    index_damaged = Signal()
    told = Signal(str)

    def __init__(
        self, worker: Worker, theme: Theme, parent: QWidget | None = None, *, page: bool = False
    ) -> None:
        super().__init__(parent)
        self._worker = worker
        self._named = False
        self._open_first: bool | None = None
        self._picker: FacetPicker | None = None
        self.inquiry = Inquiry(worker, self)
        self.model = HitModel(self)
        self.list = self._make_list(theme)
        self.walk = Walk(self.model, self.list, self.inquiry, self)
        self.head = SearchHead(self.list, theme, self, page=page)
        self.box, self.scope = self.head.box, self.head.scope
        self.builder = Builder(self)
        self.keeping = Keeping(self)
        self.status = QLabel(self)
        self.status.setObjectName("muted")
        self.status.setWordWrap(True)
        self.status.setTextFormat(Qt.TextFormat.PlainText)
        self.meant = QPushButton(self)
        self.meant.setObjectName("link")
        self._helping = Helping(worker, self.box, self.builder, self.meant, self)
        self.starts = Starts(theme, self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.starts)
        self._stack.addWidget(self.list)
        self._rest = QTimer(self, singleShot=True, interval=LOOKED_AT)
        self._lay_out()
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

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 8)
        column.setSpacing(8)
        for widget in (self.head, self.keeping, self.builder, self.status, self.meant):
            column.addWidget(widget)
        way = (*self.head.way, *self.keeping.way, *self.builder.way, self.meant, self.starts.list)
        self.setTabOrder(self.box, self.list)  # else it stays first, and what comes later behind it
        for before, after in pairwise((*way, self.list)):
            self.setTabOrder(before, after)
        column.setAlignment(self.meant, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._stack, 1)
        self.status.hide()
        self.meant.hide()

    def _wire(self) -> None:
        self.head.changed.connect(self._ask)
        self.head.pressed.connect(self.press)
        self.box.chosen.connect(self._open_from_box)
        self.box.page_wanted.connect(self.page_requested)
        self.box.down_when_empty.connect(self.starts.enter)
        self.list.chosen.connect(self._open)
        self.model.more_wanted.connect(self._ask_more)
        self.inquiry.answered.connect(self._found)
        self.inquiry.more_came.connect(self._found_more)
        self.inquiry.counted.connect(self._counted)
        self.inquiry.meant.connect(self._helping.offer)
        self.inquiry.failed.connect(self._failed)
        self.inquiry.delayed.connect(self._say_slow)
        self.builder.query_built.connect(self.box.setText)
        self.builder.left.connect(self.box.take_focus)
        self.keeping.left.connect(self.box.take_focus)
        self.starts.query_chosen.connect(self.focus_box)
        self.starts.rename_wanted.connect(self.keeping.ask_to_rename)
        self.starts.list.left_at_top.connect(self.box.take_focus)
        self.starts.list.typed.connect(self.box.take)
        self._rest.timeout.connect(self._remember)

    # what the window tells ------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        """Paint with this theme from now on."""
        self._delegate.theme = theme
        self.head.set_theme(theme)
        self.starts.set_theme(theme)
        self.list.viewport().update()

    def set_document(self, document: str) -> None:
        """Say which document is in front; '' for none."""
        if self.scope.set_document(document):
            self._ask()

    def set_tabs(self, documents: Sequence[str]) -> None:
        """Say which documents are open."""
        if self.scope.set_tabs(documents):
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

    def own_changed(self) -> None:
        """Search one's own notes or cards again: they are others now."""
        if self.scope.scope.name in ("notes", "cards") or "in:" in self.box.text():
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

    # asking ---------------------------------------------------------------------------------

    @property
    def asked(self) -> Asked:
        """What is asked now, with all that narrows it."""
        narrowings = (self.scope.query, *(one.query for one in self.head.narrowings))
        strict = bool(self.head.narrowings)
        return Asked(self.box.text(), tuple(filter(None, narrowings)), self.scope.document, strict)

    def take_over(self, other: "SearchPanel") -> None:
        """Ask what another search asks."""
        self.scope.blockSignals(True)
        self.scope.set_document(other.scope.front)
        self.scope.choose(other.scope.scope.name)
        self.scope.blockSignals(False)
        self.head.set_narrowings(other.head.narrowings)
        self.box.setText(other.box.text())
        self.set_grouped(other.model.grouped)

    def _ask(self) -> None:
        self._open_first = None
        self.walk.forget()
        self._rest.stop()
        self.meant.hide()
        text = self.box.text()
        asked = self.asked
        if links.is_link(text):
            self._clear(wording.PASTED)
        elif text.strip() or asked.narrowings:
            self.inquiry.ask(asked)
        else:
            self._clear("")
        if self.builder.isVisible():
            self.builder.read(text)

    def _ask_more(self) -> None:
        self.inquiry.ask_more(self.model.loaded)

    def _clear(self, words: str) -> None:
        self.inquiry.stop()
        self.model.show((), more=False)
        self._say(words)
        self._stack.setCurrentWidget(self.starts)

    def _found(self, answer: Answer) -> None:
        self.walk.answered()
        changed = self.model.show(answer.results.hits, more=answer.has_more_than(0))
        self._stack.setCurrentWidget(self.list)
        if changed or not self.list.hasFocus():
            self.list.choose_first()
        self.box.mark([(one.start, one.end) for one in answer.problems])
        self._say(wording.summary(answer, self.box.text(), self._said_scope()))
        if answer.results.hits:
            self._rest.start()
        if self._open_first is not None:
            self._open_from_box(self._open_first)
        else:
            self.walk.go_on()

    def _said_scope(self) -> str:
        said = self.scope.scope.said
        return " and ".join(filter(None, [said, *(one.words for one in self.head.narrowings)]))

    def _found_more(self, answer: Answer) -> None:
        more = answer.has_more_than(self.model.loaded)
        self.model.append(answer.results.hits, more=more)

    def _failed(self, error: Exception) -> None:
        self._open_first = None
        self.walk.forget()
        self.model.show((), more=False)
        self._stack.setCurrentWidget(self.list)
        if isinstance(error, IndexDamaged):
            self._say("The search index is damaged. It is being made anew …")
            self.index_damaged.emit()
        elif isinstance(error, ResoluteError):
            self._say(str(error))
        else:
            log.error("a search failed", exc_info=error)
            self._say(f"This search went wrong inside Resolute: {error}")

    def _say_slow(self) -> None:
        self._say(wording.SEARCHING)

    def _say(self, words: str) -> None:
        self.status.setText(words)
        self.status.setVisible(bool(words))

    # the buttons ------------------------------------------------------------------------------

    def press(self, name: str) -> None:
        """Do what a button of the head does, by its name; by key its mark follows."""
        deeds: Mapping[str, Callable[[], Any]] = {
            "builder": self.toggle_builder,
            "narrow": self.open_facets,
            "group": self.toggle_groups,
            "save": self.ask_to_save,
            "page": self.page_requested.emit,
        }
        deeds[name]()

    def toggle_groups(self) -> None:
        """Put the hits together by document, or by how well they fit."""
        self.set_grouped(not self.model.grouped)

    def set_grouped(self, grouped: bool) -> None:
        """Put the hits together by document or not."""
        current = self.list.currentIndex().data(HitRole)
        self.list.setUniformItemSizes(not grouped)
        self.model.set_grouped(grouped)
        self.head.buttons["group"].setChecked(grouped)
        if grouped and self.model.loaded and self.inquiry.facets is None:
            self.inquiry.count()
        elif self.inquiry.facets is not None:
            self._count_groups(self.inquiry.facets)
        row = self.model.row_of(current) if current else -1
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row, 0))
        else:
            self.list.choose_first()

    def toggle_builder(self) -> None:
        """Show the form or fold it away."""
        show = self.builder.isHidden()
        self.builder.setVisible(show)
        self.head.buttons["builder"].setChecked(show)
        if not show:
            self.box.take_focus()
            return
        self.builder.read(self.box.text())
        self.builder.enter()
        self._helping.fill_form()

    def search_within(self) -> None:
        """Search from now on among what is found now."""
        text = self.box.text().strip()
        if not text or not self.model.loaded:
            self.told.emit("Search for something first; then search within what is found.")
            return
        narrowing = Narrowing(f"among “{text}”", text)
        self.box.blockSignals(True)
        self.box.clear()
        self.box.blockSignals(False)
        self.head.narrow(narrowing)
        self.box.take_focus()

    # facets -----------------------------------------------------------------------------------

    def narrow(self, facet: str, value: str) -> None:
        """Narrow what is found to one value of a facet."""
        from db.search.narrowing import narrowing

        words = wording.value_words(facet, value, self.model.names)
        self.head.narrow(
            Narrowing(f"{wording.FACET_WORDS[facet]}: {words}", narrowing(facet, value))
        )

    def open_facets(self) -> None:
        """Let one choose what to narrow by, from what was found."""
        if not self.model.loaded:
            self.told.emit("Search for something first; then narrow what is found.")
            return
        if self._picker is None:
            self._picker = FacetPicker(self)
            self._picker.chosen.connect(self._narrow_by)
            self._picker.closed.connect(self.box.take_focus)
        self._picker.open_under(self._stack.mapTo(self, QPoint()).y())
        if self.inquiry.facets is not None:
            self._counted(self.inquiry.facets)
        else:
            self.inquiry.count()

    def _narrow_by(self, chosen: tuple[str, str]) -> None:
        self.narrow(*chosen)
        self.box.take_focus()

    def _counted(self, found: "Facets") -> None:
        self._count_groups(found)
        said, _, problem = self.status.text().partition("\n")
        if said == wording.MANY:
            many = wording.many(found.total, found.at_least)
            self._say("\n".join(filter(None, (many, problem))))
        if self._picker is not None and self._picker.isVisible():
            self._picker.show_counts(found, self.model.names)

    def _count_groups(self, found: "Facets") -> None:
        if not found.at_least:
            self.model.set_counts(dict(found.counts["document"]))

    # saved and recent searches ----------------------------------------------------------------

    def set_saved(self, saved: Sequence[SavedSearch]) -> None:
        """List these saved searches under the empty box."""
        self.starts.set_saved(saved)

    def set_recent(self, queries: Sequence[str]) -> None:
        """List these recent searches under the empty box."""
        self.starts.set_recent(queries)

    def ask_to_save(self) -> None:
        """Ask under which name to keep what is asked now."""
        query = self.asked.query
        if query.strip():
            self.keeping.ask_to_save(query)
        else:
            self.told.emit("Type a search first; then save it.")

    def _remember(self) -> None:
        query = self.asked.query
        if query.strip() and self.model.loaded:
            self.searched.emit(query)

    # opening --------------------------------------------------------------------------------

    def _open_from_box(self, stay: bool) -> None:
        if links.is_link(self.box.text()):
            self.link_activated.emit(self.box.text())
            return
        if self.inquiry.waiting:
            self._open_first = stay
            return
        self._open_first = None
        if self.model.hits():
            self._open(self.model.index(self.model.row_of(self.model.hits()[0]), 0), stay)

    def _open(self, index: QModelIndex, stay: bool) -> None:
        if index.data(HitRole) is None:
            return
        focused = QApplication.focusWidget()
        self._remember()
        self.walk.opened(index.data(HitRole))
        self.list.setCurrentIndex(index)
        self.hit_activated.emit(index.data(HitRole))
        if stay and focused is not None:
            focused.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape clears the box, then what narrows, then leaves the panel."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.box.text():
            self.box.clear()
            self.box.take_focus()
        elif self.head.narrowings:
            self.head.set_narrowings(())
            self.box.take_focus()
        else:
            self.left.emit()
