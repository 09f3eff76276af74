"""Questions on the order of paragraphs."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from random import Random

from db.models import Passage
from db.quiz.generate.material import Material, folded, made, place
from db.quiz.generate.verbs import verb_of
from db.quiz.generate.vocabulary import Vocabulary, vocabulary
from db.quiz.models import Item, Question

_COUNT, _LONGEST = 4, 90

_SAME = 8
"""So many first words in common make two paragraphs hard to tell apart."""


def orders(material: Material, draw: Random) -> Iterator[Question]:
    """Ask for the order of four paragraphs of one part, in steps of one or two."""
    known = vocabulary(material.language)
    for kind, part in dict.fromkeys((one.kind, one.part) for one in material.passages):
        group = [
            one for one in material.passages
            if (one.kind, one.part) == (kind, part) and kind in ("preambular", "operative")
            and not one.text.endswith(":")
        ]  # fmt: skip
        starts = range(0, len(group) - _COUNT + 1, 2)
        for start in draw.sample(starts, len(starts)):
            step = draw.choice((1, 2))
            chosen = group[start : start + step * _COUNT : step]
            if len(chosen) == _COUNT and not _tells(chosen, known) and not _alike(chosen):
                yield _order(material, chosen)


def _tells(chosen: list[Passage], known: Vocabulary) -> bool:
    """Tell whether two openings say themselves which comes first: `Recalls` and `Recalls also`."""
    openers = [one.opener for one in chosen if one.opener]
    verbs = Counter(verb_of(one, known) for one in openers)
    return any(
        known.again.search(folded(one)) and verbs[verb_of(one, known)] > 1 for one in openers
    )


def _alike(chosen: list[Passage]) -> bool:
    """Tell whether two of the beginnings shown can be taken for one another."""
    shown = [folded(_beginning(one.text)).split() for one in chosen]
    return any(first[:_SAME] == then[:_SAME] for first, then in combinations(shown, 2))


def _order(material: Material, chosen: list[Passage]) -> Question:
    what = "preambular" if chosen[0].kind == "preambular" else "operative"
    return made(
        Question(
            id="", kind="ordering",
            prompt=f"In which order does {material.document} have these {what} paragraphs?",
            explanation=f"They are {', '.join(place(one) for one in chosen)}.",
            evidence=tuple(material.where(one) for one in chosen),
            topics=("order", material.document), difficulty=3,
            items=tuple(
                Item(_beginning(one.text), place(one), (material.where(one),)) for one in chosen
            ),
        )
    )  # fmt: skip


def _beginning(words: str) -> str:
    if len(words) <= _LONGEST:
        return words
    return words[:_LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"
