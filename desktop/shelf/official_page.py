"""The page on which official texts are got: what there is on one side, one of them on the other."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from db.official.browsing import Offers
from desktop.shelf.offer_detail import OfferDetail
from desktop.shelf.offer_list import TITLE, OfferList
from desktop.theme import Theme

_NARROW = 640
"""Below this width, in pixels, the text that is chosen stands under the list."""


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
        self.offers, self.detail = OfferList(theme, self), OfferDetail(languages, self)
        self._splitter = QSplitter(self)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self.offers)
        self._splitter.addWidget(self.detail)
        self._splitter.setSizes([420, 480])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._splitter)
        self.setFocusProxy(self.offers.box)
        self._wire()
        self.detail.show_offer(None)

    def _wire(self) -> None:
        self.offers.current_changed.connect(self.detail.show_offer)
        self.offers.wanted.connect(self.detail.want)
        self.offers.lists_requested.connect(self.lists_requested)
        self.offers.stop_requested.connect(self.stop_requested)
        self.detail.get_requested.connect(self.get_requested)
        self.detail.stop_requested.connect(self.stop_requested)
        self.detail.file_requested.connect(self.file_requested)
        self.detail.open_requested.connect(self.open_requested)
        self.detail.browse_requested.connect(self.browse_requested)
        self.detail.languages_chosen.connect(self.languages_chosen)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        self.offers.set_theme(theme)

    def show_offers(self, offers: Offers) -> None:
        """Show what can be got and what is here, the chosen one still chosen."""
        self.offers.show_offers(offers)
        self.detail.show_offer(self.offers.current())

    def show_running(self, symbol: str) -> None:
        """Show that a text is being got; '' once nothing is."""
        self.detail.show_running(symbol)
        self.offers.lists.setEnabled(not symbol)

    def show_outcome(self, words: str, *, failed: bool) -> None:
        """Say what came of it; the next key press opens it, or tries again."""
        self.detail.show_outcome(words, failed=failed)
        if self.isVisible() and not self.offers.box.hasFocus() and not self.offers.list.hasFocus():
            self.detail.focus_next(failed=failed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the box, and clears it there."""
        box = self.offers.box
        if event.key() != Qt.Key.Key_Escape or not box.text():
            super().keyPressEvent(event)
        elif box.hasFocus():
            box.clear()
        else:
            box.take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the text beside the list, or under it where there is no room."""
        super().resizeEvent(event)
        wide = self.width() >= _NARROW
        self._splitter.setOrientation(
            Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        )
