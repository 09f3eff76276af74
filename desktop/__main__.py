"""The way in: arguments, logging, exit code. A command needs no window, and so imports no Qt."""

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from db.errors import ResoluteError, UsageError

COMMANDS = frozenset(
    {
        "library",
        "show",
        "search",
        "searches",
        "notes",
        "quiz",
        "official",
        "compare",
        "export",
        "align",
        "doctor",
        "wastebasket",
        "cite",
        "import",
        "record",
    }
)
"""Words that are commands when they come first; any other is part of an address."""


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out a command, or open the desk at the addresses given; return the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    _speak_utf8()
    try:
        desk = _desk(words)
        if desk is not None:
            return _open_desk(*desk)
        from desktop import cli

        return cli.run(words)
    except ResoluteError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return 130


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale, and something in place of what cannot be written."""
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(encoding="utf-8", errors="replace")


def _desk(words: Sequence[str]) -> tuple[str | None, list[str]] | None:
    """Return data folder and addresses where the desk is asked for; None where a command is.

    Options that are not the desk's are left to the command line, which says what is wrong.
    """
    data_dir = None
    rest = list(words)
    while rest and rest[0].startswith("-"):
        option, given, value = rest.pop(0).partition("=")
        if option == "--":
            return data_dir, rest
        if option != "--data-dir" or not (given or rest):
            return None
        data_dir = value if given else rest.pop(0)
    if rest and rest[0] in COMMANDS:
        return None
    if options := [word for word in rest if word.startswith("-")]:
        raise UsageError(f"“{options[0]}” cannot stand behind an address. See: resolute --help")
    return data_dir, rest


def _open_desk(data_dir: str | None, words: Sequence[str]) -> int:
    import gc

    gc.disable()  # what is loaded until the first frame stays: there is nothing to collect
    from db.places import find
    from desktop import instance, interrupt

    places, addresses = find(data_dir), _addresses(words)
    measured = os.environ.get("RESOLUTE_EXIT_AFTER_FIRST_PAINT") == "1"
    if not measured and instance.begin(places.data, addresses):
        return 0
    with interrupt.ends_at_once():
        if problem := _screen_problem():
            print(problem, file=sys.stderr)
            return 1
        import logging

        from desktop import imports

        imports.unhook()
        from desktop.app import run

        logging.basicConfig(level=logging.WARNING, format="resolute: %(message)s")
    with interrupt.watched() as caught:
        code = run(places, addresses)
    return 128 + caught[0] if caught else code


def _screen_problem() -> str:
    if sys.platform != "linux":
        return ""
    from desktop import screen

    return screen.problem(os.environ)


def _addresses(words: Sequence[str]) -> list[str]:
    """Make addresses of words that were not held together by quotation marks.

    From each place on as many words as make an address are one; a word that is none stays.
    """
    from db.address import parse_address

    addresses = []
    rest = [word for word in words if word.strip()]
    while rest:
        taken = 1
        for count in range(len(rest), 1, -1):
            try:
                parse_address(" ".join(rest[:count]))
            except UsageError:
                continue
            taken = count
            break
        addresses.append(" ".join(rest[:taken]))
        del rest[:taken]
    return addresses


def start() -> NoReturn:
    """Run `main` and end the process.

    A desk that is closed has kept everything; taking Qt's objects apart one by one would only
    keep the person waiting.
    """
    code = main()
    if "PySide6" in sys.modules:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    raise SystemExit(code)


if __name__ == "__main__":
    start()
