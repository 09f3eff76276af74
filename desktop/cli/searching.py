"""Commands that search: search, and the searches kept under a name."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from db.errors import UnknownAddress, UsageError
from db.places import Places
from desktop.cli import frame
from desktop.cli.frame import WORDS, print_rows, reading, resolute, writing

if TYPE_CHECKING:
    from db.search.engine import Results
    from db.search.saved import SavedSearch

_Found = TypeVar("_Found")
_NONE = "No saved searches. Keep one with: resolute searches save NAME QUERY"


def _choosing(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say what of a search is printed."""
    for option in (
        click.option(
            "--exact", is_flag=True, help="Only the words as typed, no other forms of them."
        ),
        click.option(
            "--facets", is_flag=True, help="Count what is found, by document, year and more."
        ),
        click.option("--limit", default=20, show_default=True, type=click.IntRange(min=1)),
    ):
        command = option(command)
    return command


@resolute.command()
@click.argument("query", nargs=-1, type=WORDS)
@_choosing
@frame.as_json
@click.pass_obj
def search(places: Places, /, query: tuple[str, ...], as_json: bool, **wish: Any) -> None:
    """Search all documents: words, "exact words", capac*, a or b, -word, doc:78/311.

    Put -- before a query that begins with a hyphen.
    """
    _print_found(places, " ".join(query), as_json, **wish)


@resolute.group()
def searches() -> None:
    """Keep searches under a name, and run them; the window lists the same ones."""


@searches.command("list")
@frame.as_json
@click.pass_obj
def list_searches(places: Places, as_json: bool) -> None:
    """List the saved searches, by name."""
    from db.search import saved

    with reading(places) as connection:
        found = saved.listed(connection)
    print_rows(list(map(_saved_row, found)), as_json, _saved_line, _NONE)


@searches.command("run")
@click.argument("name", nargs=-1, required=True, type=WORDS)
@_choosing
@frame.as_json
@click.pass_obj
def run_search(places: Places, /, name: tuple[str, ...], as_json: bool, **wish: Any) -> None:
    """Run a saved search by its name or id.

    It prints what “resolute search” prints for its query.
    """
    from db.search import saved

    with reading(places) as connection:
        kept = saved.called(connection, " ".join(name))
    _print_found(places, kept.query, as_json, **wish)


@searches.command("save")
@click.argument("name", type=WORDS)
@click.argument("query", nargs=-1, required=True, type=WORDS)
@frame.as_json
@click.pass_obj
def save_search(places: Places, name: str, query: tuple[str, ...], as_json: bool) -> None:
    """Keep a search under a name.

    Put -- before a query that begins with a hyphen.
    """
    from db.search import saved

    _check(" ".join(query))
    with writing(places) as connection:
        kept = saved.save_anew(connection, name, " ".join(query))
    print_rows([_saved_row(kept)], as_json, _saved_line)


@searches.command("remove")
@click.argument("name", nargs=-1, required=True, type=WORDS)
@frame.as_json
@click.pass_obj
def remove_search(places: Places, name: tuple[str, ...], as_json: bool) -> None:
    """Take a saved search off the list.

    It is named by its name or id; “resolute searches restore” brings it back.
    """
    from db.search import saved

    with writing(places) as connection:
        gone = saved.called(connection, " ".join(name))
        saved.delete(connection, gone.id)
    print_rows([_saved_row(gone)], as_json, _saved_line)


@searches.command("restore")
@click.argument("search_id", metavar="[ID]", default="", type=WORDS)
@frame.as_json
@click.pass_obj
def restore_search(places: Places, search_id: str, as_json: bool) -> None:
    """Bring a removed search back by its id.

    Without one, what can be brought back is listed.
    """
    from db.search import saved

    with (writing if search_id else reading)(places) as connection:
        gone = saved.deleted(connection)
        if search_id:
            gone = [one for one in gone if one.id == search_id]
            if not gone:
                raise UnknownAddress(f"There is no removed search “{search_id[:40]}”.")
            saved.restore(connection, search_id)
    print_rows(list(map(_saved_row, gone)), as_json, _saved_line, "No search was removed.")


def _saved_row(kept: "SavedSearch") -> dict[str, Any]:
    return {"id": kept.id, "name": kept.name, "query": kept.query}


def _saved_line(row: dict[str, Any]) -> str:
    return f"{row['name']}  {row['id']}\n    {row['query']}"


def _check(typed: str) -> None:
    """Raise UsageError where a query asks for nothing."""
    from db.search.query import parse

    asked = parse(typed)
    if asked.node is None:
        raise UsageError(asked.problem)


def _print_found(
    places: Places, typed: str, as_json: bool, *, limit: int, facets: bool, exact: bool
) -> None:
    """Print what a query finds, or how much of what."""
    _check(typed)
    if facets:
        _print_facets(places, typed, as_json, exact=exact)
        return
    found, meant = _found(places, typed, limit, exact)
    for sentence in filter(None, [found.problem, meant and f"Did you mean: {meant}"]):
        click.echo(sentence, err=True)
    rows = [
        {
            "address": hit.address,
            "document": hit.key.document,
            "edition": hit.key.kind,
            "language": hit.key.language,
            "label": hit.label,
            "snippet": hit.snippet,
            "score": hit.score,
        }
        for hit in found.hits
    ]
    print_rows(rows, as_json, "{address} ({edition} {language})  {snippet}".format_map)


def _found(places: Places, typed: str, limit: int, exact: bool) -> "tuple[Results, str]":
    """Search; with what may have been meant."""
    from db.search.suggestions import did_you_mean

    def ask(connection: Any) -> "tuple[Results, str]":
        found = _search(connection, typed, limit, exact)
        return found, "" if found.hits else did_you_mean(connection, typed)

    return _answered(places, ask)


def _search(connection: Any, typed: str, limit: int, exact: bool) -> "Results":
    from db.search import engine

    return engine.search(connection, typed, limit=limit, stemmed=not exact, relaxed=not exact)


def _print_facets(places: Places, typed: str, as_json: bool, *, exact: bool) -> None:
    from db.search.facets import facets

    counted = _answered(
        places, lambda connection: facets(connection, _search(connection, typed, 0, exact).sought)
    )
    rows = [
        {"facet": name, "value": value, "count": count}
        for name, values in counted.counts.items()
        for value, count in values
    ]
    print_rows(rows, as_json, "{facet:9}  {count:6}  {value}".format_map)


def _answered(places: Places, ask: Callable[[Any], _Found]) -> _Found:
    """Ask a reader of the documents, once more where the index was damaged and has been mended."""
    from db.errors import IndexDamaged
    from db.study.reindexing import mend

    try:
        with reading(places) as connection:
            return ask(connection)
    except IndexDamaged:
        count = mend(places) or 0
        words = f"The search index was damaged and was made anew from {count:,} passages."
        click.echo(f"{words} Your file as it was before is in {places.backups}.", err=True)
    with reading(places) as connection:
        return ask(connection)
