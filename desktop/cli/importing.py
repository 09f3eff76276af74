"""The command that brings files, folders and zips into the library: import."""

import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event, current_thread, main_thread
from typing import Any

import click

from db.errors import NotADocument
from db.library.reference import ImportResult
from db.places import Places
from desktop.cli import frame
from desktop.cli.documents import print_results
from desktop.cli.frame import print_rows, reading, resolute, writing


@resolute.command("import")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="PATH...")
@click.option("--again", is_flag=True, help="What an older version read, from its files.")
@click.option("--report", type=click.Path(path_type=Path), metavar="FILE.csv",
              help="Write what came of each file as a table.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Show the paragraphs of each file; store nothing.")
@frame.as_json
@click.pass_obj
def import_(
    places: Places, paths: tuple[Path, ...], again: bool, report: Path | None, dry_run: bool,
    as_json: bool,
) -> int:  # fmt: skip
    """Add documents to your library: files, folders and zips.

    Official texts (AKN4UN XML), Word, PDF, HTML, text and Markdown, told by their content. Ctrl+C
    stops; what is finished is kept.
    """
    if again:
        paths += tuple(_old_files(places))
    elif not paths:
        raise click.UsageError("Name a file, a folder or a zip, or say --again.")
    if dry_run:
        return _show(paths, as_json)
    return _import(places, paths, report, as_json)


def _old_files(places: Places) -> Sequence[Path]:
    """Return the files of what an older version read; say whose files are gone."""
    from db.library.outdated import files, outdated

    with reading(places) as connection:
        found = outdated(connection)
    for one in found:
        if one.file is None:
            click.echo(f"{one.key.document}: its file, {one.source}, is gone.", err=True)
    return files(found)


def _import(places: Places, paths: Sequence[Path], table: Path | None, as_json: bool) -> int:
    from db.library.importing import import_paths

    with writing(places) as connection, _stopped_by_interrupt() as is_stopped:
        report = import_paths(connection, paths, progress=_tell_import, cancelled=is_stopped)
    if sys.stderr.isatty():
        click.echo("", err=True)
    code = print_results(report.results, as_json)
    if table is not None:
        code = max(code, _save(report.results, table))
    if report.stopped:
        click.echo("Stopped. What is listed is finished and kept.", err=True)
    if report.moved or report.orphan:
        click.echo(
            f"Notes on changed texts: {len(report.moved)} moved, {len(report.orphan)} without "
            "their words. List them with: resolute notes list is:moved or is:orphan",
            err=True,
        )
    return code


def _save(results: Sequence[ImportResult], table: Path) -> int:
    """Write what came of each file as a table; return the exit code."""
    from db.library import outcomes

    try:
        outcomes.save(results, table)
    except OSError as error:
        click.echo(f"{table} could not be written: {error.strerror}.", err=True)
        return 1
    return 0


def _show(paths: Sequence[Path], as_json: bool) -> int:
    """Print the paragraphs that files would be read into; return the exit code."""
    from db.formats.pages import pages_of
    from db.formats.reading import read
    from db.library.intake import given

    rows: list[dict[str, Any]] = []
    failed = False
    for file in given(paths):
        try:
            found = [] if file.problem else read(file.data, file.name)
        except NotADocument as error:
            found, problem = [], str(error)
        else:
            problem = file.problem
        if problem:
            failed = True
            click.echo(f"{file.path}: {problem}", err=True)
        for one in found:
            pages = pages_of(one.edition.provenance.get("pages", ""), one.edition.passages)
            rows += [
                {"path": file.path, "document": one.document.id, "page": page or None,
                 "label": passage.label, "kind": passage.kind, "text": passage.text}
                for page, passage in zip(pages, one.edition.passages, strict=True)
            ]  # fmt: skip
    print_rows(rows, as_json, _shown)
    return int(failed)


def _shown(row: dict[str, Any]) -> str:
    page = f"p. {row['page']}" if row["page"] else ""
    return f"{row['document']}  {row['label']:10}  {row['kind']:10}  {page:6}  {row['text']}"


@contextmanager
def _stopped_by_interrupt() -> Iterator[Callable[[], bool]]:
    """Turn the first Ctrl+C into a wish to stop; the second one interrupts as ever."""
    stopped = Event()
    before = signal.getsignal(signal.SIGINT)

    def stop(*_: object) -> None:
        stopped.set()
        signal.signal(signal.SIGINT, before)

    if current_thread() is not main_thread():
        yield stopped.is_set
        return
    signal.signal(signal.SIGINT, stop)
    try:
        yield stopped.is_set
    finally:
        signal.signal(signal.SIGINT, before)


def _tell_import(progress: Any) -> None:
    if sys.stderr.isatty() and not progress.settling:
        click.echo(
            f"\r{progress.files} of {progress.total} files, {progress.passages} passages, "
            f"{progress.rate:.0f} files a second ", nl=False, err=True,
        )  # fmt: skip
