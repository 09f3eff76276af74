"""The window's way to the network: Qt asks in the window's thread, a worker waits for the bytes.

`QNetworkAccessManager` stays where its event loop is and blocks nobody; the worker's side is plain
Python: it takes what comes from a queue, and is woken at once where the person wants it no more.
"""

import queue
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtNetwork import (
    QNetworkAccessManager,
    QNetworkProxyFactory,
    QNetworkReply,
    QNetworkRequest,
)

from db.official.judging import MOST
from db.official.transport import STALL, Answer, Broken, Cause, Stopped, Waiting

_Error = QNetworkReply.NetworkError
_CAUSES: dict[_Error, Cause] = {
    _Error.SslHandshakeFailedError: "untrusted",
    _Error.RemoteHostClosedError: "cut",
    _Error.TimeoutError: "stalled",
    _Error.OperationCanceledError: "cut",
    _Error.ProtocolFailure: "cut",
}
_WOKEN = object()
_ENDED = object()


class Line(Waiting):
    """What a worker holds on to while it asks: one request after another, until it is stopped."""

    def __init__(self, network: "Network", stall: float = STALL) -> None:
        super().__init__()
        self._network, self._stall = network, stall
        self._come: queue.SimpleQueue[Any] = queue.SimpleQueue()

    def hang_up(self) -> None:
        """Stop, from any thread; whoever waits here is told at once by Stopped."""
        self.stop.set()
        self._come.put(_WOKEN)

    @contextmanager
    def fetch(self, address: str, headers: Mapping[str, str]) -> Iterator[Answer]:
        """Ask for an address; raises Broken, or Stopped. Called in the worker's thread."""
        come: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._come = come
        asked = Asked(address, dict(headers), come)
        self._network.asked.emit(asked)
        try:
            status, said = self._take(come)
            yield Answer(status, said, self._pieces(come))
        finally:
            self._network.left.emit(asked)

    def _pieces(self, come: "queue.SimpleQueue[Any]") -> Iterator[bytes]:
        while (piece := self._take(come)) is not _ENDED:
            yield piece

    def _take(self, come: "queue.SimpleQueue[Any]") -> Any:
        if self.stop.is_set():
            raise Stopped
        try:
            what = come.get(timeout=self._stall)
        except queue.Empty:
            raise Broken("stalled") from None
        if what is _WOKEN:
            raise Stopped
        if isinstance(what, Broken):
            raise what
        return what


class Asked:
    """A request on its way from a worker to the window's thread, and where the answer goes."""

    def __init__(
        self, address: str, headers: Mapping[str, str], come: "queue.SimpleQueue[Any]"
    ) -> None:
        self.address, self.headers, self.come = address, headers, come
        self.over = threading.Event()


class Network(QObject):
    """Asks servers on behalf of workers; its manager is made at the first question."""

    asked = Signal(object)
    left = Signal(object)
    """The worker wants no more of what it asked."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._manager: QNetworkAccessManager | None = None
        self._replies: dict[Asked, _Reply] = {}
        self.asked.connect(self._ask, Qt.ConnectionType.QueuedConnection)
        self.left.connect(self._leave, Qt.ConnectionType.QueuedConnection)

    def _ask(self, asked: Asked) -> None:
        if self._manager is None:
            QNetworkProxyFactory.setUseSystemConfiguration(True)
            self._manager = QNetworkAccessManager(self)
        request = QNetworkRequest(QUrl(asked.address))
        request.setAttribute(
            QNetworkRequest.Attribute.RedirectPolicyAttribute,
            QNetworkRequest.RedirectPolicy.ManualRedirectPolicy,
        )
        for name, value in asked.headers.items():
            request.setRawHeader(name.encode("ascii"), value.encode("latin-1"))
        self._replies[asked] = _Reply(self._manager.get(request), asked, self)

    def _leave(self, asked: Asked) -> None:
        if (reply := self._replies.pop(asked, None)) is not None:
            reply.let_go()


class _Reply(QObject):
    """Hands what comes of one request over to the worker that waits for it."""

    def __init__(self, reply: QNetworkReply, asked: Asked, parent: QObject) -> None:
        super().__init__(parent)
        self._reply, self._asked = reply, asked
        self._is_told = False
        self._size = 0
        reply.metaDataChanged.connect(self._tell_head)
        reply.readyRead.connect(self._tell_bytes)
        reply.finished.connect(self._tell_end)

    def _tell_head(self) -> None:
        status = self._reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
        if self._is_told or status is None:
            return
        self._is_told = True
        headers = {
            bytes(name.data()).decode("latin-1").lower(): bytes(value.data()).decode("latin-1")
            for name, value in self._reply.rawHeaderPairs()
        }
        self._asked.come.put((int(status), headers))

    def _tell_bytes(self) -> None:
        self._tell_head()
        data = bytes(self._reply.readAll().data())
        self._size += len(data)
        if data and self._is_told:
            self._asked.come.put(data)
        if self._size > MOST:  # the worker says so too, but may be slower than the server
            self._reply.abort()

    def _tell_end(self) -> None:
        self._tell_bytes()
        error = self._reply.error()
        broke = error != _Error.NoError and (not self._is_told or error in _CAUSES)
        self._asked.come.put(Broken(_CAUSES.get(error, "unreachable")) if broke else _ENDED)

    def let_go(self) -> None:
        """Close the line; nothing more is told."""
        for signal in (self._reply.metaDataChanged, self._reply.readyRead, self._reply.finished):
            signal.disconnect()
        self._reply.abort()
        self._reply.deleteLater()
        self.deleteLater()
