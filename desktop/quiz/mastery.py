"""How well each document is known: a list with words and a thin bar."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.quiz.lookup import Mastery
from desktop.theme import Theme

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
_BAR = 4


def words(row: Mastery) -> str:
    """Say how the answers came out: `14 of 20 right`."""
    total = row.right + row.wrong
    return f"{row.right} of {total} right" if total else "not asked yet"


class MasteryModel(QAbstractListModel):
    """The documents that have questions."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Mastery, ...] = ()

    def show(self, rows: tuple[Mastery, ...]) -> None:
        """Take new rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many documents there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the title, the sentence for tooltip and screen reader, or the row itself."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        said = f"{row.title}: {words(row)}, {row.answered} of {row.questions} questions seen"
        return {
            Qt.ItemDataRole.DisplayRole: row.title,
            Qt.ItemDataRole.ToolTipRole: said,
            Qt.ItemDataRole.AccessibleTextRole: said,
            ROW: row,
        }.get(Qt.ItemDataRole(role) if role < ROW else ROW)


class MasteryDelegate(QStyledItemDelegate):
    """Paints title, share in words and the bar under them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a line of text, the bar, and air."""
        return QSize(120, QFontMetrics(option.font).height() + _BAR + 16)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one document."""
        row: Mastery = index.data(ROW)
        metrics = QFontMetrics(option.font)
        rect = option.rect.adjusted(0, 4, 0, -4)
        line = QRect(rect.x(), rect.y(), rect.width(), metrics.height())
        said = words(row)
        room = line.width() - metrics.horizontalAdvance(said) - 12
        painter.save()
        painter.setFont(option.font)
        painter.setPen(self.theme.color("text"))
        title = metrics.elidedText(row.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft), title)
        painter.setPen(self.theme.color("muted"))
        painter.drawText(line, int(Qt.AlignmentFlag.AlignRight), said)
        self._paint_bar(painter, QRect(rect.x(), line.bottom() + 5, rect.width(), _BAR), row)
        painter.restore()

    def _paint_bar(self, painter: QPainter, rect: QRect, row: Mastery) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        total = row.right + row.wrong
        share = row.right / total if total else 0.0
        middle = rect.y() + _BAR // 2
        painter.setBrush(self.theme.color("border"))
        painter.drawRect(rect.x(), middle, rect.width(), 1)
        if share:
            painter.setBrush(self.theme.color("accent"))
            painter.drawRoundedRect(rect.x(), rect.y(), round(rect.width() * share), _BAR, 2, 2)
