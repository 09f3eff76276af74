"""What reading a file comes to: a document and the edition that the file holds of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from db.formats import pages
from db.formats.blocks import Block
from db.formats.cover import Cover
from db.models import Document, Edition


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document that was read, and the edition the file holds."""

    document: Document
    edition: Edition


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of a text beside its paragraphs; `masthead` are lines outside of the text,
    `remark` is a sentence on how far it can be trusted.
    """

    format: str
    name: str = ""
    title: str = ""
    language: str = ""
    date: str = ""
    masthead: str = ""
    remark: str = ""


def record_of(cover: Cover, source: Source, language: str, closing: str = "") -> dict[str, str]:
    """Return what is known of an edition as its provenance; nothing that is empty."""
    record = {
        "status": f"imported from {source.format}",
        "format": source.format,
        "language": language,
        "symbol": cover.printed,
        "body": cover.body,
        "session": cover.session,
        "agenda_item": cover.agenda_item,
        "adopted": cover.adopted,
        "published": cover.published,
        "draft": cover.draft,
        "formula": cover.formula,
        "closing": closing,
        "remark": source.remark,
    }
    return {key: value for key, value in record.items() if value}


def sample_of(blocks: Sequence[Block]) -> str:
    """Return enough of a text to tell its language by."""
    return "\n".join(block.text for block in blocks[:200])


def with_pages(found: Parsed, blocks: Sequence[Block]) -> Parsed:
    """Write down with which paragraph each page begins, where the blocks know their pages."""
    written = pages.written([(block.page, block.label) for block in blocks])
    if not written:
        return found
    provenance = {**found.edition.provenance, "pages": written}
    return replace(found, edition=found.edition._replace(provenance=provenance))
