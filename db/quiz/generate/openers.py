"""Questions on how paragraphs open: the verb, and whom it addresses."""

import re
from collections.abc import Iterator
from random import Random

from db.models import Passage
from db.quiz.generate.gapping import OPTIONS, gapped, wrong
from db.quiz.generate.material import Material, folded, made, place, told
from db.quiz.models import Choice, Question

_LITTLE = frozenset({"of", "with", "that", "to", "upon", "by", "in", "on", "also", "further"})
_AGAIN = frozenset({"also", "further", "again", "strongly", "deeply", "once", "reiterates"})
_ASKING = re.compile(
    r"(?:requests?|invites?|calls? upon|urges?|encourages?|appeals? to|calls? on)\b", re.IGNORECASE
)
_ASKED = re.compile(
    r"[\s,]*(?:also|further|once again|again|upon|on|to|strongly)?\s*"
    r"(?P<who>(?:all |the |Member |Governments|States|relevant |interested |other )[^;:.(]{2,80}?)"
    r"(?:,[^;:.]{0,160}?,)? to (?=[a-z])"
)


def verbs(material: Material, draw: Random) -> Iterator[Question]:
    """Ask which words open a paragraph, the other openings of its part to choose from."""
    for passage in material.drawn(draw):
        if not passage.opener or not passage.text.startswith(passage.opener):
            continue
        like = _openers(material, passage, same_next=True)
        rest = _openers(material, passage, same_next=False)
        others = wrong(passage.opener, like, material, passage, draw)
        others += [one for one in wrong(passage.opener, rest, material, passage, draw)
                   if one not in others]  # fmt: skip
        span = (0, len(passage.opener))
        if like and (question := gapped(material, passage, span, others, sort="operative verb",
                                        asks="Which words open", difficulty=2)):  # fmt: skip
            yield question


def _openers(material: Material, passage: Passage, *, same_next: bool) -> list[str]:
    """List the openings of the same part that are of another verb."""
    verb, follows = _verb(passage.opener), _next(passage)
    return [
        one.opener
        for one in material.passages
        if one.opener
        and one.kind == passage.kind
        and _verb(one.opener) != verb
        and (_next(one) == follows) is same_next
    ]


def _verb(opener: str) -> str:
    return " ".join(word for word in folded(opener).split() if word not in _AGAIN)


def _next(passage: Passage) -> str:
    following = folded(passage.text[len(passage.opener) :]).split()
    return following[0] if following and following[0] in _LITTLE else ""


def addressees(material: Material, draw: Random) -> Iterator[Question]:
    """Ask whom a paragraph addresses, those of the other paragraphs to choose from."""
    asked = {one.label: found for one in material.passages if (found := _asked(one))}
    for passage in material.drawn(draw):
        if passage.label not in asked:
            continue
        right = asked[passage.label]
        names = wrong(right, asked.values(), material, passage, draw)[:OPTIONS]
        if len(names) < 2:
            continue
        homes = {folded(name): label for label, name in reversed(asked.items())}
        choices = [Choice(_capital(right), correct=True)]
        for name in names:
            home = next(one for one in material.passages if one.label == homes[folded(name)])
            why = f"They are addressed in {place(home)}."
            choices.append(Choice(_capital(name), why=why, evidence=(material.where(home),)))
        yield made(
            Question(
                id="", kind="multiple-choice",
                prompt=f"Whom does {place(passage)} address with “{passage.opener or '…'}”?",
                explanation=told(passage), evidence=(material.where(passage),),
                topics=("addressee", material.document), difficulty=1, choices=tuple(choices),
            )
        )  # fmt: skip


def _asked(passage: Passage) -> str:
    """Return whom a paragraph addresses, as the text or the digest names it."""
    if len(passage.addressees) == 1:
        return passage.addressees[0]
    if not (passage.opener and _ASKING.search(passage.opener)):
        return ""
    match = _ASKED.match(passage.text, len(passage.opener))
    return match["who"].strip(" ,") if match else ""


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]
