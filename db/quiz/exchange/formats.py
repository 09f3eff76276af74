"""The formats questions go out in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from db.errors import UsageError
from db.quiz.exchange.choice import Outgoing


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name in menus, its files' ending, what writes it, and whether it is text."""

    words: str
    suffix: str
    write: Callable[[Sequence[Outgoing]], bytes]
    is_text: bool = True


def _anki(outgoing: Sequence[Outgoing]) -> bytes:
    from db.quiz.exchange import as_anki

    return as_anki.package(outgoing)


def _anki_text(outgoing: Sequence[Outgoing]) -> bytes:
    from db.quiz.exchange import as_anki_text

    return as_anki_text.text(outgoing).encode("utf-8", "replace")


def _gift(outgoing: Sequence[Outgoing]) -> bytes:
    from db.quiz.exchange import as_gift

    return as_gift.text(outgoing).encode("utf-8", "replace")


def _moodle(outgoing: Sequence[Outgoing]) -> bytes:
    from db.quiz.exchange import as_moodle

    return as_moodle.document(outgoing)


def _csv(outgoing: Sequence[Outgoing]) -> bytes:
    from db.quiz.exchange import as_csv

    return as_csv.table(outgoing)


def _paper(outgoing: Sequence[Outgoing]) -> bytes:
    from db.quiz.exchange import as_paper

    return as_paper.page(outgoing).encode("utf-8", "replace")


FORMATS = {
    "anki": Format("Anki package", ".apkg", _anki, is_text=False),
    "anki-text": Format("Text for Anki", ".txt", _anki_text),
    "gift": Format("GIFT, for Moodle", ".gift", _gift),
    "moodle": Format("Moodle XML", ".xml", _moodle),
    "csv": Format("Table (CSV)", ".csv", _csv),
    "paper": Format("Paper with key (web page)", ".html", _paper, is_text=False),
}


def written(name: str, outgoing: Sequence[Outgoing]) -> bytes:
    """Write questions in a format; raises UsageError for one that is unknown."""
    if (form := FORMATS.get(name)) is None:
        raise UsageError(f"There is no format “{name[:40]}”. Choose one of: {', '.join(FORMATS)}.")
    return form.write(outgoing)
