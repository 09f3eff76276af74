"""My library and what is done to documents as such: collections, details, the wastebasket.

Every change is made in the study's thread, said in the status line, and can be taken back.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QPoint, QRect, Signal

from db.models import EditionKey
from desktop.desk.wastebasket import Wastebasket
from desktop.parts import Parts
from desktop.shelf import work
from desktop.shelf.collections_box import Asked, CollectionsBox
from desktop.shelf.details_form import DetailsForm, Filled
from desktop.shelf.library_page import LibraryPage
from desktop.widgets.announcing import announce

REMOVE, UNDO = "shelf:remove", "shelf:undo"
_KEEP = "shelf:keep"
_LANE = "my library"


class Shelving(QObject):
    """Opens My library, and does there and to the document in front what is asked."""

    told = Signal(str)
    document_activated = Signal(str)
    export_requested = Signal(str)
    alignment_requested = Signal(str)
    changed = Signal(object)
    """These documents (a frozenset) have other editions or another title now."""
    files_wanted = Signal(object)
    """These files (a list of paths) are to be imported."""
    add_requested = Signal()
    """Files are to be chosen and imported."""
    opened = Signal()

    def __init__(self, parts: Parts, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._tabs, self._study, self._reading = parts.window.tabs, parts.study, parts.reading
        self._page: LibraryPage | None = None
        self._box: CollectionsBox | None = None
        self._form: DetailsForm | None = None
        self._documents: list[str] = []
        self._going: tuple[EditionKey, ...] = ()
        self.wastebasket = Wastebasket(parts, self._over, self)
        self.wastebasket.told.connect(self.told)
        self.wastebasket.change_wanted.connect(self._do)
        self.wastebasket.answered.connect(self._give_back)

    # the page ---------------------------------------------------------------------------------

    def open(self) -> None:
        """Open My library in a tab, or bring it to the front."""
        page = self._tabs.page(("list", "my library"))
        if not isinstance(page, LibraryPage):
            page = LibraryPage(self._parts.themes.current, self._parts.settings.text("shelf_sort"))
            page.document_activated.connect(self.document_activated)
            page.act_requested.connect(self.act)
            page.rename_requested.connect(self._ask_name)
            page.delete_requested.connect(self._delete)
            page.wastebasket_requested.connect(self.wastebasket.open)
            page.emptying_requested.connect(self.wastebasket.ask)
            page.reread_requested.connect(self.read_again)
            page.add_requested.connect(self.add_requested)
            page.undo_requested.connect(self.undo)
            page.redo_requested.connect(self.redo)
            page.sort_changed.connect(partial(self._parts.settings.keep, "shelf_sort"))
            page.left.connect(self._parts.navigator.focus)
            page.destroyed.connect(self._page_gone)
            self._page = page
            self._tabs.add(("list", "my library"), page, "My library")
        self.refresh()
        self._tabs.show_page(page)
        page.setFocus()
        self.opened.emit()

    def _page_gone(self) -> None:
        self._page = None

    def refresh(self) -> None:
        """Read the shelf again, where it is shown."""
        if self._page is not None:
            self._reading.ask(self, work.shelved, self._show, self._failed, lane=_LANE)

    def _show(self, found: work.Shelved) -> None:
        if self._page is not None:
            self._page.show_shelf(found.shelf, found.collections, found.removed, found.old)

    def _failed(self, error: Exception) -> None:
        self.told.emit(str(error))

    def read_again(self) -> None:
        """Import the files again that hold what an older version read."""
        self._reading.ask(self, work.old_files, self._read_files, self._failed, lane="old")

    def _read_files(self, found: Sequence[Any]) -> None:
        if found:
            self.files_wanted.emit(list(found))
        else:
            self.told.emit("Nothing in your library was read by an older version.")

    # what it is about -------------------------------------------------------------------------

    def _chosen(self) -> list[str]:
        """Return what is chosen in My library where that is in front, else the one in front."""
        if self._page is not None and self._tabs.current() is self._page:
            return [one.document for one in self._page.chosen]
        reader = self._parts.navigator.reader()
        return [reader.document] if reader is not None else []

    def act(self, name: str) -> None:
        """Do one of the things that can be done to documents."""
        self._documents = self._chosen()
        if not self._documents:
            self.told.emit("Open a document, or choose some in My library, first.")
            return
        acts: dict[str, Callable[[], None]] = {
            "collect": self._ask_where,
            "details": self._ask_details,
            "remove": self._ask_removal,
            "export": partial(self.export_requested.emit, self._documents[0]),
            "align": partial(self.alignment_requested.emit, self._documents[0]),
        }
        acts[name]()

    def _over(self) -> QRect:
        page = self._tabs.current()
        window = self._parts.window
        if page is None:
            return window.rect()
        return QRect(page.mapTo(window, QPoint()), page.size())

    def _do(self, change: Callable[[Any], work.Made]) -> None:
        self._study.ask(self, change, self._done, self._failed)

    def _done(self, made: work.Made) -> None:
        if made.can_undo:
            self._parts.window.banner.say(made.words, UNDO, "Undo")
        else:
            self.told.emit(made.words)
        announce(self._parts.window, made.words)
        self.refresh()
        if made.documents:
            asked = partial(work.gone, documents=made.documents)
            self._reading.ask(self, asked, self._texts_changed, self._failed)

    def _texts_changed(self, found: tuple[frozenset[str], frozenset[str]]) -> None:
        """Close what is not in the library any more, and tell of what is."""
        there, gone = found
        open_tabs = self._parts.navigator.open_tabs
        for reader in [one for name in gone for one in open_tabs.readers_of(name)]:
            spread = open_tabs.spread_of(reader)
            if spread is not None and any(one.document not in gone for one in spread.readers()):
                spread.close_side(reader)
            elif spread is not None:
                open_tabs.remove(spread)
        for name in gone:
            self._parts.hub.notes_changed.emit(name)
        self.changed.emit(there)

    def undo(self) -> None:
        """Take back the last change of the shelf."""
        self._do(work.undone)

    def redo(self) -> None:
        """Repeat what was taken back."""
        self._do(work.redone)

    # collections ------------------------------------------------------------------------------

    def _the_box(self) -> CollectionsBox:
        if self._box is None:
            self._box = CollectionsBox(self._parts.window)
            self._box.chosen.connect(self._collect)
        return self._box

    def _ask_where(self) -> None:
        self._reading.ask(self, work.collections, self._offer_collections, self._failed, lane="box")

    def _offer_collections(self, found: Sequence[Any]) -> None:
        box = self._the_box()
        box.ask_where(found, self._documents)
        box.open_over(self._over())

    def _ask_name(self, name: str) -> None:
        collection = self._page.collection(name) if self._page is not None else None
        if collection is not None:
            box = self._the_box()
            box.open_over(self._over())
            box.ask_name(collection)

    def _delete(self, name: str) -> None:
        collection = self._page.collection(name) if self._page is not None else None
        if collection is not None:
            self._do(partial(work.deleted, collection=collection))

    def _collect(self, asked: Asked) -> None:
        self._do(partial(work.collected, asked=asked, documents=tuple(self._documents)))

    # details ----------------------------------------------------------------------------------

    def _ask_details(self) -> None:
        asked = partial(work.volume, document=self._documents[0])
        self._reading.ask(self, asked, self._open_form, self._failed, lane="details")

    def _open_form(self, volume: Any) -> None:
        if self._form is None:
            self._form = DetailsForm(self._parts.window)
            self._form.saved.connect(self._save_details)
            self._form.closed.connect(self._give_back)
        self._form.open_over(self._over(), volume)

    def _save_details(self, filled: Filled) -> None:
        asked = partial(work.described, filled=filled)
        self._study.ask(self, asked, self._details_saved, self._details_refused)

    def _details_saved(self, made: work.Made) -> None:
        if self._form is not None:
            self._form.dismiss()
        self._done(made)

    def _details_refused(self, error: Exception) -> None:
        if self._form is not None and self._form.isVisible():
            self._form.say(str(error), getattr(error, "field", ""))
        else:
            self.told.emit(str(error))

    def _give_back(self) -> None:
        page = self._tabs.current()
        if page is self._page and self._page is not None:
            self._page.table.setFocus()
        else:
            self._parts.navigator.focus()

    # removing ---------------------------------------------------------------------------------

    def _ask_removal(self) -> None:
        asked = partial(work.hanging, documents=tuple(self._documents), front=self._front())
        self._reading.ask(self, asked, self._confirm, self._failed, lane="removal")

    def _front(self) -> EditionKey | None:
        """Return the edition in front, where a document's page is what one works in."""
        on_shelf = self._page is not None and self._tabs.current() is self._page
        reader = self._parts.navigator.reader()
        return reader.key if reader is not None and not on_shelf else None

    def _confirm(self, found: tuple[tuple[EditionKey, ...], str]) -> None:
        self._going, words = found
        if not self._going:
            self.told.emit(words)
            return
        self._parts.window.banner.ask(words, (REMOVE, "Remove"), (_KEEP, "Keep"))

    def take_up(self, action: str) -> None:
        """Do what the person chose on the banner."""
        self.wastebasket.take_up(action)
        if action == REMOVE and self._going:
            self._do(partial(work.removed, keys=self._going))
            self._going = ()
        elif action == UNDO:
            self.undo()
        if action in (REMOVE, UNDO, _KEEP):
            self._give_back()
