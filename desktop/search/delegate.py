"""How a hit is painted: where it stands and who speaks, and two lines with the words marked."""

from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextCharFormat
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from db.models import RIGHT_TO_LEFT, Hit
from desktop.search.hits import Group, Row, RowRole
from desktop.search.wording import counted, place, voice
from desktop.theme import Theme
from desktop.widgets.clamped_text import ELLIPSIS, Clamp, SetText, line_height
from desktop.widgets.row_paint import AT_THE_END, IN_ONE_LINE, RowFonts, paint_row

_SIDE, _ABOVE, _BETWEEN, _LINES = 8, 8, 2, 2
_BEFORE = 16
"""How many characters of a snippet are left before its first mark when its beginning is cut."""

_WAYS = (0.85, _BEFORE), (0.42, _BEFORE), (0.42, 3), (0.0, 3)
"""How a mark is brought into view: the share of the room for letters of usual width that those of
a text are sure to fill (Chinese ones are twice as wide), and how many stand before the mark."""

_USUAL = "A/RES/78/311, para. 117", "official · Français"
"""What stands in a row at either end, as long as it usually is."""

_KEPT = 200
"""So many snippets are kept as they were set, and heads as they were cut."""

_Marks = tuple[tuple[int, int], ...]


class HitDelegate(QStyledItemDelegate):
    """Paints hits in rows of one height, and lower ones for the headings of documents."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._made: dict[object, SetText] = {}
        self._fonts = RowFonts(QFont())
        self._height = line_height(self._fonts.plain)

    def _take_font(self, font: QFont) -> None:
        """Make the fonts of the rows, unless they are those of the last row."""
        if font != self._fonts.plain:
            self._fonts, self._height = RowFonts(font), line_height(font)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Overrides QStyledItemDelegate.sizeHint."""
        self._take_font(option.font)
        row: Row = index.data(RowRole)
        height = self._height
        if row.group is not None:
            return QSize(0, round(2 * _ABOVE + height))
        return QSize(0, round(2 * _ABOVE + _BETWEEN + (1 + _LINES) * height))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Overrides QStyledItemDelegate.paint."""
        row: Row = index.data(RowRole)
        self._take_font(option.font)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inside = QRectF(option.rect).adjusted(_SIDE, _ABOVE, -_SIDE, -_ABOVE)
        if row.group is not None:
            self._paint_group(painter, inside, row.group, row.name)
        elif row.hit is not None:
            paint_row(painter, option, self.theme)
            self._paint_head(painter, inside, row.hit, row.name)
            self._paint_snippet(painter, inside, row.hit)
        painter.restore()

    def _paint_group(self, painter: QPainter, inside: QRectF, group: Group, name: str) -> None:
        """Paint a document's name over its hits, and how many there are at the far end."""
        count = counted(group.count, group.at_least)
        words = _cut(name, count, inside.width(), self._fonts)
        bottom = round(inside.bottom() + _ABOVE / 2)
        painter.setPen(self.theme.color("border"))
        painter.drawLine(round(inside.left()), bottom, round(inside.right()), bottom)
        self._paint_line(painter, inside, words, "accent", count)

    def _paint_head(self, painter: QPainter, inside: QRectF, hit: Hit, document: str) -> None:
        line = QRectF(inside.left(), inside.top(), inside.width(), self._height)
        where = f", {place(hit)}" if document else place(hit)
        right = voice(hit)[0 if _is_ample(inside.width(), self._fonts) else -1]
        words = _head(document, where, right, inside.width(), self._fonts)
        self._paint_line(painter, line, words, "text", right)

    def _paint_line(
        self, painter: QPainter, line: QRectF, words: str, color: str, right: str
    ) -> None:
        """Paint a title in a colour of the theme, and what is said at the far end."""
        painter.setFont(self._fonts.bold)
        painter.setPen(self.theme.color(color))
        painter.drawText(line, IN_ONE_LINE, words)
        painter.setFont(self._fonts.small)
        painter.setPen(self.theme.color("muted"))
        painter.drawText(line, AT_THE_END, right)

    def _paint_snippet(self, painter: QPainter, inside: QRectF, hit: Hit) -> None:
        made = self._set(inside.width(), hit)
        painter.setPen(self.theme.color("text"))
        below = self._height + _BETWEEN
        made.draw(painter, QPointF(inside.left(), inside.top() + below))

    def _set(self, width: float, hit: Hit) -> SetText:
        """Set a hit's snippet, or take it as it was set: a list is painted far more often."""
        font = self._fonts.plain
        key = (hit.snippet, hit.snippet_marks, width, self._fonts, self.theme.name)
        made = self._made.get(key)
        if made is None:
            if len(self._made) >= _KEPT:
                self._made.clear()
            rtl = hit.key.language in RIGHT_TO_LEFT
            clamp = Clamp(font, width, _LINES, _mark_format(self.theme), rtl)
            made = self._made[key] = _set_in_view(clamp, hit.snippet, hit.snippet_marks)
        return made


