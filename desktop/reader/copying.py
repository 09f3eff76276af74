"""Words with where they are from: quotation marks only around words that are somebody's own."""

from db import address, cite
from db.models import Anchor, Edition, Voice

_NOT_VERBATIM: dict[Voice, str] = {"digest": "study digest of ", "reported": "as reported in "}


def with_citation(edition: Edition, anchor: Anchor) -> str:
    """Return the anchored words (or the whole paragraph) with their citation.

    A digest or a reported passage is never put in quotation marks.
    """
    passage = next((p for p in edition.passages if p.label == anchor.label), None)
    if passage is None:
        return ""
    words = anchor.quote or passage.text
    where = cite.cite(address.Address(edition.key.document, anchor.label))
    if passage.voice in _NOT_VERBATIM:
        return f"{words} ({_NOT_VERBATIM[passage.voice]}{where})"
    return f"“{words}” ({where})"
