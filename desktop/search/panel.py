"""The search: results while one types, from the first letter on; beside the page or as one."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from db import links
from db.errors import IndexDamaged
from db.search.saved import SavedSearch
from desktop.search import wording
from desktop.search.asking import Answer
from desktop.search.builder import Builder
from desktop.search.grouping import Grouping
from desktop.search.head import SearchHead
from desktop.search.helping import Helping
from desktop.search.hit_list import HitList
from desktop.search.hits import HitModel
from desktop.search.inquiry import Inquiry
from desktop.search.keeping import Keeping
from desktop.search.kept import KeptSearch
from desktop.search.names import Names
from desktop.search.narrower import Narrower
from desktop.search.opening import Opening
from desktop.search.remembering import Remembering
from desktop.search.returning import Returning
from desktop.search.starts import Starts
from desktop.search.status import Status
from desktop.search.walk import Walk
from desktop.tasks import Worker
from desktop.theme import Theme


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
        self.inquiry = Inquiry(worker, self)
        self.model = HitModel(self)
        self.list = HitList(self.model, theme, self)
        self._names = Names(worker, self.model, self.list, self)
        self.walk = Walk(self.model, self.list, self.inquiry, self)
        self.head = SearchHead(self.list, theme, self, page=page)
        self.box, self.scope = self.head.box, self.head.scope
        self.keeping = Keeping(self)
        self.builder = Builder(self.keeping.way[-1], self)
        self.status = Status(self)
        self._helping = Helping(worker, self.head, self.builder, self)
        self.meant = self._helping.link
        self.starts = Starts(theme, self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.starts)
        self._stack.addWidget(self.list)
        self._grouping = Grouping(
            self.model, self.list, self.inquiry, self.head.buttons["group"], self
        )
        self.narrower = Narrower(self.head, self.model, self.inquiry, self._stack, self)
        self._opening = Opening(self.box, self.list, self.model, self.inquiry, self.walk, self)
        self.remembering = Remembering(self.head, self.model, self)
        self._returning = Returning(self.model, self.list, self)
        self._unseen = False
        """Whether what was taken up is to be asked once it is seen."""
        self._lay_out()
        self.set_theme(theme)
        self._wire()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 8)
        column.setSpacing(8)
        for widget in (self.head, self.keeping, self.builder, self.status, self.meant):
            column.addWidget(widget)
        way = (*self.head.way, *self.keeping.way, self.meant, self.starts.list)
        self.setTabOrder(self.box, self.list)  # else it stays first, and what comes later behind it
        for before, after in pairwise((*way, self.list)):
            self.setTabOrder(before, after)
        column.setAlignment(self.meant, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._stack, 1)

    def _wire(self) -> None:
        self.head.changed.connect(self._changed)
        self.head.pressed.connect(self.press)
        self.box.page_wanted.connect(self.page_requested)
        self.box.down_when_empty.connect(self.starts.enter)
        self.model.more_wanted.connect(self._ask_more)
        self.inquiry.answered.connect(self._found)
        self.inquiry.more_came.connect(self._found_more)
        self.inquiry.totalled.connect(self.status.say_total)
        self.inquiry.meant.connect(self._helping.offer)
        self.inquiry.failed.connect(self._failed)
        self.inquiry.delayed.connect(self.status.say_slow)
        self.builder.query_built.connect(self.box.setText)
        self.builder.left.connect(self.box.take_focus)
        self.keeping.left.connect(self.box.take_focus)
        self.starts.query_chosen.connect(self.focus_box)
        self.starts.rename_wanted.connect(self.keeping.ask_to_rename)
        self.starts.list.left_at_top.connect(self.box.take_focus)
        self.starts.list.typed.connect(self.box.take)
        self.narrower.told.connect(self.told)
        self._opening.link_activated.connect(self.link_activated)
        self._opening.hit_activated.connect(self.remembering.remember)
        self._opening.hit_activated.connect(self.hit_activated)
        self.remembering.searched.connect(self.searched)

    # what the window tells ------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        """Paint with this theme from now on."""
        self.head.set_theme(theme)
        self.starts.set_theme(theme)
        self.list.set_theme(theme)

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
        self._names.ask()
        self._ask()

    def own_changed(self) -> None:
        """Search one's own notes or cards again: they are others now."""
        if self.scope.scope.name in ("notes", "cards") or "in:" in self.box.text():
            self._ask()

    def showEvent(self, event: QShowEvent) -> None:
        """Learn the documents' names when they are first needed, and ask what was put off."""
        super().showEvent(event)
        self._names.need()
        if self._unseen:
            self._unseen = False
            self._ask()

    # asking ---------------------------------------------------------------------------------

    def kept(self) -> KeptSearch:
        """Return what is asked, and where one is in what was found."""
        place = self._returning.place
        return self.head.kept()._replace(grouped=self.model.grouped, place=place)

    def take_up(self, kept: KeptSearch) -> None:
        """Ask what was asked another time, as soon as it is seen, and go to where one was."""
        self.head.take_up(kept)
        self.set_grouped(kept.grouped)
        self._returning.seek(kept.place)
        self._unseen = True
        self._names.need()

    def _changed(self) -> None:
        self._returning.forget()
        self.keeping.ask_anew()
        self._unseen = False
        self._ask()

    def _ask(self) -> None:
        if self._unseen:
            return
        self._opening.forget()
        self.walk.forget()
        self.remembering.forget()
        self.meant.hide()
        text = self.box.text()
        asked = self.head.asked
        if links.is_link(text):
            self._clear(wording.PASTED)
        elif text.strip() or asked.steps or asked.scope:
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
        self.status.say(words)
        self._stack.setCurrentWidget(self.starts)

    def _found(self, answer: Answer) -> None:
        self.walk.answered()
        changed = self.model.show(answer.results.hits, more=answer.has_more_than(0))
        self._stack.setCurrentWidget(self.list)
        if changed or not self.list.hasFocus():
            self.list.choose_first()
        self.box.mark([(one.start, one.end) for one in answer.problems])
        self.status.say_found(answer, self.box.text(), self.head.said_scope)
        if answer.results.hits:
            self.remembering.found()
        self._returning.go_on()
        if not self._opening.go_on():
            self.walk.go_on()

    def _found_more(self, answer: Answer) -> None:
        more = answer.has_more_than(self.model.loaded)
        self.model.append(answer.results.hits, more=more)
        self._returning.go_on()

    def _failed(self, error: Exception) -> None:
        self._opening.forget()
        self.walk.forget()
        self.model.show((), more=False)
        self._stack.setCurrentWidget(self.list)
        self.status.say_failed(error)
        if isinstance(error, IndexDamaged):
            self.index_damaged.emit()

    # the buttons ------------------------------------------------------------------------------

    def press(self, name: str) -> None:
        """Do what a button of the head does, by its name; by key its mark follows."""
        deeds: Mapping[str, Callable[[], Any]] = {
            "builder": self._helping.toggle_form,
            "narrow": self.narrower.open_facets,
            "group": self._grouping.toggle,
            "save": self.ask_to_save,
            "page": self.page_requested.emit,
        }
        deeds[name]()

    def set_grouped(self, grouped: bool) -> None:
        """Put the hits together by document or not."""
        self._grouping.set_grouped(grouped)

    def search_within(self) -> None:
        """Search from now on among what is found now."""
        self.narrower.search_within()

    def narrow(self, facet: str, value: str) -> None:
        """Narrow what is found to one value of a facet."""
        self.narrower.narrow(facet, value)

    # saved and recent searches ----------------------------------------------------------------

    def set_saved(self, saved: Sequence[SavedSearch]) -> None:
        """List these saved searches under the empty box."""
        self.starts.set_saved(saved)

    def set_recent(self, queries: Sequence[str]) -> None:
        """List these recent searches under the empty box."""
        self.starts.set_recent(queries)

    def ask_to_save(self) -> None:
        """Ask under which name to keep what is asked now."""
        query = self.head.asked.query
        if query.strip():
            self.keeping.ask_to_save(query)
        else:
            self.told.emit("Type a search first; then save it.")

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
