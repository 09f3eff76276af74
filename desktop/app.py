"""The composition root: stores, tasks, settings, theme, features, and every connect between them."""

import logging
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, QUrl
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QApplication, QWidget

from db import address, connection
from db.errors import ResoluteError, StoreError
from db.models import EditionKey, Note
from db.places import Places
from desktop import session, theme
from desktop.annotating import Annotating
from desktop.hub import Hub
from desktop.main_window import MainWindow
from desktop.navigator import Navigator
from desktop.notes.color_bar import ColorBar
from desktop.notes.controller import NotesController
from desktop.notes.panel import NotesPanel
from desktop.quiz.panel import QuizPanel
from desktop.quizzing import Quizzing
from desktop.reader.composer import Look
from desktop.reader.contents import ContentsPanel
from desktop.reader.reader import Reader, edition_name
from desktop.search.panel import SearchPanel
from desktop.settings import Settings
from desktop.shelf.panel import ShelfPanel
from desktop.tasks import Worker

log = logging.getLogger(__name__)

NORMAL_SIZE = 18


class Desk(QObject):
    """The running desk: it owns everything and knows how the parts meet."""

    def __init__(self, places: Places, addresses: Sequence[str] = ()) -> None:
        super().__init__()
        self.places = places
        self.exit_code = 0
        self._painted = False
        self._had_study = places.study.is_file()
        self.settings = Settings(places.settings)
        self.hub = Hub(self)
        self.reading = Worker("reading", partial(connection.open_reader, places), self)
        self.searching = Worker("searching", partial(connection.open_reader, places), self)
        self.study = Worker("study", partial(connection.open_study, places), self)
        self.themes = theme.Themes(self.settings.text("theme", "system"), self)
        self.look = Look(self.themes.current, self.settings.number("text_size", NORMAL_SIZE))
        self._make_panels()
        self._make_parts()
        self._wire_panels()
        self._wire_parts()
        self._wire_actions()
        self._dress(self.themes.current)
        self._restore(addresses)

    def _make_panels(self) -> None:
        now = self.themes.current
        self.contents = ContentsPanel(now)
        self.shelf = ShelfPanel(self.reading, now)
        self.search = SearchPanel(self.searching, now)
        self.quiz = QuizPanel(self.study, now)
        self.notes_panel = NotesPanel(self.study, now)
        panels = {
            "contents": self.contents,
            "library": self.shelf,
            "search": self.search,
            "quiz": self.quiz,
        }
        self.window = MainWindow(panels, self.notes_panel, now)
        self.color_bar = ColorBar(now, self.window)
        self.color_bar.hide()

    def _make_parts(self) -> None:
        tabs = self.window.tabs
        self.notes = NotesController(self.study, self.hub, self)
        self.navigator = Navigator(tabs, self.reading, self.study, self.hub, self.look, self)
        self.annotating = Annotating(
            self.navigator, self.notes, self.color_bar, self.settings, self
        )
        self.quizzing = Quizzing(
            tabs, self.quiz, self.study, self.settings, self.themes.current, self
        )

    # wiring: grouped by emitter, one a line -------------------------------------------------

    def _wire_panels(self) -> None:
        self.window.mode_chosen.connect(self._choose_mode)
        self.window.closing.connect(self._close)
        self.window.banner.action_requested.connect(self._open_outside)
        self.window.hints.done.connect(self._hint_done)
        self.window.tabs.current_changed.connect(self._tab_changed)
        self.window.tabs.close_requested.connect(self.navigator.close)
        self.shelf.document_activated.connect(self.navigator.open_document)
        self.contents.label_requested.connect(self.navigator.go_to_label)
        self.contents.label_requested.connect(self._went_to_paragraph)
        self.contents.address_requested.connect(self.navigator.open_address)
        self.search.hit_activated.connect(self.navigator.open_hit)
        self.search.hit_activated.connect(self._searched)
        self.search.left.connect(self._focus_page)
        self.notes_panel.note_activated.connect(self.navigator.open_note)
        self.notes_panel.delete_requested.connect(self.notes.delete)
        self.notes_panel.note_saved.connect(self._note_saved)

    def _wire_parts(self) -> None:
        self.themes.changed.connect(self._dress)
        self.reading.trouble.connect(self._in_trouble)
        self.searching.trouble.connect(self._in_trouble)
        self.study.trouble.connect(self._in_trouble)
        self.hub.trouble_met.connect(self.window.banner.say)
        self.hub.notes_changed.connect(self.notes.load)
        self.hub.notes_changed.connect(self._refresh_notes)
        self.hub.place_changed.connect(self._say_place)
        self.notes.notes_loaded.connect(self._show_notes)
        self.notes.note_added.connect(self._note_added)
        self.navigator.reader_made.connect(self._wire_reader)
        self.navigator.document_missing.connect(self._offer_official)
        self.navigator.history_changed.connect(self._history_changed)
        self.annotating.highlighted.connect(self._highlighted)
        self.annotating.note_wanted.connect(partial(self.window.show_notes, True))
        self.annotating.copied.connect(self.window.statusBar().showMessage)
        self.quizzing.address_requested.connect(self.navigator.open_address)
        self.quizzing.answer_recorded.connect(self.quizzing.count)
        self.quizzing.due_counted.connect(self._say_due)

    def _wire_reader(self, reader: Reader) -> None:
        reader.loaded.connect(partial(self._reader_loaded, reader))
        reader.failed.connect(self._reader_failed)
        reader.painted.connect(self._first_painted)
        reader.place_changed.connect(self.navigator.note_place)
        reader.size_changed.connect(self._resize_text)
        page = reader.page
        page.highlight_requested.connect(self.annotating.highlight)
        page.note_requested.connect(self.annotating.note_on)
        page.note_clicked.connect(self._show_note)
        page.delete_note_requested.connect(self.notes.delete)
        page.link_activated.connect(self.navigator.open_address)
        page.words_selected.connect(self.annotating.words_selected)
        page.verticalScrollBar().valueChanged.connect(self.color_bar.hide)

    def _wire_actions(self) -> None:
        navigator, tabs = self.navigator, self.window.tabs
        slots: dict[str, Callable[[], Any]] = {
            "library": partial(self._choose_mode, "library"),
            "contents": partial(self._choose_mode, "contents"),
            "search": self.focus_search,
            "notes": partial(self._choose_mode, "notes"),
            "quiz": partial(self._choose_mode, "quiz"),
            "go_to": self.focus_go_to,
            "larger": partial(navigator.with_reader, Reader.larger),
            "smaller": partial(navigator.with_reader, Reader.smaller),
            "normal_size": partial(self._resize_text, NORMAL_SIZE),
            "next_paragraph": partial(navigator.with_reader, Reader.next_paragraph),
            "previous_paragraph": partial(navigator.with_reader, Reader.previous_paragraph),
            "back": partial(navigator.travel, -1),
            "forward": partial(navigator.travel, 1),
            "next_edition": partial(navigator.with_reader, Reader.next_edition),
            "record": partial(navigator.with_reader, Reader.toggle_record),
            "next_tab": partial(tabs.turn, 1),
            "previous_tab": partial(tabs.turn, -1),
            "close_tab": navigator.close_current,
            "reopen_tab": navigator.reopen,
            "copy_citation": self.annotating.copy_citation,
            "note_here": self.annotating.note_on_selection,
            "undo": self.annotating.undo,
            "redo": self.annotating.redo,
            "round": self.quizzing.open_round,
            "flashcards": self.quizzing.open_flashcards,
            "shortcuts": self._show_keys,
            "about": self._show_about,
            "menu": self.window.open_menu,
            "quit": self.window.close,
        }
        actions = self.window.actions_by_name
        for name, slot in slots.items():
            actions[name].triggered.connect(_unchecked(slot))
        actions["side"].triggered.connect(self.window.show_side)
        actions["focus"].triggered.connect(self.window.focus_page)
        actions["full_screen"].triggered.connect(self.window.full_screen)
        actions.themes.triggered.connect(self._theme_chosen)
        for number, action in actions.numbered.items():
            action.triggered.connect(_unchecked(partial(tabs.show_number, number)))

    # start and end ----------------------------------------------------------------------------

    def _restore(self, addresses: Sequence[str]) -> None:
        self.window.hints.set_done(self.settings.data("hints_done") or ())
        self.window.restore_layout(self.settings.data("layout"))
        self.navigator.restore(session.read(self.settings.data("session")))
        for words in addresses:
            self.navigator.open_address(words)
        self._history_changed(False, False)
        self.window.actions_by_name.tell_theme(self.themes.choice)

    def _first_painted(self) -> None:
        if self._painted:
            return
        self._painted = True
        if _ends_after_first_paint():
            QApplication.exit(0)
        else:
            QTimer.singleShot(0, self._prepare_study)

    def _prepare_study(self) -> None:
        self.study.ask(self, _prepare, self._study_ready, self._study_failed)
        self.shelf.refresh()

    def _study_ready(self, report: Any) -> None:
        if not self._had_study:
            self.reading.reopen()
            self.searching.reopen()
        if report is not None and report.orphan:
            self.hub.trouble_met.emit(
                f"{len(report.orphan)} note(s) no longer find their words in the text. "
                "They are kept: filter the notes by is:orphan."
            )
        for reader in self.navigator.readers():
            self.notes.load(reader.document)
        self.notes_panel.refresh()
        self.quizzing.count()

    def _study_failed(self, error: Exception) -> None:
        self.exit_code = 3 if isinstance(error, StoreError) else 1
        self.hub.trouble_met.emit(f"{error} You can read and search; notes and answers are off.")

    def _reader_failed(self, sentence: str) -> None:
        if self._painted:
            return
        self.exit_code = 3
        if _ends_after_first_paint():
            log.error(sentence)
            QApplication.exit(self.exit_code)

    def _in_trouble(self, error: Exception) -> None:
        known = isinstance(error, ResoluteError)
        self.hub.trouble_met.emit(str(error) if known else f"This should not happen: {error}")

    def _close(self) -> None:
        self.navigator.keep_position()
        self.notes_panel.flush()
        self.settings.keep("session", session.write(*self.navigator.session()))
        self.settings.keep("layout", self.window.layout_state())
        self.settings.flush()
        self.reading.close()
        self.searching.close()
        self.study.close(interrupt=False)

    # what the tab in front means for the panels -----------------------------------------------

    def _tab_changed(self, page: QWidget | None) -> None:
        self.color_bar.hide()
        reader = page if isinstance(page, Reader) else None
        self.contents.set_edition(reader.edition if reader else None)
        if reader is None:
            self.window.set_where("")
            return
        self.contents.set_current(reader.label)
        self.notes_panel.set_document(reader.document)
        self.search.set_document(reader.document)
        self.shelf.set_current(reader.document)
        if reader.key is not None:
            self.navigator.note_place(reader.key, reader.label)

    def _reader_loaded(self, reader: Reader, _edition: object) -> None:
        self.window.tabs.set_title(reader, reader.title)
        if reader is self.window.tabs.current():
            self._tab_changed(reader)
        if self._painted:
            self.notes.load(reader.document)

    def _say_place(self, key: EditionKey, label: str) -> None:
        self.contents.set_current(label)
        where = f"{key.document}, {address.describe(label)}" if label else key.document
        reader = self.navigator.reader()
        progress = reader.progress() if reader else ""
        self.window.set_where("   ·   ".join(filter(None, [where, edition_name(key), progress])))

    def _say_due(self, due: int, new: int) -> None:
        self.window.set_due(f"{due} cards due   ·   {new} new")

    def _history_changed(self, back: bool, forward: bool) -> None:
        self.window.actions_by_name["back"].setEnabled(back)
        self.window.actions_by_name["forward"].setEnabled(forward)

    def _offer_official(self, document: str) -> None:
        if "/" in document:
            self.window.banner.say(
                f"{document} is not in the library yet.",
                f"https://undocs.org/en/{document}",
                "Open the official text in the browser",
            )
        else:
            self.hub.trouble_met.emit(f"There is no document “{document}” in the library.")

    def _open_outside(self, action: str) -> None:
        QDesktopServices.openUrl(QUrl(action))

    # notes ------------------------------------------------------------------------------------

    def _show_notes(self, document: str, notes: list[Note]) -> None:
        if (reader := self.navigator.of(document)) is not None:
            reader.set_notes(notes)

    def _note_added(self, note: Note, edit: bool) -> None:
        if edit:
            self.notes_panel.edit(note)

    def _note_saved(self, note: Note) -> None:
        self.hub.notes_changed.emit(note.anchor.key.document)

    def _refresh_notes(self, _document: str) -> None:
        self.notes_panel.refresh()

    def _show_note(self, note_id: str) -> None:
        self.window.show_notes(True)
        self.notes_panel.show_note(note_id)

    # hints --------------------------------------------------------------------------------------

    def _went_to_paragraph(self, _label: str) -> None:
        self.window.hints.mark("go_to")

    def _searched(self, _hit: object) -> None:
        self.window.hints.mark("search")

    def _highlighted(self) -> None:
        self.window.hints.mark("highlight")

    def _hint_done(self, name: str) -> None:
        done = set(self.settings.data("hints_done") or ())
        self.settings.keep("hints_done", sorted(done | {name}))

    # panels and look --------------------------------------------------------------------------

    def _choose_mode(self, mode: str) -> None:
        window = self.window
        if mode == "notes":
            window.show_notes(not window.notes_shown)
        elif window.side_shown and window.panel == mode:
            window.show_side(False)
        elif mode == "search":
            self.focus_search()
        else:
            window.show_panel(mode)

    def focus_search(self) -> None:
        """Show the search panel with the caret in its box."""
        self.window.show_panel("search")
        self.search.focus_box()

    def focus_go_to(self) -> None:
        """Show the contents with the caret in the box that goes to a paragraph."""
        self.window.show_panel("contents")
        self.contents.focus_box()

    def _focus_page(self) -> None:
        if (page := self.window.tabs.current()) is not None:
            page.setFocus()

    def _resize_text(self, size: int) -> None:
        self.settings.keep("text_size", size)
        self.look = replace(self.look, size=size)
        self.navigator.set_look(self.look)

    def _theme_chosen(self, action: QAction) -> None:
        choice = str(action.data())
        self.settings.keep("theme", choice)
        self.themes.choose(choice)
        self.window.actions_by_name.tell_theme(choice)

    def _dress(self, now: theme.Theme) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.setPalette(theme.palette(now))
        application.setStyleSheet(theme.style_sheet(now))
        self.look = replace(self.look, theme=now)
        self.navigator.set_look(self.look)
        self.quizzing.set_theme(now)
        panels = (self.shelf, self.contents, self.search, self.quiz, self.notes_panel)
        others = [page for page in self.window.tabs.pages() if not isinstance(page, Reader)]
        for part in (*panels, self.color_bar, self.window, *others):
            part.set_theme(now)  # type: ignore[attr-defined]  # pages of tabs all have it

    # help ---------------------------------------------------------------------------------------

    def _show_keys(self) -> None:
        from desktop.help import KeysPage

        keys = self.window.actions_by_name.list_keys()
        self._open_page("keys", "Keys", partial(KeysPage, keys))

    def _show_about(self) -> None:
        from desktop.help import AboutPage

        self._open_page("about", "About", partial(AboutPage, self.places.data))

    def _open_page(self, key: str, title: str, make: Callable[[theme.Theme], QWidget]) -> None:
        page = self.window.tabs.page(key)
        if page is None:
            page = make(self.themes.current)
            self.window.tabs.add(key, page, title)
        self.window.tabs.show_page(page)
        page.setFocus()


def _prepare(opened: Any) -> Any:
    from db.notes import store

    return store.reanchor_if_library_changed(opened)


def _unchecked(slot: Callable[[], Any]) -> Callable[[bool], None]:
    """Wrap a slot so that an action's `checked` does not reach it."""

    def call(_checked: bool = False) -> None:
        slot()

    return call


def _ends_after_first_paint() -> bool:
    return os.environ.get("RESOLUTE_EXIT_AFTER_FIRST_PAINT") == "1"


def run(places: Places, addresses: Sequence[str] = ()) -> int:
    """Open the desk and stay until its window is closed; return the exit code."""
    application = QApplication.instance() or QApplication(["resolute"])
    assert isinstance(application, QApplication)
    application.setApplicationName("Resolute")
    application.setStyle("Fusion")
    application.setAttribute(Qt.ApplicationAttribute.AA_DontShowIconsInMenus, True)
    desk = Desk(places, addresses)
    desk.window.show()
    code = application.exec()
    return code or desk.exit_code
