"""What later starts ask this window for: heard from when the desk is furnished."""

from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.instance import Message
from desktop.main_window import MainWindow
from desktop.tabs.navigator import Navigator
from desktop.widgets.slices import Slices

if TYPE_CHECKING:
    from desktop.desk.receiving import Receiving


class Listening(QObject):
    """Opens here what a second start names, and brings the window forward."""

    def __init__(
        self, data: Path, window: MainWindow, navigator: Navigator, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._data, self._window, self._navigator = data, window, navigator

    def start(self) -> None:
        """Begin to listen once all that is looked at is there."""
        Slices(self).start(_loading_receiving(), self._listen)

    def _listen(self, receiving: type["Receiving"]) -> None:
        ear = receiving(self._data, self)
        ear.received.connect(self._received)
        self._window.closing.connect(ear.close)
        ear.listen()

    def _received(self, message: Message) -> None:
        self._window.come_forward(message.token)
        for words in message.addresses:
            self._navigator.open_address(words)


def _loading_receiving() -> Generator[None, None, type["Receiving"]]:
    """Load what listening needs after all that is looked at, in steps of less than a frame."""
    from PySide6 import QtNetwork

    yield
    for name in ("QLocalSocket", "QLocalServer"):
        getattr(QtNetwork, name)  # PySide makes a class when it is first asked for
        yield
    from desktop.desk.receiving import Receiving

    return Receiving
