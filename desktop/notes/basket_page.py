"""Deleted notes: brought back, or deleted for good."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from db.models import Note
from desktop.notes.color_names import ColorNames
from desktop.notes.notes_list import NotesList
from desktop.notes.side_page import SidePage
from desktop.theme import Theme

_HINT = "Deleted notes stay here for 90 days. Enter brings one back."
_NONE = "The wastebasket is empty. Notes you delete stay here for 90 days."
_FOR_GOOD, _SURE = "Delete for good", "Sure? Nothing brings it back"


class BasketPage(SidePage):
    """Asks for what is to be done with deleted notes; deleting for good asks once more."""

    restore_requested = Signal(object)
    erase_requested = Signal(object)

    def __init__(
        self, theme: Theme, names: ColorNames | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__("Deleted notes", _HINT, parent)
        self.cards = NotesList(theme, names, self)
        self.cards.setAccessibleName("Deleted notes")
        self.cards.setToolTip("Enter: bring back · Del: delete for good")
        self.restore = QPushButton("Bring back", self)
        self.restore.setObjectName("primary")
        self.erase = QPushButton(_FOR_GOOD, self)
        row = QHBoxLayout()
        row.addWidget(self.erase)
        row.addStretch(1)
        row.addWidget(self.restore)
        self.column.addWidget(self.cards, 1)
        self.column.addLayout(row)
        self.column.addStretch(0)
        self.cards.jump_requested.connect(self._restore)
        self.cards.edit_requested.connect(self._restore)
        self.cards.delete_requested.connect(self._erase)
        self.cards.delete_many_requested.connect(self._erase)
        self.cards.chosen_changed.connect(self._calm_down)
        self.restore.clicked.connect(self._restore)
        self.erase.clicked.connect(self._erase)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        super().set_theme(theme)
        self.cards.set_theme(theme)

    def show_deleted(self, notes: Sequence[Note], titles: dict[str, str]) -> None:
        """Show these deleted notes."""
        row, had = self.cards.currentIndex().row(), bool(self.cards.notes_model.notes)
        self.cards.notes_model.set_notes(notes, titles)
        self.cards.choose(max(row, 0))
        self.say(_HINT if notes else _NONE)
        if had and not notes and self.isVisible():
            self._back.setFocus()  # what has the keys is about to go
        for part in (self.cards, self.restore, self.erase):
            part.setVisible(bool(notes))
        self._calm_down()

    def take_focus(self) -> None:
        """Give the keys to the list."""
        (self.cards if self.cards.notes_model.notes else self._back).setFocus()

    def _ids(self) -> list[str]:
        return [note.id for note in self.cards.chosen()]

    def _restore(self, *_: object) -> None:
        if ids := self._ids():
            self.restore_requested.emit(ids)

    def _erase(self, *_: object) -> None:
        if not (ids := self._ids()):
            return
        if self.erase.text() == _SURE:
            self.erase_requested.emit(ids)
        else:
            self.erase.setText(_SURE)
            self.erase.setFocus()

    def _calm_down(self, *_: object) -> None:
        self.erase.setText(_FOR_GOOD)
