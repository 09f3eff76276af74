"""An edition as a file of its own: Markdown, a web page, AKN XML, Word.

What is no official text says so at its head and at every paragraph, only quoted words stand in
quotation marks, footnotes stay where they are, and the provenance goes along.
"""

import os
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from db.errors import UsageError
from db.models import Document, Edition

Write = Callable[[Document, Edition], bytes]


class Form(NamedTuple):
    """A format: what people call it, its file names' ending, the module that writes it."""

    words: str
    ending: str
    module: str


FORMS: Mapping[str, Form] = {
    "md": Form("Markdown", ".md", "markdown"),
    "html": Form("Web page", ".html", "html"),
    "akn": Form("AKN XML", ".xml", "akn"),
    "docx": Form("Word", ".docx", "word"),
}


def write(document: Document, edition: Edition, form: str) -> bytes:
    """Return an edition as a file of one of `FORMS`; raises UsageError for another."""
    if form not in FORMS:
        raise UsageError(f"There is no format “{form}”. There are: {', '.join(FORMS)}.")
    written: Write = import_module(f"{__name__}.{FORMS[form].module}").write
    return written(document, edition)


def save(document: Document, edition: Edition, form: str, path: Path) -> int:
    """Write an edition to a file, whole or not at all; return its size in bytes.

    Raises UsageError for a format that is none, OSError where the file cannot be written.
    """
    data = write(document, edition, form)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return len(data)


def file_name(edition: Edition, form: str) -> str:
    """Propose a name for the file: `A_RES_78_311-official-en.md`."""
    key = edition.key
    plain = "".join(c if c.isalnum() or c in "-." else "_" for c in key.document)
    return f"{plain}-{key.kind}-{key.language}{FORMS[form].ending}"
