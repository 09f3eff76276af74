"""Narrowing and sorting the shelf, with a count for every choice: pure, and quick enough to type.

Which documents have a value is kept as the bits of one integer, so that two thousand documents are
narrowed and counted in a few hundred machine words.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from db.shelf.volumes import Volume
from db.text import fold

GROUPS = ("collection", "body", "session", "year", "language", "subject", "voice")
"""What the shelf can be narrowed by; values of one group add up, groups narrow one another."""

_NUMBERED = ("session", "year")
_VALUES: Mapping[str, Callable[[Volume], Iterable[str]]] = {
    "collection": lambda one: one.collections,
    "body": lambda one: (one.details.body,),
    "session": lambda one: (one.details.session,),
    "year": lambda one: (one.year,),
    "language": lambda one: one.languages,
    "subject": lambda one: one.details.subjects,
    "voice": lambda one: one.voices,
}
_KEYS: Mapping[str, Callable[[Volume], object]] = {
    "title": lambda one: fold(one.title),
    "symbol": lambda one: _natural(one.details.symbol or one.document),
    "date": lambda one: one.details.date,
    "added": lambda one: one.added,
    "last_read": lambda one: one.last_read,
}
SORTS = tuple(_KEYS)
"""What the shelf can be sorted by."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be seen: words, values by group, and in which order."""

    words: str = ""
    values: Mapping[str, frozenset[str]] = field(default_factory=dict)
    sort: str = ""
    descending: bool = False


class Count(NamedTuple):
    """A value and how many documents there would be with it, or with it too."""

    value: str
    documents: int


class Narrowed(NamedTuple):
    """What is left: the volumes in order, and the counts by group."""

    volumes: list[Volume]
    counts: dict[str, list[Count]]


class Shelf:
    """Volumes made ready to be narrowed and sorted often; making it is what takes time."""

    def __init__(self, volumes: Sequence[Volume]) -> None:
        self.volumes = volumes
        self._all = (1 << len(volumes)) - 1
        self._bits: dict[str, dict[str, int]] = {group: {} for group in GROUPS}
        self._texts: list[str] = []
        self._last: tuple[object, int, dict[str, list[Count]]] = (None, 0, {})
        for place, one in enumerate(volumes):
            self._texts.append(_text(one))
            for group, values in _VALUES.items():
                bits = self._bits[group]
                for value in filter(None, values(one)):
                    bits[value] = bits.get(value, 0) | 1 << place
        self._orders = {"": list(range(len(volumes)))}
        for sort, key in _KEYS.items():
            keys = list(map(key, volumes))
            self._orders[sort] = sorted(self._orders[""], key=keys.__getitem__)  # type: ignore[arg-type]
        for group, bits in self._bits.items():
            self._bits[group] = dict(sorted(bits.items(), key=partial(_in_list, group)))

    def narrow(self, wanted: Wanted) -> Narrowed:
        """Return what is wanted, in the order wanted, and what could be wanted besides."""
        asked = wanted.words, wanted.values
        if asked != self._last[0]:  # else it is only sorted otherwise
            self._last = (asked, *self._left(wanted))
        _, left, counts = self._last
        order = self._orders[wanted.sort]
        places = reversed(order) if wanted.descending else order
        is_left = f"{left:0{len(self.volumes)}b}"[::-1]
        return Narrowed([self.volumes[n] for n in places if is_left[n] == "1"], counts)

    def _left(self, wanted: Wanted) -> tuple[int, dict[str, list[Count]]]:
        """Return the bits of what is left, and the counts by group."""
        of_words = self._with_words(wanted.words)
        by_group = {
            group: self._with_any(group, values)
            for group, values in wanted.values.items()
            if values
        }
        left = of_words
        for bits in by_group.values():
            left &= bits
        counts = {}
        for group in GROUPS:
            others = of_words
            for name, bits in by_group.items():
                others &= bits if name != group else self._all
            chosen = wanted.values.get(group, frozenset())
            counts[group] = self._counts(group, others, chosen)
        return left, counts

    def _with_words(self, words: str) -> int:
        left = self._all
        for word in fold(words).split():
            found = 0
            for place, text in enumerate(self._texts):
                if word in text:
                    found |= 1 << place
            left &= found
        return left

    def _with_any(self, group: str, values: Iterable[str]) -> int:
        found = 0
        for value in values:
            found |= self._bits[group].get(value, 0)
        return found

    def _counts(self, group: str, within: int, chosen: frozenset[str]) -> list[Count]:
        kept = [
            Count(one, documents)
            for one, bits in self._bits[group].items()
            if (documents := (bits & within).bit_count()) or one in chosen
        ]
        if group not in _NUMBERED:
            kept.sort(key=_by_documents, reverse=True)
        return kept


def _by_documents(count: Count) -> int:
    return count.documents


def _in_list(group: str, item: tuple[str, int]) -> tuple[tuple[int, int, str], ...]:
    """Say where a value stands among those of as many documents: numbers falling, else by name."""
    named = _natural(item[0])
    return tuple((-a, -b, c) for a, b, c in named) if group in _NUMBERED else named


def _text(one: Volume) -> str:
    said = one.details
    return fold(" ".join((
        one.title, one.own.title, said.symbol, one.document, said.body, *said.subjects,
        one.kind.replace("-", " "),
    )))  # fmt: skip


def _natural(symbol: str) -> tuple[tuple[int, int, str], ...]:
    """Sort A/RES/78/9 before A/RES/78/10."""
    parts = symbol.replace("-", "/").split("/")
    return tuple((0, int(p), "") if p.isdecimal() else (1, 0, p.casefold()) for p in parts)
