"""What My library can be narrowed by: groups of values, each with how many documents have it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from db.shelf.filtering import GROUPS, Count
from desktop.theme import Theme
from desktop.widgets.row_paint import IN_ONE_LINE, paint_row, smaller

_Index = QModelIndex | QPersistentModelIndex
RowRole = Qt.ItemDataRole.UserRole
FEW = 6
"""So many values of a group are shown until more are asked for."""
MANY = 60
"""So many at most: what is rarer is found by typing it."""
_TITLES = {
    "collection": "Collections", "body": "Body", "session": "Session", "year": "Year",
    "language": "Language", "subject": "Subject", "voice": "Voice",
}  # fmt: skip
_ELIDED = Qt.TextElideMode.ElideRight
_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Row(NamedTuple):
    """A heading (no value, no count), a value, or the row that shows more of its group."""

    group: str
    words: str
    value: str = ""
    documents: int = -1
    chosen: bool = False
    is_more: bool = False

    @property
    def is_heading(self) -> bool:
        """Whether it only names its group."""
        return not self.value and not self.is_more


def language_name(code: str) -> str:
    """Name a language in English."""
    return QLocale.languageToString(QLocale(code).language())


class FacetModel(QAbstractListModel):
    """Headings and values in one list; which values are chosen is kept here."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._counts: Mapping[str, Sequence[Count]] = {}
        self._names: Mapping[str, str] = {}
        self._chosen: dict[str, set[str]] = {group: set() for group in GROUPS}
        self._open: set[str] = set()

    @property
    def chosen(self) -> dict[str, frozenset[str]]:
        """The values that are chosen, by group."""
        return {group: frozenset(values) for group, values in self._chosen.items() if values}

    def show(self, counts: Mapping[str, Sequence[Count]], names: Mapping[str, str]) -> None:
        """Show these counts; `names` are the names of collections by id."""
        self._counts, self._names = counts, names
        rows = [row for group in GROUPS for row in self._group(group)]
        if rows == self._rows:
            return
        if [row[:2] for row in rows] == [row[:2] for row in self._rows]:
            self._rows = rows
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, 0))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def _group(self, group: str) -> list[Row]:
        counts = list(self._counts.get(group, ()))
        if group == "collection":
            known = {one.value: one.documents for one in counts}
            counts = [Count(one, known.get(one, 0)) for one in self._names]
        if not counts or (len(counts) == 1 and group != "collection" and not self._chosen[group]):
            return []
        is_open = group in self._open or group == "collection"
        shown = counts[: MANY if is_open else FEW]
        shown += [one for one in counts[len(shown) :] if one.value in self._chosen[group]]
        rows = [Row(group, _TITLES[group])]
        rows += [
            Row(group, self._word(group, one.value), one.value, one.documents,
                one.value in self._chosen[group])
            for one in shown
        ]  # fmt: skip
        more = min(len(counts), MANY) - FEW
        if more > 0 and group != "collection":
            words = "Fewer" if is_open else f"{more} more"
            rows.append(Row(group, words, is_more=True))
        return rows

    def _word(self, group: str, value: str) -> str:
        if group == "collection":
            return self._names.get(value, value)
        if group == "language":
            return language_name(value)
        return value.capitalize() if group == "voice" else value

    def toggle(self, row: Row) -> bool:
        """Choose a value or let it go, or show more of a group; tell whether the choice changed."""
        if row.is_more:
            self._open ^= {row.group}
            self.show(self._counts, self._names)
            return False
        self._chosen[row.group] ^= {row.value}
        return bool(row.value)

    def let_go(self, gone: Iterable[str]) -> None:
        """Let collections go that were deleted."""
        self._chosen["collection"].difference_update(gone)

    def clear(self) -> None:
        """Let all values go."""
        for values in self._chosen.values():
            values.clear()

    def row_of(self, group: str, value: str) -> QModelIndex:
        """Return where a value stands, invalid where it is not shown."""
        for number, row in enumerate(self._rows):
            if (row.group, row.value) == (group, value):
                return self.index(number, 0)
        return QModelIndex()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Overrides QAbstractListModel.rowCount."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let the keys pass over headings."""
        if not index.isValid() or self._rows[index.row()].is_heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Overrides QAbstractListModel.data."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.words
            case Qt.ItemDataRole.ToolTipRole:
                return row.words if row.value else None
            case Qt.ItemDataRole.AccessibleTextRole:
                return _spoken(row)
        return row if role == RowRole else None


