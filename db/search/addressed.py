"""What was typed as an address, `A/RES/78/311 op6` or `op6`: the passages that go before all."""

import sqlite3
from itertools import product

from db.address import parse_address, parse_label
from db.errors import UsageError
from db.search.candidates import HOMES, KIND_ORDER, Found

_ADDRESS_LENGTH = 100
_ADDRESS_SCORE = 2.0
_LAST = chr(0x10FFFF)
_LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")


def addressed(
    connection: sqlite3.Connection,
    text: str,
    document: str | None,
    without: dict[str, list[str]],
) -> list[Found]:
    """Find the passages whose address was typed, the digest before the other editions.

    A document alone stands for the first passage of each of its editions; a label alone for that
    paragraph of every document.
    """
    name, labels = _read_address(text.strip(), document)
    if labels:
        wanted = [f"p.label IN ({','.join('?' * len(labels))})"]
    elif name:
        wanted = ["p.id = (SELECT min(id) FROM {home}.passage WHERE edition = e.id)"]
    else:
        return []
    values = [*labels]
    if name:  # the ranges are what an index finds; it does not know small and large as the same
        begun = _spellings(name[:2])
        ranges = " OR ".join(["e.document BETWEEN ? AND ?"] * len(begun))
        wanted.append(f"({ranges}) AND e.document = ? COLLATE NOCASE")
        values += [*(end for one in begun for end in (one, one + _LAST)), name]
    rows = [
        (_edition_order(kind, language), home, passage)
        for home in HOMES
        for passage, kind, language in connection.execute(
            f"SELECT p.id, e.kind, e.language FROM {home}.edition e CROSS JOIN {home}.passage p"
            f" ON p.edition = e.id WHERE {' AND '.join(wanted + without[home]).format(home=home)}"
            " ORDER BY p.id",
            values,
        )
    ]
    rows.sort(key=lambda row: row[0])
    return [Found(_ADDRESS_SCORE, home, passage) for _, home, passage in rows]


def _spellings(begun: str) -> list[str]:
    """Return the beginning of a name in all its small and large letters, as NOCASE has them."""
    letters = ({char.lower(), char.upper()} if char.isascii() else {char} for char in begun)
    return ["".join(one) for one in product(*letters)]


def _edition_order(kind: str, language: str) -> tuple[int, int]:
    place = _LANGUAGES.index(language) if language in _LANGUAGES else len(_LANGUAGES)
    return KIND_ORDER.get(kind, 2), place


def _read_address(text: str, document: str | None) -> tuple[str, tuple[str, ...]]:
    """Return the document and the labels that were typed, either of them empty."""
    if not text or len(text) > _ADDRESS_LENGTH:
        return "", ()
    readings = (parse_label(text, paragraph="op"), parse_label(text, paragraph="p"))
    labels = tuple(dict.fromkeys(label for label in readings if label))
    numbered = any(char.isdecimal() for label in labels for char in label)
    if numbered and (document is not None or not text.isdecimal()):
        return document or "", labels
    try:
        address = parse_address(text)
    except UsageError:
        return "", ()
    if document is not None and address.document.casefold() != document.casefold():
        return "", ()
    return address.document, (address.label,) if address.label else ()
