"""Comparing two editions in one language: which paragraph became which, then word by word.

Paragraphs are paired in order by an alignment of greatest total similarity (S. B. Needleman and
C. D. Wunsch, 1970) between the ones that are the same in both; what is left is paired with what is
most like it elsewhere, and has moved. Similarity is 1 minus the normalised Indel distance of words.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from db import text
from db.errors import UsageError
from db.languages import language_name
from db.models import Edition, Passage

Outcome = Literal["same", "changed", "added", "removed"]
SIMILAR = 0.6
"""From this similarity on, two paragraphs are versions of one."""
_LEFT_OUT = frozenset({"record", "title"})
_WORD = text.late_regex(
    r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_]+(?:['-][^\W_]+)*|[^\w\s]"
)
_TYPOGRAPHY = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011", "-"),
        **dict.fromkeys("\u00a0\u202f\u2009", " "),
        **dict.fromkeys("\u2018\u2019", "'"),
        **dict.fromkeys("\u201c\u201d", '"'),
    }
)


class Change(NamedTuple):
    """A stretch of words that differs: code points of the left and of the right text.

    Where one of the two is empty, words were put in or taken out.
    """

    left: tuple[int, int]
    right: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pair:
    """A paragraph and what became of it; None where there is none on that side.

    `moved` tells that it stands elsewhere among the others, `similarity` runs from 0 to 1, and
    `strength` by how much the opening verb became stronger (a teaching aid), 0 where unknown.
    """

    left: Passage | None
    right: Passage | None
    outcome: Outcome
    similarity: float = 0.0
    moved: bool = False
    changes: tuple[Change, ...] = ()
    strength: int = 0

    @property
    def renumbered(self) -> bool:
        """Whether both sides have it under different labels."""
        return None not in (self.left, self.right) and _label(self.left) != _label(self.right)

    @property
    def verb_changed(self) -> bool:
        """Whether both sides open with a verb, and not with the same."""
        left, right = _opener(self.left), _opener(self.right)
        return bool(left and right and left != right)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two editions side by side: the pairs in the order of the right one, removals in between."""

    left: Edition
    right: Edition
    pairs: tuple[Pair, ...]

    def count(self, outcome: Outcome) -> int:
        """Return how many pairs have this outcome."""
        return sum(pair.outcome == outcome for pair in self.pairs)

    @property
    def moved(self) -> int:
        """How many paragraphs stand elsewhere among the others."""
        return sum(pair.moved for pair in self.pairs)


def compare(
    left: Edition, right: Edition, strengths: Mapping[str, int] | None = None
) -> Comparison:
    """Compare two editions paragraph by paragraph; `strengths` rates opening verbs, folded.

    Raises UsageError where they are in different languages, or one and the same.
    """
    if left.key == right.key:
        raise UsageError("These are one and the same edition: choose another to compare it with.")
    if left.key.language != right.key.language:
        languages = " and ".join(language_name(one.key.language) for one in (left, right))
        raise UsageError(
            f"Only editions in one language can be compared; these are in {languages}. Read them "
            "side by side instead."
        )
    before, after = _paragraphs(left), _paragraphs(right)
    matched = _matched(before, after)
    pairs = tuple(_pairs(before, after, matched, strengths or {}))
    return Comparison(left, right, pairs)


def verb_strengths(connection: sqlite3.Connection) -> dict[str, int]:
    """Return how strong each opening verb of the glossary is, 1 to 5, folded: a teaching aid."""
    rated: dict[str, int] = {}
    for term, aliases, strength in connection.execute(
        "SELECT term, aliases, strength FROM library.glossary WHERE kind = 'verb'"
    ):
        rated |= {text.fold(name): strength for name in [term, *json.loads(aliases)]}
    return rated


class _Paragraph(NamedTuple):
    passage: Passage
    words: tuple[str, ...]
    counted: Counter[str]


class _Match(NamedTuple):
    similarity: float
    moved: bool


