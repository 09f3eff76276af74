"""The lines of the outline as they are painted: each set once, and drawn as it was set."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QPainter, QStaticText, QTextOption
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.theme import Theme
from desktop.widgets.row_paint import paint_row

_SIDE, _BETWEEN = 4, 4
"""Pixels before a line's check and after its words, and between the two."""
_MOST_KEPT = 2000
_Index = QModelIndex | QPersistentModelIndex


class OutlineDelegate(QStyledItemDelegate):
    """Paints a line's check and its words in one line, cut at the end where they are too long.

    Qt measures, cuts and shapes the words of a line at each painting, three times over; that took
    longer than the page beside it.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self._font = QFont()
        self._set: dict[tuple[str, int], QStaticText] = {}

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Overrides QStyledItemDelegate.paint."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_row(painter, option, self.theme)
        rect, size = option.rect, option.decorationSize
        left = rect.left() + _SIDE
        icon = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(icon, QIcon) and not icon.isNull():
            top = rect.top() + (rect.height() - size.height()) // 2
            icon.paint(painter, QRect(left, top, size.width(), size.height()))
            left += size.width() + _BETWEEN
        words = self.words(index.data(), rect.right() - _SIDE - left, option.font)
        painter.setFont(option.font)
        painter.setPen(self.theme.color("text"))
        below = (rect.height() - words.size().height()) / 2
        painter.drawStaticText(QPointF(left, rect.top() + below), words)
        painter.restore()

    def words(self, text: str, room: int, font: QFont) -> QStaticText:
        """Return words as they fit into so many pixels."""
        if font != self._font or len(self._set) > _MOST_KEPT:
            self._font = QFont(font)
            self._set.clear()
        if (made := self._set.get((text, room))) is None:
            cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room)
            made = self._set[text, room] = QStaticText(cut)
            made.setTextFormat(Qt.TextFormat.PlainText)
            along = QTextOption()
            along.setTextDirection(Qt.LayoutDirection.LeftToRight)
            along.setWrapMode(QTextOption.WrapMode.NoWrap)
            made.setTextOption(along)
            made.prepare(font=font)
        return made
