"""Storing a note while it is written: a moment after the last key, and before it is let go."""

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from db.models import COLORS, Note
from desktop.notes import wording, work
from desktop.tasks import Worker

AUTOSAVE = 1200
"""Milliseconds without a key after which what was typed is stored."""

_OTHER = (
    "This note was also written in another window. Both texts are kept: the other one is a note of "
    "its own beside this."
)


class Autosave(QObject):
    """Asks the store to keep what an editor holds; the latest wins, and nothing is given up.

    It reads the editor through `draft`, and waits while `is_composing` says that an input method
    has a word in hand.
    """

    saved = Signal(object)
    """The Note as the store has it now."""
    corrected = Signal(str)
    """The text was stored otherwise than it was typed: as this."""
    gone = Signal()
    """The note was deleted elsewhere."""
    state_changed = Signal(str)
    """How far the saving is, in a word or two; empty where there is nothing to say."""
    trouble_changed = Signal(str)
    """Why not all is saved, as a sentence; empty where all is."""
    told = Signal(str)
    """What else became of the note, as a sentence: somebody else wrote it too."""

    def __init__(
        self,
        worker: Worker,
        draft: Callable[[], work.Draft],
        is_composing: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._worker, self._draft, self._is_composing = worker, draft, is_composing
        self.note: Note | None = None
        """The note that is written, as it was stored last."""
        self._kept = work.Draft("", COLORS[0], ())
        self._under_way: deque[work.Draft] = deque()
        self._after: Callable[[], None] | None = None
        self.timer = QTimer(self, singleShot=True, interval=AUTOSAVE)
        self.timer.timeout.connect(self.flush_later)

    # a note comes and goes ------------------------------------------------------------------

    def rest(self) -> None:
        """Let go of the note as it is: what changes in the editor now is nobody's typing."""
        self.note = None
        self.timer.stop()

    def begin(self, note: Note | None) -> None:
        """Take what the editor holds now for what the store has of a note."""
        self._kept = self._draft()
        self.note = note

    @property
    def is_under_way(self) -> bool:
        """Whether the store was asked and has not answered yet."""
        return bool(self._under_way)

    @property
    def is_kept(self) -> bool:
        """Whether the store has all that the editor holds."""
        return not self._under_way and self._draft() == self._kept

    def go_on_with(self, step: Callable[[], None]) -> None:
        """Take a step once all is stored; trouble calls it off."""
        self._after = step
        self.flush()
        self._go_on()

    def stay(self) -> None:
        """Call off the step that was to be taken."""
        self._after = None

    # saving ---------------------------------------------------------------------------------

    def edited(self) -> None:
        """Store what was typed if no other key comes."""
        if self.note is not None and self._draft() != self._kept:
            self.state_changed.emit("")
            self.timer.start()

    def flush(self, *, at_once: bool = True) -> None:
        """Ask for what is not stored yet to be stored, now; not `at_once` after a composition."""
        self.timer.stop()
        if not at_once and self._is_composing():
            self.timer.start()
            return
        last = self._under_way[-1] if self._under_way else self._kept
        draft = self._draft()
        if self.note is None or draft == last:
            return
        basis = self.note._replace(body=last.body, color=last.color, tags=last.tags)
        self._under_way.append(draft)
        self.state_changed.emit("Saving…")
        asked = partial(work.save, basis=basis, draft=draft)
        self._worker.ask(self, asked, self._save_done, self._save_failed)

    def flush_again(self) -> None:
        """Try once more what the store refused."""
        self.flush()

    def flush_later(self) -> None:
        """Store what was typed, but no half a word."""
        self.flush(at_once=False)

    def _save_done(self, kept: work.Kept) -> None:
        sent, note = self._under_way.popleft(), kept.note
        if self.note is None or self.note.id != note.id:
            return
        if note.deleted:
            self.gone.emit()
            return
        self.note = note
        self._kept = replace(sent, body=note.body, color=note.color)
        if not self._under_way and self._draft().body == sent.body != note.body:
            self.corrected.emit(note.body)
        self._tell(kept)
        self.saved.emit(note)
        self._go_on()

    def _tell(self, kept: work.Kept) -> None:
        """Say what was stored, what was not, and where the words of somebody else are."""
        if kept.other is not None:
            self.told.emit(_OTHER)
        self.trouble_changed.emit(wording.sentence(kept.trouble) if kept.trouble else "")
        if kept.trouble is not None:
            self._kept = replace(self._kept, tags=kept.note.tags)
            self.stay()
            self.state_changed.emit("Not saved")
        elif self.is_kept:
            self.state_changed.emit("Saved")

    def _save_failed(self, error: Exception) -> None:
        self._under_way.popleft()
        self.stay()
        self.state_changed.emit("Not saved")
        self.trouble_changed.emit(wording.sentence(error))

    def _go_on(self) -> None:
        if self._after is not None and self.is_kept:
            step, self._after = self._after, None
            step()
