"""The address of a paragraph: `A/RES/78/311 op6.a`, its order, and what people type for it.

A label is a head and points: `pp7`, `op6`, `op6.a.i`, `p12`, `annex1.60`, `annex1.pp2`,
`annex1.art5.2`, `record.draft`, `h3`, `t1.4` (a table's row), `fn1`; `op3.r2` is the second
paragraph a document numbers 3. Labels follow the document's own numbering (preambular paragraphs,
which carry no number, are counted), never a position in a file.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from db import links
from db.errors import UsageError
from db.text import late_regex

_LABEL = late_regex(
    r"(?:(?:pp|op|p|h|u|t|art|fn)[1-9][0-9]{0,4}|annex(?:[1-9][0-9]{0,2})?)(?:\.[a-z0-9]{1,8}){0,8}"
    r"|record(?:\.[a-z0-9_]{1,40})?|title"
)
_HEAD_ORDER = {
    "record": 0,
    "title": 1,
    "pp": 2,
    "h": 3,
    "op": 3,
    "p": 3,
    "art": 3,
    "u": 4,
    "t": 4,
    "annex": 5,
    "fn": 6,
}
_NAMES = {
    "op": "para. {}",
    "p": "para. {}",
    "pp": "PP{}",
    "h": "heading {}",
    "u": "unnumbered para. {}",
    "art": "article {}",
    "t": "table {}",
    "fn": "footnote {}",
}
_ROMAN = late_regex(r"m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


class Address(NamedTuple):
    """A document, and a paragraph of it unless `label` is empty."""

    document: str
    label: str = ""

    def __str__(self) -> str:
        return f"{self.document} {self.label}".strip()


def is_label(text: str) -> bool:
    """Tell whether `text` is a label as the library writes it."""
    return _LABEL().fullmatch(text) is not None


def roman_value(text: str) -> int:
    """Read a Roman numeral in either case; 0 where it is none."""
    lower = text.lower()
    if not lower or not _ROMAN().fullmatch(lower):
        return 0
    total = 0
    for char, after in zip(lower, lower[1:] + " ", strict=True):
        value = _ROMAN_VALUES[char]
        total += -value if _ROMAN_VALUES.get(after, 0) > value else value
    return total


@lru_cache(maxsize=8192)  # long lists of notes have few labels, many times
def sort_key(label: str) -> tuple[tuple[int, str, int], ...]:
    """Order labels as a reader meets them: record, preamble, operative part, annexes, notes."""
    head, *points = label.split(".")
    word, number = _word_and_number(head)
    return ((_HEAD_ORDER.get(word, 3), word, number), *map(_point_key, points))


def _word_and_number(part: str) -> tuple[str, int]:
    match = re.fullmatch(r"([a-z]*)([0-9]{0,9})", part)
    return (match[1], int(match[2] or 0)) if match else (part, 0)


def _point_key(point: str) -> tuple[int, str, int]:
    """Order points without knowing their neighbours: (a) … (z), (aa) …, or (i), (ii) …

    A Roman numeral stands by the letter it begins a run with (ii, iii and iv after i; vi to ix
    after v), which puts both kinds of list right.
    """
    word, number = _word_and_number(point)
    if number and word == "r":
        return 5, word, number
    if number or not word:
        return _HEAD_ORDER.get(word, 3), word, number
    if len(word) > 1 and set(word) <= set("ivx") and (value := roman_value(word)):
        return 3, "x" if value > 9 else "v" if value > 4 else "i", value
    return 3 + (len(word) > 1), word, 0


def split_annex(label: str) -> tuple[str, str]:
    """Split `annex1.60.a` into the annex and the label inside it, `op60.a`; none is empty."""
    head, _, inner = label.partition(".")
    if not head.startswith("annex"):
        return "", label
    return head, f"op{inner}" if inner[:1].isdigit() else inner


def describe(label: str) -> str:
    """Say a label in the UN's words: `para. 6 (a)`, `PP7`, `annex I, para. 60`."""
    annex, inner = split_annex(label)
    if annex:
        _, number = _word_and_number(annex)
        title = f"annex {number_to_roman(number)}" if number else "annex"
        return f"{title}, {describe(inner)}" if inner else title
    head, *points = label.split(".")
    if head == "record":
        return ", ".join([head, *points]).replace("_", " ")
    word, number = _word_and_number(head)
    if word in _NAMES and number:
        head = _NAMES[word].format(number)
    elif head not in {"", "title"}:
        head = f"({head})"
    if word in {"art", "t"} and points and points[0].isdecimal():
        head += f", {'para.' if word == 'art' else 'row'} {points.pop(0)}"
    return " ".join([head, *map(_say_point, points)])


