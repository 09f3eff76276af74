"""The paragraphs of a text under review, as a model, and how a row is painted."""

from collections import OrderedDict
from functools import partial

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from db.address import describe
from db.models import RIGHT_TO_LEFT, Passage
from db.review.draft import Draft
from desktop.theme import Theme, reader_font
from desktop.widgets.clamped_text import Clamp, SetText, line_height
from desktop.widgets.row_paint import paint_row, smaller

_Index = QModelIndex | QPersistentModelIndex
RowRole = Qt.ItemDataRole.UserRole
PageRole = Qt.ItemDataRole.UserRole + 1
_SIDE, _ABOVE, _GUTTER, _GAP = 12, 7, 74, 12
_MOST_LINES = 8
_KEPT = 400
"""So many rows are kept laid out."""


class ParagraphModel(QAbstractListModel):
    """A draft's paragraphs in order; `PageRole` is the page where another one begins, else 0."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.draft: Draft | None = None

    def show(self, draft: Draft) -> None:
        """Show a draft as it is now."""
        self.beginResetModel()
        self.draft = draft
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Overrides QAbstractListModel.rowCount."""
        return 0 if parent.isValid() or self.draft is None else len(self.draft.passages)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Overrides QAbstractListModel.data."""
        if not index.isValid() or self.draft is None:
            return None
        one = self.draft.passages[index.row()]
        if role == RowRole:
            return one
        if role == PageRole:
            return self._page_begun(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return one.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{describe(one.label)}, {one.kind}. {one.text}"
        return None

    def _page_begun(self, row: int) -> int:
        pages = self.draft.pages if self.draft is not None else ()
        page = pages[row]
        return page if page and (row == 0 or pages[row - 1] != page) else 0


class ParagraphDelegate(QStyledItemDelegate):
    """Paints a paragraph: its label and kind before it, the page where one begins."""

    def __init__(self, theme: Theme, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._rtl = language in RIGHT_TO_LEFT
        self._font = reader_font(language, 15)
        self._made: OrderedDict[tuple[str, int], SetText] = OrderedDict()

    def _set(self, one: Passage, width: int) -> SetText:
        key = one.text, width
        if (made := self._made.get(key)) is None:
            room = max(80, width - 2 * _SIDE - _GUTTER - _GAP)
            made = self._made[key] = Clamp(self._font, room, _MOST_LINES, None, self._rtl).set(
                one.text
            )
            if len(self._made) > _KEPT:
                self._made.popitem(last=False)
        return made

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Overrides QStyledItemDelegate.sizeHint."""
        view = option.widget
        width = view.viewport().width() if view is not None else option.rect.width()  # type: ignore[attr-defined]
        text = self._set(index.data(RowRole), width)
        small = line_height(smaller(option.font))
        last = text.layout.lineAt(max(0, text.lines - 1))
        high = max(last.y() + last.height(), line_height(option.font) + small)
        return QSize(0, round(2 * _ABOVE + high + (small if index.data(PageRole) else 0)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Overrides QStyledItemDelegate.paint."""
        one: Passage = index.data(RowRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_row(painter, option, self.theme)
        room = QRectF(option.rect).adjusted(_SIDE, _ABOVE, -_SIDE, -_ABOVE)
        small = smaller(option.font)
        write = partial(self._write, painter)
        if page := index.data(PageRole):
            write(QRectF(room.left(), room.top(), room.width(), line_height(small)), small,
                  "muted", f"Page {page}", far=not self._rtl)  # fmt: skip
            room.setTop(room.top() + line_height(small))
        strong = QFont(option.font)
        strong.setWeight(QFont.Weight.DemiBold)
        gutter = QRectF(room.left(), room.top(), _GUTTER, line_height(strong))
        text_left = room.left() + _GUTTER + _GAP
        if self._rtl:
            gutter.moveRight(room.right())
            text_left = room.left()
        write(gutter, strong, "accent", one.label, far=self._rtl)
        gutter.translate(0, gutter.height())
        write(gutter, small, "muted", one.kind, far=self._rtl)
        painter.setPen(self.theme.color("text"))
        self._set(one, option.rect.width()).draw(painter, QPointF(text_left, room.top()))
        painter.restore()

    def _write(
        self, painter: QPainter, room: QRectF, font: QFont, token: str, words: str, *, far: bool
    ) -> None:
        side = Qt.AlignmentFlag.AlignRight if far else Qt.AlignmentFlag.AlignLeft
        painter.setFont(font)
        painter.setPen(self.theme.color(token))
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, words)
