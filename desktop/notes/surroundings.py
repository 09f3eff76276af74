"""What stands around a note that is written: who links to it, where its lost words may be."""

from functools import partial

from PySide6.QtCore import QObject

from db.models import Note
from desktop.notes import wording, work
from desktop.notes.backlinks_view import BacklinksView
from desktop.notes.standing_bar import StandingBar
from desktop.tasks import Worker


class Surroundings(QObject):
    """Asks the store for them as a note is taken up, and has them shown when they come."""

    def __init__(
        self, worker: Worker, backlinks: BacklinksView, standing: StandingBar, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._worker, self._backlinks, self._standing = worker, backlinks, standing

    def show_note(self, note: Note | None) -> None:
        """Show how a note stands; what there is to ask for follows."""
        self._standing.show_note(note)
        if note is None:
            self._backlinks.show_notes(())
            return
        asked = partial(work.linking, note=note)
        self._worker.ask(self, asked, self._backlinks.show_notes, self._ignore, lane="around")
        if self._standing.is_lost:
            asked = partial(work.suggestions, note_id=note.id)
            self._worker.ask(self, asked, self._standing.offer, self._ignore, lane="places")

    def _ignore(self, error: Exception) -> None:
        """Do without what only stands around the note."""
        wording.sentence(error)
