"""A layout that sets its widgets side by side and begins a new line where there is no room."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Sets widgets as words are set, in the reading direction of the parent."""

    def __init__(self, parent: QWidget | None = None, gap: int = 4) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Overrides QLayout.addItem."""
        self._items.append(item)

    def count(self) -> int:
        """Overrides QLayout.count."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Overrides QLayout.itemAt: None behind the last one."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Overrides QLayout.takeAt: None behind the last one."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        """Overrides QLayout.hasHeightForWidth."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Overrides QLayout.heightForWidth."""
        return self._set(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Overrides QLayout.setGeometry."""
        super().setGeometry(rect)
        self._set(rect, move=True)

    def sizeHint(self) -> QSize:
        """Overrides QLayout.sizeHint."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Overrides QLayout.minimumSize: as wide as the widest alone, but cut where it must be."""
        heights = [item.sizeHint().height() for item in self._items]
        return QSize(0, max(heights, default=0))

    def _set(self, rect: QRect, *, move: bool) -> int:
        """Set the items into a rectangle; return how high they are together."""
        left, top, height = 0, 0, 0
        parent = self.parentWidget()
        mirrored = parent is not None and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for item in self._items:
            size = item.sizeHint().boundedTo(QSize(rect.width(), 1000))
            if left and left + size.width() > rect.width():
                left, top, height = 0, top + height + self._gap, 0
            if move:
                x = rect.width() - left - size.width() if mirrored else left
                item.setGeometry(QRect(rect.topLeft() + QPoint(x, top), size))
            left += size.width() + self._gap
            height = max(height, size.height())
        return top + height
