"""What became of highlights: what is right is told by something that knows nothing of anchors.

The truth is made in two steps, and was never changed because of a case it calls wrong, but for one
slip in counting words, found on the tuning sample.

1. `db.library.compare` pairs the paragraphs of the two texts by an alignment of all of them, then
   the words of each pair. A place is right if it is in the paragraph's partner, and more than half
   of it (or of the stretch the words went to) is where the words went.
2. Paragraphs are merged, split and recited, and one rewritten for the greater part has no partner.
   There a place is right if the words are at least 75 % the same and the eight words on either
   side 60 %.

Everything else that was found is wrong: a phrase in its old place in a paragraph that is new, the
same date one clause on, a footnote's volume where the number behind it is another. It is strict
with such as “the prorated share of 166,700 dollars” found as “of 1,667,000 dollars” in a sentence
that was turned round, where a reader may well be content.
"""

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from real_changes import BEFORE, Change

from db import text
from db.library.compare import Pair
from db.models import Anchor
from db.notes import anchors
from db.notes.anchors import Resolution

LENGTHS = (1, 1, 2, 3, 5, 8, 13, 21, 40)
"""Words that people highlight: a term, a phrase, a clause, a sentence or more."""
AROUND = 70
"""Characters on either side that are printed of a wrong case."""


@dataclass(frozen=True)
class Outcome:
    """What became of a highlight: right, wrong or orphan, and where it was looked for."""

    change: Change
    anchor: Anchor
    found: Resolution
    verdict: str
    expected: tuple[int, int] | None

    def __str__(self) -> str:
        """Show both places for a reader to judge by."""
        left, right = _passage(self.change, self.anchor), self.change.ground.wordings
        then = _shown(left, self.anchor.start, self.anchor.end)
        now = _shown(right[self.found.label].text, self.found.start, self.found.end)
        name = f"{self.change.name} {self.anchor.label} -> {self.found.label} {self.found.state}"
        return f"{name}, expected {self.expected}\n  was: {then}\n  is:  {now}"


def highlights(change: Change, count: int, seed: str = "") -> Iterator[Anchor]:
    """Mark words as people do, in paragraphs taken at random."""
    dice = random.Random(f"{change.name} {seed}")
    marked = [p for p in change.before if p.kind not in {"record"} and len(p.text) > 20]
    for _ in range(count if marked else 0):
        passage = dice.choice(marked)
        folded, origin = text.fold_with_map(passage.text)
        words = text.tokens(folded)
        if not words:
            continue
        length = min(dice.choice(LENGTHS), len(words))
        first = dice.randrange(len(words) - length + 1)
        start, end = origin[words[first][1]], origin[words[first + length - 1][2]]
        yield anchors.make(BEFORE, passage, start, end)


def judge(change: Change, anchor: Anchor) -> Outcome:
    """Resolve a highlight on the changed text, and say what came of it."""
    found = anchors.resolve(anchor, change.ground)
    pair = change.pairs.get(anchor.label)
    expected = _expected(pair, anchor) if pair else None
    if found.state == "orphan":
        return Outcome(change, anchor, found, "orphan", expected)
    right = expected is not None and _is_there(found, pair, expected)
    verdict = "right" if right or _is_same_sentence(change, anchor, found) else "wrong"
    return Outcome(change, anchor, found, verdict, expected)


def _expected(pair: Pair, anchor: Anchor) -> tuple[int, int] | None:
    """Follow the words through the comparison of their paragraph; None where they are gone."""
    if pair.right is None:
        return None
    start, end = (_followed(pair, at) for at in (anchor.start, anchor.end))
    return (start, end) if start < end else None


def _followed(pair: Pair, at: int) -> int:
    assert pair.left is not None
    assert pair.right is not None
    ours = theirs = 0
    for change in pair.changes:
        if at < change.left[0]:
            break
        ours, theirs = change.left[1], change.right[1]
        if at <= change.left[1]:
            return change.right[0] if at == change.left[0] else change.right[1]
    return min(theirs + at - ours, len(pair.right.text)) if at >= ours else theirs


def _is_there(found: Resolution, pair: Pair | None, expected: tuple[int, int]) -> bool:
    """Tell whether a place is the one expected: the same paragraph, more than half in common."""
    if pair is None or pair.right is None or found.label != pair.right.label:
        return False
    common = min(found.end, expected[1]) - max(found.start, expected[0])
    return 2 * common > min(found.end - found.start, expected[1] - expected[0])


def _is_same_sentence(change: Change, anchor: Anchor, found: Resolution) -> bool:
    """Tell whether the words, or nearly they, stand there among the words they stood among."""
    left, right = _passage(change, anchor), change.ground.wordings[found.label].text
    one, other = _parts(left, anchor.start, anchor.end), _parts(right, found.start, found.end)
    before, after = one[0][-8:], one[2][:8]
    return (
        fuzz.ratio(" ".join(one[1]), " ".join(other[1])) >= 75
        and _alike(before, other[0][max(0, len(other[0]) - len(before)) :])
        and _alike(after, other[2][: len(after)])
    )


def _passage(change: Change, anchor: Anchor) -> str:
    return next(p.text for p in change.before if p.label == anchor.label)


def _parts(words: str, start: int, end: int) -> list[list[str]]:
    parts = (words[:start], words[start:end], words[end:])
    return [[word for word, _, _ in text.tokens(text.fold(part))] for part in parts]


def _alike(one: list[str], other: list[str]) -> bool:
    return fuzz.ratio(" ".join(one), " ".join(other)) >= 60


# to be read -------------------------------------------------------------------------------------


def _shown(words: str, start: int, end: int) -> str:
    before = words[max(0, start - AROUND) : start]
    return f"{before}[[{words[start:end]}]]{words[end : end + AROUND]}"


def by_kind(outcomes: Iterable[Outcome]) -> dict[str, list[Outcome]]:
    """Sort outcomes by kind of change."""
    found: dict[str, list[Outcome]] = {}
    for one in outcomes:
        found.setdefault(one.change.kind, []).append(one)
    return found


def share(outcomes: Sequence[Outcome], verdict: str) -> float:
    """Return which part of the highlights had a verdict, 0 to 1."""
    return sum(one.verdict == verdict for one in outcomes) / len(outcomes)


def table(outcomes: Sequence[Outcome]) -> str:
    """Count verdicts by kind of change, as lines to print."""
    return "\n".join(f"{kind}, {_line(members)}" for kind, members in by_kind(outcomes).items())


def _line(outcomes: Sequence[Outcome]) -> str:
    counted = Counter(one.verdict for one in outcomes)
    total = counted.total()
    gone = sum(one.verdict == "orphan" and one.expected is None for one in outcomes)
    shares = ", ".join(
        f"{name} {counted[name]} ({100 * counted[name] / total:.2f} %)"
        for name in ("right", "wrong", "orphan")
    )
    return f"{total} highlights: {shares}, of which {gone} have no words to go to"
