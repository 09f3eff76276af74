"""The panel beside the text: the notes as cards, a filter, and the editor in their place."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStackedLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from db.models import Note
from db.notes.markup import NOTE
from desktop.notes import wording, work
from desktop.notes.color_names import ColorNames
from desktop.notes.editor import NoteEditor
from desktop.notes.filter_box import FilterBox
from desktop.notes.gone_bar import GoneBar
from desktop.notes.many_bar import ManyBar
from desktop.notes.notes_list import NotesList
from desktop.notes.nothing import Nothing
from desktop.notes.pages import PanelPages
from desktop.notes.scope_bar import ScopeBar
from desktop.notes.view_menu import ViewMenu
from desktop.tasks import Worker
from desktop.theme import Theme

_TITLES = {
    "document": "Notes on this document",
    "all": "All notes",
    "notebook": "Notebook",
    "bookmarks": "Bookmarks",
}
_NONE_FITS = "No note fits “{query}”."
_USUAL_GROUPS = {"document": "", "all": "document", "notebook": "folder", "bookmarks": "folder"}
"""How each scope is grouped where nobody chose anything else."""


class NotesPanel(QWidget):
    """Notes on the document in front, or all of them; one of them at a time in the editor."""

    note_activated = Signal(object)
    """The passage of this Note is wanted."""
    edit_requested = Signal(object)
    """The person began to edit this Note; the panel has opened its editor."""
    delete_requested = Signal(str)
    """The note with this id is to be deleted."""
    delete_many_requested = Signal(object)
    """The notes with these ids are to be deleted at once."""
    change_many_requested = Signal(object, object)
    """The notes with these ids are to be changed at once: `color`, `add_tags` and so on."""
    undo_requested = Signal(str)
    """The last change on this document is to be taken back."""
    change_requested = Signal(str, object)
    """The note with this id is to be changed: `style`, `folder`."""
    link_activated = Signal(str)
    """Where a link in a note leads, when it is no note."""
    confirm_requested = Signal(str)
    detach_requested = Signal(str)
    attach_requested = Signal(str, object)
    attach_here_requested = Signal(str)
    """What is to be done about a note that has moved, or lost its words."""
    note_saved = Signal(object)
    """The editor's Note was stored."""
    notes_changed = Signal(object)
    """Notes on these documents were changed from a page of the panel."""
    highlights_requested = Signal(str, str)
    """The notes of a document ('' for all) that fit a filter are wanted as a page of their own."""

    def __init__(
        self,
        worker: Worker,
        theme: Theme,
        parent: QWidget | None = None,
        names: ColorNames | None = None,
    ) -> None:
        super().__init__(parent)
        self._worker = worker
        self.color_names = names or ColorNames(self)
        self._document = self._wanted = ""
        self._listed_for: str | None = ""
        self._sort, self._groups = "text", dict(_USUAL_GROUPS)
        self._more: tuple[int, ...] = ()
        self.editor = NoteEditor(worker, theme, self, self.color_names)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._make_notes(theme))
        self._stack.addWidget(self.editor)
        self.pages = PanelPages(worker, self._stack, self.color_names, theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(self._stack)
        self._wire()
        self.set_theme(theme)
        self._show_found(work.Listed("", "", [], {}))

    # parts --------------------------------------------------------------------------------

    def _make_notes(self, theme: Theme) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._title = QLabel(page)
        self._title.setObjectName("panelTitle")
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._count = QLabel(page)
        self._count.setObjectName("muted")
        self._menu = ViewMenu(self.color_names, page)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._count)
        head.addWidget(self._menu)
        self.filter = FilterBox(page)
        self._scope = ScopeBar(page)
        self._gone = GoneBar(page)
        self._problem = QLabel(page)
        self._problem.setObjectName("muted")
        self._problem.setWordWrap(True)
        self._problem.hide()
        self.cards = NotesList(theme, self.color_names, page)
        self._nothing = Nothing(page)
        self._found = QStackedLayout()
        self._found.addWidget(self.cards)
        self._found.addWidget(self._nothing)
        self._many = ManyBar(theme, self.color_names, page)
        column.addLayout(head)
        for part in (self.filter, self._scope, self._problem, self._gone):
            column.addWidget(part)
        column.addLayout(self._found, 1)
        column.addWidget(self._many)
        return page

    def _wire(self) -> None:
        self.filter.wanted.connect(self.refresh)
        self.filter.went_down.connect(self.cards.setFocus)
        self._scope.chosen.connect(self.refresh)
        self._nothing.clear_requested.connect(self._clear_filter)
        self._gone.undo_requested.connect(self._undo_clicked)
        self._menu.sort_chosen.connect(self._sort_chosen)
        self._menu.group_chosen.connect(self._group_chosen)
        self._menu.term_chosen.connect(self.filter.toggle)
        self._menu.page_chosen.connect(self.open_page)
        self.cards.jump_requested.connect(self._activated)
        self.cards.edit_requested.connect(self._edit_card)
        self.cards.delete_requested.connect(self.delete_requested)
        self.cards.delete_many_requested.connect(self.delete_many_requested)
        self.cards.color_requested.connect(self._recolor)
        self.cards.chosen_changed.connect(self._many.show_count)
        self.cards.notes_model.more_wanted.connect(self._ask_more)
        self._many.color_chosen.connect(self._recolor_chosen)
        self._many.tags_chosen.connect(self._tag_chosen)
        self._many.delete_requested.connect(self._delete_chosen)
        self._many.left.connect(self.cards.setFocus)
        self.editor.saved.connect(self.note_saved)
        self.editor.closed.connect(self.show_list)
        self.editor.change_requested.connect(self.change_requested)
        self.editor.link_activated.connect(self.follow)
        self.editor.confirm_requested.connect(self.confirm_requested)
        self.editor.detach_requested.connect(self.detach_requested)
        self.editor.attach_requested.connect(self.attach_requested)
        self.editor.attach_here_requested.connect(self.attach_here_requested)
        self.editor.delete_requested.connect(self.delete_requested)
        self.pages.closed.connect(self.show_list)
        self.pages.tag_chosen.connect(self._filter_by_tag)
        self.pages.changed.connect(self.notes_changed)
        self.color_names.changed.connect(self.cards.viewport().update)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        for part in (self.cards, self.editor, self._scope, self._many, self.pages):
            part.set_theme(theme)

    # what is shown --------------------------------------------------------------------------

    @property
    def shows_all(self) -> bool:
        """Whether the notes of all documents are shown."""
        return self._scope.scope != "document"

    def set_document(self, document: str) -> None:
        """Show the notes on this document; an open editor is saved and closed if it is another."""
        changed = document != self._document
        self._document = self.editor.front = document
        if changed and not self.shows_all:
            self._gone.hide()
            note = self.editor.note
            if note is not None and note.anchor.key.document not in {document, ""}:
                self.editor.finish()
        if changed or not self.cards.notes_model.notes:
            self.refresh()

    def refresh(self) -> None:
        """Ask for the notes again; the current card stays the current one."""
        self.filter.rest()
        self.pages.refresh()
        scope = self._scope.scope
        if scope == "document" and not self._document:
            self._show_found(work.Listed("", "", [], {}))
            return
        self._menu.check(self._sort, self._groups[scope])
        asked = partial(work.wished, wish=self._wish())
        self._worker.ask(self, asked, self._show_found, self._not_found, lane="notes")

    def _wish(self) -> Any:
        from db.notes.listing import Wish

        scope: Any = self._scope.scope
        sort: Any = self._sort
        group: Any = self._groups[scope]
        return Wish(scope, self._document, self.filter.text(), sort, group)

    def edit(self, note: Note) -> None:
        """Open a note in the editor."""
        self._gone.hide()
        self._wanted = note.id
        self._stack.setCurrentWidget(self.editor)
        self.editor.edit(note)

    def show_note(self, note_id: str) -> None:
        """Make a note's card the current one, the filter set aside if it hides it."""
        row = self.cards.notes_model.row_of(note_id)
        if row >= 0:
            self.cards.choose(row)
            return
        self._wanted = note_id
        if self.filter.text():
            self.filter.clear()
        self.refresh()

    def show_filtered(self, scope: str, query: str) -> None:
        """Show the notes of a scope that fit a filter."""
        self._scope.check(scope)
        self.filter.setText(query)
        self.show_list()
        self.refresh()

    def open_page(self, name: str) -> None:
        """Open `tags`, `colors` or `basket` in place of the list, or `highlights` in a tab."""
        if name == "highlights":
            document = "" if self.shows_all else self._document
            self.highlights_requested.emit(document, self.filter.text())
        else:
            self.pages.open(name)

    def show_list(self) -> None:
        """Show the list again, with the keys in it."""
        self.pages.flush()
        self._stack.setCurrentIndex(0)
        (self.cards if self.cards.notes_model.notes else self.filter).setFocus()

    def follow(self, href: str) -> None:
        """Open the note a link leads to; what is no note is asked for."""
        if not href.startswith(NOTE):
            self.link_activated.emit(href)
            return
        asked = partial(work.find_note, beginning=href.removeprefix(NOTE))
        self._worker.ask(self, asked, self._edit_found, self._not_found, lane="link")

    def _edit_found(self, note: Note | None) -> None:
        if note is not None:
            self._edit_card(note)

    def tell_deleted(self, note_id: str, document: str) -> None:
        """Offer to bring back a note that was deleted from a document."""
        self._gone.tell(document, note_id)

    def tell_many_deleted(self, count: int, document: str) -> None:
        """Offer to bring back several notes that were deleted at once."""
        self._gone.tell(document, count=count)

    def flush(self) -> None:
        """Ask for what is typed and not stored yet to be stored; call it before the end."""
        self.editor.flush()
        self.pages.flush()

    def _show_found(self, found: work.Listed) -> None:
        model = self.cards.notes_model
        same = found.document == self._listed_for
        before, row = self.cards.current(), self.cards.currentIndex().row()
        chosen = {note.id for note in self.cards.chosen()}
        scroll = self.cards.verticalScrollBar().value() if same and not self._wanted else 0
        kept_id = self._wanted or (before.id if before else "")
        self._more = found.more
        model.set_notes(found.notes, found.titles, found.heads, has_more=bool(found.more))
        kept = model.row_of(kept_id)
        if kept >= 0 or (same and before is not None):
            self.cards.choose(kept if kept >= 0 else row)
        if same and len(chosen) > 1:
            self.cards.choose_again(chosen)
        if scroll:
            self.cards.scroll_to(scroll)
        self._wanted, self._listed_for = "", found.document
        self._tell_editor(found)
        if model.row_of(self._gone.note_id) >= 0:
            self._gone.hide()
        self._say_found(found)

    def _say_found(self, found: work.Listed) -> None:
        count, scope = found.total or len(found.notes), self._scope.scope
        what = "bookmark" if scope == "bookmarks" else "note"
        self._title.setText(_TITLES[scope])
        self._count.setText(f"{count:,} {what}{'' if count == 1 else 's'}" if count else "")
        self._problem.setText(found.problem)
        self._problem.setVisible(bool(found.problem and found.notes))
        typed = self.filter.text().strip()
        if typed:
            words = found.problem or _NONE_FITS.format(query=typed)
            self._nothing.say("", words, clearable=True)
        else:
            self._nothing.say(
                "no document" if scope == "document" and not self._document else scope
            )
        self._show_cards(bool(found.notes))

    def _not_found(self, error: Exception) -> None:
        self.cards.notes_model.set_notes(())
        self._count.clear()
        self._nothing.say("", wording.sentence(error), clearable=bool(self.filter.text().strip()))
        self._show_cards(False)

    def _show_cards(self, shown: bool) -> None:
        if not shown and self.cards.hasFocus():
            self.filter.setFocus()
        self._found.setCurrentIndex(0 if shown else 1)

    def _ask_more(self) -> None:
        from db.notes.listing import PAGE

        numbers, self._more = self._more[:PAGE], self._more[PAGE:]
        asked = partial(work.following, numbers=numbers)
        self._worker.ask(self, asked, self._show_more, self._not_found, lane="more")

    def _show_more(self, notes: list[Note]) -> None:
        self.cards.notes_model.add_notes(notes, has_more=bool(self._more))

    def _tell_editor(self, found: work.Listed) -> None:
        editing = self.editor.note
        if editing is None:
            return
        now = next((note for note in found.notes if note.id == editing.id), None)
        if now is not None:
            self.editor.take_change(now)
        elif not found.query and not found.more and found.document in {
            None if self._scope.scope == "all" else "", editing.anchor.key.document,
        }:  # fmt: skip
            self.editor.let_go()

    # what is asked for ------------------------------------------------------------------------

    def _sort_chosen(self, sort: str) -> None:
        self._sort = sort
        self.refresh()

    def _group_chosen(self, group: str) -> None:
        self._groups[self._scope.scope] = group
        self.refresh()

    def _clear_filter(self) -> None:
        self.filter.clear()
        self.filter.setFocus()

    def _filter_by_tag(self, tag: str) -> None:
        self.show_filtered("all", f"tag:{tag}")

    def _activated(self, note: Note) -> None:
        """Go to a note's passage; one that stands on none is opened itself."""
        if note.anchor.key.document:
            self.note_activated.emit(note)
        else:
            self._edit_card(note)

    def _edit_card(self, note: Note) -> None:
        self.edit(note)
        self.edit_requested.emit(note)

    def _undo_clicked(self, document: str) -> None:
        self.cards.setFocus()
        self.undo_requested.emit(document)

    # several at once --------------------------------------------------------------------------

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
