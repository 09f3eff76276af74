"""The list of sessions with a name, over the page: open, keep, rename, delete."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QWidget

from db.text import collapse, fold
from desktop.widgets.popover import Choice, Popover

_LONGEST = 60
_TITLE, _HINT = "Sessions", "Find a session, or name the open tabs"
LAST = "The tabs before"


class Asked(NamedTuple):
    """What is wanted: `open`, `save`, `rename` (to `new`), `delete`, `bring back` or `last`."""

    act: str
    name: str
    new: str = ""


class SessionsBox(Popover):
    """Return opens a session, or keeps the open tabs under what is typed; F2 renames, Del deletes.

    `chosen` carries what was Asked.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_TITLE, _HINT, parent)
        self._names: Sequence[str] = ()
        self._deleted, self._has_last = "", False
        self._renaming = ""
        self.box.setMaxLength(_LONGEST)
        self._keys = QLabel(self)
        self._keys.setObjectName("muted")
        self._keys.setWordWrap(True)
        self.column.addWidget(self._keys)

    def show_sessions(self, names: Sequence[str], deleted: str, has_last: bool) -> None:
        """List these; `deleted` can be brought back, and there may be tabs from before."""
        self._names, self._deleted, self._has_last = names, deleted, has_last
        keys = "Return opens · F2 renames · Del deletes"
        self._keys.setText(keys if names else "Type a name and press Return to keep the open tabs.")
        self._narrow(self.box.text())

    def _narrow(self, text: str) -> None:
        if self._renaming:
            return
        typed = collapse(text)
        words = fold(typed).split()
        found = [name for name in self._names if all(word in fold(name) for word in words)]
        rows = [Choice(name, "Open these tabs", Asked("open", name)) for name in found]
        if typed:
            again = " again" if typed in self._names else ""
            words_of_row = f"Keep the open tabs{again} as “{typed}”"
            rows.append(Choice(words_of_row, "", Asked("save", typed)))
        elif self._has_last:
            rows.append(Choice(LAST, "Open what made room for a session", Asked("last", LAST)))
        if self._deleted:
            undo = Asked("bring back", self._deleted)
            rows.insert(0, Choice(f"Bring back “{self._deleted}”", "", undo))
        self.model.set_choices(rows)
        self.list.choose_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 and Del are for the chosen row; Escape first ends a renaming."""
        if event.key() == Qt.Key.Key_Escape and self._renaming:
            self._rename("")
        elif event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Delete) and (name := self._session()):
            if event.key() == Qt.Key.Key_F2:
                self._rename(name)
            else:
                self.chosen.emit(Asked("delete", name))
        else:
            super().keyPressEvent(event)

    def _session(self) -> str:
        choice = self.model.at(self.list.currentIndex())
        asked = choice.value if choice is not None else None
        return asked.name if isinstance(asked, Asked) and asked.act == "open" else ""

    def _rename(self, name: str) -> None:
        """Ask for another name of a session in the box, or ask no more."""
        self._renaming = name
        self.set_title(f"New name of “{name}”" if name else _TITLE)
        self.list.setEnabled(not name)
        self.box.setText(name)
        self.box.take_focus()
        self._narrow(name)

    def dismiss(self) -> None:
        """Close it; a renaming that is under way is left."""
        super().dismiss()
        self._renaming = ""
        self.set_title(_TITLE)
        self.list.setEnabled(True)

    def _box_chosen(self, stays: bool) -> None:
        if not self._renaming:
            super()._box_chosen(stays)
        elif new := collapse(self.box.text()):
            old = self._renaming
            self._rename("")
            self.chosen.emit(Asked("rename", old, new))

    def _list_chosen(self, index: QModelIndex, stays: bool) -> None:
        choice = self.model.at(index)
        if choice is not None and isinstance(choice.value, Asked):
            if choice.value.act == "bring back":
                self.chosen.emit(choice.value)
            else:
                super()._list_chosen(index, stays)
