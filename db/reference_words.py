"""The words that references are made of in the six languages: resolution, paragraph, above.

What a language does not have is a pattern that matches nothing. The forms are those of General
Assembly resolutions (UN Editorial Manual, and what the documents do).
"""

from collections.abc import Callable
from re import Pattern
from typing import NamedTuple

from db.text import late_regex

Late = Callable[[], Pattern[str]]
_SPACE = "[\\s\u00a0\u202f]"
_POINT = rf"{_SPACE}?\(?(?:[a-z]{{1,4}}|[а-я]|[أ-ي])\)"


class Words(NamedTuple):
    """One language's words.

    `kinds` finds what numbers belong to: groups `resolution` and `other` (decisions, reports).
    `paragraph` finds a paragraph's word with its numbers: groups `numbers`, and `many` where a
    list may follow. `here` stands before (`here_before`) or behind a paragraph of this document.
    """

    kinds: Late
    council: Late
    other_body: Late
    paragraph: Late
    annex: Late
    here: Late
    here_before: Late
    section: Late
    stems: tuple[str, ...]
    """One of these is in every text that has a paragraph's or an annex's word."""
    kind_follows: bool = False


def _numbers(joints: str) -> str:
    one = rf"\d{{1,3}}(?![\d/])(?:{_POINT})*"
    joint = rf"(?:,{_SPACE}(?:{joints}){_SPACE}|,{_SPACE}|{_SPACE}(?:{joints}){_SPACE}|[-–])"
    return rf"(?P<numbers>{one}(?:{joint}{one})*+)"


def _paragraph(word: str, joints: str) -> Late:
    return late_regex(rf"{word}{_SPACE}+{_numbers(joints)}(?![\d/%])")


_NOTHING = late_regex(r"(?!)")
_ROMAN = r"(?P<roman>[IVX]{1,6}(?![\w]))"

