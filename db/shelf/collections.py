"""Collections: documents gathered under a name, one document in as many as wished."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import uuid4

from db.errors import UsageError
from db.shelf.changes import Row, make

LONGEST = 80
"""How many characters a collection's name can have."""


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection and the documents in it, by their names."""

    id: str
    name: str
    documents: tuple[str, ...] = ()


def collections(connection: sqlite3.Connection) -> list[Collection]:
    """List the collections by name."""
    found: dict[str, list[str]] = {}
    for collection, document in connection.execute(
        "SELECT collection, document FROM main.collected WHERE deleted = '' ORDER BY document"
    ):
        found.setdefault(collection, []).append(document)
    rows = connection.execute("SELECT id, name FROM main.collection WHERE deleted = ''").fetchall()
    made = [Collection(one, name, tuple(found.get(one, ()))) for one, name in rows]
    return sorted(made, key=lambda one: one.name.casefold())


def add(connection: sqlite3.Connection, name: str) -> Collection:
    """Make a collection; raises UsageError where the name is empty, too long or taken."""
    made = Collection(str(uuid4()), _checked(connection, name))
    make(
        connection, f"making the collection “{made.name}”",
        [Row("collection", made.id, {"name": made.name})],
    )  # fmt: skip
    return made


def rename(connection: sqlite3.Connection, collection: Collection, name: str) -> None:
    """Give a collection another name; raises UsageError as `add` does."""
    name = _checked(connection, name, collection.id)
    make(
        connection, f"renaming “{collection.name}” to “{name}”",
        [Row("collection", collection.id, {"name": name})],
    )  # fmt: skip


def delete(connection: sqlite3.Connection, collection: Collection) -> None:
    """Delete a collection; its documents stay in the library."""
    make(
        connection, f"deleting the collection “{collection.name}”",
        [Row("collection", collection.id, {}, deleted=True)],
    )  # fmt: skip


def put_in(connection: sqlite3.Connection, collection: Collection, documents: Iterable[str]) -> int:
    """Put documents into a collection in one change; return how many were not in it yet."""
    has = set(_documents(connection, collection.id))
    new = [one for one in dict.fromkeys(documents) if one not in has]
    _change(connection, collection, new, f"putting {_counted(new)} into “{collection.name}”")
    return len(new)


def take_out(
    connection: sqlite3.Connection, collection: Collection, documents: Iterable[str]
) -> int:
    """Take documents out of a collection in one change; return how many were in it."""
    has = set(_documents(connection, collection.id))
    gone = [one for one in dict.fromkeys(documents) if one in has]
    words = f"taking {_counted(gone)} out of “{collection.name}”"
    _change(connection, collection, gone, words, deleted=True)
    return len(gone)


def _change(
    connection: sqlite3.Connection,
    collection: Collection,
    documents: list[str],
    words: str,
    *,
    deleted: bool = False,
) -> None:
    rows = [
        Row("collected", f"{collection.id} {document}",
            {"collection": collection.id, "document": document}, deleted)
        for document in documents
    ]  # fmt: skip
    make(connection, words, rows)


def _documents(connection: sqlite3.Connection, collection: str) -> list[str]:
    rows = connection.execute(
        "SELECT document FROM main.collected WHERE collection = ? AND deleted = ''", (collection,)
    )
    return [document for (document,) in rows]


def _counted(documents: list[str]) -> str:
    return documents[0] if len(documents) == 1 else f"{len(documents)} documents"


def _checked(connection: sqlite3.Connection, name: str, own: str = "") -> str:
    name = " ".join(name.split())
    if not name:
        raise UsageError("A collection needs a name.")
    if len(name) > LONGEST:
        raise UsageError(
            f"A collection's name can have {LONGEST} characters; this has {len(name)}."
        )
    for one, taken in connection.execute("SELECT id, name FROM main.collection WHERE deleted = ''"):
        if one != own and taken.casefold() == name.casefold():
            raise UsageError(f"There is a collection “{taken}” already.")
    return name
