"""From the texts of a document to its passages, for the formats whose markup does not say.

A resolution is labelled as its official XML is; anything else by its own numbers, or by counting.
"""

import re
from collections.abc import Sequence

from db.errors import NotADocument
from db.formats import cover as covers
from db.formats import numbering
from db.formats.blocks import Block
from db.formats.counted import counted
from db.formats.parsed import Parsed, Source, with_pages
from db.formats.passages import is_heading
from db.formats.resolution import is_resolution, resolution

MOST_PASSAGES = 50_000
LONGEST = 1_000_000
"""Characters a paragraph may have."""


def parsed(blocks: Sequence[Block], source: Source) -> Parsed:
    """Make a document of blocks, all of role body, row, table or note.

    Raises NotADocument where there is nothing to read, or far too much.
    """
    blocks = [block for block in blocks if block.text or block.role in {"table", "annex"}]
    if not any(re.search(r"\w", block.text) for block in blocks):
        raise NotADocument("There is no text in the file.")
    if len(blocks) > MOST_PASSAGES or any(len(block.text) > LONGEST for block in blocks):
        raise NotADocument(
            "The file holds more text than a document has: a paragraph of more than a million "
            f"characters, or more than {MOST_PASSAGES:,} paragraphs. Split it and import the parts."
        )
    found = covers.read_cover([block.text for block in blocks], source.masthead)
    read = resolution if is_resolution(blocks, found) else counted
    return with_pages(read(blocks, found, source), blocks)


def headed(block: Block) -> bool:
    """Tell whether a text is set as a heading, or looks like one."""
    return is_heading(block, numbering.read(block.number) if block.number else ())
