"""What was found, counted: each value of each facet as a row with a bar as long as its share."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.search.wording import FACET_WORDS, counted, value_words
from desktop.theme import Theme
from desktop.widgets.box_over_list import ChoiceList
from desktop.widgets.row_paint import AT_THE_END, IN_ONE_LINE, RowFonts, paint_row

if TYPE_CHECKING:
    from db.search.facets import Facets

RowRole = Qt.ItemDataRole.UserRole
MOST = 12
"""So many values of a facet are shown, the most frequent ones."""
_SIDE, _ABOVE, _GAP = 8, 4, 8
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class FacetRow:
    """A value of a facet, or without a value the facet's heading; `share` is of the largest."""

    facet: str
    value: str
    words: str
    count: str = ""
    share: float = 0.0


def rows_of(found: "Facets", names: Mapping[str, str]) -> list[FacetRow]:
    """List what narrows: facets with a single value have nothing to choose from."""
    rows: list[FacetRow] = []
    for facet, words in FACET_WORDS.items():
        values = found.counts[facet]
        if len(values) < 2 and not any(count < found.total for _, count in values):
            continue
        rows.append(FacetRow(facet, "", words))
        largest = max(count for _, count in values)
        shown = values[:MOST]
        if facet == "year":
            shown = tuple(sorted(shown, reverse=True))
        rows += [
            FacetRow(
                facet, value, value_words(facet, value, names),
                counted(count, found.at_least), count / largest,
            )
            for value, count in shown
        ]  # fmt: skip
        if len(values) > MOST:
            rows.append(FacetRow(facet, "", f"and {len(values) - MOST:,} more"))
    return rows


class FacetModel(QAbstractListModel):
    """The rows as an item model; headings cannot be chosen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[FacetRow] = []

    def show(self, rows: list[FacetRow]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Overrides QAbstractListModel.rowCount."""
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Overrides QAbstractListModel.flags."""
        if not index.isValid() or not self.rows[index.row()].value:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Overrides QAbstractListModel.data."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == RowRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{FACET_WORDS[row.facet]} {row.words}: {row.count}" if row.value else row.words
        return row.words if role == Qt.ItemDataRole.ToolTipRole and row.value else None


class FacetDelegate(QStyledItemDelegate):
    """Paints a value over its bar, its count at the far end."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self._fonts = RowFonts(QFont())

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Overrides QStyledItemDelegate.sizeHint."""
        row: FacetRow = index.data(RowRole)
        above = 2 * _ABOVE + (6 if not row.value and row.words in FACET_WORDS.values() else 0)
        return QSize(0, option.fontMetrics.height() + above)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Overrides QStyledItemDelegate.paint."""
        row: FacetRow = index.data(RowRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        inside = rect.adjusted(_SIDE, 0, -_SIDE, 0)
        if option.font != self._fonts.plain:
            self._fonts = RowFonts(option.font)
        fonts = self._fonts
        font, metrics = fonts.plain, fonts.of_plain
        if row.value:
            self._paint_bar(painter, rect, row.share)
            paint_row(painter, option, self.theme)
        else:
            inside.setTop(inside.bottom() - option.fontMetrics.height() - 2 * _ABOVE)
            font, metrics = fonts.small, fonts.of_small
        room = inside.width() - fonts.of_small.horizontalAdvance(row.count) - _GAP
        words = metrics.elidedText(row.words, Qt.TextElideMode.ElideRight, room)
        painter.setFont(font)
        painter.setPen(self.theme.color("text" if row.value else "muted"))
        painter.drawText(inside, IN_ONE_LINE, words)
        painter.setFont(fonts.small)
        painter.setPen(self.theme.color("muted"))
        painter.drawText(inside, AT_THE_END, row.count)
        painter.restore()

    def _paint_bar(self, painter: QPainter, rect: QRectF, share: float) -> None:
        """Paint the share as a line under the words: a ground of colour would fight the choice."""
        width = (rect.width() - 2 * _SIDE) * share
        line = QRectF(rect.left() + _SIDE, rect.bottom() - 2.5, max(width, 2.0), 2.0)
        accent = self.theme.color("accent")
        accent.setAlphaF(0.55)
        painter.fillRect(line, accent)


class FacetList(ChoiceList):
    """Narrows to what is clicked or entered."""

    narrow_requested = Signal(str, str)
    """A facet and one of its values."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.facet_model = FacetModel(self)
        self._delegate = FacetDelegate(theme, self)
        self.setModel(self.facet_model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Narrow what is found")
        self.chosen.connect(self._choose)

    def set_theme(self, theme: Theme) -> None:
        """Paint with this theme from now on."""
        self._delegate.theme = theme
        self.viewport().update()

    def show_counts(self, found: "Facets | None", names: Mapping[str, str]) -> None:
        """Show what was counted; None for nothing."""
        self.facet_model.show(rows_of(found, names) if found else [])

    def _choose(self, index: QModelIndex, _stay: bool) -> None:
        row: FacetRow | None = index.data(RowRole)
        if row is not None and row.value:
            self.narrow_requested.emit(row.facet, row.value)
