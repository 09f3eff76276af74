"""The panels beside the page: made once, dressed alike, and speaking of the tab in front."""

from collections.abc import Generator

from PySide6.QtCore import QObject, QTimer

from db.models import EditionKey, Note
from db.notes.markup import NOTE
from desktop.notes.color_names import ColorNames
from desktop.notes.panel import NotesPanel
from desktop.parts import Parts
from desktop.quiz.panel import QuizPanel
from desktop.reader.contents import ContentsPanel
from desktop.search.panel import SearchPanel
from desktop.shelf.panel import ShelfPanel
from desktop.theme import Theme
from desktop.widgets.slices import FRAME_BEHIND


class Panels(QObject):
    """Library, contents, search, quiz and notes, in the window and behind the page in front."""

    def __init__(self, parts: Parts, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._navigator = parts.window, parts.navigator
        self._has_notes = False
        self._behind = QTimer(self, singleShot=True, interval=FRAME_BEHIND)
        self._behind.timeout.connect(self._follow)
        self._parts = parts

    def furnishing(self) -> Generator[None, None, None]:
        """Make the panels, one a turn, and put them into the window."""
        parts, now = self._parts, self._parts.themes.current
        self.contents = ContentsPanel()
        self.contents.set_theme(now)
        self.contents.going.connect(self._catch_up)
        yield
        self.shelf = ShelfPanel(parts.reading, now)
        yield
        self.search = SearchPanel(parts.searching, now)
        yield
        self.quiz = QuizPanel(parts.study, parts.reading, now)
        yield
        self.color_names = ColorNames(self)
        self.notes = NotesPanel(parts.study, now, names=self.color_names)
        yield
        panels = {
            "library": self.shelf,
            "contents": self.contents,
            "search": self.search,
            "quiz": self.quiz,
        }
        yield from self._window.furnishing(panels, self.notes)

    # what the tab in front means to them ----------------------------------------------------

    def notes_ready(self) -> None:
        """The person's file is open: there are notes to show, and cards to count."""
        self._has_notes = True
        self.notes.pages.load_names()
        self.follow()
        self.quiz.refresh()

    def follow(self) -> None:
        """Let the panels speak of what is in front, a frame after the page itself."""
        self._behind.start()

    def _catch_up(self) -> None:
        """Speak of what is in front at once, where that is not yet so."""
        if self._behind.isActive():
            self._behind.stop()
            self._follow()

    def _follow(self) -> None:
        reader = self._navigator.reader()
        self.contents.set_edition(reader.edition if reader else None)
        self.contents.set_documents(reader.in_library if reader else ())
        self.contents.say("" if reader else "The outline of the document in front stands here.")
        if reader is None:
            if not self._navigator.readers():
                self._name_document("")
            return
        self.contents.set_current(reader.label)
        self._name_document(reader.document)

    def _name_document(self, document: str) -> None:
        self.search.set_document(document)
        self.shelf.set_current(document)
        if self._has_notes:
            self.notes.set_document(document)

    def place_changed(self, key: EditionKey, label: str) -> None:
        """The reader in front stands at another paragraph."""
        if key == self.contents.key:  # else the outline is still that of the tab before
            self.contents.set_current(label)

    # what they show -------------------------------------------------------------------------

    def library_changed(self) -> None:
        """The library has more than it had: list and find that too."""
        self.shelf.refresh()
        self.search.refresh()

    def notes_changed(self, _document: str) -> None:
        """Notes were made, changed or deleted: list them as they are now.

        Names of colours may have come or gone with them.
        """
        self.notes.refresh()
        self.notes.pages.load_names()

    def note_added(self, note: Note, edit: bool) -> None:
        """Open a new note to be written where that is wanted."""
        if edit:
            self.notes.write(note)

    def edit_note(self, note: Note) -> None:
        """Show the notes with this one open to be written."""
        self._window.show_notes(True)
        self.notes.edit(note)

    def open_note(self, note_id: str) -> None:
        """Show the notes with the one of this id open to be written."""
        self._window.show_notes(True)
        self.notes.follow(f"{NOTE}{note_id}")

    def open_notes_page(self, name: str) -> None:
        """Show a page of the notes: `tags`, `colors` or `basket`."""
        self._window.show_notes(True)
        self.notes.open_page(name)

    def show_note(self, note_id: str) -> None:
        """Show the notes with this one in view."""
        self._window.show_notes(True)
        self.notes.show_note(note_id)

    # which of them is seen, and how ---------------------------------------------------------

    def choose(self, mode: str) -> None:
        """Show a panel or hide it, as its button on the rail does."""
        if mode == "notes":
            self._window.show_notes(not self._window.notes_shown)
        elif mode == "search" and not (self._window.side_shown and self._window.panel == mode):
            self.focus_search()
        else:
            self._window.toggle_panel(mode)

    def focus_search(self) -> None:
        """Show the search panel with the caret in its box."""
        self._window.show_panel("search")
        self.search.focus_box()

    def focus_go_to(self) -> None:
        """Show the contents with the caret in the box that goes to a paragraph."""
        self._window.show_panel("contents")
        self.contents.focus_box()

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        for panel in (self.shelf, self.contents, self.search, self.quiz, self.notes):
            panel.set_theme(theme)

    def chosen_notes(self) -> list[Note]:
        """Return the notes that are chosen in the list."""
        return self.notes.cards.chosen()
