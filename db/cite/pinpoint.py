"""Where in a document: a paragraph or a range of them, in the words of a style or a language."""

import re
from dataclasses import dataclass

from db.address import ORDINALS, describe, number_to_roman, split_annex


@dataclass(frozen=True, slots=True)
class Manner:
    """How a style writes a place; `{}` stands for the numbers.

    With `ordinals` preambular paragraphs are counted in words: `second to fourth …`.
    """

    one: str
    many: str
    preamble_one: str
    preamble_many: str
    annex: str = "annex {}"
    point: str = " ({})"
    between: str = "–"
    to: str = " to "
    comma: str = ", "
    ordinals: bool = False
    numerals: tuple[str, ...] = ()
    letters: str = ""


UN = Manner(
    "para. {}",
    "paras. {}",
    "{} preambular paragraph",
    "{} preambular paragraphs",
    ordinals=True,
)
"""English, as the editorial directives of the UN and its cover lines have it: A/78/458, para. 11"""

_CHINESE = tuple("一二三四五六七八九十")
_ARABIC = ("الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع")

IN_LANGUAGES = {
    "fr": Manner(
        "par. {}", "par. {}", "{}e alinéa du préambule", "{}e alinéas du préambule",
        "annexe {}", " {})", " à ", " à ",
    ),
    "es": Manner(
        "párr. {}", "párrs. {}", "párr. {} del preámbulo", "párrs. {} del preámbulo",
        "anexo {}", " {})", " a ", " a ",
    ),
    "ru": Manner(
        "п. {}", "пп. {}", "п. {} преамбулы", "пп. {} преамбулы", "приложение {}", " {})",
        to=" — ",
    ),
    "zh": Manner(
        "第{}段", "第{}段", "序言部分第{}段", "序言部分第{}段", "附件{}", "({})", "至", "至", "，",
        numerals=_CHINESE,
    ),
    "ar": Manner(
        "الفقرة {}", "الفقرات {}", "الفقرة {} من الديباجة", "الفقرات {} من الديباجة",
        "المرفق {}", " ({})", " إلى ", " إلى ", "، ", numerals=_ARABIC,
        letters="أبجدهوزحطيكلمن",
    ),
}  # fmt: skip
"""How the UN's own texts cite a paragraph in the other languages.

The single forms and the annexes are those of footnotes and cover lines in the official texts of
the resolutions around A/RES/78/311 (`A/79/434, par. 21`, `párr. 70`, `п. 70`, `الفقرة 70`,
`A/78/458，第11段`, `annexe I`, `anexo I`, `приложение I`). Ranges, points and preambles do not
occur there: they are the languages' ordinary plurals.
"""

OSCOLA = Manner(
    "para {}", "paras {}", "preamble para {}", "preamble paras {}", point="({})", comma=" "
)
AGLC = Manner(
    "para {}", "paras {}", "Preamble para {}", "Preamble paras {}", point="({})", comma=" "
)
"""Abbreviated without stops, and no comma inside a pinpoint: `annex II art 2(a)` (AGLC 9.2.13)."""

BLUEBOOK = Manner("¶ {}", "¶¶ {}", "pmbl. ¶ {}", "pmbl. ¶¶ {}", point="({})")
PLAIN = Manner(
    "paragraph {}",
    "paragraphs {}",
    "{} preambular paragraph",
    "{} preambular paragraphs",
    ordinals=True,
)
_BARE = Manner("{}", "{}", "PP{}", "PP{}")


@dataclass(frozen=True, slots=True)
class _Spot:
    """A label taken apart: the annex it is in, its kind, its number, the points below."""

    label: str
    annex: str
    inner: str
    word: str
    number: int
    points: tuple[str, ...]


def _spot(label: str) -> _Spot:
    annex, inner = split_annex(label)
    match = re.fullmatch(r"(op|pp|p)([1-9][0-9]*)((?:\..+)?)", inner)
    if match is None or (match[1] == "pp" and int(match[2]) > len(ORDINALS)):
        return _Spot(label, annex, inner, "", 0, ())
    return _Spot(label, annex, inner, match[1], int(match[2]), tuple(match[3].split(".")[1:]))


def pinpoint(first: str, last: str, manner: Manner) -> str:
    """Write a place, or the range from `first` to `last` (empty for one place), in a manner."""
    begin, end = _spot(first), _spot(_end(first, last))
    if begin.annex != end.annex:
        return manner.to.join(
            filter(None, [_whole(begin, begin, manner), _whole(end, end, manner)])
        )
    return _whole(begin, end, manner)


