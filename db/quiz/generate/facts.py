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
_DATE = re.compile(rf"\b(?:[12]?\d|3[01]) (?:{_MONTHS}) (?:1[89]|20)\d\d\b")
_SYMBOL = re.compile(r"(?:A|E|S)/[\w/.()-]*\d|\d+/\d+ ?[A-Z]?\b|\d+ ?[A-Z]? \([IVXLS-]+\)")
_NUMBER = re.compile(
    r"(?<![\w/.,(-])(?:\d{1,3}(?:[,\u202f\u00a0 ]\d{3})+|\d+(?:\.\d+)?)(?![\w/)-])(?! (?:of |\())"
    r"(?= (?:per cent|years?|months?|days?|members?|States|ratif|instruments|dollars|meetings?|"
    r"representatives|countries|billion|million|goals|targets|Parties))"
)
_COUNTED = (
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|"
    r"sixty|ninety|fortieth|thirtieth|ninetieth)\b"
    r"(?= (?:per cent|years?|months?|days?|members?|instrument|meetings?|representatives|vice))"
)
_WORDED = re.compile(_COUNTED)
_WORDS = ("two", "three", "four", "five", "six", "ten", "twelve", "twenty", "thirty", "ninety")
_ORDINALS = ("twentieth", "thirtieth", "fortieth", "sixtieth", "ninetieth")

Spans = Callable[[Passage], Iterator[tuple[int, int]]]
Makes = Callable[[str], list[str]]


def dates(material: Material, draw: Random) -> Iterator[Question]:
    """Ask for a date of a paragraph, other dates of the document to choose from."""
    yield from _facts(material, draw, _spans(_DATE), _dates_near, "date", "Which date stands in")


def numbers(material: Material, draw: Random) -> Iterator[Question]:
    """Ask for a number of a paragraph, other numbers of its kind to choose from."""
    for pattern in (_NUMBER, _WORDED):
        yield from _facts(
            material, draw, _spans(pattern), _numbers_near, "number", "Which number stands in"
        )


def references(material: Material, draw: Random) -> Iterator[Question]:
    """Ask which document a paragraph refers to, others that are referred to to choose from."""

    def spans(passage: Passage) -> Iterator[tuple[int, int]]:
        for found in references_in(passage.text, material.setting, passage.label):
            said = passage.text[found.start : found.end]
            if " " not in found.target and (match := _SYMBOL.search(said)):
                yield found.start + match.start(), found.start + match.end()

    yield from _facts(
        material, draw, spans, _symbols_near, "cross-reference", "Which document is named in"
    )


def _spans(pattern: re.Pattern[str]) -> Spans:
    def spans(passage: Passage) -> Iterator[tuple[int, int]]:
        return (match.span() for match in pattern.finditer(passage.text))

    return spans


def _facts(
    material: Material, draw: Random, spans: Spans, near: Makes, sort: str, asks: str
) -> Iterator[Question]:
    found = {one.label: list(spans(one)) for one in material.passages}
    values = [one.text[start:end] for one in material.passages for start, end in found[one.label]]
    for passage in material.drawn(draw):
        for start, end in found[passage.label][:2]:
            right = passage.text[start:end]
            others = wrong(right, values, material, passage, draw)
            if len(others) < OPTIONS:
                more = wrong(right, near(right), material, passage, draw)
                others += [one for one in more if one not in others]
            question = gapped(
                material, passage, (start, end), others, sort=sort, asks=asks, difficulty=2
            )
            if question:
                yield question


def _dates_near(date: str) -> list[str]:
    day, month, year = date.split(" ")
    place = MONTHS.index(month)
    return [
        f"{day} {month} {int(year) - 1}", f"{day} {MONTHS[(place + 5) % 12]} {year}",
        f"{day} {month} {int(year) + 1}", f"{day} {month} {int(year) - 2}",
    ]  # fmt: skip


def _numbers_near(number: str) -> list[str]:
    if number in _ORDINALS:
        return list(_ORDINALS)
    if not number[:1].isdigit():
        return list(_WORDS)
    digits = re.sub(r"\D", "", number)
    value = int(digits)
    if digits != number:
        return []
    step = 10 if value % 10 == 0 else 5 if value % 5 == 0 else 1
    return [str(value + step), str(value + 2 * step), str(max(1, value - step)), str(value * 2)]


def _symbols_near(symbol: str) -> list[str]:
    match = re.fullmatch(r"(\d+)/(\d+)", symbol)
    if not match:
        return []
    session, number = int(match[1]), int(match[2])
    return [f"{session - 1}/{number}", f"{session}/{number + 3}", f"{session}/{max(1, number - 2)}"]
