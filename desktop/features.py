"""The composition root, second half: what stands around the page, loaded after the first frame."""

from collections.abc import Callable, Generator
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from db.errors import LibraryDamaged, LibraryMissing, SourceError
from db.models import Note
from desktop.desk.adding import Adding
from desktop.desk.aligning import Aligning
from desktop.desk.annotating import Annotating
from desktop.desk.citing import Citing
from desktop.desk.comfort import Comfort
from desktop.desk.commanding import Commanding
from desktop.desk.comparing import Comparing
from desktop.desk.consulting import Consulting
from desktop.desk.desk_pages import DeskPages
from desktop.desk.dropping import Dropping
from desktop.desk.exchanging import Exchanging
from desktop.desk.exporting import Exporting
from desktop.desk.fetching import FetchingTexts
from desktop.desk.finding import FindInDocument
from desktop.desk.importing import NOTES, Importing
from desktop.desk.indexing import Indexing
from desktop.desk.listening import Listening
from desktop.desk.noting import Noting
from desktop.desk.official import OfficialTexts
from desktop.desk.page_menu import PageMenu
from desktop.desk.pairing import Pairing
from desktop.desk.panels import Panels
from desktop.desk.paragraph_links import ParagraphLinks
from desktop.desk.printing import Printing
from desktop.desk.progress import ReadingProgress
from desktop.desk.questioning import Questioning
from desktop.desk.quizzing import Quizzing
from desktop.desk.referring import Referring
from desktop.desk.reviewing import Reviewing
from desktop.desk.searching import Searching
from desktop.desk.shelving import Shelving
from desktop.notes.color_bar import ColorBar
from desktop.notes.controller import NotesController
from desktop.parts import Parts
from desktop.reader.reader import Reader
from desktop.reader.spread import Spread
from desktop.tabs.sessions import Sessions
from desktop.tabs.tabbing import Tabbing
from desktop.theme import Theme

_ABOUT_A_DOCUMENT = (
    "copy_citation", "copy_citation_only", "note_here", "note_document", "bookmark",
    "next_edition", "record", "typography",
    "auto_scroll", "next_paragraph", "previous_paragraph", "official_file", "review",
)  # fmt: skip
"""Actions that have no meaning, and nothing to say, where no document is in front."""


_ON_DOCUMENTS = ("collect", "details", "export", "align", "remove")
"""Actions on what is chosen in My library, or on the document in front."""


