"""Questions on which paragraph mentions what."""

from collections.abc import Iterator
from random import Random

from db.models import Passage
from db.quiz.generate.gapping import OPTIONS
from db.quiz.generate.material import Material, folded, made, told
from db.quiz.generate.phrases import Term, rarest, weigher
from db.quiz.models import Question

_SHOWN = 5
"""Paragraphs to choose among."""

_OFTEN = 0.02
"""Share of the library's paragraphs: of what all stands in more, a paragraph speaks by formula."""

_LOOKED_AT = 12
"""Phrases of a paragraph, the weightiest, among which two are sought."""

_STEM = 6


def places(material: Material, draw: Random) -> Iterator[Question]:
    """Ask which paragraph mentions two things that no other paragraph does."""
    found, weigh = material.phrasing, weigher(material)
    stems = {label: _stems(words) for label, words in material.folded.items()}
    for passage in material.drawn(draw):
        terms = sorted(found(passage), key=lambda one: (-weigh(one), one.start))[:_LOOKED_AT]
        pair = _only_here(terms, passage, material, stems)
        if pair is None:
            continue
        like = [one for one in material.passages if one.kind == passage.kind and one is not passage]
        if len(like) < OPTIONS:
            continue
        near = sorted(like, key=lambda one: _far(material, passage, one))[: 2 * _SHOWN]
        shown = [passage, *draw.sample(near, min(len(near), _SHOWN - 1))]
        order = {one.label: n for n, one in enumerate(material.passages)}
        shown.sort(key=lambda one: order[one.label])
        yield made(
            Question(
                id="", kind="find-in-text",
                prompt=f"Which paragraph mentions “{pair[0]}” and “{pair[1]}”?",
                explanation=told(passage), evidence=(material.where(passage),),
                topics=("paragraph by content", material.document), difficulty=2,
                targets=(material.where(passage),),
                within=tuple(material.where(one) for one in shown),
            )
        )  # fmt: skip


def _only_here(
    terms: list[Term], passage: Passage, material: Material, stems: dict[str, frozenset[str]]
) -> tuple[str, str] | None:
    """Return two phrases of which no other paragraph holds all words, in any inflection."""
    taken: set[str] = set()
    pair: list[str] = []
    for term in terms:
        mine = _stems(folded(term.words))
        if taken & mine or rarest(term.words, material.common) > _OFTEN:
            continue
        if _stands_elsewhere(term, mine, passage, material, stems):
            continue
        taken |= mine
        pair.append(term.words)
        if len(pair) == 2:
            return pair[0], pair[1]
    return None


def _stands_elsewhere(
    term: Term, mine: frozenset[str], passage: Passage, material: Material,
    stems: dict[str, frozenset[str]],
) -> bool:  # fmt: skip
    if material.language == "zh":
        said = folded(term.words)
        return any(said in words for at, words in material.folded.items() if at != passage.label)
    return any(mine <= there for label, there in stems.items() if label != passage.label)


def _stems(words: str) -> frozenset[str]:
    """Cut each word's ending: `schools` and `schooling` speak of the same."""
    return frozenset(word[:_STEM] for word in words.split())


def _far(material: Material, here: Passage, there: Passage) -> float:
    """Tell how unlike two paragraphs are: those alike are the harder to tell apart."""
    mine, others = material.words[here.label], material.words[there.label]
    return 1 - len(mine & others) / max(1, min(len(mine), len(others)))
