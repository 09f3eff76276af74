"""Moodle XML read: choices, true or false, short and numerical answers, matching, order, cloze.

Entities are not resolved and nothing is fetched; what is wrong is told with the line of its
`question` element (docs.moodle.org, Moodle XML format).
"""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from db.errors import NotADocument
from db.quiz.exchange.parsed import (
    Parsed,
    Taken,
    addresses_in,
    gap,
    plain,
    sorted_tags,
    tidy,
    topic_of,
)
from db.quiz.models import Choice, Item, Pair, Question

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_EMBEDDED = re.compile(r"\{\d*:([A-Z_]+):((?:\\.|[^}\\])*)\}")
_CHOSEN = ("MULTICHOICE", "MC", "MULTIRESPONSE", "MR")
_TYPED = ("SHORTANSWER", "SA", "MW", "NUMERICAL", "NM")


class _Unfit(Exception):
    """Why a question cannot be taken."""


def parse(content: bytes) -> Parsed:
    """Read every question that can be read; raises NotADocument for what is no Moodle XML."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise NotADocument(
            f"The XML cannot be read: line {error.lineno or 1:,}: {error.msg}. Export it once more."
        ) from error
    if root.tag != "quiz":
        raise NotADocument(f"This is XML, but no Moodle questions: it begins with <{root.tag}>.")
    parsed, category = Parsed("Moodle XML"), ""
    for element in root.iterfind("question"):
        kind, where = element.get("type", ""), f"line {element.sourceline or 0:,}"
        if kind == "category":
            category = _text(element, "category")
            continue
        try:
            parsed.take(Taken(_question(element, kind, category), where))
        except _Unfit as error:
            parsed.refuse(where, _text(element, "questiontext") or kind, str(error))
    return parsed


def _question(element: "Element", kind: str, category: str) -> Question:
    if (make := _TYPES.get(kind)) is None:
        raise _Unfit(f"Questions of the type “{kind[:40]}” are not asked here.")
    tags = [tidy(one.text or "") for one in element.iterfind("tags/tag/text")]
    topics, evidence = sorted_tags(tags)
    feedback = element.findtext("generalfeedback/text") or ""
    values = {
        "id": (element.findtext("idnumber") or "").strip(),
        "prompt": _text(element, "questiontext"),
        "explanation": plain(re.sub(r"<a [^>]*resolute:.*", "", feedback, flags=re.DOTALL)),
        "evidence": evidence or addresses_in(feedback),
        "topics": topics or topic_of(category),
    }
    return Question(**{**values, **make(element)})  # type: ignore[arg-type]  # fields of Question


def _text(element: "Element", name: str) -> str:
    return plain(element.findtext(f"{name}/text") or "")


def _share(answer: "Element") -> float:
    try:
        return float(answer.get("fraction", "0").replace(",", "."))
    except ValueError:
        return 0.0


def _said(element: "Element") -> str:
    return plain(element.findtext("text") or "")


def _choices(element: "Element") -> dict[str, object]:
    answers = element.findall("answer")
    shares = [_share(one) for one in answers]
    one_only = (element.findtext("single") or "true").strip() in ("true", "1")
    best = max(shares, default=0)
    choices = tuple(
        Choice(_said(one), share > 0 and (share == best if one_only else True),
               _text(one, "feedback"))
        for one, share in zip(answers, shares, strict=True)
    )  # fmt: skip
    return {"kind": "multiple-choice", "choices": choices}


def _true_false(element: "Element") -> dict[str, object]:
    right = [_said(one).casefold() for one in element.iterfind("answer") if _share(one) > 0]
    if right not in (["true"], ["false"]):
        raise _Unfit("It does not say whether it is true or false.")
    return {"kind": "true-false", "answer": right == ["true"]}


def _short(element: "Element") -> dict[str, object]:
    right = [_said(one) for one in element.iterfind("answer") if _share(one) >= 100]
    if any("*" in one.replace("\\*", "") for one in right):
        raise _Unfit("Its answer has * for any words; only words themselves can be compared.")
    return {"kind": "short-answer", "answers": tuple(dict.fromkeys(right))}


def _numerical(element: "Element") -> dict[str, object]:
    for one in element.iterfind("answer"):
        if (one.findtext("tolerance") or "0").strip() not in ("", "0", "0.0"):
            raise _Unfit("It asks for a number within a range; only one number can be asked for.")
    return _short(element)


def _matching(element: "Element") -> dict[str, object]:
    sides = [(_said(one), _text(one, "answer")) for one in element.iterfind("subquestion")]
    return {
        "kind": "matching",
        "pairs": tuple(Pair(left, right) for left, right in sides if left),
        "others": tuple(right for left, right in sides if not left and right),
    }


def _ordering(element: "Element") -> dict[str, object]:
    return {"kind": "ordering", "items": tuple(Item(_said(a)) for a in element.iterfind("answer"))}


def _essay(element: "Element") -> dict[str, object]:
    back = _text(element, "graderinfo") or _text(element, "generalfeedback")
    if not back:
        raise _Unfit("An essay without notes for its marking has no answer to show.")
    return {"kind": "flashcard", "back": back}


def _cloze(element: "Element") -> dict[str, object]:
    text = plain(element.findtext("questiontext/text") or "")
    prompt, _, rest = text.partition("\n")
    if not rest or _EMBEDDED.search(prompt):
        prompt, rest = "Fill in the gaps.", text
    others: list[str] = []

    def filled(match: re.Match[str]) -> str:
        right, wrong = _embedded(match[2])
        if match[1].startswith(_CHOSEN):
            others.extend(wrong)
        elif not match[1].startswith(_TYPED):
            raise _Unfit(f"A gap of the type “{match[1][:40]}” cannot be asked here.")
        return gap(right)

    made = tidy(_EMBEDDED.sub(filled, rest))
    return {"kind": "cloze", "prompt": prompt, "text": made, "others": tuple(dict.fromkeys(others))}


def _embedded(body: str) -> tuple[list[str], list[str]]:
    """Return the right and the wrong answers within a gap's braces."""
    right: list[str] = []
    wrong: list[str] = []
    for piece in re.split(r"(?<!\\)~", body):
        share = re.match(r"%(-?\d+)%|=", piece)
        words = piece[share.end() :] if share else piece
        words = re.sub(r"\\(.)", r"\1", re.split(r"(?<!\\)#", words)[0])
        full = share is not None and (share[0] == "=" or share[1] == "100")
        (right if full else wrong).append(words.strip())
    return right, wrong


_TYPES: dict[str, Callable[["Element"], dict[str, object]]] = {
    "multichoice": _choices, "truefalse": _true_false, "shortanswer": _short,
    "numerical": _numerical, "matching": _matching, "match": _matching, "ordering": _ordering,
    "essay": _essay, "cloze": _cloze, "multianswer": _cloze,
}  # fmt: skip
