"""A comparison in figures: how much of the text stayed, which words and verbs came and went."""

from dataclasses import dataclass

from db import text
from db.library.compare import Comparison


@dataclass(frozen=True, slots=True)
class Statistics:
    """Words of either side, those that came and went, and the openers that changed strength."""

    left: int
    right: int
    gone: int
    new: int
    stronger: int
    weaker: int
    reworded: int
    """Openers that changed without a known change of strength."""

    @property
    def kept(self) -> float:
        """The share of the later text that stood in the earlier one, from 0 to 1."""
        return 1 - self.new / self.right if self.right else 0.0


def statistics(comparison: Comparison) -> Statistics:
    """Count the words and verbs of a comparison."""
    counts = dict.fromkeys(("left", "right", "gone", "new", "stronger", "weaker", "reworded"), 0)
    for pair in comparison.pairs:
        left = pair.left.text if pair.left else ""
        right = pair.right.text if pair.right else ""
        counts["left"] += _words(left)
        counts["right"] += _words(right)
        if not left or not right:
            counts["gone"] += _words(left)
            counts["new"] += _words(right)
        for change in pair.changes if left and right else ():
            counts["gone"] += _words(left[slice(*change.left)])
            counts["new"] += _words(right[slice(*change.right)])
        if pair.verb_changed:
            name = "stronger" if pair.strength > 0 else "weaker" if pair.strength else "reworded"
            counts[name] += 1
    return Statistics(**counts)


def said(figures: Statistics) -> str:
    """Say the figures: `91 % of the words kept, 212 new, 80 gone; verbs: 1 stronger, 2 weaker`."""
    words = f"{figures.kept:.0%} of the words kept, {figures.new:,} new, {figures.gone:,} gone"
    verbs = [
        f"{count} {name}"
        for count, name in (
            (figures.stronger, "stronger"),
            (figures.weaker, "weaker"),
            (figures.reworded, "changed"),
        )
        if count
    ]
    return words.replace("%", " %") + (f"; opening verbs: {', '.join(verbs)}" if verbs else "")


def _words(passage: str) -> int:
    """Count words; of Chinese, which does not part them, characters."""
    return sum(
        1 if token.isascii() else _wide(token) for token, _, _ in text.tokens(text.fold(passage))
    )


def _wide(token: str) -> int:
    wide = sum("\u3400" <= char <= "\u9fff" for char in token)
    return wide or 1
