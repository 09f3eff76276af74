"""The numbers that paragraphs of UN documents carry, in the six languages, as labels.

English, Chinese and Russian documents print `6.`, `(a)`, `(i)`, `a.`, `i.`; French and Spanish
ones `a)` and `i)`; Arabic ones `6 -`, the letters in their old order (أ, ب, ج …) and numbers in
quotation marks where others have Roman ones; Chinese ones ㈠ there (UN Editorial Manual, paragraphs
and subparagraphs). All of them come out as the same labels: `op6`, `op6.a`, `op6.a.i`.

What a label can stand on is the number alone, because that is what the languages share. Where a
document uses a number twice (each section of a budget resolution counts from one), the second
paragraph of that number is `op3.r2`, the third `op3.r3`, and their points `op3.r2.a`. A list
counted 1, 2, 3 inside a numbered paragraph (7, then 1 to 5, then 8) is `op7.1` to `op7.5`. The
articles of a convention and the rules of a body, which count anew too, have their own number:
`annex1.art5.2`, or `annex1.art5` where an article has no numbered paragraphs. Rows of the second
table are `t2.1`, `t2.2`.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from db.address import number_to_roman, roman_value


class Number(NamedTuple):
    """One reading of a printed number; `(i)` has two, the ninth letter and the Roman one.

    `style` is `number`, `heading` or a kind of point: `(a)`, `(i)`, `(1)`, `a.`, `i.`. The last
    part of `17.a` is a letter.
    """

    style: str
    values: tuple[int, ...]
    ends_in_letter: bool = False

    @property
    def value(self) -> int:
        """The number itself, without the parts after its dots."""
        return self.values[-1]

    @property
    def segment(self) -> str:
        """What the number is in a label."""
        if self.style[:2] in {"(a", "a."}:
            return chr(ord("a") + (self.value - 1) % 26) * ((self.value - 1) // 26 + 1)
        if self.style[:2] in {"(i", "i."}:
            return number_to_roman(self.value).lower()
        *above, last = map(str, self.values)
        return ".".join([*above, chr(ord("a") + self.value - 1) if self.ends_in_letter else last])


_UNSEEN = dict.fromkeys(
    map(ord, "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\ufeff")
)
_ABJAD = {letter: n for n, letter in enumerate("ابجدهوزحطيكلمنسعفصقرشتثخذضظغ", 1)}
_SAME = str.maketrans("أإآٱى" + "асеорхіѕј", "ااااي" + "aceopxisj")
_CHINESE = {digit: n for n, digit in enumerate("一二三四五六七八九", 1)}
_PLAIN = re.compile(r"(\d{1,4}(?:\.\d{1,3})*)\s*[.\-–—:、．]*")
_LETTERED = re.compile(r"(\d{1,3})\.([a-z])")
_HEADING = re.compile(r"([IVXL]+|[A-Z])\s*[.\-–—:]?|([一二三四五六七八九十]+)\s*[.、]")
_INNER = re.compile(r"""['’‘"”“]\s*([1-9]\d?)\s*['’‘"”“]\s*[-–]?""")
_POINT = re.compile(r"\(?\s*(\w{1,6})\s*([).])\s*[-–]?")


@lru_cache(maxsize=4096)
def read(printed: str) -> tuple[Number, ...]:
    """Read a number as printed; several readings where it has them, none where it is none."""
    text = unicodedata.normalize("NFKC", printed).translate(_UNSEEN).replace("ـ", "").strip()
    if text == "l.":
        return (Number("number", (1,)),)
    if (match := _PLAIN.fullmatch(text)) and int(match[1].partition(".")[0]):
        return (Number("number", tuple(map(int, match[1].split(".")))),)
    if (match := _LETTERED.fullmatch(text)) and int(match[1]):
        return (Number("number", (int(match[1]), ord(match[2]) - 96), ends_in_letter=True),)
    if match := _INNER.fullmatch(text):
        return (Number("(i)", (int(match[1]),)),)
    return _read_letters(text)


