"""What was removed from the library: brought back, or deleted for good after a question."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QRect, Signal

from desktop.parts import Parts
from desktop.reader.bar import edition_name
from desktop.shelf import work

EMPTY, KEEP = "wastebasket:empty", "wastebasket:keep"


class Wastebasket(QObject):
    """Shows what is in the wastebasket and says what is to be done with it."""

    told = Signal(str)
    change_wanted = Signal(object)
    """This change, which takes a connection, is to be made."""
    answered = Signal()
    """The question has its answer; the keys may go back to where they were."""

    def __init__(self, parts: Parts, over: Callable[[], QRect], parent: QObject) -> None:
        super().__init__(parent)
        self._parts, self._over = parts, over
        self._going: tuple[str, ...] = ()

    def open(self) -> None:
        """Ask which of the editions that were thrown away is to come back."""
        self._parts.reading.ask(self, work.thrown, self._offer, self._failed, lane="box")

    def _offer(self, found: Sequence[Any]) -> None:
        from desktop.widgets.popover import Choice, Popover

        if not found:
            self.told.emit("The wastebasket is empty.")
            return
        box = Popover("Bring back from the wastebasket", "Find an edition", self._parts.window)
        box.chosen.connect(self._bring_back)
        choices = [
            Choice(
                f"{one.key.document} · {edition_name(one.key)}",
                f"{one.title} · removed {one.removed[:10]}", (one.id,),
            )
            for one in found
        ]  # fmt: skip
        if len(found) > 1:
            every = tuple(one.id for one in found)
            choices.append(Choice(f"All {len(found)} of them", "", every))
        box.set_choices(choices)
        box.open_over(self._over())

    def _bring_back(self, ids: tuple[str, ...]) -> None:
        self.change_wanted.emit(partial(work.restored, ids=ids))

    def ask(self) -> None:
        """Ask whether all that is in it is to go for good."""
        self._parts.reading.ask(self, work.losing, self._confirm, self._failed, lane="box")

    def _confirm(self, going: Any) -> None:
        from db.shelf.emptying import question

        self._going = going.ids
        if not self._going:
            self.told.emit(question(going))
            return
        answers = (KEEP, "Keep"), (EMPTY, "Delete for good")  # the keys are on the first
        self._parts.window.banner.ask(question(going), *answers)

    def take_up(self, action: str) -> None:
        """Do what the person chose on the banner, if it is about this."""
        if action == EMPTY and self._going:
            self.change_wanted.emit(partial(work.emptied, ids=self._going))
        if action in (EMPTY, KEEP):
            self._going = ()
            self.answered.emit()

    def _failed(self, error: Exception) -> None:
        self.told.emit(str(error))
