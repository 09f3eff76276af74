"""The commands that need no window: what the desk can do, as text or JSON.

The JSON shapes are stable; every command prints a list. Errors are a sentence on stderr; exit
codes are 0 done, 1 some inputs failed, 2 usage, 3 the person's data or library cannot be opened.
"""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress

import click

from db.errors import ResoluteError
from desktop.cli import (
    aligning,
    cite,
    compare,
    doctor,
    documents,
    exchange,
    exporting,
    importing,
    notes,
    quiz,
    quiz_exchange,
    quiz_stats,
    searching,
    wastebasket,
)
from desktop.cli.frame import resolute

__all__ = [
    "aligning",
    "cite",
    "compare",
    "doctor",
    "documents",
    "exchange",
    "exporting",
    "importing",
    "notes",
    "quiz",
    "quiz_exchange",
    "quiz_stats",
    "resolute",
    "run",
    "searching",
    "wastebasket",
]


def run(words: Sequence[str]) -> int:
    """Carry out a command line; return its exit code."""
    try:
        with resolute.make_context("resolute", list(words)) as context:
            code = resolute.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as wish:
        return wish.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except ResoluteError as error:
        click.echo(error, err=True)
        return error.exit_code
    except OSError as error:
        _drop_output()
        if isinstance(error, BrokenPipeError):
            return 0
        click.echo(f"The system does not allow it: {error}", err=True)
        return 3
    return int(code or 0)


def _drop_output() -> None:
    """Give Python something to flush into at its end, where the output takes no more."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
