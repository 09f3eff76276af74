"""Questions on which document a paragraph refers to."""

import re
from collections.abc import Iterator
from random import Random

from db.models import Passage
from db.quiz.generate.facts import Span, asked
from db.quiz.generate.material import Material
from db.quiz.models import Question
from db.references import references as references_in

_SYMBOL = re.compile(r"(?:A|E|S)/[\w/.()-]*\d|\d+/\d+ ?[A-Z]?\b|\d+ ?[A-Z]? \([IVXLS-]+\)")
_COUNTED = re.compile(r"\d+(?=(?:[ \u00a0]?[A-Z])?$)|^\d+(?=[ \u00a0]?[A-Z]?[ \u00a0]?\()")
"""The number within its session: the last of `70/1` and `52/38 E`, the first of `1514 (XV)`."""


def references(material: Material, draw: Random) -> Iterator[Question]:
    """Ask which document a paragraph refers to, others of the same session to choose from."""
    found = {one.label: list(_spans(material, one)) for one in material.passages}
    named = dict.fromkeys(
        one.text[start:end] for one in material.passages for start, end in found[one.label]
    )

    def others(right: str, passage: Passage, span: Span) -> list[str]:
        session = _session(right)
        beside = [one for one in named if _session(one) == session and one != right]
        return [*beside, *_near(right, draw)][:6]

    yield from asked(material, draw, found, others, "cross-reference", "Which document is named in")


def _spans(material: Material, passage: Passage) -> Iterator[Span]:
    for found in references_in(passage.text, material.setting, passage.label):
        said = passage.text[found.start : found.end]
        match = _SYMBOL.search(said) if " " not in found.target else None
        if match and _whole(
            passage.text, span := (found.start + match.start(), found.start + match.end())
        ):
            yield span


def _whole(words: str, span: Span) -> bool:
    """Tell whether a symbol is all of it: not `11/1` of `ES-11/1`, not `42/39` of `42/39 K`."""
    start, end = span
    parted = words[max(0, start - 1) : start] in ("-", "\u2011", "/")
    return not parted and not re.match(r"[\s\u00a0]?[A-Z]\b|[/-]\w", words[end:])


def _session(symbol: str) -> str:
    """Return a symbol's form and session, all but its number: what tells its year."""
    return _COUNTED.sub("0", symbol, count=1)


def _near(symbol: str, draw: Random) -> list[str]:
    """Make symbols of the same session with numbers near by."""
    match = _COUNTED.search(symbol)
    if match is None:
        return []
    value = int(match[0])
    steps = [n for n in range(-9, 10) if n and value + n > 0]
    made = draw.sample(steps, min(3, len(steps)))
    return [f"{symbol[: match.start()]}{value + n}{symbol[match.end() :]}" for n in made]
