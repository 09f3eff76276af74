"""Questions made from any document of the library, to be accepted, edited or rejected.

`generate` gives the same questions for the same material and seed. Wrong answers come from the same
document and are of the same kind as the right one; what is ambiguous, trivial or gives itself away
is dropped (`sieve.py`).
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from random import Random

from db.quiz.generate import (
    addressees,
    dates,
    languages,
    numbers,
    order,
    people,
    places,
    symbols,
    terms,
    verbs,
    years,
)  # fmt: skip
from db.quiz.generate.material import Material
from db.quiz.generate.sieve import sound
from db.quiz.models import Question

MAKERS: dict[str, Callable[[Material, Random], Iterator[Question]]] = {
    "operative verb": verbs.verbs,
    "addressee": addressees.addressees,
    "paragraph by content": places.places,
    "key term": terms.clozes,
    "order": order.orders,
    "cross-reference": symbols.references,
    "date": dates.dates,
    "number": numbers.numbers,
    "speaker": people.speakers,
    "another language": languages.same_paragraph,
    "changed wording": years.changes,
}
"""The sorts of generated questions; each is the first topic of what it makes."""

USUAL = 30
"""So many questions are made where nobody says how many."""


def generate(
    material: Material, *, seed: int = 0, sorts: Sequence[str] = (), count: int = USUAL
) -> list[Question]:
    """Make up to `count` questions, the sorts taking turns.

    `sorts` are keys of MAKERS; none means all of them.
    """
    makers = [
        sound(MAKERS[sort](material, Random(f"{sort} {seed} {material.edition.key}")), material)
        for sort in sorts or MAKERS
    ]
    return list(islice(_in_turns(makers), max(0, count)))


def _in_turns(makers: Sequence[Iterator[Question]]) -> Iterator[Question]:
    """Take one of each maker by turns until none has any left; nothing is made ahead."""
    left = list(makers)
    while left:
        for maker in tuple(left):
            if (question := next(maker, None)) is None:
                left.remove(maker)
            else:
                yield question
