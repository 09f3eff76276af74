"""A page with a list to narrow and, beside it, the entry that is chosen: glossary, register …"""

from collections.abc import Callable, Sequence
from html import escape
from typing import Any, NamedTuple
from urllib.parse import unquote

from PySide6.QtCore import QModelIndex, Qt, QUrl, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from desktop.shelf.delegate import DocumentDelegate
from desktop.shelf.documents import RowRole
from desktop.shelf.entries import Entry, EntryModel
from desktop.tasks import Worker
from desktop.theme import Theme
from desktop.widgets.box_over_list import ChoiceList, ListBox

_NARROW = 640
"""Below this width, in pixels, the entry stands under the list."""


class Kind(NamedTuple):
    """What a page lists: its title, what reads it (in a worker's thread), what it is narrowed to.

    `groups` are (group, words); `nothing` is said where the library has none.
    """

    title: str
    placeholder: str
    load: Callable[[Any], Sequence[Entry]]
    groups: tuple[tuple[str, str], ...] = ()
    nothing: str = "There is nothing here."
    unknown: str = "“{}” is not in this list."


class ListPage(QWidget):
    """Shows the entries of a kind; where a link of an entry leads is for others to open."""

    address_requested = Signal(str)
    """A link to an address: `resolute:A/RES/78/311#op6`."""
    told = Signal(str)

    def __init__(self, kind: Kind, worker: Worker, theme: Theme, key: str = "") -> None:
        super().__init__()
        self.kind = kind
        self._wanted, self._loaded = key, False
        self.setAccessibleName(kind.title)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self.model = EntryModel(self)
        self._delegate = DocumentDelegate(theme, self)
        self.list = ChoiceList(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._delegate)
        self.list.setAccessibleName(kind.title)
        # Always there: rows are measured before it comes, and are too low once it has.
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.box = ListBox(self.list, self)
        self.box.setPlaceholderText(kind.placeholder)
        self.box.setAccessibleName(kind.placeholder)
        self.groups = QComboBox(self)
        self.groups.setAccessibleName("Show")
        self.groups.addItem("All", "")
        for group, words in kind.groups:
            self.groups.addItem(words, group)
        self.groups.setVisible(bool(kind.groups))
        self.status = QLabel(self)
        self.status.setObjectName("muted")
        self.status.setWordWrap(True)
        self.detail = QTextBrowser(self)
        self.detail.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.detail.setOpenLinks(False)
        self.detail.document().setDocumentMargin(20)
        self.copy = QPushButton("Copy", self)
        self.copy.setObjectName("link")
        self.copy.setAccessibleName("Copy this entry")
        self._lay_out()
        self.setFocusProxy(self.box)
        self.box.textChanged.connect(self._filter)
        self.box.chosen.connect(self._enter_first)
        self.groups.currentIndexChanged.connect(self._filter)
        self.list.chosen.connect(self._enter)
        self.list.selectionModel().currentChanged.connect(self._show_current)
        self.detail.anchorClicked.connect(self._follow)
        self.copy.clicked.connect(self._copy)
        self.set_theme(theme)
        worker.ask(self, kind.load, self._entries_read, self._not_read)

    def _lay_out(self) -> None:
        title = QLabel(self.kind.title, self)
        title.setObjectName("panelTitle")
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(16, 14, 8, 14)
        column.setSpacing(8)
        for widget in (title, self.box, self.groups, self.status, self.list):
            column.addWidget(widget, 1 if widget is self.list else 0)
        right = QWidget(self)
        beside = QVBoxLayout(right)
        beside.setContentsMargins(8, 8, 8, 8)
        beside.addWidget(self.detail, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.copy)
        beside.addLayout(foot)
        self._splitter = QSplitter(self)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(left)
        self._splitter.addWidget(right)
        self._splitter.setSizes([320, 600])
        self._splitter.setStretchFactor(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._splitter)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        self._delegate.theme = theme
        sheet = f"a {{ color: {theme.accent}; }} .quiet, td.quiet {{ color: {theme.muted}; }}"
        self.detail.document().setDefaultStyleSheet(sheet)
        self.list.viewport().update()
        self._show_current(self.list.currentIndex())

    # what is shown ------------------------------------------------------------------------

    def _entries_read(self, entries: Sequence[Entry]) -> None:
        self._loaded = True
        self.model.set_entries(entries)
        self._say()
        if self._wanted:
            self.show_entry(self._wanted)
        elif entries:
            self.list.choose_first()

    def _not_read(self, error: Exception) -> None:
        self.status.setText(str(error))
        self.told.emit(str(error))

    def show_entry(self, key: str) -> None:
        """Choose an entry, once they are there; one that is not there is told of."""
        self._wanted = key
        if not self._loaded:
            return
        if not self.model.index_of(key).isValid():
            self.box.clear()
            self.groups.setCurrentIndex(0)
        index = self.model.index_of(key)
        if index.isValid():
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index)
            self.list.setFocus()
        else:
            self.status.setText(self.kind.unknown.format(key))

    def _filter(self) -> None:
        self.model.set_filter(self.box.text(), str(self.groups.currentData() or ""))
        self.list.choose_first()
        self._say()

    def _say(self) -> None:
        count = self.model.rowCount()
        typed = self.box.text().strip()
        if count:
            self.status.setText("1 entry" if count == 1 else f"{count} entries")
        else:
            self.status.setText(f"Nothing here has “{typed}”." if typed else self.kind.nothing)
            self.detail.clear()

    def _show_current(self, index: QModelIndex, _before: object = None) -> None:
        if index.isValid():
            entry: Entry = index.data(RowRole)
            self.detail.setHtml(f"<h3>{escape(entry.title)}</h3>{entry.html}")
            self.detail.setAccessibleName(entry.title)
        self.copy.setEnabled(index.isValid())

    # keys and links -----------------------------------------------------------------------

    def _enter_first(self, _stay: bool) -> None:
        self._enter(self.list.currentIndex(), False)

    def _enter(self, index: QModelIndex, _stay: bool) -> None:
        """Go from the list into the entry: Tab goes from link to link there."""
        if index.isValid():
            self.detail.setFocus(Qt.FocusReason.TabFocusReason)

    def _follow(self, url: QUrl) -> None:
        words = url.toString()
        if url.scheme() == "entry":
            self.show_entry(unquote(words.removeprefix("entry:")))
        else:
            self.address_requested.emit(words)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.detail.toPlainText())
        self.told.emit("Copied")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes from the entry to the list, from there to the box, and clears that."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.detail.hasFocus():
            self.list.setFocus()
        elif self.list.hasFocus():
            self.box.take_focus()
        elif self.box.text():
            self.box.clear()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the entry beside the list, or under it where there is no room."""
        super().resizeEvent(event)
        wide = self.width() >= _NARROW
        self._splitter.setOrientation(
            Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        )
