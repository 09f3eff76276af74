"""Commands on notes: add, list."""

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
    from db.notes import store

    with reading(places) as connection:
        found = store.notes(connection, query=" ".join(query))
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
        "state": note.state,
    }


def _note_text(row: dict[str, Any]) -> str:
    tags = [f"#{tag}" for tag in row["tags"]]
    head = "  ".join([row["address"], row["color"], row["state"], *tags, row["id"]])
    quote = f"“{row['quote']}”" if row["quote"] else ""
    below = [f"    {line}" for part in (quote, row["body"]) for line in part.splitlines()]
    return "\n".join([head, *below])
