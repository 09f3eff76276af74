"""The tabs of a session as plain data, and back; damaged data is an empty session."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from db.models import EditionKey
from desktop.reader.reader import Target


@dataclass(frozen=True, slots=True)
class Session:
    """The tabs that were open, and which of them was in front."""

    tabs: tuple[Target, ...] = ()
    current: int = 0


def write(targets: Sequence[Target], current: int) -> dict[str, Any]:
    """Put a session into plain data."""
    tabs = [
        {
            "document": target.document,
            "edition": [target.key.kind, target.key.language] if target.key else None,
            "label": target.label,
            "offset": target.offset,
        }
        for target in targets
    ]
    return {"tabs": tabs, "current": current}


def read(data: Any) -> Session:
    """Take a session from plain data, leaving aside what is not understood."""
    if not isinstance(data, dict) or not isinstance(data.get("tabs"), list):
        return Session()
    targets: dict[str, Target] = {}
    for tab in data["tabs"]:
        if (target := _target(tab)) is not None:
            targets.setdefault(target.document, target)
    current = data.get("current")
    return Session(tuple(targets.values()), max(0, current) if isinstance(current, int) else 0)


def _target(tab: Any) -> Target | None:
    if not isinstance(tab, dict) or not isinstance(tab.get("document"), str):
        return None
    key, edition = None, tab.get("edition")
    if isinstance(edition, list) and len(edition) == 2 and all(isinstance(e, str) for e in edition):
        key = EditionKey(tab["document"], *edition)
    label, offset = tab.get("label"), tab.get("offset")
    return Target(
        tab["document"],
        key,
        label if isinstance(label, str) else "",
        offset if isinstance(offset, int) else -48,
    )
