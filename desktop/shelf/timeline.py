"""The timeline as a list: what happened when, after which source, and where it is spoken of."""

from collections.abc import Mapping
from typing import Any

from db.library.reference import TimelineEvent
from desktop.shelf.documents import day
from desktop.shelf.entries import Entry, line, names, paragraph, to_addresses
from desktop.shelf.list_page import Kind


def load(connection: Any) -> list[Entry]:
    """Read the timeline. Runs in a worker's thread."""
    from db.library import lists

    called = names(connection)
    return [_entry(event, called) for event in lists.timeline(connection)]


def _entry(event: TimelineEvent, called: Mapping[str, str]) -> Entry:
    html = paragraph(day(event.date)) + paragraph(event.text)
    html += f'<div class="quiet">{paragraph(f"Source: {event.source}")}</div>'
    html += line("In the library", *to_addresses(event.addresses, called))
    words = f"{event.text} {event.source}"
    return Entry(
        f"{event.date} {event.title}", event.title, day(event.date), event.date[:4], html, words
    )


KIND = Kind("Timeline", "Filter the timeline", load, (), "The library has no timeline.")
