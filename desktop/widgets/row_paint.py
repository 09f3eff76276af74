"""Rows of lists: what lies under their words, the smaller font beside a title, the tip."""

from html import escape

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from desktop.theme import Theme

_CORNER = 6
_SELECTED, _HOVERED = QStyle.StateFlag.State_Selected, QStyle.StateFlag.State_MouseOver
_ONE_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
IN_ONE_LINE = Qt.AlignmentFlag.AlignLeft | _ONE_LINE
"""How the words of a row are drawn that has one line of them."""
AT_THE_END = Qt.AlignmentFlag.AlignRight | _ONE_LINE
"""How what is said at the far end of such a line is drawn."""


def tip(*lines: str) -> str:
    """Return a tool tip of some lines; as rich text, the only kind that Qt wraps."""
    return f"<qt>{'<br>'.join(escape(line) for line in lines if line)}</qt>"


def smaller(font: QFont) -> QFont:
    """Return the font of what is said beside a row's title: a step smaller."""
    small = QFont(font)
    small.setPixelSize(QFontInfo(font).pixelSize() - 1)
    return small


class RowFonts:
    """The fonts of a row's title and of what is said beside it, made once for many rows."""

    def __init__(self, font: QFont) -> None:
        self.plain, self.bold, self.small = QFont(font), QFont(font), smaller(font)
        self.bold.setWeight(QFont.Weight.DemiBold)
        self.of_plain, self.of_bold = QFontMetricsF(self.plain), QFontMetricsF(self.bold)
        self.of_small = QFontMetricsF(self.small)


def paint_row(painter: QPainter, option: QStyleOptionViewItem, theme: Theme) -> None:
    """Paint what lies under a row's words; the row with the keyboard's focus is framed."""
    state = option.state
    chosen = bool(state & _SELECTED)
    if not chosen and not state & _HOVERED:
        return
    rect = QRectF(option.rect).adjusted(1, 1, -1, -1)
    focused = chosen and option.widget is not None and option.widget.hasFocus()
    painter.setPen(QPen(theme.color("accent"), 2) if focused else QPen(theme.tint, 0))
    painter.setBrush(theme.tint)
    painter.drawRoundedRect(rect, _CORNER, _CORNER)