def _paragraphs(edition: Edition) -> list[_Paragraph]:
    made = []
    for passage in edition.passages:
        if passage.kind not in _LEFT_OUT:
            words = tuple(word for word, _, _ in _words(passage.text))
            made.append(_Paragraph(passage, words, Counter(words)))
    return made


def _words(words: str) -> list[tuple[str, int, int]]:
    """Cut a text into words and signs with where they stand; typography makes no difference."""
    plain = words.translate(_TYPOGRAPHY)  # one character for one: offsets stay
    return [(match[0], match.start(), match.end()) for match in _WORD().finditer(plain)]


_Matches = dict[tuple[int, int], _Match]


class _Alike:
    """How alike the paragraphs of two editions are, each two of them worked out once."""

    def __init__(self, before: Sequence[_Paragraph], after: Sequence[_Paragraph]) -> None:
        from rapidfuzz.distance import Indel

        self._before, self._after = before, after
        self._measure = Indel.normalized_similarity
        self._known: dict[tuple[int, int], float] = {}

    def __call__(self, i: int, j: int) -> float:
        """Return how alike two paragraphs are, 0 where that is less than SIMILAR."""
        if (known := self._known.get((i, j))) is None:
            known = self._known[i, j] = self._similarity(self._before[i], self._after[j])
        return known

    def _similarity(self, left: _Paragraph, right: _Paragraph) -> float:
        shorter, longer = sorted((len(left.words), len(right.words)))
        enough = SIMILAR * (shorter + longer)
        if not longer:
            return 1.0
        if 2 * shorter < enough or 2 * (left.counted & right.counted).total() < enough:
            return 0.0  # even in the best order they would not be alike enough
        return self._measure(left.words, right.words, score_cutoff=SIMILAR)


def _matched(before: Sequence[_Paragraph], after: Sequence[_Paragraph]) -> _Matches:
    """Return the pairs (left number, right number) and how alike they are."""
    found: _Matches = {}
    alike = _Alike(before, after)
    start = 0, 0
    for fixed in [*_fixed(before, after), (len(before), len(after))]:
        found |= _aligned(alike, range(start[0], fixed[0]), range(start[1], fixed[1]))
        if fixed[0] < len(before):
            found[fixed] = _Match(1.0, moved=False)
        start = fixed[0] + 1, fixed[1] + 1
    taken, given = {i for i, _ in found}, {j for _, j in found}
    lefts = [i for i in range(len(before)) if i not in taken]
    rights = [j for j in range(len(after)) if j not in given]
    return found | _moved(alike, lefts, rights)


def _fixed(before: Sequence[_Paragraph], after: Sequence[_Paragraph]) -> list[tuple[int, int]]:
    """Return the paragraphs that are the same and once in both, the longest row in order of them.

    They cut a long comparison into short ones (the idea of B. Cohen's patience diff).
    """
    lefts, rights = _singles(before), _singles(after)
    both = sorted((lefts[words], rights[words]) for words in lefts.keys() & rights.keys() if words)
    return _longest_row(both)


def _singles(paragraphs: Sequence[_Paragraph]) -> dict[tuple[str, ...], int]:
    counted = Counter(paragraph.words for paragraph in paragraphs)
    return {p.words: n for n, p in enumerate(paragraphs) if counted[p.words] == 1}


