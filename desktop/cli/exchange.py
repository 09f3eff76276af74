"""Commands that take notes out, bring them in, and cite from them."""

from pathlib import Path
from typing import Any

import click

from db.errors import UsageError
from db.places import Places
from desktop.cli import frame
from desktop.cli.frame import WORDS, document_of, print_rows, reading, resolute, writing
from desktop.cli.notes import notes

_query = click.argument("query", nargs=-1, type=WORDS)
_style = click.option("--style", default="un", show_default=True, type=WORDS,
                      help="How places are cited: un, oscola, bluebook, aglc, plain.")  # fmt: skip
_out = click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
                    help="Write to this file instead of the screen.")  # fmt: skip


def _choosing(command: Any) -> Any:
    """Give a command the options that say which notes are meant."""
    options = (
        click.option("--document", default="", type=WORDS, metavar="DOC", help="On this one only."),
        click.option("--tag", "tags", multiple=True, type=WORDS, metavar="T",
                     help="With this tag or one below it; may be repeated."),
        click.option("--color", "colors", multiple=True, type=WORDS, metavar="C",
                     help="In this colour; may be repeated."),
        click.option("--since", default="", type=WORDS, metavar="DAY",
                     help="Made on 2026-11-01 or later."),
        click.option("--until", default="", type=WORDS, metavar="DAY", help="Or earlier."),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


def _entries(places: Places, query: tuple[str, ...], style: str, **given: Any) -> Any:
    from db.notes.exchange import choice, entries

    given["document"] = document_of(given["document"])
    with reading(places) as connection:
        wanted = choice.Choice(query=" ".join(query), **given)
        found = choice.chosen(connection, wanted)
        return entries.gather(connection, found, style)


@notes.command("export")
@_query
@click.option("--format", "form", default="markdown", show_default=True, type=WORDS,
              help="markdown, html, docx, csv, jsonld or epub.")  # fmt: skip
@_out
@_choosing
@_style
@click.option("--template", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              metavar="FILE", help="Markdown for one note: {quote} {note} …")  # fmt: skip
@frame.as_json
@click.pass_obj
def export_notes(
    places: Places, /, query: tuple[str, ...], form: str, out: Path | None, style: str,
    template: Path | None, as_json: bool, **given: Any,
) -> None:  # fmt: skip
    """Write notes for other programs, with their words, citations and links back.

    QUERY is what `notes list` takes. Fields of a template: quote, note, citation, voice, link,
    tags, color, meaning, style, folder, document, title, address, created, modified, state.
    """
    from db.notes.exchange import formats
    from db.notes.exchange.template import DEFAULT

    words = _template(template) if template else DEFAULT
    found = _entries(places, query, style, **given)
    content = formats.written(form, found, words)
    if out is None:
        _print(content, form, as_json)
        return
    formats.save(content, out)
    row = {"path": str(out), "format": form, "notes": len(found)}
    print_rows([row], as_json, "{path}: {notes} notes".format_map)


def _template(path: Path) -> str:
    from db.notes.exchange import template

    try:
        words = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read as a template: it must be UTF-8 text.") from error
    template.check(words)
    return words


def _print(content: bytes, form: str, as_json: bool) -> None:
    if form in {"docx", "epub"} or as_json:
        raise UsageError("Say where this is to be written: --out FILE.")
    click.echo(content.decode("utf-8-sig"), nl=False)


@notes.command("quote")
@_query
@_choosing
@_style
@click.option("--with-notes", is_flag=True, help="Add what you wrote on the words.")
@frame.as_json
@click.pass_obj
def quote_notes(
    places: Places, /, query: tuple[str, ...], style: str, with_notes: bool, as_json: bool,
    **given: Any,
) -> None:  # fmt: skip
    """Write notes as quotations with their pinpoints, to paste into a text."""
    from db.notes.exchange.quoting import quotations

    rows = [
        {"id": entry.note.id, "address": entry.note.anchor.address,
         "quotation": quotations([entry], style, with_notes=with_notes).text}
        for entry in _entries(places, query, style, **given)
    ]  # fmt: skip
    print_rows([row for row in rows if row["quotation"]], as_json, "{quotation}\n".format_map)


@notes.command("works")
@_query
@_choosing
@click.option("--style", default="un", show_default=True, type=WORDS,
              help="A style, or csl-json, ris, bibtex, biblatex.")  # fmt: skip
@_out
@frame.as_json
@click.pass_obj
def list_works(
    places: Places, /, query: tuple[str, ...], style: str, out: Path | None, as_json: bool,
    **given: Any,
) -> None:  # fmt: skip
    """List the works your notes cite, in a style or as records for a reference manager."""
    from db.cite.works import works
    from db.notes.exchange import formats

    entries = _entries(places, query, "un", **given)
    sources = [entry.source for entry in entries if entry.source.id]
    listed = works(sources, style).text
    row = {"style": style, "works": len({one.id for one in sources}), "list": listed}
    if out is not None:
        formats.save(f"{listed}\n".encode(), out)
        row["path"] = str(out)
    print_rows([row], as_json, lambda row: str(row.get("path", listed)))


@notes.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--document", default="", type=WORDS, metavar="DOC",
              help="Where notes belong whose document the file does not name.")  # fmt: skip
