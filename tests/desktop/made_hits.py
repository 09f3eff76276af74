"""Hits that nobody searched for."""

from typing import Any

from db.models import EditionKey, Hit

RESOLUTION = "A/RES/78/311"


def hit(number: int = 1, snippet: str = "some words", language: str = "en", **parts: Any) -> Hit:
    """Make one of the resolution's paragraphs."""
    key = EditionKey(RESOLUTION, parts.get("kind", "digest"), language)
    marks = parts.get("marks", ())
    return Hit(key, f"op{number}", "A long title", "digest", snippet, marks, marks, 1.0)
