"""The panel beside the text: the notes as cards, a filter, and the editor in their place."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedLayout,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from db.models import Note
from desktop.keys.keyed import keyed
from desktop.notes import wording, work
from desktop.notes.editor import NoteEditor
from desktop.notes.notes_list import NotesList
from desktop.tasks import Worker
from desktop.theme import Theme

FILTER_DELAY = 150
"""Milliseconds without a key after which the filter is asked for."""

_NO_DOCUMENT = "Open a document to see your notes on it here."
_NO_NOTES = (
    "No notes on this document yet.\n\nSelect words in the text and press 1 to 6 to highlight "
    "them in a colour, or n to write a note on them."
)
_NO_NOTES_AT_ALL = (
    "No notes yet.\n\nOpen a document, select words in the text and press 1 to 6 to highlight "
    "them in a colour, or n to write a note on them."
)
_NONE_FITS = "No note fits “{query}”."
_FILTER_HELP = (
    "Words of your notes and their quotations, color:green, tag:trade, tag:none, is:note, "
    "is:orphan; -tag:trade leaves out. Down goes to the notes, Esc clears."
)


class NotesPanel(QWidget):
    """Notes on the document in front, or all of them; one of them at a time in the editor."""

    note_activated = Signal(object)
    """The passage of this Note is wanted."""
    edit_requested = Signal(object)
    """The person began to edit this Note; the panel has opened its editor."""
    delete_requested = Signal(str)
    """The note with this id is to be deleted."""
    undo_requested = Signal(str)
    """The last change on this document is to be taken back."""
    note_saved = Signal(object)
    """The editor's Note was stored."""

    def __init__(self, worker: Worker, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._document = ""
        self._wanted = ""
        self._listed_for: str | None = ""
        self._gone_note, self._gone_from = "", ""
        self._filter_pause = QTimer(self, singleShot=True, interval=FILTER_DELAY)
        self.editor = NoteEditor(worker, theme, self)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._make_notes(theme))
        self._pages.addWidget(self.editor)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(self._pages)
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
        self._count = QLabel(page)
        self._count.setObjectName("muted")
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._count)
        self.filter = QLineEdit(page)
        self.filter.setPlaceholderText("Filter: color:green tag:trade")
        self.filter.setAccessibleName("Filter the notes")
        self.filter.setToolTip(_FILTER_HELP)
        self.filter.setClearButtonEnabled(True)
        self.filter.installEventFilter(self)
        column.addLayout(head)
        column.addWidget(self.filter)
        column.addWidget(self._make_scope(page))
        column.addWidget(self._make_gone(page))
        column.addLayout(self._make_list(page, theme), 1)
        return page

    def _make_scope(self, parent: QWidget) -> QWidget:
        self._scope_bar = QWidget(parent)
        self._scope_bar.setAccessibleName("Which notes")
        self._scope = QButtonGroup(self)
        row = QHBoxLayout(self._scope_bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        choices = (
            ("This document", "Notes on the document in front"),
            ("All", "Notes on all documents"),
        )
        for number, (words, tip) in enumerate(choices):
            button = QToolButton(self._scope_bar)
            button.setText(words)
            button.setToolTip(f"{tip} (arrow keys)")
            button.setAccessibleName(tip)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._scope.addButton(button, number)
            row.addWidget(button)
        row.addStretch(1)
        self._scope.button(0).setChecked(True)
        return self._scope_bar

    def _make_gone(self, parent: QWidget) -> QWidget:
        self._gone = QWidget(parent)
        self._undo = QPushButton("Undo", self._gone)
        self._undo.setObjectName("link")
        keyed(self._undo, "Bring the note back ({key})", "undo")
        self._undo.setAccessibleName("Undo: bring the note back")
        row = QHBoxLayout(self._gone)
        row.setContentsMargins(0, 0, 0, 0)
        self._gone_words = QLabel("Note deleted.", self._gone)
        row.addWidget(self._gone_words)
        row.addWidget(self._undo)
        row.addStretch(1)
        self._gone.hide()
        return self._gone

    def _make_list(self, parent: QWidget, theme: Theme) -> QStackedLayout:
        self.cards = NotesList(theme, parent)
        nothing = QWidget(parent)
        self._nothing = QLabel(nothing)
        self._nothing.setObjectName("muted")
        self._nothing.setWordWrap(True)
        self._clear = QPushButton("Clear the filter", nothing)
        self._clear.setObjectName("link")
        self._clear.setToolTip("Show all notes again (Esc in the filter)")
        column = QVBoxLayout(nothing)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self._nothing)
        column.addWidget(self._clear, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self._found = QStackedLayout()
        self._found.addWidget(self.cards)
        self._found.addWidget(nothing)
        return self._found

    def _wire(self) -> None:
        self.filter.textChanged.connect(self._filter_typed)
        self._filter_pause.timeout.connect(self.refresh)
        self._scope.idClicked.connect(self._scope_chosen)
        self._clear.clicked.connect(self._clear_filter)
        self._undo.clicked.connect(self._undo_clicked)
        self.cards.jump_requested.connect(self.note_activated)
        self.cards.edit_requested.connect(self._edit_card)
        self.cards.delete_requested.connect(self.delete_requested)
        self.editor.saved.connect(self.note_saved)
        self.editor.closed.connect(self._editor_closed)
        self.editor.delete_requested.connect(self.delete_requested)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        self.cards.set_theme(theme)
        self.editor.set_theme(theme)
        self._scope_bar.setStyleSheet(
            f"QToolButton {{ border: 1px solid transparent; color: {theme.muted}; }}"
            f"QToolButton:checked {{ border-color: {theme.border}; background: {theme.page};"
            f" color: {theme.text}; font-weight: 600; }}"
            f"QToolButton:focus {{ border: 2px solid {theme.accent}; padding: 3px 7px; }}"
        )

    # what is shown --------------------------------------------------------------------------

    @property
    def shows_all(self) -> bool:
        """Whether the notes of all documents are shown."""
        return self._scope.checkedId() == 1

    def set_document(self, document: str) -> None:
        """Show the notes on this document; an open editor is saved and closed if it is another."""
        changed = document != self._document
        self._document = document
        if changed and not self.shows_all:
            self._gone.hide()
            note = self.editor.note
            if note is not None and note.anchor.key.document != document:
                self.editor.finish()
        if changed or not self.cards.notes_model.notes:
            self.refresh()

    def refresh(self) -> None:
        """Ask for the notes again; the current card stays the current one."""
        self._filter_pause.stop()
        if not self._document and not self.shows_all:
            self._show_found(work.Listed("", "", [], {}))
            return
        document = None if self.shows_all else self._document
        asked = partial(work.listed, document=document, query=self.filter.text())
        self._worker.ask(self, asked, self._show_found, self._not_found, lane="notes")

    def edit(self, note: Note) -> None:
        """Open a note in the editor."""
        self._gone.hide()
        self._wanted = note.id
        self._pages.setCurrentWidget(self.editor)
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

    def tell_deleted(self, note_id: str, document: str) -> None:
        """Offer to bring back a note that was deleted from a document."""
        self._gone_note, self._gone_from = note_id, document
        self._gone_words.setText("Note deleted.")
        self._gone.show()

    def tell_many_deleted(self, count: int, document: str) -> None:
        """Offer to bring back several notes that were deleted at once."""
        self.tell_deleted("", document)
        self._gone_words.setText(f"{count} notes deleted." if count > 1 else "Note deleted.")

    def flush(self) -> None:
        """Ask for what is typed and not stored yet to be stored; call it before the end."""
        self.editor.flush()

    def _show_found(self, found: work.Listed) -> None:
        model = self.cards.notes_model
        same = found.document == self._listed_for
        before, row = self.cards.current(), self.cards.currentIndex().row()
        scroll = self.cards.verticalScrollBar().value() if same and not self._wanted else 0
        kept_id = self._wanted or (before.id if before else "")
        model.set_notes(found.notes, found.titles)
        kept = model.row_of(kept_id)
        if kept >= 0 or (same and before is not None):
            self.cards.choose(kept if kept >= 0 else row)
        if scroll:
            self.cards.scroll_to(scroll)
        self._wanted, self._listed_for = "", found.document
        self._tell_editor(found)
        if model.row_of(self._gone_note) >= 0:
            self._gone.hide()
        count = len(found.notes)
        self._title.setText("All notes" if self.shows_all else "Notes on this document")
        self._count.setText(f"{count} note{'' if count == 1 else 's'}" if count else "")
        self._say_nothing("" if count else self._why_empty())

    def _not_found(self, error: Exception) -> None:
        self.cards.notes_model.set_notes(())
        self._count.clear()
        self._say_nothing(wording.sentence(error))

    def _why_empty(self) -> str:
        if self.filter.text().strip():
            return _NONE_FITS.format(query=self.filter.text().strip())
        if self.shows_all:
            return _NO_NOTES_AT_ALL
        return _NO_NOTES if self._document else _NO_DOCUMENT

    def _say_nothing(self, words: str) -> None:
        self._nothing.setText(words)
        self._clear.setVisible(bool(self.filter.text().strip()))
        if words and self.cards.hasFocus():
            self.filter.setFocus()
        self._found.setCurrentIndex(1 if words else 0)

    def _tell_editor(self, found: work.Listed) -> None:
        editing = self.editor.note
        if editing is None:
            return
        now = next((note for note in found.notes if note.id == editing.id), None)
        if now is not None:
            self.editor.take_change(now)
        elif not found.query and found.document in {None, editing.anchor.key.document}:
            self.editor.let_go()

    # what is asked for ------------------------------------------------------------------------

    def _filter_typed(self) -> None:
        self._filter_pause.start()

    def _clear_filter(self) -> None:
        self.filter.clear()
        self.filter.setFocus()

    def _scope_chosen(self) -> None:
        self.refresh()

    def _edit_card(self, note: Note) -> None:
        self.edit(note)
        self.edit_requested.emit(note)

    def _undo_clicked(self) -> None:
        self._gone.hide()
        self.cards.setFocus()
        self.undo_requested.emit(self._gone_from)

    def _editor_closed(self) -> None:
        self._pages.setCurrentIndex(0)
        self.cards.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go from the filter to the cards with Down, and clear it with Escape."""
        if watched is not self.filter or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        return self._filter_key(event) or self._is_for_notes(event)

    def _is_for_notes(self, event: QKeyEvent) -> bool:
        """Leave undo and redo to the notes where there is nothing typed to undo."""
        if event.type() != QEvent.Type.ShortcutOverride:
            return False
        undo, redo = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
        return (event.matches(undo) and not self.filter.isUndoAvailable()) or (
            event.matches(redo) and not self.filter.isRedoAvailable()
        )

    def _filter_key(self, event: QKeyEvent) -> bool:
        keys, kinds = Qt.Key, QEvent.Type
        ours = event.key() == keys.Key_Down or (
            event.key() == keys.Key_Escape and bool(self.filter.text())
        )
        if not ours or event.type() not in {kinds.KeyPress, kinds.ShortcutOverride}:
            return False
        event.accept()
        if event.type() == kinds.KeyPress and event.key() == keys.Key_Down:
            self.cards.setFocus()
        elif event.type() == kinds.KeyPress:
            self.filter.clear()
        return True
