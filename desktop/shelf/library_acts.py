"""What can be done to the documents that are chosen in My library: as buttons, and as a menu."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from db.shelf.volumes import Volume
from desktop.shelf.library_bar import SHRINKS

_SIDE, _BETWEEN = 8, 2
_ACTS = {
    "collect": ("Collections…", "Put what is chosen into a collection, or take it out"),
    "details": ("Details…", "Say what the document is called, when it is from … (F2)"),
    "export": ("Export…", "Save the document as Markdown, a web page, AKN XML or Word"),
    "align": ("Alignment…", "See which paragraphs of its editions answer one another"),
    "remove": ("Remove…", "Put your editions of it into the wastebasket (Del)"),
}


class LibraryActs(QWidget):
    """The buttons under the table; in a narrow page one button opens them as a menu."""

    requested = Signal(str)
    """`collect`, `details`, `export`, `align` or `remove`, with what is chosen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._menu = QMenu(self)
        self._menu.triggered.connect(self._menu_chosen)
        self.setSizePolicy(SHRINKS)
        self.buttons = {name: self._button(name) for name in _ACTS}
        self.more = QPushButton("Actions…", self)
        self.more.setObjectName("link")
        self.more.clicked.connect(self._open)
        self.wastebasket = QPushButton("Wastebasket", self)
        self.wastebasket.setObjectName("link")
        self.wastebasket.setToolTip("Bring back what you removed")
        self.emptying = QPushButton("Empty…", self)
        self.emptying.setObjectName("link")
        self.emptying.setToolTip("Delete what is in the wastebasket for good")
        self.emptying.setAccessibleName("Empty the wastebasket for good")
        foot = QHBoxLayout(self)
        foot.setContentsMargins(_SIDE, 2, _SIDE, 4)
        foot.setSpacing(_BETWEEN)
        for button in (*self.buttons.values(), self.more):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self.wastebasket)
        foot.addWidget(self.emptying)

    def _button(self, name: str) -> QPushButton:
        words, tip = _ACTS[name]
        button = QPushButton(words, self)
        button.setObjectName("link")
        button.setToolTip(tip)
        button.setAccessibleDescription(tip)
        button.setProperty("act", name)
        button.clicked.connect(self._act)
        self._menu.addAction(words).setData(name)
        return button

    def allow(self, chosen: Sequence[Volume]) -> None:
        """Offer what can be done to these."""
        one = len(chosen) == 1
        self.buttons["details"].setEnabled(one)
        self.buttons["export"].setEnabled(one)
        self.buttons["align"].setEnabled(one and len(chosen[0].editions) > 1)
        self.buttons["collect"].setEnabled(bool(chosen))
        self.buttons["remove"].setEnabled(any(volume.mine for volume in chosen))

    def show_removed(self, editions: int) -> None:
        """Say how many editions are in the wastebasket; without any there is none."""
        self.wastebasket.setText(f"Wastebasket ({editions})")
        for button in (self.wastebasket, self.emptying):
            button.setVisible(editions > 0)
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Overrides QWidget.resizeEvent."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """Show one button in place of all where they have no room."""
        basket = [one for one in (self.wastebasket, self.emptying) if not one.isHidden()]
        shown = [*self.buttons.values(), *basket]
        room = sum(one.sizeHint().width() + _BETWEEN for one in shown) + 2 * _SIDE
        folded = self.width() < room
        self.more.setVisible(folded)
        for button in self.buttons.values():
            button.setVisible(not folded)

    def ask(self, name: str) -> None:
        """Ask for an act, where it is offered."""
        if self.buttons[name].isEnabled():
            self.requested.emit(name)

    def _act(self) -> None:
        self.requested.emit(self.sender().property("act"))

    def _open(self) -> None:
        above = QPoint(0, -self._menu.sizeHint().height())
        self.open_menu(self.more.mapToGlobal(above))

    def open_menu(self, point: QPoint) -> None:
        """Open the acts as a menu at a point of the screen."""
        for action in self._menu.actions():
            action.setEnabled(self.buttons[str(action.data())].isEnabled())
        self._menu.popup(point)

    def _menu_chosen(self, action: object) -> None:
        self.requested.emit(action.data())  # type: ignore[attr-defined]  # a QAction
