"""What My library has done in the stores' threads: each takes a connection."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from db.models import EditionKey
from desktop.shelf.collections_box import Asked
from desktop.shelf.details_form import Filled


class Shelved(NamedTuple):
    """What My library shows: the shelf, the collections, how many editions are thrown away."""

    shelf: Any
    collections: Sequence[Any]
    removed: int
    old: int
    """How many texts an older version read, whose files are still there."""


class Made(NamedTuple):
    """What a change did: a sentence, and the documents whose text came, went or was renamed."""

    words: str
    documents: frozenset[str] = frozenset()
    can_undo: bool = False


def shelved(connection: Any) -> Shelved:
    """Read what My library shows."""
    from db.library.outdated import outdated
    from db.shelf import collections, volumes, wastebasket
    from db.shelf.filtering import Shelf

    shelf = Shelf(volumes.volumes(connection))
    old = sum(one.file is not None for one in outdated(connection))
    removed = len(wastebasket.removed(connection))
    return Shelved(shelf, collections.collections(connection), removed, old)


def old_files(connection: Any) -> Sequence[Any]:
    """Read which files hold texts that an older version read."""
    from db.library.outdated import files, outdated

    return files(outdated(connection))


def collections(connection: Any) -> Sequence[Any]:
    """Read the collections."""
    from db.shelf import collections

    return collections.collections(connection)


def collected(connection: Any, asked: Asked, documents: Sequence[str]) -> Made:
    """Do what was asked of a collection."""
    from db.shelf import collections

    if asked.act == "rename" and asked.collection is not None:
        collections.rename(connection, asked.collection, asked.name)
        return Made(
            f"The collection is called “{asked.name}” now. Ctrl+Z in My library takes it back."
        )
    if asked.act == "take" and asked.collection is not None:
        count = collections.take_out(connection, asked.collection, documents)
        return Made(
            f"{_counted(count)} out of “{asked.collection.name}”. Ctrl+Z in My library undoes it."
        )
    collection = asked.collection or collections.add(connection, asked.name)
    count = collections.put_in(connection, collection, documents)
    return Made(f"{_counted(count)} in “{collection.name}”. Ctrl+Z in My library takes it back.")


def _counted(count: int) -> str:
    return f"{count:,} document{'' if count == 1 else 's'}"


def deleted(connection: Any, collection: Any) -> Made:
    """Delete a collection."""
    from db.shelf import collections

    collections.delete(connection, collection)
    words = f"Deleted the collection “{collection.name}”; its documents stay in the library."
    return Made(words, can_undo=True)


def volume(connection: Any, document: str) -> Any:
    """Read one volume; raises UnknownAddress where it is gone."""
    from db.errors import UnknownAddress
    from db.shelf.volumes import volumes

    for one in volumes(connection):
        if one.document == document:
            return one
    raise UnknownAddress(f"There is no document “{document}” in the library any more.")


def described(connection: Any, filled: Filled) -> Made:
    """Keep what was filled in, all or nothing; raises WrongDetail."""
    from db.notes.rows import writing
    from db.shelf import details, language

    volume = filled.volume
    with writing(connection):
        kept = details.save(connection, volume.document, volume.own, filled.details)
        if filled.edition is not None and filled.language:
            language.set_language(connection, filled.edition, filled.language)
    return Made(f"Kept: {kept.title}. Ctrl+Z in My library takes it back.",
                frozenset({volume.document}))  # fmt: skip


def hanging(
    connection: Any, documents: Sequence[str], front: EditionKey | None
) -> tuple[tuple[EditionKey, ...], str]:
    """Find which editions would go, and ask with what hangs on them."""
    from db.shelf import wastebasket
    from db.shelf.asking import question

    mine = [key for one in documents for key in wastebasket.mine(connection, one)]
    keys = tuple(key for key in mine if front is None or key == front)
    return keys, question(keys, wastebasket.hanging(connection, keys), documents)


def removed(connection: Any, keys: Sequence[EditionKey]) -> Made:
    """Put editions into the wastebasket."""
    from db.shelf import wastebasket

    gone = wastebasket.remove(connection, keys)
    names = list(dict.fromkeys(key.document for key in keys))
    what = names[0] if len(names) == 1 else f"{len(names)} documents"
    many = f", {len(gone)} editions" if len(gone) > len(names) else ""
    return Made(f"Removed {what}{many}. The wastebasket of My library keeps it.",
                frozenset(key.document for key in keys), can_undo=True)  # fmt: skip


def thrown(connection: Any) -> Sequence[Any]:
    """Read what is in the wastebasket."""
    from db.shelf import wastebasket

    return wastebasket.removed(connection)


def losing(connection: Any) -> Any:
    """Read what emptying the wastebasket would lose."""
    from db.shelf import emptying

    return emptying.losing(connection)


def emptied(connection: Any, ids: Sequence[str]) -> Made:
    """Delete editions of the wastebasket for good."""
    from db.shelf import emptying

    gone = emptying.empty(connection, ids)
    return Made(f"Deleted for good: {len(gone):,} edition{'' if len(gone) == 1 else 's'}.")


def restored(connection: Any, ids: Sequence[str]) -> Made:
    """Bring editions back from the wastebasket."""
    from db.shelf import wastebasket

    keys = wastebasket.restore(connection, ids)
    what = keys[0].document if len(keys) == 1 else f"{len(keys)} editions"
    return Made(f"Brought back: {what}.", frozenset(key.document for key in keys))


def gone(connection: Any, documents: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Part documents into those that are in the library and those that are not any more."""
    from db.library.documents import documents as listed

    known = {one.id for one in listed(connection)}
    return documents & known, documents - known


def undone(connection: Any) -> Made:
    """Take back the last change of the shelf."""
    from db.shelf import changes

    done = changes.undo(connection)
    return Made(f"Taken back: {done.words}", done.documents) if done else Made("Nothing to undo.")


def redone(connection: Any) -> Made:
    """Repeat the change that was taken back last."""
    from db.shelf import changes

    done = changes.redo(connection)
    return Made(f"Done again: {done.words}", done.documents) if done else Made("Nothing to redo.")
