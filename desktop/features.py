"""The composition root, second half: panels, notes and quiz, loaded after the first frame."""

from collections.abc import Callable, Generator
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from db.errors import LibraryDamaged, LibraryMissing, SourceError
from db.models import Note
from desktop.adding import Adding
from desktop.annotating import Annotating
from desktop.citing import Citing
from desktop.comfort import Comfort
from desktop.commanding import Commanding
from desktop.comparing import Comparing
from desktop.consulting import Consulting
from desktop.finding import FindInDocument
from desktop.importing import Importing
from desktop.instance import Message
from desktop.notes.color_bar import ColorBar
from desktop.notes.controller import NotesController
from desktop.notes.panel import NotesPanel
from desktop.page_menu import PageMenu
from desktop.pairing import Pairing
from desktop.paragraph_links import ParagraphLinks
from desktop.parts import Parts
from desktop.printing import Printing
from desktop.progress import ReadingProgress
from desktop.quiz.panel import QuizPanel
from desktop.quizzing import Quizzing
from desktop.reader.contents import ContentsPanel
from desktop.reader.reader import Reader
from desktop.reader.spread import Spread
from desktop.referring import Referring
from desktop.search.panel import SearchPanel
from desktop.sessions import Sessions
from desktop.shelf.panel import ShelfPanel
from desktop.tabbing import Tabbing
from desktop.theme import Theme
from desktop.widgets.slices import Slices

if TYPE_CHECKING:
    from desktop.receiving import Receiving


