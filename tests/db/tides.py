"""A small library of texts for notes, with what changes it, and a person's file beside it."""

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from db import connection as opening
from db.library.tables import (
    CONTENT_TABLES,
    LIBRARY_FORMAT,
    add_document,
    add_edition,
)
from db.models import Anchor, Document, Edition, EditionKey, Passage
from db.notes import anchors
from db.places import Places

TIDES = EditionKey("A/RES/99/1", "digest", "en")
TIDES_AR = EditionKey("A/RES/99/1", "official", "ar")
TIDES_ZH = EditionKey("A/RES/99/1", "official", "zh")
LOG = EditionKey("harbour-log", "import", "en")

TEXTS: dict[EditionKey, dict[str, str]] = {
    TIDES: {
        "pp1": "Recalling that harbours silt up where nobody keeps watch over them,",
        "op1": "Invites coastal States to share tide tables, and to train pilots of small vessels;",
        "op2": "Requests the Keeper of the Lamps to light the northern beacons before dusk;",
        "op2.a": "To keep an open record of every ship that passed in fog;",
        "op10": "Decides to look at the matter again when the herring return.",
    },
    TIDES_AR: {
        "op1": "تدعو الدول الساحلية إلى تبادل جداول المد وتدريب المرشدين",
        "op2": "تطلب إلى حارس المصابيح إضاءة المنارات الشمالية قبل الغسق",
    },
    TIDES_ZH: {
        "op1": "邀请沿海国家交流潮汐表，并培训小型船只的引航员；",
        "op11": "决定再次审议此事。",
    },
    LOG: {"p1": "🦭 Fog at dawn, 𠮷野 aground; two whistles.", "p2": "Herring sighted."},
}
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Desk:
    """A library of its own, a person's file beside it, and what changes one or the other."""

    def __init__(self, folder: Path) -> None:
        self._library = folder / "library.db"
        self._places = Places(folder / "data", library_override=self._library)
        self._open: sqlite3.Connection | None = None
        self.publish(TEXTS, "first")

    @property
    def connection(self) -> sqlite3.Connection:
        if self._open is None:
            self._open = opening.open_study(self._places)
        return self._open

    def restart(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None

    def publish(self, texts: dict[EditionKey, dict[str, str]], fingerprint: str) -> None:
        """Put another bundled library in place of the one there is."""
        self.restart()
        self._library.unlink(missing_ok=True)
        library = sqlite3.connect(self._library)
        with library:
            library.executescript(CONTENT_TABLES + "CREATE TABLE meta (key PRIMARY KEY, value);")
            meta = [("format", LIBRARY_FORMAT), ("fingerprint", fingerprint)]
            library.executemany("INSERT INTO meta VALUES (?, ?)", meta)
            for key, passages in texts.items():
                write(library, key, passages)
        library.close()


def write(connection: sqlite3.Connection, key: EditionKey, texts: dict[str, str]) -> None:
    add_document(connection, Document(key.document, "resolution", key.document, key.document))
    passages = [Passage(label, "paragraph", "digest", text) for label, text in texts.items()]
    add_edition(connection, Edition(key, key.document, tuple(passages), {"source": "a test"}))


def mark(key: EditionKey, label: str, quote: str = "") -> Anchor:
    text = TEXTS[key][label]
    start = text.index(quote)
    passage = Passage(label, "paragraph", "digest", text)
    return anchors.make(key, passage, start, start + len(quote))


def reworded(change: Callable[[str, str], str | None]) -> dict[EditionKey, dict[str, str]]:
    """Return the texts with those of TIDES passed through a change; None leaves one out."""
    changed = {label: change(label, text) for label, text in TEXTS[TIDES].items()}
    return {**TEXTS, TIDES: {label: text for label, text in changed.items() if text is not None}}
