"""What people type to filter their notes, turned into a test of one note. Pure.

Words are looked for in quotation and body; `color:green`, `tag:trade` (its subtags too),
`tag:none`, `is:orphan|moved|anchored|note|highlight` and `doc:78/311` narrow; `-` turns a
condition round; everything must hold.
"""

import re
from collections.abc import Callable

from db import text
from db.errors import UsageError
from db.models import COLORS, Note
from db.notes import tags

Test = Callable[[Note], bool]

_TERM = re.compile(
    r'(?P<minus>-?)(?:(?P<key>colou?r|tag|is|doc):)?(?P<value>"[^"]*"?|[^\s"]+)?', re.IGNORECASE
)
_KINDS: dict[str, Test] = {
    "orphan": lambda note: note.standing == "orphan",
    "moved": lambda note: note.standing == "moved",
    "anchored": lambda note: note.standing == "anchored",
    "note": lambda note: bool(note.body) or not note.anchor.quote,
    "highlight": lambda note: bool(note.anchor.quote),
}


def wanted(query: str) -> Test:
    """Turn a query into a test; an empty one lets everything through.

    Raises UsageError for a colour or state that does not exist.
    """
    tests = []
    for term in _TERM.finditer(query):
        value = (term["value"] or "").strip('"')
        if value:
            test = _test((term["key"] or "").lower(), value)
            tests.append(_opposite(test) if term["minus"] else test)
    return lambda note: all(test(note) for test in tests)


def _opposite(test: Test) -> Test:
    return lambda note: not test(note)


def _test(key: str, value: str) -> Test:
    folded = text.fold(value)
    match key:
        case "color" | "colour":
            if folded not in COLORS:
                raise UsageError(_unknown("colour", value, COLORS))
            return lambda note: note.color == folded
        case "is":
            if folded not in _KINDS:
                raise UsageError(_unknown("state", value, tuple(_KINDS)))
            return _KINDS[folded]
        case "tag":
            return lambda note: _is_tagged(note, folded)
        case "doc":
            return lambda note: folded in text.fold(note.anchor.key.document)
    return lambda note: folded in text.fold(f"{note.anchor.quote}\n{note.body}")


def _is_tagged(note: Note, folded: str) -> bool:
    if folded == "none":
        return not note.tags
    return any(tags.is_under(tag, folded) for tag in note.tags)


def _unknown(what: str, value: str, known: tuple[str, ...]) -> str:
    return f"There is no {what} “{value[:40]}”. Choose one of: {', '.join(known)}."
