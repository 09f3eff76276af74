"""Questions on what a paragraph is about: the words that matter here and not everywhere."""

import re
from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import NamedTuple

from db.models import Passage
from db.quiz.generate.gapping import OPTIONS, gapped, wrong
from db.quiz.generate.material import Material, folded, made, told
from db.quiz.models import Question
from db.text import is_ideograph

_NAME = re.compile(
    r"(?<!^)(?<![.:;“] )\b[A-Z][\w’-]+(?:(?: of the| of| on| and| for)? [A-Z][\w’-]+){1,5}"
)
_WORD = re.compile(r"[^\W\d_]{6,}(?:-[^\W\d_]+)*")
_LINK = r"(?:(?:to|of|on|and|for|in|against|the|by|with|from) )*"
_CUT_BEFORE = re.compile(rf"(?:[-“]|\b[A-Z][\w’-]*,? {_LINK})$")
_CUT_AFTER = re.compile(rf"(?:[-”]| {_LINK}[A-Z]|, [A-Z])")
"""Where a name goes on before or after the words found: it is taken whole or not at all."""

_EMPTY = frozenset(
    """namely already hereinafter herein therein thereof thereto thereby hereby within without
    including regarding following present previous specific related relevant further through
    towards therefore however another various several certain particular especially inclusion
    concerns maintain undertaken accordingly respectively whether become presented thereon unless
    notwithstanding whenever referred entitled holding paying appropriate essential effective
    accelerated contained regard deemed relying irrespective determined reveal enhance""".split()  # noqa: SIM905
)
"""Words that a paragraph holds but does not speak of."""

_LIMIT = 400
"""Characters; of a longer paragraph the beginning is looked at."""

_SEARCHED = 200
"""Paragraphs from which wrong options are taken."""

_VERBAL = re.compile(r"^[a-z’-]+(?:ing|ed)$")
_LITTLE = frozenset(
    {"of", "to", "by", "for", "in", "on", "with", "from", "that", "against", "between", "among"}
)
_NOUNS = ("appeal", "oposal", "rawal", "oval", "ewal", "ival")
"""Ends of nouns in -al, which stand where no adjective can."""

_OFTEN = 0.005
"""Share of the library's paragraphs: a word that stands in more is known from its formula."""

_SHAPELESS = (1, "", False)
_SHOWN = 5
"""Paragraphs to choose among."""


class Term(NamedTuple):
    """Words of a paragraph with their place in it."""

    words: str
    start: int
    end: int


class Weighing:
    """The words that matter in each paragraph, found when they are asked for."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._spread = Counter(word for words in material.words.values() for word in words)
        self._found: dict[str, list[Term]] = {}

    def __call__(self, passage: Passage) -> list[Term]:
        """Return a paragraph's terms, the weightiest first."""
        found = self._found.get(passage.label)
        if found is None:
            found = sorted(_candidates(passage), key=lambda one: (-self._weight(one), one.start))
            self._found[passage.label] = found
        return found

    def _weight(self, term: Term) -> float:
        """Weigh words by how seldom they stand in the library, and in how few paragraphs here."""
        words = folded(term.words).split()
        if not words:
            return 0.0
        common = self._material.common
        rare = sum(1 - min(1.0, 5 * common.get(word, 0.0)) for word in words) / len(words)
        here = min(self._spread[word] for word in words) / max(1, len(self._material.passages))
        return rare * (1.5 if len(words) > 1 else 1.0) * (1 - here)


def _candidates(passage: Passage) -> list[Term]:
    words = passage.text
    if len(words) > _LIMIT:
        words = words[:_LIMIT].rpartition(" ")[0] or words[:_LIMIT]
    after = len(passage.opener)
    names = [Term(m[0], m.start(), m.end()) for m in _NAME.finditer(words) if m.start() >= after]
    taken = [one for one in names if _is_whole(passage.text, one, after)]
    singles = [
        Term(m[0], m.start(), m.end())
        for m in _WORD.finditer(words)
        if m.start() >= after
        and (m[0][:1].islower() or is_ideograph(m[0][:1]))
        and not words.endswith(" to ", 0, m.start())
    ]
    return taken + [one for one in singles if not any(n.start <= one.start < n.end for n in names)]


def _is_whole(words: str, name: Term, after: int) -> bool:
    before, behind = words[after : name.start], words[name.end :]
    return not _CUT_BEFORE.search(before) and not _CUT_AFTER.match(behind)


