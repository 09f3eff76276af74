"""Where the links of a page lead, as Qt keeps it: addresses, and things of the desk."""

from typing import TYPE_CHECKING

from db import links

if TYPE_CHECKING:
    from PySide6.QtCore import QUrl

DESK = "desk:"
"""How a link to something of the desk's begins that is no document, like the register."""


def link(target: str) -> str:
    """Write an address as a link: `resolute:A/RES/78/311#op6`."""
    document, _, label = target.partition(" ")
    return f"{links.SCHEME}:{document}" + (f"#{label}" if label else "")


def target_of(url: "QUrl | str") -> str:
    """Read back what `link` wrote; an empty string for a link of another kind.

    A link to a certain edition stays as it is.
    """
    words = url if isinstance(url, str) else url.toString()
    if not links.is_link(words):
        return ""
    return words if "?" in words else links.read(words).words
