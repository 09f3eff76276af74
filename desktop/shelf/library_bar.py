"""What My library is looked through by: words, by what it is sorted; and what adds to it."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from desktop.keys.keyed import keyed
from desktop.shelf.volume_model import COLUMNS
from desktop.shelf.volume_table import VolumeTable
from desktop.widgets.box_over_list import ListBox
from desktop.widgets.choice_box import ChoiceBox

SHRINKS = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
"""How a bar stands in the page: as wide as that is, however much it has to say."""

_FALLING = {"date", "added", "last_read"}
"""What is sorted with the latest first."""


class _Box(ListBox):
    """Leaves undo to the page where nothing was typed that could be taken back."""

    def event(self, event: QEvent) -> bool:
        """Overrides QLineEdit.event."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            undo = event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()
            redo = event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable()
            if undo or redo:
                event.ignore()
                return False
        return super().event(event)


class LibraryBar(QWidget):
    """The box for words, the filters' button, what the table is sorted by, what adds to it."""

    sorted = Signal()
    """It is sorted otherwise now, by `sort` and `descending`."""

    def __init__(self, table: VolumeTable, sort: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.sort, self.descending = sort.lstrip("-"), sort.startswith("-")
        self.setObjectName("pageBar")
        self.setSizePolicy(SHRINKS)
        self.box = _Box(table, self)  # type: ignore[arg-type]  # it has what the box needs
        self.box.setPlaceholderText("Title, symbol, subject …")
        self.box.setAccessibleName("Find documents by title, symbol or subject")
        self.filters = QToolButton(self)
        self.filters.setText("Filters")
        self.filters.setToolTip("Show or hide the filters")
        self.filters.setCheckable(True)
        self.filters.setChecked(True)
        self.sorts, self.turn = ChoiceBox(self), QToolButton(self)
        self._make_sorts()
        self.add = QPushButton("Add…", self)
        self.add.setAccessibleName("Add documents")
        keyed(self.add, "Import documents from files ({key})", "import", "toolTip")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.addWidget(self.filters)
        row.addWidget(self.box, 1)
        row.addWidget(self.sorts)
        row.addWidget(self.turn)
        row.addWidget(self.add)
        table.sorted_by.connect(self._heading_clicked)

    def _make_sorts(self) -> None:
        self.sorts.setAccessibleName("Sort by")
        self.sorts.setMinimumContentsLength(14)
        self.sorts.addItem("Bundled first", "")
        for column in COLUMNS:
            self.sorts.addItem(f"By {column.words.lower()}", column.sort)
        self.turn.setCheckable(True)
        self.turn.setToolTip("The other way round")
        self.turn.setAccessibleName("Sort the other way round")
        self._say()
        self.sorts.activated.connect(self._chosen)
        self.turn.toggled.connect(self._turned)

    @property
    def said(self) -> str:
        """How it is sorted: `title`, or `-title` with the last first."""
        return f"{'-' if self.descending else ''}{self.sort}"

    def sort_by(self, sort: str, descending: bool) -> None:
        """Sort by one of the columns, '' for the library's own order."""
        self.sort, self.descending = sort, descending
        self._say()
        self.sorted.emit()

    def _say(self) -> None:
        self.sorts.setCurrentIndex(max(0, self.sorts.findData(self.sort)))
        self.turn.setText("↓" if self.descending else "↑")
        self.turn.setChecked(self.descending)

    def _heading_clicked(self, sort: str) -> None:
        falling = not self.descending if sort == self.sort else sort in _FALLING
        self.sort_by(sort, falling)

    def _chosen(self) -> None:
        sort = str(self.sorts.currentData())
        self.sort_by(sort, sort in _FALLING)

    def _turned(self, on: bool) -> None:
        if on != self.descending:
            self.sort_by(self.sort, on)
