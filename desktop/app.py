"""The composition root, first half: what the first readable frame needs.

The panels, notes and quiz are the second half, `features.py`: it is loaded once that frame is
painted, so that a document is there to read as soon as a bare window would be.
"""

import logging
import os
from collections.abc import Callable, Generator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from db import address, connection
from db.errors import ResoluteError, StoreError
from db.models import EditionKey
from db.places import Places
from desktop import theme
from desktop.dressing import Dresser
from desktop.hub import Hub
from desktop.main_window import MainWindow
from desktop.reader import typography
from desktop.reader.bar import edition_name
from desktop.reader.look import Look
from desktop.reader.reader import LARGEST, SMALLEST, Reader
from desktop.reader.spread import Spread
from desktop.reader.typography import Typography
from desktop.settings import Settings
from desktop.tabs import session
from desktop.tabs.navigator import Navigator
from desktop.tabs.open_tabs import OpenTabs
from desktop.tabs.search_to_come import SearchToCome
from desktop.tasks import Worker
from desktop.widgets.slices import Slices

if TYPE_CHECKING:
    from desktop.features import Features

log = logging.getLogger(__name__)

NORMAL_SIZE = 18
_LEFT_TO_RIGHT = "\u200e"
"""Behind an Arabic name: what follows would be drawn before it."""


