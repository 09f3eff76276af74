"""What may be taken from data that was kept: nobody knows what has become of it. No Qt."""

from typing import Any

FARTHEST = 1_000_000
"""No paragraph is as high or as long, in pixels or letters; Qt takes no much larger number."""


def is_size(value: Any) -> bool:
    """Tell whether a value is a whole number that counts or measures something on the screen."""
    return type(value) is int and 0 <= value < FARTHEST


def words(value: Any) -> str:
    """Return a text without halves of surrogate pairs, which SQLite refuses; '' for no text."""
    return value.encode(errors="ignore").decode() if isinstance(value, str) else ""
