"""What is done with tabs by menu and key: pinned, moved, closed by the many, walked through."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from db import address
from desktop.actions import Actions
from desktop.desk.paragraph_links import ParagraphLinks
from desktop.tabs.navigator import Navigator
from desktop.widgets.tab_switcher import TabSwitcher
from desktop.widgets.tabs import TabArea

_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier


class Tabbing(QObject):
    """The menus and keys of tabs; `slots` says which action calls what."""

    told = Signal(str)
    """What became of it, for the status line."""

    def __init__(
        self, tabs: TabArea, navigator: Navigator, links: ParagraphLinks, actions: Actions,
        parent: QObject,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._tabs, self._navigator = tabs, navigator
        self._open_tabs = navigator.open_tabs
        self._links, self._actions = links, actions
        self._switcher = TabSwitcher(tabs)
        self._walked: list[QWidget] = []
        self._focused: QWidget | None = None
        tabs.menu_requested.connect(self.open_menu)
        tabs.list_requested.connect(self.open_list)
        navigator.told.connect(self.told)
        self._switcher.chosen.connect(self._show_walked)
        self._switcher.left.connect(self._give_keys_back)

    def slots(self) -> dict[str, Callable[[], Any]]:
        """Return what the actions of tabs do, by their names."""
        return {
            "recent_tab": partial(self.walk, 1),
            "recent_tab_back": partial(self.walk, -1),
            "all_tabs": self.open_list,
            "move_tab_left": partial(self._to_current, partial(self._move, by=-1)),
            "move_tab_right": partial(self._to_current, partial(self._move, by=1)),
            "pin_tab": partial(self._to_current, self.toggle_pin),
            "duplicate_tab": partial(self._to_current, self._open_tabs.duplicate),
            "close_other_tabs": partial(self._to_current, self.close_others),
            "close_tabs_right": partial(self._to_current, self.close_right),
        }

    def _to_current(self, act: Callable[[QWidget], Any]) -> None:
        if (page := self._tabs.current()) is not None:
            act(page)

    # one tab and its neighbours -----------------------------------------------------------

    def toggle_pin(self, page: QWidget) -> None:
        """Pin a tab, or unpin it."""
        self._tabs.set_pinned(page, not self._tabs.pinned(page))
        self.told.emit("Pinned: it stays open." if self._tabs.pinned(page) else "Unpinned.")

    def _move(self, page: QWidget, by: int) -> None:
        if self._tabs.move_page(page, by):
            pages = self._tabs.pages()
            self.told.emit(f"Tab {pages.index(page) + 1} of {len(pages)}")

    def close_others(self, page: QWidget) -> None:
        """Close every tab but this one and those that are pinned."""
        self._close([other for other in self._tabs.pages() if other is not page])

    def close_right(self, page: QWidget) -> None:
        """Close the tabs behind this one, in the order of the bar, but those that are pinned."""
        self._close(self._behind(page))

    def _behind(self, page: QWidget) -> list[QWidget]:
        pages = self._tabs.pages()
        return pages[pages.index(page) + 1 :]

    def _close(self, pages: list[QWidget]) -> None:
        closing = [page for page in pages if not self._tabs.pinned(page)]
        for page in reversed(closing):  # so that each is reopened in its place
            self._open_tabs.close(page)
        count = len(closing)
        self.told.emit(f"{count} {'tab' if count == 1 else 'tabs'} closed.")
        self._navigator.focus()

    # menus --------------------------------------------------------------------------------

    def open_menu(self, page: QWidget, point: QPoint) -> None:
        """Open the menu of a tab at a point of the screen."""
        tabs, menu = self._tabs, QMenu(self._tabs)
        menu.setAccessibleName(f"Tab {tabs.title(page)}")
        pinned, is_document = tabs.pinned(page), self._open_tabs.reader_on(page) is not None
        others = [one for one in tabs.pages() if one is not page and not tabs.pinned(one)]
        right = [one for one in self._behind(page) if not tabs.pinned(one)]
        add = partial(self._add, menu)
        add("Un&pin tab" if pinned else "&Pin tab", "pin_tab", partial(self.toggle_pin, page))
        add("&Duplicate tab", "duplicate_tab", partial(self._open_tabs.duplicate, page),
            enabled=is_document)  # fmt: skip
        add("Copy lin&k", "copy_link", partial(self._links.copy_link_of, page),
            enabled=is_document)  # fmt: skip
        menu.addSeparator()
        add("Move &left", "move_tab_left", partial(self._move, page, -1))
        add("Move &right", "move_tab_right", partial(self._move, page, 1))
        menu.addSeparator()
        add("&Close tab", "close_tab", partial(self._open_tabs.close, page), enabled=not pinned)
        add("Close &other tabs", "", partial(self.close_others, page), enabled=bool(others))
        add("Close tabs to the ri&ght", "", partial(self.close_right, page), enabled=bool(right))
        add("R&eopen closed tab", "reopen_tab", self._navigator.reopen,
            enabled=self._open_tabs.can_reopen())  # fmt: skip
        self._open(menu, point)

    def _add(
        self, menu: QMenu, words: str, name: str, act: Callable[[], Any], *, enabled: bool = True
    ) -> QAction:
        keys = self._actions[name].shortcuts() if name else []
        action = menu.addAction(f"{words}\t{keys[0].toString()}" if keys else words)
        action.setEnabled(enabled)
        action.triggered.connect(lambda _checked=False: act())
        return action

    def open_list(self) -> None:
        """Open the list of all tabs below the right end of the bar."""
        tabs = self._tabs
        menu = QMenu(tabs)
        menu.setAccessibleName("All tabs")
        for number, page in enumerate(tabs.pages(), 1):
            words = self._describe(page).replace("&", "&&")
            words += f"\tCtrl+{number}" if number < 9 else ""
            action = self._add(menu, words, "", partial(self._show, page))
            action.setCheckable(True)
            action.setChecked(page is tabs.current())
            if page is tabs.current():
                menu.setActiveAction(action)
        if menu.isEmpty():
            self.told.emit("No tab is open.")
            return
        left = 0 if tabs.isRightToLeft() else tabs.width() - menu.sizeHint().width()
        self._open(menu, tabs.mapToGlobal(QPoint(left, tabs.bar.height())))

    def _open(self, menu: QMenu, point: QPoint) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(point)

    def _describe(self, page: QWidget) -> str:
        words = self._tabs.title(page)
        if (reader := self._open_tabs.reader_on(page)) is not None and reader.label:
            words = f"{words}, {address.describe(reader.label)}"
        return f"{words} (pinned)" if self._tabs.pinned(page) else words

    def _show(self, page: QWidget) -> None:
        self._tabs.show_page(page)
        self._navigator.focus()

    # walking ------------------------------------------------------------------------------

    def walk(self, by: int) -> None:
        """Go to the tab that was used before, or on in the list of them while Ctrl is held."""
        if self._switcher.isVisible():
            self._switcher.step(by)
            return
        self._walked = list(self._order())
        if len(self._walked) < 2:
            return
        self._focused = self._elsewhere(QApplication.focusWidget())
        self._switcher.open([self._describe(page) for page in self._walked])
        self._switcher.step(by)
        if not QGuiApplication.keyboardModifiers() & _HELD:
            self._switcher.choose_current()

    def _order(self) -> Iterator[QWidget]:
        """Yield the pages, that in front first, then as they were used."""
        current = self._tabs.current()
        if current is not None:
            yield current
        yield from (page for page in self._tabs.recent() if page is not current)

    def _elsewhere(self, widget: QWidget | None) -> QWidget | None:
        """Return the widget unless it is of the page in front: that one's keys go along."""
        page = self._tabs.current()
        of_page = widget is page or (page is not None and widget and page.isAncestorOf(widget))
        return None if of_page else widget

    def _show_walked(self, row: int) -> None:
        pages, self._walked = self._walked, []
        self._tabs.show_page(pages[row])
        self._give_keys_back()

    def _give_keys_back(self) -> None:
        focused, self._focused = self._focused, None
        if focused is not None:
            focused.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._navigator.focus()