def _read_letters(text: str) -> tuple[Number, ...]:
    if _HEADING.fullmatch(text):
        return (Number("heading", (0,)),)
    if match := _POINT.fullmatch(text):
        return tuple(_points(match[1].translate(_SAME), match[2]))
    return ()


def _points(word: str, close: str) -> list[Number]:
    letter, roman = ("a.", "i.") if close == "." else ("(a)", "(i)")
    if word.isdecimal():
        return [Number("(1)", (int(word),))] if close == ")" and int(word) else []
    if set(word) <= _CHINESE.keys() | {"十"}:
        return [Number(roman, (chinese(word),))]
    found = []
    if len(set(word)) == 1:
        place = _ABJAD.get(word[0]) or (ord(word[0]) - 96 if "a" <= word[0] <= "z" else 0)
        width = 28 if word[0] in _ABJAD else 26
        if place:
            found.append(Number(letter, (place + (len(word) - 1) * width,)))
    if word.islower() and (value := roman_value(word)):
        found.append(Number(roman, (value,)))
    return found


def chinese(word: str) -> int:
    """Read a number from one to ninety-nine in Chinese characters."""
    tens, ten, ones = word.rpartition("十")
    return (_CHINESE.get(tens, 1) * 10 if ten else 0) + _CHINESE.get(ones, 0)


LEADING = re.compile(
    "[\\s\u00a0\u200e\u200f]*("
    r"\d{1,3}(?![\d/,%])(?:\s*[.–—-](?!\d))?"
    r"|\(\w{1,6}\)|[a-z]{1,6}\)(?=[\s\u00a0])|[㈠-㈩]|['’‘]\d{1,3}['’‘]"
    ")[\\s\u00a0\u200e\u200f]*"
)
"""A number at the head of a text that ought to have been set apart from it."""

TYPED = re.compile(
    "[\\s\u00a0\u200e\u200f]*("
    r"\d{1,3}(?:\.\d{1,3}){1,3}\.?(?=\s)|\d{1,3}\.[a-z](?=\s)|\d{1,3}\s?[-–](?=\s)"
    r"|\d{1,3}\s?[.．、)](?=[\s\u2e80-\u9fff])|[（(]\w{1,6}[)）]|[^\W\d_]{1,5}\)(?=\s)"
    r"|[ivx]{1,5}\.(?=\s)|[a-h]\.(?=\s)|[㈠-㈩]"
    ")[\\s\u00a0\u200e\u200f]*"
)
"""A number typed at the head of a paragraph, with the mark that ends it."""


def nested(numbers: Sequence[int]) -> list[bool]:
    """Tell which of a document's paragraph numbers count a list inside a paragraph.

    Those are a run from 1 after which the counting goes on where it was left: 7, 1, 2, 3, 8.
    """
    inside = [False] * len(numbers)
    last = index = 0
    while index < len(numbers):
        if numbers[index] == 1 and last:
            end = index
            while end < len(numbers) and numbers[end] == end - index + 1:
                end += 1
            if end < len(numbers) and numbers[end] == last + 1:
                inside[index:end] = [True] * (end - index)
                index = end
                continue
        last = numbers[index]
        index += 1
    return inside


@dataclass(slots=True)
class _Level:
    style: str
    value: int
    label: str


