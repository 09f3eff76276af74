"""What a person sees: the words that are really in view, whichever widget shows them."""

import re
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QStatusBar,
    QTabBar,
    QTableView,
    QTextEdit,
    QWidget,
)


def words_in_view(window: QWidget) -> str:
    """Return all words in view in a window and its menus, a line for each thing that has some."""
    roots = [window, *(one for one in QApplication.topLevelWidgets() if isinstance(one, QMenu))]
    seen = [
        words
        for root in roots
        for widget in (root, *root.findChildren(QWidget))
        if in_view(widget)
        for words in _words(widget)
    ]
    return "\n".join(dict.fromkeys(plain(words) for words in seen if words.strip()))


def in_view(widget: QWidget) -> bool:
    """Tell whether a part of a widget is neither hidden, nor scrolled away, nor covered."""
    if not widget.isVisible():
        return False
    window, inside = widget.window(), widget.rect().adjusted(2, 2, -2, -2)
    corners = (inside.topLeft(), inside.topRight(), inside.bottomLeft(), inside.bottomRight())
    for point in (inside.center(), *corners):
        there = window.childAt(widget.mapTo(window, point))
        if there is widget or (there is not None and widget.isAncestorOf(there)):
            return True
    return widget is window


def plain(words: str) -> str:
    """Return words without markup and marks of direction, every white space as one space."""
    words = re.sub(r"<[^>]*>", " ", words).replace("&&", "&").replace("\u200e", "")
    return " ".join(words.split())


def rows_in_view(view: QAbstractItemView) -> Iterator[tuple[str, QRect]]:
    """Yield what the rows in view say, and where they are in the view's viewport."""
    if not isinstance(view, QHeaderView):  # its words stand in no rows
        middle = view.viewport().width() // 2
        yield from _cells(view, (QPoint(middle, y) for y in range(1, view.viewport().height())))


def cells_in_view(view: QTableView) -> Iterator[tuple[str, QRect]]:
    """Yield what the cells in view say, row by row, and where they are in the viewport."""
    width = view.viewport().width()
    for _, row in rows_in_view(view):
        yield from _cells(view, (QPoint(x, row.center().y()) for x in range(1, width)))


def _cells(view: QAbstractItemView, points: Iterable[QPoint]) -> Iterator[tuple[str, QRect]]:
    """Yield what lies under points that go on in one direction, each thing once."""
    model, where = view.model(), QRect()
    for point in points:
        if not where.contains(point) and (index := view.indexAt(point)).isValid():
            if where == view.visualRect(index):
                continue  # the line between two cells is counted to the one before
            where = view.visualRect(index)
            said = model.data(index, Qt.ItemDataRole.AccessibleTextRole) or model.data(index)
            yield plain(str(said)), where


def _headings(header: QHeaderView) -> Iterator[str]:
    """Yield what the sections in view of a table's header say."""
    across, model = header.orientation(), header.model()
    length = header.width() if across == Qt.Orientation.Horizontal else header.height()
    for section in range(header.count()):
        if -header.sectionSize(section) < header.sectionViewportPosition(section) < length:
            yield plain(str(model.headerData(section, across)))


def text_in_view(page: QTextEdit) -> str:
    """Return the part of a page's text that is not scrolled away."""
    corner = page.viewport().rect().bottomRight()
    cursor = QTextCursor(page.document())
    cursor.setPosition(page.cursorForPosition(QPoint(0, 0)).position())
    cursor.setPosition(page.cursorForPosition(corner).position(), QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText()


def _words(widget: QWidget) -> Iterator[str]:
    yield widget.accessibleName()
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QComboBox):
        yield widget.currentText()
    elif isinstance(widget, QLineEdit):
        yield widget.text() or widget.placeholderText()
    elif isinstance(widget, QPlainTextEdit):
        yield widget.toPlainText() or widget.placeholderText()
    elif isinstance(widget, QTextEdit):
        yield text_in_view(widget)
    elif isinstance(widget, QHeaderView):
        yield from _headings(widget)
    elif isinstance(widget, QTableView):
        yield from (said for said, _ in cells_in_view(widget))
    elif isinstance(widget, QAbstractItemView):
        yield from (said for said, _ in rows_in_view(widget))
    elif isinstance(widget, QStatusBar):
        yield widget.currentMessage()
    elif isinstance(widget, QTabBar):
        yield from (widget.tabText(number) for number in range(widget.count()))
    elif isinstance(widget, QMenu):
        yield from (action.text().replace("&", "") for action in widget.actions())
