"""Questions on numbers before what they count."""

import re
from collections.abc import Iterator
from random import Random

from db.models import Passage
from db.quiz.generate.facts import Span, asked
from db.quiz.generate.material import Material
from db.quiz.generate.vocabulary import Vocabulary, vocabulary
from db.quiz.models import Question

_SPACE = r"[ \u00a0\u202f]"
_WORDED = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|"
    rf"sixty|ninety)\b(?={_SPACE}(?:per cent|years?|months?|days?|members?|instrument|meetings?|"
    r"representatives|vice))"
)
_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
          "twelve")  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_GROUPS = re.compile(r"[,.\u202f\u00a0 ](?=\d{3}(?!\d))")
_DAYS = re.compile(
    rf"(?<!\d)(\d{{1,2}}){_SPACE}?(?:to|-|–|au|al|по|إلى|至){_SPACE}?(\d{{1,2}})(?!\d)"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SHARE = re.compile(
    rf"{_SPACE}?(?:%|％|per cent|pour cent|por ciento|процент|في المائة)", re.IGNORECASE
)
_MONTHS = re.compile(rf"{_SPACE}(?:months|mois|meses|месяц|شهر|个月)")
_LISTED = re.compile(rf"\d{_SPACE}?(?:and|or|to|et|ou|y|o|a|à|и|или|и|و|或|和|至|-|–){_SPACE}?$")
_GOES_ON = re.compile(rf"{_SPACE}?(?:and|or|to|et|ou|à|y|o|a|и|или|و|或|和|至|-|–){_SPACE}?\d")


def numbers(material: Material, draw: Random) -> Iterator[Question]:
    """Ask for a number of a paragraph, others of its form and size to choose from."""
    known = vocabulary(material.language)

    def others(right: str, passage: Passage, span: Span) -> list[str]:
        share = bool(_SHARE.match(passage.text[span[1] :]))
        months = right.isdigit() and int(right) % 3 == 0 and _MONTHS.match(passage.text, span[1])
        return numbers_near(right, known, draw, most=100 if share else 0, step=3 if months else 0)

    patterns = [known.counted, _WORDED] if material.language == "en" else [known.counted]
    found = {
        one.label: [
            match.span()
            for pattern in patterns
            for match in pattern.finditer(one.text)
            if not is_of_a_row(one.text, match.span()) and not _is_reckoned(one.text, match[0])
        ]
        for one in material.passages
    }
    yield from asked(material, draw, found, others, "number", "Which number stands in")


def is_of_a_row(words: str, span: Span) -> bool:
    """Tell whether a number stands beside another, which tells it: `14 and 15 days`."""
    return bool(_LISTED.search(words[: span[0]]) or _GOES_ON.match(words[span[1] :]))


def _is_reckoned(words: str, number: str) -> bool:
    """Tell whether two years, or days, of the clause are so far apart.

    As in `the five years from 2017 to 2022` and `for four days, from 18 to 21 June`.
    """
    value = _WORDS.index(number) + 2 if number in _WORDS else int(number) if number.isdigit() else 0
    years = {int(one) for one in _YEAR.findall(words)}
    days = [int(last) - int(first) for first, last in _DAYS.findall(words)]
    spans = [abs(a - b) for a in years for b in years] + days
    return value > 1 and any(abs(span - value) <= 1 for span in spans)


def numbers_near(
    number: str, known: Vocabulary, draw: Random, *, most: int = 0, step: int = 0
) -> list[str]:
    """Make numbers that could be mistaken for one, in its form; none where that is not certain.

    `most` is the largest that can be, 0 where there is none; so is `step`, how far they are apart.
    """
    if not number[:1].isdigit():
        return _near_in(_TENS if number in _TENS else _WORDS, number, draw)
    if re.search(r"[.,]\d{1,2}$", number):
        return _with_fraction(number, draw, most)
    digits = _GROUPS.sub("", number)
    if not digits.isascii() or not digits.isdigit():
        return []
    value = int(digits)
    step = step or _step(value)
    made = [value + n * step for n in range(-3, 4) if n]
    return [
        _grouped(one, number)
        for one in draw.sample(made, len(made))
        if one > 0 and (not most or one <= most)
        and known.agreeing(one) == known.agreeing(value) and len(str(one)) - len(digits) < 2
    ]  # fmt: skip


def _step(value: int) -> int:
    """Return by how much a number is likely to be mistaken: of round ones by round ones."""
    for size in (1_000, 100, 50, 10, 5):
        if value % size == 0 and size < value <= 100 * size:
            return size
    return 1 if value < 1_000 else 10 ** (len(str(value)) - 2)


def _near_in(row: tuple[str, ...], word: str, draw: Random) -> list[str]:
    """Return the neighbours of a word in its row, in an order drawn by lot."""
    if word not in row:
        return []
    place = row.index(word)
    near = [*row[max(0, place - 3) : place], *row[place + 1 : place + 4]]
    return draw.sample(near, len(near))


def _with_fraction(number: str, draw: Random, most: int) -> list[str]:
    """Make numbers that differ in the last place: 2.3 and 2.8 beside 2.6."""
    whole, mark, part = re.split(r"([.,])(?=\d+$)", number)
    if not whole.isdigit():
        return []
    value = int(whole + part)
    made = [value + n for n in range(-5, 6) if n and value + n > 0]
    written = [f"{one:0{len(part) + 1}}" for one in made]
    fit = [f"{one[: -len(part)]}{mark}{one[-len(part) :]}" for one in written]
    return [one for one in draw.sample(fit, len(fit)) if not most or int(one.split(mark)[0]) < most]


def _grouped(value: int, like: str) -> str:
    """Write a number with the sign between its thousands that another has."""
    sign = _GROUPS.search(like)
    return f"{value:,}".replace(",", sign[0]) if sign else str(value)
