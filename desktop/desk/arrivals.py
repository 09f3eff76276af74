"""What came into the library last, and the way to it: a button on the banner, and a key."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from db.models import EditionKey
from desktop.reader.loading import Target
from desktop.tabs.navigator import Navigator
from desktop.widgets.banner import Banner

if TYPE_CHECKING:
    from db.library.reference import ImportResult

SHOW = "arrivals:show"
LABEL = "Show it"


class Arrivals(QObject):
    """Opens in a reader what was added last, at its edition."""

    told = Signal(str)

    def __init__(self, navigator: Navigator, banner: Banner, parent: QObject) -> None:
        super().__init__(parent)
        self._navigator, self._banner = navigator, banner
        self._last: EditionKey | None = None

    def say(self, words: str, key: EditionKey | None) -> None:
        """Say what came of adding a text; with an edition, offer to show that."""
        self.remember(key)
        if key is None:
            self._banner.say_for_now(words)
        else:
            self._banner.say(words, SHOW, LABEL)

    def remember(self, key: EditionKey | None) -> None:
        """Let this be what came last, if it is anything."""
        self._last = key or self._last

    def take_up(self, action: str) -> None:
        """Do what the person chose on the banner, if it is about this."""
        if action == SHOW:
            self.show_last()

    def show_last(self) -> None:
        """Open what came last, at its edition; at the paragraph where one reads that document."""
        if self._last is None:
            self.told.emit("Nothing has been added since the program was started.")
            return
        document = self._last.document
        labels = [one.label for one in self._navigator.open_tabs.readers_of(document)]
        self._navigator.jump(Target(document, self._last, next(iter(labels), "")))


def shown_of(results: "Sequence[ImportResult]") -> EditionKey | None:
    """Choose which of the editions that came, or were there already, is shown: English if any."""
    keys = [one.key for one in results if one.key and one.outcome not in {"failed", "skipped"}]
    english = [key for key in keys if key.language == "en"]
    return next(iter(english or keys), None)
