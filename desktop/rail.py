"""The rail at the left edge: an icon for each mode, and the menu."""

from collections.abc import Collection

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop import theme as themes
from desktop.actions import Actions
from desktop.keys.keyed import keyed
from desktop.theme import Theme

MODES = ("library", "contents", "search", "notes", "quiz")


class Rail(QFrame):
    """Chooses what is beside the page; a checked icon's panel is in view."""

    chosen = Signal(str)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self._actions = actions
        self._buttons: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(4)
        for mode in MODES:
            words = actions.words(mode)
            button = self._add(mode, words)
            button.setCheckable(True)
            self._group.addButton(button)
            column.addWidget(button)
        self._group.buttonClicked.connect(self._clicked)
        column.addStretch(1)
        self._menu = self._add("menu", "Menu")
        self._menu.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        column.addWidget(self._menu)

    def _add(self, name: str, words: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        keyed(button, f"{words} ({{key}})", name)
        button.setAccessibleName(words)
        button.setIconSize(QSize(20, 20))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._buttons[name] = button
        return button

    def _clicked(self, button: QToolButton) -> None:
        self.chosen.emit(button.objectName())

    def show_checked(self, modes: Collection[str]) -> None:
        """Check the icons of the modes that are in view."""
        for mode in MODES:
            self._buttons[mode].setChecked(mode in modes)

    def fill_menu(self) -> None:
        """Put every action into the menu."""
        menu = QMenu(self._menu)
        self._actions.fill(menu)
        self._menu.setMenu(menu)

    def open_menu(self) -> None:
        """Open the menu, by key."""
        self._menu.showMenu()

    def set_theme(self, theme: Theme) -> None:
        """Tint the icons."""
        for name, button in self._buttons.items():
            button.setIcon(themes.icon(name, theme.text))