def _longest_row(points: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of points, sorted by their first, whose second increases as well."""
    from bisect import bisect_left

    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for number, (_, second) in enumerate(points):
        place = bisect_left(tops, second)
        before.append(ends[place - 1] if place else -1)
        tops[place : place + 1] = [second]
        ends[place : place + 1] = [number]
    row = []
    at = ends[-1] if ends else -1
    while at >= 0:
        row.append(points[at])
        at = before[at]
    return row[::-1]


def _aligned(alike: _Alike, lefts: range, rights: range) -> _Matches:
    """Pair a stretch in order so that the pairs are as alike as can be, all of them together."""
    if not lefts or not rights:
        return {}
    rows = [[alike(i, j) for j in rights] for i in lefts]
    best = [[0.0] * (len(rights) + 1) for _ in range(len(lefts) + 1)]
    for i, row in enumerate(rows, 1):
        above, here = best[i - 1], best[i]
        for j, similarity in enumerate(row, 1):
            here[j] = max(above[j], here[j - 1], above[j - 1] + similarity)
    found: _Matches = {}
    i, j = len(lefts), len(rights)
    while i and j:
        if best[i][j] == best[i - 1][j]:
            i -= 1
        elif best[i][j] == best[i][j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            found[lefts[i], rights[j]] = _Match(rows[i][j], moved=False)
    return found


def _moved(alike: _Alike, lefts: Sequence[int], rights: Sequence[int]) -> _Matches:
    """Pair what is left with what is most like it, wherever that stands."""
    candidates = [(-alike(i, j), i, j) for i in lefts for j in rights if alike(i, j)]
    moved: _Matches = {}
    taken: set[int] = set()
    given: set[int] = set()
    for less, i, j in sorted(candidates):
        if i not in taken and j not in given:
            moved[i, j] = _Match(-less, moved=True)
            taken.add(i)
            given.add(j)
    return moved


def _pairs(
    before: Sequence[_Paragraph],
    after: Sequence[_Paragraph],
    matched: _Matches,
    strengths: Mapping[str, int],
) -> Iterator[Pair]:
    partner = {j: i for i, j in matched}
    kept = set(partner.values())
    gone = iter([i for i in range(len(before)) if i not in kept])
    removed = next(gone, None)
    for j, paragraph in enumerate(after):
        i = partner.get(j)
        if i is not None and not matched[i, j].moved:
            while removed is not None and removed < i:
                yield Pair(before[removed].passage, None, "removed")
                removed = next(gone, None)
        if i is None:
            yield Pair(None, paragraph.passage, "added")
        else:
            yield _pair(before[i], paragraph, matched[i, j], strengths)
    while removed is not None:
        yield Pair(before[removed].passage, None, "removed")
        removed = next(gone, None)


def _pair(left: _Paragraph, right: _Paragraph, match: _Match, strengths: Mapping[str, int]) -> Pair:
    same = left.words == right.words
    rated = [strengths.get(text.fold(_opener(one.passage)), 0) for one in (left, right)]
    return Pair(
        left.passage,
        right.passage,
        "same" if same else "changed",
        1.0 if same else match.similarity,
        match.moved,
        () if same else tuple(changes(left.passage.text, right.passage.text)),
        rated[1] - rated[0] if all(rated) else 0,
    )


def changes(left: str, right: str) -> Iterator[Change]:
    """Yield what differs between two texts, word by word."""
    from rapidfuzz.distance import LCSseq

    ours, theirs = _words(left), _words(right)
    opcodes = LCSseq.opcodes([word for word, _, _ in ours], [word for word, _, _ in theirs])
    for a, b, c, d in _joined(
        (o.tag, o.src_start, o.src_end, o.dest_start, o.dest_end) for o in opcodes
    ):
        yield Change(_extent(ours, a, b, len(left)), _extent(theirs, c, d, len(right)))


_Stretch = tuple[int, int, int, int]
"""The first word and the end of a stretch, on the left and on the right."""


def _joined(opcodes: Iterable[tuple[str, int, int, int, int]]) -> list[_Stretch]:
    """Leave what differs, and join what nothing stands between."""
    joined: list[_Stretch] = []
    for name, a, b, c, d in opcodes:
        if name == "equal":
            continue
        if joined and joined[-1][1] == a and joined[-1][3] == c:
            first, _, begin, _ = joined.pop()
            joined.append((first, b, begin, d))
        else:
            joined.append((a, b, c, d))
    return joined


def _extent(
    words: Sequence[tuple[str, int, int]], first: int, end: int, length: int
) -> tuple[int, int]:
    """Return the code points of words `first` to `end`; an empty place where there are none."""
    if first < end:
        return words[first][1], words[end - 1][2]
    place = words[first][1] if first < len(words) else length
    return place, place


def _label(passage: Passage | None) -> str:
    return passage.label if passage else ""


def _opener(passage: Passage | None) -> str:
    return passage.opener if passage else ""
