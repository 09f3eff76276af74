"""A search as a session keeps it: what was asked, and where one was among the hits. No Qt."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from db.models import Hit
from desktop.plain_data import is_size, words
from desktop.search.wording import Narrowing

_LONGEST = 24
"""So many characters of a query stand on its tab."""


class Place(NamedTuple):
    """Where one was among the hits: at which, how many were loaded, which row was the topmost."""

    hit: tuple[str, ...]
    """What `hit_name` says of the hit."""
    loaded: int
    top: int


class KeptSearch(NamedTuple):
    """What a search asks, how its hits are put, and where one is among them."""

    typed: str
    scope: str = "all"
    document: str = ""
    """The document in front, to which one scope keeps."""
    narrowings: tuple[Narrowing, ...] = ()
    grouped: bool = False
    place: Place | None = None

    @property
    def title(self) -> str:
        """What stands on the tab."""
        said = " ".join(self.typed.split())
        cut = said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}…"
        return f"Search: {cut}" if cut else "Search"


def hit_name(hit: Hit) -> tuple[str, ...]:
    """Name a hit so that it is known again in another answer."""
    key = hit.key
    return key.document, key.kind, key.language, hit.label, hit.id


def write(kept: KeptSearch) -> dict[str, Any]:
    """Put a search into plain data."""
    place = kept.place
    return {
        "search": kept.typed,
        "scope": kept.scope,
        "front": kept.document,
        "narrowings": [list(one) if one.among else list(one[:2]) for one in kept.narrowings],
        "grouped": kept.grouped,
        "place": [list(place.hit), place.loaded, place.top] if place else None,
    }


def read(data: Any) -> KeptSearch | None:
    """Take a search from plain data, leaving aside what is not understood; None for none."""
    if not isinstance(data, dict) or not isinstance(data.get("search"), str):
        return None
    narrowings = data.get("narrowings")
    return KeptSearch(
        words(data["search"]),
        words(data.get("scope")) or "all",
        words(data.get("front")),
        tuple(_narrowings(narrowings)) if isinstance(narrowings, list) else (),
        data.get("grouped") is True,
        _place(data.get("place")),
    )


def _narrowings(kept: list[Any]) -> Iterator[Narrowing]:
    for one in kept:
        if isinstance(one, list) and len(one) in (2, 3):
            said, query, among = words(one[0]), words(one[1]), one[2:] == [True]
            if said and query.strip():
                yield Narrowing(said, query, among)


def _place(kept: Any) -> Place | None:
    if not isinstance(kept, list) or len(kept) != 3:
        return None
    hit, loaded, top = kept
    if not isinstance(hit, list) or not (is_size(loaded) and is_size(top)):
        return None
    return Place(tuple(map(words, hit)), loaded, top)
