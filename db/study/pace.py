"""How fast a person reads: words a minute, learned from how long they stay at paragraphs.

Most adults read some 200 to 250 words of prose a minute; that is where it begins.
"""

from collections.abc import Iterable
from statistics import median

from db import text as texts

USUAL = 200.0
"""Words a minute of somebody of whom nothing is known yet."""
SLOWEST, FASTEST = 80.0, 500.0
"""Nobody's pace is taken for slower or faster; beyond twice as much it was no reading at all."""
KEPT = 60
"""So many stays are remembered; older ones no longer count."""
_TRUST = 6
"""The usual pace weighs as much as so many stays."""
_SHORTEST_STAY, _SHORTEST_TEXT = 3.0, 12.0
_CHARACTERS_A_WORD = 1.6
"""Chinese is counted by characters: so many of them are read in the time of a word."""


def length(text: str) -> float:
    """Return how long a text is in words; Chinese characters count as a part of one."""
    words = characters = 0
    for token, _, _ in texts.tokens(texts.fold(text)):
        if texts.is_ideograph(token[0]):
            characters += 1
        else:
            words += 1
    return words + characters / _CHARACTERS_A_WORD


class Pace:
    """The pace of a person: the median of their last stays, never far from what people can do."""

    def __init__(self, stays: Iterable[float] = ()) -> None:
        self.take(stays)

    def take(self, stays: Iterable[float]) -> None:
        """Begin with the stays of another time, in words a minute."""
        self._stays = [stay for stay in stays if SLOWEST / 2 <= stay <= FASTEST * 2][-KEPT:]

    @property
    def stays(self) -> tuple[float, ...]:
        """The paces of the last stays, in words a minute, the latest last."""
        return tuple(self._stays)

    @property
    def words_a_minute(self) -> float:
        """The person's pace: the fewer stays there are, the nearer to the usual one."""
        if not self._stays:
            return USUAL
        count = len(self._stays)
        own = (USUAL * _TRUST + median(self._stays) * count) / (_TRUST + count)
        return min(max(own, SLOWEST), FASTEST)

    def seconds(self, words: float) -> float:
        """Return how long this person takes to read so many words; at least a second."""
        return max(1.0, 60 * words / self.words_a_minute)

    def learn(self, words: float, seconds: float) -> bool:
        """Take a stay into account; tell whether it can have been reading."""
        if words < _SHORTEST_TEXT or seconds < _SHORTEST_STAY:
            return False
        pace = 60 * words / seconds
        if not SLOWEST / 2 <= pace <= FASTEST * 2:
            return False
        self._stays = [*self._stays, pace][-KEPT:]
        return True
