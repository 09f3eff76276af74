"""The works that are cited, each once: a list in a style that is read, or records for programs."""

import json
import re
from collections.abc import Sequence

from db.address import Address
from db.cite import STYLES, citation
from db.cite.quotation import Quotation
from db.cite.records import RECORDS, csl_item
from db.cite.source import Source
from db.errors import UsageError

SUFFIXES = {"csl-json": ".json", "ris": ".ris", "bibtex": ".bib", "biblatex": ".bib"}
"""The endings of files of records; lists that are read are plain text."""

_KEY = re.compile(r"(?<=\{)[a-z0-9-]+(?=,)")


def works(sources: Sequence[Source], style: str = "un") -> Quotation:
    """List what is cited, each document once; raises UsageError for an unknown style.

    Lists that are read are in the order of the alphabet; records keep the order given.
    """
    if style not in STYLES:
        known = ", ".join(STYLES)
        raise UsageError(f"There is no citation style “{style[:40]}”. Known styles: {known}.")
    once = list({source.id: source for source in reversed(sources)}.values())[::-1]
    if style in RECORDS:
        text = _records(once, style)
        return Quotation(text, "")
    said = [citation(Address(one.id), style, source=one) for one in once]
    said.sort(key=lambda one: one.text.casefold())
    return Quotation(
        "\n".join(one.text for one in said), "".join(f"<p>{one.html}</p>" for one in said)
    )


def _records(sources: Sequence[Source], style: str) -> str:
    if style == "csl-json":
        return json.dumps([csl_item(one) for one in sources], ensure_ascii=False, indent=2)
    written = [RECORDS[style](one, "", "") for one in sources]
    return "\n\n".join(written if style == "ris" else _with_keys_apart(written))


def _with_keys_apart(entries: Sequence[str]) -> list[str]:
    """Number keys that are the same: a program reading them would keep only one entry."""
    seen: dict[str, int] = {}
    made = []
    for entry in entries:
        found = _KEY.search(entry)
        key = found[0] if found else ""
        seen[key] = seen.get(key, 0) + 1
        made.append(_KEY.sub(f"{key}-{seen[key]}", entry, count=1) if seen[key] > 1 else entry)
    return made
