"""The pages that are about the desk itself, as tabs: keys, and what this program is."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.theme import Theme, Themes
from desktop.widgets.tabs import TabArea

Make = Callable[[Theme], QWidget]
"""How a page is made in a theme."""


class DeskPages(QObject):
    """Opens each of these pages in a tab of its own, once."""

    def __init__(
        self, tabs: TabArea, themes: Themes, data: Path, keys_page: Make, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._tabs, self._themes, self._data, self._keys_page = tabs, themes, data, keys_page

    def show_keys(self) -> None:
        """Open the page of all keys, where they can be changed."""
        self._open("keys", "Keys", self._keys_page)

    def show_about(self) -> None:
        """Open the page that says what this is, and where its files are."""
        from desktop.help import AboutPage

        self._open("about", "About", partial(AboutPage, self._data))

    def _open(self, key: str, title: str, make: Make) -> None:
        page = self._tabs.page(key)
        if page is None:
            page = make(self._themes.current)
            self._tabs.add(key, page, title)
        self._tabs.show_page(page)
        page.setFocus()
