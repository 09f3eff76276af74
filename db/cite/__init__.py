"""An address, or a range of paragraphs, as a citation in each style that is known."""

from db.address import Address
from db.cite.citation import Citation
from db.cite.records import RECORDS
from db.cite.source import Source, bare_source, source_of
from db.cite.styles import WRITTEN
from db.errors import UsageError

__all__ = ["NAMES", "STYLES", "Citation", "Source", "citation", "cite", "source_of"]

NAMES = {
    "un": "UN",
    "oscola": "OSCOLA",
    "bluebook": "Bluebook",
    "aglc": "AGLC",
    "plain": "Plain words",
}
"""The styles that are read, as the desk names them."""

STYLES = (*WRITTEN, *RECORDS)
"""Every style, the formats that programs read included."""


def cite(
    address: Address, style: str = "un", *, last: str = "", source: Source | None = None
) -> str:
    """Write an address as a citation: `A/RES/78/311, para. 6 (a)`; raises UsageError.

    `last` is the label where a range ends; `source` is what is known of the document.
    """
    if write := RECORDS.get(style):
        return write(source or bare_source(address), address.label, last)
    return citation(address, style, last=last, source=source).text


def citation(
    address: Address, style: str = "un", *, last: str = "", source: Source | None = None
) -> Citation:
    """Write an address in a style that is read, italics included; raises UsageError."""
    if (write := WRITTEN.get(style)) is None:
        known = ", ".join(STYLES)
        raise UsageError(f"There is no citation style “{style[:40]}”. Known styles: {known}.")
    return write(source or bare_source(address), address.label, last)
