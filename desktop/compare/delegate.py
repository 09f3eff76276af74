"""How a pair is painted: where it stands, what became of it, and both texts with their changes."""

from collections import OrderedDict

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    QSizeF,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from db.library.compare import Pair
from db.models import RIGHT_TO_LEFT
from desktop.compare.rows import Fold, Row, RowRole, became, where
from desktop.theme import Theme, reader_font
from desktop.widgets.clamped_text import Clamp, SetText
from desktop.widgets.row_paint import paint_row, smaller

_Index = QModelIndex | QPersistentModelIndex
_SIDE, _ABOVE, _GAP, _HEAD = 16, 10, 24, 22
_STACKED = 560
"""Pixels; below this width the two texts stand one under the other."""
_KEPT = 300
"""So many rows are kept laid out."""
_ENDLESS = 100_000


class _Set:
    """A row as it is laid out at a width: its texts and where each begins."""

    def __init__(self, texts: list[tuple[QPointF, SetText]], height: float) -> None:
        self.texts, self.height = texts, height


class PairDelegate(QStyledItemDelegate):
    """Paints pairs of paragraphs side by side, or one under the other where it is narrow."""

    def __init__(self, theme: Theme, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rtl = language in RIGHT_TO_LEFT
        self._font = reader_font(language, 16)
        self._made: OrderedDict[tuple[int, int], _Set] = OrderedDict()

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        self._theme = theme
        self._made.clear()

    def forget(self) -> None:
        """Lay everything out anew: the rows are others."""
        self._made.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Overrides QStyledItemDelegate.sizeHint."""
        view = option.widget
        width = view.viewport().width() if view is not None else option.rect.width()  # type: ignore[attr-defined]
        row: Row = index.data(RowRole)
        if isinstance(row, Fold):
            return QSize(width, 34)
        return QSizeF(width, self._set(row, width).height + 2 * _ABOVE + _HEAD).toSize()

    def _set(self, pair: Pair, width: int) -> _Set:
        key = id(pair), width
        if (made := self._made.get(key)) is None:
            made = self._made[key] = self._lay_out(pair, width)
            if len(self._made) > _KEPT:
                self._made.popitem(last=False)
        return made

    def _lay_out(self, pair: Pair, width: int) -> _Set:
        room = width - 2.0 * _SIDE
        left, right = pair.left, pair.right
        if pair.outcome == "same" and right is not None:
            return _stacked([self._text(right.text, [], room)])
        gone = [change.left for change in pair.changes]
        new = [change.right for change in pair.changes]
        if width < _STACKED:
            texts = [self._text(left.text, gone, room, removed=True)] if left else []
            texts += [self._text(right.text, new, room)] if right else []
            return _stacked(texts)
        column = (room - _GAP) / 2
        beside = column + _GAP
        starts = (beside, 0.0) if self._rtl else (0.0, beside)
        made = []
        if left:
            text = self._text(left.text, gone, column, removed=True)
            made.append((QPointF(starts[0], 0), text))
        if right:
            made.append((QPointF(starts[1], 0), self._text(right.text, new, column)))
        return _Set(made, max((_height(text) for _, text in made), default=0.0))

    def _text(
        self, words: str, marks: list[tuple[int, int]], width: float, *, removed: bool = False
    ) -> SetText:
        form = QTextCharFormat()
        form.setBackground(self._theme.color("pink" if removed else "green"))
        form.setForeground(self._theme.color("text"))
        form.setFontStrikeOut(removed)
        form.setFontUnderline(not removed)
        return Clamp(self._font, width, _ENDLESS, form, self._rtl).set(words, marks)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Overrides QStyledItemDelegate.paint."""
        row: Row = index.data(RowRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_row(painter, option, self._theme)
        rect = QRectF(option.rect).adjusted(_SIDE, _ABOVE, -_SIDE, -_ABOVE)
        if isinstance(row, Fold):
            self._paint_fold(painter, QRectF(option.rect), option.font, row)
        else:
            self._paint_head(painter, rect, option.font, row)
            painter.setPen(self._theme.color("text"))
            for at, text in self._set(row, option.rect.width()).texts:
                text.draw(painter, rect.topLeft() + at + QPointF(0, _HEAD))
        painter.restore()

    def _paint_head(self, painter: QPainter, rect: QRectF, font: QFont, pair: Pair) -> None:
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        line = QRectF(rect.left(), rect.top() - 4, rect.width(), _HEAD)
        side = Qt.AlignmentFlag.AlignRight if self._rtl else Qt.AlignmentFlag.AlignLeft
        painter.setFont(bold)
        painter.setPen(self._theme.color("accent"))
        painter.drawText(line, side | Qt.AlignmentFlag.AlignVCenter, where(pair))
        room = QFontMetricsF(bold).horizontalAdvance(where(pair)) + 12
        line = line.adjusted(0, 0, -room, 0) if self._rtl else line.adjusted(room, 0, 0, 0)
        painter.setFont(smaller(font))
        painter.setPen(self._theme.color("muted"))
        painter.drawText(line, side | Qt.AlignmentFlag.AlignVCenter, became(pair))

    def _paint_fold(self, painter: QPainter, rect: QRectF, font: QFont, fold: Fold) -> None:
        painter.setFont(smaller(font))
        painter.setPen(self._theme.color("muted"))
        words = f"{len(fold.pairs)} unchanged paragraphs"
        wide = QFontMetricsF(painter.font()).horizontalAdvance(words) / 2 + 16
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)
        painter.setPen(self._theme.color("border"))
        middle = rect.center()
        for begin, end in (
            (rect.left() + _SIDE, middle.x() - wide), (middle.x() + wide, rect.right() - _SIDE)
        ):  # fmt: skip
            painter.drawLine(QPointF(begin, middle.y()), QPointF(end, middle.y()))


def _height(text: SetText) -> float:
    layout: QTextLayout = text.layout
    if not layout.lineCount():
        return 0.0
    last = layout.lineAt(layout.lineCount() - 1)
    return last.y() + last.height()


def _stacked(texts: list[SetText]) -> _Set:
    made, top = [], 0.0
    for text in texts:
        made.append((QPointF(0, top), text))
        top += _height(text) + 8
    return _Set(made, max(0.0, top - 8))
