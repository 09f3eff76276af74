"""The contents panel: go to a paragraph, and the outline that follows the page."""

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPalette, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QTreeView, QVBoxLayout, QWidget

from db import address
from db.models import Edition, EditionKey
from desktop import theme as themes
from desktop.keys.keyed import keyed
from desktop.reader.outline import CHECK, LabelRole, OutlineModel
from desktop.reader.outline_rows import OutlineDelegate
from desktop.theme import Theme
from desktop.widgets.slices import Slices

_MANY = 60
"""Passages from which on an outline is filled after the page is painted, not with it."""

_MOST_SAID = 24
"""Characters of what was typed that are said again: a longer word would be cut off."""


class _Tree(QTreeView):
    """A tree in which Return goes where the line points."""

    chosen = Signal(QModelIndex)

    def drawBranches(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Leave the branch empty: the style has painted the selection into it."""
        if self.selectionModel().isSelected(index):
            painter.fillRect(rect, self.palette().color(QPalette.ColorRole.AlternateBase))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return chooses; the rest is the tree's own."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.chosen.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the line one is at in view where it was, however small the window becomes."""
        here = self.currentIndex()
        line = self.visualRect(here)  # empty below a branch that is closed
        was_seen = not line.isEmpty() and QRect(QPoint(), event.oldSize()).contains(line.center())
        super().resizeEvent(event)
        if was_seen:
            self.scrollTo(here)


class ContentsPanel(QWidget):
    """The outline of the current document and the box to go to a paragraph."""

    label_requested = Signal(str)
    address_requested = Signal(str)
    going = Signal()
    """A place was typed: the panel is to know by now what is in front."""
    left = Signal()
    """Escape was pressed with nothing left to clear."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = QLabel("Contents", self)
        title.setObjectName("panelTitle")
        self.box = QLineEdit(self)
        self.box.setPlaceholderText("Go to: op6, PP3, ¶6, para. 6")
        self.box.setAccessibleName("Go to paragraph")
        keyed(self.box, "Go to a paragraph ({key})", "go_to")
        self.box.returnPressed.connect(self._go)
        self._said = QLabel(self)
        self._said.setObjectName("muted")
        self._said.setWordWrap(True)
        self._said.setTextFormat(Qt.TextFormat.PlainText)  # it quotes what was typed
        self._said.hide()
        room = QPixmap(CHECK, CHECK)
        room.fill(Qt.GlobalColor.transparent)
        self.model = OutlineModel(self, QIcon(room))
        self.tree = _Tree(self)
        self.tree.setModel(self.model)
        self.tree.setHeaderHidden(True)
        self.tree.setIndentation(14)
        self.tree.setRootIsDecorated(False)
        self.tree.setExpandsOnDoubleClick(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.setAccessibleName("Outline")
        self.tree.clicked.connect(self._chosen)
        self.tree.chosen.connect(self._chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 8)
        column.setSpacing(8)
        for widget in (title, self.box, self._said, self.tree):
            column.addWidget(widget)
        self._slices = Slices(self)
        self._checks = Slices(self)
        self._read: tuple[str, frozenset[str]] = ("", frozenset())
        self._check = QIcon()
        self._rows: OutlineDelegate | None = None
        self.tree.setIconSize(QSize(CHECK, CHECK))
        self._edition: Edition | None = None
        self._current = ""
        self._documents: frozenset[str] = frozenset()
        self._is_resolution = True

    def set_edition(self, edition: Edition | None) -> None:
        """Show the outline of another edition."""
        if edition is self._edition:
            return
        self._edition = edition
        self._is_resolution = edition is not None and "/" in edition.key.document
        self._slices.start(self.model.building(edition), self._filled)
        if edition is None or len(edition.passages) <= _MANY:
            self._slices.now()
        else:  # what is shown now is another document's
            self.model.empty()

    @property
    def key(self) -> EditionKey | None:
        """The edition whose outline is shown."""
        return self._edition.key if self._edition else None

    def _filled(self, _nothing: None) -> None:
        self._check_read()
        self.tree.expandAll()
        self.set_current(self._current)

    def set_read(self, document: str, labels: frozenset[str]) -> None:
        """Check the paragraphs of a document that have been read."""
        if (document, labels) != self._read:
            self._read = document, labels
            self._check_read()

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        if self._rows is None:
            self._rows = OutlineDelegate(theme, self.tree)
            self.tree.setItemDelegate(self._rows)
        self._rows.theme = theme
        self._check = themes.icon("check", theme.muted, CHECK)
        self._check_read()

    def _check_read(self) -> None:
        document, labels = self._read
        if self._edition is not None and document == self._edition.key.document:
            self._checks.start(self.model.checking(labels, self._check), self._checked)
            self._checks.now()

    def _checked(self, _nothing: None) -> None:
        self.tree.viewport().update()

    def set_current(self, label: str) -> None:
        """Follow the page."""
        self._current = label
        index = self.model.index_of(label)
        if index.isValid() and index != self.tree.currentIndex():
            self.tree.setCurrentIndex(index)
            self.tree.scrollTo(index)

    def set_documents(self, names: Iterable[str]) -> None:
        """Know the names of documents: each can be gone to from the box."""
        self._documents = frozenset(map(str.casefold, names))

    def focus_box(self) -> None:
        """Put the caret into the box, ready to type over what is there."""
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()

    def say(self, words: str) -> None:
        """Say a sentence under the box; nothing hides it."""
        self._said.setText(words)
        self._said.setVisible(bool(words))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape clears the box, then leaves the panel."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.box.text():
            self.box.clear()
            self.say("")
        else:
            self.left.emit()

    def _chosen(self, index: QModelIndex) -> None:
        self.say("")
        self.label_requested.emit(index.data(LabelRole))

    def _go(self) -> None:
        self.going.emit()
        typed = self.box.text().strip()
        label = address.parse_label(typed, paragraph="op" if self._is_resolution else "p")
        self.say("")
        if label:
            self.label_requested.emit(label)
        elif typed.casefold() in self._documents or any(sign in typed for sign in " /:-"):
            self.address_requested.emit(typed)
        elif typed:
            short = typed if len(typed) <= _MOST_SAID else f"{typed[:_MOST_SAID]}…"
            self.say(f"“{short}” is not a paragraph. Write op6, PP3, para. 6 (a) or ¶6.")