@frame.confirmed
@frame.as_json
@click.pass_obj
def import_notes(places: Places, file: Path, document: str, yes: bool, as_json: bool) -> None:
    """Bring in annotations: W3C JSON-LD, EPUB annotations, or the JSON of Hypothesis.

    Nothing is changed without --yes, and `resolute notes undo` takes all of it back.
    """
    from db.notes.exchange import incoming

    content = incoming.read_file(file)
    name = document_of(document)
    with reading(places) as connection:
        found = incoming.preview(connection, content, document=name)
    added = 0
    if yes and found.notes:
        with writing(places) as connection:
            added = len(incoming.bring_in(connection, found))
    row = {
        "file": str(file), "annotations": found.total, "new": len(found.notes),
        "moved": len(found.moved), "orphans": len(found.orphans), "duplicates": found.duplicates,
        "no_document": len(found.nowhere), "unreadable": found.unreadable,
        "too_long": found.too_long, "tags_left_out": found.shortened, "tags_beyond": found.surplus,
        "colors_named": list(found.meanings), "added": added,
    }  # fmt: skip
    print_rows([row], as_json, lambda _: incoming.sentence(found, added if yes else None))


@notes.command("undo")
@frame.as_json
@click.pass_obj
def undo_notes(places: Places, as_json: bool) -> None:
    """Take back the last change of your notes, an import with all it brought in."""
    from db.notes import store

    with writing(places) as connection:
        change = store.undo(connection)
    rows = [] if change is None else [{"undone": change.action, "notes": change.count}]
    print_rows(rows, as_json, "Undone: {undone}, {notes} note(s).".format_map,
               "There is nothing to undo.")  # fmt: skip


@resolute.command("record")
@click.option("--document", default="", type=WORDS, metavar="DOC", help="Of this one only.")
@click.option("--since", default="", type=WORDS, metavar="DAY", help="From this day on (UTC).")
@click.option("--until", default="", type=WORDS, metavar="DAY", help="Up to this day.")
@_out
@frame.as_json
@click.pass_obj
def show_record(
    places: Places, document: str, since: str, until: str, out: Path | None, as_json: bool
) -> None:
    """List what you read, noted and answered, by the paragraph; with --out as a CSV table."""
    from db.notes.exchange import as_csv, formats
    from db.study import activity

    name = document_of(document)
    with reading(places) as connection:
        found = activity.activities(connection, name, since=since, until=until)
    if out is not None:
        formats.save(as_csv.sheet(activity.COLUMNS, activity.as_rows(found)), out)
        print_rows([{"path": str(out), "rows": len(found)}], as_json,
                   "{path}: {rows} rows".format_map)  # fmt: skip
        return
    rows = [dict(zip(activity.COLUMNS, row, strict=True)) for row in activity.as_rows(found)]
    print_rows(rows, as_json, "{when}  {document} {paragraph}  {what}  {detail}".format_map,
               "Nothing read, noted or answered yet.")  # fmt: skip
