"""Rows that name something to do: its words, what it belongs to, how it stands, its keys."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.theme import Theme
from desktop.widgets.row_paint import paint_row, smaller

EntryRole = Qt.ItemDataRole.UserRole
_SIDE, _ABOVE, _GAP = 10, 6, 12
_Index = QModelIndex | QPersistentModelIndex


class Entry(NamedTuple):
    """A row: `beside` is said quietly behind the words, `keys` at the far end."""

    name: str
    words: str
    beside: str = ""
    keys: str = ""
    enabled: bool = True
    heading: bool = False

    @property
    def said(self) -> str:
        """The whole row, as it is read aloud."""
        return ", ".join(filter(None, (self.words, self.beside, self.keys)))


class EntryModel(QAbstractListModel):
    """Entries as an item model."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries: Sequence[Entry] = ()

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Show other entries."""
        self.beginResetModel()
        self.entries = tuple(entries)
        self.endResetModel()

    def replace(self, entries: Sequence[Entry]) -> None:
        """Say the same rows anew, where one is stays where one is."""
        if [one.name for one in entries] != [one.name for one in self.entries]:
            self.set_entries(entries)
            return
        self.entries = tuple(entries)
        if entries:
            self.dataChanged.emit(self.index(0), self.index(len(entries) - 1))

    def row_of(self, name: str) -> int:
        """Return the row of an entry, -1 where it is not shown."""
        names = [one.name for one in self.entries]
        return names.index(name) if name in names else -1

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Overrides QAbstractListModel.rowCount."""
        return 0 if parent.isValid() else len(self.entries)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Overrides QAbstractListModel.flags: headings are passed over."""
        if not index.isValid() or self.entries[index.row()].heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Overrides QAbstractListModel.data."""
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return entry.said
        return entry if role == EntryRole else None


class EntryDelegate(QStyledItemDelegate):
    """Paints entries in rows of one height; what cannot be done now is muted and says so."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Overrides QStyledItemDelegate.sizeHint."""
        return QSize(0, option.fontMetrics.height() + 2 * _ABOVE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Overrides QStyledItemDelegate.paint."""
        entry = index.data(EntryRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(option.font)
        if entry.heading:
            font.setWeight(QFont.Weight.DemiBold)
        else:
            paint_row(painter, option, self.theme)
        inside = QRectF(option.rect).adjusted(_SIDE, 0, -_SIDE, 0)
        self._paint_words(painter, inside, font, entry, option.direction)
        painter.restore()

    def _paint_words(
        self,
        painter: QPainter,
        room: QRectF,
        font: QFont,
        entry: Entry,
        direction: Qt.LayoutDirection,
    ) -> None:
        """Keys are never cut, then the words, what is beside them first."""
        near, far = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        if direction == Qt.LayoutDirection.RightToLeft:
            near, far = far, near
        quiet = smaller(font)
        muted, text = self.theme.color("muted"), self.theme.color("text")
        room = QRectF(room)
        for words, of, color, side in (
            (entry.keys, quiet, muted, far),
            (entry.words, font, text if entry.enabled else muted, near),
            (entry.beside, quiet, muted, near),
        ):
            if not words:
                continue
            metrics = QFontMetricsF(of)
            said = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            painter.setFont(of)
            painter.setPen(color)
            painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, said)
            taken = metrics.horizontalAdvance(said) + _GAP
            if side == Qt.AlignmentFlag.AlignLeft:
                room.setLeft(min(room.left() + taken, room.right()))
            else:
                room.setRight(max(room.right() - taken, room.left()))
