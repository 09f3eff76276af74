"""The commands on removed editions: wastebasket list, restore, empty."""

from collections.abc import Iterable
from typing import Any

import click

from db.places import Places
from db.shelf.wastebasket import Removed
from desktop.cli import frame
from desktop.cli.frame import WORDS, print_rows, reading, resolute, writing

_EMPTY = "The wastebasket is empty."
_LINE = "{document} ({edition} {language})  {title}  removed {removed}  {id}"


@resolute.group()
def wastebasket() -> None:
    """See, bring back or delete for good the editions that were removed."""


@wastebasket.command("list")
@frame.as_json
@click.pass_obj
def list_removed(places: Places, as_json: bool) -> None:
    """List what is in the wastebasket."""
    from db.shelf.wastebasket import removed

    with reading(places) as connection:
        found = removed(connection)
    print_rows(_rows(found), as_json, _LINE.format_map, _EMPTY)


@wastebasket.command("restore")
@click.argument("ids", nargs=-1, required=True, type=WORDS, metavar="ID...")
@frame.as_json
@click.pass_obj
def restore_removed(places: Places, ids: tuple[str, ...], as_json: bool) -> None:
    """Put editions back where they were, with their notes."""
    from db.shelf import wastebasket

    with writing(places) as connection:
        known = [one for one in wastebasket.removed(connection) if one.id in ids]
        wastebasket.restore(connection, ids)
    print_rows(_rows(known), as_json, _LINE.format_map)


@wastebasket.command("empty")
@click.argument("ids", nargs=-1, type=WORDS, metavar="[ID...]")
@click.option("--yes", is_flag=True, help="Delete; without it only what would go is said.")
@frame.as_json
@click.pass_obj
def empty_wastebasket(places: Places, ids: tuple[str, ...], yes: bool, as_json: bool) -> None:
    """Delete what is in the wastebasket for good, or only some of it.

    Each row of the JSON list says whether it was deleted.
    """
    from db.shelf import emptying

    with writing(places) if yes else reading(places) as connection:
        going = emptying.losing(connection, ids)
        if yes:
            emptying.empty(connection, going.ids)
    rows = [{**row, "deleted": yes} for row in _rows(going.editions)]
    print_rows(rows, as_json, _LINE.format_map, _EMPTY)
    if going.editions and not as_json:
        said = "Deleted for good." if yes else f"{emptying.question(going)} Say so with: --yes"
        click.echo(said)


def _rows(found: Iterable[Removed]) -> list[dict[str, Any]]:
    return [
        {"id": one.id, "document": one.key.document, "edition": one.key.kind,
         "language": one.key.language, "title": one.title, "passages": one.passages,
         "removed": one.removed}
        for one in found
    ]  # fmt: skip
