"""The list of what was found, from which a hit is chosen."""

from typing import NamedTuple

from PySide6.QtCore import QPersistentModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QWidget

from desktop.search.delegate import HitDelegate
from desktop.search.hits import HitModel
from desktop.theme import Theme
from desktop.widgets.box_over_list import ChoiceList


class _Kept(NamedTuple):
    """A row in view, how far down it is, and how far the list was scrolled then."""

    row: QPersistentModelIndex
    top: int
    scrolled: int


class HitList(ChoiceList):
    """Paints hits as hits are painted; it knows nothing of how they were found."""

    def __init__(self, model: HitModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._delegate = HitDelegate(theme, self)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setAccessibleName("Passages found")
        self._at_end = QPersistentModelIndex()
        """Where End led, until the hits behind it have come or one goes elsewhere."""
        self._kept: _Kept | None = None
        """Where one is, until the hits that are put in are there."""
        self._follow_soon = QTimer(self, singleShot=True, interval=0)
        self._follow_soon.timeout.connect(self._follow)
        model.rowsAboutToBeInserted.connect(self._keep)
        model.rowsInserted.connect(self._follow_soon.start)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """End leads to the last hit, and on to that of the page that is asked for there."""
        super().keyPressEvent(event)
        if event.key() == Qt.Key.Key_End:
            self._at_end = QPersistentModelIndex(self.currentIndex())

    def _keep(self) -> None:
        """Note where one is before hits are put in, the first of them that come together."""
        if self._kept is None:
            row = self.currentIndex()
            if not self.viewport().rect().contains(self.visualRect(row)):
                row = self.indexAt(QPoint(0, 0))
            scrolled = self.verticalScrollBar().value()
            self._kept = _Kept(QPersistentModelIndex(row), self.visualRect(row).top(), scrolled)

    def _follow(self) -> None:
        """Stay where one is though hits were put in above it; from End on go to their end."""
        kept, self._kept = self._kept, None
        bar = self.verticalScrollBar()
        if kept is not None and kept.row.isValid() and kept.scrolled == bar.value():
            row = self.model().index(kept.row.row(), 0)
            bar.setValue(bar.value() + self.visualRect(row).top() - kept.top)
        is_there, self._at_end = self._at_end == self.currentIndex(), QPersistentModelIndex()
        if is_there:
            end = self.moveCursor(QListView.CursorAction.MoveEnd, Qt.KeyboardModifier.NoModifier)
            self.setCurrentIndex(end)
            self.scrollTo(end)  # it may be the same as before, with others put in above it

    def set_theme(self, theme: Theme) -> None:
        """Paint with this theme from now on."""
        self._delegate.theme = theme
        self.viewport().update()
