"""The commands that need no window: what the desk can do, as text or JSON.

The JSON shapes are stable; every command prints a list. Errors are a sentence on stderr; exit
codes are 0 done, 1 some inputs failed, 2 usage, 3 the person's data or library cannot be opened.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import click

from db.errors import ResoluteError, UnknownAddress, UsageError
from db.models import COLORS, Anchor, Document, EditionKey, Note, Passage
from db.places import Places, find


class _Words(click.ParamType):
    """Text as typed; bytes that are not UTF-8 become U+FFFD instead of a failure further on."""

    name = "text"

    def convert(self, value: Any, param: object, ctx: object) -> str:
        return os.fsencode(str(value)).decode("utf-8", "replace")


_WORDS = _Words()
_JSON = click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
_ADDRESS = click.argument("address", nargs=-1, required=True, type=_WORDS)


def run(words: Sequence[str]) -> int:
    """Carry out a command line; return its exit code."""
    try:
        code = resolute.main(list(words), "resolute", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        return 130
    except ResoluteError as error:
        click.echo(error, err=True)
        return error.exit_code
    except BrokenPipeError:
        # Python flushes once more at its end; there must be something that takes it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return int(code or 0)


def _say_version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if not wanted:
        return
    import tomllib
    from importlib import metadata

    from db.library.bundled import CHECKOUT

    try:
        version = metadata.version("resolute")
    except metadata.PackageNotFoundError:
        project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
        version = project["project"]["version"]
    click.echo(f"resolute {version}")
    context.exit()


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--data-dir", metavar="DIR", help="Keep your data here (or RESOLUTE_HOME).")
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_say_version)
@click.pass_context
def resolute(context: click.Context, data_dir: str | None) -> None:
    """Read, search, annotate and quiz resolutions, by the paragraph.

    Without a command, resolute [ADDRESS...] opens the desk. An address is a document, or a
    paragraph of it: A/RES/78/311 op6, 78/311 para. 6, fu-cong p2.
    """
    context.obj = find(data_dir)


@contextmanager
def _reading(places: Places) -> Iterator[Any]:
    """Open both files for reading; a person's file that is not there is not made."""
    from db.connection import open_reader, said_plainly

    places.check()
    with said_plainly(places), closing(open_reader(places)) as connection:
        yield connection


@contextmanager
def _writing(places: Places) -> Iterator[Any]:
    from db.connection import open_study, said_plainly

    with said_plainly(places), closing(open_study(places)) as connection:
        yield connection


def _print(rows: list[dict[str, Any]], as_json: bool, line: Callable[[dict[str, Any]], str]) -> None:
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for row in rows:
            click.echo(line(row))


@resolute.command()
@_JSON
@click.pass_obj
def library(places: Places, as_json: bool) -> None:
    """List the documents and their editions."""
    from db.library import documents

    with _reading(places) as connection:
        found = documents.documents(connection)
    _print(list(map(_document_row, found)), as_json, _document_line)


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
@_ADDRESS
@click.option("--lang", type=_WORDS, metavar="LANG", help="The edition in this language (fr).")
@click.option("--edition", "kind", type=click.Choice(["digest", "official", "import"]))
@_JSON
@click.pass_obj
def show(
    places: Places, address: tuple[str, ...], lang: str | None, kind: str | None, as_json: bool
) -> None:
    """Show a paragraph with its points, or a whole document."""
    with _reading(places) as connection:
        language = lang.lower() if lang else None
        key, passages = next(_editions(connection, _joined(address), kind, language))
    if as_json:
        _print([_passage_row(key, passage) for passage in passages], True, str)
    else:
        click.echo("\n\n".join([" · ".join([key.document, key.kind, key.language])]
                               + list(map(_passage_text, passages))))  # fmt: skip


def _joined(words: Sequence[str]) -> str:
    """Make one address of the words of a command line, quoted there or not."""
    return " ".join(words)


