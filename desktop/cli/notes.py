"""Commands on notes: add, list, search, tags, delete, restore."""

from typing import Any

import click

from db.errors import UnknownAddress, UsageError
from db.models import COLORS, Anchor, Note
from db.places import Places
from desktop.cli import frame
from desktop.cli.documents import editions
from desktop.cli.frame import WORDS, print_rows, reading, resolute, writing


@resolute.group()
def notes() -> None:
    """Make notes, and list them."""


@notes.command("add")
@frame.address
@click.option("--quote", type=WORDS, metavar="TEXT", help="The words to highlight.")
@click.option("--body", default="", type=WORDS, metavar="TEXT", help="What you think of them.")
@click.option("--color", default="yellow", show_default=True, type=click.Choice(COLORS))
@click.option("--tag", "tags", multiple=True, type=WORDS, metavar="T", help="May be repeated.")
@frame.as_json
@click.pass_obj
def add_note(
    places: Places,
    address: tuple[str, ...],
    quote: str | None,
    body: str,
    color: str,
    tags: tuple[str, ...],
    as_json: bool,
) -> None:
    """Note something on a paragraph, or on words of it."""
    from db.notes import store

    with reading(places) as connection:
        anchor = _anchor(connection, " ".join(address), quote)
    with writing(places) as connection:
        note = store.add(connection, anchor, body=body, color=color, tags=tags)
    print_rows([_note_row(note)], as_json, _note_text)


def _anchor(connection: Any, typed: str, quote: str | None) -> Anchor:
    from db.address import parse_address
    from db.notes.anchors import find_quote, make

    if not parse_address(typed).label:
        raise UsageError(f"A note stands on a paragraph. Write one like this: {typed} op6.")
    for key, passages in editions(connection, typed):
        if quote is None:
            return make(key, passages[0], 0, 0)
        for passage in passages:
            if span := find_quote(passage, quote):
                return make(key, passage, *span)
    raise UnknownAddress(
        f"“{quote}” does not stand in {typed}. Take the words from: resolute show {typed}"
    )


@notes.command("list")
@click.argument("query", nargs=-1, type=WORDS)
@frame.as_json
@click.pass_obj
def list_notes(places: Places, query: tuple[str, ...], as_json: bool) -> None:
    """List notes: all, or by words, color:green, tag:trade, is:orphan, doc:78/311."""
    _list(places, " ".join(query), "text", as_json)


@notes.command("search")
@click.argument("query", nargs=-1, required=True, type=WORDS)
@click.option("--sort", default="text", show_default=True,
              type=click.Choice(("text", "newest", "oldest", "changed", "color")))  # fmt: skip
@frame.as_json
@click.pass_obj
def search_notes(places: Places, query: tuple[str, ...], sort: str, as_json: bool) -> None:
    """Search notes by the grammar of the search box: folder:, style:, date:, is:bookmark, or, -."""
    _list(places, " ".join(query), sort, as_json)


def _list(places: Places, query: str, sort: Any, as_json: bool) -> None:
    from db.notes import listing

    with reading(places) as connection:
        wish = listing.Wish(query=query, sort=sort)
        found = list(listing.every(connection, wish))
        if query and not found and (problem := listing.listed(connection, wish).problem):
            raise UsageError(problem)
    print_rows(list(map(_note_row, found)), as_json, _note_text)


@notes.command("tags")
@click.option("--rename", nargs=2, type=WORDS, metavar="OLD NEW",
              help="Rename a tag, or merge it into another one.")  # fmt: skip
@frame.as_json
@click.pass_obj
def list_tags(places: Places, rename: tuple[str, str] | None, as_json: bool) -> None:
    """List tags with how many notes have them, or rename one."""
    from db.notes import tags

    if rename:
        with writing(places) as connection:
            tags.rename(connection, *rename)
    with reading(places) as connection:
        found = tags.counts(connection)
    rows = [{"tag": one.tag, "notes": one.all, "own": one.own} for one in found]
    print_rows(rows, as_json, lambda row: f"{row['notes']:>5}  {row['tag']}")


@notes.command("delete")
@click.argument("ids", nargs=-1, required=True, type=WORDS)
@frame.as_json
@click.pass_obj
def delete_notes(places: Places, ids: tuple[str, ...], as_json: bool) -> None:
    """Delete notes by their ids; “notes restore” brings them back for 90 days."""
    from db.notes import store

    with writing(places) as connection:
        for note_id in ids:
            store.get(connection, note_id)
        gone = store.delete_many(connection, ids)
    print_rows(list(map(_note_row, gone)), as_json, _note_text)


@notes.command("restore")
@click.argument("ids", nargs=-1, type=WORDS)
@frame.as_json
@click.pass_obj
def restore_notes(places: Places, ids: tuple[str, ...], as_json: bool) -> None:
    """Bring deleted notes back by their ids; without any, list what can be brought back."""
    from db.notes import wastebasket

    if not ids:
        with reading(places) as connection:
            found = wastebasket.deleted(connection)
    else:
        with writing(places) as connection:
            found = wastebasket.restore(connection, ids)
        if missing := set(ids) - {note.id for note in found}:
            raise UnknownAddress(f"There is no deleted note “{sorted(missing)[0][:40]}”.")
    print_rows(list(map(_note_row, found)), as_json, _note_text)


def _note_row(note: Note) -> dict[str, Any]:
    return {
        "id": note.id,
        "address": note.anchor.address,
        "quote": note.anchor.quote,
        "body": note.body,
        "color": note.color,
        "tags": list(note.tags),
        "created": note.created,
        "modified": note.modified,
        "state": note.standing,
        "style": note.style,
        "kind": note.kind,
        "folder": note.folder,
        "more": [
            {"address": one.anchor.address, "quote": one.anchor.quote, "state": one.state}
            for one in note.more
        ],
    }


def _note_text(row: dict[str, Any]) -> str:
    tags = [f"#{tag}" for tag in row["tags"]]
    head = "  ".join([row["address"], row["color"], row["state"], *tags, row["id"]])
    quote = f"“{row['quote']}”" if row["quote"] else ""
    below = [f"    {line}" for part in (quote, row["body"]) for line in part.splitlines()]
    return "\n".join([head, *below])
