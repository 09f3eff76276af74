"""Questions on whom a paragraph addresses; of English texts, and of digests that name them."""

import re
from collections.abc import Iterator
from random import Random

from db.models import Passage
from db.quiz.generate.gapping import OPTIONS, wrong
from db.quiz.generate.material import Material, folded, made, place, told
from db.quiz.generate.vocabulary import vocabulary
from db.quiz.models import Choice, Question

_GENERAL = frozenset({"all", "other", "relevant", "interested", "and", "the", "of", "as", "well"})
"""Words of addressees that tell none from another."""

_BROAD = frozenset({"states", "nations", "governments", "countries", "parties", "community"})
"""Of these one addressee takes in what another names."""

_ASIDE = (
    r"(?:, (?:including|as appropriate|within|through|upon|where|inter alia|with|as a matter|"
    r"in (?:its|their|accordance|cooperation|consultation|coordination|collaboration|line))\b"
    r"[^;:.]{0,160}?,)?"
)
_ASKED = re.compile(
    r"[\s,]*(?:also|further|once again|again|upon|on|to|strongly)?\s*"
    r"(?P<who>(?:all|the|Member|Governments|States|relevant|interested|other)\b[^;:.(]{0,80}?)"
    rf"{_ASIDE} to (?!and\b|or\b|the\b|their\b)(?=[a-z])"
)
_ACTORS = re.compile(
    r"[A-Z]|\b(?:part(?:y|ies)|community|system|enterprises|stakeholders|actors|entities|agencies|"
    r"bodies|military|forces|donors|institutions|partners|authorities|countries|sector|society)\b"
)
_LISTED = re.compile(r"^[^,]+(?:, [^,]+)+ and [^,]+$")
"""A comma in addressees stands in a list; any other cuts a remark off that names nobody."""

_UNDONE = re.compile(r"\b(?:done? so|not yet|in a position|promotion|efforts?|use|work|to)\b")
"""What names nobody out of its clause (“all who have not yet done so”), or only what is done."""

_REQUESTS = re.compile(r"\brequest", re.IGNORECASE)
"""Offices are requested, States are not: the verb tells which it is not."""


def addressees(material: Material, draw: Random) -> Iterator[Question]:
    """Ask whom a paragraph addresses, those of the other paragraphs to choose from."""
    asked = {one.label: found for one in material.passages if (found := _asked(one))}
    requested = {one.label for one in material.passages if _REQUESTS.search(one.opener)}
    for passage in material.drawn(draw):
        if passage.label not in asked:
            continue
        right = asked[passage.label]
        apart = [
            name
            for label, name in asked.items()
            if not _overlap(name, right) and (label in requested or passage.label not in requested)
        ]
        names: list[str] = []
        for name in wrong(right, apart, material, passage, draw):
            if len(names) < OPTIONS and not any(_overlap(name, one) for one in names):
                names.append(name)
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
    opener = folded(passage.opener)
    if not vocabulary("en").asking.search(opener) or opener.endswith(" for "):
        return ""
    match = _ASKED.match(passage.text, len(passage.opener))
    who = match["who"].strip(" ,") if match else ""
    if not _ACTORS.search(who) or _UNDONE.search(who) or ("," in who and not _LISTED.match(who)):
        return ""
    return who


def _overlap(one: str, other: str) -> bool:
    """Tell whether two addressees are much the same, or one is of the other's number."""
    first, second = (set(folded(said).split()) - _GENERAL for said in (one, other))
    if _named(one) & _named(other):
        return True
    both = first & second
    return (
        bool(first & _BROAD and second & _BROAD)
        or both in (first, second)
        or 2 * len(both) >= len(first | second)
    )


def _named(said: str) -> set[str]:
    """Return the first word of an addressee if it is a name: one body is of another's."""
    words = [word for word in said.split() if folded(word).strip() not in _GENERAL]
    return {words[0]} if words and words[0][:1].isupper() else set()


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]
