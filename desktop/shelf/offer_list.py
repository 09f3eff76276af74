"""The list of official texts that can be got: any symbol typed, or any session browsed by title."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QVBoxLayout, QWidget

from db.official.browsing import Offer, Offers, offer_of
from db.official.paths import SIX
from desktop.shelf.delegate import DocumentDelegate
from desktop.shelf.documents import RowRole
from desktop.shelf.entries import Entry, EntryModel
from desktop.theme import Theme
from desktop.widgets.box_over_list import ChoiceList, ListBox
from desktop.widgets.plain_label import plain_label

TITLE = "Official texts"
_GET_LIST, _GET_ANEW = "Get the list of all sessions", "Get the list anew"
_HINT = "Symbol or words of a title: 78/311, outer space"


class OfferList(QWidget):
    """Narrows what can be got, and says which of it one looks at and which one wants."""

    current_changed = Signal(object)
    """The Offer one looks at, or None."""
    wanted = Signal()
    """Return was pressed on what one looks at."""
    lists_requested = Signal()
    stop_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.offers = Offers(())
        self._extra: Offer | None = None
        self._is_listing = False
        self.model = EntryModel(self)
        self._delegate = DocumentDelegate(theme, self)
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
        self.status = plain_label(self, "muted")
        self.lists = QPushButton(_GET_LIST, self)
        self.lists.setObjectName("link")
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        title = QLabel(TITLE, self)
        title.setObjectName("panelTitle")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 8, 14)
        column.setSpacing(8)
        for widget in (title, self.box, self.sessions, self.list, self.status, self.lists):
            column.addWidget(widget, 1 if widget is self.list else 0)
        column.setAlignment(self.lists, Qt.AlignmentFlag.AlignLeft)

    def _wire(self) -> None:
        self.box.textChanged.connect(self._filter)
        self.box.chosen.connect(self._box_chosen)
        self.list.chosen.connect(self._list_chosen)
        self.list.selectionModel().currentChanged.connect(self._show_current)
        self.sessions.currentIndexChanged.connect(self._filter)
        self.lists.clicked.connect(self._ask_lists)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        self._delegate.theme = theme
        self.list.viewport().update()

    # what can be got ------------------------------------------------------------------------

    def show_offers(self, offers: Offers) -> None:
        """Show what can be got, the chosen one still chosen."""
        self.offers = offers
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
        self.model.set_entries([_entry(one) for one in (*extra, *self.offers.offers)])

    def choose(self, symbol: str) -> None:
        """Choose a resolution, listed or not."""
        self.sessions.setCurrentIndex(0)
        self.box.setText(symbol)
        self._filter()

    def _filter(self) -> None:
        """Narrow the list; a symbol nobody has listed can be asked for as well."""
        typed = self.box.text().strip()
        meant = offer_of(typed, self.offers.offers)
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
            self.current_changed.emit(None)

    def current(self) -> Offer | None:
        """Return what one looks at."""
        return self._offer(self.list.currentIndex())

    def _show_current(self, index: QModelIndex, _before: object = None) -> None:
        self.current_changed.emit(self._offer(index))

    def _offer(self, index: QModelIndex) -> Offer | None:
        if not index.isValid():
            return None
        entry: Entry = index.data(RowRole)
        every = (*([self._extra] if self._extra else []), *self.offers.offers)
        return next((one for one in every if one.symbol == entry.key), None)

    def _box_chosen(self, _stay: bool) -> None:
        self.wanted.emit()

    def _list_chosen(self, _index: QModelIndex, _stay: bool) -> None:
        self.wanted.emit()

    # the lists ------------------------------------------------------------------------------

    def _ask_lists(self) -> None:
        (self.stop_requested if self._is_listing else self.lists_requested).emit()

    def say_lists(self, words: str, *, is_running: bool = False) -> None:
        """Say how far the lists are; '' says what is there."""
        self._is_listing = is_running
        count = len(self.offers.offers)
        if words:
            self.status.setText(words)
        elif self.offers.retrieved:
            self.status.setText(f"{count:,} resolutions; list of {self.offers.retrieved[:10]}")
        else:
            self.status.setText(
                f"{count} resolutions are known here. Get the list to browse all sessions by "
                "title; any symbol can be typed without it."
            )
        has_list = bool(self.offers.retrieved)
        self.lists.setText("Stop" if is_running else _GET_ANEW if has_list else _GET_LIST)


def facts_of(offer: Offer) -> str:
    """Say in a line what a resolution is: symbol, date, the languages it is here in."""
    here = f"here in {', '.join(one for one in SIX if one in offer.here)}" if offer.here else ""
    return " · ".join(filter(None, (offer.symbol, offer.adopted, here)))


def _entry(offer: Offer) -> Entry:
    title = offer.title or (offer.symbol if offer.sizes else f"Look for {offer.symbol}")
    facts = facts_of(offer) if offer.title or offer.sizes else "Not in the list that is here"
    return Entry(offer.symbol, title, facts, offer.session, "", offer.symbol)
