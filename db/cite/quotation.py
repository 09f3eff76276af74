"""Words of one or more passages with their citation, to paste into a text of one's own.

Quotation marks stand only around words that are somebody's own: a digest or a report is said to be
one. A quotation inside the quotation gets the marks of the second rank.
"""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from db.address import Address, gutter
from db.cite import citation
from db.cite.citation import Citation
from db.cite.source import Source
from db.models import RIGHT_TO_LEFT, Passage, Voice


class Chosen(NamedTuple):
    """Words of a passage: code points from `start` up to `end`."""

    passage: Passage
    start: int
    end: int

    @property
    def words(self) -> str:
        """The words, as the passage has them."""
        return self.passage.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Quotation:
    """What is pasted: plain text, and HTML with a link to where it is from."""

    text: str
    html: str


class _Marks(NamedTuple):
    """Outer quotation marks, and those of a quotation within."""

    opening: str
    closing: str
    inner_opening: str
    inner_closing: str


_DOUBLE = _Marks("“", "”", "‘", "’")
_SINGLE = _Marks("‘", "’", "“", "”")
_BY_LANGUAGE = {
    "fr": _Marks("«\u00a0", "\u00a0»", "“", "”"),
    "ru": _Marks("«", "»", "„", "“"),
    "ar": _Marks("”", "“", "’", "‘"),
}
"""As the UN's texts in these languages have them; all others have the English ones."""

_OF_STYLES = {"bluebook": _DOUBLE, "oscola": _SINGLE, "aglc": _SINGLE}
_SAID: dict[Voice, str] = {"digest": "study digest", "reported": "reported"}


def quote(chosen: Sequence[Chosen], source: Source, style: str = "un") -> Quotation:
    """Put chosen words and their citation together; nothing chosen gives nothing."""
    chosen = [one for one in chosen if one.words.strip()]
    if not chosen:
        return Quotation("", "")
    marks = _OF_STYLES.get(style) or _BY_LANGUAGE.get(source.language, _DOUBLE)
    first, last = chosen[0].passage.label, chosen[-1].passage.label
    where = citation(
        Address(source.id, first), style, last=last if last != first else "", source=source
    )
    voices = {one.passage.voice for one in chosen}
    whose = _whose(source, voices.pop()) if len(voices) == 1 else ""
    lines = [_line(one, marks, numbered=len(chosen) > 1, told=not whose) for one in chosen]
    target = f"resolute:{source.id}#{first}"
    return Quotation(
        _as_text(lines, whose, where, style), _as_html(lines, whose, where, style, target, source)
    )


def cited(first: str, last: str, source: Source, style: str = "un") -> Quotation:
    """Return the citation alone."""
    where = citation(Address(source.id, first), style, last=last, source=source)
    link = f'<a href="resolute:{html.escape(source.id)}#{first}">{where.html}</a>'
    return Quotation(where.text, f"<p>{link}</p>")


def _whose(source: Source, voice: Voice) -> str:
    """Say before the citation what the words are, where they are not somebody's own."""
    if voice == "digest":
        return "" if source.kind == "background" else "study digest of "
    if voice == "reported":
        return "retold from " if source.kind == "statement" else "as reported in "
    return ""


def _line(one: Chosen, marks: _Marks, *, numbered: bool, told: bool) -> str:
    """Write one passage: its number outside the quotation marks, its voice where they differ."""
    words, voice = one.words.strip(), one.passage.voice
    number = gutter(one.passage.label) if numbered and one.passage.kind != "heading" else ""
    number = f"{number}." if number.isdecimal() else f"[{number}]" if number[:1] == "P" else number
    if voice not in _SAID:
        words = f"{marks.opening}{_nested(words, marks)}{marks.closing}"
    elif told and numbered:
        words = f"{words} [{_SAID[voice]}]"
    return f"{number} {words}".strip()


_PAIRS = {"“": "”", "«": "»", "„": "“", "‘": "’", '"': '"'}
_ARABIC_PAIRS = {"”": "“", "«": "»", "’": "‘", '"': '"'}
_NARROW = "\u00a0\u202f"


def _nested(words: str, marks: _Marks) -> str:
    """Give quotations inside `words` the inner marks, and those inside these the outer ones."""
    pairs = _ARABIC_PAIRS if marks.opening == "”" else _PAIRS
    ranks = (marks.inner_opening, marks.inner_closing), (marks.opening, marks.closing)
    made: list[str] = []
    opened: list[str] = []
    for index, char in enumerate(words):
        if _apostrophe(words, index):
            made.append(char)
        elif opened and char == pairs[opened[-1]]:
            opened.pop()
            made.append(ranks[len(opened) % 2][1])
        elif char in pairs:
            made.append(ranks[len(opened) % 2][0])
            opened.append(char)
        elif char in pairs.values() and char != "’":
            made.append(ranks[0][1])  # its beginning was not chosen
        else:
            made.append(char)
    return _without_spaces("".join(made)) if "«" in words else "".join(made)


def _without_spaces(words: str) -> str:
    """Take away the spaces of French guillemets where other marks have taken their place."""
    return re.sub(rf"([“‘„])[{_NARROW}]|[{_NARROW}]([”’“])", r"\1\2", words)


def _apostrophe(words: str, index: int) -> bool:
    around = words[max(0, index - 1) : index], words[index + 1 : index + 2]
    return words[index] == "’" and all(char.isalpha() for char in around)


def _bracketed(style: str) -> bool:
    """Tell whether a citation goes into brackets; legal styles have brackets of their own."""
    return style not in _OF_STYLES


def _as_text(lines: Sequence[str], whose: str, where: Citation, style: str) -> str:
    body = "\n".join(lines)
    end = f"({whose}{where.text})" if _bracketed(style) else f"— {whose}{where.text}"
    return f"{body}{' ' if len(lines) == 1 else chr(10)}{end}"


def _as_html(
    lines: Sequence[str], whose: str, where: Citation, style: str, target: str, source: Source
) -> str:
    link = f'<a href="{html.escape(target)}">{where.html}</a>'
    end = f"({whose}{link})" if _bracketed(style) else f"— {whose}{link}"
    direction = ' dir="rtl"' if source.language in RIGHT_TO_LEFT else ""
    opening = f'<p lang="{html.escape(source.language)}"{direction}>'
    escaped = [html.escape(line, quote=False) for line in lines]
    if len(lines) == 1:
        return f"{opening}{escaped[0]} {end}</p>"
    return "".join(f"{opening}{line}</p>" for line in (*escaped, end))
