"""My library: every document in one table, with filters and their counts, in a tab of its own."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from db.shelf.collections import Collection
from db.shelf.filtering import Shelf, Wanted
from db.shelf.volumes import Volume
from desktop.shelf.facets import FacetList, FacetModel
from desktop.shelf.volume_model import COLUMNS, VolumeModel
from desktop.shelf.volume_table import VolumeTable
from desktop.theme import Theme
from desktop.widgets.box_over_list import ListBox
from desktop.widgets.choice_box import ChoiceBox

_FACETS = 216
_NARROW = 620
"""Below this width, in pixels, filters are shown only when they are asked for."""
_SHRINKS = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
_FALLING = {"date", "added", "last_read"}
"""What is sorted with the latest first."""
_ACTS = {
    "collect": ("Collections…", "Put what is chosen into a collection, or take it out"),
    "details": ("Details…", "Say what the document is called, when it is from … (F2)"),
    "export": ("Export…", "Save the document as Markdown, a web page, AKN XML or Word"),
    "align": ("Alignment…", "See which paragraphs of its editions answer one another"),
    "remove": ("Remove…", "Put your editions of it into the wastebasket (Del)"),
}


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


class LibraryPage(QWidget):
    """Shows the shelf it is given and says what is wanted of the documents that are chosen."""

    document_activated = Signal(str)
    act_requested = Signal(str)
    """`collect`, `details`, `export`, `align` or `remove`, with what is chosen."""
    rename_requested = Signal(str)
    """The collection with this id is to have another name."""
    delete_requested = Signal(str)
    wastebasket_requested = Signal()
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
        self._collections: Sequence[Collection] = ()
        self._sort, self._descending = sort.lstrip("-"), sort.startswith("-")
        self.model, self.facet_model = VolumeModel(self), FacetModel(self)
        self.table = VolumeTable(self.model, theme, self)
        self.facets = FacetList(self.facet_model, theme, self)
        self.box = _Box(self.table, self)  # type: ignore[arg-type]  # it has what the box needs
        self.status = QLabel(self)
        self.status.setObjectName("muted")
        self._menu = QMenu(self)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._narrow)
        self._lay_out()
        self._wire()
        self.setFocusProxy(self.box)

    # how it is laid out ---------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.box.setPlaceholderText("Title, symbol, subject …")
        self.box.setAccessibleName("Find documents by title, symbol or subject")
        self._filters = QToolButton(self)
        self._filters.setText("Filters")
        self._filters.setToolTip("Show or hide the filters")
        self._filters.setCheckable(True)
        self._filters.setChecked(True)
        self._sorts = ChoiceBox(self)
        self._sorts.setAccessibleName("Sort by")
        self._sorts.setMinimumContentsLength(14)
        self._sorts.addItem("Bundled first", "")
        for column in COLUMNS:
            self._sorts.addItem(f"By {column.words.lower()}", column.sort)
        self._turn = QToolButton(self)
        self._turn.setCheckable(True)
        self._turn.setToolTip("The other way round")
        self._turn.setAccessibleName("Sort the other way round")
        bar = QWidget(self)
        bar.setObjectName("pageBar")
        bar.setSizePolicy(_SHRINKS)
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 6, 12, 6)
        row.addWidget(self._filters)
        row.addWidget(self.box, 1)
        row.addWidget(self._sorts)
        row.addWidget(self._turn)
        self._splitter = QSplitter(self)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self.facets)
        self._splitter.addWidget(self._make_right())
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes([_FACETS, 900])
        self.facets.setMinimumWidth(150)
        column_box = QVBoxLayout(self)
        column_box.setContentsMargins(0, 0, 0, 0)
        column_box.setSpacing(0)
        column_box.addWidget(bar)
        column_box.addWidget(self._splitter, 1)

    def _make_right(self) -> QWidget:
        right = QWidget(self)
        self._nothing = QLabel(right)
        self._nothing.setObjectName("muted")
        self._nothing.setWordWrap(True)
        self._nothing.setTextFormat(Qt.TextFormat.PlainText)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._clear = QPushButton("Clear the filters", right)
        self._clear.setObjectName("link")
        self.buttons = {name: self._act_button(name, right) for name in _ACTS}
        foot = QHBoxLayout()
        foot.setContentsMargins(8, 2, 8, 4)
        foot.setSpacing(2)
        for button in self.buttons.values():
            foot.addWidget(button)
        self._acts = QPushButton("Actions…", right)
        self._acts.setObjectName("link")
        self._acts.clicked.connect(self._open_acts)
        foot.addWidget(self._acts)
        foot.addStretch(1)
        self.wastebasket = QPushButton("Wastebasket", right)
        self.wastebasket.setObjectName("link")
        foot.addWidget(self.wastebasket)
        self._foot = QWidget(right)
        self._foot.setSizePolicy(_SHRINKS)
        self._foot.setLayout(foot)
        self.status.setContentsMargins(12, 6, 12, 2)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.status)
        column.addWidget(self.table, 1)
        column.addWidget(self._nothing, 1)
        column.addWidget(self._clear, 0, Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self._foot)
        return right

    def _act_button(self, name: str, parent: QWidget) -> QPushButton:
        words, tip = _ACTS[name]
        button = QPushButton(words, parent)
        button.setObjectName("link")
        button.setToolTip(tip)
        button.setAccessibleDescription(tip)
        button.setProperty("act", name)
        button.clicked.connect(self._act)
        self._menu.addAction(words).setData(name)
        return button

    def _wire(self) -> None:
        self.box.textChanged.connect(self._typed)
        self.box.chosen.connect(self._open_first)
        self.table.opened.connect(self.document_activated)
        self.table.sorted_by.connect(self._sort_clicked)
        self.table.key_pressed.connect(self._table_key)
        self.table.selectionModel().selectionChanged.connect(self._say)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._open_menu)
        self._menu.triggered.connect(self._menu_chosen)
        self.facets.changed.connect(self._narrow)
        self.facets.rename_requested.connect(self.rename_requested)
        self.facets.delete_requested.connect(self.delete_requested)
        self._filters.toggled.connect(self.facets.setVisible)
        self._sorts.activated.connect(self._sort_chosen)
        self._turn.toggled.connect(self._turned)
        self._clear.clicked.connect(self.clear)
        self.wastebasket.clicked.connect(self.wastebasket_requested)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        self.table.set_theme(theme)
        self.facets.set_theme(theme)

    # what is shown --------------------------------------------------------------------------------

    def show_shelf(self, shelf: Shelf, collections: Sequence[Collection], removed: int) -> None:
        """Show the library as it is now; what was chosen stays chosen."""
        chosen = [one.document for one in self.table.chosen()]
        gone = {one.id for one in self._collections} - {one.id for one in collections}
        self.facet_model.let_go(gone)
        self._shelf, self._collections = shelf, collections
        self.wastebasket.setText(f"Wastebasket ({removed})")
        self.wastebasket.setVisible(removed > 0)
        self._narrow(chosen)

    @property
    def wanted(self) -> Wanted:
        """What is to be seen."""
        return Wanted(self.box.text(), self.facet_model.chosen, self._sort, self._descending)

    @property
    def chosen(self) -> list[Volume]:
        """The volumes that are chosen."""
        return self.table.chosen()

    def collection(self, name: str) -> Collection | None:
        """Return the collection with an id."""
        return next((one for one in self._collections if one.id == name), None)

    @property
    def collections(self) -> Sequence[Collection]:
        """All collections."""
        return self._collections

    def _typed(self) -> None:
        self._soon.start()

    def _narrow(self, keep: Sequence[str] = ()) -> None:
        chosen = list(keep) or [one.document for one in self.table.chosen()]
        found = self._shelf.narrow(self.wanted)
        self.model.show(found.volumes)
        self.facet_model.show(found.counts, {one.id: one.name for one in self._collections})
        self.table.show_sort(self._sort, self._descending)
        self.table.choose(chosen)
        self._sorts.setCurrentIndex(max(0, self._sorts.findData(self._sort)))
        self._turn.setText("↓" if self._descending else "↑")
        nothing = not found.volumes and bool(self._shelf.volumes)
        self._nothing.setText("No document of your library fits these words and filters.")
        for widget in (self._nothing, self._clear):
            widget.setVisible(nothing)
        self.table.setVisible(not nothing)
        self._say()

    def _say(self) -> None:
        shown, there = self.model.rowCount(), len(self._shelf.volumes)
        chosen = self.table.chosen()
        words = f"{shown:,} of {there:,} documents" if shown != there else f"{there:,} documents"
        if len(chosen) > 1:
            words += f" · {len(chosen):,} chosen"
        self.status.setText(words)
        self.buttons["details"].setEnabled(len(chosen) == 1)
        self.buttons["export"].setEnabled(len(chosen) == 1)
        self.buttons["align"].setEnabled(len(chosen) == 1 and len(chosen[0].editions) > 1)
        self.buttons["collect"].setEnabled(bool(chosen))
        self.buttons["remove"].setEnabled(any(one.mine for one in chosen))

    # sorting --------------------------------------------------------------------------------------

    def _sort_clicked(self, sort: str) -> None:
        falling = not self._descending if sort == self._sort else sort in _FALLING
        self.sort_by(sort, falling)

    def _sort_chosen(self) -> None:
        sort = str(self._sorts.currentData())
        self.sort_by(sort, sort in _FALLING)

    def _turned(self, on: bool) -> None:
        if on != self._descending:
            self.sort_by(self._sort, on)

    def sort_by(self, sort: str, descending: bool) -> None:
        """Sort by one of the columns, '' for the library's own order."""
        self._sort, self._descending = sort, descending
        self._turn.setChecked(descending)
        self._narrow()
        self.sort_changed.emit(f"{'-' if descending else ''}{sort}")

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

    def _act(self) -> None:
        self.act_requested.emit(self.sender().property("act"))

    def _table_key(self, key: int) -> None:
        name = "remove" if key == Qt.Key.Key_Delete else "details"
        if self.buttons[name].isEnabled():
            self.act_requested.emit(name)

    def _open_menu(self, point: QPoint) -> None:
        self._menu_at(self.table.viewport().mapToGlobal(point))

    def _open_acts(self) -> None:
        above = QPoint(0, -self._menu.sizeHint().height())
        self._menu_at(self._acts.mapToGlobal(above))

    def _menu_at(self, point: QPoint) -> None:
        for action in self._menu.actions():
            action.setEnabled(self.buttons[str(action.data())].isEnabled())
        self._menu.popup(point)

    def _menu_chosen(self, action: object) -> None:
        self.act_requested.emit(action.data())  # type: ignore[attr-defined]  # a QAction

    def clear(self) -> None:
        """Let all words and filters go."""
        self.facet_model.clear()
        self.box.clear()
        self._narrow()
        self.box.take_focus()

    def where(self) -> QRect:
        """Return where boxes are to open, in the page's own coordinates."""
        return QRect(QPoint(), self.size())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape clears words and filters, then leaves."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.box.text() or self.facet_model.chosen:
            self.clear()
        else:
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the filters away where there is no room; they come back with it."""
        super().resizeEvent(event)
        was, now = event.oldSize().width() < _NARROW, self.width() < _NARROW
        if was != now or event.oldSize().width() < 0:
            self._filters.setChecked(not now)
            self._acts.setVisible(now)
            for button in self.buttons.values():
                button.setVisible(not now)
