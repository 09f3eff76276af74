"""Commands on documents: library, show, official."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from db import links
from db.errors import UnknownAddress
from db.models import Document, EditionKey, Passage
from db.places import Places
from desktop.cli import frame
from desktop.cli.frame import WORDS, print_rows, reading, resolute, writing


@resolute.command()
@frame.as_json
@click.pass_obj
def library(places: Places, as_json: bool) -> None:
    """List the documents and their editions."""
    from db.library import documents

    with reading(places) as connection:
        found = documents.documents(connection)
    print_rows(list(map(_document_row, found)), as_json, _document_line)


def _document_row(document: Document) -> dict[str, Any]:
    editions = [
        {"edition": e.key.kind, "language": e.key.language, "passages": e.passages}
        for e in document.editions
    ]
    return {
        "document": document.id,
        "title": document.title,
        "kind": document.kind,
        "editions": editions,
    }


def _document_line(row: dict[str, Any]) -> str:
    editions = [f"{e['edition']} {e['language']} ({e['passages']})" for e in row["editions"]]
    return f"{row['document']}  {row['title']}\n    {', '.join(editions)}"


@resolute.command()
@frame.address
@click.option("--lang", type=WORDS, metavar="LANG", help="The edition in this language (fr).")
@click.option("--edition", "kind", type=click.Choice(["digest", "official", "import"]))
@frame.as_json
@click.pass_obj
def show(
    places: Places, address: tuple[str, ...], lang: str | None, kind: str | None, as_json: bool
) -> None:
    """Show a paragraph with its points, or a whole document."""
    typed = " ".join(address)
    link = links.read(typed) if links.is_link(typed) else None
    if link is not None:
        kind, lang = kind or link.kind, lang or link.language
    with reading(places) as connection:
        language = lang.lower() if lang else None
        key, passages = next(editions(connection, typed, kind, language))
    if as_json:
        print_rows([_passage_row(key, passage) for passage in passages], True, str)
    else:
        head = " · ".join([key.document, key.kind, key.language])
        click.echo("\n\n".join([head, *map(_passage_text, passages)]))


def editions(
    connection: Any, typed: str, kind: str | None = None, language: str | None = None
) -> Iterator[tuple[EditionKey, list[Passage]]]:
    """Go through the editions that have what was addressed, with the passages addressed.

    Raises UnknownAddress where there is none.
    """
    from db.address import parse_address
    from db.library import documents

    address = parse_address(typed)
    document = documents.document(connection, address.document)
    documents.choose_edition(document, kind=kind, language=language)
    missing = None
    has_some = False
    for key in (summary.key for summary in document.editions):
        if key.kind != (kind or key.kind) or key.language != (language or key.language):
            continue
        try:
            passages = documents.passages_of(connection, key, address.label)
        except UnknownAddress as error:
            missing = missing or error
        else:
            has_some = True
            yield key, passages
    if missing and not has_some:
        raise missing


def _passage_row(key: EditionKey, passage: Passage) -> dict[str, Any]:
    return {
        "address": f"{key.document} {passage.label}",
        "edition": key.kind,
        "language": key.language,
        "label": passage.label,
        "kind": passage.kind,
        "voice": passage.voice,
        "text": passage.text,
    }


def _passage_text(passage: Passage) -> str:
    """Write a passage with its voice; only what is quoted stands in quotation marks."""
    if passage.voice != "quoted":
        return f"{passage.label} ({passage.voice})\n{passage.text}"
    voice = ", ".join(filter(None, [passage.voice, passage.speaker]))
    return f"{passage.label} ({voice})\n“{passage.text}”"


@resolute.command()
@click.argument("symbols", nargs=-1, required=True, type=WORDS, metavar="SYMBOL...")
@click.option("--lang", type=WORDS, metavar="en,fr", help="Only these languages.")
@click.option("--from", "source", type=click.Path(path_type=Path),
              metavar="PATH", help="A folder, zip or XML file, not the network.")  # fmt: skip
@frame.as_json
@click.pass_obj
def official(
    places: Places, symbols: tuple[str, ...], lang: str | None, source: Path | None, as_json: bool
) -> int:
    """Add official texts (AKN4UN XML) to your library.

    They come from the United Nations' public repository of resolutions, in all six languages.
    """
    from db.library.official import add_official
    from db.notes import store

    languages = lang.split(",") if lang else None
    with writing(places) as connection:
        if source is None:
            results = _get_official(places, connection, symbols, languages)
        else:
            results = add_official(connection, symbols, source, languages, _tell_progress)
        changed = {r.document for r in results if r.outcome in ("added", "updated")}
        store.reanchor(connection, documents=changed)
    return print_results(results, as_json)


def _get_official(
    places: Places, connection: Any, symbols: Sequence[str], languages: Sequence[str] | None
) -> Any:
    from db.official.getting import Getting
    from db.official.transport import Waiting
    from db.official.urllib_fetch import fetch

    getting = Getting(fetch, Waiting(), places.official, _tell_step)
    return getting.get(connection, symbols, languages)


def _tell_step(step: Any) -> None:
    """Say what is waited for; what comes of it is printed at the end."""
    if sys.stderr.isatty() and step.stage in {"looking", "fetching", "pausing"}:
        where = f"{step.symbol} {step.language}".strip()
        said = step.words or (f"{step.come:,} bytes" if step.come else "asked for")
        click.echo(f"\r{where}  {said}\033[K", nl=False, err=True)


def print_results(results: Sequence[Any], as_json: bool) -> int:
    """Print what became of each file; return the exit code."""
    rows = [
        {
            "path": result.path,
            "outcome": result.outcome,
            "document": result.document,
            "passages": result.passages,
            "message": result.message,
        }
        for result in results
    ]
    print_rows(rows, as_json, _result_line)
    return int(any(result.outcome == "failed" for result in results))


def _result_line(row: dict[str, Any]) -> str:
    said = row["message"] or f"{row['passages']} passages"
    return f"{row['outcome']:9}  {row['document']}  {row['path']}  {said}"


def _tell_progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{done} of {total} files", nl=done == total, err=True)
