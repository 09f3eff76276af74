"""One's own questions on the desk: from a document, selected words, notes; and what was read."""

from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from db.models import Note
from desktop.desk.quizzing import Quizzing
from desktop.quiz import lookup, own_work
from desktop.tabs.navigator import Navigator
from desktop.tasks import Worker

if TYPE_CHECKING:
    from desktop.quiz.study_page import StudyPage

_DRAFTS, _OWN = "drafts", "my questions"


class Questioning(QObject):
    """Opens the pages where questions are made, and makes one in one step where one reads."""

    told = Signal(str)
    changed = Signal()
    """There are other questions than before."""

    def __init__(
        self,
        navigator: Navigator,
        quizzing: Quizzing,
        study: Worker,
        chosen_notes: Callable[[], Sequence[Note]],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._navigator, self._quizzing, self._study = navigator, quizzing, study
        self._chosen_notes = chosen_notes
        self._parts: dict[str, set[str]] = {}
        """Of each document the parts that were read when it was last looked at."""
        self._read: dict[str, tuple[str, ...]] = {}
        self._offered: tuple[str, tuple[str, ...]] | None = None

    def open_own(self) -> None:
        """Open one's own questions."""
        from desktop.quiz.own_page import OwnPage

        if page := self._quizzing.open_page(_OWN, "My questions", OwnPage):
            page.start()  # type: ignore[attr-defined]  # an OwnPage

    def open_options(self) -> None:
        """Open the options of learning."""
        from desktop.quiz.options_page import OptionsPage

        if page := self._quizzing.open_page("learning options", "Learning options", OptionsPage):
            page.start()  # type: ignore[attr-defined]  # an OptionsPage

    def make_from_document(self) -> None:
        """Make questions from the document in front, or the one that was in front last."""
        from desktop.quiz.drafts_page import DraftsPage

        reader = self._navigator.open_tabs.latest()
        if reader is None or reader.key is None:
            self.told.emit("Open the document first that the questions are to be made from.")
            return
        page: StudyPage | None = self._quizzing.open_page(_DRAFTS, "New questions", DraftsPage)
        if page:
            page.start(reader.key)  # type: ignore[attr-defined]  # a DraftsPage

    def make_from_words(self) -> None:
        """Make a question of the selected words, in one step."""
        reader = self._navigator.reader()
        anchors = reader.page.anchors() if reader is not None else ()
        if not anchors or not anchors[0].quote.strip():
            self.told.emit("Select the words first that are to be asked for.")
            return
        work = partial(own_work.ask_of_words, anchor=anchors[0])
        self._study.ask(self, work, self._made, self._failed)

    def make_from_notes(self) -> None:
        """Make a question of each note that is chosen in the list."""
        notes = tuple(self._chosen_notes())
        if not notes:
            self.told.emit("Choose notes first, in the notes panel.")
            return
        self._study.ask(self, partial(own_work.ask_of_notes, notes=notes), self._made, self._failed)

    def _made(self, _what: object) -> None:
        self.told.emit("A question was made; it comes as a new flashcard. Undo: My questions.")
        self.changed.emit()

    def _failed(self, error: Exception) -> None:
        self.told.emit(f"No question was made. {error}")

    # what was read --------------------------------------------------------------------------

    def read_changed(self, document: str, labels: Collection[str]) -> None:
        """See whether a part of a document has been read to its end just now."""
        self._read[document] = tuple(labels)
        if not labels:  # nothing can be read to its end: the library need not be asked
            self._parts[document] = set()
            return
        work = partial(lookup.parts_read, document=document, labels=frozenset(labels))
        self._study.ask(self, work, self._parts_came, lane=f"parts {document}")

    def _parts_came(self, found: lookup.PartsRead) -> None:
        if not self._read.get(found.document):
            return  # what was read has been taken back meanwhile
        before = self._parts.get(found.document)
        self._parts[found.document] = set(found.parts)
        if before is None:
            return  # what was read before this start
        for part, labels in found.parts.items():
            if part not in before:
                self._offered = found.document, labels
                self.told.emit(f"{part} is read. Quiz > Check what I read asks three questions.")

    def check_reading(self) -> None:
        """Ask three questions on the part read last, else on what is read of what is in front."""
        if self._offered:
            self._quizzing.check_reading(*self._offered)
            return
        reader = self._navigator.reader()
        labels = self._read.get(reader.document, ()) if reader is not None else ()
        if reader is None or not labels:
            self.told.emit("Nothing of this document has been read yet.")
        else:
            self._quizzing.check_reading(reader.document, labels)
