"""Notes as Markdown, each as the reader's template has it, under its document's title."""

from collections.abc import Sequence

from db.notes.exchange import template as templates
from db.notes.exchange.entries import Entry, by_document, legend
from db.notes.exchange.marked import escaped


def page(entries: Sequence[Entry], template: str = templates.DEFAULT) -> str:
    """Write a page; raises UsageError for a template that cannot be filled in."""
    templates.check(template)
    parts = ["# Notes\n"]
    if colors := [_line(name, meaning) for _, name, meaning in legend(entries)]:
        parts.append("\n".join(colors) + "\n")
    for title, members in by_document(entries):
        parts.append(f"## {escaped(' '.join(title.split()))}\n")
        filled = (templates.fill(template, templates.values(entry)) for entry in members)
        parts.append("\n* * *\n\n".join(filled))
    return "\n".join(parts)


def _line(name: str, meaning: str) -> str:
    return f"- **{escaped(name)}**{f': {escaped(meaning)}' if meaning else ''}"
