"""The library panel: the documents there are, to open one."""

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from db.library.documents import documents
from db.models import Document
from desktop.keys.keyed import keyed
from desktop.shelf.delegate import DocumentDelegate
from desktop.shelf.documents import DocumentModel, RowRole
from desktop.tasks import Worker
from desktop.theme import Theme
from desktop.widgets.box_over_list import ChoiceList, ListBox

_LANE = "shelf"
_HOW_TO_ADD = "Add files of your own: {import}\nGet any official text: {official}"
_LISTS = {
    "glossary": ("Glossary", "What the terms mean (Alt+G)"),
    "timeline": ("Timeline", "What happened when (Alt+T)"),
    "register": ("Register", "Who sponsored and who spoke (Alt+R)"),
    "provenance": ("Provenance", "Where the text of the document in front is from (Alt+P)"),
}


class ShelfPanel(QWidget):
    """The documents of the library; it says which one was chosen and opens nothing itself."""

    document_activated = Signal(str)
    """The document with this id is to be opened."""
    list_requested = Signal(str)
    """One of the lists beside the documents is wanted: `glossary`, `register` …"""
    library_requested = Signal()
    """The whole library is wanted, with filters and collections."""
    left = Signal()
    """Escape was pressed with nothing left to clear."""

    def __init__(self, worker: Worker, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._current = ""
        title = QLabel("Library", self)
        title.setObjectName("panelTitle")
        self.model = DocumentModel(self)
        self.list = self._make_list(theme)
        self.box = ListBox(self.list, self)
        self.box.setPlaceholderText("Filter by title")
        self.box.setAccessibleName("Filter documents by title")
        self.box.setToolTip("Show only titles with these words; Enter opens the first document")
        self.status = QLabel(self)
        self.status.setObjectName("muted")
        self.status.setWordWrap(True)
        self.status.setTextFormat(Qt.TextFormat.PlainText)
        self.status.hide()
        hint = QLabel(self)
        keyed(hint, _HOW_TO_ADD, "", "text")
        hint.setObjectName("muted")
        hint.setWordWrap(True)
        hint.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        for widget in (
            self._make_head(title),
            self.box,
            self.status,
            self.list,
            self._make_lists(),
            hint,
        ):
            column.addWidget(widget, 1 if widget is self.list else 0)
        self.setTabOrder(self.box, self.list)
        self.box.textChanged.connect(self._filter)
        self.box.chosen.connect(self._open_first)
        self.list.chosen.connect(self._open)

    def _make_head(self, title: QLabel) -> QWidget:
        head = QWidget(self)
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(title, 1)
        button = QPushButton("My library…", head)
        keyed(button, "All documents with filters and collections ({key})", "my_library", "toolTip")
        button.setObjectName("link")
        button.clicked.connect(self.library_requested)
        row.addWidget(button)
        return head

    def _make_lists(self) -> QWidget:
        """Make the buttons of the lists that stand beside the documents."""
        lists = QWidget(self)
        grid = QGridLayout(lists)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        for number, (name, (words, tip)) in enumerate(_LISTS.items()):
            button = QPushButton(words, lists)
            button.setObjectName("link")
            button.setToolTip(tip)
            button.setAccessibleDescription(tip)
            button.setProperty("list", name)
            button.clicked.connect(self._ask_for_list)
            left = Qt.AlignmentFlag.AlignLeft
            grid.addWidget(button, number // 2, number % 2, left)
        return lists

    def _ask_for_list(self) -> None:
        self.list_requested.emit(self.sender().property("list"))

    def _make_list(self, theme: Theme) -> ChoiceList:
        made = ChoiceList(self)
        self._delegate = DocumentDelegate(theme, made)
        made.setModel(self.model)
        made.setItemDelegate(self._delegate)
        made.setAccessibleName("Documents")
        return made

    # what the window tells ------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        """Paint with this theme from now on."""
        self._delegate.theme = theme
        self.list.viewport().update()

    def refresh(self) -> None:
        """Read the list of documents again."""
        self._worker.ask(self, documents, self._loaded, self._failed, lane=_LANE)

    def set_current(self, document: str) -> None:
        """Mark the document that is in front; '' for none."""
        self._current = document
        self.model.set_current(document)
        self._show_current()

    def set_read(self, shares: Mapping[str, float]) -> None:
        """Say how much of each document has been read, from 0 to 1."""
        self.model.set_read(shares)

    def focus_box(self, text: str = "") -> None:
        """Put the caret into the filter box, ready to type over what is there."""
        if text:
            self.box.setText(text)
        self.box.take_focus()

    # what is shown --------------------------------------------------------------------------

    def _loaded(self, found: list[Document]) -> None:
        self.model.set_documents(found)
        self._changed()

    def _failed(self, error: Exception) -> None:
        self._say(str(error))

    def _filter(self) -> None:
        self.model.set_filter(self.box.text())
        self._changed()

    def _changed(self) -> None:
        typed = self.box.text().strip()
        nothing = typed and not self.model.rowCount()
        self._say(f"No document has “{typed}” in its title." if nothing else "")
        if typed:
            self.list.choose_first()
        else:
            self._show_current()

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the document that is in front into view."""
        super().showEvent(event)
        self._show_current()

    def _show_current(self) -> None:
        index = self.model.index_of(self._current)
        if index.isValid() and self.isVisible() and not self.list.hasFocus():
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index)

    def _say(self, words: str) -> None:
        self.status.setText(words)
        self.status.setVisible(bool(words))

    # opening --------------------------------------------------------------------------------

    def _open_first(self, _stay: bool) -> None:
        self._open(self.model.index(0, 0), False)

    def _open(self, index: QModelIndex, _stay: bool) -> None:
        if index.isValid():
            self.document_activated.emit(index.data(RowRole).document.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape clears the filter, then leaves the panel."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.box.text():
            self.box.clear()
            self.box.take_focus()
        else:
            self.left.emit()
