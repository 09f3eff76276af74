"""The tabs of a session as plain data, and back; damaged data is an empty or a partial session."""

from typing import Any, NamedTuple

from db.models import EditionKey
from desktop.plain_data import FARTHEST, is_size, words
from desktop.reader.loading import Target
from desktop.reader.marks import Selected
from desktop.search import kept as searches
from desktop.search.kept import KeptSearch

_SLIMMEST = 20
"""The slimmest side is this part of both."""


class Beside(NamedTuple):
    """The second side of a tab, and how the two stand: which had the keys, how large each is."""

    target: Target
    title: str
    active: bool = False
    linked: bool = True
    sizes: tuple[int, int] = (1000, 1000)


class Tab(NamedTuple):
    """A document's tab: where it was, what stands on it, and what was beside the document."""

    target: Target
    title: str
    pinned: bool = False
    beside: Beside | None = None


class SearchTab(NamedTuple):
    """The tab of a search."""

    search: KeptSearch
    pinned: bool = False


class Session(NamedTuple):
    """The tabs that were open, and which of them was in front."""

    tabs: tuple[Tab | SearchTab, ...] = ()
    current: int = 0


def write(session: Session) -> dict[str, Any]:
    """Put a session into plain data."""
    return {"tabs": list(map(_write_tab, session.tabs)), "current": session.current}


def _write_tab(tab: Tab | SearchTab) -> dict[str, Any]:
    if isinstance(tab, SearchTab):
        return {**searches.write(tab.search), "pinned": tab.pinned}
    data = {**_write_side(tab.target, tab.title), "pinned": tab.pinned}
    if (beside := tab.beside) is not None:
        data["beside"] = {
            **_write_side(beside.target, beside.title),
            "active": beside.active,
            "linked": beside.linked,
            "sizes": list(beside.sizes),
        }
    return data


def _write_side(target: Target, title: str) -> dict[str, Any]:
    return {
        "document": target.document,
        "edition": [target.key.kind, target.key.language] if target.key else None,
        "label": target.label,
        "offset": target.offset,
        "selected": list(target.selected) if target.selected else None,
        "title": title,
    }


def read(data: Any) -> Session:
    """Take a session from plain data, leaving aside what is not understood."""
    if not isinstance(data, dict) or not isinstance(data.get("tabs"), list):
        return Session()
    tabs = tuple(tab for kept in data["tabs"] if (tab := _tab(kept)) is not None)
    current = data.get("current")
    return Session(tabs, max(0, current) if isinstance(current, int) else 0)


def _tab(kept: Any) -> Tab | SearchTab | None:
    if (search := searches.read(kept)) is not None:
        return SearchTab(search, kept.get("pinned") is True)
    if (target := _target(kept)) is None:
        return None
    title = words(kept.get("title")) or target.document
    return Tab(target, title, kept.get("pinned") is True, _beside(kept.get("beside")))


def _beside(kept: Any) -> Beside | None:
    if (target := _target(kept)) is None:
        return None
    sizes = kept.get("sizes")
    if not (isinstance(sizes, list) and len(sizes) == 2 and all(map(is_size, sizes))):
        sizes = (1000, 1000)
    if min(sizes) * _SLIMMEST < sum(sizes):  # no hand drags a side as slim as that
        sizes = (1000, 1000)
    return Beside(
        target,
        words(kept.get("title")) or target.document,
        kept.get("active") is True,
        kept.get("linked") is not False,
        (sizes[0], sizes[1]),
    )


def _target(tab: Any) -> Target | None:
    if not isinstance(tab, dict) or not (document := words(tab.get("document"))):
        return None
    key, edition = None, tab.get("edition")
    if isinstance(edition, list) and len(edition) == 2 and all(map(words, edition)):
        key = EditionKey(document, *map(words, edition))
    offset = tab.get("offset")
    if not isinstance(offset, int) or abs(offset) >= FARTHEST:
        offset = -48
    selected = _selected(tab.get("selected"))
    return Target(document, key, words(tab.get("label")), offset, selected=selected)


def _selected(kept: Any) -> Selected | None:
    if not isinstance(kept, list) or len(kept) != 4:
        return None
    label, start, last, end = kept
    if not (words(label) and words(last) and is_size(start) and is_size(end)):
        return None
    return Selected(words(label), start, words(last), end)
