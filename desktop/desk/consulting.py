"""The lists beside the documents, as tabs: glossary, timeline, register, provenance sheets."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.shelf import disagreements, glossary, provenance, register, timeline
from desktop.shelf.list_page import Kind, ListPage
from desktop.tasks import Worker
from desktop.theme import Theme
from desktop.widgets.tabs import TabArea

_KINDS = {
    "glossary": glossary.KIND, "timeline": timeline.KIND, "register": register.KIND,
    "disagreements": disagreements.KIND,
}  # fmt: skip


class Consulting(QObject):
    """Opens each list in a tab of its own, once, and finds entries in it."""

    address_requested = Signal(str)
    opened = Signal()
    """Something is to be seen in a tab."""
    told = Signal(str)

    def __init__(self, tabs: TabArea, reading: Worker, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._tabs, self._reading, self._theme = tabs, reading, theme

    def set_theme(self, theme: Theme) -> None:
        """Open in this theme from now on."""
        self._theme = theme

    def open_list(self, name: str, key: str = "") -> None:
        """Open a list (`glossary`, `timeline`, `register`), at an entry where one is named."""
        self._open(name, _KINDS[name], key)

    def open_provenance(self, document: str) -> None:
        """Open the provenance sheet of a document."""
        if document:
            self._open(f"provenance {document}", provenance.kind(document))
        else:
            self.told.emit("Open a document first: the sheet says where its text is from.")

    def open_speaker(self, words: str) -> None:
        """Open the register at whom a passage means by its speaker; '' opens it at its head."""
        if not words:
            self.open_list("register")
        else:
            self._reading.ask(self, partial(_name_of, words=words), self._named, self._not_named)

    def _named(self, name: str) -> None:
        self.open_list("register", name)

    def _not_named(self, error: Exception) -> None:
        self.told.emit(str(error))

    def open_desk(self, what: str) -> None:
        """Open what a link of the page names: `register:Fu Cong`."""
        kind, _, key = what.partition(":")
        if kind == "register":
            self.open_speaker(key)
        elif kind in _KINDS:
            self.open_list(kind, key)

    def _open(self, name: str, kind: Kind, key: str = "") -> None:
        page = self._tabs.page(("list", name))
        if not isinstance(page, ListPage):
            page = ListPage(kind, self._reading, self._theme, key)
            page.address_requested.connect(self.address_requested)
            page.told.connect(self.told)
            self._tabs.add(("list", name), page, kind.title)
        elif key:
            page.show_entry(key)
        self._tabs.show_page(page)
        page.setFocus()
        self.opened.emit()


def _name_of(connection: object, words: str) -> str:
    """Return the register's name for a passage's speaker, or the passage's own words."""
    from typing import Any, cast

    from db.library import lists

    found = lists.register(cast(Any, connection))
    speaker = lists.speaker_named([one.speaker for one in found.speakers], words)
    return speaker.name if speaker else words
