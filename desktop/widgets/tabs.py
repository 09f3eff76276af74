"""Tabs over pages: opened once each, moved, closed, reopened."""

from collections.abc import Hashable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QToolButton, QVBoxLayout, QWidget

from desktop import theme as themes
from desktop.keyed import keyed
from desktop.theme import Theme


class _Bar(QTabBar):
    """A tab bar that tells of the middle button."""

    middle_clicked = Signal(int)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The middle button asks for a tab to be closed."""
        index = self.tabAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.MiddleButton and index >= 0:
            self.middle_clicked.emit(index)
        else:
            super().mouseReleaseEvent(event)


class TabArea(QWidget):
    """A tab bar and the pages under it; a page is known by a key and is there only once."""

    current_changed = Signal(object)
    """The page that is shown now, None if there is none."""
    close_requested = Signal(object)
    """The page whose tab the person closed."""

    def __init__(self, empty: QWidget, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.bar = _Bar(self)
        self.bar.setMovable(True)
        self.bar.setExpanding(False)
        self.bar.setDrawBase(False)
        self.bar.setUsesScrollButtons(True)
        self.bar.setElideMode(Qt.TextElideMode.ElideNone)  # scrolled rather than cut off
        self.bar.setAccessibleName("Tabs")
        self.bar.middle_clicked.connect(self._middle_clicked)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(empty)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.bar)
        self._column.addWidget(self._stack, 1)
        self._keys: dict[Hashable, QWidget] = {}
        self.bar.currentChanged.connect(self._show_current)

    def put_over_pages(self, widget: QWidget) -> None:
        """Place a widget between the tabs and whichever page is in front."""
        self._column.insertWidget(1, widget)

    def add(self, key: Hashable, page: QWidget, title: str, *, show: bool = True) -> None:
        """Put a page into a new tab: behind the current one, or last if it is not shown."""
        self._keys[key] = page
        self._stack.addWidget(page)
        index = self.bar.currentIndex() + 1 if show else self.bar.count()
        index = self.bar.insertTab(index, title.replace("&", "&&"))
        self.bar.setTabData(index, page)
        self.bar.setTabToolTip(index, title)
        self._add_close_button(index, page)
        if show:
            self.show_page(page)
        if self.bar.currentIndex() == index:
            self._show_current(index)  # the bar spoke of it before its page was known

    def _add_close_button(self, index: int, page: QWidget) -> None:
        button = QToolButton(self.bar)
        button.setObjectName("tabClose")
        button.setIcon(themes.icon("close", self._theme.muted, 14))
        keyed(button, "Close this tab ({key})", "close_tab")
        button.setAccessibleName("Close tab")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setProperty("page", page)
        button.clicked.connect(self._close_clicked)
        self.bar.setTabButton(index, QTabBar.ButtonPosition.RightSide, button)

    def _close_clicked(self) -> None:
        page = self.sender().property("page")
        self.close_requested.emit(page)

    def _middle_clicked(self, index: int) -> None:
        self.close_requested.emit(self.bar.tabData(index))

    def page(self, key: Hashable) -> QWidget | None:
        """Return the page with this key."""
        return self._keys.get(key)

    def pages(self) -> list[QWidget]:
        """Return the pages in the order of their tabs."""
        return [self.bar.tabData(index) for index in range(self.bar.count())]

    def current(self) -> QWidget | None:
        """Return the page that is shown."""
        page: Any = self.bar.tabData(self.bar.currentIndex())
        return page if isinstance(page, QWidget) else None

    def show_page(self, page: QWidget) -> None:
        """Bring a page's tab to the front."""
        self.bar.setCurrentIndex(self.pages().index(page))

    def set_title(self, page: QWidget, title: str) -> None:
        """Name a page's tab, if it is still there."""
        if page not in (pages := self.pages()):
            return
        index = pages.index(page)
        self.bar.setTabText(index, title.replace("&", "&&"))
        self.bar.setTabToolTip(index, title)

    def remove(self, page: QWidget) -> None:
        """Take a page and its tab away and let go of it."""
        index = self.pages().index(page)
        self._keys = {key: other for key, other in self._keys.items() if other is not page}
        self.bar.removeTab(index)  # first: the stack would show the page behind, unasked
        self._stack.removeWidget(page)
        page.hide()
        page.deleteLater()

    def turn(self, by: int) -> None:
        """Show the next or previous tab, round and round."""
        if count := self.bar.count():
            self.bar.setCurrentIndex((self.bar.currentIndex() + by) % count)

    def show_number(self, number: int) -> None:
        """Show the tab with this number, counted from 1; 9 is the last."""
        last = self.bar.count() - 1
        self.bar.setCurrentIndex(last if number == 9 else min(number - 1, last))

    def set_theme(self, theme: Theme) -> None:
        """Tint the close buttons."""
        self._theme = theme
        for index in range(self.bar.count()):
            button = self.bar.tabButton(index, QTabBar.ButtonPosition.RightSide)
            if isinstance(button, QToolButton):
                button.setIcon(themes.icon("close", theme.muted, 14))

    def _show_current(self, index: int) -> None:
        page = self.current()
        self._stack.setCurrentWidget(page) if page else self._stack.setCurrentIndex(0)
        self.current_changed.emit(page)
