"""Easy days: on which weekdays fewer cards are to come due, and where the others go.

A card keeps its interval within the bounds that FSRS's own fuzz keeps to (15 % of the days from
2.5 to 7, 10 % to 20, 5 % beyond), so that what is moved is hardly better or worse known. Which
cards are moved follows from the card alone: the same card is always moved the same way.
"""

import zlib
from collections.abc import Sequence
from datetime import datetime, timedelta

ORDINARY = (1.0,) * 7
"""The share of the usual load for Monday to Sunday; 0 is a day to be kept free."""
_FUZZ = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, float("inf"), 0.05))


def bounds(days: int, longest: int = 36500) -> tuple[int, int]:
    """Return the shortest and the longest interval a card of so many days may have instead."""
    if days < 2.5:
        return days, days
    room = 1.0 + sum(share * max(min(days, end) - begin, 0.0) for begin, end, share in _FUZZ)
    return max(2, round(days - room)), min(longest, round(days + room))


def eased(
    name: str, last: datetime, days: int, load: Sequence[float] = ORDINARY, longest: int = 36500
) -> int:
    """Return the interval, in days after `last`, that leaves easy days their share.

    `name` is the question's: it decides whether this card is among those that stay.
    """
    if len(load) != len(ORDINARY) or min(load) >= 1:
        return days
    low, high = bounds(days, longest)
    if low == high:
        return days
    due = last.astimezone()
    weight = load[(due + timedelta(days=days)).weekday()]
    if zlib.crc32(name.encode()) % 1000 < weight * 1000:
        return days
    nearest = sorted(range(low, high + 1), key=lambda n: (abs(n - days), n))
    return max(nearest, key=lambda n: (load[(due + timedelta(days=n)).weekday()], -abs(n - days)))