class Outline:
    """The labels of one part of a document (its body or an annex), handed out in order."""

    def __init__(self, prefix: str, numbered: str, used: set[str]) -> None:
        self._prefix = prefix
        self._numbered = numbered
        self._above_dotted = ""
        self._article = ""
        self._article_is_new = False
        self._used = used
        self._counts: dict[str, int] = {}
        self._unit = ""
        self._paragraph = ""
        self._list_of = ""
        self._levels: list[_Level] = []

    def numbered(self, number: Number, *, inside: bool = False) -> str:
        """Label a numbered paragraph; `inside` says that its list stands in the one before."""
        if len(number.values) > 1:
            above = (
                f"{self._above_dotted}." if self._above_dotted else self._prefix + self._numbered
            )
            return self._begin(above + number.segment)
        if inside and self._paragraph:
            return self._begin(f"{self._paragraph}.{number.segment}")
        if self._article_is_new and number.value != 1:
            self._article = ""  # the count goes on through the articles
        self._article_is_new = False
        head = f"{self._article}." if self._article else self._numbered
        self._paragraph = self._begin(f"{self._prefix}{head}{number.segment}")
        self._above_dotted = self._paragraph
        return self._paragraph

    def counted(self, word: str) -> str:
        """Label what carries no number by counting its kind: `pp3`, `u1`."""
        if word == "u" and self._article_is_new and self._free_as(self._article):
            return self._begin(f"{self._prefix}{self._article}")
        return self._begin(self._next(word))

    def heading(self, article: int = 0) -> str:
        """Label a heading: `h2`; `article` is the number of the article or rule it begins."""
        self._unit = self._above_dotted = self._free(self._next("h"))
        if article:
            self._article = f"art{article}"
            self._article_is_new = True
        return self._unit

    def begin_table(self) -> None:
        """Count a table; it does not end the list around it."""
        self._counts["t"] = self._counts.get("t", 0) + 1
        self._counts["row"] = 0

    def row(self) -> str:
        """Label the next row of the table: `t1.4`."""
        self._counts["row"] += 1
        return self._free(f"{self._prefix}t{self._counts['t']}.{self._counts['row']}")

    def expects(self, readings: Sequence[Number]) -> bool:
        """Tell whether a point read so would go on with the list, or begin one."""
        return bool(self._unit) and any(
            n.value == 1 or any(level.style == n.style and level.value + 1 == n.value
                                for level in self._levels)
            for n in readings
        )  # fmt: skip

    def point(self, readings: Sequence[Number], following: Sequence[Number] = ()) -> str:
        """Label a point; `following` are the readings of the number after it.

        Points belong to the paragraph before them, and to the point before them where their
        style begins anew under it.
        """
        number, depth = self._place(readings, following)
        if not depth and (number.value == 1 or not self._list_of):
            self._list_of = self._unit or self.counted("u")
        above = self._levels[depth - 1].label if depth else self._list_of
        label = self._free(f"{above}.{number.segment}")
        self._levels[depth:] = [_Level(number.style, number.value, label)]
        return label

    def _place(self, readings: Sequence[Number], following: Sequence[Number]) -> tuple[Number, int]:
        first = next((n for n in readings if n.value == 1), None)
        if first and len(readings) > 1 and any(
            n.style == first.style and n.value == 2 for n in following
        ):  # fmt: skip
            return first, self._depth(first)
        for depth in range(len(self._levels) - 1, -1, -1):
            for n in readings:
                if (
                    n.style == self._levels[depth].style
                    and n.value == self._levels[depth].value + 1
                ):
                    return n, depth
        number = first or readings[0]
        return number, self._depth(number)

    def _depth(self, number: Number) -> int:
        styles = [level.style for level in self._levels]
        if number.style in styles:
            return styles.index(number.style)
        return 0 if number.style == "(a)" and number.value > 1 else len(styles)

    def _next(self, word: str) -> str:
        count = self._counts[word] = self._counts.get(word, 0) + 1
        return f"{self._prefix}{word}{count}"

    def _free_as(self, name: str) -> bool:
        return f"{self._prefix}{name}" not in self._used

    def _begin(self, label: str) -> str:
        self._levels, self._list_of = [], ""
        self._unit = self._free(label)
        return self._unit

    def _free(self, label: str) -> str:
        found, count = label, 1
        while found in self._used:
            count += 1
            found = f"{label}.r{count}"
        self._used.add(found)
        return found
