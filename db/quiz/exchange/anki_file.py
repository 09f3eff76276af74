"""An Anki package or collection opened: its notes, note types, cards and decks, as Anki kept them.

`.apkg` and `.colpkg` are ZIP files with a SQLite database, of three ages: `collection.anki2` and
`collection.anki21` (schema 11, note types and decks as JSON), and `collection.anki21b`, compressed
with Zstandard (schema 18, note types in tables and Protocol Buffers; Anki's source,
rslib/src/import_export/package/meta.rs). Of several the newest is read: beside it an older one only
says that Anki should be updated. Nothing in the file is trusted.
"""

import json
import sqlite3
import tempfile
import zipfile
from array import array
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any, NamedTuple

from db.errors import NotADocument

MOST_UNPACKED = 1_000_000_000
"""Bytes of a database that is unpacked; the largest shared decks are a tenth of it."""
MOST_REVIEWS = 3_000_000
"""Answers of a log that are read; who answers 200 a day for 40 years has given as many."""
_LOG = "SELECT cid, id, ease, lastIvl, factor, time, type FROM revlog ORDER BY id LIMIT ?"
_COLLECTIONS = ("collection.anki21b", "collection.anki21", "collection.anki2")
_TABLES = frozenset({"notes", "cards", "col"})
_CHUNK = 1 << 20
_BROKEN = "The file is damaged: its {} cannot be read. Export it from Anki once more."


@dataclass(frozen=True, slots=True)
class NoteType:
    """A note type: its fields' names, and of each template the front and the back."""

    name: str
    is_cloze: bool
    fields: tuple[str, ...]
    templates: tuple[tuple[str, str], ...]


class AnkiReview(NamedTuple):
    """A row of `revlog`: `made` in Unix milliseconds, `button` 1 to 4, or 0 of what is no answer.

    `last_interval` in days, or below 0 in seconds; `kind` 0 learning, 1 review, 2 relearning,
    3 filtered, 4 set by hand, 5 rescheduled (rslib/src/revlog/mod.rs).
    """

    made: int
    button: int
    last_interval: int
    factor: int
    milliseconds: int
    kind: int


@dataclass(frozen=True, slots=True)
class AnkiCard:
    """A row of `cards`; `due` and `interval` in days, `due` a Unix time while it is learned.

    `packed` are the numbers of the answers it got, one after the other.
    """

    number: int
    kind: int
    queue: int
    due: int
    interval: int
    factor: int
    repetitions: int
    lapses: int
    data: str
    packed: Sequence[int] = ()

    @property
    def reviews(self) -> list[AnkiReview]:
        """The answers it got, in their order."""
        size = len(AnkiReview._fields)
        starts = range(0, len(self.packed), size)
        return [AnkiReview(*self.packed[at : at + size]) for at in starts]


@dataclass(frozen=True, slots=True)
class AnkiNote:
    """A note with its cards."""

    guid: str
    note_type: int
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    cards: tuple[AnkiCard, ...]


@dataclass(slots=True)
class Collection:
    """What a file holds; `created` is the Unix time of the day from which `due` counts.

    `log_is_whole` tells, once the notes were read, that the review log could be.
    """

    created: int
    note_types: dict[int, NoteType]
    media: int
    _connection: sqlite3.Connection
    _has_log: bool
    log_is_whole: bool = True

    def notes(self) -> Iterator[AnkiNote]:
        """Yield the notes in their order; raises NotADocument where the file breaks off."""
        try:
            yield from self._notes()
        except (sqlite3.DatabaseError, TypeError, ValueError) as error:
            raise NotADocument(_BROKEN.format("database")) from error

    def _notes(self) -> Iterator[AnkiNote]:
        cards: dict[int, list[AnkiCard]] = {}
        log = self._log()
        rows = self._connection.execute(
            "SELECT nid, id, ord, type, queue, iif(odid <> 0 AND odue <> 0, odue, due), ivl,"
            " factor, reps, lapses, data FROM cards ORDER BY ord"
        )
        for note, number, *card in rows:
            *numbers, data = card
            made = AnkiCard(*map(int, numbers), data=str(data or ""))  # type: ignore[misc,arg-type]
            cards.setdefault(note, []).append(replace(made, packed=log.get(number, ())))
        for note, guid, kind, tags, fields in self._connection.execute(
            "SELECT id, guid, mid, tags, flds FROM notes ORDER BY id"
        ):
            yield AnkiNote(
                str(guid), int(kind), tuple(str(fields).split("\x1f")), tuple(str(tags).split()),
                tuple(cards.get(note, ())),
            )  # fmt: skip

    def _log(self) -> "dict[int, array[int]]":
        """Read the answers by card, packed: there may be a million."""
        found: dict[int, array[int]] = {}
        try:
            for card, *values in self._connection.execute(_LOG, (MOST_REVIEWS,)):
                found.setdefault(card, array("q")).extend(map(int, values))
        except (sqlite3.DatabaseError, TypeError, ValueError, OverflowError):
            self.log_is_whole = not self._has_log
            return {}
        return found


