"""The command that writes a document to a file of its own: export."""

import sys
from pathlib import Path

import click

from db.errors import UsageError
from db.places import Places
from desktop.cli import frame
from desktop.cli.frame import WORDS, print_rows, reading, resolute


@resolute.command()
@click.argument("symbol", type=WORDS)
@click.option("--format", "form", default="md", show_default=True,
              type=click.Choice(["md", "html", "akn", "docx"]))  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE",
              help="Where to; without it the text is printed.")  # fmt: skip
@click.option("--lang", type=WORDS, metavar="LANG", help="The edition in this language (fr).")
@click.option("--edition", "kind", type=click.Choice(["digest", "official", "import"]))
@frame.as_json
@click.pass_obj
def export(
    places: Places,
    symbol: str,
    form: str,
    out: Path | None,
    lang: str | None,
    kind: str | None,
    as_json: bool,
) -> None:
    """Write a document as Markdown, a web page, AKN XML or Word.

    The official text where there is one, unless an edition is named. Voices, footnotes and the
    provenance go along.
    """
    from db.address import parse_address
    from db.library import documents, exporting

    if out is None and (as_json or form == "docx"):
        raise UsageError("Say where the file is to be written, with --out FILE.")
    with reading(places) as connection:
        found = documents.document(connection, parse_address(symbol).document)
        there = {summary.key.kind for summary in found.editions}
        kind = kind or ("official" if "official" in there and not lang else None)
        key = documents.choose_edition(found, kind=kind, language=lang.lower() if lang else None)
        edition = documents.edition(connection, key)
    if out is None:
        sys.stdout.buffer.write(exporting.write(found, edition, form))
        return
    row = {
        "document": key.document,
        "edition": key.kind,
        "language": key.language,
        "format": form,
        "passages": len(edition.passages),
        "path": str(out),
        "bytes": exporting.save(found, edition, form, out),
    }
    print_rows(
        [row], as_json, "{document} ({edition} {language})  {path}  {bytes} bytes".format_map
    )
