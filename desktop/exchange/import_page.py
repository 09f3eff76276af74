"""The tab that says what a file of annotations would bring, and brings it when told to."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from db.models import Note
from desktop.exchange import work
from desktop.exchange.listing import NAMED, heading, section, short, two_lines
from desktop.exchange.preview_page import PreviewPage, Work
from desktop.tasks import Worker
from desktop.theme import Theme
from desktop.widgets.choice_box import ChoiceBox

if TYPE_CHECKING:
    from db.notes.exchange.incoming import Preview
    from db.notes.exchange.parsing import Incoming


class ImportPage(PreviewPage):
    """A file's notes before they are added: how many, which find no place, which are here."""

    notes_changed = Signal(str)
    """Notes on this document were added, or taken back."""
    THING = "note"
    READING = "Reading the file, and finding where its notes belong …"
    ADDED = "Ctrl+Z on one of their documents takes them back, too."
    BROKEN = "The notes could not be brought in ({}); nothing was changed."

    def __init__(
        self,
        reading: Worker,
        writing: Worker,
        documents: list[tuple[str, str]],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(reading, writing, theme, parent)
        self.documents = ChoiceBox(self)
        self.documents.setAccessibleName("Where notes belong whose document the file does not name")
        self.documents.addItem("leave them out", "")
        for name, words in documents:
            self.documents.addItem(words, name)
        self._ask_where()
        self.documents.currentIndexChanged.connect(self._look_again)

    def _ask_where(self) -> None:
        place = QHBoxLayout(self._asking)
        place.setContentsMargins(0, 0, 0, 0)
        words = QLabel("Notes whose document the file does not name:", self)
        words.setBuddy(self.documents)
        place.addWidget(words)
        place.addWidget(self.documents)
        place.addStretch(1)
        self.setTabOrder(self.add_button, self.documents)

    # what it would bring --------------------------------------------------------------------

    def _preview(self) -> Work:
        return partial(work.previewed, path=self._path, document=self.documents.currentData(),
                       tell=self._progressed.emit)  # fmt: skip

    def _ask_for_more(self, found: "Preview") -> None:
        self._asking.setVisible(bool(found.nowhere) or bool(self.documents.currentData()))

    def _summary(self, found: "Preview") -> tuple[str, int]:
        from db.notes.exchange.incoming import sentence

        return sentence(found), len(found.notes)

    def _listed(self, found: "Preview") -> list[str]:
        return [
            *self._section("Found in the text", found.placed),
            *self._section("Found reworded or elsewhere", found.moved),
            *self._section("Without a place in the text: kept, to be attached", found.orphans),
            *self._left_out(found.nowhere),
        ]

    def _section(self, title: str, notes: Sequence[Note]) -> list[str]:
        lines = [self._note(_where(note), note.anchor.quote, note.body) for note in notes[:NAMED]]
        return section(title, lines, len(notes))

    def _left_out(self, notes: "Sequence[Incoming]") -> list[str]:
        if not notes:
            return []
        shown = [self._note(note.source, note.exact, note.body) for note in notes[:NAMED]]
        return [heading("Left out, for their document is not named", len(notes)), *shown]

    def _note(self, where: str, quote: str, body: str) -> str:
        words = filter(None, [short(quote and f"“{quote}”"), short(body)])
        return two_lines(" · ".join(words), where, self._theme)

    # bringing it ----------------------------------------------------------------------------

    def _bringing_in(self, found: "Preview") -> Work:
        return partial(work.brought_in, found=found)

    def _brought(self, added: Sequence[tuple[str, str]]) -> None:
        super()._brought(added)
        self._tell_of(document for _, document in added)

    def _taking_back(self, added: list[tuple[str, str]]) -> Work:
        return partial(work.taken_back, added=added)

    def _took_back(self, documents: Sequence[str]) -> None:
        self._tell_of(documents)
        super()._took_back(documents)

    def _tell_of(self, documents: Iterable[str]) -> None:
        for document in sorted(set(documents)):
            self.notes_changed.emit(document)


def _where(note: Note) -> str:
    return note.anchor.key.document if note.state == "orphan" else note.anchor.address
