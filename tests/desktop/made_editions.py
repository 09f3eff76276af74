"""Editions made up for the tests of the page."""

from collections.abc import Mapping, Sequence
from typing import Any

from db.models import Document, Edition, EditionKey, EditionSummary, Passage, Voice
from desktop import theme as themes
from desktop.reader.composer import compose
from desktop.reader.look import Look
from desktop.reader.page import Page

SYMBOL = "A/RES/1/9"


def passage(label: str, text: str, voice: Voice = "official", **parts: Any) -> Passage:
    kind = "preambular" if label.startswith("pp") else "operative"
    return Passage(label, parts.pop("kind", kind), voice, text, **parts)


def edition(
    passages: Sequence[Passage], language: str = "en", kind: str = "official", symbol: str = SYMBOL
) -> Edition:
    return Edition(EditionKey(symbol, kind, language), "On ink", tuple(passages))


def document(*editions: Edition, **parts: Any) -> Document:
    given = {"kind": "resolution", "title": "On ink", "short_title": "Ink", "date": "2024-07-01"}
    summaries = tuple(EditionSummary(e.key, e.title, len(e.passages)) for e in editions)
    return Document(editions[0].key.document, **{**given, **parts}, editions=summaries)


def page(
    *passages: Passage,
    language: str = "en",
    kind: str = "official",
    in_library: Mapping[str, str] | None = None,
    **look: Any,
) -> Page:
    made = edition(passages, language, kind)
    chosen = Look(look.pop("theme", themes.theme("light")), **look)
    return compose(document(made), made, chosen, in_library)


HOSTILE = {
    "plain": "Requests the Secretary-General to report on ink;",
    "beyond the first plane": "a😀b𠮷c 𝒜𝓫𝔠 — 👩‍👩‍👧 🇺🇳 end",
    "Arabic": "تطلب إلى الأمين العام أن يُقدِّم تقريراً عن «الحبر» 2024;",
    "Chinese": "请秘书长就“墨水”提出报告，包括𠮷字与人工智能；",
    "no-break": "para.\u00a06 and «\u00a0encre\u00a0» \u2011 re\u00adport\u202f%",
    "both ways": "The word حبر means ink\u200f (墨).",
    "breaks": "one\u2028two\r\nthree\nfour\u2029five\rsix",
    "frames": "\ufdd0begin\ufdd1end\ufffc\ufeff\x00\x0b\x0c\x1c",
    "marks on letters": "e\u0301a\u0308 ü ǅ ﬁ İ ı ß",
}
"""Texts in which positions are easily miscounted, by what is odd about them."""
