"""The reader's own template for one note: Markdown with fields in braces.

    > {quote}

    {note}

    {citation} · {voice} · {tags} · [open]({link})

A line whose fields are all empty is left out, and so is a part of a line between two ` · `.
Where a value has several lines each gets what stands before it: `> ` quotes them all. `{{` and
`}}` are braces.
"""

import re
from collections.abc import Mapping

from db.errors import UsageError
from db.notes.exchange.entries import Entry
from db.notes.exchange.marked import escaped, safe_body

DEFAULT = """\
> {quote}

{note}

[{citation}]({link}) · {voice} · {color} · {style} · {tags}
"""

FIELDS = {
    "quote": "the words the note is on",
    "note": "what you wrote",
    "citation": "the citation, with its paragraph",
    "voice": "whose words: official text, quoted, reported, study digest",
    "link": "the link back to the place",
    "tags": "the tags",
    "color": "the colour of a highlight, by the name you gave it",
    "meaning": "what you use the colour for",
    "style": "how it is marked: fill, underline, strike, squiggle",
    "folder": "the notebook or the folder of a bookmark",
    "document": "the document's symbol or name",
    "title": "the document's title",
    "address": "document and paragraph, as Resolute writes them",
    "created": "the day it was made",
    "modified": "the day it was last changed",
    "state": "moved or orphan, where it is not in its old place",
}
"""The fields a template may have, and what each stands for."""

MOST = 20_000
"""Characters a template may have."""

_BRACES = re.compile(r"\{\{|\}\}|\{([^{}\n]*)\}|[{}]")
_PART = " · "


def check(template: str) -> None:
    """Raise UsageError, with what to do, where a template cannot be filled in."""
    if len(template) > MOST:
        raise UsageError(f"The template is too long; {MOST:,} characters are enough for one note.")
    if not template.strip():
        raise UsageError("The template is empty. Write at least one field, such as {quote}.")
    for found in _BRACES.finditer(template):
        name = found[1]
        if name is not None and name.strip() not in FIELDS:
            raise UsageError(
                f"There is no field “{{{name[:40]}}}”. Known fields: {', '.join(FIELDS)}."
            )
        if found[0] in "{}":
            raise UsageError(
                "A brace in the template has no partner. Write {{ or }} for a brace itself."
            )


def values(entry: Entry) -> dict[str, str]:
    """Return the fields' values for a note, safe in Markdown."""
    note = entry.note
    said = {
        "quote": "\n\n".join(entry.quotes),
        "citation": entry.citation.text,
        "voice": entry.voice,
        "tags": ", ".join(note.tags),
        "color": entry.looks[0],
        "meaning": entry.meaning.meaning if entry.tells_color else "",
        "style": entry.looks[1],
        "folder": note.folder,
        "document": note.anchor.key.document,
        "title": entry.title,
        "address": note.anchor.address,
        "created": note.created[:10],
        "modified": note.modified[:10],
        "state": "" if note.standing == "anchored" else note.standing,
    }
    plain = {name: escaped(value) for name, value in said.items()}
    return {**plain, "note": safe_body(note.body), "link": entry.link}


def fill(template: str, fields: Mapping[str, str]) -> str:
    """Fill a template that was checked."""
    lines: list[str] = []
    for line in template.splitlines():
        parts = line.split(_PART)
        kept = [part for part in parts if not _is_empty(part, fields)]
        if kept:
            lines += _filled(_PART.join(kept), fields).split("\n")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


def _is_empty(part: str, fields: Mapping[str, str]) -> bool:
    named = [match[1].strip() for match in _BRACES.finditer(part) if match[1] is not None]
    return bool(named) and not any(fields[name].strip() for name in named)


def _filled(line: str, fields: Mapping[str, str]) -> str:
    before = re.match(r"[>\s]*", line)
    again = f"\n{before[0] if before else ''}"

    def value(match: re.Match[str]) -> str:
        if match[1] is None:
            return match[0][0]
        return fields[match[1].strip()].strip("\n").replace("\n", again)

    return _BRACES.sub(value, line)
