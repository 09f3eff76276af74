"""What goes on paper and how: the person's choices."""

from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtGui import QPageSize

PAPERS = {"A4": QPageSize.PageSizeId.A4, "Letter": QPageSize.PageSizeId.Letter}
SIZES = (8, 9, 10, 11, 12, 14, 16, 18)
"""Sizes of the text, in points."""


@dataclass(frozen=True, slots=True)
class PrintOptions:
    """The choices for one printing; `size` is that of the text, in points."""

    highlights: bool = True
    notes: bool = True
    numbers: bool = True
    voices: bool = True
    record: bool = False
    paper: str = "A4"
    size: int = 11

    def as_data(self) -> dict[str, Any]:
        """Return the choices as plain data for the settings."""
        return {name: getattr(self, name) for name in self.__slots__}


def from_data(data: Any) -> PrintOptions:
    """Take choices from plain data; what is missing or cannot be is as it is by default."""
    default = PrintOptions()
    if not isinstance(data, dict):
        return default
    kept: dict[str, Any] = {
        name: value
        for name in PrintOptions.__slots__
        if type(value := data.get(name)) is type(getattr(default, name))
    }
    if kept.get("paper") not in PAPERS:
        kept.pop("paper", None)
    if kept.get("size") not in SIZES:
        kept.pop("size", None)
    return replace(default, **kept)
