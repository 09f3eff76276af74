"""The command that checks how the editions of documents answer one another: align."""

from typing import Any

import click

from db.places import Places
from desktop.cli import frame
from desktop.cli.frame import WORDS, print_rows, reading, resolute


@resolute.command()
@click.argument("symbol", required=False, type=WORDS)
@frame.as_json
@click.pass_obj
def align(places: Places, symbol: str | None, as_json: bool) -> None:
    """List the paragraphs of a document's editions that answer nothing in the other.

    Without a document: every document of several editions, and how many such paragraphs it has.
    What was put right by hand in the window counts.
    """
    from db.address import parse_address
    from db.shelf import checking

    with reading(places) as connection:
        if symbol is None:
            rows = [
                {"document": one.document, "editions": one.editions, "mismatches": one.mismatches}
                for one in checking.survey(connection)
            ]
            line = "{document}  {editions} editions  {mismatches} without an answer"
        else:
            checked = checking.check(connection, parse_address(symbol).document)
            rows = [_row(found, row) for found in checked for row in found.mismatches]
            line = "{left_edition} {left:10}  {right_edition} {right}"
    print_rows(rows, as_json, line.format_map)


def _row(found: Any, row: Any) -> dict[str, Any]:
    return {
        "document": found.left.key.document,
        "left_edition": f"{found.left.key.kind} {found.left.key.language}",
        "left": row.left,
        "right_edition": f"{found.right.key.kind} {found.right.key.language}",
        "right": row.right,
    }