def _editions(
    connection: Any, typed: str, kind: str | None = None, language: str | None = None
) -> Iterator[tuple[EditionKey, list[Passage]]]:
    """Go through the editions that have what was addressed, with the passages addressed.

    Raises UnknownAddress where there is none.
    """
    from db.address import parse_address
    from db.library import documents

    address = parse_address(typed)
    document = documents.document(connection, address.document)
    first = documents.choose_edition(document, kind=kind, language=language)
    missing = None
    has_some = False
    for key in (summary.key for summary in document.editions):
        if key.kind != (kind or key.kind) or key.language != (language or key.language):
            continue
        try:
            passages = documents.passages_of(connection, key, address.label)
        except UnknownAddress as error:
            missing = error if key == first else missing
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
@click.argument("query", nargs=-1, type=_WORDS)
@click.option("--limit", default=20, show_default=True, type=click.IntRange(min=1))
@_JSON
@click.pass_obj
def search(places: Places, query: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Search all documents: words, "exact words", capac*, a or b, -word, doc:78/311.

    Put -- before a query that begins with a hyphen.
    """
    from db.search import engine
    from db.search.query import parse

    typed = " ".join(query)
    asked = parse(typed)
    if asked.node is None:
        raise UsageError(asked.problem)
    with _reading(places) as connection:
        found = engine.search(connection, typed, limit=limit)
    if found.problem:
        click.echo(found.problem, err=True)
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
    _print(rows, as_json, "{address} ({edition} {language})  {snippet}".format_map)


@resolute.command()
@_ADDRESS
@click.option("--style", default="un", show_default=True, type=_WORDS)
def cite(address: tuple[str, ...], style: str) -> None:
    """Write an address as a citation."""
    from db.address import parse_address
    from db.cite import cite as cited

    click.echo(cited(parse_address(_joined(address)), style))


@resolute.group()
def notes() -> None:
    """Make notes, and list them."""


@notes.command("add")
@_ADDRESS
@click.option("--quote", type=_WORDS, metavar="TEXT", help="The words to highlight.")
@click.option("--body", default="", type=_WORDS, metavar="TEXT", help="What you think of them.")
@click.option("--color", default="yellow", show_default=True, type=click.Choice(COLORS))
@click.option("--tag", "tags", multiple=True, type=_WORDS, metavar="T", help="May be repeated.")
@_JSON
@click.pass_obj
def add_note(
    places: Places, address: tuple[str, ...], quote: str | None, as_json: bool, **content: Any
) -> None:
    """Note something on a paragraph, or on words of it."""
    from db.notes import store

    with _reading(places) as connection:
        anchor = _anchor(connection, _joined(address), quote)
    with _writing(places) as connection:
        note = store.add(connection, anchor, **content)
    _print([_note_row(note)], as_json, _note_text)


def _anchor(connection: Any, typed: str, quote: str | None) -> Anchor:
    from db.address import parse_address
    from db.notes.anchors import find_quote, make

    if not parse_address(typed).label:
        raise UsageError(f"A note stands on a paragraph. Write one like this: {typed} op6.")
    for key, passages in _editions(connection, typed):
        if quote is None:
            return make(key, passages[0], 0, 0)
        for passage in passages:
            if span := find_quote(passage, quote):
                return make(key, passage, *span)
    raise UnknownAddress(
        f"“{quote}” does not stand in {typed}. Take the words from: resolute show {typed}"
    )


@notes.command("list")
@click.argument("query", nargs=-1, type=_WORDS)
@_JSON
@click.pass_obj
def list_notes(places: Places, query: tuple[str, ...], as_json: bool) -> None:
    """List notes: all, or by words, color:green, tag:trade, is:orphan, doc:78/311."""
    from db.notes import store

    with _reading(places) as connection:
        found = store.notes(connection, query=" ".join(query))
    _print(list(map(_note_row, found)), as_json, _note_text)


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


@resolute.group()
def quiz() -> None:
    """The question bank."""


@quiz.command("list")
@click.option("--document", type=_WORDS, metavar="D", help="Questions that this document decides.")
@click.option("--topic", type=_WORDS, metavar="T")
@_JSON
@click.pass_obj
def list_questions(
    places: Places, document: str | None, topic: str | None, as_json: bool
) -> None:
    """List the questions."""
    from db.address import parse_address
    from db.quiz.questions import questions

    name = parse_address(document).document if document else None
    with _reading(places) as connection:
        found = questions(connection, document=name, topic=topic)
    rows = [
        {
            "id": question.id,
            "kind": question.kind,
            "prompt": question.prompt,
            "document": question.document,
            "evidence": list(question.evidence),
            "topics": list(question.topics),
            "difficulty": question.difficulty,
        }
        for question in found
    ]
    _print(rows, as_json, "{id} ({kind}, difficulty {difficulty})\n    {prompt}".format_map)


@resolute.command()
@click.argument("symbols", nargs=-1, required=True, type=_WORDS, metavar="SYMBOL...")
@click.option("--lang", type=_WORDS, metavar="en,fr", help="Only these languages.")
@click.option("--from", "source", required=True, type=click.Path(path_type=Path),
              metavar="PATH", help="A folder, zip or XML file of official texts.")  # fmt: skip
@_JSON
@click.pass_obj
def official(
    places: Places, symbols: tuple[str, ...], lang: str | None, source: Path, as_json: bool
) -> int:
    """Add official texts (AKN4UN XML) to your library."""
    from db.library.official import add_official
    from db.notes import store

    languages = lang.split(",") if lang else None
    with _writing(places) as connection:
        results = add_official(connection, symbols, source, languages, _tell_progress)
        changed = {r.document for r in results if r.outcome in ("added", "updated")}
        store.reanchor(connection, documents=changed)
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
    _print(rows, as_json, "{outcome:9}  {document}  {path}  {message}".format_map)
    return int(any(result.outcome == "failed" for result in results))


def _tell_progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{done} of {total} files", nl=done == total, err=True)


@resolute.command()
@_JSON
@click.pass_obj
def doctor(places: Places, as_json: bool) -> int:
    """Check library, data, index and notes; repair what is derived."""
    from db.study.doctor import examine

    report = examine(places)
    rows = [
        {"what": finding.what, "state": finding.state, "sentence": finding.sentence}
        for finding in report.findings
    ]
    _print(rows, as_json, "{state:8}  {what}: {sentence}".format_map)
    return 0 if report.sound else 3
