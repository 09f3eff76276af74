"""A box over a list, laid over what one works in until something is chosen or Escape pressed."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QVBoxLayout, QWidget
from shiboken6 import isValid

from db.text import fold
from desktop.widgets.box_over_list import ChoiceList, ListBox
from desktop.widgets.row_paint import tip

_Index = QModelIndex | QPersistentModelIndex
_WIDTH, _HEIGHT, _ROOM = 480, 380, 16
"""How large it becomes, and how much of what is below it stays in view around it, in pixels."""


class Choice(NamedTuple):
    """A row: what it says, what its tip says more, and what is chosen with it."""

    words: str
    more: str
    value: object


class Choices(QAbstractListModel):
    """The rows that have every word one is looking for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[tuple[str, Choice]] = []
        self._shown: list[Choice] = []
        self._words: list[str] = []

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Show these."""
        self._all = [(fold(f"{one.words} {one.more}"), one) for one in choices]
        self._narrow()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is offered, whatever is typed."""
        return not self._all

    def set_filter(self, text: str) -> None:
        """Show only what has each word of `text`."""
        self._words = fold(text).split()
        self._narrow()

    def _narrow(self) -> None:
        self.beginResetModel()
        self._shown = [one for text, one in self._all if all(word in text for word in self._words)]
        self.endResetModel()

    def at(self, index: _Index) -> Choice | None:
        """Return the choice of a row."""
        return self._shown[index.row()] if index.isValid() else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Overrides QAbstractListModel.rowCount."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Overrides QAbstractListModel.data."""
        if not 0 <= index.row() < len(self._shown):
            return None
        choice = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return choice.words
        return tip(choice.words, choice.more) if role == Qt.ItemDataRole.ToolTipRole else None


class Popover(QFrame):
    """What is chosen goes out as a signal; it closes when the keys go elsewhere."""

    chosen = Signal(object)
    """The value of the choice."""
    closed = Signal()
    """It closed by itself or with Escape; nothing was chosen."""

    def __init__(self, title: str, hint: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("popover")
        self.setAccessibleName(title)
        self.model = Choices(self)
        self.list = ChoiceList(self)
        self.list.setModel(self.model)
        self.list.setAccessibleName(title)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setUniformItemSizes(True)
        self.box = ListBox(self.list, self)
        self.box.setPlaceholderText(hint)
        self.box.setAccessibleName(hint)
        self._title = QLabel(title, self)
        self._title.setObjectName("panelTitle")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(12, 10, 12, 12)
        self.column.setSpacing(8)
        for widget in (self._title, self.box, self.list):
            self.column.addWidget(widget)
        self.box.textChanged.connect(self._narrow)
        self.box.chosen.connect(self._box_chosen)
        self.list.chosen.connect(self._list_chosen)
        self._before: QWidget | None = None
        self._early = False
        self.hide()

    def set_title(self, title: str) -> None:
        """Say at its head what it asks for."""
        self._title.setText(title)
        self.setAccessibleName(title)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer these, narrowed by what is typed already; Return pressed before them counts."""
        self.model.set_choices(choices)
        self.list.choose_first()
        if choices and self._early:
            self._early = False
            self._box_chosen(False)

    def open_over(self, rect: QRect) -> None:
        """Show it near the top of a part of its parent, with the caret in its box."""
        width = min(_WIDTH, rect.width() - 2 * _ROOM)
        height = min(_HEIGHT, rect.height() - 2 * _ROOM)
        if not self.isVisible():
            self._before = self._application().focusWidget()
            self._application().focusChanged.connect(self._focus_changed)
        left = rect.left() + (rect.width() - width) // 2
        self.setGeometry(left, rect.top() + _ROOM, width, height)
        self._early = False
        self.box.clear()
        self._narrow("")
        self.show()
        self.raise_()
        self.box.take_focus()

    def dismiss(self) -> None:
        """Close it; the keys go back to who had them, rather than to whoever is next to it."""
        if not self.isVisible():
            return
        self._application().focusChanged.disconnect(self._focus_changed)
        now, before = self._application().focusWidget(), self._before
        had_keys = now is not None and self.isAncestorOf(now)
        if had_keys and before is not None and isValid(before):
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.hide()

    @staticmethod
    def _application() -> QApplication:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        return application

    def _focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and now is not self and not self.isAncestorOf(now):
            self.dismiss()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _narrow(self, text: str) -> None:
        self.model.set_filter(text)
        self.list.choose_first()

    def _box_chosen(self, _stays: bool) -> None:
        self._early = self.model.is_empty
        self._list_chosen(self.list.currentIndex(), False)

    def _list_chosen(self, index: QModelIndex, _stays: bool) -> None:
        if (choice := self.model.at(index)) is not None:
            self.dismiss()
            self.chosen.emit(choice.value)
