"""The documents of the library as they stand on the shelf: what each is, and what became of it."""

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from db.library.documents import edition_order
from db.models import EditionKey
from db.shelf.collections import collections
from db.shelf.details import Details, overlaid, stored

_BODIES = (
    ("A/HRC/", "Human Rights Council"),
    ("A/", "General Assembly"),
    ("S/", "Security Council"),
    ("E/", "Economic and Social Council"),
    ("ST/", "Secretariat"),
)
_SESSION = re.compile(r"^A/(?:HRC/|RES/|DEC/|C\.\d/|INF/)?(?:RES/|DEC/)?((?:(?:ES|S)-)?\d{1,3})/")


@dataclass(frozen=True, slots=True)
class Volume:
    """A document on the shelf.

    `details` are what holds, `own` what the document says of itself; `added` and `last_read` are
    UTC stamps or empty; `mine` are the editions that are the person's, not the bundled library's.
    """

    document: str
    kind: str
    details: Details
    own: Details
    editions: tuple[EditionKey, ...] = ()
    mine: tuple[EditionKey, ...] = ()
    voices: tuple[str, ...] = ()
    passages: int = 0
    added: str = ""
    last_read: str = ""
    collections: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What it is called."""
        return self.details.title or self.document

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it is there in, each once."""
        return tuple(dict.fromkeys(key.language for key in self.editions))

    @property
    def year(self) -> str:
        """The year of its date, '' without one."""
        return self.details.date[:4]

    @property
    def is_edited(self) -> bool:
        """Whether a person said something of it that it does not say itself."""
        return self.details != self.own


def body_of(symbol: str) -> str:
    """Return the organ whose documents have such a symbol, '' where that is not known."""
    return next((body for start, body in _BODIES if symbol.startswith(start)), "")


def session_of(symbol: str) -> str:
    """Return the session a symbol of the Assembly names: 78 of A/RES/78/311, ES-11, '' if none."""
    match = _SESSION.match(symbol)
    return match[1] if match else ""


@dataclass(slots=True)
class _Found:
    """What the editions of one document say together."""

    editions: list[EditionKey] = field(default_factory=list)
    mine: list[EditionKey] = field(default_factory=list)
    passages: int = 0
    added: str = ""
    says: dict[str, str] = field(default_factory=dict)
    subjects: dict[str, None] = field(default_factory=dict)
    voices: dict[str, None] = field(default_factory=dict)


def volumes(connection: sqlite3.Connection) -> list[Volume]:
    """List all documents, the bundled ones first, then by name."""
    found = _editions(connection)
    _add_records(connection, found)
    _add_voices(connection, found)
    said, read = stored(connection), _last_read(connection)
    shelved: dict[str, list[str]] = defaultdict(list)
    for one in collections(connection):
        for name in one.documents:
            shelved[name].append(one.id)
    made: dict[str, Volume] = {}
    for home, order in (("library", "id"), ("main", "name")):
        for name, kind, title, day in connection.execute(
            f"SELECT name, kind, title, date FROM {home}.document ORDER BY {order}"
        ):
            if name in made or name not in found:
                continue
            of = found[name]
            own = _own(name, title, day, of)
            made[name] = Volume(
                name, kind, overlaid(own, said.get(name, {})), own,
                tuple(sorted(of.editions, key=edition_order)), tuple(of.mine), tuple(of.voices),
                of.passages, of.added, read.get(name, ""), tuple(shelved.get(name, ())),
            )  # fmt: skip
    return list(made.values())


def _own(name: str, title: str, day: str, of: _Found) -> Details:
    symbol = name if "/" in name else of.says.get("symbol", "")
    body = of.says.get("body", "") or body_of(symbol)
    session = session_of(symbol) or of.says.get("session", "")
    return Details(title, symbol, day, body, session, tuple(of.subjects))


def _editions(connection: sqlite3.Connection) -> dict[str, _Found]:
    found: dict[str, _Found] = defaultdict(_Found)
    for home in ("library", "main"):
        for name, kind, language, count, provenance in connection.execute(
            f"SELECT document, kind, language, passages, provenance FROM {home}.edition"
        ):
            key, of = EditionKey(name, kind, language), found[name]
            if key in of.editions:
                continue
            of.editions.append(key)
            of.passages += count
            if home == "main":
                of.mine.append(key)
                _take(of, json.loads(provenance))
            if kind == "official":
                of.voices["official"] = None
    return dict(found)


def _take(of: _Found, says: Mapping[str, str]) -> None:
    stamp = says.get("retrieved", "")
    of.added = min(filter(None, (of.added, stamp)), default="")
    for name in ("symbol", "body", "session"):
        if name in says:
            of.says.setdefault(name, says[name])
    of.subjects |= dict.fromkeys(filter(None, says.get("subjects", "").split("; ")))


def _add_records(connection: sqlite3.Connection, found: Mapping[str, _Found]) -> None:
    """Take body, session and themes of the bundled documents, which have them in passages."""
    for name, label, words, details in connection.execute(
        "SELECT e.document, p.label, p.text, p.details FROM library.passage p"
        " JOIN library.edition e ON e.id = p.edition ORDER BY p.id"
    ):
        if name not in found:
            continue
        if label == "record.body":
            found[name].says.setdefault("body", words.partition(",")[0])
        elif details:
            themes: Iterable[str] = json.loads(details).get("themes", ())
            known = {subject.casefold() for subject in found[name].subjects}
            new = (theme for theme in themes if theme.casefold() not in known)
            found[name].subjects |= dict.fromkeys(f"{one[0].upper()}{one[1:]}" for one in new)


def _add_voices(connection: sqlite3.Connection, found: Mapping[str, _Found]) -> None:
    """Look whose words there are where not all are official, as they are in official editions."""
    for home in ("library", "main"):
        for name, voice in connection.execute(
            f"SELECT DISTINCT e.document, p.voice FROM {home}.edition e JOIN {home}.passage p"
            " ON p.edition = e.id WHERE e.kind <> 'official' AND p.kind <> 'record'"
        ):
            found[name].voices[voice] = None


def _last_read(connection: sqlite3.Connection) -> dict[str, str]:
    rows = connection.execute(
        "SELECT document, max(modified) FROM (SELECT document, modified FROM main.reading"
        " WHERE deleted = '' AND seconds > 0 UNION ALL"
        " SELECT document, modified FROM main.reading_position) GROUP BY document"
    )
    return dict(rows.fetchall())
