"""The head of a search: its box, where to search, what narrows it, and the buttons beside them."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from desktop import theme as themes
from desktop.keys.keyed import keyed
from desktop.search.asking import Asked
from desktop.search.box import SearchBox
from desktop.search.chips import Chips
from desktop.search.kept import KeptSearch
from desktop.search.scope import ScopeBox
from desktop.search.wording import Narrowing
from desktop.theme import Theme
from desktop.widgets.box_over_list import ChoiceList

_ICON = 18
_BUTTONS = {
    "builder": ("builder", "Build a search without grammar", "build_search"),
    "narrow": ("narrow", "Narrow what is found", "narrow_search"),
    "group": ("group", "Put what is found together by document", "group_hits"),
    "save": ("star", "Save this search", "save_search"),
    "page": ("open", "Open this search as a page", "search_page"),
}


class SearchHead(QWidget):
    """Holds what is asked; it asks nothing itself. `changed` is told at every change of it."""

    changed = Signal()
    pressed = Signal(str)
    """The name of a button: `builder`, `narrow`, `group`, `save`, `page`."""

    def __init__(self, below: ChoiceList, theme: Theme, parent: QWidget, *, page: bool) -> None:
        super().__init__(parent)
        self._theme = theme
        self._narrowings: list[Narrowing] = []
        self.buttons = {name: self._make_button(name) for name in _BUTTONS}
        for name in ("builder", "group"):
            self.buttons[name].setCheckable(True)
        title = QLabel("Search", self)
        title.setObjectName("panelTitle")
        self.box = SearchBox(below, theme, parent)
        self.box.setPlaceholderText('Words, "phrase", capac*, -not, op6')
        self.box.setAccessibleName("Search the library")
        keyed(self.box, "Search the library ({key}); Enter opens the first passage", "search")
        self.scope = ScopeBox(self)
        self.chips = Chips(self.buttons["group"], self)
        self._lay_out(title, page)
        self.set_theme(theme)
        toggle = QShortcut(QKeySequence("Alt+O"), parent)
        toggle.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        toggle.activated.connect(self.scope.toggle_here)
        self.box.textChanged.connect(self.changed)
        self.box.emptied_further.connect(self._take_last)
        self.scope.currentIndexChanged.connect(self.changed)
        self.chips.removed.connect(self.widen)

    def _make_button(self, name: str) -> QToolButton:
        _, words, action = _BUTTONS[name]
        button = QToolButton(self)
        button.setObjectName(name)
        button.setAccessibleName(words)
        keyed(button, f"{words} ({{key}})", action)
        button.setIconSize(QSize(_ICON, _ICON))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(self._pressed)
        return button

    def _lay_out(self, title: QLabel, page: bool) -> None:
        buttons = self.buttons
        rows: list[tuple[QWidget, ...]] = [
            (title, buttons["save"], buttons["page"]),
            (self.box, buttons["builder"]),
            (self.scope, buttons["narrow"], buttons["group"]),
        ]
        if page:
            rows = [
                (self.box, buttons["builder"], buttons["save"]),
                (self.scope, buttons["narrow"], buttons["group"]),
            ]
            title.hide()
            buttons["page"].hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widgets in rows:
            row = QHBoxLayout()
            row.setSpacing(2)
            for widget in widgets:
                row.addWidget(widget, 1 if widget is widgets[0] else 0)
            column.addLayout(row)
        column.addWidget(self.chips)

    def set_theme(self, theme: Theme) -> None:
        """Tint the icons, and what the box underlines."""
        self._theme = theme
        self.box.set_theme(theme)
        for name, button in self.buttons.items():
            button.setIcon(themes.icon(_BUTTONS[name][0], theme.muted, _ICON))

    @property
    def way(self) -> Sequence[QWidget]:
        """Where Tab goes from the box on; what narrows the search comes behind."""
        buttons = self.buttons
        rest = (buttons["builder"], self.scope, buttons["narrow"], buttons["group"])
        return (buttons["save"], buttons["page"], self.box, *rest)

    def _pressed(self) -> None:
        self.pressed.emit(self.sender().objectName())

    # what is asked --------------------------------------------------------------------------

    @property
    def asked(self) -> Asked:
        """What is asked now, with all that narrows it."""
        from db.search.narrowing import Step

        steps = tuple(Step(one.query, one.among) for one in self._narrowings)
        return Asked(self.box.text(), steps, self.scope.document, self.scope.query)

    @property
    def said_scope(self) -> str:
        """What the search keeps to, in words; '' for everything."""
        said = (self.scope.scope.said, *(one.words for one in self._narrowings))
        return " and ".join(filter(None, said))

    def kept(self) -> KeptSearch:
        """Return what is asked, to be asked again another time."""
        scope = self.scope
        return KeptSearch(self.box.text(), scope.scope.name, scope.front, self.narrowings)

    def take_up(self, kept: KeptSearch) -> None:
        """Hold what was asked another time, without telling that anything changed."""
        self.blockSignals(True)
        self.scope.set_document(kept.document)
        self.scope.choose(kept.scope)
        self.set_narrowings(kept.narrowings)
        self.box.setText(kept.typed)
        self.blockSignals(False)

    # what narrows ---------------------------------------------------------------------------

    @property
    def narrowings(self) -> tuple[Narrowing, ...]:
        """What the search is narrowed by, the scope not counted."""
        return tuple(self._narrowings)

    def narrow(self, what: Narrowing) -> None:
        """Narrow by one thing more; what it is narrowed by already changes nothing."""
        if what.query and what not in self._narrowings:
            self.set_narrowings([*self._narrowings, what])

    def widen(self, what: Narrowing) -> None:
        """Narrow by one thing less."""
        self.set_narrowings([one for one in self._narrowings if one != what])
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_last(self) -> None:
        if self._narrowings:
            self.widen(self._narrowings[-1])

    def set_narrowings(self, narrowings: Sequence[Narrowing]) -> None:
        """Narrow by these instead."""
        if list(narrowings) != self._narrowings:
            self._narrowings = list(narrowings)
            self.chips.show_all(self._narrowings)
            self.changed.emit()