def _spoken(row: Row) -> str:
    if row.is_heading:
        return row.words
    if row.is_more:
        return f"{row.words}, {_TITLES[row.group]}"
    state = ", chosen" if row.chosen else ""
    counted = "1 document" if row.documents == 1 else f"{row.documents:,} documents"
    return f"{_TITLES[row.group]}: {row.words}, {counted}{state}"


class _Face(NamedTuple):
    """A font, and what measures it."""

    font: QFont
    metrics: QFontMetrics


class _Faces:
    """The faces of the list, made once for each font it is set in."""

    def __init__(self, font: QFont) -> None:
        self.of = font
        heavy = QFont(font)
        heavy.setWeight(QFont.Weight.DemiBold)
        self.plain, self.heavy, self.small = (
            _Face(face, QFontMetrics(face)) for face in (QFont(font), heavy, smaller(font))
        )


class _FacetDelegate(QStyledItemDelegate):
    """Paints a value with its count; a chosen one has a check mark and heavier letters."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self._faces = _Faces(parent.font())

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Overrides QStyledItemDelegate.sizeHint."""
        row: Row = index.data(RowRole)
        above = 14 if row.is_heading else 6
        return QSize(0, option.fontMetrics.height() + above + (2 if row.is_heading else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Overrides QStyledItemDelegate.paint."""
        row: Row = index.data(RowRole)
        if self._faces.of != option.font:
            self._faces = _Faces(option.font)
        rect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.is_heading:
            words = rect.adjusted(10, 10, -8, 0)
            self._say(painter, words, row.words, "muted", self._faces.heavy)
        else:
            paint_row(painter, option, self.theme)
            self._paint_value(painter, rect, row)
        painter.restore()

    def _paint_value(self, painter: QPainter, rect: QRect, row: Row) -> None:
        faces = self._faces
        count = f"{row.documents:,}" if row.value else ""
        width = faces.small.metrics.horizontalAdvance(count)
        if row.chosen:
            self._say(painter, rect.adjusted(8, 0, 0, 0), "✓", "accent", faces.heavy)
        words = rect.adjusted(24, 0, -width - 18, 0)
        token = "accent" if row.is_more else "text"
        self._say(painter, words, row.words, token, faces.heavy if row.chosen else faces.plain)
        counted = QRect(rect.right() - width - 10, rect.top(), width + 2, rect.height())
        self._say(painter, counted, count, "muted", faces.small)

    def _say(self, painter: QPainter, rect: QRect, words: str, token: str, face: _Face) -> None:
        painter.setFont(face.font)
        painter.setPen(self.theme.color(token))
        shown = face.metrics.elidedText(words, _ELIDED, max(rect.width(), 16))
        painter.drawText(rect, IN_ONE_LINE, shown)


class FacetList(QListView):
    """Space, Return or a click choose a value; F2 and Del are for a collection."""

    changed = Signal()
    """Other values are chosen."""
    rename_requested = Signal(str)
    """The collection with this id is to have another name."""
    delete_requested = Signal(str)

    def __init__(self, model: FacetModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._delegate = _FacetDelegate(theme, self)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setAccessibleName("Filters: Space chooses one or lets it go")
        self.clicked.connect(self._toggle)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        self._delegate.theme = theme
        self.viewport().update()

    def row(self, index: _Index | None = None) -> Row | None:
        """Return a row, the current one where none is named."""
        row = (self.currentIndex() if index is None else index).data(RowRole)
        return row if isinstance(row, Row) else None

    def _toggle(self, index: QModelIndex) -> None:
        row = self.row(index)
        if row is None or row.is_heading:
            return
        if self._model.toggle(row):
            self.changed.emit()
        again = self._model.row_of(row.group, row.value)
        if again.isValid():
            self.setCurrentIndex(again)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Return choose; F2 renames a collection and Del deletes it."""
        row = self.row()
        if event.key() in _KEYS and row is not None:
            self._toggle(self.currentIndex())
        elif row is not None and row.group == "collection" and event.key() == Qt.Key.Key_F2:
            self.rename_requested.emit(row.value)
        elif row is not None and row.group == "collection" and event.key() == Qt.Key.Key_Delete:
            self.delete_requested.emit(row.value)
        else:
            super().keyPressEvent(event)
