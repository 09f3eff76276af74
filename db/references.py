"""Which words of a text point at a document or a paragraph, and at which.

`resolution 78/265`, `A/RES/70/1`, `217 A (III)`, `1325 (2000)`, `paragraph 5 above`,
`paragraph 6 (a) of resolution 78/265`, `annex II`, in the six languages. A number alone is taken
for a resolution only where the words around it, or what the document is known to cite, say so.
Offsets are code points.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from db import address
from db.models import Edition
from db.reference_words import BY_LANGUAGE, Words
from db.text import late_regex

BEFORE, AFTER = 240, 60
"""How far before and behind a number the words are looked for that say what it is."""
_FIRST_SESSION = 31
"""Resolutions are numbered session/number since the thirty-first session."""

_SYMBOL = late_regex(
    r"(?<![A-Za-z0-9/.\-])[A-Z]{1,6}(?:/[A-Z0-9](?:[A-Za-z0-9.\-\u2011]*[A-Za-z0-9])?)+"
    r"(?:\((?:\d{4}|[IVXL]{1,8})\))?"
)
_NUMBER = late_regex(
    "(?<![A-Za-z0-9/.,\\-])(?:(?P<special>ES|S|دإط|دإ)[-\u2011–])?(?P<session>\\d{1,4})/"
    "(?P<number>\\d{1,3})(?![\\d/])(?:[ \u00a0]?(?P<letter>[A-H])(?:[-–][A-Z])?(?![\\w’']))?"
)
_OLD = late_regex(
    "(?<![A-Za-z0-9/.,\\-])(?P<number>\\d{1,4})"
    "(?:[ \u00a0]?(?:[A-HА-В]|ألف|باء|جيم|دال))?[ \u00a0]?"
    "\\((?P<session>[IVXL]{1,8}|E?S-[IVX]{1,5}|19\\d\\d|20\\d\\d|د-(?P<counted>\\d{1,2}))\\)"
)
_ONE = late_regex(r"\d{1,3}(?:[\s\u00a0\u202f]?\(?\w{1,4}\))*")
_POINT = late_regex(r"\(?(\w{1,4})\)")
_DIGIT = late_regex(r"\d")
_SPECIAL = {"S": "S", "ES": "ES", "دإ": "S", "دإط": "ES"}
_BETWEEN = late_regex(r"[^\d.;:،؛。；()]{1,70}")
_JOINED = late_regex(r"(?:号决议|号)?[,،，]?\s?(?:执行部分)?(?:in |ال|و)?")


class Reference(NamedTuple):
    """Words from `start` to `end` (excluded) that point at an address."""

    start: int
    end: int
    target: str


class Setting(NamedTuple):
    """What is known of the document a text stands in.

    `labels` are its paragraphs (where none are given every number is believed), `sections` the
    labels of its headings by Roman number, `cited` the symbols it links to.
    """

    document: str = ""
    language: str = "en"
    labels: Collection[str] = frozenset()
    sections: Mapping[str, str] = MappingProxyType({})
    cited: Collection[str] = frozenset()


_HEADING = late_regex(r"([IVX]{1,6})(?:[.\s:–—-]|$)")


def setting(edition: Edition, known: Collection[str] = ()) -> Setting:
    """Gather what is known of an edition; `known` are documents of the library."""
    sections: dict[str, str] = {}
    cited = set(known)
    for passage in edition.passages:
        cited.update(passage.refs)
        if passage.kind == "heading" and (match := _HEADING().match(passage.text)):
            sections.setdefault(match[1], passage.label)
    labels = frozenset(passage.label for passage in edition.passages)
    return Setting(edition.key.document, edition.key.language, labels, sections, cited)


def references(text: str, within: Setting, label: str = "") -> list[Reference]:
    """Find the references in a text, in order and apart; `label` is the text's own paragraph."""
    words = BY_LANGUAGE.get(within.language, BY_LANGUAGE["en"])
    found = documents = _documents(text, within, words)
    if any(stem in text for stem in words.stems):
        found = [*documents, *_paragraphs(text, within, words, documents, label)]
        found += _annexes(text, within, words, documents)
        found += _sections(text, within, words)
    return _apart(found, within) if found else []


def _apart(found: list[Reference], within: Setting) -> list[Reference]:
    kept: list[Reference] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if one.target != within.document and (not kept or one.start >= kept[-1].end):
            kept.append(one)
    return kept


# documents ----------------------------------------------------------------------------------


def _documents(text: str, within: Setting, words: Words) -> list[Reference]:
    """Find documents; this one is among them, for its paragraphs' sake."""
    found: list[Reference] = []
    if "/" in text:
        found += _symbols(text)
        for match in _NUMBER().finditer(text):
            if target := _numbered(match, within, words):
                found.append(Reference(match.start(), match.end(), target))
    if "(" in text:
        for match in _OLD().finditer(text):
            if target := _old(match, within, words):
                found.append(Reference(match.start(), match.end(), target))
    found.sort()
    return found


def _symbols(text: str) -> Iterator[Reference]:
    for match in _SYMBOL().finditer(text):
        if _DIGIT().search(match[0]):
            yield Reference(match.start(), match.end(), match[0].replace("\u2011", "-"))


def _numbered(match: re.Match[str], within: Setting, words: Words) -> str:
    session = int(match["session"])
    special = f"{_SPECIAL[match['special']]}-" if match["special"] else ""
    plain = f"{special}{session}/{int(match['number'])}"
    for name in (f"{plain}{match['letter']}" if match["letter"] else plain, plain):
        for series in ("A/RES/", "A/HRC/RES/", "E/RES/"):
            if f"{series}{name}" in within.cited or f"{series}{name}" == within.document:
                return f"{series}{name}"
    kind, near = _kind(match, words)
    if kind != "resolution":
        return ""
    if session > 1945 and not special:
        return f"E/RES/{plain}"
    if words.council().search(near):
        return f"A/HRC/RES/{plain}"
    if words.other_body().search(near) or not (special or _FIRST_SESSION <= session < 200):
        return ""
    return f"A/RES/{plain}{match['letter'] or ''}"


