"""All tags with their counts: found by one, renamed, merged."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListView, QWidget

from desktop.notes.side_page import SidePage
from desktop.theme import Theme
from desktop.widgets.entry_list import Entry, EntryDelegate, EntryModel, EntryRole

_HINT = "Enter shows the notes with a tag and those below it; F2 renames."
_NONE = "No tags yet. Write some under a note: trade, or trade/tariffs for one below it."


class _TagList(QListView):
    """The tags, one a row, those below one set in."""

    rename_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 renames."""
        if event.key() == Qt.Key.Key_F2:
            self.rename_wanted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class TagsPage(SidePage):
    """Asks for what is to be done with tags."""

    tag_chosen = Signal(str)
    """The notes with this tag are wanted."""
    rename_requested = Signal(str, str)
    """A tag and its new name; where that one is there already, the two become one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Tags", _HINT, parent)
        self._model = EntryModel(self)
        self._delegate = EntryDelegate(theme, self)
        self.list = _TagList(self)
        self.list.setAccessibleName("All tags")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setModel(self._model)
        self.list.setItemDelegate(self._delegate)
        self._name = QLabel("New name", self)
        self._name.setObjectName("muted")
        self.new_name = QLineEdit(self)
        self.new_name.setAccessibleName("New name of the tag")
        self.new_name.setToolTip("Enter renames; the name of another tag merges the two")
        self.column.addWidget(self.list, 1)
        self.column.addWidget(self._name)
        self.column.addWidget(self.new_name)
        self.list.activated.connect(self._chosen)
        self.list.clicked.connect(self._clicked)
        self.list.rename_wanted.connect(self.new_name.setFocus)
        self.list.selectionModel().currentChanged.connect(self._current_changed)
        self.new_name.returnPressed.connect(self._rename)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        super().set_theme(theme)
        self._delegate.theme = theme
        self.list.viewport().update()

    def show_tags(self, tags: Sequence[Any]) -> None:
        """Show counts of tags (`db.notes.tags.TagCount`)."""
        kept = self._current()
        self._model.set_entries([_entry(one) for one in tags])
        self.say(_HINT if tags else _NONE)
        for part in (self.list, self._name, self.new_name):
            part.setVisible(bool(tags))
        names = [one.tag for one in tags]
        row = names.index(kept) if kept in names else 0
        if names:
            self.list.setCurrentIndex(self._model.index(row, 0))

    def take_focus(self) -> None:
        """Give the keys to the list."""
        self.list.setFocus()

    def _current(self) -> str:
        entry = self.list.currentIndex().data(EntryRole)
        return entry.name if isinstance(entry, Entry) else ""

    def _current_changed(self, *_: QModelIndex) -> None:
        self.new_name.setText(self._current())

    def _chosen(self, _index: QModelIndex) -> None:
        if tag := self._current():
            self.tag_chosen.emit(tag)

    def _clicked(self, _index: QModelIndex) -> None:
        self.new_name.setText(self._current())

    def _rename(self) -> None:
        old, new = self._current(), self.new_name.text().strip()
        if old and new and new != old:
            self.rename_requested.emit(old, new)


def _entry(one: Any) -> Entry:
    depth, name = one.tag.count("/"), one.tag.rpartition("/")[2]
    return Entry(one.tag, "    " * depth + name, keys=str(one.all))
