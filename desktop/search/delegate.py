"""How a hit is painted: where it stands and who speaks, and two lines with the words marked."""

from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextCharFormat
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from db.models import RIGHT_TO_LEFT, Hit
from desktop.search.hits import Group, GroupRole, HitRole, NameRole
from desktop.search.wording import counted, place, voice
from desktop.theme import Theme
from desktop.widgets.clamped_text import ELLIPSIS, Clamp, SetText, line_height
from desktop.widgets.row_paint import paint_row, smaller

_SIDE, _ABOVE, _BETWEEN, _LINES = 8, 8, 2, 2
_BEFORE = 16
"""How many characters of a snippet are left before its first mark when its beginning is cut."""

_KEPT = 200
"""So many snippets are kept as they were set."""

_Marks = tuple[tuple[int, int], ...]


class HitDelegate(QStyledItemDelegate):
    """Paints hits in rows of one height, and lower ones for the headings of documents."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._made: dict[object, SetText] = {}

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Overrides QStyledItemDelegate.sizeHint."""
        height = line_height(option.font)
        if index.data(GroupRole) is not None:
            return QSize(0, round(2 * _ABOVE + height))
        return QSize(0, round(2 * _ABOVE + _BETWEEN + (1 + _LINES) * height))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Overrides QStyledItemDelegate.paint."""
        hit = index.data(HitRole)
        font: QFont = option.font
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inside = rect.adjusted(_SIDE, _ABOVE, -_SIDE, -_ABOVE)
        if (group := index.data(GroupRole)) is not None:
            self._paint_group(painter, inside, font, group, index.data(NameRole))
            painter.restore()
            return
        paint_row(painter, option, self.theme)
        self._paint_head(painter, inside, font, hit, index.data(NameRole))
        self._paint_snippet(painter, inside, font, hit)
        painter.restore()

    def _paint_group(
        self, painter: QPainter, inside: QRectF, font: QFont, group: Group, name: str
    ) -> None:
        """Paint a document's name over its hits, and how many there are at the far end."""
        small, bold = smaller(font), QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        count = counted(group.count, group.at_least)
        room = inside.width() - QFontMetricsF(small).horizontalAdvance(count) - 8
        words = QFontMetricsF(bold).elidedText(name, Qt.TextElideMode.ElideRight, room)
        bottom = round(inside.bottom() + _ABOVE / 2)
        painter.setPen(self.theme.color("border"))
        painter.drawLine(round(inside.left()), bottom, round(inside.right()), bottom)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(bold)
        painter.setPen(self.theme.color("accent"))
        painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | middle, words)
        painter.setFont(small)
        painter.setPen(self.theme.color("muted"))
        painter.drawText(inside, Qt.AlignmentFlag.AlignRight | middle, count)

    def _paint_head(
        self, painter: QPainter, inside: QRectF, font: QFont, hit: Hit, document: str
    ) -> None:
        line = QRectF(inside.topLeft(), inside.size())
        line.setHeight(line_height(font))
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        small = smaller(font)
        where, right = f", {place(hit)}" if document else place(hit), voice(hit)
        words = _head(document, where, right, inside.width(), bold, small)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(bold)
        painter.setPen(self.theme.color("text"))
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | middle, words)
        painter.setFont(small)
        painter.setPen(self.theme.color("muted"))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | middle, right)

    def _paint_snippet(self, painter: QPainter, inside: QRectF, font: QFont, hit: Hit) -> None:
        made = self._set(inside.width(), font, hit)
        painter.setPen(self.theme.color("text"))
        below = line_height(font) + _BETWEEN
        made.draw(painter, QPointF(inside.left(), inside.top() + below))

    def _set(self, width: float, font: QFont, hit: Hit) -> SetText:
        """Set a hit's snippet, or take it as it was set: a list is painted far more often."""
        key = (hit.snippet, hit.snippet_marks, width, font.key(), self.theme.name)
        made = self._made.get(key)
        if made is None:
            if len(self._made) >= _KEPT:
                self._made.clear()
            rtl = hit.key.language in RIGHT_TO_LEFT
            clamp = Clamp(font, width, _LINES, self._mark_format(), rtl)
            first = hit.snippet_marks[0][1] if hit.snippet_marks else 0
            room = _LINES * width / QFontMetricsF(font).averageCharWidth()
            made = clamp.set(hit.snippet, hit.snippet_marks) if first < room else None
            if made is None or first > made.shown:
                made = clamp.set(*nearer(hit.snippet, hit.snippet_marks))
            self._made[key] = made
        return made

    def _mark_format(self) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setBackground(self.theme.color("orange"))
        form.setFontWeight(QFont.Weight.Bold)
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        form.setUnderlineColor(self.theme.color("accent"))
        return form


@lru_cache(maxsize=_KEPT)
def _head(document: str, where: str, right: str, width: float, bold: QFont, small: QFont) -> str:
    """Cut the name of a document so that its place stands whole before what is at the far end."""
    left = width - QFontMetricsF(small).horizontalAdvance(right) - 8
    metrics = QFontMetricsF(bold)
    room = max(0.0, left - metrics.horizontalAdvance(where))
    name = metrics.elidedText(document, Qt.TextElideMode.ElideRight, room)
    return metrics.elidedText(name + where, Qt.TextElideMode.ElideRight, left)


def nearer(text: str, marks: _Marks) -> tuple[str, _Marks]:
    """Cut the beginning of a snippet off, shortly before its first mark."""
    first = marks[0][0]
    start = max(0, first - _BEFORE)
    space = text.find(" ", start, first)
    cut = (space if space >= 0 else start - 1) + 1
    if cut <= 1:
        return text, marks
    shift = len(ELLIPSIS) - cut
    return ELLIPSIS + text[cut:], tuple((start + shift, end + shift) for start, end in marks)
