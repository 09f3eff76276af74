"""Which notes the panel shows: of the document, all, of the notebooks, the bookmarks."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QToolButton, QWidget

from desktop.theme import Theme
from desktop.widgets.flow import FlowLayout

SCOPES = {
    "document": ("Document", "Notes on the document in front"),
    "all": ("All", "Notes on all documents"),
    "notebook": ("Notebook", "Notes of the notebooks, on no document"),
    "bookmarks": ("Bookmarks", "Bookmarks in all documents, by folder"),
}


class ScopeBar(QWidget):
    """Four buttons of which one is checked; arrow keys go from one to the next."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Which notes")
        self._group = QButtonGroup(self)
        row = FlowLayout(self, gap=2)
        for number, (words, tip) in enumerate(SCOPES.values()):
            button = QToolButton(self)
            button.setText(words)
            button.setToolTip(f"{tip} (arrow keys)")
            button.setAccessibleName(tip)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._group.addButton(button, number)
            row.addWidget(button)
        self._group.button(0).setChecked(True)
        self._group.idClicked.connect(self._clicked)

    @property
    def scope(self) -> str:
        """The scope that is checked: `document`, `all`, `notebook` or `bookmarks`."""
        return list(SCOPES)[self._group.checkedId()]

    def check(self, scope: str) -> None:
        """Check a scope without saying that it was chosen."""
        self._group.button(list(SCOPES).index(scope)).setChecked(True)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        self.setStyleSheet(
            f"QToolButton {{ border: 1px solid transparent; color: {theme.muted};"
            " margin: 0; padding: 3px 1px; }"
            f"QToolButton:checked {{ border-color: {theme.border}; background: {theme.page};"
            f" color: {theme.text}; font-weight: 600; }}"
            f"QToolButton:focus {{ border: 2px solid {theme.accent}; padding: 2px 0; }}"
        )

    def _clicked(self, _number: int) -> None:
        self.chosen.emit()
