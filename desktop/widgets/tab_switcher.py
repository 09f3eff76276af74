"""The list one walks through with Ctrl+Tab: it is there while Ctrl is held."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QListView, QWidget

_WIDTH = 420
"""Pixels; as many rows are shown as the widget below has room for."""
_HOLDING = (Qt.Key.Key_Control, Qt.Key.Key_Meta)


class TabSwitcher(QListView):
    """Lies over the pages with the keys; letting go of Ctrl chooses, Escape does not."""

    chosen = Signal(int)
    """The number of the row that was chosen."""
    left = Signal()
    """Nothing was chosen."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._rows = QStringListModel(self)
        self.setObjectName("switcher")
        self.setAccessibleName("Tabs, last used first")
        self.setModel(self._rows)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.clicked.connect(self._choose)
        self.hide()

    def open(self, titles: Sequence[str]) -> None:
        """Show these titles, the first one current."""
        self._rows.setStringList(list(titles))
        self.setCurrentIndex(self._rows.index(0))
        width = min(_WIDTH, self._over.width() - 32)
        height = min(len(titles) * self.sizeHintForRow(0) + 10, self._over.height() - 64)
        self.setGeometry((self._over.width() - width) // 2, 48, width, height)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def step(self, by: int) -> None:
        """Go on to another row, round and round."""
        count = self._rows.rowCount()
        self.setCurrentIndex(self._rows.index((self.currentIndex().row() + by) % count))

    def choose_current(self) -> None:
        """Take the row one is at."""
        self._choose(self.currentIndex())

    def _choose(self, index: QModelIndex) -> None:
        self._leave()
        self.chosen.emit(index.row())

    def _leave(self) -> None:
        self.blockSignals(True)  # hiding takes the focus away, which would count as leaving
        self.hide()
        self.blockSignals(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves, Return chooses; with Ctrl held the arrows walk."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose_current()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.step(1 if event.key() == Qt.Key.Key_Down else -1)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Letting go of Ctrl chooses."""
        if event.key() in _HOLDING:
            self.choose_current()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Whoever turns to something else wants nothing of this."""
        super().focusOutEvent(event)
        if self.isVisible():
            self._leave()
            self.left.emit()
