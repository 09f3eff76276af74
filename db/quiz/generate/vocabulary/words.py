"""The words by which texts of the six languages are taken apart: links, months, units, askings.

What a language has no list of is found by what stands in every language, or is not asked after.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

GAP = r"[ \u00a0\u202f]"
"""A space, or one at which no line is broken: so official texts set most dates and sums."""

DAY = r"(?P<day>[12]\d|3[01]|0?[1-9])"
YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
NEVER = r"(?!)"
ANY = re.compile("")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """One language's words; patterns are matched against folded words but for date and counted."""

    language: str
    links: frozenset[str]
    """Words that join others: a phrase neither holds one nor begins or ends with one."""
    acts: frozenset[str]
    """Verbs that look like nouns: a phrase that one stands in or behind is not known."""
    adjectives_first: bool
    """Whether adjectives stand before their noun, whose form theirs follows."""
    verbal: re.Pattern[str]
    """Forms that are no part of a noun phrase: participles, infinitives, adverbs."""
    bare: re.Pattern[str]
    """Forms that no noun phrase ends with."""
    noun: re.Pattern[str]
    """Forms that it ends with; what has neither form is not known."""
    date: re.Pattern[str]
    """A date, with the groups day, month and year."""
    months: tuple[str, ...]
    counted: re.Pattern[str]
    """A number in figures before what it counts."""
    agreeing: Callable[[int], int]
    """The number's class: what is counted has another form after one of another class."""
    again: re.Pattern[str]
    """What an opening says besides its verb: also, further, again."""
    asking: re.Pattern[str]
    """Openings that address somebody."""
    requesting: re.Pattern[str]
    """Those of them that address an office and not States."""
    grieved: re.Pattern[str]
    """Openings that regret, fear or condemn."""
    praising: re.Pattern[str]
    """Openings that praise or thank somebody for something."""
    before: re.Pattern[str]
    """What stands before the last day of several: `from 3 to`, `3 and`."""
    until: re.Pattern[str]
    """What stands between the two dates of a period."""
    governs: re.Pattern[str]
    """What follows an opening, folded, that only some openings stand before: links, infinitives."""


def words(listed: str) -> frozenset[str]:
    """Return the words of a list, whatever space is between them."""
    return frozenset(listed.split())


def counted(units: str) -> re.Pattern[str]:
    """Return what finds a number in figures, no year, before one of the units."""
    figures = r"(?:\d{1,3}(?:[,.\u202f\u00a0 ]\d{3})+|\d+(?:[.,]\d+)?)"
    return re.compile(
        rf"(?<![\w/.,(-])(?!(?:19|20)\d\d\b){figures}(?![\w/)-])(?={GAP}?(?:{units}))"
    )


def one_or_many(number: int) -> int:
    """Tell one from several, as most languages do."""
    return min(number, 2)


def dated(months: tuple[str, ...], of: str = "") -> re.Pattern[str]:
    """Return what finds a date; `of` stands between its parts."""
    named = "|".join(re.escape(one) for one in months)
    return re.compile(rf"(?<!\d){DAY}{GAP}{of}(?P<month>{named}){GAP}{of}{YEAR}(?!\d)", re.I)
