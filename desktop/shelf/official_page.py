"""The page on which official texts are got: any symbol typed, or any session browsed by title."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from db.official.browsing import Offer, Offers, offer_of
from db.official.getting import Step
from db.official.paths import SIX
from desktop.shelf.delegate import DocumentDelegate
from desktop.shelf.documents import RowRole
from desktop.shelf.entries import Entry, EntryModel
from desktop.shelf.language_rows import LanguageRows
from desktop.theme import Theme
from desktop.widgets.box_over_list import ChoiceList, ListBox

TITLE = "Official texts"
_NARROW = 640
"""Below this width, in pixels, the text that is chosen stands under the list."""
_GET_LIST, _GET_ANEW = "Get the list of all sessions", "Get the list anew"
_HINT = "Symbol or words of a title: 78/311, outer space"


class OfficialPage(QWidget):
    """Shows what can be got and how far it is; whoever has the network does the getting."""

    get_requested = Signal(str, list)
    """A symbol, and the languages wanted."""
    stop_requested = Signal()
    lists_requested = Signal()
    file_requested = Signal(str)
    open_requested = Signal(str)
    browse_requested = Signal(str)
    languages_chosen = Signal(list)

    def __init__(self, theme: Theme, languages: Sequence[str]) -> None:
        super().__init__()
        self.setAccessibleName(TITLE)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self._offers = Offers(())
        self._extra: Offer | None = None
        self._shown = ""
        self._running = ""
        self._is_listing = False
        self.model = EntryModel(self)
        self._delegate = DocumentDelegate(theme, self)
        self._make_list()
        self._make_detail(languages)
        self._lay_out()
        self.setFocusProxy(self.box)
        self._wire()
        self.set_theme(theme)
        self._show(None)

    # parts --------------------------------------------------------------------------------

    def _make_list(self) -> None:
        self.list = ChoiceList(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._delegate)
        self.list.setAccessibleName("Resolutions")
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.box = ListBox(self.list, self)
        self.box.setPlaceholderText(_HINT)
        self.box.setAccessibleName(_HINT)
        self.sessions = QComboBox(self)
        self.sessions.setAccessibleName("Session")
        self.status = _label(self, "muted")
        self.lists = QPushButton(_GET_LIST, self)
        self.lists.setObjectName("link")

    def _make_detail(self, languages: Sequence[str]) -> None:
        self.head, self.facts, self.message = _label(self), _label(self, "muted"), _label(self)
        large = QFont(self.head.font())
        large.setPixelSize(18)
        large.setWeight(QFont.Weight.DemiBold)
        self.head.setFont(large)
        self.rows = LanguageRows(languages, self)
        self.get, self.stop = QPushButton("Get", self), QPushButton("Stop", self)
        self.get.setObjectName("primary")
        self.open = QPushButton("Open", self)
        self.all = QPushButton("All six", self)
        self.file = QPushButton("From a file…", self)
        self.browse = QPushButton("Open in the browser", self)
        for link in (self.all, self.file, self.browse):
            link.setObjectName("link")

    def _lay_out(self) -> None:
        title = QLabel(TITLE, self)
        title.setObjectName("panelTitle")
        left, self._detail = QWidget(self), QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(16, 14, 8, 14)
        column.setSpacing(8)
        for widget in (title, self.box, self.sessions, self.list, self.status, self.lists):
            column.addWidget(widget, 1 if widget is self.list else 0)
        column.setAlignment(self.lists, Qt.AlignmentFlag.AlignLeft)
        beside = QVBoxLayout(self._detail)
        beside.setContentsMargins(24, 20, 24, 14)
        beside.setSpacing(12)
        beside.addWidget(self.head)
        beside.addWidget(self.facts)
        beside.addWidget(self.rows)
        beside.addLayout(_row(self.get, self.stop, self.open, self.all))
        beside.addWidget(self.message)
        beside.addLayout(_row(self.file, self.browse))
        beside.addStretch(1)
        self._splitter = QSplitter(self)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(left)
        self._splitter.addWidget(self._detail)
        self._splitter.setSizes([420, 480])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._splitter)

    def _wire(self) -> None:
        self.box.textChanged.connect(self._filter)
        self.box.chosen.connect(self._get_from_box)
        self.list.chosen.connect(self._get_from_list)
        self.list.selectionModel().currentChanged.connect(self._show_current)
        self.sessions.currentIndexChanged.connect(self._filter)
        self.lists.clicked.connect(self._ask_lists)
        self.get.clicked.connect(self._ask_get)
        self.stop.clicked.connect(self.stop_requested)
        self.open.clicked.connect(self._ask_open)
        self.all.clicked.connect(self._choose_all)
        self.file.clicked.connect(self._ask_file)
        self.browse.clicked.connect(self._ask_browse)
        self.rows.chosen_changed.connect(self._languages_changed)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        self._delegate.theme = theme
        self.list.viewport().update()

    # what can be got ------------------------------------------------------------------------

    def show_offers(self, offers: Offers) -> None:
        """Show what can be got, the chosen one still chosen."""
        self._offers = offers
        before = self.sessions.currentData()
        self.sessions.blockSignals(True)
        self.sessions.clear()
        self.sessions.addItem("All sessions", "")
        for session in dict.fromkeys(one.session for one in offers.offers):
            self.sessions.addItem(f"Session {session}", session)
        self.sessions.setCurrentIndex(max(0, self.sessions.findData(before)))
        self.sessions.blockSignals(False)
        self._set_entries()
        self._filter()
        if not self._is_listing:
            self.say_lists("")
        if offers.troubles:
            self.status.setText(offers.troubles[0])

    def _set_entries(self) -> None:
        extra = [self._extra] if self._extra else []
        self.model.set_entries([_entry(one) for one in (*extra, *self._offers.offers)])

    def choose(self, symbol: str) -> None:
        """Choose a resolution, listed or not."""
        self.sessions.setCurrentIndex(0)
        self.box.setText(symbol)
        self._filter()

    def _filter(self) -> None:
        """Narrow the list; a symbol nobody has listed can be asked for as well."""
        typed = self.box.text().strip()
        meant = offer_of(typed, self._offers.offers)
        extra = meant if meant is not None and meant.sizes is None else None
        if extra != self._extra:
            self._extra = extra
            self._set_entries()
        words = meant.symbol if meant else typed
        self.model.set_filter(words, str(self.sessions.currentData() or "") if not meant else "")
        index = self.model.index_of(meant.symbol) if meant else QModelIndex()
        if index.isValid():
            self.list.setCurrentIndex(index)
        else:
            self.list.choose_first()
        if not self.model.rowCount():
            self._show(None)

    def _show_current(self, index: QModelIndex, _before: object = None) -> None:
        self._show(self._offer(index))

    def _offer(self, index: QModelIndex) -> Offer | None:
        if not index.isValid():
            return None
        entry: Entry = index.data(RowRole)
        every = (*([self._extra] if self._extra else []), *self._offers.offers)
        return next((one for one in every if one.symbol == entry.key), None)

    def _show(self, offer: Offer | None) -> None:
        if offer is None:
            self._shown = ""
            self.head.setText("Get an official text")
            self.facts.setText(
                "Type a symbol, like 78/311, or choose a title. Texts come from the United "
                "Nations' public repository of resolutions."
            )
            self._say("")
        else:
            if offer.symbol not in {self._shown, self._running}:
                self._say("")
                self.get.setText("Get")
            self._shown = offer.symbol
            self.head.setText(offer.title or offer.symbol)
            self.facts.setText(_facts(offer) if offer.title else "Its title is not known yet.")
            if offer.symbol != self._running:
                self.rows.show_state(offer.sizes, offer.here)
        self._tell_buttons(offer)

    def _tell_buttons(self, offer: Offer | None) -> None:
        running, there = bool(self._running), offer is not None
        for widget in (self.rows, self.file, self.browse):
            widget.setVisible(there)
        for choice in (self.get, self.all):
            choice.setVisible(there and not running)
        self.get.setEnabled(bool(self.rows.chosen()))
        self.stop.setVisible(running)
        self.open.setVisible(there and bool(offer and offer.here))
        self.rows.setEnabled(not running)

    def _languages_changed(self) -> None:
        self.get.setEnabled(bool(self.rows.chosen()))
        self.languages_chosen.emit(self.rows.chosen())

    def _choose_all(self) -> None:
        self.rows.choose(SIX)

    # asking ---------------------------------------------------------------------------------

    def _get_from_box(self, _stay: bool) -> None:
        self._get_from_list(self.list.currentIndex(), False)

    def _get_from_list(self, index: QModelIndex, _stay: bool) -> None:
        """Return gets what is chosen; what is here in all languages wanted is opened."""
        if (offer := self._offer(index)) is None:
            return
        self._show(offer)
        if offer.here and offer.here >= set(self.rows.chosen()):
            self._ask_open()
        else:
            self._ask_get()

    def _ask_get(self) -> None:
        offer = self._offer(self.list.currentIndex())
        if offer is None or self._running or not self.rows.chosen():
            return
        there = offer.sizes or self.rows.chosen()
        if wanted := [one for one in self.rows.chosen() if one in there]:
            self.get_requested.emit(offer.symbol, wanted)
        else:
            self._say("The repository has it in none of these languages. Choose another.")

    def _ask_open(self) -> None:
        offer = self._offer(self.list.currentIndex())
        if offer is not None and offer.documents:
            self.open_requested.emit(offer.documents[0])

    def _ask_file(self) -> None:
        self.file_requested.emit(self._shown)

    def _ask_browse(self) -> None:
        self.browse_requested.emit(self._shown)

    def _ask_lists(self) -> None:
        if self._is_listing:
            self.stop_requested.emit()
        else:
            self.lists_requested.emit()

    # how far it is --------------------------------------------------------------------------

    def show_running(self, symbol: str) -> None:
        """Show that a text is being got; '' once nothing is."""
        self._running = symbol
        if symbol:
            self._say("")
            for language in self.rows.chosen():
                self.rows.show_step(Step(symbol, language, "waiting"))
        self._tell_buttons(self._offer(self.list.currentIndex()))
        self.lists.setEnabled(not symbol)

    def show_step(self, step: Step) -> None:
        """Show how far one text is, where it is the one in view."""
        if step.stage == "looking":
            self._say("Looking for it in the repository's list …")
        elif self._shown == self._running:
            self._say("")
            self.rows.show_step(step)

    def show_outcome(self, words: str, *, failed: bool) -> None:
        """Say what came of it; the next key press opens it, or tries again."""
        self._say(words)
        self.get.setText("Try again" if failed else "Get")
        if self.isVisible() and not self.box.hasFocus() and not self.list.hasFocus():
            (self.get if failed or self.open.isHidden() else self.open).setFocus()

    def _say(self, words: str) -> None:
        self.message.setText(words)
        self.message.setVisible(bool(words))

    def say_lists(self, words: str, *, is_running: bool = False) -> None:
        """Say how far the lists are; '' says what is there."""
        self._is_listing = is_running
        count = len(self._offers.offers)
        if words:
            self.status.setText(words)
        elif self._offers.retrieved:
            self.status.setText(f"{count:,} resolutions; list of {self._offers.retrieved[:10]}")
        else:
            self.status.setText(
                f"{count} resolutions are known here. Get the list to browse all sessions by "
                "title; any symbol can be typed without it."
            )
        has_list = bool(self._offers.retrieved)
        self.lists.setText("Stop" if is_running else _GET_ANEW if has_list else _GET_LIST)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the box, and clears it there."""
        if event.key() != Qt.Key.Key_Escape or not self.box.text():
            super().keyPressEvent(event)
        elif self.box.hasFocus():
            self.box.clear()
        else:
            self.box.take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the text beside the list, or under it where there is no room."""
        super().resizeEvent(event)
        wide = self.width() >= _NARROW
        self._splitter.setOrientation(
            Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        )


def _label(parent: QWidget, name: str = "") -> QLabel:
    made = QLabel(parent)
    made.setObjectName(name)
    made.setWordWrap(True)
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made


def _row(*widgets: Any) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row


def _facts(offer: Offer) -> str:
    here = f"here in {', '.join(one for one in SIX if one in offer.here)}" if offer.here else ""
    return " · ".join(filter(None, (offer.symbol, offer.adopted, here)))


def _entry(offer: Offer) -> Entry:
    title = offer.title or (offer.symbol if offer.sizes else f"Look for {offer.symbol}")
    facts = _facts(offer) if offer.title or offer.sizes else "Not in the list that is here"
    return Entry(offer.symbol, title, facts, offer.session, "", offer.symbol)
