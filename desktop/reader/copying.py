"""What is selected on a page, in the words of its passages."""

from PySide6.QtGui import QTextBlock, QTextCursor

from db import text
from db.cite.quotation import Chosen
from desktop.reader.page import Page


def chosen_of(page: Page, cursor: QTextCursor, current: str) -> list[Chosen]:
    """Return the selected words passage by passage; without any the current paragraph, whole."""
    if not cursor.hasSelection():
        index = page.index_of(current) if current else None
        if index is None:
            return []
        passage = page.places[index].passage
        return [Chosen(passage, 0, len(passage.text))]
    begin, end = cursor.selectionStart(), cursor.selectionEnd()
    found = []
    for index in range(page.at(begin) or 0, (page.at(end) or 0) + 1):
        if index >= len(page.places) or end <= page.places[index].start:
            continue
        passage = page.places[index].passage
        first, after = page.offset(index, begin), page.offset(index, end)
        if passage.text[first:after].strip():
            found.append(Chosen(passage, first, after))
    return found


def words_of(page: Page, cursor: QTextCursor) -> str:
    """Return the selected text, a line a block: passages as they are stored, the rest as shown."""
    begin, end = cursor.selectionStart(), cursor.selectionEnd()
    lines = []
    block = page.document.findBlock(begin)
    while block.isValid() and block.position() <= end:
        lines.append(_of_block(page, block, begin, end))
        block = block.next()
    return "\n".join(lines)


def _of_block(page: Page, block: QTextBlock, begin: int, end: int) -> str:
    start = block.position()
    shown = block.text()
    first = text.from_utf16(shown, max(0, begin - start))
    after = text.from_utf16(shown, max(0, end - start))
    index = page.at(start)
    if index is None or page.places[index].block != block.blockNumber():
        return shown[first:after]
    place = page.places[index]
    lead = shown[: text.from_utf16(shown, place.start - start)]
    return (lead + place.passage.text)[first:after]