@contextmanager
def opened(path: Path) -> Iterator[Collection]:
    """Open a package's or collection's database; raises NotADocument with what to do."""
    with tempfile.TemporaryDirectory(prefix="resolute-") as folder:
        database = Path(folder) / "collection.sqlite"
        media = _unpack(path, database)
        uri = f"{database.as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
            connection.create_collation("unicase", _compare)
            yield _collection(connection, media)


def _compare(one: str, other: str) -> int:
    """Order as Anki does without regard to case; its indexes name this collation."""
    return (one.casefold() > other.casefold()) - (one.casefold() < other.casefold())


def _unpack(path: Path, target: Path) -> int:
    """Write the newest database of a package to `target`; return how many media it comes with."""
    try:
        with zipfile.ZipFile(path) as package:
            names = set(package.namelist())
            name = next((one for one in _COLLECTIONS if one in names), None)
            if name is None:
                raise NotADocument("This ZIP file holds no Anki collection.")
            with package.open(name) as packed:
                _copy(packed, target, zstd=name.endswith("b"))
            return sum(one.isdigit() for one in names)
    except OSError as error:
        raise NotADocument(f"{path.name} cannot be read ({error.strerror or error}).") from error
    except zipfile.BadZipFile as error:
        raise NotADocument(
            f"{path.name} is no Anki package, or not all of it is there. Export it once more."
        ) from error
    except (EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise NotADocument(_BROKEN.format("ZIP")) from error
    except Exception as error:
        if type(error).__name__ not in ("error", "ZstdError"):  # of zlib, of zstandard
            raise
        raise NotADocument(_BROKEN.format("packed database")) from error


def _copy(packed: IO[bytes], target: Path, *, zstd: bool) -> None:
    source: Any = packed
    if zstd:
        try:
            import zstandard
        except ImportError as error:
            raise NotADocument(
                "This package is of the newer kind. Install “zstandard”, or export it from Anki"
                " with “Support older Anki versions”."
            ) from error
        source = zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(packed)
    written = 0
    with target.open("wb") as out:
        while chunk := source.read(_CHUNK):
            written += len(chunk)
            if written > MOST_UNPACKED:
                raise NotADocument(
                    f"Unpacked, the file is larger than {MOST_UNPACKED / 1e6:,.0f} MB. Export"
                    " fewer decks at a time."
                )
            out.write(chunk)


def _collection(connection: sqlite3.Connection, media: int) -> Collection:
    try:
        rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        tables = {str(name) for (name,) in rows}
        if not tables >= _TABLES:
            raise NotADocument("Its database is not Anki's: it has no notes and cards.")
        created, models = connection.execute("SELECT crt, models FROM col").fetchone()
        modern = "notetypes" in tables
        types = _types_of_tables(connection) if modern else _types_of_json(models)
        connection.execute("SELECT 1 FROM notes, cards LIMIT 1").fetchone()
    except NotADocument:
        raise
    except (sqlite3.DatabaseError, TypeError, ValueError, KeyError, AttributeError) as error:
        raise NotADocument(_BROKEN.format("database")) from error
    return Collection(int(created), types, media, connection, "revlog" in tables)


def _types_of_json(models: str) -> dict[int, NoteType]:
    return {
        int(number): NoteType(
            str(model["name"]),
            model.get("type") == 1,
            tuple(str(one["name"]) for one in model["flds"]),
            tuple((str(one["qfmt"]), str(one["afmt"])) for one in model["tmpls"]),
        )
        for number, model in json.loads(models).items()
    }


def _types_of_tables(connection: sqlite3.Connection) -> dict[int, NoteType]:
    fields: dict[int, list[str]] = {}
    for number, name in connection.execute("SELECT ntid, name FROM fields ORDER BY ntid, ord"):
        fields.setdefault(number, []).append(name)
    templates: dict[int, list[tuple[str, str]]] = {}
    for number, config in connection.execute(
        "SELECT ntid, config FROM templates ORDER BY ntid, ord"
    ):
        known = _message(config)
        sides = (known.get(1, b""), known.get(2, b""))
        front, back = (side.decode("utf-8", "replace") if isinstance(side, bytes) else ""
                       for side in sides)  # fmt: skip
        templates.setdefault(number, []).append((front, back))
    return {
        number: NoteType(
            name,
            _message(config).get(1) == 1,
            tuple(fields.get(number, ())),
            tuple(templates.get(number, ())),
        )
        for number, name, config in connection.execute("SELECT id, name, config FROM notetypes")
    }


def _message(raw: bytes) -> dict[int, int | bytes]:
    """Read a Protocol Buffers message (encoding guide, protobuf.dev): the last of each field."""
    found: dict[int, int | bytes] = {}
    at = 0
    while at < len(raw):
        key, at = _varint(raw, at)
        if key & 7 == 0:
            found[key >> 3], at = _varint(raw, at)
        elif key & 7 == 2:
            size, at = _varint(raw, at)
            found[key >> 3] = raw[at : at + size]
            at += size
        elif key & 7 in (1, 5):
            at += 8 if key & 7 == 1 else 4
        else:
            raise ValueError("no Protocol Buffers message")
    return found


def _varint(raw: bytes, at: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 70, 7):
        if at >= len(raw):
            raise ValueError("a message breaks off")
        value |= (raw[at] & 127) << shift
        at += 1
        if raw[at - 1] < 128:
            return value, at
    raise ValueError("a number is too long")
