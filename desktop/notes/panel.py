"""The panel beside the text: the list of notes, and the editor or a page in its place."""

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from db.models import Note
from db.notes.markup import NOTE
from desktop.notes import wording, work
from desktop.notes.color_names import ColorNames
from desktop.notes.editor import NoteEditor
from desktop.notes.list_page import ListPage
from desktop.notes.pages import PanelPages
from desktop.tasks import Ticket, Worker
from desktop.theme import Theme


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
        self._document = ""
        self._wish: Any = None
        self._after: Any = None
        self._counting: Ticket | None = None
        self.editor = NoteEditor(worker, theme, self, self.color_names)
        self._stack = QStackedWidget(self)
        self._list = ListPage(theme, self.color_names, self)
        self.filter, self.cards = self._list.filter, self._list.cards
        self._stack.addWidget(self._list)
        self._stack.addWidget(self.editor)
        self.pages = PanelPages(worker, self._stack, self.color_names, theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(self._stack)
        self._wire()
        self._wire_editor()
        self.set_theme(theme)
        self._show_nothing()

    # parts --------------------------------------------------------------------------------

    def _wire(self) -> None:
        self._list.wanted.connect(self.refresh)
        self._list.undo_requested.connect(self.undo_requested)
        self._list.page_chosen.connect(self.open_page)
        self._list.delete_many_requested.connect(self.delete_many_requested)
        self._list.change_many_requested.connect(self.change_many_requested)
        self.cards.jump_requested.connect(self._activated)
        self.cards.edit_requested.connect(self._edit_card)
        self.cards.delete_requested.connect(self.delete_requested)
        self.cards.notes_model.more_wanted.connect(self._ask_more)
        self.pages.closed.connect(self.show_list)
        self.pages.tag_chosen.connect(self._filter_by_tag)
        self.pages.changed.connect(self.notes_changed)
        self.color_names.changed.connect(self.cards.viewport().update)

    def _wire_editor(self) -> None:
        self.editor.saved.connect(self.note_saved)
        self.editor.closed.connect(self.show_list)
        self.editor.change_requested.connect(self.change_requested)
        self.editor.link_activated.connect(self.follow)
        self.editor.confirm_requested.connect(self.confirm_requested)
        self.editor.detach_requested.connect(self.detach_requested)
        self.editor.attach_requested.connect(self.attach_requested)
        self.editor.attach_here_requested.connect(self.attach_here_requested)
        self.editor.delete_requested.connect(self.delete_requested)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        for part in (self._list, self.editor, self.pages):
            part.set_theme(theme)

    # what is shown --------------------------------------------------------------------------

    @property
    def shows_all(self) -> bool:
        """Whether the notes of all documents are shown."""
        return self._list.scope != "document"

    def set_document(self, document: str) -> None:
        """Show the notes on this document; an open editor is saved and closed if it is another."""
        changed = document != self._document
        self._document = self.editor.front = document
        if changed and not self.shows_all:
            self._list.gone.hide()
            note = self.editor.note
            if note is not None and note.anchor.key.document not in {document, ""}:
                self.editor.finish()
        if changed or not self.cards.notes_model.notes:
            self.refresh()

    def refresh(self) -> None:
        """Ask for the notes again; the current card stays the current one."""
        self.filter.rest()
        self.pages.refresh()
        if not self.shows_all and not self._document:
            self._show_nothing()
            return
        if self._counting is not None:
            self._worker.cancel(self._counting)
        wish = self._list.wish(self._document)
        count = self._list.count_wanted(is_same=wish == self._wish)
        asked = partial(work.wished, wish=wish, count=count)
        self._worker.ask(self, asked, self._show_found, self._not_found, lane="notes")

    def edit(self, note: Note) -> None:
        """Open a note in the editor."""
        self._list.gone.hide()
        self._list.wanted_id = note.id
        self._stack.setCurrentWidget(self.editor)
        self.editor.edit(note)

    def write(self, new: Note) -> None:
        """Open a new note in the editor; the list behind it is one that has the note."""
        home = "document" if new.anchor.key.document else "notebook"
        if self._list.scope not in {home, "all"}:
            self._list.choose_view(home, "")
        self.edit(new)

    def show_note(self, note_id: str) -> None:
        """Make a note's card the current one, the filter set aside if it hides it."""
        row = self.cards.notes_model.row_of(note_id)
        if row >= 0:
            self.cards.choose(row)
            return
        self._list.wanted_id = note_id
        if self.filter.text():
            self.filter.clear()
        self.refresh()

    def show_filtered(self, scope: str, query: str) -> None:
        """Show the notes of a scope that fit a filter."""
        self._list.choose_view(scope, query)
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
        self._list.take_focus()

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
        self._list.gone.tell(document, note_id)

    def tell_many_deleted(self, count: int, document: str) -> None:
        """Offer to bring back several notes that were deleted at once."""
        self._list.gone.tell(document, count=count)

    def flush(self) -> None:
        """Ask for what is typed and not stored yet to be stored; call it before the end."""
        self.editor.flush()
        self.pages.flush()

    def _show_found(self, found: work.Listed) -> None:
        self._wish, self._after = found.wish, found.after
        self._list.show_found(found, self._document)
        self._tell_editor(found)
        if found.after is not None:
            asked = partial(work.counted, wish=found.wish)
            self._counting = self._worker.ask(self, asked, self._list.show_count, lane="count")

    def _show_nothing(self) -> None:
        """Show an empty list where no document is known yet; what is written stays open."""
        self._wish = self._after = None
        self._list.show_found(work.Listed("", "", [], {}), self._document)

    def _not_found(self, error: Exception) -> None:
        self._list.show_trouble(wording.sentence(error))

    def _ask_more(self) -> None:
        asked = partial(work.following, wish=self._wish, after=self._after)
        self._worker.ask(self, asked, self._show_more, self._not_found, lane="more")

    def _show_more(self, answer: tuple[Any, work.Listed]) -> None:
        behind, found = answer
        if behind is self._after:  # what is shown is still what these follow
            self._after = found.after
            self._list.add_found(found)

    def _tell_editor(self, found: work.Listed) -> None:
        editing = self.editor.note
        if editing is None:
            return
        now = next((note for note in found.notes if note.id == editing.id), None)
        if now is not None:
            self.editor.take_change(now)
        elif not found.query and found.after is None and found.document in {
            None if self._list.scope == "all" else "", editing.anchor.key.document,
        }:  # fmt: skip
            self.editor.let_go()

    # what is asked for ------------------------------------------------------------------------

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
