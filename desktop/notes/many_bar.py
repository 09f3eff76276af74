"""What is done with several notes at once: a colour, tags, away with them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from db.models import COLORS
from desktop.notes.color_names import ColorNames
from desktop.notes.colors import ColorButton
from desktop.notes.wording import read_tags
from desktop.theme import Theme


class ManyBar(QWidget):
    """Shown below the list while several notes are chosen; every change is one undo."""

    color_chosen = Signal(str)
    tags_chosen = Signal(object, object)
    """Tags to be added, and tags to be taken away."""
    delete_requested = Signal()
    left = Signal()

    def __init__(
        self, theme: Theme, names: ColorNames | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName("All chosen notes")
        self._count = QLabel(self)
        self._count.setObjectName("muted")
        self.tags = QLineEdit(self)
        self.tags.setAccessibleName("Tags for all chosen notes")
        self.tags.setPlaceholderText("Add tags; -trade takes one away")
        self.tags.setToolTip("Enter adds these tags to all chosen notes; a minus takes one away")
        self._delete = QPushButton("Delete", self)
        self._delete.setToolTip("Delete all chosen notes; undo brings them back")
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        colors = QHBoxLayout()
        colors.setSpacing(0)
        for number, color in enumerate(COLORS):
            swatch = ColorButton(color, str(number + 1), theme, names, self)
            self._group.addButton(swatch, number)
            colors.addWidget(swatch)
        colors.addStretch(1)
        head = QHBoxLayout()
        head.addWidget(self._count, 1)
        head.addWidget(self._delete)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(colors)
        column.addWidget(self.tags)
        self._group.idClicked.connect(self._color_clicked)
        self.tags.returnPressed.connect(self._tag)
        self._delete.clicked.connect(self.delete_requested)
        self.hide()

    def show_count(self, count: int) -> None:
        """Offer itself for so many notes, or go away for fewer than two."""
        self._count.setText(f"{count} notes chosen")
        self.setVisible(count > 1)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        for swatch in self.findChildren(ColorButton):
            swatch.set_theme(theme)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _color_clicked(self, number: int) -> None:
        self.color_chosen.emit(COLORS[number])

    def _tag(self) -> None:
        typed = self.tags.text().replace(",", " ").split()
        added = read_tags(" ".join(one for one in typed if not one.startswith("-")))
        removed = read_tags(" ".join(one[1:] for one in typed if one.startswith("-")))
        if added or removed:
            self.tags.clear()
            self.tags_chosen.emit(added, removed)
