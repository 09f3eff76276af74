"""What came of every file of an import: a model that can be narrowed, and how a row is painted."""

from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from db.library.reference import ImportResult
from db.text import fold
from desktop.theme import Theme
from desktop.widgets.clamped_text import line_height
from desktop.widgets.row_paint import paint_row, smaller, tip

_Index = QModelIndex | QPersistentModelIndex
RowRole = Qt.ItemDataRole.UserRole
_SIDE, _ABOVE, _GAP = 12, 7, 12
_COLORS = {"added": "ok", "updated": "ok", "failed": "danger"}
"""Outcomes that are more than muted; the word says the same."""


def name_of(result: ImportResult) -> str:
    """Return the name of the file that a line is about."""
    return PurePath(result.path).name or result.path


def about(result: ImportResult) -> str:
    """Say which document a file became, and how long it is."""
    if not result.document:
        return ""
    count = result.passages
    return f"{result.document} · {count:,} paragraph{'s' * (count != 1)}"


class OutcomeModel(QAbstractListModel):
    """The lines of one outcome, or of all, whose words are wanted."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[ImportResult] = []
        self._shown: list[ImportResult] = []
        self._outcome, self._words = "", [""]

    @property
    def shown(self) -> Sequence[ImportResult]:
        """The lines there are now, in order."""
        return self._shown

    @property
    def all(self) -> Sequence[ImportResult]:
        """All lines of the import."""
        return self._all

    def counts(self) -> Counter[str]:
        """Count the files by their outcome."""
        return Counter(result.outcome for result in self._all)

    def set_results(self, results: Sequence[ImportResult]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._all = list(results)
        self._shown = list(filter(self._is_wanted, self._all))
        self.endResetModel()

    def add(self, results: Sequence[ImportResult]) -> None:
        """Show more lines, behind those there are."""
        self._all += results
        new = list(filter(self._is_wanted, results))
        if new:
            first = len(self._shown)
            self.beginInsertRows(QModelIndex(), first, first + len(new) - 1)
            self._shown += new
            self.endInsertRows()

    def narrow(self, typed: str, outcome: str) -> None:
        """Show only lines of an outcome ('' for all) with all the words typed."""
        self._words, self._outcome = fold(typed).split(), outcome
        self.set_results(self._all)

    def _is_wanted(self, result: ImportResult) -> bool:
        if self._outcome and result.outcome != self._outcome:
            return False
        said = fold(f"{result.path} {result.document} {result.message}")
        return all(word in said for word in self._words)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Overrides QAbstractListModel.rowCount."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Overrides QAbstractListModel.data."""
        if not index.isValid():
            return None
        result = self._shown[index.row()]
        said = [name_of(result), result.outcome, about(result), result.message]
        if role == RowRole:
            return result
        if role == Qt.ItemDataRole.DisplayRole:
            return name_of(result)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ". ".join(filter(None, said))
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(result.path, result.message)
        return None


class OutcomeDelegate(QStyledItemDelegate):
    """Paints a line: the file and what it became, under it the outcome and the reason."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """Overrides QStyledItemDelegate.sizeHint."""
        lines = line_height(option.font) + line_height(smaller(option.font))
        return QSize(0, round(2 * _ABOVE + lines))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Overrides QStyledItemDelegate.paint."""
        result: ImportResult = index.data(RowRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_row(painter, option, self.theme)
        room = QRectF(option.rect).adjusted(_SIDE, _ABOVE, -_SIDE, -_ABOVE)
        high = line_height(option.font)
        above = QRectF(room.left(), room.top(), room.width(), high)
        below = room.adjusted(0, high, 0, 0)
        quiet, strong = smaller(option.font), QFont(smaller(option.font))
        strong.setWeight(QFont.Weight.DemiBold)
        token = _COLORS.get(result.outcome, "muted")
        taken = self._words(painter, above, quiet, "muted", about(result), far=True)
        above.setRight(above.right() - taken)
        self._words(painter, above, option.font, "text", name_of(result))
        taken = self._words(painter, below, strong, token, result.outcome.capitalize())
        below.setLeft(below.left() + taken)
        self._words(painter, below, quiet, "muted", result.message)
        painter.restore()

    def _words(
        self, painter: QPainter, room: QRectF, font: QFont, token: str, words: str, *,
        far: bool = False,
    ) -> float:  # fmt: skip
        """Paint words at an end of a line; return how much of it they take, the gap included."""
        if not words:
            return 0
        metrics = QFontMetricsF(font)
        elide = Qt.TextElideMode.ElideRight if token != "text" else Qt.TextElideMode.ElideMiddle
        said = metrics.elidedText(words, elide, room.width() * (0.6 if far else 1))
        side = Qt.AlignmentFlag.AlignRight if far else Qt.AlignmentFlag.AlignLeft
        painter.setFont(font)
        painter.setPen(self.theme.color(token))
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, said)
        return metrics.horizontalAdvance(said) + _GAP
