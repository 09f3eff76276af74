"""The pages beside the list of notes: tags, names of colours, deleted notes; made when wanted."""

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from db.models import Note
from desktop.notes import wording, work
from desktop.notes.basket_page import BasketPage
from desktop.notes.color_names import ColorNames
from desktop.notes.colors_page import ColorsPage
from desktop.notes.side_page import SidePage
from desktop.notes.tags_page import TagsPage
from desktop.tasks import Worker
from desktop.theme import Theme


class PanelPages(QObject):
    """Opens the pages in the panel's stack, and does what they ask for."""

    closed = Signal()
    tag_chosen = Signal(str)
    changed = Signal(object)
    """Notes on these documents were changed."""

    def __init__(
        self, worker: Worker, stack: QStackedWidget, names: ColorNames, theme: Theme
    ) -> None:
        super().__init__(stack)
        self._worker, self._stack, self._names, self._theme = worker, stack, names, theme
        self._made: dict[str, SidePage] = {}

    def open(self, name: str) -> None:
        """Show `tags`, `colors` or `basket`."""
        page = self._made.get(name) or self._make(name)
        self._stack.setCurrentWidget(page)
        self.refresh()
        page.take_focus()  # type: ignore[attr-defined]  # every page here has it

    def refresh(self) -> None:
        """Ask anew for what the page in front shows."""
        page = self._stack.currentWidget()
        if isinstance(page, TagsPage):
            self._ask(work.tags, page.show_tags)
        elif isinstance(page, BasketPage):
            self._ask(work.deleted, self._show_deleted)
        elif isinstance(page, ColorsPage):
            page.show_meanings(self._names.meanings)

    def load_names(self) -> None:
        """Load the reader's own names of the colours."""
        self._ask(work.meanings, self._names.take)

    def flush(self) -> None:
        """Keep the names of colours that are being typed."""
        page = self._made.get("colors")
        if isinstance(page, ColorsPage) and self._stack.currentWidget() is page:
            self._keep_names(page.typed())

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        self._theme = theme
        for page in self._made.values():
            page.set_theme(theme)

    def _make(self, name: str) -> SidePage:
        page: SidePage
        if name == "tags":
            page = TagsPage(self._theme, self._stack)
            page.tag_chosen.connect(self.tag_chosen)
            page.rename_requested.connect(self._rename)
        elif name == "colors":
            page = ColorsPage(self._theme, self._stack)
            page.meanings_changed.connect(self._keep_names)
        else:
            page = BasketPage(self._theme, self._names, self._stack)
            page.restore_requested.connect(self._restore)
            page.erase_requested.connect(self._erase)
        page.left.connect(self.closed)
        self._made[name] = page
        self._stack.addWidget(page)
        return page

    def _ask(self, asked: Any, done: Any) -> None:
        self._worker.ask(self, asked, done, self._failed)

    def _show_deleted(self, found: work.Listed) -> None:
        page = self._made.get("basket")
        if isinstance(page, BasketPage):
            page.show_deleted(found.notes, found.titles)

    def _rename(self, old: str, new: str) -> None:
        self._ask(partial(work.rename_tag, old=old, new=new), self._renamed)

    def _renamed(self, _count: int) -> None:
        self.refresh()
        self.changed.emit([""])

    def _keep_names(self, typed: dict[str, tuple[str, str]]) -> None:
        self._ask(partial(work.save_meanings, typed=typed), self._names.take)

    def _restore(self, ids: list[str]) -> None:
        self._ask(partial(work.restore, note_ids=tuple(ids)), self._restored)

    def _restored(self, notes: list[Note]) -> None:
        self.refresh()
        self.changed.emit([note.anchor.key.document for note in notes])

    def _erase(self, ids: list[str]) -> None:
        self._ask(partial(work.erase, note_ids=tuple(ids)), self._erased)

    def _erased(self, _count: int) -> None:
        self.refresh()

    def _failed(self, error: Exception) -> None:
        page = self._stack.currentWidget()
        if isinstance(page, SidePage):
            page.say(wording.sentence(error))


def is_page(widget: QWidget) -> bool:
    """Tell whether a widget is one of the pages."""
    return isinstance(widget, SidePage)
