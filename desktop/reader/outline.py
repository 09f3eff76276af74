"""The outline of an edition as an item model: record, parts, speakers, paragraphs."""

from collections.abc import Collection, Generator

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QIcon, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QWidget

from db import address
from db.models import RIGHT_TO_LEFT, Edition, Passage

LabelRole = Qt.ItemDataRole.UserRole
CHECK = 14
"""The size of a check, in pixels."""
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


_FROM_THE_RIGHT = "\u2067"
"""Before words that run from right to left in a line that does not: a right-to-left isolate."""


def entry_title(passage: Passage, before: str = "") -> str:
    """Name a paragraph in the outline: `6  Calls upon: business environment`.

    `before` stands between its number and its words.
    """
    number = address.gutter(passage.label)
    words = passage.heading or " ".join(passage.text[:400].split()[:8])
    if passage.opener and passage.heading:
        words = f"{passage.opener}: {passage.heading}"
    return f"{number}  {before}{words}" if number else before + words


class OutlineModel(QStandardItemModel):
    """The outline as Qt's own items: a view asks Python nothing while it lays out and paints."""

    def __init__(self, parent: QWidget | None = None, room: QIcon | None = None) -> None:
        """Make an empty outline; `room` is an icon as large as a check with nothing on it."""
        super().__init__(0, 1, parent)
        self._room = room or QIcon()
        self._by_label: dict[str, QStandardItem] = {}
        self._record: QStandardItem | None = None
        self._checked: set[str] = set()
        self._check = 0

    def set_edition(self, edition: Edition | None) -> None:
        """Show another edition's outline, however long it takes."""
        for _ in self.building(edition):
            pass

    def building(self, edition: Edition | None) -> Generator[None, None, None]:
        """Make another edition's outline line by line; it is shown when it is whole."""
        rtl = edition is not None and edition.key.language in RIGHT_TO_LEFT
        lines = _Lines(self._room, _FROM_THE_RIGHT if rtl else "")
        for passage in edition.passages if edition else ():
            lines.add(passage)
            yield
        self.empty()
        self._by_label, self._record = lines.by_label, lines.record
        self.invisibleRootItem().appendRows(lines.top)

    def empty(self) -> None:
        """Take every line out."""
        self._by_label, self._record = {}, None
        self._checked = set()
        self.removeRows(0, self.rowCount())

    def index_of(self, label: str) -> QModelIndex:
        """Return where a label's line is; the record's lines are its part."""
        item = self._by_label.get(label)
        if item is None and label.startswith("record"):
            item = self._record
        return item.index() if item is not None else QModelIndex()

    def checking(self, read: Collection[str], check: QIcon) -> Generator[None, None, None]:
        """Put a check before what has been read, and say so, line by line; nothing is repainted."""
        if check.cacheKey() != self._check:
            self._check = check.cacheKey()
            stale, fresh = set(self._checked), set(read)
        else:
            stale, fresh = self._checked - set(read), set(read) - self._checked
        for label in (*(stale - fresh), *fresh):
            if (item := self._by_label.get(label)) is not None:
                self._set_read(item, label in fresh, check)
                (self._checked.add if label in fresh else self._checked.discard)(label)
            yield

    def _set_read(self, item: QStandardItem, read: bool, check: QIcon) -> None:
        blocked = self.blockSignals(True)
        said = f"{item.text()}, read" if read else item.text()
        item.setIcon(check if read else self._room)
        item.setData(said, Qt.ItemDataRole.AccessibleTextRole)
        item.setData(said, Qt.ItemDataRole.ToolTipRole)
        self.blockSignals(blocked)


class _Lines:
    """The lines of an outline that is being made."""

    def __init__(self, room: QIcon, before: str) -> None:
        self._room, self._before = room, before
        self.top: list[QStandardItem] = []
        self.by_label: dict[str, QStandardItem] = {}
        self.record: QStandardItem | None = None
        self._part: tuple[str, QStandardItem] | None = None
        self._speaker: tuple[str, QStandardItem] | None = None

    def add(self, passage: Passage) -> None:
        """Add a passage's line, below those of its part and its speaker."""
        if passage.kind == "record":
            if self.record is None:
                self.record = self._begin_part("Record", passage.label)
            return
        if passage.label == "title":
            return
        name = passage.part or "Text"
        part = self._part[1] if self._part and self._part[0] == name else None
        above = part or self._begin_part(name, passage.label)
        if not passage.speaker:
            self._speaker = None
        elif self._speaker is None or self._speaker[0] != passage.speaker:
            self._speaker = passage.speaker, _line(passage.speaker, passage.label)
            above.appendRow(self._speaker[1])
        if self._speaker is not None:
            above = self._speaker[1]
        line = self.by_label[passage.label] = _line(entry_title(passage), passage.label)
        if self._before:
            line.setText(entry_title(passage, self._before))
        line.setIcon(self._room)
        above.appendRow(line)

    def _begin_part(self, name: str, label: str) -> QStandardItem:
        line = _line(name, label)
        self.top.append(line)
        self._part, self._speaker = (name, line), None
        return line


def _line(words: str, label: str) -> QStandardItem:
    item = QStandardItem(words)
    item.setFlags(_FLAGS)
    item.setData(words, Qt.ItemDataRole.ToolTipRole)
    item.setData(label, LabelRole)
    return item
