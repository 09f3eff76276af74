"""The timeline as a list: what happened when, after which source, and where it is spoken of."""

from typing import Any

from db.library.reference import TimelineEvent
from desktop.shelf.documents import day
from desktop.shelf.entries import Entry, line, paragraph, to_address
from desktop.shelf.list_page import Kind


def load(connection: Any) -> list[Entry]:
    """Read the timeline. Runs in a worker's thread."""
    from db.library import lists

    return [_entry(event) for event in lists.timeline(connection)]


def _entry(event: TimelineEvent) -> Entry:
    html = paragraph(day(event.date)) + paragraph(event.text)
    html += f'<div class="quiet">{paragraph(f"Source: {event.source}")}</div>'
    html += line("In the library", *map(to_address, event.addresses))
    words = f"{event.text} {event.source}"
    return Entry(
        f"{event.date} {event.title}", event.title, day(event.date), event.date[:4], html, words
    )


KIND = Kind("Timeline", "Filter the timeline", load, (), "The library has no timeline.")