def _say_point(point: str) -> str:
    match = re.fullmatch(r"r([1-9][0-9]?)", point)
    return f"[{ORDINALS[int(match[1]) - 1]} of this number]" if match else f"({point})"


def number_to_roman(number: int) -> str:
    """Write a positive integer as an upper-case Roman numeral."""
    letters_of = ["M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"]
    values = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
    text = ""
    for value, letters in zip(values, letters_of, strict=True):
        while number >= value:
            text, number = text + letters, number - value
    return text


def gutter(label: str) -> str:
    """Return what stands in the margin: `6`, `(a)`, `PP7`; empty for headings and the like."""
    head, *points = split_annex(label)[1].split(".")
    word, number = _word_and_number(head)
    points = [point for point in points if not re.fullmatch(r"r[0-9]+", point)]
    if head in {"", "record", "title"} or word == "t":
        return ""
    if word == "art" and len(points) == 1 and points[0].isdecimal():
        return points[0]
    if points or word == head:
        return f"({points[-1] if points else head})"
    return {"op": f"{number}", "p": f"{number}", "pp": f"PP{number}"}.get(word, "")


# fmt: off
_UNITS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
          "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth",
          "seventeenth", "eighteenth", "nineteenth"]
_TENS = ["twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet"]
# fmt: on
ORDINALS = (
    *_UNITS,
    *(f"{ten}{rest}" for ten in _TENS for rest in ("ieth", *(f"y-{one}" for one in _UNITS[:9]))),
)
"""How preambular paragraphs are counted in words: first to ninety-ninth."""

_LONGEST = 120
"""A name of a paragraph or document has no more characters; it keeps messages short too."""

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"), "")
_HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011\u2012"), "-")
_SPACES = late_regex(r"\s+")
_ANNEX = late_regex(r"annexe?\s*([ivxlc]+|\d{1,3})?\b[\s,.:]*")
_PREAMBULAR = late_regex(r"([a-z-]+) (?:preambular|pream\.?) (?:paragraph|para\.?)(.*)")
_PARAGRAPH = late_regex(
    r"""(?P<kind>preambular\s*(?:paragraph|para\.?)?|preamble|operative\s*(?:paragraph|para\.?)?
         |paragraphs?|paras?\.?|pp|op|p\.?|¶+|§|\#
         |article|art\.?|table|footnote|fn|heading|unnumbered\ para\.?)?
        [\s.:]*(?P<number>\d{1,5})\)?
        (?:,?\s*(?:paragraph|para\.?|row)\s*(?P<inner>\d{1,5}))?
        (?P<points>(?>[\s.]*+(?:\(\s*[a-z0-9]{1,8}\s*\)|(?<=\.)[a-z0-9]{1,8}
                              |[a-z](?![a-z])\)?)){0,8}+)""",
    re.VERBOSE,
)
_HEADS = {"pream": "pp", "pp": "pp", "op": "op", "art": "art", "table": "t", "f": "fn",
          "head": "h", "unnum": "u"}  # fmt: skip
"""How what is typed before a number begins, and the head it stands for."""

_RESOLUTION = late_regex(
    r"^(?:the )?(?:un )?(?:general assembly |ga )?res(?:olution|\.)? (?=\S*/)", re.IGNORECASE
)
_NUMBER = late_regex(r"(?:[A-Z]{1,2}-)?\d+/\d+(?:[A-Z](?:-[A-Z])?)?", re.ASCII | re.IGNORECASE)


