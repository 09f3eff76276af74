"""The tabs of a session as plain data, and back; damaged data is an empty session."""

from typing import Any, NamedTuple

from db.models import EditionKey
from desktop.reader.reader import Target

_FARTHEST = 1_000_000
"""No paragraph is as high, in pixels; Qt takes no number that is much larger."""


class Tab(NamedTuple):
    """A document's tab: where it was, and what stands on it."""

    target: Target
    title: str


class Session(NamedTuple):
    """The tabs that were open, and which of them was in front."""

    tabs: tuple[Tab, ...] = ()
    current: int = 0


def write(session: Session) -> dict[str, Any]:
    """Put a session into plain data."""
    tabs = [
        {
            "document": tab.target.document,
            "edition": [tab.target.key.kind, tab.target.key.language] if tab.target.key else None,
            "label": tab.target.label,
            "offset": tab.target.offset,
            "title": tab.title,
        }
        for tab in session.tabs
    ]
    return {"tabs": tabs, "current": session.current}


def read(data: Any) -> Session:
    """Take a session from plain data, leaving aside what is not understood."""
    if not isinstance(data, dict) or not isinstance(data.get("tabs"), list):
        return Session()
    tabs: dict[str, Tab] = {}
    for kept in data["tabs"]:
        if (target := _target(kept)) is not None:
            tabs.setdefault(
                target.document, Tab(target, _words(kept.get("title")) or target.document)
            )
    current = data.get("current")
    return Session(tuple(tabs.values()), max(0, current) if isinstance(current, int) else 0)


def _target(tab: Any) -> Target | None:
    if not isinstance(tab, dict) or not (document := _words(tab.get("document"))):
        return None
    key, edition = None, tab.get("edition")
    if isinstance(edition, list) and len(edition) == 2 and all(map(_words, edition)):
        key = EditionKey(document, *map(_words, edition))
    offset = tab.get("offset")
    if not isinstance(offset, int) or abs(offset) >= _FARTHEST:
        offset = -48
    return Target(document, key, _words(tab.get("label")), offset)


def _words(value: Any) -> str:
    """Return a text without halves of surrogate pairs, which SQLite refuses."""
    return value.encode(errors="ignore").decode() if isinstance(value, str) else ""
