"""The faces of other scripts, which Qt loads with the first letter that is set in them.

That takes half a frame a face: it is done before the first hit is painted, a face at a time.
"""

from collections.abc import Collection, Generator

from PySide6.QtGui import QFont, QTextLayout

from desktop.widgets.row_paint import smaller

_LETTERS = {"ar": "\u0628", "zh": "\u7528", "ru": "\u044f"}


def loading(font: QFont, languages: Collection[str]) -> Generator[None, None, None]:
    """Set a letter in the script of each language: plain, as marked and small, a step each."""
    marked = QFont(font)
    marked.setBold(True)
    for language in sorted(_LETTERS.keys() & languages):
        for face in (font, marked, smaller(font)):
            yield
            layout = QTextLayout(_LETTERS[language], face)
            layout.beginLayout()
            layout.createLine()
            layout.endLayout()
