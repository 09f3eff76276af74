"""The address of a paragraph: `A/RES/78/311 op6.a`, its order, and what people type for it.

A label is a head and points: `pp7`, `op6`, `op6.a.i`, `p12`, `annex1.60`, `annex1.pp2`,
`record.draft`, `h3`, `fn1`. Labels follow the document's own numbering (preambular paragraphs,
which carry no number, are counted), never a position in a file.
"""

import re
from dataclasses import dataclass

from db.errors import UsageError

_LABEL = re.compile(
    r"(?:(?:pp|op|p|h|u|fn)\d+|annex\d*)(?:\.[a-z0-9]+)*|record(?:\.[a-z0-9_]+)?|title"
)
_HEAD_ORDER = {
    "record": 0,
    "title": 1,
    "pp": 2,
    "h": 3,
    "op": 3,
    "p": 3,
    "u": 4,
    "annex": 5,
    "fn": 6,
}
_ROMAN = re.compile(r"m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


@dataclass(frozen=True, slots=True)
class Address:
    """A document, and a paragraph of it unless `label` is empty."""

    document: str
    label: str = ""

    def __str__(self) -> str:
        return f"{self.document} {self.label}".strip()


def is_label(text: str) -> bool:
    """Tell whether `text` is a label as the library writes it."""
    return _LABEL.fullmatch(text) is not None


def roman_value(text: str) -> int:
    """Read a Roman numeral in either case; 0 where it is none."""
    lower = text.lower()
    if not lower or not _ROMAN.fullmatch(lower):
        return 0
    total = 0
    for char, after in zip(lower, lower[1:] + " ", strict=True):
        value = _ROMAN_VALUES[char]
        total += -value if _ROMAN_VALUES.get(after, 0) > value else value
    return total


def sort_key(label: str) -> tuple[tuple[int, str, int], ...]:
    """Order labels as a reader meets them: record, preamble, operative part, annexes, notes."""
    key = []
    for index, part in enumerate(label.split(".")):
        match = re.fullmatch(r"([a-z]*)(\d*)", part)
        word, number = match.groups() if match else (part, "")
        rank = _HEAD_ORDER.get(word, 3) if index == 0 else 0
        key.append((rank, word, int(number or 0)))
    return tuple(key)


def describe(label: str) -> str:
    """Say a label in the UN's words: `para. 6 (a)`, `PP7`, `annex I, para. 60`."""
    head, *points = label.split(".")
    match = re.fullmatch(r"([a-z]+)(\d*)", head)
    word, number = match.groups() if match else (head, "")
    if word == "annex":
        title = f"annex {number_to_roman(int(number))}" if number else "annex"
        if not points:
            return title
        inner = points[0] if points[0][0].isalpha() else f"op{points[0]}"
        return f"{title}, {describe('.'.join([inner, *points[1:]]))}"
    if word == "record":
        return "record" + (f", {points[0].replace('_', ' ')}" if points else "")
    tail = "".join(f" ({point})" for point in points)
    name = {"op": f"para. {number}", "p": f"para. {number}", "pp": f"PP{number}"}.get(word)
    if name is None:
        name = {"title": "title", "h": "heading", "fn": f"footnote {number}"}.get(word, label)
    return name + tail


def number_to_roman(number: int) -> str:
    """Write a positive integer as an upper-case Roman numeral."""
    letters_of = "M CM D CD C XC L XL X IX V IV I".split()
    values = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
    text = ""
    for value, letters in zip(values, letters_of, strict=True):
        while number >= value:
            text, number = text + letters, number - value
    return text


def gutter(label: str) -> str:
    """Return what stands in the margin: `6`, `(a)`, `PP7`; empty for headings and the like."""
    head, *points = label.split(".")
    if points and not head.startswith(("record", "annex")):
        return f"({points[-1]})"
    if head.startswith("annex") and points:
        return (
            gutter(points[0])
            if len(points) == 1 and points[0][0].isalpha()
            else (f"({points[-1]})" if len(points) > 1 else points[0])
        )
    match = re.fullmatch(r"(op|pp|p)(\d+)", head)
    if not match:
        return ""
    return f"PP{match[2]}" if match[1] == "pp" else match[2]


_SPACES = re.compile(r"[\s\u00a0\u202f]+")
_ANNEX = re.compile(r"annex(?:e)?\s*([ivxlc]+|\d+)?\b[\s,.:]*", re.IGNORECASE)
_PARAGRAPH = re.compile(
    r"""(?P<kind>preambular\s*(?:paragraph|para\.?)?|preamble|operative\s*(?:paragraph|para\.?)?
         |paragraphs?|paras?\.?|pp|op|p\.?|¶+|§|\#)?
        [\s.:]*(?P<number>\d+)
        (?P<points>(?:[\s.]*(?:\(\s*[a-z0-9]+\s*\)|\.[a-z0-9]+|[a-z](?![a-z])\)?))*)""",
    re.IGNORECASE | re.VERBOSE,
)


def parse_label(text: str, *, paragraph: str = "op") -> str | None:
    """Read what a person types for a paragraph: `6`, `PP3`, `para. 6 (a)`, `¶6`, `annex I, 60`.

    A bare number is a paragraph of kind `paragraph` (`op` in resolutions, `p` in statements).
    Returns None where nothing is to be read.
    """
    text = _SPACES.sub(" ", text).strip().strip(",;")
    if is_label(text.lower()):
        return text.lower()
    prefix = ""
    if annex := _ANNEX.match(text):
        number = annex[1] or "1"
        prefix = f"annex{int(number) if number.isdigit() else roman_value(number)}"
        text = text[annex.end() :]
        if not text:
            return prefix
    match = _PARAGRAPH.fullmatch(text)
    if not match:
        return None
    kind = (match["kind"] or "").lower()
    points = re.findall(r"[a-z0-9]+", match["points"].lower())
    if kind.startswith(("preamb", "pp")):
        head = f"pp{int(match['number'])}"
    elif prefix:
        head = str(int(match["number"]))
    else:
        head = f"{'op' if kind.startswith('op') else paragraph}{int(match['number'])}"
    return ".".join(filter(None, [prefix, head, *points]))


def parse_address(text: str, default_document: str = "") -> Address:
    """Read `A/RES/78/311 op6 (a)`, `fu-cong p2`, `78/311, para. 6`, `resolute:A/RES/78/311#op6`.

    Raises UsageError where no document can be made out.
    """
    text = _SPACES.sub(" ", text).strip()
    text = re.sub(r"^resolute:", "", text).replace("#", " ", 1).strip()
    if default_document and (label := parse_label(text)):
        return Address(default_document, label)
    text = re.sub(r"^(?:general assembly )?res(?:olution|\.)? ", "", text, flags=re.IGNORECASE)
    document, _, rest = text.partition(" ")
    document = document.rstrip(",")
    if not document:
        raise UsageError("No address was given. Write one like this: A/RES/78/311 op6.")
    if re.fullmatch(r"\d+/\d+[A-Z]?", document):
        document = f"A/RES/{document}"
    elif document.upper().startswith("A/"):
        document = document.upper()
    if not rest:
        return Address(document)
    is_resolution = "/" in document
    label = parse_label(rest, paragraph="op" if is_resolution else "p")
    if label is None:
        raise UsageError(
            f"“{rest}” is not a paragraph. Write it like op6, PP3, para. 6 (a) or annex I, 60."
        )
    return Address(document, label)
