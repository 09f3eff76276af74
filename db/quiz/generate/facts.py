"""Questions on what can be looked up: other documents, dates, numbers."""

import re
from collections.abc import Callable, Iterator
from random import Random

from db.dates import MONTHS
from db.models import Passage
from db.quiz.generate.gapping import OPTIONS, gapped, wrong
from db.quiz.generate.material import Material
from db.quiz.models import Question
from db.references import references as references_in

_MONTHS = "|".join(MONTHS)
_GAP = r"[ \u00a0\u202f]"
"""A space, or one at which no line is broken: so official texts set most dates and sums."""

_DATE = re.compile(rf"\b(?:[12]?\d|3[01]){_GAP}(?:{_MONTHS}){_GAP}(?:1[89]|20)\d\d\b")
_SYMBOL = re.compile(r"(?:A|E|S)/[\w/.()-]*\d|\d+/\d+ ?[A-Z]?\b|\d+ ?[A-Z]? \([IVXLS-]+\)")
_NUMBER = re.compile(
    r"(?<![\w/.,(-])(?:\d{1,3}(?:[,\u202f\u00a0 ]\d{3})+|\d+(?:\.\d+)?)(?![\w/)-])"
    rf"(?!{_GAP}(?:of |\())(?={_GAP}(?:per cent|years?|months?|days?|members?|States|"
    r"ratif|instruments|dollars|meetings?|representatives|countries|billion|million|goals|targets|Parties))"
)
_COUNTED = (
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|"
    r"sixty|ninety|fortieth|thirtieth|ninetieth)\b"
    rf"(?={_GAP}(?:per cent|years?|months?|days?|members?|instrument|meetings?|"
    r"representatives|vice))"
)
_WORDED = re.compile(_COUNTED)
_WORDS = ("two", "three", "four", "five", "six", "ten", "twelve", "twenty", "thirty", "ninety")
_ORDINALS = ("twentieth", "thirtieth", "fortieth", "sixtieth", "ninetieth")

Spans = Callable[[Passage], Iterator[tuple[int, int]]]
Makes = Callable[[str], list[str]]


def dates(material: Material, draw: Random) -> Iterator[Question]:
    """Ask for a date of a paragraph, other dates of the document to choose from."""
    yield from _facts(
        material, draw, _spans(_DATE), _dates_near, "date", "Which date stands in", _near_in_time
    )


def numbers(material: Material, draw: Random) -> Iterator[Question]:
    """Ask for a number of a paragraph, other numbers of its kind to choose from."""
    for pattern in (_NUMBER, _WORDED):
        yield from _facts(
            material, draw, _spans(pattern), numbers_near, "number", "Which number stands in", alike
        )


def references(material: Material, draw: Random) -> Iterator[Question]:
    """Ask which document a paragraph refers to, others that are referred to to choose from."""

    def spans(passage: Passage) -> Iterator[tuple[int, int]]:
        for found in references_in(passage.text, material.setting, passage.label):
            said = passage.text[found.start : found.end]
            match = _SYMBOL.search(said) if " " not in found.target else None
            if match and _whole(passage.text, span := (found.start + match.start(),
                                                       found.start + match.end())):  # fmt: skip
                yield span

    yield from _facts(
        material, draw, spans, _symbols_near, "cross-reference", "Which document is named in", _aged
    )


def _whole(words: str, span: tuple[int, int]) -> bool:
    """Tell whether a symbol is all of it: not `11/1` of `ES-11/1`, not `42/39` of `42/39 K`."""
    start, end = span
    parted = words[max(0, start - 1) : start] in ("-", "\u2011", "/")
    return not parted and not re.match(r"[\s\u00a0]?[A-Z]\b|[/-]\w", words[end:])


def _spans(pattern: re.Pattern[str]) -> Spans:
    def spans(passage: Passage) -> Iterator[tuple[int, int]]:
        return (match.span() for match in pattern.finditer(passage.text))

    return spans


def _facts(
    material: Material,
    draw: Random,
    spans: Spans,
    near: Makes,
    sort: str,
    asks: str,
    fits: Callable[[str, str], bool] = lambda right, other: True,
) -> Iterator[Question]:
    found = {one.label: list(spans(one)) for one in material.passages}
    values = [one.text[start:end] for one in material.passages for start, end in found[one.label]]
    for passage in material.drawn(draw):
        for start, end in found[passage.label][:2]:
            right = passage.text[start:end]
            like = [one for one in values if fits(right, one)]
            others = wrong(right, like, material, passage, draw)
            if len(others) < OPTIONS:
                more = wrong(right, near(right), material, passage, draw)
                others += [one for one in more if one not in others]
            question = gapped(
                material, passage, (start, end), others, sort=sort, asks=asks, difficulty=2
            )
            if question:
                yield question


def _dates_near(date: str) -> list[str]:
    day, month, year = date.split()
    place = MONTHS.index(month)
    return [
        f"{day} {month} {int(year) - 1}", f"{day} {MONTHS[(place + 5) % 12]} {year}",
        f"{day} {month} {int(year) + 1}", f"{day} {month} {int(year) - 2}",
    ]  # fmt: skip


def _near_in_time(right: str, other: str) -> bool:
    """Tell whether two dates are near enough that what stands beside them tells neither away."""
    return abs(int(right[-4:]) - int(other[-4:])) <= 1


def _aged(right: str, other: str) -> bool:
    """Tell whether two symbols are of one age: `1514 (XV)` stands out among those with a bar."""
    return ("(" in right) is ("(" in other)


def alike(right: str, other: str) -> bool:
    """Tell whether two numbers could stand in each other's place: of one form, of like size."""
    if re.sub(r"\d+", "0", right) != re.sub(r"\d+", "0", other):
        return not re.search(r"\d", right + other)
    mine, its = (int(re.sub(r"\D", "", one) or 0) for one in (right, other))
    return mine <= 10 * its and its <= 10 * mine and (mine <= 31) is (its <= 31)


def numbers_near(number: str) -> list[str]:
    """Make numbers that could be mistaken for one, in its form; none where that is not certain."""
    if number in _ORDINALS:
        return list(_ORDINALS)
    if not number[:1].isdigit():
        return list(_WORDS)
    digits = re.sub(r"\D", "", number)
    value = int(digits)
    if digits != number:
        return []
    if re.fullmatch(r"(?:19|20)\d\d", number):
        return [str(value + 1), str(value - 1), str(value - 2)]
    step = 10 if value % 10 == 0 else 5 if value % 5 == 0 else 1
    return [str(value + step), str(value + 2 * step), str(max(1, value - step)), str(value * 2)]


def _symbols_near(symbol: str) -> list[str]:
    match = re.fullmatch(r"(\d+)/(\d+)", symbol)
    if not match:
        return []
    session, number = int(match[1]), int(match[2])
    return [f"{session - 1}/{number}", f"{session}/{number + 3}", f"{session}/{max(1, number - 2)}"]
