"""Where sources disagree, as a list: a point of the text, and what each source says of it."""

from collections.abc import Mapping
from html import escape
from typing import Any

from desktop.shelf.entries import Entry, line, names, paragraph, to_address, to_addresses
from desktop.shelf.list_page import Kind


def load(connection: Any) -> list[Entry]:
    """Read the points. Runs in a worker's thread."""
    from db.library import disagreements

    called = names(connection)
    return [_entry(point, called) for point in disagreements.points(connection)]


def _entry(point: Any, called: Mapping[str, str]) -> Entry:
    from db.library.disagreements import VERDICT_WORDS

    html = ""
    if point.text:
        html += line("The text", to_address(point.address, called)) + paragraph(point.text)
    for one in point.sayings:
        mark = ("“", "”") if one.quoted else ("", "")
        said = f"{mark[0]}{one.wording}{mark[1]}"
        html += f"<p><b>{escape(one.source)}</b>: {escape(said)}</p>"
        html += paragraph(f"The text {VERDICT_WORDS[one.verdict]}. {one.comment}")
        html += line("Said in", to_address(one.address, called))
        html += line("Compare", *to_addresses(one.paragraphs, called))
    sources = dict.fromkeys(one.source for one in point.sayings)
    return Entry(
        point.address or "nothing in the text",
        point.heading or point.address,
        ", ".join(sources),
        point.sayings[0].source,
        html,
        " ".join(f"{one.wording} {one.comment}" for one in point.sayings),
    )


KIND = Kind(
    "Where sources disagree", "Filter the points", load, (),
    "No source says otherwise than its text.",
)  # fmt: skip
