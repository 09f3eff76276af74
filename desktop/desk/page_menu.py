"""The menu of a page: what is done with the paragraph or the words under the pointer."""

from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu

from desktop.actions import Actions
from desktop.reader.page_view import PageView

_ENTRIES = ("copy_citation", "copy_link", "note_here", "", "back", "forward")
"""Actions by their names; an empty one is a line between them."""


class PageMenu(QObject):
    """Opens the menus of pages; most entries are actions of the desk."""

    def __init__(self, actions: Actions, parent: QObject) -> None:
        super().__init__(parent)
        self._actions = actions

    def serve(self, page: PageView) -> None:
        """Open the menu of this page whenever it is asked for."""
        page.menu_requested.connect(partial(self._open, page))

    def _open(self, page: PageView, point: QPoint, href: str) -> None:
        menu = QMenu(page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName("Page")
        if page.textCursor().hasSelection():
            key = QKeySequence(QKeySequence.StandardKey.Copy).toString()
            menu.addAction(f"&Copy\t{key}").triggered.connect(page.copy)
        if href:
            copy = partial(QGuiApplication.clipboard().setText, href)
            menu.addAction("Copy where the link &leads").triggered.connect(lambda _=False: copy())
        for name in _ENTRIES:
            menu.addAction(self._actions[name]) if name else menu.addSeparator()
        menu.popup(point)
