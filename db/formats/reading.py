"""The one door to all formats: bytes in, documents out."""

from collections.abc import Callable
from importlib import import_module
from pathlib import PurePosixPath

from db.errors import NotADocument
from db.formats.detect import Detected, detect
from db.formats.parsed import Parsed

_MODULES = {"word": "db.formats.word", "pdf": "db.formats.pdf", "html": "db.formats.html",
            "text": "db.formats.plain"}  # fmt: skip


def read(data: bytes, name: str = "", found: Detected | None = None) -> list[Parsed]:
    """Read the documents that a file holds: one, or the resolutions of a collection.

    A document without a symbol has an empty id: it is named where it is stored. `name` is the
    file's, and a title where the file has none. Raises NotADocument with what is wrong.
    """
    found = found or detect(data)
    if found.format == "akn":
        from db.formats import akn

        return [Parsed(one.document, one.edition) for one in akn.parse_all(data)]
    if found.format in _MODULES:
        parse: Callable[[bytes, str], Parsed] = import_module(_MODULES[found.format]).parse
        try:
            return [parse(data, PurePosixPath(name).stem.replace("_", " "))]
        except RecursionError as error:
            raise NotADocument("The file is nested too deeply to be read.") from error
    raise NotADocument(found.reason or "It is a zip: import it as it is, by its path.")