def _set_in_view(clamp: Clamp, text: str, marks: _Marks) -> SetText:
    """Set a snippet so that its first mark is in view, with as much before it as there is room."""
    room = clamp.most * clamp.width / QFontMetricsF(clamp.font).averageCharWidth()
    if not marks or marks[0][1] < room:
        made = clamp.set(text, marks)
        if not marks or marks[0][1] <= made.shown:
            return made
    for share, before in _WAYS:
        cut, moved = nearer(text, marks, round(room * share), before)
        made = clamp.set(cut, moved)
        if moved[0][1] <= made.shown:
            break
    return made


@lru_cache(maxsize=1)
def _mark_format(theme: Theme) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setBackground(theme.color("orange"))
    form.setFontWeight(QFont.Weight.Bold)
    form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    form.setUnderlineColor(theme.color("accent"))
    return form


@lru_cache(maxsize=_KEPT)
def _cut(words: str, right: str, width: float, fonts: RowFonts) -> str:
    """Cut a title so that it ends before what is said at the far end."""
    room = width - fonts.of_small.horizontalAdvance(right) - 8
    return fonts.of_bold.elidedText(words, Qt.TextElideMode.ElideRight, room)


@lru_cache(maxsize=_KEPT)
def _head(document: str, where: str, right: str, width: float, fonts: RowFonts) -> str:
    """Cut the name of a document so that its place stands whole before what is at the far end."""
    metrics = fonts.of_bold
    left = width - fonts.of_small.horizontalAdvance(right) - 8
    if metrics.horizontalAdvance(document + where) <= left:
        return document + where
    room = max(0.0, left - metrics.horizontalAdvance(where))
    name = metrics.elidedText(document, Qt.TextElideMode.ElideRight, room)
    return metrics.elidedText(name + where, Qt.TextElideMode.ElideRight, left)


@lru_cache(maxsize=8)
def _is_ample(width: float, fonts: RowFonts) -> bool:
    """Tell whether there is room for the longer way of saying who speaks, in all rows alike."""
    where, who = _USUAL
    needed = fonts.of_bold.horizontalAdvance(where) + fonts.of_small.horizontalAdvance(who)
    return width >= needed + 8


def nearer(text: str, marks: _Marks, room: int = 0, before: int = _BEFORE) -> tuple[str, _Marks]:
    """Cut the beginning of a snippet off, shortly before its first mark.

    More is left before it where what follows takes up less than `room` characters.
    """
    first = marks[0][0]
    start = max(0, min(first - before, len(text) - room))
    space = text.find(" ", start, first)
    cut = (space if space >= 0 else start - 1) + 1
    if cut <= 1:
        return text, marks
    shift = len(ELLIPSIS) - cut
    return ELLIPSIS + text[cut:], tuple((start + shift, end + shift) for start, end in marks)
