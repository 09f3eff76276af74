"""The one door to all formats: bytes in, documents out."""

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import PurePosixPath

from db.errors import NotADocument
from db.formats.detect import Detected, detect
from db.formats.parsed import Parsed

_MODULES = {"word": "db.formats.word", "pdf": "db.formats.pdf", "html": "db.formats.html",
            "text": "db.formats.plain"}  # fmt: skip
_NOT_TEXT = {".pdf", ".doc", ".docx"}
"""How files are called that are neither plain text nor a web page."""
_READ_AS = {"text": "plain text", "html": "a web page"}


def read(data: bytes, name: str = "", found: Detected | None = None) -> list[Parsed]:
    """Read the documents that a file holds: one, or the resolutions of a collection.

    A document without a symbol has an empty id: it is named where it is stored. `name` is the
    file's, and a title where the file has none; where it names another format, a remark says so.
    Raises NotADocument with what is wrong.
    """
    found = found or detect(data)
    if found.format == "akn":
        from db.formats import akn

        return [Parsed(one.document, one.edition) for one in akn.parse_all(data)]
    if found.format in _MODULES:
        parse: Callable[[bytes, str], Parsed] = import_module(_MODULES[found.format]).parse
        try:
            made = parse(data, PurePosixPath(name).stem.replace("_", " "))
        except RecursionError as error:
            raise NotADocument("The file is nested too deeply to be read.") from error
        return [_remarked(made, PurePosixPath(name).suffix.lower(), found)]
    raise NotADocument(found.reason or "It is a zip: import it as it is, by its path.")


def _remarked(parsed: Parsed, called: str, found: Detected) -> Parsed:
    """Say of a file whose name promises another format what it was read as."""
    if called not in _NOT_TEXT or found.format not in _READ_AS:
        return parsed
    remark = f"It is called {called} but is {_READ_AS[found.format]}, and was read as that."
    provenance = {**parsed.edition.provenance, "remark": remark}
    return replace(parsed, edition=parsed.edition._replace(provenance=provenance))
