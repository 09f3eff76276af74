"""The command palette: a box over the window in which one types what is to be done."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from desktop.theme import Theme
from desktop.widgets.entry_list import Entry, EntryDelegate, EntryModel, EntryRole

_WIDTH, _FROM_TOP, _MARGIN = 600, 48, 12
_BETWEEN, _HIGHEST = 8, 440
_NOTHING = "Nothing here has these words. Esc closes."
_ROWS = {
    Qt.Key.Key_Up: QListView.CursorAction.MoveUp,
    Qt.Key.Key_Down: QListView.CursorAction.MoveDown,
    Qt.Key.Key_PageUp: QListView.CursorAction.MovePageUp,
    Qt.Key.Key_PageDown: QListView.CursorAction.MovePageDown,
    Qt.Key.Key_Home: QListView.CursorAction.MoveHome,
    Qt.Key.Key_End: QListView.CursorAction.MoveEnd,
}


class _Box(QLineEdit):
    """The box keeps the caret; the keys that go through rows are the list's."""

    left = Signal()
    row_key = Signal(QKeyEvent)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pass on what is for the list, write the rest."""
        if event.key() in _ROWS or event.key() in (
            Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape,
        ):  # fmt: skip
            self.row_key.emit(event)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that something else was clicked; another window may have come before this one."""
        super().focusOutEvent(event)
        other = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
        if event.reason() not in other:
            self.left.emit()


class _List(QListView):
    """Rows to be clicked or gone through from the box."""

    def move(self, action: QListView.CursorAction) -> None:  # type: ignore[override]
        """Go to another row, as a key does."""
        index = self.moveCursor(action, Qt.KeyboardModifier.NoModifier)
        if index.isValid():
            self.setCurrentIndex(index)


class Palette(QFrame):
    """Asks `find` for what fits the words typed and tells what of it was chosen."""

    chosen = Signal(object)
    """The Entry is to be done; the focus is back where it was."""

    def __init__(
        self, find: Callable[[str], Sequence[Entry]], theme: Theme, window: QWidget
    ) -> None:
        super().__init__(window)
        self._find, self._over = find, window
        self._before: QWidget | None = None
        self.setObjectName("palette")
        self.setAccessibleName("Find a command")
        self.setAutoFillBackground(True)
        self.box = _Box(self)
        self.box.setPlaceholderText("A command, a document, a theme, or op6")
        self.box.setAccessibleName("Find a command, a document, a theme or a paragraph")
        self.model = EntryModel(self)
        self.list = self._make_list(theme)
        self._said = QLabel(self)
        self._said.setObjectName("muted")
        self._said.setContentsMargins(10, 2, 10, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[_MARGIN] * 4)
        column.setSpacing(_BETWEEN)
        for widget in (self.box, self.list, self._said):
            column.addWidget(widget)
        self.box.textEdited.connect(self._fill)
        self.box.row_key.connect(self._key)
        self.box.left.connect(self.hide)
        self.hide()

    def _make_list(self, theme: Theme) -> _List:
        made = _List(self)
        made.setModel(self.model)
        self._delegate = EntryDelegate(theme, made)
        made.setItemDelegate(self._delegate)
        made.setUniformItemSizes(True)
        made.setFrameShape(QListView.Shape.NoFrame)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setMouseTracking(True)
        made.setFocusProxy(self.box)
        made.setAccessibleName("What fits")
        made.viewport().installEventFilter(self)
        made.selectionModel().currentChanged.connect(self._announce)
        return made

    def set_theme(self, theme: Theme) -> None:
        """Paint with this theme from now on."""
        self._delegate.theme = theme
        self.list.viewport().update()

    # open and closed --------------------------------------------------------------------------

    def open(self) -> None:
        """Come over the window with an empty box, or go away again."""
        if self.isVisible():
            self.close_up()
            return
        self._before = QApplication.focusWidget()
        self.box.clear()
        self._fill("")
        self._over.installEventFilter(self)
        self.show()
        self.raise_()
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_up(self) -> None:
        """Go away, and give the focus back to what had it."""
        before, self._before = self._before, None
        self.hide()
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """Follow the window no longer."""
        self._over.removeEventFilter(self)
        super().hideEvent(event)

    def _place(self) -> None:
        width = min(_WIDTH, self._over.width() - 32)
        top = _FROM_TOP if self._over.height() > 600 else 16
        row = self.list.sizeHintForRow(0)
        most = (min(_HIGHEST, self._over.height() - 2 * top) - self._frame_height()) // max(row, 1)
        self.list.setFixedHeight(row * min(most, self.model.rowCount()) if row > 0 else 0)
        self.setGeometry((self._over.width() - width) // 2, top, width, self.sizeHint().height())

    def _frame_height(self) -> int:
        return 2 * _MARGIN + self.box.sizeHint().height() + _BETWEEN

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle of the window; a click on a row chooses it."""
        if watched is self._over:
            if event.type() == QEvent.Type.Resize:
                self._place()
        elif event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            index = self.list.indexAt(event.position().toPoint())
            if event.button() == Qt.MouseButton.LeftButton and index.isValid():
                self._choose(index.data(EntryRole))
                return True
        return False

    # keys -------------------------------------------------------------------------------------

    def _key(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_up()
        elif event.key() in _ROWS:
            self.list.move(_ROWS[Qt.Key(event.key())])
        elif self.list.currentIndex().isValid():
            self._choose(self.list.currentIndex().data(EntryRole))

    def _choose(self, entry: Entry) -> None:
        if entry.enabled:
            self.close_up()
            self.chosen.emit(entry)
        else:
            self._tell(f"{entry.words}: {entry.beside.rpartition(' · ')[2]}")

    def _tell(self, words: str) -> None:
        """Say something below the list, and aloud."""
        self._said.setText(words)
        self._said.show()
        self._place()
        self._say(words)

    def refresh(self) -> None:
        """Ask again for what fits: there is more to be found now."""
        if self.isVisible():
            self._fill(self.box.text())

    def _fill(self, typed: str) -> None:
        found = self._find(typed)
        self.model.set_entries(found)
        self._said.hide()
        self.list.setVisible(bool(found))
        self._place()
        if found:
            self.list.setCurrentIndex(self.model.index(0))
            self.list.scrollToTop()
        else:
            self._tell(_NOTHING)

    def _announce(self) -> None:
        entry = self.list.currentIndex().data(EntryRole)
        if entry is not None:
            self._say(entry.said)

    def _say(self, words: str) -> None:
        """Have a screen reader say what the list shows while the caret is in the box."""
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.box, words))
