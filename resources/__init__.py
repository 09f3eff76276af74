"""Data only: the library's sources, icons, themes, help."""

from pathlib import Path


def path(name: str) -> Path:
    """Return where the resource `name` lies (which need not exist)."""
    return Path(__file__).parent / name
