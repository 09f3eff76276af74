"""Questions on who said what."""

from collections.abc import Iterator
from random import Random

from db.models import Passage
from db.quiz.generate.material import Material, folded, made, place, quoted
from db.quiz.models import Choice, Question

_SHORTEST, _LONGEST = 40, 260


def speakers(material: Material, draw: Random) -> Iterator[Question]:
    """Ask who said the words of a paragraph, the document's other speakers to choose from."""
    first: dict[str, Passage] = {}
    for one in material.passages:
        if one.speaker:
            first.setdefault(one.speaker, one)
    if len(first) < 3:
        return
    for passage in material.drawn(draw):
        names = [name for name in first if name != passage.speaker]
        quote = passage.text[:_LONGEST]
        if not passage.speaker or len(quote) < _SHORTEST or _names(passage.speaker, quote):
            continue
        draw.shuffle(names)
        choices = [Choice(passage.speaker, correct=True)]
        for name in names[:3]:
            home = first[name]
            why = f"{name} speaks in {place(home)}."
            choices.append(Choice(name, why=why, evidence=(material.where(home),)))
        if len(quote) < len(passage.text):
            quote = quote.rsplit(" ", 1)[0] + " …"
        yield made(
            Question(
                id="", kind="who-said-it", prompt="Who said this?", quote=quote,
                explanation=f"{passage.speaker}, {place(passage)}: {quoted(passage.text, 120)}",
                evidence=(material.where(passage),), topics=("speaker", material.document),
                difficulty=2, choices=tuple(choices),
            )
        )  # fmt: skip


def _names(speaker: str, quote: str) -> bool:
    """Tell whether the words name their speaker, or the speaker's country."""
    words = [word for word in folded(speaker).split() if len(word) > 3]
    return any(f" {word} " in folded(quote) for word in words)
