"""Writing one note: its text, tags and colour, saved while one writes."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from db.models import Note
from db.notes.markup import is_marked
from desktop import theme as themes
from desktop.notes import wording, work
from desktop.notes.autosave import Autosave
from desktop.notes.backlinks_view import BacklinksView
from desktop.notes.body_edit import BodyEdit
from desktop.notes.color_names import ColorNames
from desktop.notes.completing import Completing
from desktop.notes.details import NoteDetails
from desktop.notes.editor_keys import EditorKeys
from desktop.notes.preview import NotePreview
from desktop.notes.quote_view import QuoteView
from desktop.notes.standing_bar import StandingBar
from desktop.notes.surroundings import Surroundings
from desktop.notes.trouble_bar import TroubleBar
from desktop.tasks import Worker
from desktop.theme import Theme


class NoteEditor(QWidget):
    """One note at a time; it lets go of a note only when the store has all that was typed."""

    saved = Signal(object)
    """The Note as the store has it now."""
    closed = Signal()
    """The editor has let go of its note."""
    delete_requested = Signal(str)
    """The note with this id, stored as it was last, is to be deleted."""
    change_requested = Signal(str, object)
    """The note with this id is to be changed: `style`, `folder`."""
    link_activated = Signal(str)
    """Where a link in the note leads: `note:` and an id, `resolute:` or another address."""
    confirm_requested = Signal(str)
    detach_requested = Signal(str)
    attach_requested = Signal(str, object)
    attach_here_requested = Signal(str)

    def __init__(
        self,
        worker: Worker,
        theme: Theme,
        parent: QWidget | None = None,
        names: ColorNames | None = None,
    ) -> None:
        super().__init__(parent)
        self.front = ""
        """The document in front, whose paragraphs a free note may name by their labels."""
        self._make(theme, names or ColorNames(self))
        self._lay_out()
        self.autosave = Autosave(worker, self.draft, self._is_composing, self)
        self._surroundings = Surroundings(worker, self.backlinks, self.standing, self)
        self.completing = Completing(worker, self.body, self.tags, theme, self)
        self._keys = EditorKeys(self.completing, self)
        self._wire()
        self._wire_saving()
        self.set_theme(theme)
        self._take(None)

    # parts --------------------------------------------------------------------------------

    def _make(self, theme: Theme, names: ColorNames) -> None:
        self._title = QLabel(self)
        self._title.setObjectName("panelTitle")
        self._back = QToolButton(self)
        self._back.setAccessibleName("Close the editor")
        self._back.setToolTip("Back to the notes; what you typed is kept (Esc)")
        self._back.setIconSize(QSize(16, 16))
        self._quote = QuoteView(theme, self)
        self.standing = StandingBar(self)
        self.body = BodyEdit(self)
        self.preview = NotePreview(theme, self)
        self.preview.hide()
        self.backlinks = BacklinksView(theme, self)
        self.details = NoteDetails(theme, names, self)
        self.tags, self.colors = self.details.tags, self.details.colors
        self._state = QLabel(self)
        self._state.setObjectName("muted")
        self._delete = QPushButton("Delete", self)
        self._delete.setToolTip("Delete this note; undo brings it back")
        self._done = QPushButton("Done", self)
        self._done.setObjectName("primary")
        self._done.setToolTip("Save and close (Ctrl+Enter)")
        self._news = QLabel(self)
        self._news.setWordWrap(True)
        self._news.hide()
        self._trouble = TroubleBar(self)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(_row(self._title, None, self._back))
        column.addWidget(self._quote)
        column.addWidget(self.standing)
        column.addWidget(self.body, 3)
        column.addWidget(self.preview, 2)
        column.addWidget(self.backlinks)
        column.addWidget(self.details)
        column.addWidget(self._news)
        column.addWidget(self._trouble)
        column.addLayout(_row(self._delete, None, self._state, self._done))
        QWidget.setTabOrder(self.body, self.tags)
        QWidget.setTabOrder(self._done, self.preview)

    def _wire(self) -> None:
        self.body.textChanged.connect(self.autosave.edited)
        self.body.textChanged.connect(self._show_preview)
        self.body.refused.connect(self._tell)
        self.preview.link_activated.connect(self.link_activated)
        self.backlinks.linkActivated.connect(self.link_activated)
        self.standing.attach_requested.connect(self.attach_requested)
        self.standing.attach_here_requested.connect(self.attach_here_requested)
        self.standing.confirm_requested.connect(self.confirm_requested)
        self.standing.detach_requested.connect(self.detach_requested)
        self.details.tags_edited.connect(self.autosave.edited)
        self.details.color_chosen.connect(self._color_chosen)
        self.details.style_chosen.connect(self._style_chosen)
        self.details.folder_left.connect(self._folder_left)

    def _wire_saving(self) -> None:
        self.autosave.saved.connect(self.saved)
        self.autosave.corrected.connect(self.body.setPlainText)
        self.autosave.gone.connect(self._leave)
        self.autosave.state_changed.connect(self._state.setText)
        self.autosave.trouble_changed.connect(self._trouble.say)
        self.autosave.told.connect(self._tell)
        self._trouble.again_requested.connect(self.autosave.flush_again)
        self._trouble.discard_requested.connect(self._leave)
        self._keys.finish_wanted.connect(self.finish)
        self._keys.color_wanted.connect(self._click_color)
        self._back.clicked.connect(self.finish)
        self._done.clicked.connect(self.finish)
        self._delete.clicked.connect(self.delete)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        self._quote.set_theme(theme)
        self.preview.set_theme(theme)
        self.backlinks.set_theme(theme)
        self.completing.list.set_theme(theme)
        self.details.set_theme(theme)
        self._trouble.set_theme(theme)
        self._back.setIcon(themes.icon("close", theme.text, 16))
        self._delete.setIcon(themes.icon("trash", theme.text, 16))

    # a note comes and goes ------------------------------------------------------------------

    @property
    def note(self) -> Note | None:
        """The note that is being written, as it was stored last."""
        return self.autosave.note

    @property
    def trouble(self) -> str:
        """What keeps the note from being saved, empty where nothing does."""
        return self._trouble.sentence

    def edit(self, note: Note) -> None:
        """Take up a note, once the one before is safe."""
        if self.note is not None and self.note.id == note.id:
            self.body.setFocus()
        elif self.note is None:
            self._take(note)
        else:
            self._go_on_with(partial(self._take, note))

    def finish(self) -> None:
        """Save what is typed, then close."""
        self._go_on_with(self._leave)

    def delete(self) -> None:
        """Save what is typed, so that an undo brings all of it back; then ask to delete."""
        self._go_on_with(self._leave_and_delete)

    def take_change(self, note: Note) -> None:
        """Show what has become of the note elsewhere, unless something is typed here."""
        if note != self.note and self._is_at_rest():
            self._take(note, focus=self.body.hasFocus())

    def let_go(self) -> None:
        """Close, for the note is gone, unless something is typed here."""
        if self.note is not None and self._is_at_rest():
            self._leave()

    def draft(self) -> work.Draft:
        """Return what is typed and chosen now."""
        return work.Draft(self.body.toPlainText(), self.colors.color, self.details.read_tags())

    def flush(self) -> None:
        """Ask for what is not stored yet to be stored, now."""
        self.autosave.flush()

    def _take(self, note: Note | None, *, focus: bool = True) -> None:
        self.autosave.rest()
        if note is None:
            self.body.clear()
            self.tags.clear()
        else:
            self._show(note)
        self.autosave.begin(note)
        self.completing.stop()
        self._surroundings.show_note(note)
        self._trouble.say("")
        self._news.hide()
        self._state.clear()
        if note is not None and focus:
            self.body.setFocus()

    def _show(self, note: Note) -> None:
        self.completing.document = note.anchor.key.document or self.front
        self._title.setText(_titled(note))
        self._quote.show_note(note)
        self._quote.setVisible(bool(note.anchor.key.document))
        self.body.setPlainText(note.body)
        self.body.moveCursor(QTextCursor.MoveOperation.End)
        self.details.show_note(note)

    def _show_preview(self) -> None:
        """Show how the note reads, where that is another thing than what is typed."""
        body = self.body.toPlainText()
        if self.body.is_composing:
            return
        self.preview.setVisible(is_marked(body))
        if is_marked(body):
            self.preview.show_body(body, self.completing.document)

    def _is_composing(self) -> bool:
        return self.body.is_composing

    def _is_at_rest(self) -> bool:
        """Tell whether nothing is typed here that the store has not."""
        return self.autosave.is_kept and not self._is_composing()

    def _go_on_with(self, step: Callable[[], None]) -> None:
        if self.body.hasFocus() or self.tags.hasFocus():
            QGuiApplication.inputMethod().commit()
        self.autosave.go_on_with(step)

    def _leave(self) -> None:
        self.autosave.stay()
        self._take(None)
        self.closed.emit()

    def _leave_and_delete(self) -> None:
        note = self.note
        self._leave()
        if note is not None:
            self.delete_requested.emit(note.id)

    # what the parts say ---------------------------------------------------------------------

    def _color_chosen(self, color: str) -> None:
        self._quote.set_color(color)
        self.flush()

    def _click_color(self, number: int) -> None:
        self.colors.buttons()[number].click()

    def _style_chosen(self, style: str) -> None:
        if self.note is not None:
            self.change_requested.emit(self.note.id, {"style": style})

    def _folder_left(self, folder: str) -> None:
        if self.note is not None and folder != self.note.folder:
            self.change_requested.emit(self.note.id, {"folder": folder})

    def _tell(self, sentence: str) -> None:
        self._news.setText(sentence)
        self._news.show()


def _titled(note: Note) -> str:
    if note.kind == "bookmark":
        return f"Bookmark at {wording.place(note)}"
    if not note.anchor.key.document:
        return "Note in a notebook"
    return f"Note on {wording.place(note)}"


def _row(*parts: QWidget | None) -> QHBoxLayout:
    """Lay parts out in a row, None being the room between."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for part in parts:
        row.addStretch(1) if part is None else row.addWidget(part)
    return row
