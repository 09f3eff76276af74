"""The command that brings files, folders and zips into the library: import."""

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, current_thread, main_thread
from typing import Any

import click

from db.places import Places
from desktop.cli import frame
from desktop.cli.documents import print_results
from desktop.cli.frame import resolute, writing


@resolute.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path),
                metavar="PATH...")  # fmt: skip
@frame.as_json
@click.pass_obj
def import_(places: Places, paths: tuple[Path, ...], as_json: bool) -> int:
    """Add documents to your library: files, folders and zips.

    Official texts (AKN4UN XML), Word, PDF, HTML, text and Markdown, told by their content. Ctrl+C
    stops; what is finished is kept.
    """
    from db.library.importing import import_paths

    with writing(places) as connection, _stopped_by_interrupt() as is_stopped:
        report = import_paths(connection, paths, progress=_tell_import, cancelled=is_stopped)
    if sys.stderr.isatty():
        click.echo("", err=True)
    code = print_results(report.results, as_json)
    if report.stopped:
        click.echo("Stopped. What is listed is finished and kept.", err=True)
    if report.moved or report.orphan:
        click.echo(
            f"Notes on changed texts: {len(report.moved)} moved, {len(report.orphan)} without "
            "their words. List them with: resolute notes list is:moved or is:orphan",
            err=True,
        )
    return code


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
    if sys.stderr.isatty():
        click.echo(
            f"\r{progress.files} of {progress.total} files, {progress.passages} passages, "
            f"{progress.rate:.0f} files a second ", nl=False, err=True,
        )  # fmt: skip
