"""What a person says of a document: title, symbol, date, body, session, subjects.

It overlays what the document says of itself, which stays as it is and shows again where the
person's word is taken back.
"""

import json
import re
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date

from db.dates import MONTHS
from db.errors import UsageError
from db.shelf.changes import Row, make

_SYMBOL = re.compile(r"[A-Z]{1,6}(?:/[\w.()\-]+)+(?: [A-Z])?")
_SESSION = re.compile(r"(?:(?:ES|S)-)?\d{1,3}")
_DAY = re.compile(r"(?:(?:(\d{1,2})\s+)?([A-Za-z]{3,9})\s+)?(\d{4})")
_LONGEST = {"title": 500, "body": 120}
_YEARS = range(1800, 2201)


@dataclass(frozen=True, slots=True)
class Details:
    """What is known of a document; `date` is ISO 8601, possibly only a year or a month."""

    title: str = ""
    symbol: str = ""
    date: str = ""
    body: str = ""
    session: str = ""
    subjects: tuple[str, ...] = ()


class WrongDetail(UsageError):
    """What was typed for one of the details cannot be right; `field` says for which."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(words)
        self.field = field


def stored(connection: sqlite3.Connection) -> dict[str, dict[str, object]]:
    """Return the person's own details by document, only those that say something."""
    rows = connection.execute("SELECT id, details FROM main.document_detail WHERE deleted = ''")
    return {document: json.loads(details) for document, details in rows}


def overlaid(own: Details, said: Mapping[str, object]) -> Details:
    """Lay what a person said over what a document says of itself."""
    known = {name: value for name, value in said.items() if name in Details.__slots__}
    if isinstance(subjects := known.get("subjects"), list):
        known["subjects"] = tuple(map(str, subjects))
    return replace(own, **known)  # type: ignore[arg-type]  # as they were stored


def save(connection: sqlite3.Connection, document: str, own: Details, wanted: Details) -> Details:
    """Keep what a person says of a document; what is empty or the document's own is not kept.

    Returns what holds from then on. Raises WrongDetail where something cannot be right.
    """
    checked = check(wanted)
    said = {
        name: value
        for name, value in asdict(checked).items()
        if value and value != getattr(own, name)
    }
    before = stored(connection).get(document, {})
    if json.loads(json.dumps(said)) != before:
        text = json.dumps(said, ensure_ascii=False, sort_keys=True)
        row = Row("document_detail", document, {"details": text}, deleted=not said)
        make(connection, f"the details of {document}", [row])
    return overlaid(own, said)


def check(wanted: Details) -> Details:
    """Return details as they are kept: spaces put right, dates as ISO; raises WrongDetail."""
    plain = {
        name: " ".join(str(value).split())
        for name, value in asdict(wanted).items()
        if name != "subjects"
    }
    for name, most in _LONGEST.items():
        if len(plain[name]) > most:
            raise WrongDetail(name, f"That is too long: {len(plain[name])} of {most} characters.")
    for name, put_right in _CHECKS.items():
        plain[name] = put_right(plain[name]) if plain[name] else ""
    subjects = (" ".join(one.split()) for one in wanted.subjects)
    return Details(**plain, subjects=tuple(dict.fromkeys(filter(None, subjects))))


def _symbol(words: str) -> str:
    if not _SYMBOL.fullmatch(words):
        raise WrongDetail("symbol", f"“{words}” is no symbol. Write it like A/RES/78/311.")
    return words


def _session(words: str) -> str:
    words = re.sub(r"(?<=\d)(?:st|nd|rd|th)$", "", words.upper().replace(" ", "-"), flags=re.I)
    if not _SESSION.fullmatch(words):
        raise WrongDetail("session", f"“{words}” is no session. Write it like 78 or ES-11.")
    return words


def iso_date(words: str) -> str:
    """Read a date as people type it: 2024-07-01, 1 July 2024, July 2024, 2024.

    Raises WrongDetail for anything that is no date.
    """
    if match := re.fullmatch(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", words):
        year, month, day = (int(one) if one else 0 for one in match.groups())
    elif match := _DAY.fullmatch(words):
        day, year = int(match[1] or 0), int(match[3])
        month = _month(match[2]) if match[2] else 0
    else:
        raise _no_date(words)
    try:
        date(year, month or 1, day or 1)
    except ValueError as error:
        raise _no_date(words) from error
    if year not in _YEARS:
        raise _no_date(words)
    return f"{year}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")


def _month(name: str) -> int:
    known = [n for n, one in enumerate(MONTHS, 1) if one.lower().startswith(name.lower())]
    return known[0] if len(known) == 1 else 13


def _no_date(words: str) -> WrongDetail:
    return WrongDetail("date", f"“{words}” is no date. Write it like 2024-07-01 or 1 July 2024.")


_CHECKS: Mapping[str, Callable[[str], str]] = {
    "symbol": _symbol,
    "session": _session,
    "date": iso_date,
}
