"""Tabs over pages: opened once each, moved, pinned, closed; which were used last."""

from collections.abc import Hashable
from typing import Any

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop import theme as themes
from desktop.keys.keyed import keyed
from desktop.theme import Theme
from desktop.widgets.tab_bar import TabBar

_RIGHT = QTabBar.ButtonPosition.RightSide
_ICONS = {"tabClose": ("close", 14), "tabPin": ("pin", 14), "allTabs": ("tabs", 16)}
"""The icon of each button, and its size in pixels, by the button's name."""


class TabArea(QWidget):
    """A tab bar and the pages under it; a page is known by a key and is there only once."""

    current_changed = Signal(object)
    """The page that is shown now, None if there is none."""
    close_requested = Signal(object)
    """The page whose tab the person closed."""
    menu_requested = Signal(object, QPoint)
    """The page whose tab's menu is wanted, and where on the screen."""
    list_requested = Signal()
    """A list of all tabs is wanted."""

    def __init__(self, empty: QWidget, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.bar = TabBar(self)
        self.all_button = _button(self, "allTabs", "All tabs", "All tabs ({key})", "all_tabs")
        self.all_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.all_button.hide()
        self._stack = QStackedWidget(self)
        self._stack.addWidget(empty)
        self._head = QWidget(self)
        row = QHBoxLayout(self._head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.bar, 1)
        row.addWidget(self.all_button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._head)
        self._column.addWidget(self._stack, 1)
        self._keys: dict[Hashable, QWidget] = {}
        self._recent: list[QWidget] = []
        self._pinned: set[QWidget] = set()
        self._ahead: QToolButton | None = None
        self.bar.middle_clicked.connect(self._middle_clicked)
        self.bar.menu_requested.connect(self._menu_requested)
        self._looking = QTimer(self, singleShot=True, interval=0)  # once for many changes
        self._looking.timeout.connect(self._tell_if_cut)
        self.bar.laid_out.connect(self._looking.start)
        self.bar.currentChanged.connect(self._show_current)
        self.all_button.clicked.connect(self.list_requested)

    def put_over_pages(self, widget: QWidget) -> None:
        """Place a widget between the tabs and whichever page is in front."""
        self._column.insertWidget(1, widget)

    # pages --------------------------------------------------------------------------------

    @property
    def room(self) -> QWidget:
        """Where pages stand: a page made in it needs not be styled again when it is added."""
        return self._stack

    def add(
        self, key: Hashable, page: QWidget, title: str, *, show: bool = True, at: int | None = None
    ) -> None:
        """Put a page into a new tab: `at` a place, or behind the current one, or last if unseen.

        Behind the pinned tabs it is in any case.
        """
        self._keys[key] = page
        self._stack.addWidget(page)
        if at is None:
            at = self.bar.currentIndex() + 1 if show else self.bar.count()
        index = self.bar.insertTab(max(at, len(self._pinned)), title.replace("&", "&&"))
        self.bar.setTabData(index, page)
        self._recent.append(page)
        self._name(index, page, title)
        self._add_button(index, page)
        if show:
            self.show_page(page)
        if self.bar.currentIndex() == index:
            self._show_current(index)  # the bar spoke of it before its page was known

    def page(self, key: Hashable) -> QWidget | None:
        """Return the page with this key."""
        return self._keys.get(key)

    def pages(self) -> list[QWidget]:
        """Return the pages in the order of their tabs."""
        return [self.bar.tabData(index) for index in range(self.bar.count())]

    def recent(self) -> list[QWidget]:
        """Return the pages in the order they were last in front, the latest first."""
        return list(self._recent)

    def current(self) -> QWidget | None:
        """Return the page that is shown."""
        page: Any = self.bar.tabData(self.bar.currentIndex())
        return page if isinstance(page, QWidget) else None

    def show_page(self, page: QWidget) -> None:
        """Bring a page's tab to the front."""
        self.bar.setCurrentIndex(self.pages().index(page))

    def title(self, page: QWidget) -> str:
        """Return what stands on a page's tab, in full."""
        return self.bar.tabToolTip(self.pages().index(page))

    def set_title(self, page: QWidget, title: str) -> None:
        """Name a page's tab, if it is still there."""
        if page in (pages := self.pages()):
            self._name(pages.index(page), page, title)

    def _name(self, index: int, page: QWidget, title: str) -> None:
        if self.bar.tabText(index) != (text := title.replace("&", "&&")):
            self.bar.setTabText(index, text)  # it lays all tabs out anew
        self.bar.setTabToolTip(index, title)
        self.bar.setAccessibleTabName(index, f"{title}, pinned" if self.pinned(page) else title)

    def replace(self, page: QWidget, other: QWidget, title: str) -> None:
        """Put another page into a page's tab, which stays as it is, and let go of the page."""
        index, in_front = self.pages().index(page), page is self.current()
        keys = {key: one for key, one in self._keys.items() if one is not page}
        self._keys = {**keys, other: other}
        self._recent[self._recent.index(page)] = other
        if self.pinned(page):
            self._pinned ^= {page, other}
        self._stack.addWidget(other)
        self.bar.setTabData(index, other)
        self._name(index, other, title)
        self._add_button(index, other)
        if in_front:
            self._show_current(index)
        self._let_go(page)

    def _let_go(self, page: QWidget) -> None:
        self._stack.removeWidget(page)
        page.hide()
        page.deleteLater()

    def remove(self, page: QWidget) -> None:
        """Take a page and its tab away and let go of it."""
        index = self.pages().index(page)
        self._keys = {key: other for key, other in self._keys.items() if other is not page}
        self._recent.remove(page)
        self._pinned.discard(page)
        self.bar.removeTab(index)  # first: the stack would show the page behind, unasked
        self.bar.set_pinned(len(self._pinned))
        self._let_go(page)

    # places -------------------------------------------------------------------------------

    def turn(self, by: int) -> None:
        """Show the next or previous tab, round and round."""
        if count := self.bar.count():
            self.bar.setCurrentIndex((self.bar.currentIndex() + by) % count)

    def show_number(self, number: int) -> None:
        """Show the tab with this number, counted from 1; 9 is the last."""
        last = self.bar.count() - 1
        self.bar.setCurrentIndex(last if number == 9 else min(number - 1, last))

    def move_page(self, page: QWidget, by: int) -> bool:
        """Move a tab among those of its kind, pinned or not; tell whether there was room."""
        index = self.pages().index(page)
        border, pinned = len(self._pinned), self.pinned(page)
        first, last = (0, border - 1) if pinned else (border, self.bar.count() - 1)
        if not first <= index + by <= last:
            return False
        self.bar.moveTab(index, index + by)
        return True

    def pinned(self, page: QWidget) -> bool:
        """Tell whether a page's tab is pinned."""
        return page in self._pinned

    def set_pinned(self, page: QWidget, pinned: bool) -> None:
        """Pin a tab: it goes to the end of the pinned ones; unpinned, before all others."""
        if pinned == self.pinned(page):
            return
        border, index = len(self._pinned), self.pages().index(page)
        (self._pinned.add if pinned else self._pinned.discard)(page)
        to = border if pinned else border - 1
        self.bar.moveTab(index, to)
        self._name(to, page, self.bar.tabToolTip(to))
        self._add_button(to, page)
        self.bar.set_pinned(len(self._pinned))

    # the bar ------------------------------------------------------------------------------

    def show_bar(self, show: bool) -> None:
        """Show the bar over the page or fold it away."""
        self._head.setVisible(show)

    def _add_button(self, index: int, page: QWidget) -> None:
        """Give a tab the button that closes it, or unpins it if it is pinned."""
        button = self._pin_button() if self.pinned(page) else self._close_button()
        button.setProperty("page", page)
        if (before := self.bar.tabButton(index, _RIGHT)) is not None:
            before.hide()
            before.deleteLater()
        self.bar.setTabButton(index, _RIGHT, button)

    def prepare(self) -> None:
        """Make the button of the next tab, while nobody waits for it."""
        self._ahead = self._close_button()

    def _close_button(self) -> QToolButton:
        if self._ahead is not None:
            button, self._ahead = self._ahead, None
            return button
        button = _button(self.bar, "tabClose", "Close tab", "Close this tab ({key})", "close_tab")
        button.clicked.connect(self._close_clicked)
        return self._quiet(button)

    def _pin_button(self) -> QToolButton:
        button = _button(self.bar, "tabPin", "Unpin tab", "Unpin this tab ({key})", "pin_tab")
        button.clicked.connect(self._unpin_clicked)
        return self._quiet(button)

    def _quiet(self, button: QToolButton) -> QToolButton:
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.hide()
        self._tint(button)
        return button

    def _close_clicked(self) -> None:
        self.close_requested.emit(self.sender().property("page"))

    def _unpin_clicked(self) -> None:
        self.set_pinned(self.sender().property("page"), False)

    def _middle_clicked(self, index: int) -> None:
        self.close_requested.emit(self.bar.tabData(index))

    def _menu_requested(self, index: int, point: QPoint) -> None:
        self.menu_requested.emit(self.bar.tabData(index), point)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See whether the titles fit."""
        super().resizeEvent(event)
        self._looking.start()

    def _tell_if_cut(self) -> None:
        """Offer the list of all tabs where not all of them can be read."""
        cut = self.bar.width_wanted() > self.width()
        if cut and self.all_button.icon().isNull():
            self._tint(self.all_button)
        self.all_button.setVisible(cut)

    def set_theme(self, theme: Theme) -> None:
        """Tint the buttons."""
        self._theme = theme
        if not self.all_button.icon().isNull():
            self._tint(self.all_button)
        for button in self.bar.findChildren(QToolButton):
            if button.objectName() in _ICONS:
                self._tint(button)

    def _tint(self, button: QToolButton) -> None:
        name, size = _ICONS[button.objectName()]
        button.setIconSize(QSize(size, size))
        button.setIcon(themes.icon(name, self._theme.muted, size))

    def _show_current(self, index: int) -> None:
        page = self.current()
        if page in self._recent:
            self._recent.remove(page)
            self._recent.insert(0, page)
        self._stack.setCurrentWidget(page) if page else self._stack.setCurrentIndex(0)
        self.current_changed.emit(page)


def _button(parent: QWidget, name: str, words: str, tip: str, action: str) -> QToolButton:
    """Make a button where it is to stand: one that moves in later is styled all over again."""
    button = QToolButton(parent)
    button.setObjectName(name)
    button.setAccessibleName(words)
    keyed(button, tip, action)
    return button
