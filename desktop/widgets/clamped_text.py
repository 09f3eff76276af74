"""Text for delegates: laid out in a few lines at most, words marked, the rest an ellipsis.

Offsets are code points, as everywhere outside Qt; widths and heights are pixels.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextCharFormat, QTextLayout, QTextOption

from db.text import from_utf16, to_utf16

Marks = Sequence[tuple[int, int]]
ELLIPSIS = "…"


def line_height(font: QFont) -> float:
    """Return the distance of two lines, a little wider than the font's own."""
    return round(QFontMetricsF(font).height() * 1.12)


def lines_needed(text: str, font: QFont, width: float, most: int = 2) -> int:
    """Tell how many lines `text` will take, without laying it out where it fits in one."""
    if QFontMetricsF(font).horizontalAdvance(text) <= width:
        return 1
    return _laid_out(text, font, width, most).lineCount()


def characters_shown(text: str, font: QFont, width: float, most: int = 2) -> int:
    """Return how much of `text`, in code points, `most` lines have room for."""
    return from_utf16(text, _end(_laid_out(text, font, width, most)))


def clamped(
    text: str,
    font: QFont,
    width: float,
    most: int = 2,
    *,
    marks: Marks = (),
    mark_format: QTextCharFormat | None = None,
    rtl: bool = False,
) -> QTextLayout:
    """Lay `text` out in at most `most` lines, ready to draw; an ellipsis ends it where it is cut.

    `mark_format` is laid over `marks`; `rtl` sets the text from right to left.
    """
    form = mark_format or QTextCharFormat()
    layout = _laid_out(text, font, width, most, _formats(text, marks, form), rtl)
    if _end(layout) >= to_utf16(text, len(text.rstrip())):
        return layout
    room = QFontMetricsF(font).horizontalAdvance(ELLIPSIS)
    tight = _laid_out(text, font, width, most, _formats(text, marks, form), rtl, room)
    cut = text[: from_utf16(text, _end(tight))].rstrip(" ,;:.") + ELLIPSIS
    kept = [(start, min(end, len(cut) - 1)) for start, end in marks if start < len(cut) - 1]
    return _laid_out(cut, font, width, most, _formats(cut, kept, form), rtl)


def _laid_out(
    text: str,
    font: QFont,
    width: float,
    most: int,
    formats: Sequence[QTextLayout.FormatRange] = (),
    rtl: bool = False,
    room: float = 0,
) -> QTextLayout:
    """Lay out `most` lines, the last one shorter by `room`."""
    layout = QTextLayout(text, font)
    option = QTextOption(Qt.AlignmentFlag.AlignLeading)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    if rtl:
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
    layout.setTextOption(option)
    layout.setFormats(list(formats))
    layout.beginLayout()
    for number in range(most):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(1.0, width - (room if number == most - 1 else 0)))
        line.setPosition(QPointF(0, number * line_height(font)))
    layout.endLayout()
    return layout


def _end(layout: QTextLayout) -> int:
    line = layout.lineAt(layout.lineCount() - 1)
    return line.textStart() + line.textLength() if line.isValid() else 0


def _formats(text: str, marks: Marks, form: QTextCharFormat) -> list[QTextLayout.FormatRange]:
    made = []
    for start, end in marks:
        one = QTextLayout.FormatRange()
        one.start = to_utf16(text, start)
        one.length = to_utf16(text, end) - to_utf16(text, start)
        one.format = form
        made.append(one)
    return made
