"""Which paragraphs of a document have been read, by how long they were in front of a person.

One reads one paragraph at a time: the seconds go to the paragraph one stands at, then to those
below it in view, and each counts as read once it has had the time it takes at the person's pace.
"""

from collections.abc import Iterable, Mapping, Sequence

from db import clock
from db.models import Passage
from db.study.pace import Pace, length
from db.study.reading_record import UNREAD, Reading

_NOT_READ = frozenset({"record", "heading", "footnote"})
_FAR = 12
"""Whoever goes on by more paragraphs than that has skipped them."""


def is_counted(passage: Passage) -> bool:
    """Tell whether a passage is one to be read: no record, heading, footnote or title."""
    return passage.kind not in _NOT_READ and passage.label != "title"


class Attention:
    """The reading of one document; what a person has said of a paragraph is never overruled."""

    def __init__(self, pace: Pace, readings: Iterable[Reading] = ()) -> None:
        self._pace = pace
        self._readings = {one.label: one for one in readings}
        self._unsaved: set[str] = set()
        self._read: frozenset[str] | None = None
        self._passages: dict[str, Passage] = {}
        self._places: dict[str, int] = {}
        self._lengths: dict[str, float] = {}
        self._at = ""
        self._stayed = 0.0

    def show(self, passages: Iterable[Passage]) -> None:
        """Take the passages of the edition that is shown now."""
        self._passages = {one.label: one for one in passages if is_counted(one)}
        self._places = {label: place for place, label in enumerate(self._passages)}
        self._lengths, self._at, self._stayed = {}, "", 0.0
        self._read = None

    # what is read -------------------------------------------------------------------------------

    @property
    def read(self) -> frozenset[str]:
        """The paragraphs of the edition shown that have been read, in whatever language."""
        if self._read is None:
            self._read = frozenset(one for one in self._passages if self.reading(one).read)
        return self._read

    @property
    def labels(self) -> Sequence[str]:
        """The paragraphs to be read of the edition shown, in order."""
        return tuple(self._passages)

    @property
    def share(self) -> float:
        """How much of the edition shown has been read, from 0 to 1, by paragraphs."""
        return len(self.read) / len(self._passages) if self._passages else 0.0

    def reading(self, label: str) -> Reading:
        """Return what is known of a paragraph."""
        return self._readings.get(label) or Reading(label)

    def unsaved(self) -> list[Reading]:
        """Return what has changed since this was asked for the last time."""
        changed = [self._readings[label] for label in sorted(self._unsaved)]
        self._unsaved.clear()
        return changed

    # time goes by -------------------------------------------------------------------------------

    def spend(self, seconds: float, in_view: Iterable[str], current: str) -> list[str]:
        """Let time go by over what is in view; return what has been read by now."""
        self._move(current, seconds)
        finished = []
        for label in self._in_turn(in_view, current):
            known = self.reading(label)
            if known.read or known.by_hand:
                continue
            missing = max(0.0, self._pace.seconds(self._length(label)) - known.seconds)
            given = min(seconds, missing)
            seconds -= given
            is_read = given >= missing
            stamp = clock.stamp() if is_read else UNREAD
            self._put(Reading(label, known.seconds + given, stamp))
            if is_read:
                finished.append(label)
            if seconds <= 0:
                break
        return finished

    def _in_turn(self, in_view: Iterable[str], current: str) -> list[str]:
        """Put what is in view into the order of reading: from where one stands, then above it."""
        seen = [label for label in in_view if label in self._places]
        here = self._places.get(current, 0)
        return sorted(seen, key=lambda label: (self._places[label] < here, self._places[label]))

    def _move(self, current: str, seconds: float) -> None:
        """Learn the person's pace where they go on to a paragraph further down."""
        if current != self._at:
            before, here = self._places.get(self._at), self._places.get(current)
            if before is not None and here is not None and 0 < here - before <= _FAR:
                passed = self.labels[before:here]
                self._pace.learn(sum(map(self._length, passed)), self._stayed)
            self._at, self._stayed = current, 0.0
        self._stayed += seconds

    def _length(self, label: str) -> float:
        if (known := self._lengths.get(label)) is None:
            known = self._lengths[label] = length(self._passages[label].text)
        return known

    def _put(self, reading: Reading) -> None:
        self._read = None
        self._readings[reading.label] = reading
        self._unsaved.add(reading.label)

    # by hand ------------------------------------------------------------------------------------

    def mark(self, labels: Iterable[str], read: bool) -> dict[str, Reading]:
        """Take a person's word that paragraphs are read, or are not; return how they were."""
        before = {label: self.reading(label) for label in labels}
        stamp = clock.stamp() if read else UNREAD
        for label, known in before.items():
            self._put(Reading(label, known.seconds if read else 0.0, stamp, by_hand=True))
        return before

    def put_back(self, before: Mapping[str, Reading]) -> None:
        """Undo a `mark`."""
        for reading in before.values():
            self._put(reading)
