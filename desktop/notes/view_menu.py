"""The menu of the notes panel: which notes, in which order, and the pages beside the list."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from db.models import COLORS, STYLES
from desktop.notes.color_names import ColorNames

SORTS = {
    "text": "By the text",
    "newest": "Newest first",
    "oldest": "Oldest first",
    "changed": "Changed last",
    "color": "By colour",
}
GROUPS = {
    "": "No groups",
    "document": "Document",
    "paragraph": "Paragraph",
    "color": "Colour",
    "tag": "Tag",
    "folder": "Folder",
    "day": "Day",
    "state": "State",
}
_KINDS = {
    "is:note": "With words of mine",
    "is:highlight": "Highlights",
    "is:bookmark": "Bookmarks",
    "is:free": "In a notebook",
    "is:moved": "Moved along with the text",
    "is:orphan": "Not found any more",
    "tag:none": "Without a tag",
    "added:7": "Of the last week",
}
_PAGES = {
    "highlights": "Only my highlights, in a tab",
    "tags": "Tags…",
    "colors": "Names of the colours…",
    "basket": "Deleted notes…",
}


class ViewMenu(QToolButton):
    """A button with the menu; what is filtered is written into the box, in the search's words."""

    sort_chosen = Signal(str)
    group_chosen = Signal(str)
    term_chosen = Signal(str)
    """A term for the filter, to be put in or taken out."""
    page_chosen = Signal(str)
    """`highlights`, `tags`, `colors` or `basket`."""

    def __init__(self, names: ColorNames, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self.setText("⋯")
        self.setAccessibleName("Order, filters and pages of the notes")
        self.setToolTip("Order, groups, filters; tags, colours, deleted notes")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        menu.setAccessibleName("Notes")
        self._sorts = self._choices(menu.addMenu("&Sort"), SORTS, self.sort_chosen)
        self._groups = self._choices(menu.addMenu("&Group by"), GROUPS, self.group_chosen)
        self._filters = menu.addMenu("&Filter")
        self._filters.aboutToShow.connect(self._fill_filters)
        menu.addSeparator()
        for name, words in _PAGES.items():
            self._add(menu, words, self._page_chosen, name)
        self.setMenu(menu)

    def _choices(self, menu: QMenu, choices: dict[str, str], signal: Any) -> dict[str, QAction]:
        group = QActionGroup(menu)
        made = {}
        for name, words in choices.items():
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setData(name)
            group.addAction(action)
            made[name] = action
        chosen = self._sort_chosen if signal is self.sort_chosen else self._group_chosen
        group.triggered.connect(chosen)
        return made

    def check(self, sort: str, group: str) -> None:
        """Check the order and the groups there are now."""
        self._sorts[sort].setChecked(True)
        self._groups[group].setChecked(True)

    def _fill_filters(self) -> None:
        self._filters.clear()
        for color in COLORS:
            self._add(self._filters, self._names.said(color), self._term_chosen, f"color:{color}")
        self._filters.addSeparator()
        for style in STYLES:
            self._add(self._filters, style.capitalize(), self._term_chosen, f"style:{style}")
        self._filters.addSeparator()
        for term, words in _KINDS.items():
            self._add(self._filters, words, self._term_chosen, term)

    @staticmethod
    def _add(menu: QMenu, words: str, slot: Any, data: str) -> None:
        action = menu.addAction(words)
        action.setData(data)
        action.triggered.connect(slot)

    def _data(self) -> str:
        action = self.sender()
        return str(action.data()) if isinstance(action, QAction) else ""

    def _term_chosen(self) -> None:
        self.term_chosen.emit(self._data())

    def _page_chosen(self) -> None:
        self.page_chosen.emit(self._data())

    def _sort_chosen(self, action: QAction) -> None:
        self.sort_chosen.emit(action.data())

    def _group_chosen(self, action: QAction) -> None:
        self.group_chosen.emit(action.data())
