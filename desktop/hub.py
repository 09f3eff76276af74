"""Facts that cross features, in the past tense, said once by the code that got the answer."""

from PySide6.QtCore import QObject, Signal


class Hub(QObject):
    """The signals every feature may listen to; they carry values and ids, never widgets."""

    notes_changed = Signal(str)
    """Notes on this document were made, changed, deleted, undone or redone."""
    place_changed = Signal(object, str)
    """The reader stands at a label of an edition (EditionKey, label)."""
    theme_changed = Signal(object)
    """Everything that paints is to paint with this Theme."""
    size_changed = Signal(int)
    """Everything that is read is to be set in letters of so many pixels."""
    not_found = Signal(str)
    """What was asked for is not to be had, as a sentence; it is over once something else is."""
    trouble_met = Signal(str)
    """Something went wrong, as a sentence for the person."""