class Desk(QObject):
    """The running desk: the window, the open documents and the stores behind them."""

    def __init__(self, places: Places, addresses: Sequence[str] = ()) -> None:
        super().__init__()
        self.places = places
        self.exit_code = 0
        self.features: Features | None = None
        self._painted = False
        self.settings = Settings(places.settings)
        self.hub = Hub(self)
        to_read = partial(connection.open_reader_anyway, places)
        plainly = partial(connection.said_plainly, places)
        self.reading = Worker("reading", to_read, self, plainly)
        self.searching = Worker("searching", to_read, self, plainly)
        self.study = Worker(
            "study", partial(connection.open_study, places, indexed=False), self, plainly
        )
        self.themes = theme.Themes(self.settings.text("theme", "system"), self)
        self._dresser = Dresser(self.themes.current, self)
        chosen = typography.read(self.settings.data("typography"))
        self.look = Look(self.themes.current, self._kept_size(), type=chosen)
        self.window = MainWindow(self.themes.current)
        self.open_tabs = OpenTabs(self.window.tabs, self.reading, self.look, self)
        self.navigator = Navigator(self.open_tabs, self.study, self.hub, self)
        self._wire()
        self._wire_actions()
        self._dress(self.themes.current)
        self._restore(addresses)

    # wiring: grouped by emitter, one a line -------------------------------------------------

    def _wire(self) -> None:
        self.themes.changed.connect(self._dress)
        self.reading.trouble.connect(self.in_trouble)
        self.searching.trouble.connect(self.in_trouble)
        self.study.trouble.connect(self.in_trouble)
        self.hub.not_found.connect(self.window.banner.say_for_now)
        self.hub.trouble_met.connect(self.window.banner.say)
        self.hub.place_changed.connect(self._say_place)
        self.window.closing.connect(self._close)
        self.window.tabs.current_changed.connect(self._tab_changed)
        self.window.tabs.current_changed.connect(self.window.banner.pass_by)
        self.window.tabs.close_requested.connect(self.open_tabs.close)
        self.window.hints.done.connect(self._hint_done)
        self.open_tabs.reader_made.connect(self._wire_reader)
        self.open_tabs.search_waiting.connect(self._wire_waiting)
        self.open_tabs.active_changed.connect(self._tab_changed)
        self.navigator.arrived.connect(self.window.show_page)
        self.navigator.arrived.connect(self.window.banner.pass_by)
        self.navigator.history_changed.connect(self._history_changed)

    def _wire_reader(self, reader: Reader) -> None:
        reader.loaded.connect(partial(self._reader_loaded, reader))
        reader.failed.connect(self._reader_failed)
        reader.close_requested.connect(partial(self.open_tabs.close_reader, reader))
        reader.painted.connect(self._first_painted)
        reader.place_changed.connect(self.navigator.note_place)
        reader.size_changed.connect(self._resize_text)
        reader.page.link_activated.connect(self.navigator.open_address)

    def _wire_waiting(self, page: SearchToCome) -> None:
        page.painted.connect(self._first_painted)

    def _wire_actions(self) -> None:
        navigator, tabs, actions = self.navigator, self.window.tabs, self.window.actions_by_name
        with_reader = self.open_tabs.with_reader
        slots: dict[str, Callable[[], Any]] = {
            "larger": partial(self._zoom, 1),
            "smaller": partial(self._zoom, -1),
            "normal_size": partial(self._resize_text, NORMAL_SIZE),
            "next_paragraph": partial(with_reader, Reader.next_paragraph),
            "previous_paragraph": partial(with_reader, Reader.previous_paragraph),
            "back": partial(navigator.travel, -1),
            "forward": partial(navigator.travel, 1),
            "next_edition": partial(with_reader, Reader.next_edition),
            "record": partial(with_reader, Reader.toggle_record),
            "next_tab": partial(tabs.turn, 1),
            "previous_tab": partial(tabs.turn, -1),
            "close_tab": self.open_tabs.close_current,
            "reopen_tab": navigator.reopen,
            "menu": self.window.open_menu,
            "quit": self.window.close,
        }
        actions.connect_to(slots)
        actions["side"].triggered.connect(self.window.show_side)
        actions["focus"].triggered.connect(self.window.focus_page)
        actions["full_screen"].triggered.connect(self.window.full_screen)
        actions.theme_chosen.connect(self._theme_chosen)
        actions.number_chosen.connect(tabs.show_number)

    # start and end ----------------------------------------------------------------------------

    def _restore(self, addresses: Sequence[str]) -> None:
        self.window.hints.set_done(self._hints_done())
        self.window.restore_layout(self.settings.data("layout"))
        self.open_tabs.restore(session.read(self.settings.data("session")))
        for words in addresses:
            self.navigator.open_address(words)
        self._history_changed(False, False)
        self.navigator.focus()

    def _first_painted(self) -> None:
        if self._painted:
            return
        self._painted = True
        if _ends_after_first_paint():
            QApplication.exit(self.exit_code)
        else:
            Slices(self).start(_loading(), self._furnish)

    def _furnish(self, _nothing: None) -> None:
        from desktop.features import Features
        from desktop.garbage import Collector
        from desktop.parts import Parts

        Collector(self)
        parts = Parts(
            self.places, self.settings, self.hub, self.themes, self.reading, self.searching,
            self.study, self.window, self.navigator,
        )  # fmt: skip
        features = Features(parts, self)
        Slices(self).start(features.furnishing(), partial(self._furnished, features))

    def _furnished(self, features: "Features", _nothing: None) -> None:
        self.features = features
        self.features.store_failed.connect(self._store_failed)
        self.features.comfort.type_chosen.connect(self._set_type)
        self.features.comfort.size_chosen.connect(self._resize_text)
        self.features.prepare()
        QTimer.singleShot(0, self.open_tabs.prepare)

    def _store_failed(self, error: Exception) -> None:
        self.exit_code = 3 if isinstance(error, StoreError) else 1

    def _reader_failed(self, error: Exception) -> None:
        """Nothing can be read yet: the panels are what is left to go on with."""
        if self._painted:
            return
        self.exit_code = error.exit_code if isinstance(error, ResoluteError) else 1
        if _ends_after_first_paint():
            log.error("%s", error)
        self._first_painted()

    def in_trouble(self, error: Exception) -> None:
        """Tell the person of an error that nobody else told of."""
        known = isinstance(error, ResoluteError)
        self.hub.trouble_met.emit(str(error) if known else f"This should not happen: {error}")

    def _close(self) -> None:
        self.navigator.keep_position()
        if self.features is not None:
            self.features.keep()
        self.settings.keep("session", session.write(self.open_tabs.session()))
        self.settings.keep("layout", self.window.layout_state())
        self.settings.flush()
        self.reading.close()
        self.searching.close()
        self.study.close(interrupt=False)

    # what the tab in front means for the panels -----------------------------------------------

    def _tab_changed(self, page: QWidget | None) -> None:
        reader = page.active if isinstance(page, Spread) else None
        self.window.let_notes_apply(reader is not None or page is None)
        if self.features is not None:
            self.features.panels.follow()
        if reader is None:
            self.window.set_where("")
        elif reader.key is not None:
            self.navigator.note_place(reader.key, reader.label)

    def _reader_loaded(self, reader: Reader, _edition: object) -> None:
        spread = self.open_tabs.spread_of(reader)
        if spread is not None:
            self.window.tabs.set_title(spread, spread.title)
        if reader is self.navigator.reader():
            self._tab_changed(spread)

    def _say_place(self, key: EditionKey, label: str) -> None:
        reader = self.navigator.reader()
        where = reader.title if reader else key.document
        where = f"{where}, {address.describe(label)}" if label else where
        progress = reader.progress() if reader else ""
        said = filter(None, [where, edition_name(key), progress])
        self.window.set_where(f"{_LEFT_TO_RIGHT}   ·   ".join(said))

    def _history_changed(self, back: bool, forward: bool) -> None:
        self.window.actions_by_name["back"].setEnabled(back)
        self.window.actions_by_name["forward"].setEnabled(forward)

    def _hint_done(self, name: str) -> None:
        self.settings.keep("hints_done", sorted(self._hints_done() | {name}))

    def _hints_done(self) -> set[str]:
        kept = self.settings.data("hints_done")
        return set(map(str, kept)) if isinstance(kept, list) else set()

    # panels and look --------------------------------------------------------------------------

    def _kept_size(self) -> int:
        size = self.settings.number("text_size", NORMAL_SIZE)
        if not SMALLEST <= size <= LARGEST:
            size = NORMAL_SIZE
            self.settings.keep("text_size", size)
        return size

    def _zoom(self, by: int) -> None:
        if SMALLEST <= self.look.size + by <= LARGEST:
            self._resize_text(self.look.size + by)

    def _resize_text(self, size: int) -> None:
        self.settings.keep("text_size", size)
        self.look = self.look._replace(size=size)
        self.open_tabs.set_look(self.look)
        self.hub.size_changed.emit(size)

    def _set_type(self, chosen: Typography) -> None:
        self.settings.keep("typography", typography.write(chosen))
        self.look = self.look._replace(type=chosen)
        self.open_tabs.set_look(self.look)

    def _theme_chosen(self, choice: str) -> None:
        self.settings.keep("theme", choice)
        self.themes.choose(choice)

    def _dress(self, now: theme.Theme) -> None:
        self._dresser.dress(now)
        self.look = self.look._replace(theme=now)
        self.open_tabs.set_look(self.look)
        self.window.set_theme(now)
        self.window.actions_by_name.tell_theme(self.themes.choice)
        self.hub.theme_changed.emit(now)


def _loading() -> Generator[None, None, None]:
    """Load what furnishes the desk, a little each turn: together it takes many frames."""
    import importlib
    import pkgutil

    from PySide6 import QtWidgets

    from desktop import desk

    for name in dir(QtWidgets):  # PySide looks all of them up at once to name a part of Qt's own
        getattr(QtWidgets, name)
        yield
    for module in pkgutil.iter_modules(desk.__path__, f"{desk.__name__}."):
        importlib.import_module(module.name)
        yield


def _ends_after_first_paint() -> bool:
    return os.environ.get("RESOLUTE_EXIT_AFTER_FIRST_PAINT") == "1"


def run(places: Places, addresses: Sequence[str] = ()) -> int:
    """Open the desk and stay until its window is closed; return the exit code."""
    application = QApplication.instance() or QApplication(["resolute", "-style", "fusion"])
    assert isinstance(application, QApplication)
    application.setApplicationName("Resolute")
    application.setAttribute(Qt.ApplicationAttribute.AA_DontShowIconsInMenus, True)
    desk = Desk(places, addresses)
    desk.window.show()
    code = application.exec()
    return code or desk.exit_code
