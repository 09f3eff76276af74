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
_GENERAL = frozenset({"all", "other", "relevant", "interested", "and", "the", "of", "as", "well"})
"""Words of addressees that tell none from another."""

_BROAD = frozenset({"states", "nations", "governments"})
"""Of these one addressee takes in what another names."""

_ASKING = re.compile(
    r"(?:requests?|invites?|calls? upon|urges?|encourages?|appeals? to|calls? on)\b", re.IGNORECASE
)
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
_UNDONE = re.compile(r"\b(?:done? so|not yet|in a position|promotion|efforts?|use|work|to)\b")
"""What names nobody out of its clause (“all who have not yet done so”), or only what is done."""


def verbs(material: Material, draw: Random) -> Iterator[Question]:
    """Ask which words open a paragraph, the other openings of its part to choose from."""
    for passage in material.drawn(draw):
        opens = passage.opener and not passage.opener.startswith("The ")
        if not opens or not passage.text.startswith(passage.opener):
            continue
        apart: dict[str, str] = {}
        for one in wrong(passage.opener, _openers(material, passage), material, passage, draw):
            apart.setdefault(_verb(one).partition(" ")[0], one)
        others = list(apart.values())
        span = (0, len(passage.opener))
        if (question := gapped(material, passage, span, others, sort="operative verb",
                                        asks="Which words open", difficulty=2)):  # fmt: skip
            yield question


def _openers(material: Material, passage: Passage) -> list[str]:
    """List the openings of the same part that could stand here: of another verb of its kind."""
    verb, follows, asks = _verb(passage.opener), _next(passage), _asks(passage)
    return [
        one.opener
        for one in material.passages
        if one.opener
        and not one.opener.startswith("The ")
        and one.kind == passage.kind
        and _verb(one.opener) != verb
        and _next(one) == follows
        and _asks(one) is asks
    ]


def _verb(opener: str) -> str:
    return " ".join(word for word in folded(opener).split() if word not in _AGAIN)


def _asks(passage: Passage) -> bool:
    return bool(_ASKING.search(passage.opener))


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
        apart = [name for name in asked.values() if not _overlap(name, right)]
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
    if not _asks(passage):
        return ""
    match = _ASKED.match(passage.text, len(passage.opener))
    who = match["who"].strip(" ,") if match else ""
    return who if _ACTORS.search(who) and not _UNDONE.search(who) else ""


def _overlap(one: str, other: str) -> bool:
    """Tell whether two addressees are much the same, or one is of the other's number."""
    first, second = (set(folded(said).split()) - _GENERAL for said in (one, other))
    both = first & second
    return bool(both & _BROAD) or both in (first, second) or 2 * len(both) >= len(first | second)


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]