class Features(QObject):
    """Search, shelf, notes and quiz on a desk that is already there to read."""

    store_failed = Signal(object)
    """The person's file cannot be opened; the error says why."""
    _notes_sought = Signal(int, int)

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._ready = False
        self.window, self.navigator, self.hub = parts.window, parts.navigator, parts.hub

    def furnishing(self) -> Generator[None, None, None]:
        """Make every part, a few each turn, and wire them: they are there when it has ended."""
        self.panels = Panels(self._parts, self)
        yield from self.panels.furnishing()
        yield from self._making_for_the_page()
        yield from self._making_for_the_library()
        yield from self._making_for_the_desk()
        self._wire()

    def _making_for_the_page(self) -> Generator[None, None, None]:
        """Make what has to do with the document in front."""
        parts, now = self._parts, self._parts.themes.current
        self.color_bar = ColorBar(now, parts.window, self.panels.color_names)
        self.notes = NotesController(parts.study, parts.hub, self)
        self.annotating = Annotating(
            parts.navigator, self.notes, self.color_bar, parts.settings, self
        )
        self.noting = Noting(parts, self.panels.color_names, self)
        yield
        self.citing = Citing(parts.navigator, parts.settings, self)
        self.printing = Printing(
            parts.navigator, parts.window.tabs, parts.themes, parts.settings, self
        )
        self.finding = FindInDocument(parts.navigator, parts.settings, now, self)
        self.reading = ReadingProgress(parts.window, parts.navigator, parts.study, self)
        yield
        self.pairing = Pairing(
            parts.navigator, parts.reading, parts.window.actions_by_name, parts.window
        )
        self.comparing = Comparing(
            parts.navigator, parts.window.tabs, parts.reading, parts.themes, parts.window
        )
        self.links = ParagraphLinks(parts.navigator, self)
        self.page_menu = PageMenu(parts.window.actions_by_name, self)
        yield
        self.comfort = Comfort(parts, self)
        self.referring = Referring(parts.reading, parts.window, now, self)
        yield

    def _making_for_the_library(self) -> Generator[None, None, None]:
        """Make what has to do with the documents there are, and those to come."""
        parts, now = self._parts, self._parts.themes.current
        self.adding = Adding(parts.study, parts.window)
        self.importing = Importing(
            parts.places, parts.window.tabs, parts.themes, parts.window.banner, parts.window
        )
        self.reviewing = Reviewing(
            parts.places, parts.navigator, parts.window.tabs, parts.themes, parts.window.banner,
            parts.window,
        )  # fmt: skip
        self.dropping = Dropping(parts.window)
        yield
        self.official = OfficialTexts(
            self.adding, parts.navigator, parts.window.banner, parts.hub, self
        )
        self.fetching = FetchingTexts(parts, self)
        yield
        self.exchanging = Exchanging(parts, self)
        self.consulting = Consulting(parts.window.tabs, parts.reading, now, self)
        self.shelving = Shelving(parts, self)
        self.aligning = Aligning(parts, self)
        self.exporting = Exporting(parts.navigator, parts.window.tabs, parts.reading, parts.window)
        yield
        self.searching = Searching(parts, self.panels.search, self)
        self.indexing = Indexing(parts, self)
        yield

    def _making_for_the_desk(self) -> Generator[None, None, None]:
        """Make what has to do with the tabs, the commands and the quiz."""
        parts, now = self._parts, self._parts.themes.current
        self.quizzing = Quizzing(
            parts.window.tabs, self.panels.quiz, parts.study, parts.settings, now, self
        )
        self.questioning = Questioning(
            parts.navigator, self.quizzing, parts.study, self.panels.chosen_notes, self
        )
        yield
        self.sessions = Sessions(
            parts.navigator, parts.settings, parts.hub, parts.window.actions_by_name, parts.window
        )
        self.tabbing = Tabbing(
            parts.window.tabs, parts.navigator, self.links, parts.window.actions_by_name, self
        )
        self._listening = Listening(parts.places.data, parts.window, parts.navigator, self)
        yield
        self.commanding = Commanding(parts, self)
        self.pages = DeskPages(
            parts.window.tabs, parts.themes, parts.places.data, self.commanding.keys_page, self
        )
        for name in ("stop_import", "stop_index"):
            parts.window.actions_by_name[name].setEnabled(False)
        self._notes_sought.connect(self._tell_sought)
        yield

    # wiring: grouped by emitter, one a line -------------------------------------------------

    def _wire(self) -> None:
        self._wire_panels()
        self._wire_quiz()
        self._wire_parts()
        self._wire_shelf()
        self._wire_search()
        self._wire_official()
        self._wire_intake()
        self._wire_actions()
        for reader in self.navigator.readers():
            self._wire_reader(reader)

    def _wire_panels(self) -> None:
        panels = self.panels
        self.window.mode_chosen.connect(panels.choose)
        self.window.banner.action_requested.connect(self.official.take_up)
        self.window.banner.action_requested.connect(self.shelving.take_up)
        self.window.banner.action_requested.connect(self._show_notes_named)
        self.window.banner.action_requested.connect(self.importing.take_up)
        self.window.banner.action_requested.connect(self.reviewing.take_up)
        self.window.tabs.current_changed.connect(self.color_bar.hide)
        self.window.tabs.current_changed.connect(self._offer_actions)
        self.window.tabs.current_changed.connect(self.reading.show_front)
        self.window.tabs.current_changed.connect(self.pairing.tab_changed)
        self.window.tabs.current_changed.connect(self.sessions.tab_changed)
        panels.contents.label_requested.connect(self.navigator.go_to_label)
        panels.contents.label_requested.connect(self._went_to_paragraph)
        panels.contents.address_requested.connect(self.navigator.open_address)
        panels.contents.left.connect(self.navigator.focus)
        panels.shelf.document_activated.connect(self.navigator.open_document)
        panels.shelf.list_requested.connect(self._consult)
        panels.shelf.library_requested.connect(self.shelving.open)
        panels.shelf.left.connect(self.navigator.focus)
        panels.notes.note_activated.connect(self.navigator.open_note)
        panels.notes.delete_requested.connect(self.notes.delete)
        panels.notes.undo_requested.connect(self.notes.undo)
        panels.notes.delete_many_requested.connect(self.notes.delete_many)
        panels.notes.change_many_requested.connect(self.notes.change_many)
        panels.notes.notes_changed.connect(self._notes_changed)
        panels.notes.change_requested.connect(self.annotating.change)
        panels.notes.highlights_requested.connect(self.noting.open_highlights)
        self.noting.note_requested.connect(panels.open_note)
        panels.notes.link_activated.connect(self.noting.follow)
        panels.notes.confirm_requested.connect(self.notes.confirm)
        panels.notes.detach_requested.connect(self.notes.detach)
        panels.notes.attach_requested.connect(self.notes.attach)
        panels.notes.attach_here_requested.connect(self.annotating.attach)
        panels.notes.note_saved.connect(self._note_saved)

    def _wire_quiz(self) -> None:
        panels = self.panels
        panels.quiz.counted.connect(self._say_due)
        self.hub.size_changed.connect(self.quizzing.set_font_size)
        self.navigator.open_tabs.closing.connect(self.quizzing.page_closing)
        self.reading.read_changed.connect(self.questioning.read_changed)
        self.quizzing.address_requested.connect(self.navigator.open_address)
        self.quizzing.opened.connect(self.window.show_page)
        self.quizzing.answer_recorded.connect(panels.quiz.refresh)
        self.quizzing.told.connect(self._tell)
        self.questioning.told.connect(self._tell)
        self.questioning.changed.connect(panels.quiz.refresh)

    def _wire_parts(self) -> None:
        panels = self.panels
        self.hub.notes_changed.connect(self.notes.load)
        self.hub.notes_changed.connect(panels.notes_changed)
        self.hub.notes_changed.connect(self.searching.notes_changed)
        self.hub.notes_changed.connect(self.exchanging.notes_changed)
        self.hub.place_changed.connect(panels.place_changed)
        self.hub.theme_changed.connect(self._dress)
        self.navigator.open_tabs.reader_made.connect(self._wire_reader)
        self.navigator.document_missing.connect(self.official.offer)
        self.navigator.open_tabs.closing.connect(self.printing.page_closing)
        self.navigator.open_tabs.closing.connect(self.exchanging.page_closing)
        self.navigator.open_tabs.closing.connect(self.reviewing.page_closing)
        self.notes.notes_loaded.connect(self._show_notes)
        self.notes.notes_loaded.connect(self.printing.notes_loaded)
        self.notes.note_added.connect(panels.note_added)
        self.notes.note_deleted.connect(panels.notes.tell_deleted)
        self.notes.notes_deleted.connect(panels.notes.tell_many_deleted)
        self.notes.load_wanted.connect(self._load_all_notes)
        self.notes.told.connect(self._tell)
        self.annotating.highlighted.connect(self._highlighted)
        self.annotating.told.connect(self._tell)
        self.annotating.note_wanted.connect(partial(self.window.show_notes, True))
        self.citing.told.connect(self._tell)
        self.finding.told.connect(self._tell)
        self.finding.bar_made.connect(self.commanding.name_keys)
        self.reading.told.connect(self._tell)
        self.reading.read_changed.connect(panels.contents.set_read)
        self.reading.shares_changed.connect(panels.shelf.set_read)
        self.hub.theme_changed.connect(self.finding.set_theme)
        self.referring.address_requested.connect(self.navigator.open_address)
        self.referring.official_requested.connect(self.fetching.open)
        self.referring.term_requested.connect(partial(self.consulting.open_list, "glossary"))
        self.referring.told.connect(self._tell)
        self.consulting.address_requested.connect(self.navigator.open_address)
        self.consulting.opened.connect(self.window.show_page)
        self.consulting.told.connect(self._tell)
        self.exchanging.address_requested.connect(self.navigator.open_address)
        self.exchanging.told.connect(self._tell)
        self.comparing.address_requested.connect(self.navigator.open_address)
        self.comparing.told.connect(self._tell)
        self.links.told.connect(self._tell)
        self.tabbing.told.connect(self._tell)

    def _wire_search(self) -> None:
        panels = self.panels
        self.window.tabs.current_changed.connect(self.searching.follow)
        self.navigator.open_tabs.reader_made.connect(self.searching.follow)
        self.navigator.open_tabs.closing.connect(self.searching.follow)
        self.adding.added.connect(self.searching.library_changed)
        self.searching.passage_requested.connect(self.navigator.open_hit)
        self.searching.passage_requested.connect(self._searched)
        self.searching.note_requested.connect(panels.show_note)
        self.searching.term_requested.connect(partial(self.consulting.open_list, "glossary"))
        self.searching.link_requested.connect(self.navigator.open_address)
        self.searching.left.connect(self.navigator.focus)
        self.searching.told.connect(self._tell)
        self.searching.index_damaged.connect(self.indexing.mend)
        self.indexing.told.connect(self._tell)
        self.indexing.said.connect(self.window.banner.say)
        self.indexing.made_anew.connect(self._index_made)
        self.indexing.running_changed.connect(self._index_running)

    def _wire_official(self) -> None:
        panels = self.panels
        self.adding.said.connect(self.window.banner.say)
        self.adding.added.connect(self.official.added)
        self.adding.added.connect(panels.library_changed)
        self.adding.added.connect(self.fetching.refresh)
        self.official.get_requested.connect(self.fetching.open)
        self.fetching.address_requested.connect(self.navigator.open_address)
        self.fetching.file_requested.connect(self.adding.choose)
        self.fetching.added.connect(self.official.added)
        self.fetching.added.connect(self.searching.library_changed)
        self.fetching.added.connect(panels.library_changed)
        self.fetching.said.connect(self.window.banner.say)
        self.fetching.opened.connect(self.window.show_page)
        self.fetching.told.connect(self._tell)

    def _wire_intake(self) -> None:
        self.importing.told.connect(self._tell)
        self.importing.review_wanted.connect(self.reviewing.review_files)
        self.importing.result_requested.connect(self.reviewing.review_result)
        self.importing.document_requested.connect(self.navigator.open_document)
        self.importing.imported.connect(self._documents_imported)
        self.importing.running_changed.connect(
            self.window.actions_by_name["stop_import"].setEnabled
        )
        self.reviewing.told.connect(self._tell)
        self.reviewing.stored.connect(self._documents_imported)
        self.dropping.files_given.connect(self.importing.start)
        self.dropping.told.connect(self._tell)

    def _wire_shelf(self) -> None:
        self.shelving.document_activated.connect(self.navigator.open_document)
        self.shelving.opened.connect(self.window.show_page)
        self.shelving.told.connect(self._tell)
        self.shelving.changed.connect(self._documents_imported)
        self.shelving.changed.connect(self.aligning.refresh)
        self.shelving.alignment_requested.connect(self.aligning.open)
        self.aligning.told.connect(self._tell)
        self.aligning.undo_requested.connect(self.shelving.undo)
        self.aligning.redo_requested.connect(self.shelving.redo)
        self.aligning.repaired.connect(self._documents_imported)
        self.aligning.repaired.connect(self.aligning.refresh)
        self.shelving.export_requested.connect(self.exporting.choose)
        self.exporting.told.connect(self._tell)

    def _wire_reader(self, reader: Reader) -> None:
        reader.loaded.connect(partial(self._load_notes, reader))
        reader.official_requested.connect(self.fetching.open)
        self.reading.watch(reader)
        self.referring.watch(reader)
        reader.provenance_requested.connect(self.consulting.open_provenance)
        reader.page.desk_requested.connect(self.consulting.open_desk)
        page = reader.page
        self.page_menu.serve(page)
        page.highlight_requested.connect(self.annotating.highlight)
        page.note_requested.connect(self.annotating.note_on)
        page.edit_note_requested.connect(self.panels.edit_note)
        page.note_clicked.connect(self.panels.show_note)
        page.delete_note_requested.connect(self.notes.delete)
        page.change_requested.connect(self.annotating.change)
        page.range_requested.connect(self.annotating.put_range)
        page.split_requested.connect(self.notes.split)
        page.merge_requested.connect(self.notes.merge)
        page.told.connect(self._tell)
        page.words_selected.connect(self.annotating.words_selected)
        page.verticalScrollBar().valueChanged.connect(self.color_bar.hide)

    def _offer_actions(self) -> None:
        for name in _ABOUT_A_DOCUMENT:
            self.window.actions_by_name[name].setEnabled(self.navigator.reader() is not None)

    def _wire_actions(self) -> None:
        slots: dict[str, Callable[[], Any]] = {
            "library": partial(self.panels.choose, "library"),
            "contents": partial(self.panels.choose, "contents"),
            "go_to": self.panels.focus_go_to,
            "search": self.panels.focus_search,
            "next_hit": self.searching.next_hit,
            "previous_hit": self.searching.previous_hit,
            "rebuild_index": self.indexing.rebuild,
            "stop_index": self.indexing.stop,
            "search_page": self.searching.open_page,
            "search_within": self.searching.search_within,
            "narrow_search": partial(self.searching.press, "narrow"),
            "build_search": partial(self.searching.press, "builder"),
            "group_hits": partial(self.searching.press, "group"),
            "save_search": partial(self.searching.press, "save"),
            "where": self.reading.say_where,
            "mark_read": self.reading.toggle_paragraph,
            "mark_all_read": self.reading.toggle_all,
            "find": self.finding.open,
            "find_next": self.finding.next,
            "find_previous": self.finding.previous,
            "notes": partial(self.panels.choose, "notes"),
            "quiz": partial(self.panels.choose, "quiz"),
            "official": self.fetching.open_front,
            "official_file": self.official.add_to_front,
            "print": self.printing.open,
            "save_pdf": self.printing.save_pdf,
            "copy_citation": self.citing.copy_quotation,
            "copy_citation_only": self.citing.copy_citation,
            "glossary": partial(self._consult, "glossary"),
            "timeline": partial(self._consult, "timeline"),
            "register": partial(self._consult, "register"),
            "provenance": partial(self._consult, "provenance"),
            "note_here": self.annotating.note_on_selection,
            "note_document": self.annotating.note_on_document,
            "note_free": self.annotating.free_note,
            "bookmark": self.annotating.bookmark,
            "highlights": self.noting.open_front,
            "note_tags": partial(self.panels.open_notes_page, "tags"),
            "note_colors": partial(self.panels.open_notes_page, "colors"),
            "deleted_notes": partial(self.panels.open_notes_page, "basket"),
            "split_note": self.annotating.split_here,
            "merge_notes": self.annotating.merge,
            "note_range": self.annotating.give_range,
            "undo": partial(self._undo, "undo"),
            "redo": partial(self._undo, "redo"),
            "my_library": self.shelving.open,
            "wastebasket": self.shelving.open_wastebasket,
            **{name: partial(self.shelving.act, name) for name in _ON_DOCUMENTS},
            "export_notes": self.exchanging.open_export,
            "import_notes": self.exchanging.choose_file,
            "save_record": self.exchanging.choose_record_file,
            "import": self.importing.choose_files,
            "import_folder": self.importing.choose_folder,
            "stop_import": self.importing.stop,
            "show_import": self.importing.show_page,
            "import_review": self.reviewing.choose_files,
            "paste_files": self.dropping.paste,
            "review": self.reviewing.review_front,
            "compare": self.comparing.choose,
            "round": self.quizzing.open_round,
            "flashcards": self.quizzing.open_flashcards,
            "check_reading": self.questioning.check_reading,
            "make_questions": self.questioning.make_from_document,
            "ask_words": self.questioning.make_from_words,
            "ask_notes": self.questioning.make_from_notes,
            "own_questions": self.questioning.open_own,
            "learn_options": self.questioning.open_options,
            "new_quiz": self.quizzing.open_setup,
            "exam": partial(self.quizzing.open_setup, "exam"),
            "sprint": partial(self.quizzing.open_setup, "sprint"),
            "palette": self.commanding.open,
            "shortcuts": self.pages.show_keys,
            "about": self.pages.show_about,
            "copy_link": self.links.copy_link,
            **self.tabbing.slots(),
        }
        self.window.actions_by_name.connect_to(slots)
        self.citing.offer_styles(self.window.actions_by_name.citation_styles)
        terms = self.window.actions_by_name["terms"]
        terms.setChecked(self._parts.settings.flag("terms", True))
        self.referring.show_terms(terms.isChecked())
        terms.toggled.connect(self._show_terms)

    # start and end ----------------------------------------------------------------------------

    def prepare(self) -> None:
        """Open the person's file, then show what is in it."""
        self.panels.follow()
        prepare = partial(_prepare, tell=self._notes_sought.emit)
        self._parts.study.ask(self, prepare, self._study_ready, self._study_failed)
        self.panels.shelf.refresh()
        self._listening.start()
        self.reviewing.start()

    def _tell_sought(self, done: int, total: int) -> None:
        """Say how far the notes are found again in a library that changed."""
        self._tell(f"Finding your notes again: {done:,} of {total:,}" if done < total else "")

    def _study_ready(self, report: Any) -> None:
        self._ready = True
        self._parts.reading.reopen()  # there was no file yet, or it was an older one
        self._parts.searching.reopen()
        self.panels.shelf.refresh()
        self.shelving.refresh()
        if report is not None:
            self.noting.tell_standing(report)
        self.noting.start()
        for reader in self.navigator.readers():
            reader.look_again()
        self._load_all_notes()
        self.reading.start()
        self.panels.notes_ready()
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
        self.reviewing.close()
        self.indexing.close()

    def _documents_imported(self, changed: set[str]) -> None:
        for document in changed:
            self.navigator.learn(document)
        for reader in self.navigator.readers():
            if reader.document in changed:
                reader.reload()
                self.hub.notes_changed.emit(reader.document)
        self.panels.library_changed()
        self.searching.library_changed()
        self.shelving.refresh()

    def _index_made(self) -> None:
        self._parts.searching.reopen()
        self.panels.search.refresh()
        self.searching.library_changed()

    def _index_running(self, running: bool) -> None:
        self.window.actions_by_name["stop_index"].setEnabled(running)
        self.window.actions_by_name["rebuild_index"].setEnabled(not running)

    # notes ------------------------------------------------------------------------------------

    def _load_all_notes(self) -> None:
        for reader in self.navigator.readers():
            self.notes.load(reader.document)

    def _load_notes(self, reader: Reader, _edition: object) -> None:
        if self._ready:
            self.notes.load(reader.document)

    def _show_notes(self, document: str, notes: list[Note]) -> None:
        for reader in self.navigator.open_tabs.readers_of(document):
            reader.set_notes(notes)

    def _notes_changed(self, documents: list[str]) -> None:
        """Notes were changed where it is not known on which documents: tell of the open ones."""
        opened = {reader.document for reader in self.navigator.readers()}
        for document in {*documents, *opened}:
            self.hub.notes_changed.emit(document)

    def _note_saved(self, note: Note) -> None:
        self.hub.notes_changed.emit(note.anchor.key.document)

    def _show_notes_named(self, action: str) -> None:
        """Show the notes that a message speaks of."""
        if action.startswith(NOTES):
            self.window.show_notes(True)
            self.panels.notes.show_filtered("all", action.removeprefix(NOTES))

    def _undo(self, back_or_again: str) -> None:
        """Undo or redo what was done on the page in front: a page of its own kind, or notes."""
        page = self.window.tabs.current()
        getattr(page, back_or_again, getattr(self.annotating, back_or_again))()

    # look and words ---------------------------------------------------------------------------

    def _dress(self, now: Theme) -> None:
        self.panels.set_theme(now)
        self.quizzing.set_theme(now)
        self.referring.set_theme(now)
        self.consulting.set_theme(now)
        pages = [page for page in self.window.tabs.pages() if not isinstance(page, Spread)]
        for part in (self.color_bar, *pages):
            part.set_theme(now)  # type: ignore[attr-defined]  # every page of a tab has it

    def _went_to_paragraph(self, _label: str) -> None:
        self.window.hints.mark("go_to")

    def _searched(self, _hit: object) -> None:
        self.window.hints.mark("search")

    def _highlighted(self) -> None:
        self.window.hints.mark("highlight")

    def _tell(self, words: str) -> None:
        self.window.statusBar().showMessage(words, 4000)

    def _say_due(self, due: int, new: int) -> None:
        cards = "1 card" if due == 1 else f"{due} cards"
        self.window.set_due(f"{cards} due   ·   {new} new")

    def _consult(self, name: str) -> None:
        """Open a list beside the documents, or the sheet of the document in front."""
        if name == "provenance":
            reader = self.navigator.reader()
            self.consulting.open_provenance(reader.document if reader else "")
        else:
            self.consulting.open_list(name)

    def _show_terms(self, shown: bool) -> None:
        self._parts.settings.keep("terms", shown)
        self.referring.show_terms(shown)


def _prepare(opened: Any, tell: Callable[[int, int], None]) -> Any:
    from db.notes import store, wastebasket

    wastebasket.sweep(opened)
    return store.reanchor_if_library_changed(opened, tell)
