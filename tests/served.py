"""The repository of official texts on this machine, well and badly behaved, for tests.

It serves the addresses of both of GitHub's hosts: the state, the tree, and files by commit.
"""

import hashlib
import json
import threading
from collections import Counter
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote

from db.official import catalogue

COMMIT = "c" * 40
Behaviour = Callable[["Handler", bytes], None]


class Handler(BaseHTTPRequestHandler):
    """Answers one request as the server was told to."""

    protocol_version = "HTTP/1.1"
    server: Any

    def do_GET(self) -> None:
        served: Served = self.server.served
        path = unquote(self.path)
        served.asked.append((path, dict(self.headers)))
        served.counts[path] += 1
        queue = served.behaviours.get(path, [])
        behaviour = queue.pop(0) if len(queue) > 1 else queue[0] if queue else well
        data = served.files.get(path)
        try:
            if data is None and behaviour is well:
                self.answer(404, b"404: Not Found")
            else:
                behaviour(self, data or b"")
        except OSError:
            pass  # the other side had enough
        self.close_connection = True

    def answer(self, status: int, data: bytes, length: int | None = None, **headers: str) -> None:
        """Send a whole answer, of another length than it says where one is given."""
        self.send_response(status)
        self.send_header("Content-Length", str(len(data) if length is None else length))
        self.send_header("Connection", "close")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_words: Any) -> None:
        """Say nothing."""


def well(handler: Handler, data: bytes) -> None:
    """Serve as it should be, parts too."""
    asked = handler.headers.get("Range", "")
    if not asked:
        handler.answer(200, data)
        return
    start = int(asked.removeprefix("bytes=").removesuffix("-"))
    if start >= len(data):
        handler.answer(416, b"")
    else:
        said = f"bytes {start}-{len(data) - 1}/{len(data)}"
        handler.answer(206, data[start:], Content_Range=said)


def half(handler: Handler, data: bytes) -> None:
    """Promise everything, send half, hang up."""
    handler.answer(200, data[: len(data) // 2], len(data))


def page(handler: Handler, _data: bytes) -> None:
    """Send the log-in page of a hotel."""
    handler.answer(200, b"<!DOCTYPE html><html><body>Room number?</body></html>")


def other(handler: Handler, data: bytes) -> None:
    """Send as many other bytes."""
    handler.answer(200, data[:-1] + b" " if data[-1:] != b" " else data[:-1] + b"x")


def deaf(handler: Handler, data: bytes) -> None:
    """Pass over which part was asked for."""
    handler.answer(200, data)


def elsewhere(handler: Handler, data: bytes) -> None:
    """Send another part than was asked for."""
    handler.answer(206, data, Content_Range=f"bytes 0-{len(data) - 1}/{len(data)}")


def huge(handler: Handler, data: bytes) -> None:
    """Promise a gigabyte."""
    handler.answer(200, data, 10**9)


def endless(handler: Handler, _data: bytes) -> None:
    """Say no length and never stop."""
    handler.send_response(200)
    handler.end_headers()
    while not handler.server.served.over.is_set():
        handler.wfile.write(b"<akomaNtoso>" * 100_000)


def stalled(handler: Handler, data: bytes) -> None:
    """Send half, then nothing more, and do not hang up."""
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(data)))
    handler.end_headers()
    handler.wfile.write(data[: len(data) // 2])
    handler.wfile.flush()
    handler.server.served.over.wait(30)


def status(code: int, **headers: str) -> Behaviour:
    """Answer with a status."""
    return lambda handler, _data: handler.answer(code, b"no", **headers)


def to(address: str) -> Behaviour:
    """Send on to another address."""
    return lambda handler, _data: handler.answer(302, b"", Location=address)


class Served:
    """A repository that is served until it is closed."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.behaviours: dict[str, list[Behaviour]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.counts: Counter[str] = Counter()
        self.over = threading.Event()
        self._tree: list[dict[str, Any]] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.block_on_close = False
        self._server.served = self  # type: ignore[attr-defined]
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )
        self._thread.start()
        self.name = catalogue.repository().name
        self.files[f"/repos/{self.name}/commits/main"] = COMMIT.encode()
        self._list()

    def put(self, path: str, data: bytes, commit: str = COMMIT) -> str:
        """Put a file into the repository, and into its tree; return its path at the server."""
        entry = {"path": path, "type": "blob", "size": len(data), "sha": _blob(data)}
        self._tree.append(entry)
        self._list()
        where = f"/{self.name}/{commit}/{path}"
        self.files[where] = data
        return where

    def put_known(self, symbol: str, language: str, data: bytes) -> str:
        """Put the real bytes of a text that the program knows where it looks for them."""
        (text,) = catalogue.known().of(symbol, [language])
        where = f"/{self.name}/{text.commit}/{text.path}"
        self.files[where] = data
        return where

    def behave(self, where: str, *behaviours: Behaviour) -> None:
        """Answer so, one after another, the last for good."""
        self.behaviours[where] = list(behaviours)

    def tree(self) -> str:
        """Return the path of the tree."""
        return f"/repos/{self.name}/git/trees/{COMMIT}?recursive=1"

    def _list(self) -> None:
        self.files[self.tree()] = json.dumps({"sha": COMMIT, "tree": self._tree}).encode()

    def close(self) -> None:
        """Stop for good."""
        self.over.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(timeout=10)


def _blob(data: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()


def session_list(*rows: tuple[str, str]) -> bytes:
    """Write a session list of symbols and titles, with the BOM that real ones may have."""
    lines = [json.dumps({"symbol": s, "title": t, "adoption_date": "1 July 2024"}) for s, t in rows]
    return b"\xef\xbb\xbf" + "\n".join(lines).encode()
