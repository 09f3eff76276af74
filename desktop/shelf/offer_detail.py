"""One official text that can be got: its languages, how far each is, and what can be done."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from db.official.browsing import Offer
from db.official.getting import Step
from db.official.paths import SIX
from desktop.shelf.language_rows import LanguageRows
from desktop.shelf.offer_list import facts_of
from desktop.widgets.plain_label import plain_label


class OfferDetail(QWidget):
    """Shows an offer, and says what is wanted of it."""

    get_requested = Signal(str, list)
    """A symbol, and the languages wanted."""
    stop_requested = Signal()
    file_requested = Signal(str)
    open_requested = Signal(str)
    browse_requested = Signal(str)
    languages_chosen = Signal(list)

    def __init__(self, languages: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._offer: Offer | None = None
        self._shown = ""
        self._running = ""
        self.head, self.facts = plain_label(self), plain_label(self, "muted")
        self.message = plain_label(self)
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
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 14)
        column.setSpacing(12)
        column.addWidget(self.head)
        column.addWidget(self.facts)
        column.addWidget(self.rows)
        column.addLayout(_row(self.get, self.stop, self.open, self.all))
        column.addWidget(self.message)
        column.addLayout(_row(self.file, self.browse))
        column.addStretch(1)

    def _wire(self) -> None:
        self.get.clicked.connect(self.ask_get)
        self.stop.clicked.connect(self.stop_requested)
        self.open.clicked.connect(self.ask_open)
        self.all.clicked.connect(self._choose_all)
        self.file.clicked.connect(self._ask_file)
        self.browse.clicked.connect(self._ask_browse)
        self.rows.chosen_changed.connect(self._languages_changed)

    # what is shown ----------------------------------------------------------------------------

    def show_offer(self, offer: Offer | None) -> None:
        """Show an offer, None for what the page is for."""
        self._offer = offer
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
            self.facts.setText(facts_of(offer) if offer.title else "Its title is not known yet.")
            if offer.symbol != self._running:
                self.rows.show_state(offer.sizes, offer.here)
        self._tell_buttons()

    def _tell_buttons(self) -> None:
        offer, running = self._offer, bool(self._running)
        for widget in (self.rows, self.file, self.browse):
            widget.setVisible(offer is not None)
        for choice in (self.get, self.all):
            choice.setVisible(offer is not None and not running)
        self.get.setEnabled(bool(self.rows.chosen()))
        self.stop.setVisible(running)
        self.open.setVisible(bool(offer and offer.here))
        self.rows.setEnabled(not running)

    def _say(self, words: str) -> None:
        self.message.setText(words)
        self.message.setVisible(bool(words))

    # asking -----------------------------------------------------------------------------------

    def _languages_changed(self) -> None:
        self.get.setEnabled(bool(self.rows.chosen()))
        self.languages_chosen.emit(self.rows.chosen())

    def _choose_all(self) -> None:
        self.rows.choose(SIX)

    def want(self) -> None:
        """Get what is shown; what is here in all languages wanted is opened."""
        offer = self._offer
        if offer is not None and offer.here and offer.here >= set(self.rows.chosen()):
            self.ask_open()
        else:
            self.ask_get()

    def ask_get(self) -> None:
        """Ask for the text in the languages that are chosen and there."""
        offer = self._offer
        if offer is None or self._running or not self.rows.chosen():
            return
        there = offer.sizes or self.rows.chosen()
        if wanted := [one for one in self.rows.chosen() if one in there]:
            self.get_requested.emit(offer.symbol, wanted)
        else:
            self._say("The repository has it in none of these languages. Choose another.")

    def ask_open(self) -> None:
        """Ask for the document to be opened."""
        if self._offer is not None and self._offer.documents:
            self.open_requested.emit(self._offer.documents[0])

    def _ask_file(self) -> None:
        self.file_requested.emit(self._shown)

    def _ask_browse(self) -> None:
        self.browse_requested.emit(self._shown)

    # how far it is ----------------------------------------------------------------------------

    def show_running(self, symbol: str) -> None:
        """Show that a text is being got; '' once nothing is."""
        self._running = symbol
        if symbol:
            self._say("")
            for language in self.rows.chosen():
                self.rows.show_step(Step(symbol, language, "waiting"))
        self._tell_buttons()

    def show_step(self, step: Step) -> None:
        """Show how far one text is, where it is the one in view."""
        if step.stage == "looking":
            self._say("Looking for it in the repository's list …")
        elif self._shown == self._running:
            self._say("")
            self.rows.show_step(step)

    def show_outcome(self, words: str, *, failed: bool) -> None:
        """Say what came of it."""
        self._say(words)
        self.get.setText("Try again" if failed else "Get")

    def focus_next(self, *, failed: bool) -> None:
        """Give the keys to what helps next: opening the text, or trying again."""
        (self.get if failed or self.open.isHidden() else self.open).setFocus()


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row
