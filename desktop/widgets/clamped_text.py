"""Text for delegates: set in a few lines at most, words marked, the rest an ellipsis.

Offsets are code points, as everywhere outside Qt; widths and heights are pixels.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextCharFormat, QTextLayout, QTextOption

from db.text import from_utf16, to_utf16

Marks = Sequence[tuple[int, int]]
ELLIPSIS = "…"


def line_height(font: QFont) -> float:
    """Return the distance of two lines, a little wider than the font's own."""
    return round(QFontMetricsF(font).height() * 1.12)


@dataclass(frozen=True, slots=True)
class Clamp:
    """The room for a text: `most` lines of `width`, from right to left with `rtl`."""

    font: QFont
    width: float
    most: int = 2
    mark_format: QTextCharFormat | None = None
    rtl: bool = False

    def lines(self, text: str) -> int:
        """Tell how many lines a text takes, without setting it where it fits into one."""
        if QFontMetricsF(self.font).horizontalAdvance(text) <= self.width:
            return 1
        return self._set(text).lineCount()

    def shown(self, text: str, marks: Marks = ()) -> int:
        """Tell how much of a text, in code points, there is room for; an ellipsis is counted in."""
        whole = len(text.rstrip())
        if from_utf16(text, _end(self._set(text, marks))) >= whole:
            return len(text)
        room = QFontMetricsF(self.font).horizontalAdvance(ELLIPSIS)
        return from_utf16(text, _end(self._set(text, marks, room)))

    def set(self, text: str, marks: Marks = ()) -> QTextLayout:
        """Set a text, ready to draw, with `mark_format` over its marks."""
        shown = self.shown(text, marks)
        if shown < len(text):
            text = text[:shown].rstrip(" ,;:.") + ELLIPSIS
            last = len(text) - len(ELLIPSIS)
            marks = [(start, min(end, last)) for start, end in marks if start < last]
        return self._set(text, marks)

    def _set(self, text: str, marks: Marks = (), room: float = 0) -> QTextLayout:
        """Set what fits, the last line shorter by `room`."""
        layout = QTextLayout(text, self.font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if self.rtl:
            option.setTextDirection(Qt.LayoutDirection.RightToLeft)
            option.setAlignment(Qt.AlignmentFlag.AlignRight)
        layout.setTextOption(option)
        if marks and self.mark_format is not None:
            layout.setFormats([_range(text, start, end, self.mark_format) for start, end in marks])
        layout.beginLayout()
        for number in range(self.most):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(max(1.0, self.width - (room if number == self.most - 1 else 0)))
            line.setPosition(QPointF(0, number * line_height(self.font)))
        layout.endLayout()
        return layout


def _end(layout: QTextLayout) -> int:
    if not layout.lineCount():
        return 0
    line = layout.lineAt(layout.lineCount() - 1)
    return line.textStart() + line.textLength()


def _range(text: str, start: int, end: int, form: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start = to_utf16(text, start)
    made.length = to_utf16(text, end) - made.start
    made.format = form
    return made
