"""A box of long entries: they wrap in it and in its list, so that none is cut."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStyleOptionViewItem,
    QStylePainter,
    QWidget,
)

from desktop.widgets.choice_box import MARK_WIDTH, ChoiceBox

_SIDE, _TOP = 10, 7
_LEAST = 150
_WRAP = Qt.TextFlag.TextWordWrap


class _Wrapped(QStyledItemDelegate):
    """Makes the rows of the list as high as their words need in the width of the box."""

    def __init__(self, box: "MatchBox") -> None:
        super().__init__(box)
        self._box = box

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        room = self._box.width() - 2 * _SIDE
        high = _height(QFontMetrics(self._box.font()), str(index.data()), room)
        return QSize(room, high + 2 * _TOP)


class MatchBox(ChoiceBox):
    """As high as its longest entry needs, whichever is chosen: nothing moves while one chooses."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(_Wrapped(self))
        self.view().setWordWrap(True)  # type: ignore[attr-defined]  # a QListView
        self.view().setTextElideMode(Qt.TextElideMode.ElideNone)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Return that its words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the longest entry in so wide a box."""
        room, metrics = width - _SIDE - MARK_WIDTH, QFontMetrics(self.font())
        words = (self.itemText(n) for n in range(self.count()))
        needed = max((_height(metrics, one, room) for one in words), default=0)
        return max(super().sizeHint().height(), needed + 2 * _TOP)

    def sizeHint(self) -> QSize:
        """Return a comfortable size; the width is the page's to give."""
        return QSize(240, self.heightForWidth(240))

    def minimumSizeHint(self) -> QSize:
        """Return the least that can be read."""
        return QSize(_LEAST, self.heightForWidth(max(_LEAST, self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the height that goes with another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def showPopup(self) -> None:
        """Open a list as wide as the box: Qt would make it as wide as its longest entry."""
        self.view().setFixedWidth(self.width())
        super().showPopup()
        self.view().window().setFixedWidth(self.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame, the words over as many lines as they need, and the mark."""
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = ""
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        inner = self.rect().adjusted(_SIDE, 0, -MARK_WIDTH, 0)
        middle = int(Qt.AlignmentFlag.AlignVCenter) | int(_WRAP)
        painter.drawText(inner, middle, self.currentText())
        self.paint_mark(painter)
        painter.end()


def _height(metrics: QFontMetrics, words: str, width: int) -> int:
    return metrics.boundingRect(QRect(0, 0, max(40, width), 10_000), int(_WRAP), words).height()
