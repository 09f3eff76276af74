"""Questions on what can be looked up: a date, a number, a symbol, and others of its kind."""

from collections.abc import Callable, Iterator
from random import Random

from db.models import Passage
from db.quiz.generate.gapping import OPTIONS, gapped, wrong
from db.quiz.generate.material import Material
from db.quiz.models import Question

_EACH = 2
"""Facts of one paragraph that are asked for."""

Span = tuple[int, int]
Others = Callable[[str, Passage, Span], list[str]]
"""Gives what could stand in a place of a paragraph; what fits best comes first."""


def asked(
    material: Material,
    draw: Random,
    found: dict[str, list[Span]],
    others: Others,
    sort: str,
    asks: str,
) -> Iterator[Question]:
    """Ask for what stands in the places found, by label, where three options fit."""
    for passage in material.drawn(draw):
        for span in found.get(passage.label, ())[:_EACH]:
            right = passage.text[slice(*span)]
            fit = others(right, passage, span)
            options = wrong(right, fit, material, passage, draw)[:OPTIONS]
            question = gapped(material, passage, span, options, sort=sort, asks=asks, difficulty=2)
            if question:
                yield question
