"""Citations that programs read: CSL-JSON, RIS, BibTeX and BibLaTeX, each with the pinpoint.

CSL-JSON follows csl-data.json and csl-citation.json (citationstyles.org, 1.0.2); there is no type
for a resolution, which Zotero's Statute, `legislation`, stands for. RIS tags are those Zotero reads
and writes for each type.
"""

import json
import re
from typing import Any

from db.cite import pinpoint as places
from db.cite.source import Source
from db.dates import MONTHS, date_parts

_LANGUAGES = {"ar": "arabic", "en": "english", "es": "spanish", "fr": "french", "ru": "russian",
              "zh": "chinese"}  # fmt: skip


def csl_item(source: Source) -> dict[str, Any]:
    """Return a document as a CSL item, without the pinpoint, which belongs to a citation of it."""
    kinds = {"resolution": "legislation", "statement": "speech", "press-report": "webpage"}
    item: dict[str, Any] = {
        "id": source.id,
        "type": kinds.get(source.kind, "document"),
        "title": source.title or source.symbol or source.id,
        "author": [{"literal": name}] if (name := _author(source)) else [],
        "number": source.symbol or source.verbatim,
        "issued": {"date-parts": [list(parts)]} if (parts := date_parts(source.date)) else {},
        "event-title": _event(source) if source.kind == "statement" else "",
        "language": source.language,
        "URL": source.url,
    }
    return {name: value for name, value in item.items() if value}


def _author(source: Source) -> str:
    if source.symbol and source.body:
        return f"United Nations, {source.body}"
    return source.speaker or ("Resolute" if source.kind == "background" else "")


def _event(source: Source) -> str:
    session = f"session {source.session}" if source.session else ""
    return ", ".join(filter(None, [source.body, session, source.meeting]))


def csl_json(source: Source, first: str, last: str) -> str:
    """Write a list of one item, as reference managers import it; a pinpoint makes it a citation.

    With a pinpoint it is an object of csl-citation.json whose one citation item brings its data.
    """
    item = csl_item(source)
    if not first:
        return json.dumps([item], ensure_ascii=False, indent=2)
    label, locator = places.locator(first, last)
    cited = {"id": source.id, "itemData": item, "locator": locator, "label": label}
    citation = {
        "schema": "https://resource.citationstyles.org/schema/latest/input/json/csl-citation.json",
        "citationID": _key(source, first),
        "citationItems": [cited],
    }
    return json.dumps(citation, ensure_ascii=False, indent=2)


def ris(source: Source, first: str, last: str) -> str:
    """Write one RIS record; the pinpoint is a note, for no tag of a statute means a paragraph."""
    kinds = {"resolution": "STAT", "statement": "HEAR", "press-report": "ELEC"}
    year, *rest = date_parts(source.date) or (0,)
    lines = [
        ("TI", source.title or source.symbol or source.id),
        ("AU", _author(source)),
        ("DA", "/".join([f"{year}", *(f"{part:02}" for part in rest)]) + "/" if year else ""),
        ("PY", f"{year}" if year else ""),
        ("M1", source.symbol or source.verbatim),
        ("ET", source.session),
        ("OP", ", ".join(filter(None, [source.draft, source.meeting, source.vote]))),
        ("LA", source.language),
        ("N1", _pinpoint(source, first, last)),
        ("ST", source.symbol),
        ("UR", source.url),
    ]
    kind = kinds.get(source.kind, "GEN")
    body = [f"{tag}  - {_one_line(value)}" for tag, value in lines if value]
    return "\n".join([f"TY  - {kind}", *body, "ER  - "])


def _pinpoint(source: Source, first: str, last: str) -> str:
    said = places.pinpoint(first, last, places.UN) if first else ""
    return said if source.own_numbers or not said else f"study edition, {said}"


def _one_line(value: str) -> str:
    return " ".join(value.split())


def bibtex(source: Source, first: str, last: str) -> str:
    """Write a BibTeX entry: `@misc`, since BibTeX has no type for a resolution."""
    year, *rest = date_parts(source.date) or (0,)
    fields = _fields(source, first, last)
    fields["howpublished"] = f"{{{_tex(_event(source))}}}" if source.kind == "statement" else ""
    fields["year"] = f"{{{year}}}" if year else ""
    fields["month"] = MONTHS[rest[0] - 1][:3].lower() if rest else ""
    return _entry("misc", source, fields)


def biblatex(source: Source, first: str, last: str) -> str:
    """Write a BibLaTeX entry: `@legislation` for a resolution, as Zotero does."""
    kinds = {"resolution": "legislation", "press-report": "online"}
    fields = _fields(source, first, last)
    fields["eventtitle"] = f"{{{_tex(_event(source))}}}" if source.kind == "statement" else ""
    fields["date"] = f"{{{source.date}}}" if date_parts(source.date) else ""
    fields["langid"] = f"{{{known}}}" if (known := _LANGUAGES.get(source.language)) else ""
    return _entry(kinds.get(source.kind, "misc"), source, fields)


def _fields(source: Source, first: str, last: str) -> dict[str, str]:
    author = _author(source).replace("United Nations, ", "United Nations ")
    note = _pinpoint(source, first, last)
    return {
        "author": f"{{{{{_tex(author)}}}}}" if author else "",
        "title": f"{{{{{_tex(source.title or source.symbol or source.id)}}}}}",
        "number": f"{{{_tex(number)}}}" if (number := source.symbol or source.verbatim) else "",
        "note": f"{{{_tex(note)}}}" if note else "",
        "url": f"{{{source.url}}}" if source.url else "",
    }


def _entry(kind: str, source: Source, fields: dict[str, str]) -> str:
    body = "".join(f"  {name} = {value},\n" for name, value in fields.items() if value)
    return f"@{kind}{{{_key(source)},\n{body}}}"


def _key(source: Source, place: str = "") -> str:
    """Return a key of letters, figures and hyphens, which every program takes."""
    words = f"{source.symbol or source.id} {place}"
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-") or "document"


_TEX = {
    **{char: f"\\{char}" for char in "&%_#$"},
    "{": "\\{", "}": "\\}", "\\": "\\textbackslash{}", "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
}  # fmt: skip


def _tex(value: str) -> str:
    return "".join(_TEX.get(char, char) for char in _one_line(value))


RECORDS = {"csl-json": csl_json, "ris": ris, "bibtex": bibtex, "biblatex": biblatex}
"""The formats that programs read, by the name the command line knows."""
