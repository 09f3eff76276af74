"""The page of keys: what each does, in the order of the menus, and the way to change them."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.actions import readable
from desktop.keys import matching
from desktop.keys.shortcuts import PAGE_MENU, Shortcuts
from desktop.theme import Theme
from desktop.widgets.box_over_list import ChoiceList, ListBox
from desktop.widgets.entry_list import Entry, EntryDelegate, EntryModel, EntryRole

_WIDEST = 760
"""Pixels; the widest the column gets, margins included."""
_FIXED = (
    ("Follow the link under the caret", PAGE_MENU, "Enter"),
    ("Explain the link or the term at the caret", PAGE_MENU, "Alt+Enter"),
    ("Select words with the keyboard", PAGE_MENU, "Shift+arrows"),
    ("Import the files that were copied", "Library", "Ctrl+V"),
    ("Tab by its number; 9 is the last", "Tab", "Ctrl+1 – Ctrl+9"),
)
"""What has keys that stay as they are."""
_HOW = "Choose a line, then press Enter or Change to give it another key."
_ALONE = (
    Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr,
    Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock, Qt.Key.Key_unknown,
)  # fmt: skip


class KeyBox(QLineEdit):
    """Takes the next key that is pressed, whatever else it would do; Escape leaves it."""

    pressed = Signal(QKeySequence)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setPlaceholderText("Press the new key")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def event(self, event: QEvent) -> bool:
        """Take keys before the window's shortcuts and the tab order do."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._take(event)
            return True
        return super().event(event)

    def _take(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.left.emit()
        elif event.key() not in _ALONE:
            self.pressed.emit(sequence(event))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Whoever goes elsewhere does not want a new key."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.left.emit()


def sequence(event: QKeyEvent) -> QKeySequence:
    """Return what was pressed as a key to be given: of a sign without the Shift that made it."""
    combined = event.keyCombination().toCombined() & ~Qt.KeyboardModifier.KeypadModifier.value
    key = event.key()
    if Qt.Key.Key_Space < key <= 0xFFFF and not chr(key).isalnum():
        combined &= ~Qt.KeyboardModifier.ShiftModifier.value
    return QKeySequence(combined)


class _List(ChoiceList):
    """Lines of which Return or a double click changes the key; a click only goes there."""

    def choose_first(self) -> None:
        """Go to the first line; before it is the heading of its menu."""
        self.setCurrentIndex(self.model().index(1, 0))
        self.scrollToTop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up leaves at the first line."""
        if event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 1:
            self.left_at_top.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Leave a click without consequence."""
        QListView.mouseReleaseEvent(self, event)


class KeysPage(QWidget):
    """Lists every key and changes those that can be; a key that is taken is named before."""

    def __init__(self, shortcuts: Shortcuts, theme: Theme) -> None:
        super().__init__()
        self._shortcuts = shortcuts
        self._wanted: tuple[str, list[QKeySequence]] | None = None
        self._adding = False
        self.setAccessibleName("Keys")
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self.model = EntryModel(self)
        self.list = self._make_list(theme)
        self.box = ListBox(self.list, self)
        self.box.setPlaceholderText("Filter by words or by key")
        self.box.setAccessibleName("Filter the keys")
        self.said = QLabel(_HOW, self)
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.capture = KeyBox(self)
        self.buttons = {
            "change": self._button("Change", self._change, "Another key instead of its first"),
            "add": self._button("Add a key", self._add, "One more key for the same"),
            "remove": self._button("Remove", self._remove, "Leave it without a key"),
            "reset": self._button("Reset", self._reset, "The keys it had at first"),
            "reset_all": self._button("Reset all", self._reset_all, "All keys as at first"),
            "take": self._button("Take it over", self._take, "The other is left without this key"),
            "leave": self._button("Leave it", self._leave, "Nothing is changed"),
        }
        self._lay_out()
        self.setFocusProxy(self.list)
        self.box.textChanged.connect(self._filter)
        self.box.chosen.connect(self._change)
        self.capture.pressed.connect(self._pressed)
        self.capture.left.connect(self._leave_capture)
        self.list.chosen.connect(self._change)
        self.list.doubleClicked.connect(self._change)
        self.list.selectionModel().currentChanged.connect(self._current_changed)
        shortcuts.changed.connect(self._show)
        self._show()
        self._choose(1)
        self._leave()

    def _make_list(self, theme: Theme) -> _List:
        made = _List(self)
        made.setModel(self.model)
        self._delegate = EntryDelegate(theme, made)
        made.setItemDelegate(self._delegate)
        made.setUniformItemSizes(True)
        made.setMouseTracking(True)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setAccessibleName("Keys")
        return made

    def _button(self, words: str, slot: Callable[..., None], tip: str) -> QPushButton:
        made = QPushButton(words, self)
        made.setToolTip(tip)
        made.clicked.connect(slot)
        return made

    def _lay_out(self) -> None:
        title = QLabel("Keys", self)
        title.setObjectName("panelTitle")
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.capture)
        for button in self.buttons.values():
            row.addWidget(button)
        row.addStretch(1)
        inner = QWidget(self)
        inner.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        for widget in (title, self.box, self.list, self.said):
            column.addWidget(widget, 1 if widget is self.list else 0)
        column.addLayout(row)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addStretch(1)
        outer.addWidget(inner, 1000)
        outer.addStretch(1)

    def set_theme(self, theme: Theme) -> None:
        """Paint with this theme from now on."""
        self._delegate.theme = theme
        self.list.viewport().update()

    # the list ---------------------------------------------------------------------------------

    def _rows(self) -> Iterator[Entry]:
        """Yield the lines of every menu under its heading."""
        menu = ""
        typed = matching.fold(self.box.text()).split()
        for line in self._lines():
            if not all(word in matching.fold(line.said) for word in typed):
                continue
            if (found := line.beside.split(" · ")[0]) != menu:
                menu = found
                yield Entry(f"menu:{menu}", menu, heading=True)
            rest = line.beside.split(" · ")[1:]
            yield line._replace(beside=" · ".join(rest))

    def _lines(self) -> Iterator[Entry]:
        menu = ""
        for name, words, of in self._shortcuts.bindings.values():
            if menu and of != menu:
                yield from self._fixed(menu)
            menu = of
            changed = " · changed" if self._shortcuts.is_changed(name) else ""
            keys = ", ".join(readable(self._shortcuts.keys(name)))
            yield Entry(name, words, f"{of}{changed}", keys)
        yield from self._fixed(menu)

    @staticmethod
    def _fixed(menu: str) -> Iterator[Entry]:
        for words, of, keys in _FIXED:
            if of == menu:
                yield Entry("", words, f"{of} · fixed", keys, enabled=False)

    def _show(self) -> None:
        self.model.replace(list(self._rows()))
        self._current_changed()

    def _filter(self) -> None:
        self._leave()
        name = self._name()
        self.model.set_entries(list(self._rows()))
        row = self.model.row_of(name) if name else -1
        self._choose(max(row, 1))
        if not self.model.entries:
            self._say(f"Nothing has “{self.box.text().strip()}” in its words or keys.")

    def _choose(self, row: int) -> None:
        if row < self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(row))

    def _name(self) -> str:
        """Return the name of the line one is at, empty where its keys cannot be changed."""
        entry = self.list.currentIndex().data(EntryRole)
        return entry.name if entry is not None and not entry.heading else ""

    def _current_changed(self, *_indexes: QModelIndex) -> None:
        name = self._name()
        for button in ("change", "add"):
            self.buttons[button].setEnabled(bool(name))
        self.buttons["remove"].setEnabled(bool(name and self._shortcuts.keys(name)))
        self.buttons["reset"].setEnabled(bool(name) and self._shortcuts.is_changed(name))

    def _words(self, name: str) -> str:
        return self._shortcuts.bindings[name].words

    # changing ---------------------------------------------------------------------------------

    def _change(self, *_what: object) -> None:
        self._ask(adding=False)

    def _add(self) -> None:
        self._ask(adding=True)

    def _ask(self, adding: bool) -> None:
        if not (name := self._name()):
            return
        self._adding = adding
        self._set_stage("capture")
        self._say(f"Press the new key for “{self._words(name)}”. Esc leaves it as it is.")
        self.capture.setAccessibleName(f"New key for {self._words(name)}")
        self.capture.setFocus(Qt.FocusReason.OtherFocusReason)

    def _pressed(self, key: QKeySequence) -> None:
        name = self._name()
        if why := self._shortcuts.refusal(name, key):
            self._say(f"{why} Press another one; Esc leaves it as it is.")
            return
        now = [one for one in self._shortcuts.keys(name) if one != key]
        self._propose(name, [*now, key] if self._adding else [key, *now[1:]])

    def _propose(self, name: str, keys: list[QKeySequence]) -> None:
        """Give keys that are free; name what has them where they are not, and let choose."""
        if not (taken := self._shortcuts.holders(keys, name)):
            self._give(name, keys)
            return
        self._wanted = name, keys
        self._set_stage("conflict")
        has = "; ".join(f"{readable([key])[0]} is “{self._words(owner)}”" for key, owner in taken)
        self._say(f"{has} now. Take it over for “{self._words(name)}”?")
        self.buttons["leave"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self) -> None:
        if self._wanted is not None:
            self._give(*self._wanted)

    def _give(self, name: str, keys: list[QKeySequence]) -> None:
        self._shortcuts.put(name, keys)
        said = ", ".join(readable(keys))
        self._finish(f"“{self._words(name)}” is {said} now." if said else
                     f"“{self._words(name)}” has no key now.")  # fmt: skip

    def _remove(self) -> None:
        if name := self._name():
            self._give(name, [])

    def _reset(self) -> None:
        if name := self._name():
            self._propose(name, self._shortcuts.defaults(name))

    def _reset_all(self) -> None:
        self._shortcuts.reset_all()
        self._finish("All keys are as they were at first.")

    def _finish(self, words: str) -> None:
        self._leave()
        self._say(words)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_capture(self) -> None:
        if not self.capture.isHidden():
            back = self.capture.hasFocus()
            self._leave()
            if back:
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        back = self.buttons["leave"].hasFocus() or self.buttons["take"].hasFocus()
        self._wanted = None
        self._set_stage("list")
        self._say(_HOW)
        if back:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_stage(self, stage: str) -> None:
        """Show what belongs to the list, to the new key, or to a key that is taken."""
        self.capture.setVisible(stage == "capture")
        for name, button in self.buttons.items():
            button.setVisible(stage == ("conflict" if name in ("take", "leave") else "list"))

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.setAccessibleName(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape takes one step back: from a key that is taken, from the filter."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._wanted is not None:
            self._leave()
        elif self.box.text():
            self.box.clear()
        else:
            event.ignore()
