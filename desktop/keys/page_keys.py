"""The keys of the page itself: what each does, and which it has where nobody has changed it."""

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from db.models import COLORS
from desktop.actions import stroke


class PageKey(NamedTuple):
    """Something the page does at a key; `keys` are portable key texts."""

    name: str
    words: str
    keys: tuple[str, ...]


PAGE_KEYS = (
    *(
        PageKey(color, f"Highlight the selected words in {color}", (str(number),))
        for number, color in enumerate(COLORS, 1)
    ),
    PageKey("highlight", "Highlight in the colour used last", ("H",)),
    PageKey("underline", "Underline the selected words", ("U",)),
    PageKey("strike", "Strike the selected words through", ("X",)),
    PageKey("squiggle", "Draw a wave under the selected words", ("W",)),
    PageKey("note", "Note on the selected words, or on the paragraph", ("N", "A")),
    PageKey("range", "Give the highlight it touches the selected range", ("R",)),
    PageKey("split", "Split the highlight at the caret", ("S",)),
    PageKey("merge", "Make one of the highlights in the selection", ("M",)),
    PageKey("delete", "Delete the highlight under the caret", ("Del",)),
    PageKey("next", "Next paragraph", ("J",)),
    PageKey("previous", "Previous paragraph", ("K",)),
    PageKey("page_down", "A page down", ("Space",)),
    PageKey("next_link", "To the next link", ("L",)),
    PageKey("previous_link", "To the link before", ("Shift+L",)),
    PageKey("explain", "Explain the link or the term at the caret", ("P",)),
    PageKey("letters", "Put letters on the links in view", ("F",)),
)
_KEYPAD = Qt.KeyboardModifier.KeypadModifier.value
_SHIFT = Qt.KeyboardModifier.ShiftModifier.value


def default_keys() -> dict[str, list[QKeySequence]]:
    """Return the keys of the page where nobody has changed them."""
    return {one.name: [QKeySequence(key) for key in one.keys] for one in PAGE_KEYS}


def by_key(given: Mapping[str, Iterable[QKeySequence]]) -> dict[int, str]:
    """Return what each key does, by the key and its modifiers as one number."""
    return {stroke(key).toCombined(): name for name, keys in given.items() for key in keys}


@cache
def default_by_key() -> Mapping[int, str]:
    """Return what each key does where nobody has changed them; it is the same one each time."""
    return MappingProxyType(by_key(default_keys()))


def pressed(event: QKeyEvent, keys: Mapping[int, str]) -> str:
    """Return what a key that was pressed does, empty for nothing.

    Some characters need Shift on one keyboard and not on another: it does not count for them.
    """
    combined = event.keyCombination().toCombined() & ~_KEYPAD
    return keys.get(combined) or (
        keys.get(combined & ~_SHIFT, "") if _is_a_sign(event.key()) else ""
    )


def _is_a_sign(key: int) -> bool:
    return Qt.Key.Key_Space < key <= 0xFFFF and not chr(key).isalnum()
