"""Questions on dates.

Wrong dates are made in pairs: two months by two years, or two days by two months. So the right one
shares no more with the wrong ones than each of them with the others, and is not to be guessed.
"""

import re
from collections.abc import Iterator
from random import Random

from db.models import Passage
from db.quiz.generate.facts import Span, asked
from db.quiz.generate.material import Material
from db.quiz.generate.vocabulary import Vocabulary, vocabulary
from db.quiz.models import Question

_SYMBOL = re.compile(
    r"(?:\d/\d+(?: ?[A-Z])?|\d \((?:19|20)\d\d\))[^\d\w]{0,3}(?:\w{1,8}[ \u00a0]){0,3}$"
)
"""The symbol right before tells its session, and so the year."""

_NEAR = 45
"""Characters in which the other date of a period stands."""

_LONG = frozenset({0, 2, 4, 6, 7, 9, 11})
"""Months of 31 days, from January as 0."""

_LEAP = (29, 1)
"""The day that other years do not have."""

_FIRST_OF_SESSION = 8
"""September, in which a session begins."""


def dates(material: Material, draw: Random) -> Iterator[Question]:
    """Ask for a date of a paragraph."""
    known = vocabulary(material.language)

    def others(right: str, passage: Passage, span: Span) -> list[str]:
        return _like(known, passage.text[: span[0]], right, draw)

    found = {
        one.label: [
            match.span()
            for match in known.date.finditer(one.text)
            if not _is_bound(known, one.text, match.span())
        ]
        for one in material.passages
    }
    yield from asked(material, draw, found, others, "date", "Which date stands in")


def _is_bound(known: Vocabulary, words: str, span: Span) -> bool:
    """Tell whether a date bounds a period whose other bound is a date: no other year would do."""
    start, end = span
    if known.until.match(words[end:]) and known.date.search(words[end : end + _NEAR]):
        return True
    last = list(known.date.finditer(words[max(0, start - _NEAR) : start]))
    between = words[max(0, start - _NEAR) + last[-1].end() : start] if last else ""
    return bool(between and known.until.fullmatch(between))


def _like(known: Vocabulary, before: str, date: str, draw: Random) -> list[str]:
    """Make three dates that could stand behind the words before, in the form of the right one."""
    match = known.date.fullmatch(date)
    if match is None:
        return []
    day, year = int(match["day"]), int(match["year"])
    names = [name.casefold() for name in known.months]
    month = names.index(match["month"].casefold())
    if (day, month) == _LEAP:
        return []
    near = before[-24:]
    if ranged := known.before.search(near):
        over = not ranged[0].strip()[:1].isdigit()
        months = [month] if over else [month, _other_month(month, day, draw)]
        days, years = [day], _years(year, 4 if over else 2, draw)
    elif _SYMBOL.search(near):
        days, years = [day, _other_day(day, draw)], [year]
        months = [month, _other_month(month, day, draw)]
    else:
        days, years = [day], _years(year, 2, draw)
        months = [month, _other_month(month, day, draw)]
    made = [
        _written(known, match, d, m, y)
        for d in days for m in months for y in years
        if (d, m, y) != (day, month, year)
    ]  # fmt: skip
    return made[:3]


def _years(year: int, count: int, draw: Random) -> list[int]:
    """Return the year among its neighbours, at a place drawn by lot."""
    first = year - draw.randrange(count)
    return list(range(first, first + count))


def _other_month(month: int, day: int, draw: Random) -> int:
    """Draw another month of the same half of the session, in which the day stands too."""
    late = month >= _FIRST_OF_SESSION
    half = range(_FIRST_OF_SESSION, 12) if late else range(_FIRST_OF_SESSION)
    fit = [one for one in half if one != month and (day < 31 or one in _LONG)]
    return draw.choice([one for one in fit if day < 29 or one != 1])


def _other_day(day: int, draw: Random) -> int:
    return draw.choice([one for one in range(1, 29) if 3 <= abs(one - day) <= 12])


def _written(known: Vocabulary, match: re.Match[str], day: int, month: int, year: int) -> str:
    """Write another date in the form of the one found, its spaces and little words kept."""
    said = match[0]
    parts = {"day": str(day), "month": known.months[month], "year": str(year)}
    for name in sorted(parts, key=match.start, reverse=True):
        start, end = (place - match.start() for place in match.span(name))
        said = said[:start] + parts[name] + said[end:]
    return said
