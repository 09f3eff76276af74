"""The fields of a query: their names, what they may say, and what is told where they cannot."""

import re

from db.models import COLORS

STATES = {
    "passage": ("read", "unread"),
    "note": ("highlight", "note", "orphan", "moved", "anchored"),
    "card": ("new", "due", "learn", "review"),
}
"""What `is:` may say, by what it is said of."""

PLACES = {"texts": "passage", "notes": "note", "cards": "card", "glossary": "glossary"}
"""What `in:` may say."""

OF_PASSAGES = (
    "doc", "symbol", "para", "part", "verb", "to", "theme", "speaker", "voice", "kind", "lang",
    "date", "session", "nc", "re",
)  # fmt: skip
OF_NOTES = ("tag", "color", "quote", "added", "edited")
FIELDS = (*OF_PASSAGES, *OF_NOTES, "in", "is", "text")
"""Names that stand before a colon; any other name is an ordinary word."""

NAMES = {name: name for name in FIELDS} | {"colour": "color"}
"""What may be typed for them."""

CHOICES = {
    "in": tuple(PLACES),
    "is": tuple(state for states in STATES.values() for state in states),
    "color": COLORS,
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


def trouble(name: str, value: str) -> str:
    """Say what is wrong with a field's value, empty where nothing is."""
    known = CHOICES.get(name)
    if known and value.casefold() not in known:
        return f"There is no {name}:{value[:40]}. Choose one of: {', '.join(known)}."
    if name == "date" and dates(value) is None:
        return "Write a date as 2024, 2024-07 or 2024-07-01, a span as 2019..2021."
    if name in ("added", "edited") and not (value.isascii() and value.isdecimal()):
        return f"After {name}: write a number of days, as in {name}:7 for the last week."
    if name == "re":
        from db.search.patterns import trouble as trouble_of_pattern

        return trouble_of_pattern(value)
    return ""
