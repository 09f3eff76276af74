"""A layout that breaks its widgets into lines, so that a row never forces anything wider."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

Sized = tuple[QLayoutItem, int]


class FlowLayout(QLayout):
    """Widgets beside one another as far as there is room, in the reading direction of the parent.

    `gap` is in pixels; `even` ones get the same width.
    """

    def __init__(self, parent: QWidget | None = None, *, gap: int = 8, even: bool = False) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap, self._even = gap, even
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Take one more item."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item; None past the end, as Qt asks."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Return that it wants no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Return that its height follows from its width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines at this width."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place the widgets."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """Return the size of one line."""
        shown = self._shown()
        width = sum(item.sizeHint().width() for item in shown) + self._gap * max(0, len(shown) - 1)
        return QSize(width, max((item.sizeHint().height() for item in shown), default=0))

    def minimumSize(self) -> QSize:
        """Return the height of the highest widget; where there is no width the widest is cut."""
        return QSize(0, max((item.minimumSize().height() for item in self._shown()), default=0))

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        shown = self._shown()
        widths = [min(item.sizeHint().width(), rect.width()) for item in shown]
        if self._even and shown:
            widths = [self._even_width(max(widths), len(shown), rect.width())] * len(shown)
        parent, y = self.parentWidget(), rect.y()
        mirrored = parent is not None and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for line in self._lines(list(zip(shown, widths, strict=True)), rect.width()):
            x, height = rect.x(), max(item.sizeHint().height() for item, _ in line)
            for item, width in line:
                own = item.sizeHint().height()
                if move:
                    middle = y + (height - own) // 2
                    left = rect.x() + rect.right() + 1 - x - width if mirrored else x
                    item.setGeometry(QRect(QPoint(left, middle), QSize(width, own)))
                x += width + self._gap
            y += height + self._gap
        return max(0, y - self._gap - rect.y())

    def _lines(self, items: list[Sized], room: int) -> list[list[Sized]]:
        lines: list[list[Sized]] = []
        used = 0
        for item, width in items:
            if not lines or used + self._gap + width > room:
                lines.append([])
                used = -self._gap
            lines[-1].append((item, width))
            used += self._gap + width
        return lines

    def _even_width(self, widest: int, count: int, room: int) -> int:
        columns = count
        while columns > 1 and columns * (widest + self._gap) - self._gap > room:
            columns = (columns + 1) // 2
        return (room - self._gap * (columns - 1)) // columns
