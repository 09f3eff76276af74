"""What a search is narrowed by, as chips that can be taken away again."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QToolButton, QWidget

from desktop.search.wording import Narrowing
from desktop.widgets.flow import FlowLayout

_LONGEST = 34


class Chip(QToolButton):
    """One narrowing; a click, Space, Delete or Backspace takes it away."""

    def __init__(self, what: Narrowing, parent: QWidget) -> None:
        super().__init__(parent)
        self.what = what
        self.setObjectName("chip")
        words = what.words
        cut = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"
        self.setText(f"{cut.replace('&', '&&')}  ×")
        self.setAccessibleName(f"Remove: {words}")
        self.setToolTip(f"{words}: a click or Delete removes it")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the chip away, as a click does."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return):
            self.click()
        else:
            super().keyPressEvent(event)


class Chips(QWidget):
    """The chips in the order they were made, and behind `before` with Tab; hidden without any."""

    removed = Signal(object)
    """The Narrowing that is to go."""

    def __init__(self, before: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._before = before
        self.setAccessibleName("Narrowed by")
        self._flow = FlowLayout(self, gap=4)
        self._chips: list[Chip] = []
        self.hide()

    def show_all(self, narrowings: Sequence[Narrowing]) -> None:
        """Show these instead."""
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [Chip(what, self) for what in narrowings]
        before = self._before
        for chip in self._chips:
            self._flow.addWidget(chip)
            QWidget.setTabOrder(before, chip)
            before = chip
            chip.clicked.connect(self._clicked)
        self.setVisible(bool(narrowings))
        self.updateGeometry()

    def _clicked(self) -> None:
        chip = self.sender()
        assert isinstance(chip, Chip)
        self.removed.emit(chip.what)
