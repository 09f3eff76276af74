"""What every command is made of: the group and its options, opening the files, printing rows."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any

import click

from db.places import Places, find


class _Words(click.ParamType):
    """Text as typed; bytes that are not UTF-8 become U+FFFD instead of a failure further on."""

    name = "text"

    def convert(self, value: Any, param: object, ctx: object) -> str:
        return os.fsencode(str(value)).decode("utf-8", "replace")


WORDS = _Words()
"""The type of arguments and options that are a person's words."""

as_json = click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
confirmed = click.option("--yes", is_flag=True,
                         help="Add them; without it only what would happen is said.")  # fmt: skip
"""The option of a command that brings things in; without it nothing is changed."""
address = click.argument("address", nargs=-1, required=True, type=WORDS)
"""An address, in quotation marks or not: several words make one."""


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


def _look_elsewhere(context: click.Context, _: click.Parameter, data_dir: str | None) -> None:
    if data_dir is not None:
        context.obj = find(data_dir)


class _Commands(click.Group):
    """Commands that take --data-dir behind them as well, where people write it."""

    group_class = type

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Overrides click.Group.add_command."""
        cmd.params.append(
            click.Option(["--data-dir"], hidden=True, expose_value=False, callback=_look_elsewhere)
        )
        super().add_command(cmd, name)


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option("--data-dir", metavar="DIR", help="Keep your data here (or RESOLUTE_HOME).")
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_say_version,
    help="Say which version this is.",
)  # fmt: skip
@click.pass_context
def resolute(context: click.Context, data_dir: str | None) -> None:
    """Read, search, annotate and quiz resolutions, by the paragraph.

    Without a command, resolute [ADDRESS...] opens the desk. An address is a document, or a
    paragraph of it: A/RES/78/311 op6, 78/311 para. 6, fu-cong p2.
    """
    context.obj = find(data_dir)


def document_of(words: str) -> str:
    """Return the document that an address names as it was typed, "" where none was typed."""
    from db.address import parse_address

    return parse_address(words).document if words else ""


@contextmanager
def reading(places: Places) -> Iterator[Any]:
    """Open both files for reading; a person's file that is not there is not made."""
    from db.connection import open_reader, said_plainly

    places.check()
    with said_plainly(places), closing(open_reader(places)) as connection:
        yield connection


@contextmanager
def writing(places: Places) -> Iterator[Any]:
    """Open both files, the person's for writing: made or brought up to date where needed."""
    from db.connection import open_study, said_plainly

    with said_plainly(places), closing(open_study(places)) as connection:
        yield connection


def print_rows(
    rows: list[dict[str, Any]],
    as_json: bool,
    line: Callable[[dict[str, Any]], str],
    nothing: str = "",
) -> None:
    """Print rows as a JSON list, or each as `line` writes it; `nothing` is said where none are."""
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for row in rows:
            click.echo(line(row))
        if nothing and not rows:
            click.echo(nothing)
