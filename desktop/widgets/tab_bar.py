"""The bar of tabs: pinned ones stand first and narrow, none is dragged over the border."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QTabBar, QWidget

_SYMBOL = "A/RES/78/311"
"""A pinned tab is as wide as it takes to read this, and where there are many tabs all are cut to
that width before the bar is scrolled."""


class TabBar(QTabBar):
    """A tab bar that tells of the middle button, of menus asked for, and of titles cut short."""

    middle_clicked = Signal(int)
    menu_requested = Signal(int, QPoint)
    """The number of a tab, and where on the screen its menu is to open."""
    laid_out = Signal()
    """Tabs have come, gone or taken another width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pinned = 0
        self._sizes: dict[tuple[str, str], tuple[QSize, QSize]] = {}
        self._held: tuple[bool, int] | None = None
        self.setMovable(True)
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideMiddle)  # symbols begin alike, and so do searches
        self.setAccessibleName("Tabs")

    def set_pinned(self, count: int) -> None:
        """Say how many tabs, from the first on, are pinned."""
        self._pinned = count
        # Qt lays tabs out anew, the current one in view, when the bar is resized, not its tabs.
        QApplication.sendEvent(self, QResizeEvent(self.size(), self.size()))

    def width_wanted(self) -> int:
        """Return how wide the bar is with every title whole, in pixels."""
        return sum(self.tabSizeHint(index).width() for index in range(self.count()))

    def tabSizeHint(self, index: int) -> QSize:
        """A pinned tab is narrow."""
        return self._hints(index)[index < self._pinned]

    def minimumTabSizeHint(self, index: int) -> QSize:
        """A title is cut short where there are many, but can still be told from others."""
        return self._hints(index)[1]

    def _hints(self, index: int) -> tuple[QSize, QSize]:
        """Return the size of a tab with its title whole, and cut to the least.

        What is around a title is as wide as around a symbol. The style is not asked: PySide would
        make all of its names first, a twentieth of the whole start. Qt wants the sizes of all tabs
        several times while one is opened, so they are remembered.
        """
        title, button = self.tabText(index), self.tabButton(index, QTabBar.ButtonPosition.RightSide)
        about = (title, "" if button is None else button.objectName())
        if (hints := self._sizes.get(about)) is None:
            whole, advance = super().tabSizeHint(index), self.fontMetrics().horizontalAdvance
            spare = max(0, advance(title) - advance(_SYMBOL))
            hints = self._sizes[about] = whole, whole - QSize(spare, 0)
        return hints

    def changeEvent(self, event: QEvent) -> None:
        """Forget how large tabs are where the font or the style is another."""
        self._sizes.clear()
        super().changeEvent(event)

    def tabInserted(self, index: int) -> None:
        """Ask for room: Qt does so for a bar that is seen only, and one that comes back is not."""
        super().tabInserted(index)
        self.updateGeometry()

    def tabRemoved(self, index: int) -> None:
        """Forget what no tab may have any more: the titles of searches change at every key."""
        super().tabRemoved(index)
        self._sizes.clear()

    def tabLayoutChange(self) -> None:
        """Tell that tabs stand otherwise now."""
        self.laid_out.emit()

    # mouse and menu -----------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a tab is held, to drag it by."""
        point = event.position().toPoint()
        index = self.tabAt(point)
        self._held = (
            (index < self._pinned, point.x() - self.tabRect(index).x())
            if (event.button() == Qt.MouseButton.LeftButton and index >= 0)
            else None
        )
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag a tab no farther than those of its kind go."""
        if self._held is not None and event.buttons() == Qt.MouseButton.LeftButton:
            event = self._within(event, *self._held)
        super().mouseMoveEvent(event)

    def _within(self, event: QMouseEvent, pinned: bool, grip: int) -> QMouseEvent:
        kind = range(self._pinned) if pinned else range(self._pinned, self.count())
        room = QRect()
        for index in kind:
            room = room.united(self.tabRect(index))
        width = self.tabRect(self.currentIndex()).width()
        point = event.position()
        first, last = room.left() + grip, room.right() + 1 - width + grip
        x = min(max(point.x(), first), max(first, last))
        return QMouseEvent(
            event.type(), QPointF(x, point.y()), event.scenePosition(), event.globalPosition(),
            event.button(), event.buttons(), event.modifiers(), event.pointingDevice(),
        )  # fmt: skip

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The middle button asks for a tab to be closed."""
        self._held = None
        index = self.tabAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.MiddleButton and index >= 0:
            self.middle_clicked.emit(index)
        else:
            super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the tab under the pointer, or by key for that of the one in front."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.tabAt(event.pos())
        if index >= 0:
            below = self.mapToGlobal(self.tabRect(index).bottomLeft())
            self.menu_requested.emit(index, below if by_key else event.globalPos())
