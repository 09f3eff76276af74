"""The slim bar over a page: edition, record, official text, size of the text, other side."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QWidget

from db.models import LANGUAGES, Document, Edition, EditionKey
from desktop import theme as themes
from desktop.keys.keyed import keyed
from desktop.theme import Theme

_COUNTED = frozenset({"preambular", "operative", "paragraph"})
_KINDS = {"digest": "Study digest", "official": "Official text", "import": "Imported text"}
_SIDES = "Side by side ({key})"
_ACTIONS = {"link": "link_sides", "swap": "swap_sides", "close": "close_side"}


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
    sides_requested = Signal()
    """Something is wanted on the other side."""
    link_toggled = Signal()
    swap_requested = Signal()
    close_requested = Signal()
    """This side is wanted no more."""
    typography_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pageBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._theme = theme
        self._name = self._short = self._document = ""
        self._unwanted: set[QWidget] = set()
        self._editions: list[EditionKey] = []
        self._shown: EditionKey | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(4)
        self._row = row
        self._edition = self._button("", "", "Edition")
        self._edition.setObjectName("edition")
        keyed(self._edition, "Edition and language ({key})", "next_edition")
        self._edition.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self._edition)
        self._one_of = QActionGroup(self._menu)
        self._menu.aboutToShow.connect(self._list_editions)
        self._menu.triggered.connect(self._chosen)
        self._edition.setMenu(self._menu)
        self._record = self._button("Record", "", "Record", self.record_toggled.emit)
        words = "Show or hide the record: session, draft, dates, sponsors ({key})"
        keyed(self._record, words, "record")
        self._record.setCheckable(True)
        words = "Get the official text"
        self._official = self._button(words, "", words, self.official_requested.emit)
        keyed(self._official, "Get the official text in any of six languages ({key})", "official")
        # Nothing is said of an edition before there is one, or where there never will be.
        self._unwanted |= {self._official, self._edition, self._record}
        self._about = QLabel(self)
        self._about.setObjectName("muted")
        self._smaller = self._button("", "", "", self.smaller_requested.emit)
        keyed(self._smaller, "Smaller text ({key})", "smaller", "toolTip", "accessibleName")
        self._larger = self._button("", "", "", self.larger_requested.emit)
        keyed(self._larger, "Larger text ({key})", "larger", "toolTip", "accessibleName")
        self._type = self._button("", "", "", self.typography_requested.emit)
        keyed(self._type, "Type and colours ({key})", "typography", "toolTip", "accessibleName")
        self._sides = self._button("", "", "", self.sides_requested.emit)
        keyed(self._sides, _SIDES, "sides", "toolTip", "accessibleName")
        self._of_split: dict[str, QToolButton] = {}
        row.addWidget(self._edition)
        row.addWidget(self._record)
        row.addStretch(1)
        for widget in (
            self._official, self._about, self._smaller, self._larger, self._type, self._sides,
        ):  # fmt: skip
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
        self._theme = theme
        self._smaller.setIcon(themes.icon("smaller", theme.text))
        self._larger.setIcon(themes.icon("larger", theme.text))
        self._sides.setIcon(themes.icon("sides", theme.text))
        for name, button in self._of_split.items():
            button.setIcon(themes.icon(name, theme.text))
        self._type.setIcon(themes.icon("type", theme.text))

    def show_edition(self, document: Document, edition: Edition, *, record: bool) -> None:
        """Show which edition of a document this is, and whether its record is unfolded."""
        self._want(self._edition, True)
        self._name = edition_name(edition.key)
        self._short = self._name.rpartition(" · ")[2]
        self._editions = [summary.key for summary in document.editions]
        self._shown = edition.key
        self._want(self._record, any(p.kind == "record" for p in edition.passages))
        self.show_record(record)
        official = any(summary.key.kind == "official" for summary in document.editions)
        self._want(self._official, document.kind == "resolution" and not official)
        count = sum(p.kind in _COUNTED for p in edition.passages)
        self._about.setText("1 paragraph" if count == 1 else f"{count} paragraphs")
        self._fit()

    def show_record(self, shown: bool) -> None:
        """Check the record's button while the record is unfolded."""
        self._record.setChecked(shown)

    def _list_editions(self) -> None:
        """Fill the menu where it is opened: a document that is only read needs none."""
        self._menu.clear()
        for key in self._editions:
            action = self._menu.addAction(edition_name(key))
            action.setCheckable(True)
            action.setActionGroup(self._one_of)
            action.setChecked(key == self._shown)
            action.setData(key)
        self._menu.addSeparator()
        self._menu.addAction("Provenance: where this text is from")

    def open_menu(self) -> None:
        """Open the list of editions, by key."""
        self._edition.showMenu()

    def _chosen(self, action: QAction) -> None:
        if action.data() is None:
            self.provenance_requested.emit()
        else:
            self.edition_chosen.emit(action.data())

    # two sides ----------------------------------------------------------------------------------

    def show_sides(
        self, *, split: bool, first: bool, active: bool, linked: bool, document: str
    ) -> None:
        """Show which of two sides this is, or that it is alone.

        `document` is said before the edition: the sides are of different ones.
        """
        if split and not self._of_split:
            self._make_split_buttons()
        self._document = document
        for name, button in self._of_split.items():
            self._want(button, split and (first or name == "close"))
            if name == "link":
                button.setChecked(linked)
        self.setAccessibleName("" if not split else "First side" if first else "Second side")
        if (now := str(split and active)) != self.property("active"):
            self.setProperty("active", now)
            for widget in (self, self._edition):  # the style sheet tells them apart
                widget.style().unpolish(widget)
                widget.style().polish(widget)
        self._fit()

    def _make_split_buttons(self) -> None:
        for name, words, signal in (
            ("link", "Move both sides together ({key})", self.link_toggled),
            ("swap", "Swap the sides ({key})", self.swap_requested),
            ("close", "Close this side ({key})", self.close_requested),
        ):
            button = self._button("", "", "", signal.emit)
            keyed(button, words, _ACTIONS[name], "toolTip", "accessibleName")
            button.setCheckable(name == "link")
            self._of_split[name] = button
            self._row.addWidget(button)
        self.set_theme(self._theme)

    # room ---------------------------------------------------------------------------------------

    def _want(self, widget: QWidget, wanted: bool) -> None:
        (self._unwanted.discard if wanted else self._unwanted.add)(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Fold away what has no room, the least wanted first; every one of it has a key, too."""
        margins = self._row.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        self._edition.setText(self._said(self._short if self._document else self._name))
        folding: list[set[QWidget]] = [
            {self._about}, {self._smaller, self._larger}, {self._official}, {self._type},
            {self._record},
            {button for name, button in self._of_split.items() if name == "swap"},
        ]  # fmt: skip
        every = {self._edition, self._sides, *self._of_split.values()}.union(*folding)
        shown = every - self._unwanted
        for together in folding:
            if self._width(shown) > room:
                shown -= together
        for widget in every:
            widget.setVisible(widget in shown)
        if self._width(shown) > room:
            self._edition.setText(self._said(self._short))
        if (over := self._width(shown) - room) > 0:
            metrics = self._edition.fontMetrics()
            words = self._edition.text()
            width = max(24, metrics.horizontalAdvance(words) - over)
            self._edition.setText(metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, width))

    def _said(self, name: str) -> str:
        return f"{self._document} · {name}  ▾" if self._document else f"{name}  ▾"

    def _width(self, shown: set[QWidget]) -> int:
        spacing = self._row.spacing() * (len(shown) + 1)
        return sum(widget.sizeHint().width() for widget in shown) + spacing
