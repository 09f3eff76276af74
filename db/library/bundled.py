"""Where the bundled library is: in the installed package, or built by itself in a checkout."""

import os
import sqlite3
import threading
from pathlib import Path

import resources
from db.errors import LibraryMissing

SOURCES = resources.path("library")
TARGET = resources.path("library.db")
CHECKOUT = Path(resources.__file__).parents[1]
_BUILDING = threading.Lock()


def is_stale() -> bool:
    """Tell whether a source, or the code that builds, is newer than the library (or it is absent).

    Folders count too: a file that was taken away or renamed changes nothing else.
    """
    try:
        built = TARGET.stat().st_mtime_ns
    except FileNotFoundError:
        return True
    changed = [folder.stat().st_mtime_ns for folder in (SOURCES, SOURCES / "questions")]
    for folder in (SOURCES, SOURCES / "questions", Path(__file__).parent):
        with os.scandir(folder) as files:
            own = (".py", ".toml")
            changed += [one.stat().st_mtime_ns for one in files if one.name.endswith(own)]
    return max(changed) > built


def ensure() -> Path:
    """Return the built library's path, building it where there are sources newer than it.

    Raises SourceError where the sources are wrong. Where the checkout cannot be written the
    library that is there is used; raises LibraryMissing where there is none.
    """
    if SOURCES.is_dir() and is_stale():
        from db.library import build

        with _BUILDING:  # every worker asks at the first start; one of them builds
            try:
                if is_stale():
                    build.build(SOURCES, TARGET)
            except (OSError, sqlite3.Error) as error:
                if not TARGET.is_file():
                    raise LibraryMissing(
                        f"The bundled library {TARGET} is missing and cannot be built ({error}). "
                        "Check that its folder is yours to write, or install Resolute."
                    ) from error
    return TARGET
