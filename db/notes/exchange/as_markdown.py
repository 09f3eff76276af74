"""Notes as Markdown, each as the reader's template has it, under its document's title."""

from collections.abc import Sequence

from db.notes.exchange import template as templates
from db.notes.exchange.entries import Entry, by_document
from db.notes.exchange.marked import escaped


def page(entries: Sequence[Entry], template: str = templates.DEFAULT) -> str:
    """Write a page; raises UsageError for a template that cannot be filled in."""
    templates.check(template)
    parts = ["# Notes\n"]
    for title, members in by_document(entries):
        parts.append(f"## {escaped(' '.join(title.split()))}\n")
        filled = (templates.fill(template, templates.values(entry)) for entry in members)
        parts.append("\n* * *\n\n".join(filled))
    return "\n".join(parts)
