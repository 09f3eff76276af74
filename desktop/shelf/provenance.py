"""The provenance sheet of a document: for each edition where it is from and what it rests on."""

import re
from functools import partial
from html import escape
from typing import Any

from db.address import Address, describe
from db.cite import cite
from db.models import LANGUAGES, Edition, Passage
from desktop.shelf.documents import day
from desktop.shelf.entries import Entry, paragraph, to_address
from desktop.shelf.list_page import Kind

_NAMES = {
    "source": "Source", "retrieved": "Retrieved", "checksum": "Checksum", "sha256": "SHA-256",
    "status": "Status", "terms": "Terms", "notes": "Notes", "language": "Language",
    "adopted": "Adopted", "published": "Published", "meeting": "Meeting", "draft": "Draft",
    "vote": "Vote", "subjects": "Subjects", "formula": "Opening formula", "closing": "Closing line",
}  # fmt: skip
_ORDER = list(_NAMES)
_KINDS = {"digest": "Study digest", "official": "Official text", "import": "Imported text"}
_VOICES = {
    "official": "the official text", "quoted": "quoted words",
    "reported": "reported in other words", "digest": "restated in Resolute's own words",
}  # fmt: skip


def kind(document: str) -> Kind:
    """Return the sheet of one document."""
    return Kind(
        f"Provenance of {document}", "Filter the editions", partial(load, document=document),
        (), f"There is no document “{document}” in the library.",
    )  # fmt: skip


def load(connection: Any, document: str) -> list[Entry]:
    """Read what a document's editions rest on. Runs in a worker's thread."""
    from db.library import documents

    found = documents.document(connection, document)
    return [entry(documents.edition(connection, one.key)) for one in found.editions]


def entry(edition: Edition) -> Entry:
    """Write the sheet of one edition."""
    key = edition.key
    name = _KINDS.get(key.kind, key.kind)
    language = LANGUAGES.get(key.language, key.language)
    rows = sorted(edition.provenance.items(), key=lambda item: _place(item[0]))
    table = "".join(_row(_NAMES.get(name, name.capitalize()), _said(value)) for name, value in rows)
    html = paragraph(edition.title)
    html += (
        f'<table cellpadding="4">{table}</table>'
        if table
        else ("<p>Nothing is known of where this text is from.</p>")
    )
    html += _voices(edition) + _rests_on(edition.passages)
    html += f"<h4>To cite it</h4>{paragraph(cite(Address(key.document)))}"
    facts = edition.provenance.get("status", "")
    return Entry(f"{key.kind} {key.language}", f"{name} · {language}", facts, key.kind, html)


def _place(name: str) -> int:
    return _ORDER.index(name) if name in _ORDER else len(_ORDER)


def _said(value: str) -> str:
    """Write a stamp or a date as people do; anything else stays as it is."""
    if match := re.fullmatch(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)\S*)?", value):
        return f"{day(match[1])}, {match[2]} UTC" if match[2] else day(match[1])
    return value


def _row(name: str, value: str) -> str:
    return f'<tr><td class="quiet">{escape(name)}</td><td>{escape(value)}</td></tr>'


def _voices(edition: Edition) -> str:
    """Say whose words the passages are, and how many are whose."""
    counts: dict[str, int] = {}
    for passage in edition.passages:
        if passage.kind != "record":
            counts[passage.voice] = counts.get(passage.voice, 0) + 1
    said = ", ".join(f"{count} {_VOICES.get(voice, voice)}" for voice, count in counts.items())
    return f"<h4>Whose words</h4>{paragraph(f'Passages: {said}.')}" if said else ""


def _rests_on(passages: tuple[Passage, ...]) -> str:
    """List the lines of the source document and the documents that passages rest on."""
    rows = []
    for passage in passages:
        rests = [to_address(one) if _is_address(one) else escape(one) for one in passage.sources]
        if passage.lines:
            rests.insert(0, f"line{'s' * (len(passage.lines) > 1)} {_runs(passage.lines)}")
        if rests and passage.kind != "footnote":
            label = escape(describe(passage.label))
            rows.append(f'<tr><td class="quiet">{label}</td><td>{"; ".join(rests)}</td></tr>')
    if not rows:
        return ""
    said = "Lines are those of the press report of July 2024 that the library was written from."
    return f'<h4>What the passages rest on</h4>{paragraph(said)}<table cellpadding="4">{"".join(rows)}</table>'  # noqa: E501


def _is_address(words: str) -> bool:
    from db.address import is_label

    return is_label(words.rpartition(" ")[2]) and words.count(" ") == 1


def _runs(numbers: tuple[int, ...]) -> str:
    """Write numbers with their runs drawn together: `5–8, 12`."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and runs[-1][-1] == number - 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return ", ".join("–".join(map(str, run)) for run in runs)
