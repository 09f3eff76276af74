"""My library: every document in one table, with filters and their counts, in a tab of its own."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from db.shelf.collections import Collection
from db.shelf.filtering import Count, Shelf, Wanted
from db.shelf.volumes import Volume
from desktop.shelf.facets import FacetList, FacetModel
from desktop.shelf.library_acts import LibraryActs
from desktop.shelf.library_bar import SHRINKS, LibraryBar
from desktop.shelf.volume_model import VolumeModel
from desktop.shelf.volume_table import VolumeTable
from desktop.theme import Theme

_FACETS = 216
_NARROW = 620
"""Below this width, in pixels, filters are shown only when they are asked for."""


class LibraryPage(QWidget):
    """Shows the shelf it is given and says what is wanted of the documents that are chosen."""

    document_activated = Signal(str)
    act_requested = Signal(str)
    """`collect`, `details`, `export`, `align` or `remove`, with what is chosen."""
    rename_requested = Signal(str)
    """The collection with this id is to have another name."""
    delete_requested = Signal(str)
    wastebasket_requested = Signal()
    emptying_requested = Signal()
    reread_requested = Signal()
    """What an older version read is to be read again."""
    add_requested = Signal()
    """Documents are to be imported."""
    undo_requested = Signal()
    redo_requested = Signal()
    sort_changed = Signal(str)
    """How it is sorted from now on: `title`, or `-title` with the last first."""
    left = Signal()
    """Escape was pressed with nothing left to clear."""

    def __init__(self, theme: Theme, sort: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("My library")
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self._shelf = Shelf(())
        self._counts: dict[str, list[Count]] = {}
        self.collections: Sequence[Collection] = ()
        self.model, self.facet_model = VolumeModel(self), FacetModel(self)
        self.table = VolumeTable(self.model, theme, self)
        self.facets = FacetList(self.facet_model, theme, self)
        self.bar, self.acts = LibraryBar(self.table, sort, self), LibraryActs(self)
        self.again = QPushButton(self)
        self.status = QLabel(self)
        self.status.setObjectName("muted")
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._then = QTimer(self, singleShot=True, interval=0)
        self._lay_out()
        self._wire()
        self.setFocusProxy(self.bar.box)

    # how it is laid out ---------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._splitter = QSplitter(self)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self.facets)
        self._splitter.addWidget(self._make_right())
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes([_FACETS, 900])
        self.facets.setMinimumWidth(150)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._splitter, 1)

    def _make_right(self) -> QWidget:
        right = QWidget(self)
        self._nothing = QLabel("No document of your library fits these words and filters.", right)
        self._nothing.setObjectName("muted")
        self._nothing.setWordWrap(True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._clear = QPushButton("Clear the filters", right)
        self._clear.setObjectName("link")
        self.status.setContentsMargins(12, 6, 12, 2)
        self.again.setParent(right)
        self.again.setObjectName("link")
        self.again.setToolTip("Import their files once more; your notes find their words again")
        self.again.setSizePolicy(SHRINKS)
        self.again.hide()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.status)
        column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.table, 1)
        column.addWidget(self._nothing, 1)
        column.addWidget(self._clear, 0, Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self.acts)
        return right

    def _wire(self) -> None:
        self.bar.box.textChanged.connect(self._soon.start)
        self.bar.box.chosen.connect(self._open_first)
        self.bar.sorted.connect(self._sorted)
        self.bar.add.clicked.connect(self.add_requested)
        self.bar.filters.toggled.connect(self.facets.setVisible)
        self.table.opened.connect(self.document_activated)
        self.table.key_pressed.connect(self._table_key)
        self.table.selectionModel().selectionChanged.connect(self._say)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._open_menu)
        self.facets.changed.connect(self._narrow)
        self.facets.rename_requested.connect(self.rename_requested)
        self.facets.delete_requested.connect(self.delete_requested)
        self.acts.requested.connect(self.act_requested)
        self.acts.wastebasket.clicked.connect(self.wastebasket_requested)
        self.acts.emptying.clicked.connect(self.emptying_requested)
        self.again.clicked.connect(self.reread_requested)
        self._soon.timeout.connect(self._narrow_table)
        self._then.timeout.connect(self._show_counts)
        self._clear.clicked.connect(self.clear)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        self.table.set_theme(theme)
        self.facets.set_theme(theme)

    # what is shown --------------------------------------------------------------------------------

    def show_shelf(
        self, shelf: Shelf, collections: Sequence[Collection], removed: int, old: int = 0
    ) -> None:
        """Show the library as it is now; what was chosen stays chosen.

        `removed` editions are in the wastebasket, `old` texts were read by an older version.
        """
        chosen = [one.document for one in self.table.chosen()]
        gone = {one.id for one in self.collections} - {one.id for one in collections}
        self.facet_model.let_go(gone)
        self._shelf, self.collections = shelf, collections
        self.acts.show_removed(removed)
        texts = "A text was" if old == 1 else f"{old:,} texts were"
        self.again.setText(f"{texts} read by an older version: read again")
        self.again.setVisible(old > 0)
        self._narrow(chosen)

    @property
    def wanted(self) -> Wanted:
        """What is to be seen."""
        bar = self.bar
        return Wanted(bar.box.text(), self.facet_model.chosen, bar.sort, bar.descending)

    @property
    def chosen(self) -> list[Volume]:
        """The volumes that are chosen."""
        return self.table.chosen()

    def collection(self, name: str) -> Collection | None:
        """Return the collection with an id."""
        return next((one for one in self.collections if one.id == name), None)

    def _narrow(self, keep: Sequence[str] = ()) -> None:
        self._narrow_table(keep)
        self._show_counts()

    def _narrow_table(self, keep: Sequence[str] = ()) -> None:
        """Show the documents that are wanted; the counts follow once those are painted."""
        chosen = list(keep) or [one.document for one in self.table.chosen()]
        found = self._shelf.narrow(self.wanted)
        self.model.show(found.volumes)
        self.table.show_sort(self.bar.sort, self.bar.descending)
        self.table.choose(chosen)
        nothing = not found.volumes and bool(self._shelf.volumes)
        for widget in (self._nothing, self._clear):
            widget.setVisible(nothing)
        self.table.setVisible(not nothing)
        self._say()
        self._counts = found.counts
        self._then.start()

    def _show_counts(self) -> None:
        self._then.stop()
        names = {one.id: one.name for one in self.collections}
        self.facet_model.show(self._counts, names)

    def _say(self) -> None:
        shown, there = self.model.rowCount(), len(self._shelf.volumes)
        chosen = self.table.chosen()
        all_of_them = "1 document" if there == 1 else f"{there:,} documents"
        words = f"{shown:,} of {all_of_them}" if shown != there else all_of_them
        if len(chosen) > 1:
            words += f" · {len(chosen):,} chosen"
        self.status.setText(words)
        self.acts.allow(chosen)

    def sort_by(self, sort: str, descending: bool) -> None:
        """Sort by one of the columns, '' for the library's own order."""
        self.bar.sort_by(sort, descending)

    def _sorted(self) -> None:
        self._narrow_table()
        self.sort_changed.emit(self.bar.said)

    # what is wanted -------------------------------------------------------------------------------

    def undo(self) -> None:
        """Ask to take back the last change of the shelf."""
        self.undo_requested.emit()

    def redo(self) -> None:
        """Ask to repeat what was taken back."""
        self.redo_requested.emit()

    def _open_first(self, _stay: bool) -> None:
        if self.model.rowCount():
            self.document_activated.emit(self.model.volume(0).document)

    def _table_key(self, key: int) -> None:
        self.acts.ask("remove" if key == Qt.Key.Key_Delete else "details")

    def _open_menu(self, point: QPoint) -> None:
        self.acts.open_menu(self.table.viewport().mapToGlobal(point))

    def clear(self) -> None:
        """Let all words and filters go."""
        self.facet_model.clear()
        self.bar.box.clear()
        self._narrow()
        self.bar.box.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape clears words and filters, then leaves."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.bar.box.text() or self.facet_model.chosen:
            self.clear()
        else:
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the filters away where there is no room; they come back with it."""
        super().resizeEvent(event)
        was, now = event.oldSize().width() < _NARROW, self.width() < _NARROW
        if was != now or event.oldSize().width() < 0:
            self.bar.filters.setChecked(not now)
