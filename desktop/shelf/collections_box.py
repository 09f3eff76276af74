"""The box that asks into which collection documents go, out of which, or what one is called."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from db.shelf.collections import Collection
from db.text import collapse, fold
from desktop.widgets.popover import Choice, Popover


class Asked(NamedTuple):
    """What is wanted: `put`, `take`, `make` or `rename`, of which collection, with what name."""

    act: str
    collection: Collection | None = None
    name: str = ""


class CollectionsBox(Popover):
    """What is typed narrows the collections, or is the name of a new one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("Collections", "Find a collection, or name a new one", parent)
        self._collections: Sequence[Collection] = ()
        self._documents: frozenset[str] = frozenset()
        self._renamed: Collection | None = None

    def ask_where(self, collections: Sequence[Collection], documents: Sequence[str]) -> None:
        """Ask where documents are to go; without documents, only for the name of a new one."""
        self._collections, self._documents = collections, frozenset(documents)
        self._renamed = None
        few = documents[0] if len(documents) == 1 else f"{len(documents)} documents"
        self.set_title(f"Collections for {few}" if documents else "Name of the new collection")
        self._narrow("")

    def ask_name(self, collection: Collection) -> None:
        """Ask for another name of a collection."""
        self._renamed = collection
        self.set_title(f"New name of “{collection.name}”")
        self.box.setText(collection.name)
        self.box.selectAll()

    def _narrow(self, text: str) -> None:
        typed = collapse(text)
        self.model.set_choices(list(self._rows(typed)))
        self.list.choose_first()

    def _rows(self, typed: str) -> Sequence[Choice]:
        if self._renamed is not None:
            same = typed in ("", self._renamed.name)
            asked = Asked("rename", self._renamed, typed)
            return [] if same else [Choice(f"Rename to “{typed}”", "", asked)]
        rows = []
        words = fold(typed).split()
        for one in self._collections if self._documents else ():
            if not all(word in fold(one.name) for word in words):
                continue
            inside = self._documents & set(one.documents)
            more = f"{len(one.documents)} in it"
            if inside != self._documents:
                rows.append(Choice(f"Put into “{one.name}”", more, Asked("put", one)))
            if inside:
                rows.append(Choice(f"Take out of “{one.name}”", more, Asked("take", one)))
        if typed and fold(typed) not in {fold(one.name) for one in self._collections}:
            rows.append(Choice(f"New collection “{typed}”", "", Asked("make", None, typed)))
        return rows

    def _box_chosen(self, _stays: bool) -> None:
        self._list_chosen(self.list.currentIndex(), False)
