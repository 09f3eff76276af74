"""The window's end of the local socket: what a second start asks for arrives here."""

import logging
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from desktop import instance

log = logging.getLogger(__name__)

_MOST = 8
"""So many may be connected at a time; they are through in a moment."""
_PATIENCE = 2_000
"""Milliseconds a caller has for its message."""


class Receiving(QObject):
    """Listens for second starts on a data folder, while this window is open."""

    received = Signal(object)
    """An instance.Message."""

    def __init__(self, data: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._data, self._path = data, instance.channel(data)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.setMaxPendingConnections(_MOST)
        self._server.newConnection.connect(self._take)

    def listen(self) -> bool:
        """Begin to listen, unless another window does already; what a crash left is replaced."""
        if not instance.make_room(self._path) or self._is_answered():
            return False
        QLocalServer.removeServer(self._path)
        if not self._server.listen(self._path):
            log.warning("other starts cannot be heard: %s", self._server.errorString())
        return self._server.isListening()

    def _is_answered(self) -> bool:
        caller = QLocalSocket()
        caller.connectToServer(self._path)
        answered = caller.state() == QLocalSocket.LocalSocketState.ConnectedState
        caller.abort()
        return answered

    def close(self) -> None:
        """Hear no more, and leave no socket behind."""
        self._server.close()

    def _take(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            _Caller(socket, self).said.connect(self._read)

    def _read(self, caller: "_Caller", line: bytes) -> None:
        message = instance.read(line, self._data)
        caller.answer(message is not None)
        if message is not None:
            self.received.emit(message)


class _Caller(QObject):
    """A second start that is connected: it says one line, or it is cut off."""

    said = Signal(object, bytes)

    def __init__(self, socket: QLocalSocket, parent: QObject) -> None:
        super().__init__(parent)
        self._socket = socket
        socket.setParent(self)
        socket.setReadBufferSize(instance.LONGEST + 1)
        socket.readyRead.connect(self._hear)
        socket.disconnected.connect(self.deleteLater)
        QTimer.singleShot(_PATIENCE, self, self._socket.abort)
        self._hear()

    def _hear(self) -> None:
        if self._socket.canReadLine():
            self._socket.readyRead.disconnect(self._hear)
            self.said.emit(self, bytes(self._socket.readLine().data()))
        elif self._socket.bytesAvailable() > instance.LONGEST:
            self._socket.abort()

    def answer(self, understood: bool) -> None:
        """Say that it was understood, or nothing, and end the connection."""
        if understood:
            self._socket.write(instance.ANSWER)
        self._socket.disconnectFromServer()
