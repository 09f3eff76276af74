"""The notes as cards: which of them, in which order, and what is done to several at once."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from desktop.notes import work
from desktop.notes.color_names import ColorNames
from desktop.notes.filter_box import FilterBox
from desktop.notes.gone_bar import GoneBar
from desktop.notes.many_bar import ManyBar
from desktop.notes.notes_list import NotesList
from desktop.notes.nothing import Nothing
from desktop.notes.scope_bar import ScopeBar
from desktop.notes.view_menu import ViewMenu
from desktop.theme import Theme

_TITLES = {
    "document": "Notes on this document",
    "all": "All notes",
    "notebook": "Notebook",
    "bookmarks": "Bookmarks",
}
_MOST_AGAIN = 3000
"""Notes that are shown again at once, however many were scrolled through."""
_NONE_FITS = "No note fits “{query}”."
_USUAL_GROUPS = {"document": "", "all": "document", "notebook": "folder", "bookmarks": "folder"}
"""How each scope is grouped where nobody chose anything else."""


class ListPage(QWidget):
    """Says what is wished for, and shows what was found; the current card stays the current one."""

    wanted = Signal()
    """The notes are to be asked for again: another scope, filter, order or grouping was chosen."""
    delete_many_requested = Signal(object)
    """The notes with these ids are to be deleted at once."""
    change_many_requested = Signal(object, object)
    """The notes with these ids are to be changed at once: `color`, `add_tags` and so on."""
    undo_requested = Signal(str)
    """The last change on this document is to be taken back."""
    page_chosen = Signal(str)
    """`highlights`, `tags`, `colors` or `basket` is to be opened."""

    def __init__(self, theme: Theme, names: ColorNames, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wanted_id = ""
        """The id of the note whose card is to be the current one when the notes come."""
        self._listed_for: str | None = ""
        self._sort, self._groups = "text", dict(_USUAL_GROUPS)
        self._make(theme, names)
        self._lay_out()
        self._wire()

    # parts --------------------------------------------------------------------------------

    def _make(self, theme: Theme, names: ColorNames) -> None:
        self._title = QLabel(self)
        self._title.setObjectName("panelTitle")
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._count = QLabel(self)
        self._count.setObjectName("muted")
        self._menu = ViewMenu(names, self)
        self.filter = FilterBox(self)
        self._scope = ScopeBar(self)
        self.gone = GoneBar(self)
        self._problem = QLabel(self)
        self._problem.setObjectName("muted")
        self._problem.setWordWrap(True)
        self._problem.hide()
        self.cards = NotesList(theme, names, self)
        self._nothing = Nothing(self)
        self._many = ManyBar(theme, names, self)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._count)
        head.addWidget(self._menu)
        self._found = QStackedLayout()
        self._found.addWidget(self.cards)
        self._found.addWidget(self._nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        for part in (self.filter, self._scope, self._problem, self.gone):
            column.addWidget(part)
        column.addLayout(self._found, 1)
        column.addWidget(self._many)

    def _wire(self) -> None:
        self.filter.wanted.connect(self.wanted)
        self.filter.went_down.connect(self.cards.setFocus)
        self._scope.chosen.connect(self.wanted)
        self._nothing.clear_requested.connect(self._clear_filter)
        self.gone.undo_requested.connect(self._undo_clicked)
        self._menu.sort_chosen.connect(self._sort_chosen)
        self._menu.group_chosen.connect(self._group_chosen)
        self._menu.term_chosen.connect(self.filter.toggle)
        self._menu.page_chosen.connect(self.page_chosen)
        self.cards.delete_many_requested.connect(self.delete_many_requested)
        self.cards.color_requested.connect(self._recolor)
        self.cards.chosen_changed.connect(self._many.show_count)
        self._many.color_chosen.connect(self._recolor_chosen)
        self._many.tags_chosen.connect(self._tag_chosen)
        self._many.delete_requested.connect(self._delete_chosen)
        self._many.left.connect(self.cards.setFocus)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        for part in (self.cards, self._scope, self._many):
            part.set_theme(theme)

    def take_focus(self) -> None:
        """Take the keys: into the cards, or the filter where there are none."""
        (self.cards if self.cards.notes_model.notes else self.filter).setFocus()

    # what is wished for ---------------------------------------------------------------------

    @property
    def scope(self) -> str:
        """Which notes are wanted: `document`, `all`, `notebook` or `bookmarks`."""
        return self._scope.scope

    def wish(self, document: str) -> Any:
        """Return what is wished for (`db.notes.listing.Wish`), and check it in the menu."""
        from db.notes.listing import Wish

        scope: Any = self.scope
        sort: Any = self._sort
        group: Any = self._groups[scope]
        self._menu.check(sort, group)
        return Wish(scope, document, self.filter.text(), sort, group, typing=True)

    def count_wanted(self, *, is_same: bool) -> int:
        """Return how many notes are to be shown at first: of the same as now no fewer than now."""
        from db.notes.listing import FIRST, PAGE

        least = PAGE if self.wanted_id else FIRST
        shown = len(self.cards.notes_model.notes) if is_same else 0
        return max(least, min(shown, _MOST_AGAIN))

    def choose_view(self, scope: str, query: str) -> None:
        """Wish for the notes of a scope that fit a filter, without asking for them."""
        self._scope.check(scope)
        self.filter.setText(query)

    def _sort_chosen(self, sort: str) -> None:
        self._sort = sort
        self.wanted.emit()

    def _group_chosen(self, group: str) -> None:
        self._groups[self.scope] = group
        self.wanted.emit()

    def _clear_filter(self) -> None:
        self.filter.clear()
        self.filter.setFocus()

    # what was found -------------------------------------------------------------------------

    def show_found(self, found: work.Listed, document: str) -> None:
        """Show what was found while `document` is in front."""
        self._put(found)
        self.wanted_id, self._listed_for = "", found.document
        if self.cards.notes_model.row_of(self.gone.note_id) >= 0:
            self.gone.hide()
        self._count_found(found)
        self._say_nothing(found, document)
        self._show_cards(bool(found.notes))

    def add_found(self, found: work.Listed) -> None:
        """Show what follows what is shown."""
        self.cards.notes_model.add_notes(
            found.notes, found.titles, found.heads, has_more=found.after is not None
        )

    def _put(self, found: work.Listed) -> None:
        """Put the notes on the cards; where one was, what was chosen and scrolled to is kept."""
        model, same = self.cards.notes_model, found.document == self._listed_for
        before, row = self.cards.current(), self.cards.currentIndex().row()
        chosen = {note.id for note in self.cards.chosen()}
        scroll = self.cards.verticalScrollBar().value() if same and not self.wanted_id else 0
        kept_id = self.wanted_id or (before.id if before else "")
        model.set_notes(found.notes, found.titles, found.heads, has_more=found.after is not None)
        kept = model.row_of(kept_id)
        if kept >= 0 or (same and before is not None):
            self.cards.choose(kept if kept >= 0 else row)
        if same and len(chosen) > 1:
            self.cards.choose_again(chosen)
        if scroll:
            self.cards.scroll_to(scroll)

    def _count_found(self, found: work.Listed) -> None:
        self._title.setText(_TITLES[self.scope])
        if found.after is None:
            self.show_count(len({note.id for note in found.notes}))
        self._problem.setText(found.problem)
        self._problem.setVisible(bool(found.problem and found.notes))

    def show_count(self, count: int) -> None:
        """Say how many notes there are."""
        what = "bookmark" if self.scope == "bookmarks" else "note"
        self._count.setText(f"{count:,} {what}{'' if count == 1 else 's'}" if count else "")

    def _say_nothing(self, found: work.Listed, document: str) -> None:
        typed = self.filter.text().strip()
        if typed:
            words = found.problem or _NONE_FITS.format(query=typed)
            self._nothing.say("", words, clearable=True)
        else:
            lacking = self.scope == "document" and not document
            self._nothing.say("no document" if lacking else self.scope)

    def show_trouble(self, sentence: str) -> None:
        """Say in place of the notes why they could not be found."""
        self.cards.notes_model.set_notes(())
        self._count.clear()
        self._nothing.say("", sentence, clearable=bool(self.filter.text().strip()))
        self._show_cards(False)

    def _show_cards(self, shown: bool) -> None:
        if not shown and self.cards.hasFocus():
            self.filter.setFocus()
        self._found.setCurrentIndex(0 if shown else 1)

    # what is asked for ----------------------------------------------------------------------

    def _undo_clicked(self, document: str) -> None:
        self.cards.setFocus()
        self.undo_requested.emit(document)

    def _chosen_ids(self) -> list[str]:
        return [note.id for note in self.cards.chosen()]

    def _recolor(self, ids: Sequence[str], color: str) -> None:
        self.change_many_requested.emit(list(ids), {"color": color})

    def _recolor_chosen(self, color: str) -> None:
        self._recolor(self._chosen_ids(), color)

    def _tag_chosen(self, added: Sequence[str], removed: Sequence[str]) -> None:
        changes = {"add_tags": tuple(added), "remove_tags": tuple(removed)}
        self.change_many_requested.emit(self._chosen_ids(), changes)

    def _delete_chosen(self) -> None:
        self.delete_many_requested.emit(self._chosen_ids())
