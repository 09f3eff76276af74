"""The slim bar over a page: its edition, its record, its size, and the official text."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from db.models import LANGUAGES, Document, Edition, EditionKey
from desktop import theme as themes
from desktop.keyed import keyed
from desktop.theme import Theme

_COUNTED = frozenset({"preambular", "operative", "paragraph"})
_KINDS = {"digest": "Study digest", "official": "Official text", "import": "Imported text"}


def edition_name(key: EditionKey) -> str:
    """Name an edition for a person: `Study digest`, `Official text · Français`."""
    kind = _KINDS.get(key.kind, key.kind)
    language = "" if key.kind == "digest" else LANGUAGES.get(key.language, key.language)
    return " · ".join(filter(None, [kind, language]))


class PageBar(QWidget):
    """Shows what is open and asks for what is wanted of it."""

    edition_chosen = Signal(object)
    """The EditionKey of another edition."""
    record_toggled = Signal()
    official_requested = Signal()
    provenance_requested = Signal()
    smaller_requested = Signal()
    larger_requested = Signal()
    typography_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pageBar")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(4)
        self._edition = self._button("", "", "Edition")
        keyed(self._edition, "Edition and language ({key})", "next_edition")
        self._edition.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self._edition)
        self._menu.triggered.connect(self._chosen)
        self._edition.setMenu(self._menu)
        self._record = self._button("Record", "", "Record", self.record_toggled.emit)
        words = "Show or hide the record: session, draft, dates, sponsors ({key})"
        keyed(self._record, words, "record")
        self._record.setCheckable(True)
        words = "Add the official text"
        self._official = self._button(words, "", words, self.official_requested.emit)
        keyed(self._official, "Add the official texts from a file ({key})", "official")
        self._official.hide()
        self._about = QLabel(self)
        self._about.setObjectName("muted")
        self._about.setMinimumWidth(1)  # the first to make room in a narrow window
        self._smaller = self._button("", "", "", self.smaller_requested.emit)
        keyed(self._smaller, "Smaller text ({key})", "smaller", "toolTip", "accessibleName")
        self._larger = self._button("", "", "", self.larger_requested.emit)
        keyed(self._larger, "Larger text ({key})", "larger", "toolTip", "accessibleName")
        self._type = self._button("", "", "", self.typography_requested.emit)
        keyed(self._type, "Type and colours ({key})", "typography", "toolTip", "accessibleName")
        row.addWidget(self._edition)
        row.addWidget(self._record)
        row.addStretch(1)
        for widget in (self._official, self._about, self._smaller, self._larger, self._type):
            row.addWidget(widget)
        self.set_theme(theme)

    def _button(
        self, words: str, tip: str, name: str, slot: Callable[[], None] | None = None
    ) -> QToolButton:
        button = QToolButton(self)
        button.setText(words)
        button.setToolTip(tip)
        button.setAccessibleName(name)
        button.setIconSize(QSize(18, 18))
        if slot is not None:
            button.clicked.connect(slot)
        return button

    def set_theme(self, theme: Theme) -> None:
        """Tint the icons."""
        self._smaller.setIcon(themes.icon("smaller", theme.text))
        self._larger.setIcon(themes.icon("larger", theme.text))
        self._type.setIcon(themes.icon("type", theme.text))

    def show_edition(self, document: Document, edition: Edition, *, record: bool) -> None:
        """Show which edition of a document this is, and whether its record is unfolded."""
        self._edition.setText(f"{edition_name(edition.key)}  ▾")
        self._menu.clear()
        group = QActionGroup(self._menu)
        for summary in document.editions:
            action = QAction(edition_name(summary.key), group)
            action.setCheckable(True)
            action.setChecked(summary.key == edition.key)
            action.setData(summary.key)
            self._menu.addAction(action)
        self._menu.addSeparator()
        self._menu.addAction("Provenance: where this text is from")
        self._record.setVisible(any(p.kind == "record" for p in edition.passages))
        self.show_record(record)
        official = any(summary.key.kind == "official" for summary in document.editions)
        self._official.setVisible(document.kind == "resolution" and not official)
        count = sum(p.kind in _COUNTED for p in edition.passages)
        self._about.setText("1 paragraph" if count == 1 else f"{count} paragraphs")

    def show_record(self, shown: bool) -> None:
        """Check the record's button while the record is unfolded."""
        self._record.setChecked(shown)

    def open_menu(self) -> None:
        """Open the list of editions, by key."""
        self._edition.showMenu()

    def _chosen(self, action: QAction) -> None:
        if action.data() is None:
            self.provenance_requested.emit()
        else:
            self.edition_chosen.emit(action.data())