def _end(first: str, last: str) -> str:
    """Return the last place of a range; a paragraph with its own points is that paragraph."""
    return first if not last or last.startswith(f"{first}.") else last


def _whole(begin: _Spot, end: _Spot, manner: Manner) -> str:
    parts = [_annex(begin.annex, manner), _inside(begin, end, manner)]
    return manner.comma.join(filter(None, parts))


def _annex(annex: str, manner: Manner) -> str:
    if not annex:
        return ""
    number = int(annex.removeprefix("annex") or 0)
    known = manner.numerals or tuple(map(number_to_roman, range(1, 51)))
    spelt = "" if not number else known[number - 1] if number <= len(known) else str(number)
    return manner.annex.format(spelt).strip()


def _inside(begin: _Spot, end: _Spot, manner: Manner) -> str:
    if begin.inner == end.inner:
        return _one(begin, manner)
    if not begin.inner:  # an annex and what stands in it
        return ""
    if not begin.word or begin.word != end.word:
        return manner.to.join([_one(begin, manner), _one(end, manner)])
    return _many(begin, end, manner)


def _one(spot: _Spot, manner: Manner) -> str:
    if not spot.word:
        said = describe(spot.inner) if spot.inner else ""
        return said if "para. " in manner.one else said.replace("para. ", manner.one.format(""))
    points = _points(spot.points, manner)
    if spot.word == "pp" and manner.ordinals:
        return manner.preamble_one.format(ORDINALS[spot.number - 1]) + points
    form = manner.preamble_one if spot.word == "pp" else manner.one
    return _french_first(form.format(f"{spot.number}{points}"), spot.number)


def _many(begin: _Spot, end: _Spot, manner: Manner) -> str:
    if begin.number == end.number and begin.points[:-1] == end.points[:-1] and begin.points:
        last = f"{manner.between}{_points(end.points[-1:], manner).lstrip()}"
        if begin.word == "pp" and manner.ordinals:
            return _one(begin, manner) + last
        form = manner.preamble_one if begin.word == "pp" else manner.one
        return form.format(f"{begin.number}{_points(begin.points, manner)}{last}")
    if begin.word == "pp" and manner.ordinals:
        if begin.points or end.points:
            return manner.to.join([_one(begin, manner), _one(end, manner)])
        counted = " to ".join(ORDINALS[spot.number - 1] for spot in (begin, end))
        return manner.preamble_many.format(counted)
    form = manner.preamble_many if begin.word == "pp" else manner.many
    ends = [f"{spot.number}{_points(spot.points, manner)}" for spot in (begin, end)]
    return _french_first(form.format(manner.between.join(ends)), begin.number)


def _french_first(said: str, number: int) -> str:
    """Write the French ordinals as they are: 1er, and 2e à 4e."""
    if "alinéa" not in said:
        return said
    said = re.sub(r"^(\d+) à", r"\1e à", said)
    return re.sub(r"^1e\b", "1er", said) if number == 1 else said


def _points(points: tuple[str, ...], manner: Manner) -> str:
    return "".join(_point(point, manner) for point in points)


def _point(point: str, manner: Manner) -> str:
    if again := re.fullmatch(r"r([1-9][0-9]?)", point):
        return f" [{ORDINALS[int(again[1]) - 1]} of this number]"
    place = ord(point) - ord("a") if len(point) == 1 and point.isalpha() else -1
    if 0 <= place < len(manner.letters):
        point = manner.letters[place]
    return manner.point.format(point)


_LABELS = {"h": "section", "t": "table", "fn": "note", "art": "article-locator"}


def locator(first: str, last: str = "") -> tuple[str, str]:
    """Return a place as CSL has it: the kind of locator (`paragraph`) and the locator (`6 (a)`).

    Kinds are those of csl-citation.json; what stands in an annex is cited as an appendix.
    """
    begin, end = _spot(first), _spot(_end(first, last))
    if begin.annex:
        said = pinpoint(first, last, UN)
        return "appendix", said.removeprefix("annex").lstrip(" ,")
    if begin.word and begin.word == end.word:
        return "paragraph", pinpoint(first, last, _BARE)
    head = re.match(r"[a-z]*", begin.inner)
    if not begin.word and begin.inner == end.inner and head and head[0] in _LABELS:
        return _LABELS[head[0]], describe(begin.inner).partition(" ")[2]
    return "paragraph", pinpoint(first, last, _BARE)
