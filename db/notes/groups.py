"""The groups a list of notes may have: how each is named, and one after the other.

A group's key is what `LEADS` reads of a note, as SQL on `notes.index`: keys stand in the order of
the groups. A note with two tags stands in two groups.
"""

import sqlite3
from collections.abc import Hashable, Iterator
from typing import Any, Literal

from db.address import describe
from db.models import COLORS, Note
from db.notes import index
from db.search.own_fields import names_of
from db.search.own_parts import Part, with_condition, with_same
from db.text import fold

Group = Literal["", "document", "paragraph", "color", "tag", "folder", "day", "state"]
Key = tuple[Any, ...]

GROUPS: tuple[Group, ...] = ("", "document", "paragraph", "color", "tag", "folder", "day", "state")
LEADS: dict[Group, tuple[str, ...]] = {
    "": (),
    "document": ("n.document",),
    "paragraph": ("n.spot",),
    "color": ("n.tint",),
    "tag": ("t.tag IS NULL", "coalesce(t.folded, '')", "coalesce(t.tag, '')"),
    "folder": ("n.folder = ''", "fold(n.folder)", "n.folder"),
    "day": ("substr(n.created, 1, 10)",),
    "state": ("n.standing",),
}
DOWN: frozenset[Group] = frozenset({"day"})
"""Groups of which the last comes first."""
JOINS: dict[Group, str] = {"tag": "LEFT JOIN main.note_index_tag t ON t.num = n.num"}

_STATES = {"orphan": "Not found any more", "moved": "Moved", "anchored": "In their place"}
_NO_TAG = (1, "", "")
_PAST = b"\xff"
_NEXT: dict[Group, str] = {
    "document": "SELECT n.document FROM main.note_index n WHERE n.document > ? ORDER BY 1 LIMIT 1",
    "paragraph": "SELECT n.spot FROM main.note_index n WHERE n.place > ? ORDER BY n.place LIMIT 1",
    "day": "SELECT substr(n.created, 1, 10) FROM main.note_index n WHERE n.created < ?"
    " ORDER BY n.created DESC LIMIT 1",
    "tag": "SELECT 0, t.folded, t.tag FROM main.note_index_tag t WHERE (t.folded, t.tag) > (?, ?)"
    " ORDER BY t.folded, t.tag LIMIT 1",
}
_SAME: dict[Group, str] = {
    "document": "n.document", "color": "n.tint", "folder": "n.folder", "state": "n.standing",
}  # fmt: skip
"""Groups whose notes have the same value of a column, the last one of their key."""


def keys(connection: sqlite3.Connection, group: Group, first: Key | None) -> Iterator[Key]:
    """Go through the keys of a kind of group in their order, from one of them or the first."""
    if group in ("color", "state", "folder"):
        every = _few(connection, group)
        yield from (key for key in every if first is None or key >= first)
        return
    key = first or _next(connection, group, None)
    while key is not None:
        yield key
        key = _next(connection, group, key)


def _few(connection: sqlite3.Connection, group: Group) -> list[Key]:
    if group == "color":
        return [(tint,) for tint in range(len(COLORS) + 1)]
    if group == "state":
        return [(number,) for number in range(len(index.STANDINGS))]
    folders = names_of(connection, "folder")
    return sorted((int(not folder), fold(folder), folder) for folder in folders)


def _next(connection: sqlite3.Connection, group: Group, key: Key | None) -> Key | None:
    if group == "tag" and key == _NO_TAG:
        return None
    match group:
        case "document":
            after: Key = (None,) if key is None else key
        case "paragraph":
            after = (b"" if key is None else key[0] + _PAST,)
        case "day":
            after = ("~",) if key is None else key
        case _:
            after = ("", "") if key is None else key[1:]
    query = _NEXT[group].replace("n.document > ?", "1") if after == (None,) else _NEXT[group]
    found = connection.execute(query, after if after != (None,) else ()).fetchone()
    return found or (_NO_TAG if group == "tag" else None)


def within(group: Group, key: Key, name: str) -> Part:
    """Return the part of all notes that a group is; `name` begins the names of its values."""
    if column := _SAME.get(group):
        return with_same(column, key[-1], name)
    if group == "tag":
        if key == _NO_TAG:
            return Part("n.tagged = 0")
        tagged = f"folded = :{name}_1 AND tag = :{name}_2"
        return Part(
            f"EXISTS (SELECT 1 FROM main.note_index_tag WHERE num = n.num AND {tagged})",
            f"SELECT num FROM main.note_index_tag WHERE {tagged}",
            values={f"{name}_1": key[1], f"{name}_2": key[2]},
        )
    column, end = (
        ("n.place", key[0] + _PAST) if group == "paragraph" else ("n.created", f"{key[0]}~")
    )
    condition = f"{column} BETWEEN :{name}_1 AND :{name}_2"
    return with_condition(condition, {f"{name}_1": key[0], f"{name}_2": end})


def head(group: Group, note: Note, key: Key) -> tuple[Hashable, str]:  # noqa: PLR0911
    """Return what tells a note's group from others, and the group's name."""
    match group:
        case "document":
            document = note.anchor.key.document
            return document, document or "Notebook"
        case "paragraph":
            label = note.anchor.label
            where = describe(label) if label else "Whole document"
            return (note.anchor.key.document, label), where
        case "color":
            return note.color, note.color
        case "tag":
            return key, key[2] or "No tag"
        case "folder":
            return note.folder, note.folder or "No folder"
        case "day":
            return note.created[:10], note.created[:10]
    return note.standing, _STATES[note.standing]
