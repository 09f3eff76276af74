"""How a document is painted: its title in two lines at most, and under it what it is."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from db.models import Document
from desktop.shelf.documents import CurrentRole, DocumentRole, facts
from desktop.theme import Theme
from desktop.widgets.clamped_text import Clamp, line_height
from desktop.widgets.row_paint import paint_row, smaller

_SIDE, _ABOVE, _BETWEEN = 12, 8, 2
_BAR = 3
_Index = QModelIndex | QPersistentModelIndex


class DocumentDelegate(QStyledItemDelegate):
    """Paints documents; the open one has a bold title and a bar before it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Overrides QStyledItemDelegate.sizeHint."""
        document: Document = index.data(DocumentRole)
        font: QFont = option.font
        view = option.widget
        assert isinstance(view, QAbstractItemView)
        width = view.viewport().width() - 2 * _SIDE
        small = smaller(font)
        title = Clamp(_title_font(font, index), width).lines(document.title)
        below = Clamp(small, width).lines(facts(document))
        height = title * line_height(font) + below * line_height(small)
        return QSize(0, round(2 * _ABOVE + _BETWEEN + height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Overrides QStyledItemDelegate.paint."""
        document: Document = index.data(DocumentRole)
        font: QFont = option.font
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_row(painter, option, self.theme)
        if index.data(CurrentRole):
            self._paint_bar(painter, rect)
        inside = rect.adjusted(_SIDE, _ABOVE, -_SIDE, -_ABOVE)
        painter.setPen(self.theme.color("text"))
        title = Clamp(_title_font(font, index), inside.width()).set(document.title)
        title.draw(painter, inside.topLeft())
        painter.setPen(self.theme.color("muted"))
        below = inside.top() + title.lineCount() * line_height(font) + _BETWEEN
        under = Clamp(smaller(font), inside.width()).set(facts(document))
        under.draw(painter, QPointF(inside.left(), below))
        painter.restore()

    def _paint_bar(self, painter: QPainter, rect: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.color("accent"))
        bar = QRectF(rect.left() + 4, rect.top() + _ABOVE, _BAR, rect.height() - 2 * _ABOVE)
        painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)


def _title_font(font: QFont, index: _Index) -> QFont:
    title = QFont(font)
    if index.data(CurrentRole):
        title.setWeight(QFont.Weight.DemiBold)
    return title
