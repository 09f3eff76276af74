"""The cover of a UN document: symbol, session, agenda item, dates, title, where the text begins.

Order and wording as the UN Editorial Manual sets them for the six languages (resolutions and
decisions); the same lines stand in Word files, PDFs and texts copied out of them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from db.formats.blocks import COMMAS, trim
from db.text import fold

MOST_LINES = 60
"""How many lines a cover can have before the text begins."""

_BODIES = {
    "en": ("General Assembly", "Security Council", "Economic and Social Council",
           "Human Rights Council"),
    "fr": ("Assemblée générale", "Conseil de sécurité", "Conseil économique et social",
           "Conseil des droits de l'homme"),
    "es": ("Asamblea General", "Consejo de Seguridad", "Consejo Económico y Social",
           "Consejo de Derechos Humanos"),
    "ru": ("Генеральная Ассамблея", "Совет Безопасности", "Экономический и Социальный Совет",
           "Совет по правам человека"),
    "ar": ("الجمعية العامة", "مجلس الأمن", "المجلس الاقتصادي والاجتماعي", "مجلس حقوق الإنسان"),
    "zh": ("大会", "安全理事会", "经济及社会理事会", "人权理事会"),
    "de": ("Generalversammlung", "Sicherheitsrat", "Wirtschafts- und Sozialrat",
           "Menschenrechtsrat"),
}  # fmt: skip
_ORGANS = ("General Assembly", "Security Council", "Economic and Social Council",
           "Human Rights Council")  # fmt: skip
_FORMULAS = {
    fold(name): (language, _ORGANS[index])
    for language, names in _BODIES.items()
    for index, name in enumerate(names)
}
_ARTICLE = re.compile(r"^(?:the |l'|le |la |el |die |der |ان )")
_OTHER_BODY = re.compile(
    r"the [\w ,'&-]{3,80}(?:assembly|council|commission|committee|conference|board|parliament)"
)
_SYMBOL = re.compile(
    r"(?<![\w/])(?:A|S|E|T|ST|DP|TD|CCPR|CEDAW|CRC|CAT|CERD|CRPD|FCCC|HRI|ICCD|LC|PC)"
    r"(?:/[A-Z0-9][\w.-]*(?:\s?\((?:\d{4}|[IVXL]+)\))?)+(?![\w/])"
)
_RESOLUTION = re.compile(r"A/RES/|S/RES/|/RES/|/L\.\d|E/RES/")
_TITLE = re.compile(
    r"(?P<number>(?:(?:S|ES)-)?\d{1,3}/\d{1,3}(?:\s[A-Z])?|\d{1,4}\s[A-Z]?\s?\([A-Z]{1,7}\))"
    r"(?:\.|\s|$)\s*(?P<title>.*)",
    re.DOTALL,
)
_SESSION = re.compile(
    r".{2,60}?\b(?:session|período de sesiones|сессия|sitzung|tagung)\b|الدورة .{2,60}"
    r"|第?.{1,12}届.{0,12}会议",
    re.IGNORECASE,
)
_AGENDA = re.compile(
    r"(?:agenda items?|items?|points?|temas?|пункты?|البنود|البند|بند|议程项目"
    r"|tagesordnungspunkte?)\s*"
    r"(?P<items>\d[^\n]{0,60})",
    re.IGNORECASE,
)
_ITEM = re.compile(r"\d{1,3}(?:\s*\(\s*[a-z]{1,2}\s*\))*")
_ADOPTED = re.compile(
    r"(?:resolution|decision)s? adopted (?:by|without)|adoptée? par|aprobad[oa] por"
    r"|резолюци[яи], принят|قرار(?:ات)? اتخذت|verabschiedet|\d日大会决议",
    re.IGNORECASE,
)
_ISSUED = re.compile(r"distr\s*\.\s*:?\s*\w+", re.IGNORECASE)
_MEETING = re.compile(
    r"\d{1,4}\s?(?:st|nd|rd|th|e|a|ª|[-\u2011][eея]|\.)?\s?(?:\([^)]*\) )?"
    r"(?:plenary meeting|(?:formal )?meeting|séance(?: plénière)?|sesión(?: plenaria)?"
    r"|(?:пленарное )?заседание|plenarsitzung)\b.{0,60}|الجلسة (?:العامة )?(?:\w+ )?\d.{0,60}"
    r"|第\s?\d{1,4}\s?次(?:全体)?会议.{0,40}",
    re.IGNORECASE,
)
_MONTHS = {
    fold(name): number
    for names in (
        "january february march april may june july august september october november december",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "يناير فبراير مارس أبريل مايو يونيه يوليه أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
        "januar februar märz april mai juni juli august september oktober november dezember",
    )
    for number, name in enumerate(names.split(), 1)
}
_DAY = re.compile(
    r"(?<![\d~])(?P<day>\d{1,2})(?:\s?(?:er|st|nd|rd|th)\b|º|\.)?\s+(?:de\s+)?"
    r"(?P<month>[^\W\d_]{2,12}(?:\s[^\W\d_]{2,8})?(?:/[^\W\d_]{3,10})?)\s+(?:de\s+)?(?P<year>\d{4})"
    r"|(?P<y>\d{4})\s?年\s?(?P<m>\d{1,2})\s?月\s?(?P<d>\d{1,2})\s?日"
)
_CODES = {"E": "en", "F": "fr", "S": "es", "R": "ru", "A": "ar", "C": "zh", "G": "de"}
_JOB = re.compile(r"\b\d{2}-\d{5}\s*\(([EFSRACG])\)")


@dataclass(slots=True)
class Cover:
    """What a cover says; empty where it says nothing. Dates are ISO 8601.

    `formula` is the line after which the text begins (“The General Assembly,”), `begins` the
    index of the line after it, 0 where there is none.
    """

    symbol: str = ""
    printed: str = ""
    title: str = ""
    body: str = ""
    language: str = ""
    session: str = ""
    agenda_item: str = ""
    adopted: str = ""
    published: str = ""
    draft: str = ""
    formula: str = ""
    begins: int = 0

    @property
    def is_numbered(self) -> bool:
        """Whether the cover is that of a resolution: its symbol or title says so."""
        return bool(_RESOLUTION.search(self.symbol)) or bool(self.adopted)


def read_cover(lines: Sequence[str], masthead: str = "") -> Cover:
    """Read the cover off the first lines of a document; `masthead` stands outside of the text."""
    cover = Cover()
    lines = [trim(line) for line in lines[:MOST_LINES]]
    _find_formula(cover, lines)
    above = lines[: cover.begins - 1] if cover.begins else lines[:20]
    whole = "\n".join([masthead, *above])
    _find_title(cover, above)
    beside = [*masthead.splitlines(), *above]
    sessions = (_SESSION.match(line) for line in beside if len(line) < 100)
    cover.session = next((found[0] for found in sessions if found), "")
    if match := _AGENDA.search(whole):
        cover.agenda_item = ", ".join(map(_one_space, _ITEM.findall(match["items"])))
    if match := _ADOPTED.search(whole):
        cover.adopted = date_in(whole[max(0, match.start() - 12) : match.end() + 120])
    if match := _ISSUED.search(whole):
        cover.published = date_in(whole[match.end() : match.end() + 60])
    if job := _JOB.search(whole):
        cover.language = cover.language or _CODES[job[1]]
    cover.draft = _draft(whole)
    if cover.begins or cover.adopted or cover.session or _ISSUED.search(whole):
        _find_symbol(cover, masthead, above)
    return cover


def _one_space(words: str) -> str:
    return " ".join(words.split())


def _find_formula(cover: Cover, lines: Sequence[str]) -> None:
    for index, line in enumerate(lines):
        if found := formula(line):
            cover.language, cover.body = found
            cover.formula, cover.begins = line, index + 1
            return


def formula(line: str) -> tuple[str, str] | None:
    """Read “The General Assembly,” and the like as (language, body); None for any other line."""
    if not 2 <= len(line) <= 100:
        return None
    folded = " ".join(fold(line).strip(" ,،，*_").split())
    bare = _ARTICLE.sub("", folded)
    if found := _FORMULAS.get(bare):
        is_chinese = found[0] == "zh"
        if line.rstrip().endswith(COMMAS) or (bare != folded and not is_chinese):
            return found
    if line.endswith(",") and _OTHER_BODY.fullmatch(folded):
        return "en", re.sub(r"^The\s+", "", line.strip(" ,*_"), flags=re.IGNORECASE)
    return None


def _find_title(cover: Cover, above: Sequence[str]) -> None:
    for index, line in enumerate(above):
        match = _TITLE.fullmatch(line)
        if match and (match["title"] or index + 1 < len(above)):
            rest = (
                [match["title"], *above[index + 1 : index + 5]]
                if cover.begins
                else [match["title"]]
            )
            kept = [words for words in rest if words and not words.startswith("[")]
            cover.title = trim(" ".join(kept))
            cover.printed = _one_space(match["number"])
            return
    capitals = [words for words in above if len(words) > 20 and words.isupper()]
    cover.title = " ".join(capitals)[:300]


def _find_symbol(cover: Cover, masthead: str, above: Sequence[str]) -> None:
    number, letter = cover.printed, ""
    if match := re.fullmatch(r"(\S+/\S+) ([A-Z])", number):
        number, letter = match[1], match[2]
    places = [*masthead.splitlines(), *above[:12]]
    symbols = [m[0] for place in places if len(place) < 120 for m in _SYMBOL.finditer(place)]
    alone = [s for s in symbols if any(_is_all_of(place.strip(), s) for place in places)]
    ours = [s for s in symbols if number and s.replace(" ", "").endswith(number.replace(" ", ""))]
    printed = next(iter([*ours, *alone, *(s for s in symbols if "/RES/" in s)]), "")
    if not printed and number and cover.body == "General Assembly":
        printed = f"A/RES/{number}"
    if letter and printed.endswith(number):  # one of the parts of a composite resolution
        printed = f"{printed} {letter}"
    cover.printed = _one_space(printed)
    cover.symbol = "".join(printed.split())


def _is_all_of(line: str, symbol: str) -> bool:
    """Tell whether a line of a masthead holds a symbol and at most a date or a name beside it."""
    if line.startswith(symbol):
        rest = line.removeprefix(symbol)
        return not rest.strip() or (len(rest) < 30 and any(map(str.isdecimal, rest)))
    return line.endswith(symbol) and len(line) < len(symbol) + 25 and "(" not in line


def _draft(whole: str) -> str:
    brackets = re.search(r"\[([^\]]{5,300})\]", whole)
    found = [m[0] for m in _SYMBOL.finditer(brackets[1])] if brackets else []
    return next((symbol for symbol in found if "/L." in symbol), "")


def date_in(text: str) -> str:
    """Return the first date in a text as ISO 8601, in any of the six languages; empty if none."""
    for match in _DAY.finditer(text):
        if match["y"]:
            parts = int(match["y"]), int(match["m"]), int(match["d"])
        else:
            names = re.split(r"[/\s]", fold(match["month"]))
            month = next((_MONTHS[name] for name in reversed(names) if name in _MONTHS), 0)
            parts = int(match["year"]), month, int(match["day"])
        try:
            return date(*parts).isoformat()
        except ValueError:
            continue
    return ""


def is_agenda_item(line: str) -> bool:
    """Tell whether a line names the item of the agenda: `Agenda item 13`."""
    return len(line) < 80 and _AGENDA.match(line) is not None


def is_closing(line: str) -> bool:
    """Tell whether a line is the one after the text: `28th plenary meeting`, with its date."""
    return len(line) < 120 and _MEETING.fullmatch(trim(line)) is not None


def symbols_in(text: str) -> tuple[str, ...]:
    """Return the UN symbols a text names, each once, in order; `resolution 70/1` is one too."""
    found = {m.start(): "".join(m[0].split()).rstrip(".-") for m in _SYMBOL.finditer(text)}
    for chain in _CITED.finditer(text):
        for number in re.finditer(r"(?<![\d/])\d{2}/\d{1,3}(?:\s?[A-Z]\b)?(?![\d/])", chain[0]):
            found[chain.start() + number.start()] = f"A/RES/{''.join(number[0].split())}"
    return tuple(dict.fromkeys(symbol for _, symbol in sorted(found.items())))


_CITED = re.compile(
    r"(?:resolutions?|résolutions?|resoluci(?:ón|ones)|резолюци\w{1,4}|القرارات|القرار|قرارها|قراراتها)"
    r"\s+(?:\d{2}/\d{1,3}(?:\s[A-Z]\b)?(?:\s(?:of|du|de|от)\s\d{1,2}\s(?:de\s)?\w+\s(?:de\s)?\d{4})?"
    r"(?:,\s(?:and\s)?|\sand\s|\set\s|\sy\s|\sи\s)?)+|第\s?\d{2}/\d{1,3}\s?[A-Z]?\s?号",
    re.IGNORECASE,
)
