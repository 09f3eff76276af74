"""The reader's own names of the six colours, and what each stands for."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from db.models import COLORS

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
    try:
        kept = json.loads(row[0]) if row else {}
    except ValueError:
        kept = {}
    found = kept if isinstance(kept, Mapping) else {}
    return {color: _read(found.get(color)) for color in COLORS}


def _read(kept: object) -> Meaning:
    texts = [one for one in kept if isinstance(one, str)] if isinstance(kept, list) else []
    return Meaning(*texts) if len(texts) == 2 else Meaning()


def save(connection: sqlite3.Connection, meanings: Mapping[str, Meaning]) -> dict[str, Meaning]:
    """Keep names and meanings; return them as they are now, shortened to what there is room for."""
    tidy = {
        color: [_tidy(one.name, MOST_NAME), _tidy(one.meaning, MOST_MEANING)]
        for color, one in meanings.items()
        if color in COLORS
    }
    with connection:
        connection.execute(
            "REPLACE INTO main.meta (key, value) VALUES (?, ?)",
            (_META, json.dumps(tidy, ensure_ascii=False)),
        )
    return load(connection)


def _tidy(text: str, most: int) -> str:
    return " ".join(text.encode("utf-8", "replace").decode().split())[:most]
