"""What may have been meant: words of the library near those that find little, and what can stand
behind a field while it is being typed.
"""

import re
import sqlite3
from typing import NamedTuple

from db.search.candidates import HOMES, is_known
from db.search.fts import terms
from db.search.query import parse
from db.search.stems import vocabulary_of
from db.search.tree import Word
from db.search.values import CHOICES, FIELDS
from db.text import fold

LIKENESS = 78
"""How alike a word must be, from 0 to 100 (rapidfuzz's ratio)."""

_SHORTEST, _SHORTEST_FIELD = 4, 3
_TYPED = re.compile(r'(?:^|[\s(\-])(?P<field>[a-z]*)(?P<colon>:?)(?P<value>[^\s"():]*)$', re.I)
_VALUES = {
    "doc": "SELECT DISTINCT document FROM {home}.edition",
    "lang": "SELECT DISTINCT language FROM {home}.edition",
    "kind": "SELECT DISTINCT kind FROM {home}.passage",
    "part": "SELECT DISTINCT part FROM {home}.passage WHERE part <> ''",
    "verb": "SELECT DISTINCT opener FROM {home}.passage WHERE opener <> ''",
    "speaker": "SELECT DISTINCT speaker FROM {home}.passage WHERE speaker <> ''",
    "voice": "SELECT DISTINCT voice FROM {home}.passage",
}


class Completion(NamedTuple):
    """What may be put in place of `start` to `end` (code points) of the box."""

    text: str
    start: int
    end: int


def did_you_mean(connection: sqlite3.Connection, text: str) -> str:
    """Return the query with words nobody wrote put right; empty where there is nothing better."""
    node = parse(text).node
    better = text
    for term in dict.fromkeys(terms(node)) if node else ():
        if not isinstance(term, Word) or len(term.text) < _SHORTEST or is_known(connection, term):
            continue
        if word := _nearest(connection, fold(term.text)):
            better = re.sub(rf"(?<!\w){re.escape(term.text)}(?!\w)", word, better)
    return better if better != text else ""


def _nearest(connection: sqlite3.Connection, word: str) -> str:
    from rapidfuzz import fuzz, process

    found: dict[str, int] = {}
    for home in HOMES:
        rows = connection.execute(
            f"SELECT term, doc FROM temp.{vocabulary_of(connection, home)}"
            " WHERE term >= ? AND term < ? AND length(term) BETWEEN ? AND ?",
            (word[0], f"{word[0]}\U0010ffff", len(word) - 2, len(word) + 2),
        )
        for term, count in rows:
            found[term] = found.get(term, 0) + count
    near = process.extract(word, list(found), scorer=fuzz.ratio, score_cutoff=LIKENESS, limit=5)
    return max(near, key=lambda one: (round(one[1] / 4), found[one[0]]))[0] if near else ""


def completions(
    connection: sqlite3.Connection, text: str, caret: int, limit: int = 12
) -> list[Completion]:
    """Return what the field or value before the caret may become; `caret` is in code points.

    The beginning of a field is one only where no text has it as a word.
    """
    typed = _TYPED.search(text[:caret])
    if typed is None or not (typed["field"] or typed["colon"]):
        return []
    if not typed["colon"]:
        start, begun = typed.start("field"), typed["field"].lower()
        if len(begun) < _SHORTEST_FIELD or is_known(connection, Word(begun)):
            return []  # a word like any other: nothing is to come down over what was found
        names = [name for name in FIELDS if name.startswith(begun)]
        return [Completion(f"{name}:", start, caret) for name in names][:limit]
    name = typed["field"].lower()
    start = typed.start("value")
    wanted = fold(typed["value"])
    values = [value for value in _known(connection, name) if wanted in fold(value)]
    values.sort(key=lambda value: (not fold(value).startswith(wanted), value))
    quoted = [f'"{value}"' if re.search(r"[\s()]", value) else value for value in values]
    return [Completion(value, start, caret) for value in quoted[:limit]]


def _known(connection: sqlite3.Connection, name: str) -> list[str]:
    if name in CHOICES:
        return list(CHOICES[name])
    if name == "tag":
        return [tag for (tag,) in connection.execute("SELECT DISTINCT tag FROM main.note_tag")]
    if name not in _VALUES:
        return []
    found: dict[str, None] = {}
    for home in HOMES:
        found |= dict.fromkeys(v for (v,) in connection.execute(_VALUES[name].format(home=home)))
    return list(found)
