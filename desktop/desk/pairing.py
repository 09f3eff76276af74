"""Two documents side by side: choosing the other one, and the keys for both."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QLocale, QObject, QPoint, QRect
from PySide6.QtWidgets import QWidget

from db.library import documents
from db.models import Document
from desktop.actions import Actions
from desktop.reader.bar import edition_name
from desktop.reader.loading import Target
from desktop.reader.reader import Reader
from desktop.tabs.navigator import Navigator
from desktop.tasks import Worker
from desktop.widgets.popover import Choice, Popover


class Pairing(QObject):
    """Lets the person put any edition or document beside the one in front."""

    def __init__(
        self, navigator: Navigator, reading: Worker, actions: Actions, host: QWidget
    ) -> None:
        super().__init__(host)
        self._host = host
        self._navigator, self._reading, self._actions = navigator, reading, actions
        self._picker: Popover | None = None
        slots: dict[str, Callable[[], None]] = {
            "sides": self.choose,
            "other_side": partial(self._with_spread, "turn"),
            "swap_sides": partial(self._with_spread, "swap"),
            "link_sides": partial(self._with_spread, "toggle_link"),
            "close_side": self.close_side,
        }
        actions.connect_to(slots)
        navigator.open_tabs.side_requested.connect(self.choose)
        navigator.open_tabs.sides_changed.connect(self.tell)
        self.tell()

    def tell(self) -> None:
        """Offer what can be done with the tab in front, and no more."""
        spread = self._navigator.spread()
        split = spread is not None and spread.is_split
        for name in ("other_side", "swap_sides", "link_sides", "close_side"):
            self._actions[name].setEnabled(split)
        self._actions["sides"].setEnabled(spread is not None)
        self._actions["link_sides"].setChecked(split and spread is not None and spread.linked)

    def tab_changed(self) -> None:
        """Another tab is in front: ask no more for what stands beside the one before."""
        if self._picker is not None:
            self._picker.dismiss()
        self.tell()

    def _with_spread(self, act: str) -> None:
        if (spread := self._navigator.spread()) is not None:
            getattr(spread, act)()

    def close_side(self) -> None:
        """Close the side that has the keys; the other one stays."""
        if (spread := self._navigator.spread()) is not None:
            spread.close_side(spread.active)

    def choose(self) -> None:
        """Ask for what is to stand on the other side."""
        spread, reader = self._navigator.spread(), self._navigator.reader()
        if spread is None or reader is None or reader.edition is None:
            return
        if self._picker is None:
            self._picker = Popover("On the other side", "Find an edition or a document", self._host)
            self._picker.chosen.connect(self._chosen)
            self._picker.closed.connect(self._navigator.focus)
        self._picker.set_choices([])  # open at once: who types ahead is not to type on the page
        self._picker.open_over(QRect(spread.mapTo(self._host, QPoint()), spread.size()))
        self._reading.ask(self, documents.documents, self._offer, lane="beside")

    def _offer(self, library: Sequence[Document]) -> None:
        reader = self._navigator.reader()
        if self._picker is not None and self._picker.isVisible() and reader is not None:
            self._picker.set_choices(choices(reader, library))

    def _chosen(self, target: Target) -> None:
        self._navigator.open_tabs.put_beside(target)
        self._navigator.focus()


def choices(reader: Reader, library: Sequence[Document]) -> list[Choice]:
    """List what can stand beside a reader: other editions, at its paragraph, then documents."""
    own = next((one for one in library if one.id == reader.document), None)
    editions = own.editions if own is not None else ()
    found = [
        Choice(
            edition_name(one.key),
            f"{reader.title} · {_language(one.key.language)}",
            Target(reader.document, one.key, reader.label),
        )
        for one in editions
        if one.key != reader.key
    ]
    found += [
        Choice(_name(one), one.id, Target(one.id)) for one in library if one.id != reader.document
    ]
    if reader.key is not None:
        again = Target(reader.document, reader.key, reader.label)
        found.append(Choice(f"{edition_name(reader.key)}, once more", reader.title, again))
    return found


def _language(code: str) -> str:
    """Name a language in English, whatever it calls itself: it can be typed, too."""
    return QLocale.languageToString(QLocale(code).language())


def _name(document: Document) -> str:
    short, title = document.short_title, document.title
    return short if short == title else f"{short} — {title}"