class Features(QObject):
    """Search, shelf, notes and quiz on a desk that is already there to read."""

    store_failed = Signal(object)
    """The person's file cannot be opened; the error says why."""

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._ready = False
        self._behind = QTimer(self, singleShot=True)
        self._behind.timeout.connect(self._follow)
        self.window, self.navigator, self.hub = parts.window, parts.navigator, parts.hub
        now = parts.themes.current
        self.contents = ContentsPanel()
        self.contents.set_theme(now)
        self.shelf = ShelfPanel(parts.reading, now)
        self.search = SearchPanel(parts.searching, now)
        self.quiz = QuizPanel(parts.study, now)
        self.notes_panel = NotesPanel(parts.study, now)
        self.color_bar = ColorBar(now, parts.window)
        self.color_bar.hide()
        self.notes = NotesController(parts.study, parts.hub, self)
        self.annotating = Annotating(
            parts.navigator, self.notes, self.color_bar, parts.settings, self
        )
        self.citing = Citing(parts.navigator, parts.settings, self)
        self.printing = Printing(
            parts.navigator, parts.window.tabs, parts.themes, parts.settings, self
        )
        self.quizzing = Quizzing(
            parts.window.tabs, self.quiz, parts.study, parts.settings, now, self
        )
        self.finding = FindInDocument(parts.navigator, parts.settings, now, self)
        self.reading = ReadingProgress(parts.window, parts.navigator, parts.study, self)
        self.adding = Adding(parts.study, parts.window)
        self.importing = Importing(parts.places, parts.window)
        parts.window.actions_by_name["stop_import"].setEnabled(False)
        self.pairing = Pairing(
            parts.navigator, parts.reading, parts.window.actions_by_name, parts.window
        )
        self.sessions = Sessions(
            parts.navigator, parts.settings, parts.hub, parts.window.actions_by_name, parts.window
        )
        self.comparing = Comparing(
            parts.navigator, parts.window.tabs, parts.reading, parts.themes, parts.window
        )
        self.links = ParagraphLinks(parts.navigator, self)
        self.page_menu = PageMenu(parts.window.actions_by_name, self)
        self.tabbing = Tabbing(
            parts.window.tabs, parts.navigator, self.links, parts.window.actions_by_name, self
        )
        self.comfort = Comfort(parts, self)
        self.consulting = Consulting(parts.window.tabs, parts.reading, now, self)
        self.referring = Referring(parts.reading, parts.window, now, self)
        panels = {
            "library": self.shelf,
            "contents": self.contents,
            "search": self.search,
            "quiz": self.quiz,
        }
        parts.window.furnish(panels, self.notes_panel)
        self.commanding = Commanding(parts, self)
        self._wire_panels()
        self._wire_parts()
        self._wire_actions()
        for reader in parts.navigator.readers():
            self._wire_reader(reader)

    # wiring: grouped by emitter, one a line -------------------------------------------------

    def _wire_panels(self) -> None:
        self.window.mode_chosen.connect(self._choose_mode)
        self.window.banner.action_requested.connect(self._open_outside)
        self.window.tabs.current_changed.connect(self.color_bar.hide)
        self.window.tabs.current_changed.connect(self.reading.show_front)
        self.window.tabs.current_changed.connect(self.pairing.tab_changed)
        self.window.tabs.current_changed.connect(self.sessions.tab_changed)
        self.contents.label_requested.connect(self.navigator.go_to_label)
        self.contents.label_requested.connect(self._went_to_paragraph)
        self.contents.address_requested.connect(self.navigator.open_address)
        self.contents.left.connect(self.navigator.focus)
        self.shelf.document_activated.connect(self.navigator.open_document)
        self.shelf.list_requested.connect(self._consult)
        self.shelf.left.connect(self.navigator.focus)
        self.search.hit_activated.connect(self.navigator.open_hit)
        self.search.hit_activated.connect(self._searched)
        self.search.link_activated.connect(self.navigator.open_address)
        self.search.left.connect(self.navigator.focus)
        self.notes_panel.note_activated.connect(self.navigator.open_note)
        self.notes_panel.delete_requested.connect(self.notes.delete)
        self.notes_panel.undo_requested.connect(self.notes.undo)
        self.notes_panel.note_saved.connect(self._note_saved)
        self.quiz.counted.connect(self._say_due)

    def _wire_parts(self) -> None:
        self.hub.notes_changed.connect(self.notes.load)
        self.hub.notes_changed.connect(self._refresh_notes)
        self.hub.place_changed.connect(self._place_changed)
        self.hub.theme_changed.connect(self._dress)
        self.hub.size_changed.connect(self.quizzing.set_font_size)
        self.navigator.reader_made.connect(self._wire_reader)
        self.navigator.document_missing.connect(self._offer_official)
        self.navigator.closing.connect(self.quizzing.page_closing)
        self.navigator.closing.connect(self.printing.page_closing)
        self.notes.notes_loaded.connect(self._show_notes)
        self.notes.notes_loaded.connect(self.printing.notes_loaded)
        self.notes.note_added.connect(self._note_added)
        self.notes.note_deleted.connect(self.notes_panel.tell_deleted)
        self.notes.told.connect(self._tell)
        self.annotating.highlighted.connect(self._highlighted)
        self.annotating.note_wanted.connect(partial(self.window.show_notes, True))
        self.citing.told.connect(self._tell)
        self.finding.told.connect(self._tell)
        self.finding.bar_made.connect(self.commanding.name_keys)
        self.reading.told.connect(self._tell)
        self.reading.read_changed.connect(self.contents.set_read)
        self.reading.shares_changed.connect(self.shelf.set_read)
        self.hub.theme_changed.connect(self.finding.set_theme)
        self.referring.address_requested.connect(self.navigator.open_address)
        self.referring.official_requested.connect(self.adding.choose)
        self.referring.term_requested.connect(partial(self.consulting.open_list, "glossary"))
        self.referring.told.connect(self._tell)
        self.consulting.address_requested.connect(self.navigator.open_address)
        self.consulting.opened.connect(self.window.show_page)
        self.consulting.told.connect(self._tell)
        self.adding.said.connect(self.window.banner.say)
        self.adding.added.connect(self._editions_added)
        self.importing.told.connect(self._tell)
        self.importing.said.connect(self.window.banner.say)
        self.importing.imported.connect(self._documents_imported)
        self.importing.running_changed.connect(
            self.window.actions_by_name["stop_import"].setEnabled
        )
        self.comparing.address_requested.connect(self.navigator.open_address)
        self.comparing.told.connect(self._tell)
        self.quizzing.address_requested.connect(self.navigator.open_address)
        self.quizzing.opened.connect(self.window.show_page)
        self.quizzing.answer_recorded.connect(self.quiz.refresh)
        self.links.told.connect(self._tell)
        self.tabbing.told.connect(self._tell)

    def _wire_reader(self, reader: Reader) -> None:
        reader.loaded.connect(partial(self._load_notes, reader))
        reader.official_requested.connect(self.adding.choose)
        self.reading.watch(reader)
        self.referring.watch(reader)
        reader.provenance_requested.connect(self.consulting.open_provenance)
        reader.page.desk_requested.connect(self.consulting.open_desk)
        page = reader.page
        self.page_menu.serve(page)
        page.highlight_requested.connect(self.annotating.highlight)
        page.note_requested.connect(self.annotating.note_on)
        page.edit_note_requested.connect(self._edit_note)
        page.note_clicked.connect(self._show_note)
        page.delete_note_requested.connect(self.notes.delete)
        page.words_selected.connect(self.annotating.words_selected)
        page.verticalScrollBar().valueChanged.connect(self.color_bar.hide)

    def _wire_actions(self) -> None:
        slots: dict[str, Callable[[], Any]] = {
            "library": partial(self._choose_mode, "library"),
            "contents": partial(self._choose_mode, "contents"),
            "go_to": self.focus_go_to,
            "search": self.focus_search,
            "where": self.reading.say_where,
            "mark_read": self.reading.toggle_paragraph,
            "mark_all_read": self.reading.toggle_all,
            "find": self.finding.open,
            "find_next": self.finding.next,
            "find_previous": self.finding.previous,
            "notes": partial(self._choose_mode, "notes"),
            "quiz": partial(self._choose_mode, "quiz"),
            "official": self._add_official,
            "print": self.printing.open,
            "save_pdf": self.printing.save_pdf,
            "copy_citation": self.citing.copy_quotation,
            "copy_citation_only": self.citing.copy_citation,
            "glossary": partial(self._consult, "glossary"),
            "timeline": partial(self._consult, "timeline"),
            "register": partial(self._consult, "register"),
            "provenance": partial(self._consult, "provenance"),
            "note_here": self.annotating.note_on_selection,
            "undo": self.annotating.undo,
            "redo": self.annotating.redo,
            "import": self.importing.choose_files,
            "import_folder": self.importing.choose_folder,
            "stop_import": self.importing.stop,
            "compare": self.comparing.choose,
            "round": self.quizzing.open_round,
            "flashcards": self.quizzing.open_flashcards,
            "palette": self.commanding.open,
            "shortcuts": self._show_keys,
            "about": self._show_about,
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
        self.follow()
        self._parts.study.ask(self, _prepare, self._study_ready, self._study_failed)
        self.shelf.refresh()
        Slices(self).start(_loading_receiving(), self._listen)

    def _listen(self, receiving: type["Receiving"]) -> None:
        """Take what later starts ask for."""
        ear = receiving(self._parts.places.data, self)
        ear.received.connect(self._received)
        self.window.closing.connect(ear.close)
        ear.listen()

    def _received(self, message: Message) -> None:
        self.window.come_forward(message.token)
        for words in message.addresses:
            self.navigator.open_address(words)

    def _study_ready(self, report: Any) -> None:
        self._ready = True
        self._parts.reading.reopen()  # there was no file yet, or it was an older one
        self._parts.searching.reopen()
        if report is not None and report.orphan:
            self.hub.trouble_met.emit(
                f"{len(report.orphan)} note(s) no longer find their words in the text. "
                "They are kept: filter the notes by is:orphan."
            )
        for reader in self.navigator.readers():
            self.notes.load(reader.document)
        self.reading.start()
        self.follow()
        self.quiz.refresh()

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
        self.notes_panel.flush()
        self.quizzing.keep_round()
        self.reading.flush()
        self.printing.stop()
        self.importing.close()

    def follow(self) -> None:
        """Let the panels speak of what is in front, once the page itself is painted."""
        self._behind.start()

    def _follow(self) -> None:
        reader = self.navigator.reader()
        self.contents.set_edition(reader.edition if reader else None)
        self.contents.say("" if reader else "The outline of the document in front stands here.")
        if reader is None:
            if not self.navigator.readers():
                self._name_document("")
            return
        self.contents.set_current(reader.label)
        self._name_document(reader.document)

    def _name_document(self, document: str) -> None:
        self.search.set_document(document)
        self.shelf.set_current(document)
        if self._ready:
            self.notes_panel.set_document(document)

    def _place_changed(self, _key: object, label: str) -> None:
        self.contents.set_current(label)

    def _add_official(self) -> None:
        if (reader := self.navigator.reader()) is not None:
            self.adding.choose(reader.document)

    def _documents_imported(self, changed: set[str]) -> None:
        for document in changed:
            self.navigator.learn(document)
        for reader in self.navigator.readers():
            if reader.document in changed:
                reader.reload()
                self.hub.notes_changed.emit(reader.document)
        self.shelf.refresh()
        self.search.refresh()

    def _editions_added(self, document: str) -> None:
        self.navigator.learn(document)
        for reader in self.navigator.readers_of(document):
            reader.reload()
        self.shelf.refresh()
        self.search.refresh()
        self.hub.notes_changed.emit(document)

    # notes ------------------------------------------------------------------------------------

    def _load_notes(self, reader: Reader, _edition: object) -> None:
        if self._ready:
            self.notes.load(reader.document)

    def _show_notes(self, document: str, notes: list[Note]) -> None:
        for reader in self.navigator.readers_of(document):
            reader.set_notes(notes)

    def _note_added(self, note: Note, edit: bool) -> None:
        if edit:
            self.notes_panel.edit(note)

    def _edit_note(self, note: Note) -> None:
        self.window.show_notes(True)
        self.notes_panel.edit(note)

    def _note_saved(self, note: Note) -> None:
        self.hub.notes_changed.emit(note.anchor.key.document)

    def _refresh_notes(self, _document: str) -> None:
        self.notes_panel.refresh()

    def _show_note(self, note_id: str) -> None:
        self.window.show_notes(True)
        self.notes_panel.show_note(note_id)

    # panels, look, words ----------------------------------------------------------------------

    def _choose_mode(self, mode: str) -> None:
        if mode == "notes":
            self.window.show_notes(not self.window.notes_shown)
        elif mode == "search" and not (self.window.side_shown and self.window.panel == mode):
            self.focus_search()
        else:
            self.window.toggle_panel(mode)

    def focus_search(self) -> None:
        """Show the search panel with the caret in its box."""
        self.window.show_panel("search")
        self.search.focus_box()

    def focus_go_to(self) -> None:
        """Show the contents with the caret in the box that goes to a paragraph."""
        self.window.show_panel("contents")
        self.contents.focus_box()

    def _dress(self, now: Theme) -> None:
        self.quizzing.set_theme(now)
        panels = (self.shelf, self.contents, self.search, self.quiz, self.notes_panel)
        self.referring.set_theme(now)
        self.consulting.set_theme(now)
        pages = [page for page in self.window.tabs.pages() if not isinstance(page, Spread)]
        for part in (*panels, self.color_bar, *pages):
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

    def _offer_official(self, document: str) -> None:
        is_resolution = document.startswith("A/RES/")
        if "/" in document:
            self.window.banner.say(
                f"{document} is not in the library yet.",
                f"https://undocs.org/en/{document}",
                "Open the official text in the browser",
                (f"official:{document}", "Get the official text…") if is_resolution else ("", ""),
            )
        else:
            self.hub.trouble_met.emit(f"There is no document “{document}” in the library.")

    def _open_outside(self, action: str) -> None:
        if action.startswith("official:"):
            self.adding.choose(action.removeprefix("official:"))
        else:
            QDesktopServices.openUrl(QUrl(action))

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

    def _show_keys(self) -> None:
        self._open_page("keys", "Keys", self.commanding.keys_page)

    def _show_about(self) -> None:
        from desktop.help import AboutPage

        self._open_page("about", "About", partial(AboutPage, self._parts.places.data))

    def _open_page(self, key: str, title: str, make: Callable[[Theme], QWidget]) -> None:
        page = self.window.tabs.page(key)
        if page is None:
            page = make(self._parts.themes.current)
            self.window.tabs.add(key, page, title)
        self.window.tabs.show_page(page)
        page.setFocus()


def _loading_receiving() -> Generator[None, None, type["Receiving"]]:
    """Load what listening needs after all that is looked at, in steps of less than a frame."""
    from PySide6 import QtNetwork

    yield
    for name in ("QLocalSocket", "QLocalServer"):
        getattr(QtNetwork, name)  # PySide makes a class when it is first asked for
        yield
    from desktop.receiving import Receiving

    return Receiving


def _prepare(opened: Any) -> Any:
    from db.notes import store

    return store.reanchor_if_library_changed(opened)
