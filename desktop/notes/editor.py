"""Writing one note: its text, tags and colour, saved while one writes."""

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QTextCursor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from db.models import COLORS, Note
from db.notes.markup import is_marked
from desktop import theme as themes
from desktop.notes import wording, work
from desktop.notes.backlinks_view import BacklinksView
from desktop.notes.body_edit import BodyEdit
from desktop.notes.color_names import ColorNames
from desktop.notes.colors import ColorChoice
from desktop.notes.completing import Completing
from desktop.notes.preview import NotePreview
from desktop.notes.quote_view import QuoteView
from desktop.notes.standing_bar import StandingBar
from desktop.notes.style_choice import StyleChoice
from desktop.tasks import Worker
from desktop.theme import Theme

AUTOSAVE = 1200
"""Milliseconds without a key after which what was typed is stored."""


_OTHER = (
    "This note was also written in another window. Both texts are kept: the other one is a note of "
    "its own beside this."
)


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
        self._worker = worker
        self._names = names or ColorNames(self)
        self._note: Note | None = None
        self.front = ""
        """The document in front, whose paragraphs a free note may name by their labels."""
        self._kept = self._empty = work.Draft("", COLORS[0], ())
        self._under_way: deque[work.Draft] = deque()
        self._after: Callable[[], None] | None = None
        self._autosave = QTimer(self, singleShot=True, interval=AUTOSAVE)
        self._make(theme)
        self._wire()
        self.set_theme(theme)
        self._take(None)

    # parts --------------------------------------------------------------------------------

    def _make(self, theme: Theme) -> None:
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
        self._tags_name = QLabel("Tags", self)
        self._tags_name.setObjectName("muted")
        self.tags = QLineEdit(self)
        self.tags.setAccessibleName("Tags")
        self.tags.setPlaceholderText("trade, wording")
        self.tags.setToolTip("Words apart by commas or spaces; trade/tariffs is a tag below trade")
        self.colors = ColorChoice(theme, self._names, self)
        self.styles = StyleChoice(self)
        self._folder_name = QLabel("Folder", self)
        self._folder_name.setObjectName("muted")
        self.folder = QLineEdit(self)
        self.folder.setAccessibleName("Folder")
        self.folder.setPlaceholderText("Thesis/Chapter 2")
        self.folder.setToolTip("Where it is kept; a stroke puts a folder into another")
        self._color_name = QLabel(self)
        self._color_name.setObjectName("muted")
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
        self._lay_out(self._make_trouble())
        self.completing = Completing(self._worker, self.body, self.tags, theme, self)
        for child in self.findChildren(QWidget):
            child.installEventFilter(self)
        QWidget.setTabOrder(self.body, self.tags)
        QWidget.setTabOrder(self._done, self.preview)

    def _make_trouble(self) -> QWidget:
        self._trouble = QWidget(self)
        self._sentence = QLabel(self._trouble)
        self._sentence.setWordWrap(True)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._again = QPushButton("Try again", self._trouble)
        self._discard = QPushButton("Discard", self._trouble)
        self._discard.setToolTip("Close without what is not saved yet")
        self._again.setToolTip("Save once more")
        for button in (self._again, self._discard):
            button.setObjectName("link")
        column = QVBoxLayout(self._trouble)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._sentence)
        column.addLayout(_row(self._again, self._discard, None))
        return self._trouble

    def _lay_out(self, trouble: QWidget) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(_row(self._title, None, self._back))
        column.addWidget(self._quote)
        column.addWidget(self.standing)
        column.addWidget(self.body, 3)
        column.addWidget(self.preview, 2)
        column.addWidget(self.backlinks)
        column.addLayout(_row(self._tags_name, self.tags))
        column.addLayout(_row(self._folder_name, self.folder))
        column.addWidget(self._color_name)
        column.addWidget(self.colors)
        column.addWidget(self.styles)
        column.addWidget(self._news)
        column.addWidget(trouble)
        column.addLayout(_row(self._delete, None, self._state, self._done))

    def _wire(self) -> None:
        self._autosave.timeout.connect(self._flush_later)
        self.body.textChanged.connect(self._edited)
        self.body.textChanged.connect(self._show_preview)
        self.body.refused.connect(self._refuse)
        self.preview.link_activated.connect(self.link_activated)
        self.backlinks.linkActivated.connect(self.link_activated)
        self.styles.chosen.connect(self._style_chosen)
        self.folder.editingFinished.connect(self._folder_edited)
        self.standing.attach_requested.connect(self.attach_requested)
        self.standing.attach_here_requested.connect(self.attach_here_requested)
        self.standing.confirm_requested.connect(self.confirm_requested)
        self.standing.detach_requested.connect(self.detach_requested)
        self.tags.textEdited.connect(self._edited)
        self.colors.chosen.connect(self._color_chosen)
        self._back.clicked.connect(self.finish)
        self._done.clicked.connect(self.finish)
        self._delete.clicked.connect(self.delete)
        self._again.clicked.connect(self._flush_again)
        self._discard.clicked.connect(self._leave)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        self._quote.set_theme(theme)
        self.preview.set_theme(theme)
        self.backlinks.set_theme(theme)
        self.completing.list.set_theme(theme)
        self.colors.set_theme(theme)
        self._back.setIcon(themes.icon("close", theme.text, 16))
        self._delete.setIcon(themes.icon("trash", theme.text, 16))
        palette = self._sentence.palette()
        palette.setColor(self._sentence.foregroundRole(), theme.color("danger"))
        self._sentence.setPalette(palette)
        self._sentence.setStyleSheet(f"color: {theme.danger};")

    # a note comes and goes ------------------------------------------------------------------

    @property
    def note(self) -> Note | None:
        """The note that is being written, as it was stored last."""
        return self._note

    @property
    def trouble(self) -> str:
        """What keeps the note from being saved, empty where nothing does."""
        return self._sentence.text()

    def edit(self, note: Note) -> None:
        """Take up a note, once the one before is safe."""
        if self._note is not None and self._note.id == note.id:
            self.body.setFocus()
        elif self._note is None:
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
        if note != self._note and self._is_kept() and not self._is_composing():
            self._take(note, focus=self.body.hasFocus())

    def let_go(self) -> None:
        """Close, for the note is gone, unless something is typed here."""
        if self._note is not None and self._is_kept() and not self._is_composing():
            self._leave()

    def draft(self) -> work.Draft:
        """Return what is typed and chosen now."""
        body, tags = self.body.toPlainText(), wording.read_tags(self.tags.text())
        return work.Draft(body, self.colors.color, tags)

    def flush(self, *, at_once: bool = True) -> None:
        """Ask for what is not stored yet to be stored, now; not `at_once` after a composition."""
        self._autosave.stop()
        if not at_once and self._is_composing():
            self._autosave.start()
            return
        last = self._under_way[-1] if self._under_way else self._kept
        draft = self.draft()
        if self._note is None or draft == last:
            return
        basis = replace(self._note, body=last.body, color=last.color, tags=last.tags)
        self._under_way.append(draft)
        self._state.setText("Saving…")
        asked = partial(work.save, basis=basis, draft=draft)
        self._worker.ask(self, asked, self._save_done, self._save_failed)

    def _flush_again(self) -> None:
        self.flush()

    def _flush_later(self) -> None:
        self.flush(at_once=False)

    def _take(self, note: Note | None, *, focus: bool = True) -> None:
        self._note = None
        self._autosave.stop()
        if note is None:
            self.body.clear()
            self.tags.clear()
        else:
            self._title.setText(_titled(note))
            self._quote.show_note(note)
            self._quote.setVisible(bool(note.anchor.key.document))
            self.body.setPlainText(note.body)
            self.body.moveCursor(QTextCursor.MoveOperation.End)
            self.tags.setText(", ".join(note.tags))
            self.colors.check(note.color)
            self._show_color()
            self._show_kind(note)
        self._kept = self.draft()
        self._note = note
        self.standing.show_note(note)
        self.completing.stop()
        self._ask_around(note)
        self._say("")
        self._news.hide()
        self._state.clear()
        if note is not None and focus:
            self.body.setFocus()

    def _show_kind(self, note: Note) -> None:
        """Show what this kind of note has: a style its words, a folder what is kept in one."""
        self.styles.check(note.style)
        self.styles.setVisible(bool(note.anchor.quote))
        self.folder.setText(note.folder)
        filed = note.kind == "bookmark" or not note.anchor.key.document
        for part in (self._folder_name, self.folder):
            part.setVisible(filed)
        self.completing.document = note.anchor.key.document or self.front

    def _ask_around(self, note: Note | None) -> None:
        """Ask which notes link to this one, and where its words may be if they are lost."""
        if note is None:
            self.backlinks.show_notes(())
            return
        asked = partial(work.linking, note=note)
        self._worker.ask(self, asked, self.backlinks.show_notes, self._ignore, lane="around")
        if self.standing.is_lost:
            asked = partial(work.suggestions, note_id=note.id)
            self._worker.ask(self, asked, self.standing.offer, self._ignore, lane="places")

    def _ignore(self, error: Exception) -> None:
        """Do without what only stands around the note."""
        wording.sentence(error)

    def _show_preview(self) -> None:
        """Show how the note reads, where that is another thing than what is typed."""
        body = self.body.toPlainText()
        if self.body.is_composing:
            return
        self.preview.setVisible(is_marked(body))
        if is_marked(body):
            self.preview.show_body(body, self.completing.document)

    def _is_kept(self) -> bool:
        return not self._under_way and self.draft() == self._kept

    def _is_composing(self) -> bool:
        return self.body.is_composing

    def _go_on_with(self, step: Callable[[], None]) -> None:
        if self.body.hasFocus() or self.tags.hasFocus():
            QGuiApplication.inputMethod().commit()
        self._after = step
        self.flush()
        self._go_on()

    def _go_on(self) -> None:
        if self._after is not None and self._is_kept():
            step, self._after = self._after, None
            step()

    def _leave(self) -> None:
        self._after = None
        self._take(None)
        self.closed.emit()

    def _leave_and_delete(self) -> None:
        note = self._note
        self._leave()
        if note is not None:
            self.delete_requested.emit(note.id)

    # saving ---------------------------------------------------------------------------------

    def _edited(self) -> None:
        if self._note is not None and self.draft() != self._kept:
            self._state.clear()
            self._autosave.start()

    def _color_chosen(self, _color: str) -> None:
        self._show_color()
        self.flush()

    def _named(self) -> str:
        name = self._names.name(self.colors.color)
        return name.lower() if name == wording.COLOR_NAMES[self.colors.color] else name

    def _style_chosen(self, style: str) -> None:
        if self._note is not None:
            self.change_requested.emit(self._note.id, {"style": style})

    def _folder_edited(self) -> None:
        if self._note is not None and self.folder.text() != self._note.folder:
            self.change_requested.emit(self._note.id, {"folder": self.folder.text()})

    def _refuse(self, sentence: str) -> None:
        self._news.setText(sentence)
        self._news.show()

    def _show_color(self) -> None:
        self._color_name.setText(f"Colour: {self._named()}")
        self._quote.set_color(self.colors.color)

    def _save_done(self, kept: work.Kept) -> None:
        sent, note = self._under_way.popleft(), kept.note
        if self._note is None or self._note.id != note.id:
            return
        if note.deleted:
            self._leave()
            return
        self._note = note
        self._kept = replace(sent, body=note.body, color=note.color)
        if not self._under_way and self.draft().body == sent.body != note.body:
            self.body.setPlainText(note.body)
        self._tell_other(kept.other)
        self._say(wording.sentence(kept.trouble) if kept.trouble else "")
        if kept.trouble is not None:
            self._kept = replace(self._kept, tags=note.tags)
            self._after = None
            self._state.setText("Not saved")
        elif self._is_kept():
            self._state.setText("Saved")
        self.saved.emit(note)
        self._go_on()

    def _tell_other(self, other: Note | None) -> None:
        """Say that somebody else wrote into the note meanwhile, and where their words are."""
        if other is not None:
            self._news.setText(_OTHER)
            self._news.show()

    def _save_failed(self, error: Exception) -> None:
        self._under_way.popleft()
        self._after = None
        self._state.setText("Not saved")
        self._say(wording.sentence(error))

    def _say(self, sentence: str) -> None:
        self._sentence.setText(sentence)
        self._trouble.setAccessibleName(sentence)
        self._trouble.setVisible(bool(sentence))

    # keys -----------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the editor's own keys before its parts and the window's shortcuts do."""
        kinds = QEvent.Type
        if isinstance(event, QKeyEvent) and event.type() in {
            kinds.KeyPress,
            kinds.ShortcutOverride,
        }:
            if self._is_for_list(event):
                event.accept()
                return True
            command = self._command(event)
            if command is not None:
                event.accept()
                if event.type() == kinds.KeyPress:
                    command()
                return True
        return super().eventFilter(watched, event)

    def _is_for_list(self, event: QKeyEvent) -> bool:
        """Let the list of completions have its keys, before the window's shortcuts too."""
        if self.completing.list.isHidden():
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            return event.key() == Qt.Key.Key_Escape
        return self.completing.take_key(event)

    def _command(self, event: QKeyEvent) -> Callable[[], None] | None:
        keys, held = Qt.Key, event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = event.key()
        if key == keys.Key_Escape and held == Qt.KeyboardModifier.NoModifier:
            return self.finish
        if key in {keys.Key_Return, keys.Key_Enter}:
            return self.finish if held == Qt.KeyboardModifier.ControlModifier else None
        number = key - int(keys.Key_1)
        if held == Qt.KeyboardModifier.AltModifier and 0 <= number < len(COLORS):
            return self.colors.buttons()[number].click
        return None


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
