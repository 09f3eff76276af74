"""Questions across languages: the same paragraph, of which only the language differs."""

import re
from collections.abc import Iterator
from random import Random

from db.models import LANGUAGES, Passage
from db.quiz.generate.material import Material, made, place, quoted
from db.quiz.models import Choice, Question

_LONGEST, _SHORTEST = 110, 25
_DIGITS = re.compile(r"\d+")


def same_paragraph(material: Material, draw: Random) -> Iterator[Question]:
    """Ask which paragraph of the other language is this one; those of like openings are shown."""
    if material.other is None:
        return
    there = {one.label: one for one in material.other.passages if len(one.text) >= _SHORTEST}
    language = LANGUAGES.get(material.other.key.language, material.other.key.language)
    for passage in material.drawn(draw):
        if passage.label not in there or len(passage.text) < _SHORTEST:
            continue
        right = _beginning(there[passage.label].text)
        others = _others(material, passage, there, right, draw)
        if len(others) < 3:
            continue
        choices = [Choice(right, correct=True)]
        for one in others[:3]:
            why = f"This is {place(one)}."
            choices.append(Choice(_beginning(one.text), why=why, evidence=(material.where(one),)))
        yield made(
            Question(
                id="", kind="multiple-choice",
                prompt=f"Which of these is this paragraph in {language}?",
                quote=_beginning(passage.text),
                explanation=f"It is {place(passage)}: {quoted(there[passage.label].text)}",
                evidence=(material.where(passage),),
                topics=("another language", material.document), difficulty=2,
                choices=tuple(choices),
            )
        )  # fmt: skip


def _others(
    material: Material, passage: Passage, there: dict[str, Passage], right: str, draw: Random
) -> list[Passage]:
    """Return paragraphs of the same kind, those that open alike first, telling no number away."""
    mine = there[passage.label]
    kept = [
        there[one.label]
        for one in material.passages
        if one.kind == passage.kind
        and one.label in there
        and one.label != passage.label
        and _beginning(there[one.label].text) != right
        and bool(_DIGITS.search(_beginning(there[one.label].text))) == bool(_DIGITS.search(right))
    ]
    draw.shuffle(kept)
    kept.sort(key=lambda one: (one.opener != mine.opener, abs(len(one.text) - len(mine.text)) > 90))
    return kept


def _beginning(words: str) -> str:
    if len(words) <= _LONGEST:
        return words.rstrip(" ,;:.")
    cut = words[:_LONGEST]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,;:") + " …"
