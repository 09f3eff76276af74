"""Commands that take questions out and bring them in: quiz export, import, undo."""

import sys
from pathlib import Path
from typing import Literal

import click

from db.errors import UsageError
from db.places import Places
from desktop.cli import frame
from desktop.cli.frame import WORDS, document_of, print_rows, reading, writing
from desktop.cli.quiz import quiz

_FORMATS = ("anki", "anki-text", "gift", "moodle", "csv", "paper")


@quiz.command("export")
@click.option("--format", "form", default="csv", show_default=True,
              type=click.Choice(_FORMATS))  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE",
              help="Where to; without it the text is printed.")  # fmt: skip
@click.option(
    "--document", default="", type=WORDS, metavar="D", help="Questions that this document decides."
)
@click.option("--topic", default="", type=WORDS, metavar="T")
@click.option("--kind", default="", type=WORDS, metavar="K", help="One kind, as cloze.")
@click.option("--from", "home", type=click.Choice(["bank", "own"]),
              help="Only the bank's, or only your own.")  # fmt: skip
@frame.as_json
@click.pass_obj
def export_questions(
    places: Places,
    form: str,
    out: Path | None,
    document: str,
    topic: str,
    kind: str,
    home: Literal["bank", "own"] | None,
    as_json: bool,
) -> None:
    """Write questions for Anki, Moodle, a spreadsheet, or paper with a key."""
    from db.notes.exchange.formats import save
    from db.quiz.exchange.choice import Choice, chosen, gather
    from db.quiz.exchange.formats import written

    if out is None and (as_json or form == "anki"):
        raise UsageError("Say where the file is to be written, with --out FILE.")
    name = document_of(document)
    with reading(places) as connection:
        found = chosen(connection, Choice(name, topic, kind, home or ""))
        outgoing = gather(connection, found)
    content = written(form, outgoing)
    if out is None:
        sys.stdout.buffer.write(content)
        return
    save(content, out)
    row = {"path": str(out), "format": form, "questions": len(outgoing)}
    print_rows([row], as_json, "{path}: {questions} question(s)".format_map)


@quiz.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--columns", default="", type=WORDS, metavar="NAMES",
              help="What a table's columns hold: question,right,,topics.")  # fmt: skip
@frame.confirmed
@frame.as_json
@click.pass_obj
def import_questions(places: Places, file: Path, columns: str, yes: bool, as_json: bool) -> None:
    """Bring in questions: Anki packages, GIFT, Moodle XML, tables.

    Nothing is changed without --yes, and `resolute quiz undo` takes all of it back.
    """
    from db.quiz.exchange import incoming
    from db.quiz.exchange.from_csv import FIELDS

    mapping = tuple(name.strip() for name in columns.split(",")) if columns else None
    for name in mapping or ():
        if name not in FIELDS:
            known = ", ".join(filter(None, FIELDS))
            raise UsageError(f"A column cannot hold “{name[:40]}”. Choose of: {known}.")
    with reading(places) as connection:
        found = incoming.preview(connection, file, mapping=mapping)
    added = 0
    if yes and found.new:
        with writing(places) as connection:
            added = len(incoming.bring_in(connection, found))
    refused = [{"where": one.where, "words": one.words, "why": one.why} for one in found.refused]
    row = {
        "file": str(file), "format": found.form, "new": len(found.new), "kinds": found.kinds,
        "scheduled": found.scheduled, "answers": found.answers,
        "duplicates": len(found.duplicates), "left_out": refused, "remarks": found.remarks,
        "added": added,
    }  # fmt: skip
    lines = [incoming.sentence(found, added if yes else None), *found.remarks]
    lines += [f"{one.where}: {one.why} “{one.words}”" for one in found.refused]
    print_rows([row], as_json, lambda _: "\n".join(lines))


@quiz.command("undo")
@frame.as_json
@click.pass_obj
def undo_questions(places: Places, as_json: bool) -> None:
    """Take back the last change of your own questions, an import with all it brought in."""
    from db.quiz import own_changes

    with writing(places) as connection:
        undone = own_changes.undo(connection)
    rows = [{"undone": True}] if undone else []
    print_rows(rows, as_json, lambda _: "Undone.", "There is nothing to undo.")