ENGLISH = Words(
    kinds=late_regex(
        r"(?P<resolution>[Rr]esolutions?)|(?P<other>[Dd]ecisions?|[Rr]eports?|[Dd]ocuments?)"
    ),
    council=late_regex(r"Human Rights Council"),
    other_body=late_regex(
        r"Economic and Social Council|Environment Assembly|Commission|Conference"
    ),
    paragraph=_paragraph(r"\b[Pp]ara(?:graph)?(?P<many>s)?\.?", "and|to|or|through"),
    annex=late_regex(rf"\b[Aa]nnex(?:{_SPACE}{_ROMAN})?(?!\w)"),
    here=late_regex(
        rf",?{_SPACE}(?:above|below)\b|{_SPACE}(?:of|to|in){_SPACE}(?:the{_SPACE}present|this)"
        rf"{_SPACE}resolution"
    ),
    here_before=late_regex(rf"[Oo]perative{_SPACE}\Z"),
    section=late_regex(rf"\b[Ss]ection{_SPACE}{_ROMAN}"),
    stems=("aragraph", "para.", "paras.", "nnex", "ection "),
)
FRENCH = Words(
    kinds=late_regex(
        r"(?P<resolution>[Rr]ésolutions?)|(?P<other>[Dd]écisions?|[Rr]apports?|[Dd]ocuments?)"
    ),
    council=late_regex(r"Conseil des droits de l.homme"),
    other_body=late_regex(r"Conseil économique et social|Commission|Conférence"),
    paragraph=_paragraph(r"\b[Pp]ar(?:agraphe(?P<many>s)?|\.)", "et|à|ou"),
    annex=late_regex(rf"\b[Aa]nnexe(?:{_SPACE}{_ROMAN})?(?!\w)"),
    here=late_regex(
        rf",?{_SPACE}ci[-\u2011]dess(?:us|ous)\b|{_SPACE}de{_SPACE}la{_SPACE}présente{_SPACE}"
        rf"résolution|{_SPACE}du{_SPACE}(?:présent{_SPACE})?dispositif"
    ),
    here_before=_NOTHING,
    section=late_regex(rf"\b[Ss]ection{_SPACE}{_ROMAN}"),
    stems=("aragraphe", "par. ", "nnexe", "ection "),
)
SPANISH = Words(
    kinds=late_regex(
        r"(?P<resolution>[Rr]esoluci(?:ón|ones))|(?P<other>[Dd]ecisi(?:ón|ones)|[Ii]nformes?|[Dd]ocumentos?)"
    ),
    council=late_regex(r"Consejo de Derechos Humanos"),
    other_body=late_regex(r"Consejo Económico y Social|Comisión|Conferencia"),
    paragraph=_paragraph(r"\b[Pp]árr(?:afo(?P<many>s)?|s?\.)", "y|e|a|al|o"),
    annex=late_regex(rf"\b[Aa]nexo(?:{_SPACE}{_ROMAN})?(?!\w)"),
    here=late_regex(
        rf",?{_SPACE}(?:supra|infra|anterior(?:es)?|precedentes?|siguientes?|que{_SPACE}anteceden?)"
        rf"\b|{_SPACE}de{_SPACE}la{_SPACE}(?:presente{_SPACE}resolución|parte{_SPACE}dispositiva)"
    ),
    here_before=_NOTHING,
    section=late_regex(rf"\b[Ss]ección{_SPACE}{_ROMAN}"),
    stems=("árrafo", "párr", "nexo", "ección "),
)
RUSSIAN = Words(
    kinds=late_regex(
        r"(?P<resolution>[Рр]езолюци\w{1,3})|(?P<other>[Рр]ешени\w{1,3}|[Дд]оклад\w{0,3}|[Дд]окумент\w{0,3})"
    ),
    council=late_regex(r"Совет\w* по правам человека"),
    other_body=late_regex(r"Экономическ\w+ и Социальн\w+ Совет\w*|[Кк]омисси|[Кк]онференци"),
    paragraph=_paragraph(r"(?<!\w)[Пп](?:ункт\w{0,3}|п?\.)(?P<many>)", "и|по|до|или|—"),
    annex=late_regex(rf"(?<!\w)[Пп]риложени[еюяи]м?(?:{_SPACE}{_ROMAN})?(?!\w)"),
    here=late_regex(
        rf",?{_SPACE}(?:выше|ниже)(?!\w)|{_SPACE}(?:настоящей{_SPACE}резолюции|постановляющей"
        rf"{_SPACE}части)"
    ),
    here_before=_NOTHING,
    section=late_regex(rf"(?<!\w)[Рр]аздел\w{{0,2}}{_SPACE}{_ROMAN}"),
    stems=("ункт", "п.", "риложени", "аздел"),
)
ARABIC = Words(
    kinds=late_regex(
        r"(?P<other>مقرر\w{0,4}|تقرير\w{0,3}|الوثيقة|الوثائق)|(?P<resolution>قرار\w{0,4})"
    ),
    council=late_regex(r"مجلس حقوق الإنسان"),
    other_body=late_regex(r"المجلس الاقتصادي|لجنة|مؤتمر"),
    paragraph=_paragraph(r"(?:[وفبك]?ال|لل)?فقر(?:ة|ت(?P<many>ين|ان)|ات)", "و|إلى|أو"),
    annex=late_regex(r"(?<!\w)(?:ال)?مرفق(?!\w)"),
    here=late_regex(
        rf"،?{_SPACE}(?:أعلاه|أدناه)|{_SPACE}من{_SPACE}(?:هذا{_SPACE}القرار|المنطوق|منطوق)"
    ),
    here_before=_NOTHING,
    section=_NOTHING,
    stems=("فقرة", "فقرت", "فقرات", "مرفق"),
)
CHINESE = Words(
    kinds=late_regex(r"[^。；;]{0,60}?(?:(?P<resolution>号决议|决议)|(?P<other>号决定|决定))"),
    council=late_regex(r"人权理事会"),
    other_body=late_regex(r"经济及社会理事会|委员会|大会堂"),
    paragraph=late_regex(
        r"第\s?(?P<numbers>\d{1,3}(?![\d/])(?:\s?\([a-z]{1,4}\))*"
        r"(?:[、和及至或]第?\s?\d{1,3}(?:\s?\([a-z]{1,4}\))*)*+)(?P<many>)\s?段"
    ),
    annex=late_regex(r"附件"),
    here=_NOTHING,
    here_before=late_regex(r"(?:上文|下文|本决议|执行部分|以上|以下)\Z"),
    section=_NOTHING,
    stems=("段", "附件"),
    kind_follows=True,
)
BY_LANGUAGE = {
    "en": ENGLISH, "fr": FRENCH, "es": SPANISH, "ru": RUSSIAN, "ar": ARABIC, "zh": CHINESE
}  # fmt: skip
