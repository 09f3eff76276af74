"""What the word being typed may become, in a list below it; Tab or Enter puts it in."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QWidget

from desktop.theme import Theme
from desktop.widgets.entry_list import Entry, EntryDelegate, EntryModel, EntryRole

_ROWS = 6


class Completer(QListView):
    """Lies over the editor while there is something to offer; it never takes the focus."""

    picked = Signal(str)
    """What is to be put in."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("switcher")
        self.setAccessibleName("Completions")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._model = EntryModel(self)
        self._delegate = EntryDelegate(theme, self)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.clicked.connect(self._clicked)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        self._delegate.theme = theme

    def offer(self, entries: Sequence[Entry], under: QRect) -> None:
        """Offer these under a part of the parent, above it where there is no room; none hides."""
        self._model.set_entries(entries)
        host = self.parentWidget()
        if not entries or host is None:
            self.hide()
            return
        self.setCurrentIndex(self._model.index(0, 0))
        height = self.sizeHintForRow(0) * min(len(entries), _ROWS) + 10
        width = host.width()
        below = under.bottom() + 2
        top = below if below + height <= host.height() else max(0, under.top() - height - 2)
        self.setGeometry(QRect(QPoint(0, top), QPoint(width - 1, top + height - 1)))
        self.show()
        self.raise_()

    def take_key(self, event: QKeyEvent) -> bool:
        """Let arrows walk, Tab and Enter put in, Escape close; tell whether it was such a key."""
        if self.isHidden() or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        keys, key = Qt.Key, event.key()
        if key in (keys.Key_Down, keys.Key_Up):
            by = 1 if key == keys.Key_Down else -1
            row = (self.currentIndex().row() + by) % max(1, self._model.rowCount())
            self.setCurrentIndex(self._model.index(row, 0))
        elif key in (keys.Key_Tab, keys.Key_Return, keys.Key_Enter):
            self._clicked(self.currentIndex())
        elif key == keys.Key_Escape:
            self.hide()
        else:
            return False
        return True

    def _clicked(self, index: QModelIndex) -> None:
        entry = index.data(EntryRole)
        self.hide()
        if isinstance(entry, Entry):
            self.picked.emit(entry.name)
