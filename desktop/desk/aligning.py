"""From a document to a tab where the alignment of its editions is checked and put right."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from db.models import EditionKey
from desktop.parts import Parts
from desktop.reader.bar import edition_name

if TYPE_CHECKING:
    from desktop.shelf.alignment_page import AlignmentPage

_Sides = tuple[EditionKey, EditionKey]


class Aligning(QObject):
    """Opens the page, has what is put right written, and shows what came of it."""

    told = Signal(str)
    undo_requested = Signal()
    redo_requested = Signal()
    repaired = Signal(object)
    """The documents (a frozenset) whose editions answer one another otherwise now."""

    def __init__(self, parts: Parts, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._tabs, self._reading, self._study = parts.window.tabs, parts.reading, parts.study

    def open(self, document: str) -> None:
        """Open the alignment of a document, or bring it to the front."""
        self._ask(document, None)

    def _ask(self, document: str, sides: _Sides | None) -> None:
        work = partial(_aligned, document=document, sides=sides)
        self._reading.ask(self, work, self._show, self._failed, lane=f"alignment {document}")

    def _page(self, document: str) -> "AlignmentPage | None":
        return self._tabs.page(("alignment", document))  # type: ignore[return-value]

    def _show(self, found: tuple[str, Any, Sequence[EditionKey]]) -> None:
        document, alignment, keys = found
        if alignment is None:
            self.told.emit(f"There is only one edition of {document}: nothing to align.")
            return
        page = self._page(document)
        if page is None:
            from desktop.shelf.alignment_page import AlignmentPage

            page = AlignmentPage(document, self._parts.themes.current)
            page.editions_chosen.connect(partial(self._ask, document))
            page.repair_requested.connect(partial(self._repair, document))
            page.undo_requested.connect(self.undo_requested)
            page.redo_requested.connect(self.redo_requested)
            page.told.connect(self.told)
            self._tabs.add(("alignment", document), page, f"Alignment {document}")
            page.show_alignment(alignment, [(key, edition_name(key)) for key in keys])
            self._tabs.show_page(page)
            page.setFocus()
        else:
            page.show_alignment(alignment, [(key, edition_name(key)) for key in keys])
            self._tabs.show_page(page)

    def _repair(self, document: str, act: str, left: str, right: str) -> None:
        page = self._page(document)
        if page is None or page.alignment is None:
            return
        sides = page.alignment.left.key, page.alignment.right.key
        work = partial(_repaired, sides=sides, act=act, labels=(left, right))
        self._study.ask(self, work, self._done, self._failed)

    def _done(self, made: tuple[str, str]) -> None:
        document, words = made
        self.told.emit(words)
        self.repaired.emit(frozenset({document}))

    def refresh(self, documents: frozenset[str]) -> None:
        """Show anew what is open of these documents."""
        for document in documents:
            page = self._page(document)
            if page is not None and page.alignment is not None:
                front = self._tabs.current()
                sides = page.alignment.left.key, page.alignment.right.key
                if front is page:
                    self._ask(document, sides)

    def _failed(self, error: Exception) -> None:
        self.told.emit(str(error))


def _aligned(
    connection: Any, document: str, sides: _Sides | None
) -> tuple[str, Any, Sequence[EditionKey]]:
    """Align two editions of a document: those named, or the first that differ, or the first."""
    from db.library import documents
    from db.shelf import checking, repairs

    found = documents.document(connection, document)
    keys = [summary.key for summary in found.editions]
    if sides is not None and set(sides) <= set(keys):
        made = repairs.repairs(connection, found.id)
        left, right = (documents.edition(connection, key) for key in sides)
        return found.id, checking.aligned_editions(left, right, made), keys
    checked = checking.check(connection, found.id)
    differing = [one for one in checked if one.mismatches]
    return found.id, next(iter(differing or checked), None), keys


def _repaired(connection: Any, sides: _Sides, act: str, labels: tuple[str, str]) -> tuple[str, str]:
    """Write a repair; return the document and a sentence."""
    from db.library import documents
    from db.shelf import repairs

    left, right = (documents.edition(connection, key) for key in sides)
    if act == "part":
        repairs.unpair(connection, left, right, [labels])
        return left.key.document, "They do not answer one another now. Ctrl+Z takes it back."
    pairs = repairs.following(left, right, labels) if act == "pair_on" else [labels]
    repairs.pair(connection, left, right, pairs)
    count = "1 pair" if len(pairs) == 1 else f"{len(pairs)} pairs"
    return left.key.document, f"{count} put right by hand. Ctrl+Z takes it back."
