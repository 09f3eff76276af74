"""Questions on the words that paragraphs open with."""

import re
from collections.abc import Iterator
from random import Random
from typing import NamedTuple

from db.models import Passage
from db.quiz.generate.gapping import gapped, wrong
from db.quiz.generate.material import Material, folded
from db.quiz.generate.vocabulary import Vocabulary, vocabulary
from db.quiz.models import Question

_ARTICLE = re.compile(r"(?:The|An?|Les?|La|El|Los|Las) ")
_WHEREAS = frozenset({"اذ", "واذ"})
"""How Arabic preambular paragraphs begin, the first in another way than the rest."""

_INFINITIVE = 6
"""Letters from which on a governed word is no link but a verb."""


class Opening(NamedTuple):
    """What tells which openings could stand in each other's place."""

    kind: str
    whereas: str
    follows: str
    asks: bool
    requests: bool
    grieves: bool
    praises: bool


def verbs(material: Material, draw: Random) -> Iterator[Question]:
    """Ask which words open a paragraph, the other openings of its part to choose from."""
    for passage in material.drawn(draw):
        like = openers_like(material, passage)
        question = gapped(
            material, passage, (0, len(passage.opener)),
            wrong(passage.opener, like, material, passage, draw),
            sort="operative verb", asks="Which words open", difficulty=2,
        )  # fmt: skip
        if question:
            yield question


def openers_like(material: Material, passage: Passage) -> list[str]:
    """Return the openings of a paragraph's part that could stand here, one of each other verb."""
    known = vocabulary(material.language)
    if not _has_opener(passage):
        return []
    mine, taken = _opening(passage, known), {verb_of(passage.opener, known)}
    found = []
    for one in material.passages:
        if one.kind != passage.kind or not _has_opener(one) or _opening(one, known) != mine:
            continue
        verb = verb_of(one.opener, known)
        if verb.partition(" ")[0] not in {said.partition(" ")[0] for said in taken}:
            taken.add(verb)
            found.append(one.opener)
    return found


def verb_of(opener: str, known: Vocabulary) -> str:
    """Return an opening without what says only that it is one more: also, further, again."""
    return " ".join(known.again.sub(" ", folded(opener)).split())


def _has_opener(passage: Passage) -> bool:
    opens = passage.opener and not _ARTICLE.match(passage.opener)
    return bool(opens) and passage.text.startswith(passage.opener)


def _opening(passage: Passage, known: Vocabulary) -> Opening:
    said = folded(passage.opener)
    governed = known.governs.match(folded(passage.text[len(passage.opener) :]))
    return Opening(
        passage.kind,
        next((word for word in said.split()[:1] if word in _WHEREAS), ""),
        _class(governed[0].strip()) if governed else "",
        bool(known.asking.search(said)),
        bool(known.requesting.search(said)),
        bool(known.grieved.search(said)),
        bool(known.praising.search(said)),
    )


def _class(governed: str) -> str:
    """Tell one link from another, and all infinitives from links."""
    return governed if len(governed) < _INFINITIVE else "to"
