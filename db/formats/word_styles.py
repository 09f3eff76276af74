"""What Word keeps beside the text of a DOCX: styles, and the numbers it makes itself.

Format: ECMA-376 part 1, 17.7 (styles) and 17.9 (numbering).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from db.address import number_to_roman

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"(?:heading|title|überschrift|titre|título|заголовок|标题)\b|_ ?_? ?H\b"
                      r"|_ ?H_|H\d|.*_H\d", re.IGNORECASE)  # fmt: skip
_MOST = 40
"""How long a chain of styles is followed."""


def value(element: etree._Element | None, path: str) -> str:
    """Return the `w:val` of a child; empty where there is none."""
    child = element.find(path) if element is not None else None
    return (child.get(f"{W}val") or "") if child is not None else ""


def is_on(properties: etree._Element | None, name: str) -> bool | None:
    """Read a switch (`w:i`, `w:b`, `w:vanish`); None where nothing is said."""
    child = properties.find(f"{W}{name}") if properties is not None else None
    if child is None:
        return None
    return (child.get(f"{W}val") or "1").lower() not in {"0", "false", "off", "none"}


class Styles:
    """The styles of a document; what a style does not say its base says."""

    def __init__(self, root: etree._Element | None) -> None:
        found = root.iterfind(f"{W}style") if root is not None else iter(())
        self._styles: dict[str, etree._Element] = {}
        self._default = ""
        for style in found:
            name = style.get(f"{W}styleId") or ""
            self._styles[name] = style
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in {"1", "true"}:
                self._default = name

    def _chain(self, name: str) -> Iterator[etree._Element]:
        for _ in range(_MOST):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            name = value(style, f"{W}basedOn")

    def is_heading(self, name: str) -> bool:
        """Tell whether a style is one of headings, by its name or its level in the outline."""
        for style in self._chain(name):
            if _HEADING.match(value(style, f"{W}name")):
                return True
            level = value(style, f"{W}pPr/{W}outlineLvl")
            if level.isdecimal() and int(level) < 9:
                return True
        return False

    def is_title(self, name: str) -> bool:
        """Tell whether a style is that of the document's title."""
        return any(value(s, f"{W}name").lower() == "title" for s in self._chain(name))

    def is_on(self, name: str, switch: str) -> bool:
        """Tell whether a style sets its text in italics (`i`), bold (`b`), hidden (`vanish`)."""
        for style in self._chain(name or self._default):
            said = is_on(style.find(f"{W}rPr"), switch)
            if said is not None:
                return said
        return False

    def numbering(self, name: str) -> tuple[str, int] | None:
        """Return the list and level that a style puts its paragraphs in."""
        for style in self._chain(name):
            properties = style.find(f"{W}pPr/{W}numPr")
            if properties is not None:
                return list_of(properties)
        return None


def list_of(properties: etree._Element) -> tuple[str, int]:
    """Read `w:numPr`: the list's id and the level, from 0."""
    level = value(properties, f"{W}ilvl")
    return value(properties, f"{W}numId"), int(level) if level.isdecimal() else 0


@dataclass(slots=True)
class _Level:
    form: str = "decimal"
    text: str = ""
    start: int = 1


class Lists:
    """The lists of a document, counting as the paragraphs come by."""

    def __init__(self, root: etree._Element | None) -> None:
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, _Level]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if root is None:
            return
        for element in root.iterfind(f"{W}abstractNum"):
            self._abstract[element.get(f"{W}abstractNumId") or ""] = dict(_levels(element))
        for element in root.iterfind(f"{W}num"):
            self._read_list(element)

    def _read_list(self, element: etree._Element) -> None:
        of = value(element, f"{W}abstractNumId")
        levels = dict(self._abstract.get(of, {}))
        name = element.get(f"{W}numId") or ""
        counted_with = of
        for override in element.iterfind(f"{W}lvlOverride"):
            levels.update(_levels(override))
            start = value(override, f"{W}startOverride")
            at = override.get(f"{W}ilvl") or ""
            if start.isdecimal() and at.isdecimal():
                old = levels.get(int(at), _Level())
                levels[int(at)] = _Level(old.form, old.text, int(start))
                counted_with = f"{of}/{name}"
        self._lists[name] = counted_with, levels

    def next(self, name: str, level: int) -> str:
        """Count the next paragraph of a list and return its number as printed; bullets: empty."""
        if name not in self._lists:
            return ""
        counted_with, levels = self._lists[name]
        counts = self._counts.setdefault(counted_with, {})
        here = levels.get(level)
        if here is None:
            return ""
        counts[level] = counts.get(level, here.start - 1) + 1
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        if here.form in {"bullet", "none"}:
            return ""
        return re.sub(r"%(\d)", lambda m: self._part(levels, counts, int(m[1]) - 1), here.text)

    def _part(self, levels: dict[int, _Level], counts: dict[int, int], level: int) -> str:
        at = levels.get(level, _Level())
        return _written(counts.get(level, at.start), at.form)


def _levels(element: etree._Element) -> Iterator[tuple[int, _Level]]:
    for level in element.iterfind(f"{W}lvl"):
        at = level.get(f"{W}ilvl") or ""
        start = value(level, f"{W}start")
        if at.isdecimal():
            yield (
                int(at),
                _Level(
                    value(level, f"{W}numFmt") or "decimal",
                    value(level, f"{W}lvlText"),
                    int(start) if start.isdecimal() and len(start) < 6 else 1,
                ),
            )


def _written(number: int, form: str) -> str:
    if form in {"lowerLetter", "upperLetter"} and number > 0:
        letters = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 5)
        return letters.upper() if form == "upperLetter" else letters
    if form in {"lowerRoman", "upperRoman"} and 0 < number < 4000:
        roman = number_to_roman(number)
        return roman if form == "upperRoman" else roman.lower()
    if form == "decimalZero":
        return f"{number:02}"
    if form in {"arabicAlpha", "arabicAbjad"} and 0 < number < 29:
        return "ابجدهوزحطيكلمنسعفصقرشتثخذضظغ"[number - 1]
    if form in {"russianLower", "russianUpper"} and 0 < number < 29:
        return "абвгдежзиклмнопрстуфхцчшщэюя"[number - 1]
    return str(number)
