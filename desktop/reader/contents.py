"""The contents panel: go to a paragraph, and the outline that follows the page."""

from dataclasses import dataclass, field

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import QLabel, QLineEdit, QTreeView, QVBoxLayout, QWidget

from db import address
from db.models import Edition, Passage

_Index = QModelIndex | QPersistentModelIndex
_MANY = 200
"""Passages from which on an outline takes longer to fill than a page to set."""
LabelRole = Qt.ItemDataRole.UserRole


@dataclass(eq=False, slots=True)
class Entry:
    """A line of the outline: a part, a speaker or a paragraph."""

    title: str
    label: str
    parent: "Entry | None" = None
    children: "list[Entry]" = field(default_factory=list)

    def add(self, title: str, label: str) -> "Entry":
        """Add a line below this one."""
        child = Entry(title, label, self)
        self.children.append(child)
        return child


def outline(edition: Edition) -> Entry:
    """Make the outline of an edition: record, parts, speakers, paragraphs."""
    root = Entry("", "")
    part = speaker = None
    for passage in edition.passages:
        if passage.kind == "record":
            if part is None or part.title != "Record":
                part, speaker = root.add("Record", passage.label), None
            continue
        if passage.label == "title":
            continue
        if part is None or part.title != (passage.part or "Text"):
            part, speaker = root.add(passage.part or "Text", passage.label), None
        if passage.speaker and (speaker is None or speaker.title != passage.speaker):
            speaker = part.add(passage.speaker, passage.label)
        elif not passage.speaker:
            speaker = None
        (speaker or part).add(entry_title(passage), passage.label)
    return root


def entry_title(passage: Passage) -> str:
    """Name a paragraph in the outline: `6  Calls upon: business environment`."""
    number = address.gutter(passage.label)
    words = passage.heading or " ".join(passage.text.split()[:8])
    if passage.opener and passage.heading:
        words = f"{passage.opener}: {passage.heading}"
    return f"{number}  {words}" if number else words


class OutlineModel(QAbstractItemModel):
    """The outline as an item model."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._root = Entry("", "")
        self._by_label: dict[str, Entry] = {}

    def set_edition(self, edition: Edition | None) -> None:
        """Show another edition's outline."""
        self.beginResetModel()
        self._root = outline(edition) if edition else Entry("", "")
        self._by_label = {}
        self._collect(self._root)
        self.endResetModel()

    def _collect(self, entry: Entry) -> None:
        for child in entry.children:
            if not child.children:
                self._by_label[child.label] = child
            self._collect(child)

    def index_of(self, label: str) -> QModelIndex:
        """Return where a label's line is; the record's lines are its part."""
        entry = self._by_label.get(label)
        if entry is None and label.startswith("record") and self._root.children:
            entry = self._root.children[0]
        if entry is None or entry.parent is None:
            return QModelIndex()
        return self.createIndex(entry.parent.children.index(entry), 0, entry)

    def _entry(self, index: _Index) -> Entry:
        found = index.internalPointer() if index.isValid() else self._root
        return found if isinstance(found, Entry) else self._root

    def index(self, row: int, column: int, parent: _Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        """Overrides QAbstractItemModel.index."""
        children = self._entry(parent).children
        if column == 0 and 0 <= row < len(children):
            return self.createIndex(row, 0, children[row])
        return QModelIndex()

    def parent(self, index: _Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        """Overrides QAbstractItemModel.parent."""
        above = self._entry(index).parent if index.isValid() else None
        if above is None or above is self._root or above.parent is None:
            return QModelIndex()
        return self.createIndex(above.parent.children.index(above), 0, above)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Overrides QAbstractItemModel.rowCount."""
        return len(self._entry(parent).children)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Overrides QAbstractItemModel.columnCount."""
        return 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Overrides QAbstractItemModel.data."""
        if not index.isValid():
            return None
        entry = self._entry(index)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return entry.title
        return entry.label if role == LabelRole else None


class _Tree(QTreeView):
    """A tree in which Return goes where the line points."""

    chosen = Signal(QModelIndex)

    def drawBranches(self, painter: QPainter, rect: QRect, index: _Index) -> None:
        """Leave the branch empty: the style has painted the selection into it."""
        painter.fillRect(rect, self.palette().color(QPalette.ColorRole.AlternateBase))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return chooses; the rest is the tree's own."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.chosen.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class ContentsPanel(QWidget):
    """The outline of the current document and the box to go to a paragraph."""

    label_requested = Signal(str)
    address_requested = Signal(str)
    left = Signal()
    """Escape was pressed with nothing left to clear."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = QLabel("Contents", self)
        title.setObjectName("panelTitle")
        self.box = QLineEdit(self)
        self.box.setPlaceholderText("Go to: op6, PP3, ¶6, para. 6")
        self.box.setAccessibleName("Go to paragraph")
        self.box.setToolTip("Go to a paragraph (Ctrl+L)")
        self.box.returnPressed.connect(self._go)
        self._said = QLabel(self)
        self._said.setObjectName("muted")
        self._said.setWordWrap(True)
        self._said.setTextFormat(Qt.TextFormat.PlainText)  # it quotes what was typed
        self._said.hide()
        self.model = OutlineModel(self)
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
        self._edition: Edition | None = None
        self._current = ""
        self._is_resolution = True

    def set_edition(self, edition: Edition | None) -> None:
        """Show the outline of another edition."""
        if edition is self._edition:
            return
        self._edition = edition
        self._is_resolution = edition is not None and "/" in edition.key.document
        if edition is not None and len(edition.passages) > _MANY:
            self.model.set_edition(None)
            QTimer.singleShot(0, self, self._fill)  # after the page has been painted
        else:
            self._fill()

    def _fill(self) -> None:
        self.model.set_edition(self._edition)
        self.tree.expandAll()
        self.set_current(self._current)

    def set_current(self, label: str) -> None:
        """Follow the page."""
        self._current = label
        index = self.model.index_of(label)
        if index.isValid() and index != self.tree.currentIndex():
            self.tree.setCurrentIndex(index)
            self.tree.scrollTo(index)

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
        typed = self.box.text().strip()
        label = address.parse_label(typed, paragraph="op" if self._is_resolution else "p")
        self.say("")
        if label:
            self.label_requested.emit(label)
        elif " " in typed or "/" in typed or ":" in typed:
            self.address_requested.emit(typed)
        elif typed:
            self.say(f"“{typed}” is not a paragraph. Write op6, PP3, para. 6 (a) or ¶6.")
