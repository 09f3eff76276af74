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
_LIMIT = 400
"""Characters; of a longer paragraph the beginning is looked at."""

_SEARCHED = 200
"""Paragraphs from which wrong options are taken."""

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
    words = passage.text[:_LIMIT]
    after = len(passage.opener)
    names = [Term(m[0], m.start(), m.end()) for m in _NAME.finditer(words) if m.start() >= after]
    singles = [
        Term(m[0], m.start(), m.end())
        for m in _WORD.finditer(words)
        if m.start() >= after and (m[0][:1].islower() or is_ideograph(m[0][:1]))
    ]
    return names + [one for one in singles if not any(n.start <= one.start < n.end for n in names)]


def clozes(material: Material, draw: Random) -> Iterator[Question]:
    """Take a term that matters out of its paragraph, terms of the same shape to choose from."""
    found, order = Weighing(material), material.drawn(draw)
    shapes: dict[tuple[int, str, bool], list[str]] = {}
    for passage in order[:_SEARCHED]:
        for term in found(passage)[:4]:
            shapes.setdefault(_shape(term.words), []).append(term.words)
    for passage in order:
        for term in found(passage)[:2]:
            shape = _shape(term.words)
            if shape == _SHAPELESS:
                continue
            others = wrong(term.words, shapes.get(shape, ()), material, passage, draw)
            others.sort(key=lambda other: abs(len(other) - len(term.words)) > len(term.words) // 2)
            question = gapped(
                material, passage, (term.start, term.end), others, sort="key term",
                asks="Which words are missing from", difficulty=2,
            )  # fmt: skip
            if question:
                yield question


def _shape(words: str) -> tuple[int, str, bool]:
    """Tell what could stand in each other's place: number of words, ending, a name or not."""
    last = folded(words).split()[-1:] or [""]
    ending = next(
        (end for end in ("tions", "tion", "ments", "ment", "ities", "ity", "ing", "ed", "ly", "ive",
                         "al", "ance", "ence") if last[0].endswith(end)), "",
    )  # fmt: skip
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
    """Return two terms of which no other paragraph holds either."""
    unique = [
        term.words
        for term in terms[:6]
        if material.whole.count(folded(term.words)) == 1
        and folded(term.words) in material.folded[passage.label]
    ]
    distinct = list(dict.fromkeys(unique))
    return (distinct[0], distinct[1]) if len(distinct) > 1 else None


def _far(material: Material, here: Passage, there: Passage) -> float:
    """Tell how unlike two paragraphs are: those alike are the harder to tell apart."""
    mine, others = material.words[here.label], material.words[there.label]
    return 1 - len(mine & others) / max(1, min(len(mine), len(others)))
