"""The command that compares two documents."""

from typing import TYPE_CHECKING, Any

import click

from db.places import Places
from desktop.cli import frame
from desktop.cli.frame import WORDS, print_rows, reading, resolute

if TYPE_CHECKING:
    from db.library.compare import Pair
    from db.models import Edition


@resolute.command()
@click.argument("left", type=WORDS, metavar="SYMBOL")
@click.argument("right", type=WORDS, metavar="SYMBOL")
@click.option("--lang", default="en", show_default=True, type=WORDS, metavar="LANG")
@click.option("--edition", "kind", type=click.Choice(["digest", "official", "import"]),
              help="Only editions of this kind; without it the official one first.")  # fmt: skip
@frame.as_json
@click.pass_obj
def compare(
    places: Places, left: str, right: str, lang: str, kind: str | None, as_json: bool
) -> None:
    """Compare two documents, paragraph by paragraph and then word by word."""
    from db.library import compare as comparing
    from db.library import compare_statistics

    with reading(places) as connection:
        before, after = (_edition(connection, one, lang.lower(), kind) for one in (left, right))
        found = comparing.compare(before, after, comparing.verb_strengths(connection))
    print_rows(list(map(_row, found.pairs)), as_json, _line)
    if not as_json:
        outcomes = ("same", "changed", "added", "removed")
        counts = [f"{found.count(outcome)} {outcome}" for outcome in outcomes]  # type: ignore[arg-type]
        click.echo(f"{', '.join(counts)}; {found.moved} moved")
        click.echo(compare_statistics.said(compare_statistics.statistics(found)))


def _edition(connection: Any, symbol: str, language: str, kind: str | None) -> "Edition":
    from db.address import parse_address
    from db.library import documents

    document = documents.document(connection, parse_address(symbol).document)
    if kind is None:
        kinds = [e.key.kind for e in document.editions if e.key.language == language]
        kind = next((one for one in ("official", "import") if one in kinds), None)
    key = documents.choose_edition(document, kind=kind, language=language)
    return documents.edition(connection, key)


def _row(pair: "Pair") -> dict[str, Any]:
    left, right = pair.left, pair.right
    return {
        "left": left.label if left else None,
        "right": right.label if right else None,
        "outcome": pair.outcome,
        "similarity": round(pair.similarity, 3),
        "moved": pair.moved,
        "verbs": [left.opener, right.opener] if left and right and pair.verb_changed else [],
        "strength": pair.strength,
        "changes": [
            {"left": left.text[slice(*change.left)], "right": right.text[slice(*change.right)]}
            for change in pair.changes
            if left and right
        ],
    }


def _line(row: dict[str, Any]) -> str:
    where = f"{row['left'] or '-':>8} {row['right'] or '-':>8}  {row['outcome']}"
    where += ", moved" if row["moved"] else ""
    if row["verbs"]:
        sign = {1: ", stronger", -1: ", weaker"}.get(_sign(row["strength"]), "")
        where += f" ({' -> '.join(row['verbs'])}{sign})"
    changes = [f"    [-{c['left']}-] {{+{c['right']}+}}" for c in row["changes"]]
    return "\n".join([where, *changes])


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)
