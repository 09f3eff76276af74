"""Where words stand in the view of a page: a rectangle for each line they are on."""

from collections.abc import Iterator

from PySide6.QtCore import QRectF

from desktop.reader.page import Page


def line_rects(page: Page, index: int, span: tuple[int, int], scroll: float) -> Iterator[QRectF]:
    """Yield the rectangles of a span (code points) of a passage, in pixels of the viewport.

    `scroll` is how far the text is scrolled down.
    """
    first, last = page.span(index, *span)
    document = page.document
    block = document.findBlock(first)
    origin = document.documentLayout().blockBoundingRect(block).topLeft()
    origin.setY(origin.y() - scroll)
    first, last = first - block.position(), last - block.position()
    layout = block.layout()
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        begin, end = line.textStart(), line.textStart() + line.textLength()
        if begin < last and first < end:
            left, right = sorted(_x(line, at) for at in (max(first, begin), min(last, end)))
            yield QRectF(left, line.y(), right - left, line.height()).translated(origin)


def _x(line: object, at: int) -> float:
    found = line.cursorToX(at)  # type: ignore[attr-defined]
    return float(found[0] if isinstance(found, tuple) else found)
