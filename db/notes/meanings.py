"""The reader's own names of the six colours, and what each stands for."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from db.models import COLORS
from db.notes import rows

_META = "color_meanings"
MOST_NAME, MOST_MEANING = 40, 200
"""Characters a name and a meaning may have."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a colour is called, and what it is used for; both may be empty."""

    name: str = ""
    meaning: str = ""


def load(connection: sqlite3.Connection) -> dict[str, Meaning]:
    """Return the meanings of all six colours; a damaged entry counts as none."""
    row = connection.execute("SELECT value FROM main.meta WHERE key = ?", (_META,)).fetchone()
    return {color: Meaning() for color in COLORS} | read(row[0] if row else "")


def _read(kept: object) -> Meaning:
    texts = [one for one in kept if isinstance(one, str)] if isinstance(kept, list) else []
    return Meaning(*texts) if len(texts) == 2 else Meaning()


def save(connection: sqlite3.Connection, meanings: Mapping[str, Meaning]) -> dict[str, Meaning]:
    """Keep names and meanings; return them as they are now, shortened to what there is room for."""
    with rows.writing(connection):
        _write(connection, meanings)
    return load(connection)


def adopt(connection: sqlite3.Connection, offered: Mapping[str, Meaning]) -> dict[str, Meaning]:
    """Give the colours that have none here the names and meanings offered; return those."""
    with rows.writing(connection):
        taken = lacking(connection, offered)
        if taken:
            _write(connection, {**load(connection), **taken})
    return taken


def lacking(connection: sqlite3.Connection, offered: Mapping[str, Meaning]) -> dict[str, Meaning]:
    """Return of the names and meanings offered those of colours that have none here."""
    here = load(connection)
    tidied = {color: tidy(offered[color]) for color in COLORS if color in offered}
    return {color: one for color, one in tidied.items() if here.get(color) == Meaning() != one}


def drop(connection: sqlite3.Connection, given: Mapping[str, Meaning]) -> None:
    """Take names and meanings back, but those that were changed since."""
    with rows.writing(connection):
        here = load(connection)
        gone = {color: Meaning() for color, one in given.items() if here.get(color) == one}
        if gone:
            _write(connection, {**here, **gone})


def _write(connection: sqlite3.Connection, meanings: Mapping[str, Meaning]) -> None:
    connection.execute(
        "REPLACE INTO main.meta (key, value) VALUES (?, ?)",
        (_META, dumped({color: tidy(meanings[color]) for color in COLORS if color in meanings})),
    )


def dumped(meanings: Mapping[str, Meaning]) -> str:
    """Write names and meanings as JSON, each a list of two."""
    listed = {color: [one.name, one.meaning] for color, one in meanings.items()}
    return json.dumps(listed, ensure_ascii=False)


def read(dump: str) -> dict[str, Meaning]:
    """Read what `dumped` wrote; what is damaged counts as none."""
    try:
        kept = json.loads(dump)
    except ValueError:
        kept = {}
    found = kept if isinstance(kept, Mapping) else {}
    return {color: _read(found[color]) for color in COLORS if color in found}


def tidy(one: Meaning) -> Meaning:
    """Shorten a name and a meaning to what there is room for, each on one line."""
    return Meaning(_tidy(one.name, MOST_NAME), _tidy(one.meaning, MOST_MEANING))


def _tidy(text: str, most: int) -> str:
    return " ".join(text.encode("utf-8", "replace").decode().split())[:most]
