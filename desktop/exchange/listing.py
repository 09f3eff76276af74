"""What a file would bring as a preview lists it: headed sections, two lines for each thing."""

from collections.abc import Sequence
from html import escape

from desktop.theme import Theme

NAMED = 50
"""Things of each section that are shown."""
_LONGEST = 240


def heading(title: str, count: int) -> str:
    """Return the head of a section that has so many things."""
    return f"<h3>{escape(title)}: {count:,}</h3>"


def section(title: str, lines: Sequence[str], count: int) -> list[str]:
    """Return a section of `count` things, of which the first are shown; none where there is none.

    `lines` are things as `two_lines` makes them; no more than NAMED of them are needed.
    """
    if not count:
        return []
    rest = [f"<p>and {count - NAMED:,} more</p>"] if count > NAMED else []
    return [heading(title, count), *lines[:NAMED], *rest]


def two_lines(words: str, below: str, theme: Theme) -> str:
    """Show a thing and, muted below it, where it is from: plain text whatever they hold."""
    small = f'<span style="color:{theme.muted}">{escape(short(below))}</span>'
    return f"<p>{escape(words)}<br>{small}</p>"


def short(words: str) -> str:
    """Return words in one line, cut off where they are long."""
    line = " ".join(words[: 4 * _LONGEST].split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
