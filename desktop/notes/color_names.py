"""What the colours are called here: the reader's own names and meanings, or the plain ones."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal

from db.models import COLORS
from desktop.notes.wording import COLOR_NAMES


class ColorNames(QObject):
    """The names of the six colours, for everything that shows or says one."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._meanings: Mapping[str, Any] = {}

    @property
    def colors(self) -> tuple[str, ...]:
        """The six colours."""
        return COLORS

    @property
    def meanings(self) -> Mapping[str, Any]:
        """The reader's own names and meanings (`db.notes.meanings.Meaning`), by colour."""
        return self._meanings

    def take(self, meanings: Mapping[str, Any]) -> None:
        """Take the reader's own names and meanings."""
        if meanings != self._meanings:
            self._meanings = meanings
            self.changed.emit()

    def name(self, color: str) -> str:
        """Return what a colour is called: by the reader, or else plainly."""
        own = self._meanings.get(color)
        return (own.name if own else "") or COLOR_NAMES.get(color, color)

    def said(self, color: str) -> str:
        """Return the name, the colour itself and what it means: for tips and screen readers."""
        own, plain = self._meanings.get(color), COLOR_NAMES.get(color, color)
        name = self.name(color)
        whole = plain if name == plain else f"{name} ({plain.lower()})"
        return f"{whole}: {own.meaning}" if own and own.meaning else whole
