"""Two editions side by side: which paragraphs answer each other by their label, and which do not.

Labels are the document's own numbering, so the same label is the same paragraph in every language.
Where one side has a paragraph the other has not, its place is told from the order of both.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

Pairs = Sequence[tuple[int, int]]
"""What answers one another: numbers of labels on either side, growing on both."""


class Row(NamedTuple):
    """A line of the table: the labels that answer one another, or one side empty."""

    left: str
    right: str


class Fix(NamedTuple):
    """What was put right by hand: these two labels answer one another, or do not."""

    left: str
    right: str
    paired: bool


@dataclass(frozen=True, slots=True)
class Opposite:
    """How one edition stands to another.

    `counterparts` has for each label here the label over there: as a rule the same one, else that
    of the nearest paragraph above it (`op6` for `op6.a`), or an empty string. `missing` has the
    labels that are only over there, by the label here after which they would stand (empty: before
    the first).
    """

    counterparts: Mapping[str, str]
    missing: Mapping[str, tuple[str, ...]]


_PARTED = "\0"
"""Behind a label: what it would answer by its name it does not answer."""


def named_alike(right: Sequence[str], fixes: Sequence[Fix]) -> list[str]:
    """Call the labels of the right side so that what was put right by hand follows from the names.

    What was paired is called as on the left, what was parted as nothing is.
    """
    names = {label: label for label in right}
    for fix in fixes:
        if not fix.paired and names.get(fix.right) == fix.left:
            names[fix.right] = fix.right + _PARTED
    for fix in fixes:
        if fix.paired and fix.right in names:
            for label, name in names.items():
                if name == fix.left and label != fix.right:
                    names[label] = label + _PARTED
            names[fix.right] = fix.left
    return [names[label] for label in right]


def turned(fixes: Sequence[Fix]) -> tuple[Fix, ...]:
    """Return what was put right as it is seen from the other side."""
    return tuple(Fix(fix.right, fix.left, fix.paired) for fix in fixes)


def spine(
    left: Sequence[str], right: Sequence[str], fixes: Sequence[Fix] = ()
) -> tuple[tuple[int, int], ...]:
    """Return what answers one another in the same order, as numbers that grow on both sides.

    Headings and unnumbered paragraphs are only counted: where one side lacks one, those after it
    are called otherwise on either side. They are put right by their place between the others.
    """
    right = named_alike(right, fixes) if fixes else right
    found: list[tuple[int, int]] = []
    last = (-1, -1)
    for pair in (*_longest_run(left, right), (len(left), len(right))):
        if pair[0] > last[0] + 1 and pair[1] > last[1] + 1:
            found += _counted_between(left, right, last, pair)
        found.append(pair)
        last = pair
    return tuple(found[:-1])


def _longest_run(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """Return the longest run of labels that both sides have in the same order.

    A longest increasing subsequence, by patience sorting.
    """
    where = _places(right)
    pairs = [(at, where[label]) for label, at in _places(left).items() if label in where]
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_, there) in enumerate(pairs):
        length = bisect_left(ends, there)
        before.append(last[length - 1] if length else -1)
        ends[length:] = [there, *ends[length + 1 :]]
        last[length:] = [number, *last[length + 1 :]]
    found = []
    number = last[-1] if last else -1
    while number >= 0:
        found.append(pairs[number])
        number = before[number]
    return found[::-1]


def _counted_between(
    left: Sequence[str], right: Sequence[str], after: tuple[int, int], before: tuple[int, int]
) -> list[tuple[int, int]]:
    """Pair headings and unnumbered paragraphs between two pairs, if both sides have as many."""
    here = [n for n in range(after[0] + 1, before[0]) if _is_counted(left[n])]
    there = [n for n in range(after[1] + 1, before[1]) if _is_counted(right[n])]
    kinds = [left[n][0] for n in here], [right[n][0] for n in there]
    return list(zip(here, there, strict=True)) if kinds[0] == kinds[1] else []


def _is_counted(label: str) -> bool:
    return label[:1] in {"h", "u"} and label[1:].isdecimal()


def _places(labels: Sequence[str]) -> dict[str, int]:
    """Return where each label stands first."""
    found: dict[str, int] = {}
    for number, label in enumerate(labels):
        found.setdefault(label, number)
    return found


def align(
    left: Sequence[str],
    right: Sequence[str],
    pairs: Pairs | None = None,
    fixes: Sequence[Fix] = (),
) -> tuple[Row, ...]:
    """Return the table of two editions: each label of either side in one row, in their order.

    A numbered label that both sides have in another order stands where the left side has it.
    `pairs` is their `spine`, where it is known already.
    """
    own = right
    right = named_alike(own, fixes) if fixes else own
    pairs = spine(left, right) if pairs is None else pairs
    here, there = _numbered(left), _numbered(right)
    rows: list[Row] = []
    done = [0, 0]
    for at, opposite in (*pairs, (len(left), len(right))):
        rows += [Row(one, one if one in there else "") for one in left[done[0] : at]]
        rows += [Row("", one) for one in right[done[1] : opposite] if one not in here]
        if at < len(left):
            rows.append(Row(left[at], right[opposite]))
        done = [at + 1, opposite + 1]
    if fixes:
        named = dict(zip(right, own, strict=True))
        rows = [Row(row.left, named.get(row.right, row.right)) for row in rows]
    return tuple(dict.fromkeys(rows))


def _numbered(labels: Sequence[str]) -> frozenset[str]:
    return frozenset(label for label in labels if not _is_counted(label))


def opposite(
    here: Sequence[str],
    there: Sequence[str],
    pairs: Pairs | None = None,
    fixes: Sequence[Fix] = (),
) -> Opposite:
    """Tell how the edition with the labels `here` stands to the one with those of `there`."""
    rows = align(here, there, pairs, fixes)
    known = {row.left: row.right for row in rows if row.left and row.right}
    missing: dict[str, tuple[str, ...]] = {}
    last = ""
    for row in rows:
        if row.left:
            last = row.left
        else:
            missing[last] = (*missing.get(last, ()), row.right)
    return Opposite({label: _counterpart(label, known) for label in here}, missing)


def _counterpart(label: str, known: Mapping[str, str]) -> str:
    while label and label not in known:
        label = label.rpartition(".")[0]
    return known.get(label, "")