def _old(match: re.Match[str], within: Setting, words: Words) -> str:
    session = match["session"]
    if match["counted"]:
        session = address.number_to_roman(int(match["counted"]))
    target = f"{'S' if session.isdecimal() else 'A'}/RES/{int(match['number'])}({session})"
    if target in within.cited or _kind(match, words)[0] == "resolution":
        return target
    return ""


def _kind(match: re.Match[str], words: Words) -> tuple[str, str]:
    """Tell what a number numbers, and give the words in which its body may be named."""
    text = match.string
    if words.kind_follows:
        near = text[max(0, match.start() - 30) : match.start()]
        after = words.kinds().match(text, match.end())
        return (after.lastgroup or "") if after else "", near
    found = list(words.kinds().finditer(text, max(0, match.start() - BEFORE), match.start()))
    if not found:
        return "", ""
    kind = found[-1]
    behind = re.split(r"[;.,]|\d", text[match.end() : match.end() + AFTER], maxsplit=1)[0]
    return kind.lastgroup or "", f"{text[max(0, kind.start() - 34) : match.start()]} {behind}"


# paragraphs, annexes, sections --------------------------------------------------------------


def _paragraphs(
    text: str, within: Setting, words: Words, documents: list[Reference], label: str
) -> Iterator[Reference]:
    for match in words.paragraph().finditer(text):
        numbers = list(_ONE().finditer(match["numbers"]))
        if match["many"] is None:
            numbers = numbers[:1]
        end = match.start("numbers") + numbers[-1].end()
        whose = _whose(text, match.start(), max(end, _behind(match, end)), words, documents)
        if whose is None:
            continue
        document, annex = whose
        first = match.start()
        for number in numbers:
            start = match.start("numbers") + number.start()
            target = _paragraph(number[0], document or within.document, annex, within, label)
            if target:
                stop = start + len(number[0])
                yield Reference(min(first, start), stop, target)
            first = len(text)


def _behind(match: re.Match[str], end: int) -> int:
    """Return where the words behind a paragraph begin; 段 stands behind its number."""
    return match.end() if match.string[match.end() - 1] == "段" else end


def _whose(
    text: str, start: int, end: int, words: Words, documents: list[Reference]
) -> tuple[str, str] | None:
    """Return a paragraph's document ('' for this one) and annex, None where nothing says so."""
    if words.here().match(text, end) or words.here_before().search(text, max(0, start - 10), start):
        return "", ""
    before = [one for one in documents if one.end <= start]
    if before and _JOINED().fullmatch(text, before[-1].end, start):
        return before[-1].target, ""
    after = next((one for one in documents if one.start >= end), None)
    if after is None or not _BETWEEN().fullmatch(text, end, after.start):
        return None
    if words.section().search(text, end, after.start):
        return None
    annex = words.annex().search(text, end, after.start)
    return after.target, _annex_label(annex) if annex else ""


def _paragraph(written: str, document: str, annex: str, within: Setting, label: str) -> str:
    """Write the address of a paragraph as printed, `6 (a)`; '' where there is none such."""
    from db.formats import numbering

    number = int(re.match(r"\d+", written)[0])  # type: ignore[index]  # it begins with digits
    points = [
        readings[0].segment
        for point in _POINT().findall(written)
        if (readings := numbering.read(f"({point})"))
    ]
    if document != within.document:
        head = "op" if "/RES/" in document else "p"
        place = f"{annex}.{number}" if annex else f"{head}{number}"
        return f"{document} {'.'.join([place, *points])}"
    own, _ = address.split_annex(label)
    heads = [f"{own}.{number}"] if own else []
    for head in [*heads, f"op{number}", f"p{number}"]:
        place = ".".join([head, *points])
        if not within.labels or place in within.labels:
            return f"{document} {place}"
        if head in within.labels:
            return f"{document} {head}"
    return ""


def _annex_label(match: re.Match[str]) -> str:
    roman = match.groupdict().get("roman")
    return f"annex{address.roman_value(roman) if roman else 1}"


def _annexes(
    text: str, within: Setting, words: Words, documents: list[Reference]
) -> Iterator[Reference]:
    """Find annexes of documents that are named beside them, and of this one."""
    for match in words.annex().finditer(text):
        label = _annex_label(match)
        before = [one for one in documents if one.end <= match.start()]
        after = next((one for one in documents if one.start >= match.end()), None)
        if before and _JOINED().fullmatch(text, before[-1].end, match.start()):
            yield Reference(match.start(), match.end(), f"{before[-1].target} {label}")
        elif words.here().match(text, match.end()):
            if any(one.startswith(f"{label}.") for one in within.labels):
                yield Reference(match.start(), match.end(), f"{within.document} {label}")
        elif (
            after
            and "/RES/" in after.target
            and _BETWEEN().fullmatch(text, match.end(), after.start)
        ):
            yield Reference(match.start(), match.end(), f"{after.target} {label}")


def _sections(text: str, within: Setting, words: Words) -> Iterator[Reference]:
    """Find sections of this document by their headings' Roman numbers."""
    if not within.sections:
        return
    for match in words.section().finditer(text):
        if words.here().match(text, match.end()) and match["roman"] in within.sections:
            target = f"{within.document} {within.sections[match['roman']]}"
            yield Reference(match.start(), match.end(), target)