def clozes(material: Material, draw: Random) -> Iterator[Question]:
    """Take a term that matters out of its paragraph, terms of the same shape to choose from."""
    found, order = Weighing(material), material.drawn(draw)
    shapes: dict[tuple[object, ...], list[str]] = {}
    for passage in order[:_SEARCHED]:
        for term in found(passage):
            shapes.setdefault(_fitting(term, passage), []).append(term.words)
    for passage in order:
        for term in found(passage)[:6]:
            often = max(
                (material.common.get(word, 0.0) for word in folded(term.words).split()), default=0.0
            )
            if _shape(term.words) == _SHAPELESS or _is_told(term, passage) or often > _OFTEN:
                continue
            others = wrong(
                term.words, shapes.get(_fitting(term, passage), ()), material, passage, draw
            )
            others.sort(key=lambda other: abs(len(other) - len(term.words)) > len(term.words) // 2)
            question = gapped(
                material, passage, (term.start, term.end), others, sort="key term",
                asks="Which words are missing from", difficulty=2,
            )  # fmt: skip
            if question:
                yield question


def _is_told(term: Term, passage: Passage) -> bool:
    """Tell whether its place gives a term away: a word of it stands beside it, or only it fits.

    Of verbs few fit where one stood, so that the others can be seen to be wrong; of names and
    nouns many do.
    """
    if _VERBAL.search(term.words) or re.match(r"\s\d", passage.text[term.end :]):
        return True
    rest = folded(f"{passage.text[: term.start]} {passage.text[term.end :]}")
    return any(f" {word} " in rest for word in folded(term.words).split() if len(word) > 3)


def _fitting(term: Term, passage: Passage) -> tuple[object, ...]:
    """Tell a term's shape with the word before it and the little word after it, `to`, `of`, none.

    What stands between the same words elsewhere reads as well in the gap; the rest gives itself
    away. Of a name, the words around matter less than its kind, which its last word tells.
    """
    if term.words[:1].isupper():
        return ("name", term.words.split()[-1].casefold())
    before = passage.text[: term.start].split()[-1:]
    after = passage.text[term.end :].split(maxsplit=1)[:1]
    return (*_shape(term.words), *before, *(word for word in after if word in _LITTLE))


def _shape(words: str) -> tuple[int, str, bool]:
    """Tell what could stand in each other's place: number of words, ending, a name or not."""
    last = folded(words).split()[-1:] or [""]
    ending = next(
        (end for end in ("tions", "tion", "ments", "ment", "ities", "ity", "ing", "ed", "ly", "ive",
                         "al", "ance", "ence") if last[0].endswith(end)), "",
    )  # fmt: skip
    if last[0].endswith(_NOUNS):
        ending = ""
    return min(3, len(words.split())), ending, words[:1].isupper()


def places(material: Material, draw: Random) -> Iterator[Question]:
    """Ask which paragraph speaks of two things that no other paragraph speaks of together."""
    found = Weighing(material)
    for passage in material.drawn(draw):
        like = [one for one in material.passages if one.kind == passage.kind and one != passage]
        pair = _only_here(found(passage), passage, material)
        if pair is None or len(like) < OPTIONS:
            continue
        near = sorted(like, key=lambda one: _far(material, passage, one))[: 2 * _SHOWN]
        shown = [passage, *draw.sample(near, min(len(near), _SHOWN - 1))]
        order = {one.label: n for n, one in enumerate(material.passages)}
        shown.sort(key=lambda one: order[one.label])
        yield made(
            Question(
                id="", kind="find-in-text",
                prompt=f"Which paragraph speaks of “{pair[0]}” and “{pair[1]}”?",
                explanation=told(passage), evidence=(material.where(passage),),
                topics=("paragraph by content", material.document), difficulty=2,
                targets=(material.where(passage),),
                within=tuple(material.where(one) for one in shown),
            )
        )  # fmt: skip


def _only_here(terms: list[Term], passage: Passage, material: Material) -> tuple[str, str] | None:
    """Return two terms of which no other paragraph holds either, in any inflection."""
    clause = material.folded[passage.label]
    distinct: dict[str, str] = {}
    for term in terms[:8]:
        stem = _stem(term.words)
        if term.words not in _EMPTY and material.whole.count(stem) == clause.count(stem) > 0:
            distinct.setdefault(stem[:6], term.words)
    found = list(distinct.values())
    return (found[0], found[1]) if len(found) > 1 else None


def _stem(words: str) -> str:
    """Cut the ending of the last word: `schools` and `schooling` speak of the same."""
    said = folded(words).rstrip()
    last = said.split()[-1] if said.strip() else ""
    return said[: len(said) - max(0, min(4, len(last) - 5))]


def _far(material: Material, here: Passage, there: Passage) -> float:
    """Tell how unlike two paragraphs are: those alike are the harder to tell apart."""
    mine, others = material.words[here.label], material.words[there.label]
    return 1 - len(mine & others) / max(1, min(len(mine), len(others)))
