"""The index of live notes: what decides where one stands in a list, its words, and its tags.

`note_index` has a narrow row for each note, ordered in all the ways a list may be; `note_words`
has the words as `text.token_row` writes them, `note_fts` finds them (its triggers keep it), and
`note_index_tag` has the tags folded. All of it is derived: `rows` writes it with the note, and
`indexing` makes it anew.
"""

import sqlite3

from db.address import sort_key
from db.models import COLORS, Note, NoteState
from db.text import fold, token_row

VERSION = "1"
"""Goes up with every change of what is indexed, `text.token_row` and `sort_key` included."""

STANDINGS: tuple[NoteState, ...] = ("orphan", "moved", "anchored")
"""What the numbers in the column `standing` mean."""

_AFTER = "AFTER {} ON note_words BEGIN"
_GONE = "INSERT INTO note_fts (note_fts, rowid, said, quoted) VALUES ('delete', old.num, old.said, old.quoted);"  # noqa: E501
_THERE = "INSERT INTO note_fts (rowid, said, quoted) VALUES (new.num, new.said, new.quoted);"
NOTE_INDEX_TABLES = f"""
CREATE TABLE note_index (
    num INTEGER PRIMARY KEY,
    note TEXT NOT NULL UNIQUE REFERENCES note (id) ON DELETE CASCADE,
    document TEXT NOT NULL,
    language TEXT NOT NULL,
    label TEXT NOT NULL,
    spot BLOB NOT NULL,
    place BLOB NOT NULL,
    tint INTEGER NOT NULL,
    style TEXT NOT NULL,
    kind TEXT NOT NULL,
    folder TEXT NOT NULL,
    standing INTEGER NOT NULL,
    worded INTEGER NOT NULL,
    quoting INTEGER NOT NULL,
    tagged INTEGER NOT NULL,
    created TEXT NOT NULL,
    modified TEXT NOT NULL
);
CREATE INDEX note_index_place ON note_index (place);
CREATE INDEX note_index_created ON note_index (created);
CREATE INDEX note_index_modified ON note_index (modified);
CREATE INDEX note_index_document ON note_index (document, place);
CREATE INDEX note_index_tint ON note_index (tint, place);
CREATE INDEX note_index_folder ON note_index (folder, place);
CREATE INDEX note_index_standing ON note_index (standing, place);
CREATE INDEX note_index_kind ON note_index (kind, place);
CREATE TABLE note_index_tag (
    folded TEXT NOT NULL,
    tag TEXT NOT NULL,
    num INTEGER NOT NULL REFERENCES note_index (num) ON DELETE CASCADE,
    PRIMARY KEY (folded, tag, num)
) WITHOUT ROWID;
CREATE INDEX note_index_tag_num ON note_index_tag (num);
CREATE TABLE note_words (
    num INTEGER PRIMARY KEY REFERENCES note_index (num) ON DELETE CASCADE,
    said TEXT NOT NULL,
    quoted TEXT NOT NULL
);
CREATE VIRTUAL TABLE note_fts USING fts5 (
    said, quoted, content='note_words', content_rowid='num', prefix='1 2 3 4', tokenize='ascii'
);
CREATE TRIGGER note_words_added {_AFTER.format("INSERT")} {_THERE} END;
CREATE TRIGGER note_words_gone {_AFTER.format("DELETE")} {_GONE} END;
CREATE TRIGGER note_words_changed {_AFTER.format("UPDATE")} {_GONE} {_THERE} END;
"""
"""The tables of the index; the words are folded and set apart, so that FTS5 has but to cut them."""

TABLES = ("note_fts", "note_words", "note_index_tag", "note_index")

_COLUMNS = (
    "document", "language", "label", "spot", "place", "tint", "style", "kind", "folder",
    "standing", "worded", "quoting", "tagged", "created", "modified",
)  # fmt: skip
_PUT = (
    f"INSERT INTO main.note_index (note, {', '.join(_COLUMNS)})"
    f" VALUES (?{', ?' * len(_COLUMNS)}) ON CONFLICT (note) DO UPDATE SET"
    f" {', '.join(f'{name} = excluded.{name}' for name in _COLUMNS)} RETURNING num"
)
_PUT_WORDS = (
    "INSERT INTO main.note_words VALUES (?, ?, ?) ON CONFLICT (num) DO UPDATE SET"
    " said = excluded.said, quoted = excluded.quoted"
    " WHERE said <> excluded.said OR quoted <> excluded.quoted"
)


def spot(document: str, label: str) -> bytes:
    """Write a paragraph so that the bytes of two compare as their paragraphs follow one another."""
    points = (
        bytes((order + 1,)) + word.encode() + b"\0" + number.to_bytes(4, "big")
        for order, word, number in sort_key(label)
    )
    return document.encode() + b"\0" + b"".join(points) + b"\0"


def _place(note: Note, paragraph: bytes) -> bytes:
    anchor = note.anchor
    offsets = anchor.start.to_bytes(4, "big") + anchor.end.to_bytes(4, "big")
    return paragraph + offsets + note.created.encode()


def tint(color: str) -> int:
    """Return the place of a colour among all of them, the last one for what is none."""
    return COLORS.index(color) if color in COLORS else len(COLORS)


def put(connection: sqlite3.Connection, note: Note) -> None:
    """Write the entries of a note as it is now, within the caller's transaction."""
    if note.deleted:
        drop(connection, note.id)
        return
    ((num,),) = connection.execute(_PUT, (note.id, *_row(note))).fetchall()
    quoted = "\n".join(one.anchor.quote for one in note.segments)
    connection.execute(_PUT_WORDS, (num, token_row(note.body), token_row(quoted)))
    connection.execute("DELETE FROM main.note_index_tag WHERE num = ?", (num,))
    connection.executemany(
        "INSERT INTO main.note_index_tag VALUES (?, ?, ?)",
        [(fold(tag), tag, num) for tag in note.tags],
    )


def move(connection: sqlite3.Connection, note: Note) -> None:
    """Write where a note stands now; its words and tags are what they were."""
    anchor = note.anchor
    paragraph = spot(anchor.key.document, anchor.label)
    connection.execute(
        "UPDATE main.note_index SET label = ?, spot = ?, place = ?, standing = ? WHERE note = ?",
        (anchor.label, paragraph, _place(note, paragraph), STANDINGS.index(note.standing), note.id),
    )


def drop(connection: sqlite3.Connection, note_id: str) -> None:
    """Take a note out of the index."""
    row = connection.execute("SELECT num FROM main.note_index WHERE note = ?", (note_id,))
    if found := row.fetchone():
        for table in TABLES[1:]:
            connection.execute(f"DELETE FROM main.{table} WHERE num = ?", found)


def _row(note: Note) -> tuple[str | int | bytes, ...]:
    anchor = note.anchor
    paragraph = spot(anchor.key.document, anchor.label)
    return (
        anchor.key.document, anchor.key.language, anchor.label, paragraph,
        _place(note, paragraph), tint(note.color), note.style, note.kind, note.folder,
        STANDINGS.index(note.standing), bool(note.body), bool(anchor.quote), bool(note.tags),
        note.created, note.modified,
    )  # fmt: skip


def is_current(connection: sqlite3.Connection) -> bool:
    """Tell whether the index is of this version."""
    row = connection.execute("SELECT value FROM main.meta WHERE key = 'note_index'").fetchone()
    return row is not None and row[0] == VERSION
