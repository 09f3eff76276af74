"""From the document in front to a tab where it is compared with another one."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from db.library import documents
from db.models import Document, EditionKey
from desktop.reader.bar import edition_name
from desktop.tabs.navigator import Navigator
from desktop.tasks import Worker
from desktop.theme import Themes
from desktop.widgets.popover import Choice, Popover
from desktop.widgets.tabs import TabArea

if TYPE_CHECKING:
    from db.library.compare import Comparison

_Sides = tuple[EditionKey, EditionKey]


class Comparing(QObject):
    """Asks what to compare with, has it done off the window's thread, and opens the page."""

    address_requested = Signal(str)
    told = Signal(str)

    def __init__(
        self, navigator: Navigator, tabs: TabArea, reading: Worker, themes: Themes, host: QWidget
    ) -> None:
        super().__init__(host)
        self._navigator, self._tabs, self._reading = navigator, tabs, reading
        self._themes, self._host = themes, host
        self._picker: Popover | None = None

    def choose(self) -> None:
        """Compare the two sides in front, or ask what to compare the document in front with."""
        reader = self._navigator.reader()
        if reader is None or reader.key is None:
            self.told.emit("Open a document first; then choose what to compare it with.")
            return
        spread = self._navigator.spread()
        keys = [side.key for side in spread.readers() if side.key] if spread else []
        if len(keys) == 2 and keys[0] != keys[1] and keys[0].language == keys[1].language:
            self.compare((keys[0], keys[1]))
        else:
            self._open_picker()

    def _open_picker(self) -> None:
        if (spread := self._navigator.spread()) is None:
            return
        if self._picker is None:
            self._picker = Popover("Compare with", "Find an edition or a document", self._host)
            self._picker.chosen.connect(self.compare)
            self._picker.closed.connect(self._navigator.focus)
        self._picker.set_choices([])  # open at once: who types ahead is not to type on the page
        self._picker.open_over(QRect(spread.mapTo(self._host, QPoint()), spread.size()))
        self._reading.ask(self, documents.documents, self._offer, lane="compare")

    def _offer(self, library: Sequence[Document]) -> None:
        reader = self._navigator.reader()
        if self._picker is None or not self._picker.isVisible():
            return
        if reader is None or reader.key is None:
            return
        if found := choices(reader.key, library):
            self._picker.set_choices(found)
        else:
            self._picker.dismiss()
            self.told.emit("Nothing else in the library is in this language.")

    def compare(self, sides: _Sides) -> None:
        """Compare two editions, the first being what the second came from."""
        page = self._tabs.page(("compare", *sides))
        if page is not None:
            self._tabs.show_page(page)
            page.setFocus()
        else:
            work = partial(_compared, sides=sides)
            self._reading.ask(self, work, self._show, self._failed, lane="compare")

    def _show(self, comparison: "Comparison") -> None:
        from desktop.compare.page import ComparePage

        sides = comparison.left.key, comparison.right.key
        page = ComparePage(comparison, self._themes.current)
        page.address_requested.connect(self.address_requested)
        page.swap_requested.connect(self._swap)
        page.export_requested.connect(self._export)
        left, right = (key.document.removeprefix("A/RES/") for key in sides)
        title = f"{left} → {right}"
        if left == right:
            title = f"{left}: {sides[0].kind} → {sides[1].kind}"
        self._tabs.add(("compare", *sides), page, title)
        self._tabs.show_page(page)
        page.setFocus()

    def _failed(self, error: Exception) -> None:
        self.told.emit(str(error))

    def _swap(self, comparison: "Comparison") -> None:
        self.compare((comparison.right.key, comparison.left.key))

    def _export(self, comparison: "Comparison") -> None:
        names = [key.document.replace("/", "_") for key in
                 (comparison.left.key, comparison.right.key)]  # fmt: skip
        path, _ = QFileDialog.getSaveFileName(
            self._host, "Save the comparison", f"{' - '.join(names)}.html", "Web page (*.html)"
        )
        if path:
            self.save(comparison, Path(path))

    def save(self, comparison: "Comparison", path: Path) -> None:
        """Write a comparison as a web page: whole, or not at all."""
        from db.library import compare_html

        part = path.with_name(f"{path.name}.part")
        try:
            part.write_text(compare_html.page(comparison), encoding="utf-8")
            part.replace(path)
        except OSError as error:
            part.unlink(missing_ok=True)
            self.told.emit(f"{path.name} could not be written: {error.strerror}.")
        else:
            self.told.emit(f"Saved as {path.name}")


def choices(front: EditionKey, library: Sequence[Document]) -> list[Choice]:
    """List the editions an edition can be compared with: in its language, the earlier one first."""
    dates = {one.id: one.date for one in library}
    found = []
    for one in sorted(library, key=lambda document: document.id != front.document):
        for summary in one.editions:
            key = summary.key
            if key == front or key.language != front.language:
                continue
            earlier = (dates.get(key.document, ""), key.document) <= (
                dates.get(front.document, ""), front.document,
            )  # fmt: skip
            sides = (key, front) if earlier else (front, key)
            words = (
                f"{one.short_title} — {one.title}" if one.title != one.short_title else one.title
            )
            found.append(Choice(words, edition_name(key), sides))
    return found


def _compared(connection: Any, sides: _Sides) -> "Comparison":
    """Compare two editions, in the worker's thread."""
    from db.library import compare

    before, after = (documents.edition(connection, key) for key in sides)
    return compare.compare(before, after, compare.verb_strengths(connection))
