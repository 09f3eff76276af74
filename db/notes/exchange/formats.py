"""The formats notes go out in, and how a file of them is written: whole, or not at all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from db.errors import StoreNotWritable, UsageError
from db.notes.exchange.entries import Entry
from db.notes.exchange.template import DEFAULT


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name in menus, its files' ending, and what writes it."""

    words: str
    suffix: str
    write: Callable[[Sequence[Entry], str], bytes]


def _markdown(entries: Sequence[Entry], template: str) -> bytes:
    from db.notes.exchange import as_markdown

    return as_markdown.page(entries, template).encode("utf-8", "replace")


def _html(entries: Sequence[Entry], _template: str) -> bytes:
    from db.notes.exchange import as_html

    return as_html.page(entries).encode("utf-8", "replace")


def _word(entries: Sequence[Entry], _template: str) -> bytes:
    from db.notes.exchange import as_word

    return as_word.document(entries)


def _csv(entries: Sequence[Entry], _template: str) -> bytes:
    from db.notes.exchange import as_csv

    return as_csv.table(entries)


def _annotations(entries: Sequence[Entry], _template: str) -> bytes:
    from db.notes.exchange import as_annotations

    return as_annotations.collection(entries).encode()


def _epub(entries: Sequence[Entry], _template: str) -> bytes:
    from db.notes.exchange import as_epub

    return as_epub.package(entries)


FORMATS = {
    "markdown": Format("Markdown", ".md", _markdown),
    "html": Format("Web page", ".html", _html),
    "docx": Format("Word document", ".docx", _word),
    "csv": Format("Table (CSV)", ".csv", _csv),
    "jsonld": Format("W3C Web Annotations (JSON-LD)", ".jsonld", _annotations),
    "epub": Format("EPUB annotations (draft of 20 September 2026)", ".annotations", _epub),
}


def written(name: str, entries: Sequence[Entry], template: str = DEFAULT) -> bytes:
    """Write notes in a format; raises UsageError for one that is unknown, or for no notes."""
    if (form := FORMATS.get(name)) is None:
        raise UsageError(f"There is no format “{name[:40]}”. Choose one of: {', '.join(FORMATS)}.")
    if not entries:
        raise UsageError("No notes fit this choice; nothing was written.")
    return form.write(entries, template)


def save(content: bytes, path: Path) -> None:
    """Write a file whole or not at all; raises StoreNotWritable with what to do."""
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise StoreNotWritable(
            f"{path} cannot be written ({error.strerror}). Choose another folder or name."
        ) from error
