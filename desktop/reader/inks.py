"""The colours of a page's words: running text has the palette's, the rest are named tokens."""

from collections.abc import Generator

from PySide6.QtGui import (
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from desktop.theme import Theme

INK = QTextFormat.Property.UserProperty.value + 1
"""The property of a format that names its token."""
_TEXT = "text"


def ink(form: QTextCharFormat, token: str, theme: Theme) -> None:
    """Give words the colour of a token; that of the running text is left to the palette."""
    if token != _TEXT:
        form.setProperty(INK, token)
        form.setForeground(theme.color(token))


def recoloring(
    document: QTextDocument, theme: Theme, first: int = 0
) -> Generator[None, None, None]:
    """Change the words that have a token to another theme, block by block from number `first`."""
    for number in (*range(first, document.blockCount()), *range(first)):
        _recolor(document.findBlockByNumber(number), theme)
        yield


def _recolor(block: QTextBlock, theme: Theme) -> None:
    inked = [
        (block.position() + part.start, part.length, token)
        for part in block.textFormats()
        if (token := part.format.property(INK))
    ]
    if not inked:
        return
    cursor = QTextCursor(block)
    cursor.beginEditBlock()
    for position, length, token in inked:
        cursor.setPosition(position)
        cursor.setPosition(position + length, QTextCursor.MoveMode.KeepAnchor)
        form = QTextCharFormat()
        form.setForeground(theme.color(token))
        cursor.mergeCharFormat(form)
    cursor.endEditBlock()
