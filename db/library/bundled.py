"""Where the bundled library is: in the installed package, or built by itself in a checkout."""

from pathlib import Path

import resources

SOURCES = resources.path("library")
TARGET = resources.path("library.db")
CHECKOUT = Path(resources.__file__).parents[1]


def is_stale() -> bool:
    """Tell whether a source file is newer than the built library (or there is no library)."""
    try:
        built = TARGET.stat().st_mtime_ns
    except FileNotFoundError:
        return True
    folders = (SOURCES, SOURCES / "questions")
    newest = [path.stat().st_mtime_ns for folder in folders for path in folder.glob("*.toml")]
    return max(newest, default=0) > built


def ensure() -> Path:
    """Return the built library's path, building it where there are sources newer than it.

    Raises SourceError where the sources are wrong. Where the checkout cannot be written the
    library that is there is used.
    """
    if SOURCES.is_dir() and is_stale():
        from db.library import build

        try:
            build.build(SOURCES, TARGET)
        except OSError:
            if not TARGET.is_file():
                raise
    return TARGET
