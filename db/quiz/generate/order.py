"""Questions on the order of paragraphs."""

from collections.abc import Iterator
from random import Random

from db.models import Passage
from db.quiz.generate.material import Material, made, place
from db.quiz.models import Item, Question

_COUNT, _LONGEST = 4, 90


def orders(material: Material, draw: Random) -> Iterator[Question]:
    """Ask for the order of four paragraphs of one part, in steps of one or two."""
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
            if len(chosen) == _COUNT:
                yield _order(material, chosen)


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
