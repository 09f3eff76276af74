"""The fields of a query: their names, what they may say, and what is told where they cannot."""

import re
from collections.abc import Callable
from typing import NamedTuple

from db.models import COLORS, STYLES

STATES = {
    "passage": ("read", "unread"),
    "note": ("highlight", "note", "orphan", "moved", "anchored", "bookmark", "free"),
    "card": ("new", "due", "learn", "review", "suspended", "buried"),
}
"""What `is:` may say, by what it is said of."""

PLACES = {"texts": "passage", "notes": "note", "cards": "card", "glossary": "glossary"}
"""What `in:` may say."""

OF_PASSAGES = (
    "doc", "symbol", "para", "part", "verb", "to", "theme", "speaker", "voice", "kind", "lang",
    "date", "session", "nc", "re",
)  # fmt: skip
OF_NOTES = ("tag", "color", "style", "folder", "quote", "added", "edited")
OF_CARDS = ("rated", "prop")
FIELDS = (*OF_PASSAGES, *OF_NOTES, *OF_CARDS, "in", "is", "text")
"""Names that stand before a colon; any other name is an ordinary word."""

NAMES = {name: name for name in FIELDS} | {"colour": "color"}
"""What may be typed for them."""

CHOICES = {
    "in": tuple(PLACES),
    "is": tuple(state for states in STATES.values() for state in states),
    "color": COLORS,
    "style": STYLES,
}
"""The fields that may say only this."""

_DAY = r"\d{4}(?:-\d\d(?:-\d\d)?)?"
_DATE = re.compile(rf"(?P<first>{_DAY})?(?P<range>\.\.)?(?P<last>{_DAY})?", re.ASCII)


def dates(value: str) -> tuple[str, str] | None:
    """Read `2024-07`, `2024-07..`, `..2020` or `2019..2021`: first and last day as text.

    None where it is no date.
    """
    found = _DATE.fullmatch(value)
    if found is None or not (found["first"] or found["last"]):
        return None
    if not found["range"] and found["last"]:
        return None
    last = found["last"] if found["range"] else found["first"]
    return found["first"] or "", f"{last}~" if last else "~"


PROPERTIES = ("lapses", "reps", "ivl", "due", "s", "d")
"""What `prop:` may ask of a card, by Anki's names."""

_RATED = re.compile(r"(?P<days>\d{1,5})(?::(?P<grade>[1-4]))?", re.ASCII)
_PROPERTY = re.compile(
    rf"(?P<name>{'|'.join(PROPERTIES)})(?P<operator><=|>=|!=|=|<|>)"
    r"(?P<number>-?\d{1,6}(?:\.\d{1,6})?)",
    re.ASCII | re.IGNORECASE,
)


class Property(NamedTuple):
    """What `prop:` asks of a card."""

    name: str
    operator: str
    number: float


def rated(value: str) -> tuple[int, int] | None:
    """Read `7` or `7:1`: days, and the grade or 0 for any; None where it is neither."""
    found = _RATED.fullmatch(value)
    return (int(found["days"]), int(found["grade"] or 0)) if found else None


def prop(value: str) -> Property | None:
    """Read `lapses>3`; None where it is nothing of the kind."""
    found = _PROPERTY.fullmatch("".join(value.split()))
    if found is None:
        return None
    return Property(found["name"].lower(), found["operator"], float(found["number"]))


def _is_days(value: str) -> bool:
    return value.isascii() and value.isdecimal()


_DAYS = "After {name}: write a number of days, as in {name}:7 for the last week."
_WRITTEN: dict[str, tuple[Callable[[str], object], str]] = {
    "date": (dates, "Write a date as 2024, 2024-07 or 2024-07-01, a span as 2019..2021."),
    "added": (_is_days, _DAYS),
    "edited": (_is_days, _DAYS),
    "rated": (
        rated,
        "After rated: write days and perhaps a grade from 1 to 4, as in rated:7 or rated:7:1.",
    ),
    "prop": (
        prop,
        f"After prop: compare one of {', '.join(PROPERTIES)} with a number, as in prop:lapses>3.",
    ),
}
"""How some fields read their values, and what is told where they cannot."""


def trouble(name: str, value: str) -> str:
    """Say what is wrong with a field's value, empty where nothing is."""
    known = CHOICES.get(name)
    if known and value.casefold() not in known:
        return f"There is no {name}:{value[:40]}. Choose one of: {', '.join(known)}."
    read, sentence = _WRITTEN.get(name, (None, ""))
    if read and not read(value):
        return sentence.format(name=name)
    if name == "re":
        from db.search.patterns import trouble as trouble_of_pattern

        return trouble_of_pattern(value)
    return ""
