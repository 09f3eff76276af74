"""A line edit over a list, and the keys that lead from one to the other."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QListView, QWidget

_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CONTROL = Qt.KeyboardModifier.ControlModifier


class ChoiceList(QListView):
    """A list of things to open: with Return or a click, with Ctrl held while staying here."""

    chosen = Signal(QModelIndex, bool)
    """What is to be opened, and whether the focus stays where it is."""
    left_at_top = Signal()
    """Up was pressed in the first row."""
    typed = Signal(QKeyEvent)
    """A key that writes: it is meant for the box."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)

    def choose_first(self) -> None:
        """Make the first row that can be chosen the current one, without opening it."""
        model = self.model()
        for row in range(model.rowCount()):
            if model.flags(model.index(row, 0)) & Qt.ItemFlag.ItemIsSelectable:
                self.setCurrentIndex(model.index(row, 0))
                self.scrollToTop()
                return

    def _is_first(self, index: QModelIndex) -> bool:
        """Tell whether only headings stand above a row."""
        model = self.model()
        return not any(
            model.flags(model.index(row, 0)) & Qt.ItemFlag.ItemIsSelectable
            for row in range(index.row() - 1, -1, -1)
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return chooses, Up leaves at the top, letters go to the box; the rest is the list's."""
        current = self.currentIndex()
        if event.key() in _RETURN and current.isValid():
            self.chosen.emit(current, bool(event.modifiers() & _CONTROL))
        elif event.key() == Qt.Key.Key_Up and self._is_first(current):
            self.left_at_top.emit()
        elif (
            event.text().isprintable()
            and event.text().strip()
            and not event.modifiers()
            & (_CONTROL | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier)
        ):
            self.typed.emit(event)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens the row it began on."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if (
            event.button() == Qt.MouseButton.LeftButton
            and index.isValid()
            and index == self.currentIndex()
        ):
            self.chosen.emit(index, bool(event.modifiers() & _CONTROL))


class ListBox(QLineEdit):
    """The box over a list: Down goes into it, Return opens what is found first."""

    chosen = Signal(bool)
    """Return was pressed; whether the focus stays here."""

    def __init__(self, below: ChoiceList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._below = below
        self.setClearButtonEnabled(True)
        below.left_at_top.connect(self.take_focus)
        below.typed.connect(self.take)

    def take_focus(self) -> None:
        """Put the caret into the box, ready to type over what is there."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down and Return are for the list; the rest is the line edit's own."""
        if event.key() in _RETURN:
            self.chosen.emit(bool(event.modifiers() & _CONTROL))
        elif event.key() == Qt.Key.Key_Down:
            self._enter_list()
        else:
            super().keyPressEvent(event)

    def _enter_list(self) -> None:
        if not self._below.isVisible() or not self._below.model().rowCount():
            return
        if not self._below.currentIndex().isValid():
            self._below.choose_first()
        self._below.setFocus(Qt.FocusReason.TabFocusReason)

    def take(self, event: QKeyEvent) -> None:
        """Write what was typed elsewhere, behind what is there."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.end(False)
        super().keyPressEvent(event)
