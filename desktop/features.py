"""The composition root, second half: what stands around the page, loaded after the first frame."""

from collections.abc import Callable, Generator
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from db.errors import LibraryDamaged, LibraryMissing, SourceError
from db.models import Note
from desktop.desk.importing import NOTES
from desktop.furnishing import Furnishing
from desktop.parts import Parts
from desktop.reader.reader import Reader
from desktop.reader.spread import Spread
from desktop.theme import Theme
from desktop.wiring import wire, wire_reader

_ABOUT_A_DOCUMENT = (
    "copy_citation", "copy_citation_only", "note_here", "note_document", "bookmark",
    "next_edition", "record", "auto_scroll", "next_paragraph", "previous_paragraph",
    "official_file", "review",
)  # fmt: skip
"""Actions that have no meaning, and nothing to say, where no document is in front."""


class Features(Furnishing):
    """Search, shelf, notes and quiz on a desk that is already there to read."""

    store_failed = Signal(object)
    """The person's file cannot be opened; the error says why."""
    _notes_sought = Signal(int, int)

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parts, parent)
        self._ready = False
        self._notes_sought.connect(self._tell_sought)

    def furnishing(self) -> Generator[None, None, None]:
        """Make every part and connect it, a little each turn."""
        yield from self.making()
        wire(self)

    def wire_reader(self, reader: Reader) -> None:
        """Connect a document in a tab."""
        wire_reader(self, reader)

    def offer_actions(self) -> None:
        """Offer what needs a document in front only where there is one."""
        for name in _ABOUT_A_DOCUMENT:
            self.window.actions_by_name[name].setEnabled(self.navigator.reader() is not None)

    # start and end ----------------------------------------------------------------------------

    def prepare(self) -> None:
        """Open the person's file, then show what is in it."""
        self.panels.follow()
        prepare = partial(_prepare, tell=self._notes_sought.emit)
        self.parts.study.ask(self, prepare, self._study_ready, self._study_failed)
        self.panels.shelf.refresh()
        self.listening.start()
        self.reviewing.start()

    def _tell_sought(self, done: int, total: int) -> None:
        """Say how far the notes are found again in a library that changed."""
        self.tell(f"Finding your notes again: {done:,} of {total:,}" if done < total else "")

    def _study_ready(self, report: Any) -> None:
        self._ready = True
        self.parts.reading.reopen()  # there was no file yet, or it was an older one
        self.parts.searching.reopen()
        self.panels.shelf.refresh()
        self.shelving.refresh()
        if report is not None:
            self.noting.tell_standing(report)
        self.noting.start()
        for reader in self.navigator.readers():
            reader.look_again()
        self.load_all_notes()
        self.reading.start()
        self.panels.notes_ready()
        self.knowing.start()
        self.searching.load_saved()
        self.indexing.check()

    def _study_failed(self, error: Exception) -> None:
        self.store_failed.emit(error)
        if isinstance(error, LibraryMissing | LibraryDamaged | SourceError):
            self.hub.trouble_met.emit(str(error))
        else:
            self.hub.trouble_met.emit(
                f"{error} You can read and search; notes and answers are off."
            )

    def keep(self) -> None:
        """Keep what is not kept yet: the desk is about to close."""
        self.panels.notes.flush()
        self.quizzing.keep_round()
        self.reading.flush()
        self.printing.stop()
        self.importing.close()
        self.fetching.close()
        self.exchanging.close()
        self.question_exchange.close()
        self.surveying.close()
        self.reviewing.close()
        self.indexing.close()

    def documents_imported(self, changed: set[str]) -> None:
        """Show what came into the library, or went: in the readers, the panels and the pages."""
        for document in changed:
            self.navigator.learn(document)
        for reader in self.navigator.readers():
            if reader.document in changed:
                reader.reload()
                self.hub.notes_changed.emit(reader.document)
        self.panels.library_changed()
        self.searching.library_changed()
        self.shelving.refresh()

    def index_made(self) -> None:
        """Search the new index from now on."""
        self.parts.searching.reopen()
        self.panels.search.refresh()
        self.searching.library_changed()

    def index_running(self, running: bool) -> None:
        """Offer to stop the index while it is made, and to make it while it is not."""
        self.window.actions_by_name["stop_index"].setEnabled(running)
        self.window.actions_by_name["rebuild_index"].setEnabled(not running)

    # notes ------------------------------------------------------------------------------------

    def load_all_notes(self) -> None:
        """Load the notes of every open document."""
        for reader in self.navigator.readers():
            self.notes.load(reader.document)

    def load_notes(self, document: str) -> None:
        """Load the notes of a document while its text is being loaded."""
        if self._ready:
            self.notes.load(document)

    def show_notes(self, document: str, notes: list[Note]) -> None:
        """Show a document's notes on every page of it."""
        for reader in self.navigator.open_tabs.readers_of(document):
            reader.set_notes(notes)

    def notes_changed(self, documents: list[str]) -> None:
        """Notes were changed where it is not known on which documents: tell of the open ones."""
        opened = {reader.document for reader in self.navigator.readers()}
        for document in {*documents, *opened}:
            self.hub.notes_changed.emit(document)

    def note_saved(self, note: Note) -> None:
        """Tell of a note's document."""
        self.hub.notes_changed.emit(note.anchor.key.document)

    def show_notes_named(self, action: str) -> None:
        """Show the notes that a message speaks of."""
        if action.startswith(NOTES):
            self.window.show_notes(True)
            self.panels.notes.show_filtered("all", action.removeprefix(NOTES))

    def undo(self, back_or_again: str) -> None:
        """Undo or redo what was done on the page in front: a page of its own kind, or notes."""
        page = self.window.tabs.current()
        getattr(page, back_or_again, getattr(self.annotating, back_or_again))()

    # look and words ---------------------------------------------------------------------------

    def dress(self, now: Theme) -> None:
        """Dress everything that is made once in another theme, and every page that is no reader."""
        self.panels.set_theme(now)
        self.quizzing.set_theme(now)
        self.referring.set_theme(now)
        self.consulting.set_theme(now)
        pages = [page for page in self.window.tabs.pages() if not isinstance(page, Spread)]
        for part in (self.color_bar, *pages):
            part.set_theme(now)  # type: ignore[attr-defined]  # every page of a tab has it

    def went_to_paragraph(self, _label: str) -> None:
        """The hint to go to a paragraph is no longer needed."""
        self.window.hints.mark("go_to")

    def searched(self, _hit: object) -> None:
        """The hint to search is no longer needed."""
        self.window.hints.mark("search")

    def highlighted(self) -> None:
        """The hint to highlight is no longer needed."""
        self.window.hints.mark("highlight")

    def tell(self, words: str) -> None:
        """Say something in the status line."""
        self.window.statusBar().showMessage(words, 4000)

    def say_due(self, due: int, new: int) -> None:
        """Say how many cards wait."""
        cards = "1 card" if due == 1 else f"{due} cards"
        self.window.set_due(f"{cards} due   ·   {new} new")

    def consult(self, name: str) -> None:
        """Open a list beside the documents, or the sheet of the document in front."""
        if name == "provenance":
            reader = self.navigator.open_tabs.latest()
            self.consulting.open_provenance(reader.document if reader else "")
        else:
            self.consulting.open_list(name)

    def show_terms(self, shown: bool) -> None:
        """Underline the terms of the glossary, or do not, and keep the choice."""
        self.parts.settings.keep("terms", shown)
        self.referring.show_terms(shown)


def _prepare(opened: Any, tell: Callable[[int, int], None]) -> Any:
    from db.notes import store, wastebasket

    wastebasket.sweep(opened)
    return store.reanchor_if_library_changed(opened, tell)