def parse_label(text: str, *, paragraph: str = "op") -> str | None:
    """Read what a person types for a paragraph: `6`, `PP3`, `para. 6 (a)`, `¶6`, `annex I, 60`.

    A bare number is a paragraph of kind `paragraph` (`op` in resolutions, `p` in statements).
    Returns None where nothing is to be read.
    """
    if len(text) > _LONGEST:
        return None
    text = _SPACES().sub(" ", text).strip(" ,;.:").lower()
    if is_label(text):
        return text
    if text.startswith("record"):
        return _label_or_none("record." + re.sub(r"[ ._]+", "_", text[6:].strip(" ,.:")))
    if not (annex := _ANNEX().match(text)):
        return _parse_paragraph(text, paragraph)
    number = annex[1] or "1"
    number = number if number.isdecimal() else str(roman_value(number))
    inner = _parse_paragraph(text[annex.end() :], "op") if text[annex.end() :] else ""
    if inner is None:
        return None
    inner = inner.removeprefix("op")
    return _label_or_none(f"annex{int(number)}{'.' if inner else ''}{inner}")


def _label_or_none(label: str) -> str | None:
    return label if is_label(label) else None


def _parse_paragraph(text: str, paragraph: str) -> str | None:
    if is_label(text):
        return text
    if (spelt := _PREAMBULAR().fullmatch(text)) and spelt[1] in ORDINALS:
        text = f"pp{ORDINALS.index(spelt[1]) + 1}{spelt[2]}"
    match = _PARAGRAPH().fullmatch(text)
    if not match:
        return None
    kind = match["kind"] or ""
    head = next((head for begin, head in _HEADS.items() if kind.startswith(begin)), paragraph)
    inner = [str(int(match["inner"]))] if match["inner"] else []
    points = re.findall(r"[a-z0-9]+", match["points"])
    return _label_or_none(".".join([f"{head}{int(match['number'])}", *inner, *points]))


def parse_address(text: str, default_document: str = "") -> Address:
    """Read `A/RES/78/311 op6 (a)`, `fu-cong p2`, `78/311, para. 6`, `resolute:A/RES/78/311#op6`.

    A paragraph alone is one of `default_document`. Raises UsageError where no document or no
    paragraph can be made out.
    """
    text = _plain(text)
    if label := parse_label(text, paragraph=_paragraph_kind(default_document)):
        if not default_document:
            raise UsageError(f"“{text}” names no document. Write it like this: A/RES/78/311 op6.")
        return Address(default_document, label)
    if (turned := re.fullmatch(r"(.{1,80}?) of (.+)", text)) and parse_label(turned[1]):
        text = f"{turned[2]} {turned[1]}"
    text = _RESOLUTION().sub("", text)
    match = re.match(r"[^\s,¶§]+", text)
    if not match or len(match[0]) > _LONGEST or not text.isprintable():
        raise UsageError("That is no address. Write one like this: A/RES/78/311 op6.")
    document, rest = _document(match[0]), text[match.end() :].strip(" ,")
    if not rest:
        return Address(document)
    label = parse_label(rest, paragraph=_paragraph_kind(document))
    if label is None and document.isalpha():  # words, as of a title
        raise UsageError(
            f"“{text[:_LONGEST]}” is no address. Write one like this: A/RES/78/311 op6. "
            "Words are searched for, not gone to."
        )
    if label is None:
        raise UsageError(
            f"“{rest[:_LONGEST]}” is not a paragraph. "
            "Write it like op6, PP3, para. 6 (a) or annex I, 60."
        )
    return Address(document, label)


def _plain(typed: str) -> str:
    """Take a link's clothes off, and what comes along with text copied from a page."""
    text = typed.translate(_INVISIBLE | _HYPHENS).strip()
    if links.is_link(text):
        text = links.read(text).words
    return _SPACES().sub(" ", text.replace("#", " ", 1)).strip()


def _paragraph_kind(document: str) -> str:
    return "op" if "/" in document else "p"


def _document(typed: str) -> str:
    """Write a symbol as the UN does: `78/311` and `a/res/78/311` are A/RES/78/311."""
    if _NUMBER().fullmatch(typed):
        return f"A/RES/{typed.upper()}"
    return typed.upper() if re.match(r"[A-Za-z]/", typed) else typed
