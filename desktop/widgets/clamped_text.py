"""Text for delegates: set in a few lines at most, words marked, the rest an ellipsis.

Offsets are code points, as everywhere outside Qt; widths and heights are pixels.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

from db.text import from_utf16, to_utf16

Marks = Sequence[tuple[int, int]]
ELLIPSIS = "…"
_NEARLY = 6
"""So few characters that do not fit beside an ellipsis may fit without it."""


def line_height(font: QFont) -> float:
    """Return the distance of two lines, a little wider than the font's own."""
    return round(QFontMetricsF(font).height() * 1.12)


@dataclass(frozen=True, slots=True)
class SetText:
    """A text that was set; `shown` code points of it are there, an ellipsis follows if `cut`."""

    layout: QTextLayout
    shown: int
    cut: bool
    rtl: bool
    room: float
    """How long the ellipsis is."""

    @property
    def lines(self) -> int:
        """How many lines there are."""
        return self.layout.lineCount()

    def draw(self, painter: QPainter, at: QPointF) -> None:
        """Paint the text with its upper left corner at a point, in the painter's colour."""
        self.layout.draw(painter, at)
        if not self.cut:
            return
        line = self.layout.lineAt(self.lines - 1)
        words = line.naturalTextRect()
        left = words.left() - self.room if self.rtl else words.right()
        painter.setFont(self.layout.font())
        painter.drawText(at + QPointF(left, line.y() + line.ascent()), ELLIPSIS)


@dataclass(frozen=True, slots=True)
class Clamp:
    """The room for a text: `most` lines of `width`, from right to left with `rtl`.

    `mark_format` is laid over the marked words.
    """

    font: QFont
    width: float
    most: int = 2
    mark_format: QTextCharFormat | None = None
    rtl: bool = False

    def set(self, text: str, marks: Marks = ()) -> SetText:
        """Set a text, ready to draw; where it is too long it ends with an ellipsis."""
        room = QFontMetricsF(self.font).horizontalAdvance(ELLIPSIS)
        whole = len(text.rstrip())
        layout = self._lay_out(text, marks, room)
        shown = from_utf16(text, _end(layout))
        if shown < whole <= shown + _NEARLY:
            full = self._lay_out(text, marks, 0)
            if from_utf16(text, _end(full)) >= whole:
                return SetText(full, len(text), False, self.rtl, room)
        return SetText(layout, shown, shown < whole, self.rtl, room)

    def _lay_out(self, text: str, marks: Marks, room: float) -> QTextLayout:
        """Lay out what fits, the last line shorter by `room`."""
        layout = QTextLayout(text, self.font)
        layout.setCacheEnabled(True)  # else it is shaped anew whenever it is drawn
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if self.rtl:
            option.setTextDirection(Qt.LayoutDirection.RightToLeft)
            option.setAlignment(Qt.AlignmentFlag.AlignRight)
        layout.setTextOption(option)
        if marks and self.mark_format is not None:
            layout.setFormats([_range(text, start, end, self.mark_format) for start, end in marks])
        height = line_height(self.font)
        layout.beginLayout()
        for number in range(self.most):
            line = layout.createLine()
            if not line.isValid():
                break
            less = room if number == self.most - 1 else 0.0
            line.setLineWidth(max(1.0, self.width - less))
            line.setPosition(QPointF(less if self.rtl else 0.0, number * height))
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
