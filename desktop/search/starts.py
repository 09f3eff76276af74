"""What stands under the empty box: saved and recent searches, and what can be found by example."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLabel, QMenu, QVBoxLayout, QWidget

from db.search.saved import SavedSearch
from desktop.theme import Theme
from desktop.widgets.box_over_list import ChoiceList
from desktop.widgets.entry_list import Entry, EntryDelegate, EntryModel, EntryRole

EXAMPLES = (
    ("capacity-building", "a word"),
    ('"digital divide"', "words side by side"),
    ("capac*", "words that begin so"),
    ("A/RES/70/1", "a symbol"),
    ("bridge -risks", "one, not the other"),
    ("near:5 bridge divide", "words near each other"),
    ("speaker:Fu development", "in what somebody said"),
)
SHOWN = 6
"""So many recent searches are listed."""
_SAVED, _RECENT, _TRY = "saved:", "recent:", "try:"


class _StartRows(ChoiceList):
    """Rows that may be renamed or deleted."""

    rename_wanted = Signal(QModelIndex)
    delete_wanted = Signal(QModelIndex)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 renames, Delete deletes; the rest is as in any list."""
        if event.key() == Qt.Key.Key_F2:
            self.rename_wanted.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class Starts(QWidget):
    """Searches to begin with, in one list."""

    query_chosen = Signal(str)
    rename_wanted = Signal(object)
    """A SavedSearch is to have another name."""
    delete_wanted = Signal(object)
    """A SavedSearch is to be deleted."""
    forget_wanted = Signal(str)
    """A recent query is to be forgotten."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._saved: Sequence[SavedSearch] = ()
        self._recent: Sequence[str] = ()
        words = QLabel("Searches every document, in all languages, while you type.", self)
        words.setObjectName("muted")
        words.setWordWrap(True)
        self.model = EntryModel(self)
        self._delegate = EntryDelegate(theme, self)
        self.list = _StartRows(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._delegate)
        self.list.setAccessibleName("Searches to begin with")
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(words)
        column.addWidget(self.list, 1)
        self.list.chosen.connect(self._choose)
        self.list.rename_wanted.connect(self._rename)
        self.list.delete_wanted.connect(self._delete)
        self.list.customContextMenuRequested.connect(self._open_menu)
        self._list()

    def set_theme(self, theme: Theme) -> None:
        """Paint with this theme from now on."""
        self._delegate.theme = theme
        self.list.viewport().update()

    def set_saved(self, saved: Sequence[SavedSearch]) -> None:
        """List these saved searches."""
        self._saved = saved
        self._list()

    def set_recent(self, queries: Sequence[str]) -> None:
        """List these recent searches, the latest first."""
        self._recent = queries[:SHOWN]
        self._list()

    def enter(self) -> None:
        """Give the keys to the first of the recent searches, or whatever is first."""
        row = self.model.row_of(f"{_RECENT}0")
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row, 0))
        else:
            self.list.choose_first()
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _list(self) -> None:
        at = self.list.currentIndex().row()
        rows: list[Entry] = []
        if self._saved:
            rows.append(Entry("", "Saved", enabled=False, heading=True))
            for one in self._saved:
                query = one.query if one.query != one.name else ""
                rows.append(Entry(_SAVED + one.id, one.name, query))
        if self._recent:
            rows.append(Entry("", "Recent", enabled=False, heading=True))
            rows += [Entry(f"{_RECENT}{n}", query) for n, query in enumerate(self._recent)]
        rows.append(Entry("", "Try", enabled=False, heading=True))
        rows += [Entry(_TRY + query, query, meaning) for query, meaning in EXAMPLES]
        self.model.set_entries(rows)
        if 0 <= at < len(rows):
            self.list.setCurrentIndex(self.model.index(at, 0))

    # what is done with a row ----------------------------------------------------------------

    def _saved_of(self, index: QModelIndex) -> SavedSearch | None:
        entry = index.data(EntryRole)
        found = (one for one in self._saved if entry and entry.name == _SAVED + one.id)
        return next(found, None)

    def _choose(self, index: QModelIndex, _stay: bool) -> None:
        entry: Entry | None = index.data(EntryRole)
        if entry is None or entry.heading:
            return
        saved = self._saved_of(index)
        self.query_chosen.emit(saved.query if saved else entry.words)

    def _rename(self, index: QModelIndex) -> None:
        if (saved := self._saved_of(index)) is not None:
            self.rename_wanted.emit(saved)

    def _delete(self, index: QModelIndex) -> None:
        entry: Entry | None = index.data(EntryRole)
        if (saved := self._saved_of(index)) is not None:
            self.delete_wanted.emit(saved)
        elif entry is not None and entry.name.startswith(_RECENT):
            self.forget_wanted.emit(entry.words)

    def _open_menu(self, point: QPoint) -> None:
        index = self.list.indexAt(point)
        if not index.flags() & Qt.ItemFlag.ItemIsSelectable:
            return
        self.list.setCurrentIndex(index)
        menu = QMenu(self.list)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        entry: Entry = index.data(EntryRole)
        self._add(menu, "&Search", self._menu_search)
        if entry.name.startswith(_SAVED):
            self._add(menu, "&Rename (F2)", self._menu_rename)
            self._add(menu, "&Delete (Del)", self._menu_delete)
        elif entry.name.startswith(_RECENT):
            self._add(menu, "&Forget (Del)", self._menu_delete)
        menu.popup(self.list.viewport().mapToGlobal(point))

    @staticmethod
    def _add(menu: QMenu, words: str, slot: object) -> None:
        action = QAction(words, menu)
        action.triggered.connect(slot)
        menu.addAction(action)

    def _menu_search(self) -> None:
        self._choose(self.list.currentIndex(), False)

    def _menu_rename(self) -> None:
        self._rename(self.list.currentIndex())

    def _menu_delete(self) -> None:
        self._delete(self.list.currentIndex())
