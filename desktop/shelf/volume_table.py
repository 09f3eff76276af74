"""The table of My library: rows to open, to choose several of, and to sort by a heading."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from PySide6.QtCore import (
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from db.shelf.volumes import Volume
from desktop.shelf.volume_model import COLUMNS, VolumeModel, said
from desktop.theme import Theme
from desktop.widgets.row_paint import IN_ONE_LINE, paint_row

_Index = QModelIndex | QPersistentModelIndex
_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SIDE, _ABOVE = 10, 6
_ROOM_FOR_TITLE = 300
"""So many pixels are left to the title; columns that would take them are hidden, the last first."""
_ELIDED = Qt.TextElideMode.ElideRight
_SELECTED = QStyle.StateFlag.State_Selected
_ALONE = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


class _Rows(QStyledItemDelegate):
    """Says how high a row is, and paints its words in one go."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        self.theme = theme
        self._title, self._rest = theme.color("text"), theme.color("muted")

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """Overrides QStyledItemDelegate.sizeHint."""
        return QSize(0, option.fontMetrics.height() + 2 * _ABOVE)

    def say(self, painter: QPainter, cells: Iterable[tuple[QRect, str]], font: QFont) -> None:
        """Paint the words of a row's cells, the first of them darker."""
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(self._title)
        for rect, words in cells:
            shown = metrics.elidedText(words, _ELIDED, rect.width())
            painter.drawText(rect, IN_ONE_LINE, shown)
            painter.setPen(self._rest)


class VolumeTable(QTreeView):
    """Return opens, Del removes, F2 edits, letters go to the box over it; several can be chosen."""

    opened = Signal(str)
    sorted_by = Signal(str)
    """A heading was clicked: what to sort by."""
    typed = Signal(QKeyEvent)
    left_at_top = Signal()
    key_pressed = Signal(int)
    """Del or F2."""

    def __init__(self, model: VolumeModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._sort = ""
        self._rows = _Rows(theme, self)
        self.setModel(model)
        self.setItemDelegate(self._rows)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QTreeView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setAccessibleName("Documents of your library")
        header = self.header()
        header.setSectionsClickable(True)
        header.setSectionsMovable(False)
        header.setHighlightSections(False)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for number, column in enumerate(COLUMNS[1:], 1):
            header.setSectionResizeMode(number, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(number, column.width)
        header.sectionClicked.connect(self._heading_clicked)
        self.doubleClicked.connect(self._open)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        self._rows.set_theme(theme)
        self.viewport().update()

    def show_sort(self, sort: str, descending: bool) -> None:
        """Mark the heading that the rows are sorted by."""
        self._sort = sort
        self._fit()
        sorts = [column.sort for column in COLUMNS]
        self.header().setSortIndicatorShown(sort in sorts)
        if sort in sorts:
            order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
            self.header().setSortIndicator(sorts.index(sort), order)

    def _heading_clicked(self, section: int) -> None:
        self.sorted_by.emit(COLUMNS[section].sort)

    # what is chosen -----------------------------------------------------------------------------

    def chosen(self) -> list[Volume]:
        """Return the volumes that are chosen, in the order they stand in."""
        selected = list(self.selectionModel().selection())  # type: ignore[call-overload]  # a list
        ranges = sorted((one.top(), one.bottom()) for one in selected)
        rows = [row for top, bottom in ranges for row in range(top, bottom + 1)]
        return [self._model.volume(row) for row in rows]

    def choose(self, documents: list[str]) -> None:
        """Choose documents, those that are shown; without any of them, the first row is current."""
        model, selection = self._model, self.selectionModel()
        flag = selection.SelectionFlag
        rows = model.rows_of(documents)
        if not model.rowCount():
            return
        at = model.index(rows[0] if rows else 0, 0)
        selection.setCurrentIndex(at, flag.NoUpdate)
        selection.select(self._selection(rows or [0]), flag.ClearAndSelect | flag.Rows)
        self.scrollTo(at)

    def _selection(self, rows: list[int]) -> QItemSelection:
        """Select rows run by run: one by one takes seconds where there are thousands."""
        made = QItemSelection()
        last = len(COLUMNS) - 1
        for _, run in groupby(enumerate(rows), lambda pair: pair[1] - pair[0]):
            places = [row for _, row in run]
            first, end = self._model.index(places[0], 0), self._model.index(places[-1], last)
            made.select(first, end)
        return made

    def choose_first(self) -> None:
        """Make the first row the current one, without opening it."""
        self.choose([])

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self._model.volume(index.row()).document)

    # keys and room ------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return opens, Del and F2 go out as such, letters go to the box."""
        key, current = event.key(), self.currentIndex()
        if key in _RETURN:
            self._open(current)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_F2):
            self.key_pressed.emit(key)
        elif key == Qt.Key.Key_Up and current.row() <= 0 and not event.modifiers():
            self.left_at_top.emit()
        elif event.text().isprintable() and event.text().strip() and event.modifiers() in _ALONE:
            self.typed.emit(event)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the columns that leave the title its room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        left = self.viewport().width() - _ROOM_FOR_TITLE
        columns = list(enumerate(COLUMNS[1:], 1))
        columns.sort(key=lambda pair: pair[1].sort != self._sort)  # what one sorts by, one sees
        for number, column in columns:
            left -= column.width
            self.setColumnHidden(number, left < 0)

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint what lies under the row, framed where the keys are, then its cells."""
        row = QStyleOptionViewItem(option)
        row.rect = QRect(0, option.rect.top(), self.viewport().width(), option.rect.height())
        if self.selectionModel().isRowSelected(index.row(), QModelIndex()):
            row.state |= _SELECTED
        current = index.row() == self.currentIndex().row()
        if not current and self.hasFocus():
            row.widget = self.viewport()  # which has no focus: only the current row is framed
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_row(painter, row, self._rows.theme)
        painter.restore()
        self._rows.say(painter, self._cells(index.row(), option.rect), self.font())

    def _cells(self, row: int, rect: QRect) -> Iterator[tuple[QRect, str]]:
        """Return where the words of a row stand, and the words."""
        volume = self._model.volume(row)
        for column in range(len(COLUMNS)):
            if not self.isColumnHidden(column):
                left = self.columnViewportPosition(column) + _SIDE
                width = self.columnWidth(column) - _SIDE - 4
                yield QRect(left, rect.top(), width, rect.height()), said(volume, column)
