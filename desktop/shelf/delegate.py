"""How a document is painted: its title in two lines at most, and under it what it is."""

from typing import Protocol

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.shelf.documents import RowRole
from desktop.theme import Theme
from desktop.widgets.clamped_text import Clamp, line_height
from desktop.widgets.row_paint import paint_row, smaller

_SIDE, _ABOVE, _BETWEEN = 12, 8, 2
_BAR = 3
_Index = QModelIndex | QPersistentModelIndex


class Titled(Protocol):
    """What a row has to say: a title, and facts about it; whether it is the open one."""

    @property
    def title(self) -> str:
        """What stands in its first lines."""

    @property
    def facts(self) -> str:
        """What stands under them."""

    @property
    def current(self) -> bool:
        """Whether it is open now."""


class _Face:
    """A font, and how long (pixels) the texts are that were measured in it."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self._lengths: dict[str, float] = {}

    def lines(self, text: str, room: float) -> int:
        """Tell whether a text takes one line or two; it is measured only once."""
        if (length := self._lengths.get(text)) is None:
            length = self._lengths[text] = QFontMetricsF(self.font).horizontalAdvance(text)
        return 1 if length <= room else 2


class _Faces:
    """The fonts of a row: of its title, of its title where it is the open one, of its facts."""

    def __init__(self, font: QFont) -> None:
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        self.plain, self.bold, self.small = _Face(QFont(font)), _Face(bold), _Face(smaller(font))
        self.high, self.low = line_height(font), line_height(self.small.font)

    def title(self, row: Titled) -> _Face:
        """Return the face of this row's title."""
        return self.bold if row.current else self.plain


class DocumentDelegate(QStyledItemDelegate):
    """Paints documents; the open one has a bold title and a bar before it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._faces: _Faces | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Overrides QStyledItemDelegate.sizeHint."""
        view = option.widget
        assert isinstance(view, QAbstractItemView)
        room = view.viewport().width() - 2 * _SIDE
        faces = self._faces_for(option.font)
        row: Titled = index.data(RowRole)
        title = faces.title(row).lines(row.title, room)
        below = faces.small.lines(row.facts, room)
        height = title * faces.high + below * faces.low
        return QSize(0, round(2 * _ABOVE + _BETWEEN + height))

    def _faces_for(self, font: QFont) -> _Faces:
        if self._faces is None or self._faces.plain.font != font:
            self._faces = _Faces(font)
        return self._faces

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Overrides QStyledItemDelegate.paint."""
        row: Titled = index.data(RowRole)
        faces = self._faces_for(option.font)
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_row(painter, option, self.theme)
        if row.current:
            self._paint_bar(painter, rect)
        inside = rect.adjusted(_SIDE, _ABOVE, -_SIDE, -_ABOVE)
        painter.setPen(self.theme.color("text"))
        title = Clamp(faces.title(row).font, inside.width()).set(row.title)
        title.draw(painter, inside.topLeft())
        painter.setPen(self.theme.color("muted"))
        below = inside.top() + title.lines * faces.high + _BETWEEN
        under = Clamp(faces.small.font, inside.width()).set(row.facts)
        under.draw(painter, QPointF(inside.left(), below))
        painter.restore()

    def _paint_bar(self, painter: QPainter, rect: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.color("accent"))
        bar = QRectF(rect.left() + 4, rect.top() + _ABOVE, _BAR, rect.height() - 2 * _ABOVE)
        painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)
