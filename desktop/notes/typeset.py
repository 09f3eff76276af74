"""A few lines of text as painted on cards: wrapped, cut after so many lines, on a highlight."""

import unicodedata
from math import ceil, floor

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from db.text import from_utf16

LEADING = 2.0
"""Pixels between two lines."""

_LINE_END = "\u2028"
_Underline = QTextCharFormat.UnderlineStyle


def _begins_right_to_left(text: str) -> bool:
    """Tell the direction of a text by its first letter, as the Unicode algorithm does."""
    for char in text:
        if (kind := unicodedata.bidirectional(char)) in {"L", "R", "AL"}:
            return kind != "L"
    return False


class Lines:
    """A text set in a width (pixels), at most `most` lines of it, the last one ending in `…`."""

    def __init__(
        self,
        text: str,
        font: QFont,
        width: float,
        most: int,
        underlined: QTextCharFormat.UnderlineStyle = _Underline.NoUnderline,
    ) -> None:
        self._font, self._width = font, max(width, 1.0)
        self._underlined = underlined
        self.text = text.replace("\n", _LINE_END)
        self._layout = self._set(most)
        if (rest := self._rest()) is not None:
            self.text = self._shortened(rest)
            self._layout = self._set(most)
        last = self._layout.lineAt(self._layout.lineCount() - 1)
        self.height = last.y() + last.height() if self._layout.lineCount() else 0.0

    @property
    def cut(self) -> bool:
        """Whether the text did not fit."""
        return self.text.endswith("…")

    @property
    def count(self) -> int:
        """How many lines there are."""
        return self._layout.lineCount()

    def draw(
        self, painter: QPainter, at: QPointF, color: QColor, background: QColor | None = None
    ) -> None:
        """Paint the lines with their upper left corner at a point, on a background or none."""
        if background is not None:
            for number in range(self._layout.lineCount()):
                line = self._layout.lineAt(number)
                words = line.naturalTextRect().translated(at)
                left, right = floor(words.left()) - 2, ceil(words.right()) + 2
                top = floor(at.y() + line.y() - LEADING / 2)
                bottom = floor(at.y() + line.y() + line.height() + LEADING / 2)
                painter.fillRect(left, top, right - left, bottom - top, background)
        painter.setPen(color)
        self._layout.draw(painter, at)

    def _set(self, most: int) -> QTextLayout:
        layout = QTextLayout(self.text, self._font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if _begins_right_to_left(self.text):
            option.setTextDirection(Qt.LayoutDirection.RightToLeft)
            option.setAlignment(Qt.AlignmentFlag.AlignRight)
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        if self._underlined != _Underline.NoUnderline:
            whole = QTextLayout.FormatRange()
            whole.start, whole.length = 0, len(self.text) * 2
            whole.format.setUnderlineStyle(self._underlined)
            layout.setFormats([whole])
        layout.beginLayout()
        top = 0.0
        while layout.lineCount() < most and (line := layout.createLine()).isValid():
            line.setLineWidth(self._width)
            line.setPosition(QPointF(0, top))
            top += line.height() + LEADING
        layout.endLayout()
        return layout

    def _rest(self) -> int | None:
        """Return where the last line begins (UTF-16), None where all of the text is set."""
        if not self._layout.lineCount():
            return None
        last = self._layout.lineAt(self._layout.lineCount() - 1)
        units = len(self.text.encode("utf-16-le", "surrogatepass")) // 2
        return last.textStart() if last.textStart() + last.textLength() < units else None

    def _shortened(self, rest: int) -> str:
        start = from_utf16(self.text, rest)
        line = self.text[start:].split(_LINE_END)[0].rstrip()
        metrics = QFontMetricsF(self._font)
        return self.text[:start] + metrics.elidedText(
            f"{line}…" if start + len(line) < len(self.text) else line,
            Qt.TextElideMode.ElideRight,
            self._width - 2,
        )
