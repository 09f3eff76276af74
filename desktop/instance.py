"""One window for a data folder: a second start hands its addresses to the window that is open.

The way to it is a local socket (on Windows a named pipe) whose name comes from the data folder. It
lies in a folder that only this person can enter, and another person's is never used. A message is
one line of JSON, answered with `ok`:

    {"resolute": 1, "data": FOLDER, "addresses": [...], "token": ACTIVATION_TOKEN}

No Qt here: a second start is over before Qt would be loaded.
"""

import json
import os
import stat
import sys
import time
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

LONGEST = 65_536
"""Bytes; a longer message is not read."""
_MOST, _LONGEST_ADDRESS = 100, 1_000
_VERSION = 1
_PATIENCE = 3.0
"""Seconds a second start waits for the window to answer, before it opens one of its own."""
_AGAIN = 0.05
"""Seconds from one try to reach a window that is just opening to the next."""
ANSWER = b"ok\n"


class Message(NamedTuple):
    """What a second start asks for; the token lets a window come to the front under Wayland."""

    addresses: tuple[str, ...] = ()
    token: str = ""


def channel(data: Path) -> str:
    """Return the path of the socket of a data folder; empty where there is no safe place for it."""
    name = f"resolute-{zlib.crc32(os.fsencode(os.path.realpath(data))):08x}"
    if sys.platform == "win32":
        return rf"\\.\pipe\{name}-{os.environ.get('USERNAME', '')}"
    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    if not _is_private(folder):
        import tempfile

        folder = os.path.join(tempfile.gettempdir(), f"resolute-{os.getuid()}")
    return os.path.join(folder, name)


def make_room(path: str) -> bool:
    """Create the folder of a socket where it is missing; tell whether it is this person's alone."""
    if sys.platform == "win32":
        return True
    folder = os.path.dirname(path)
    try:
        os.mkdir(folder, 0o700)
    except FileExistsError:
        pass
    except OSError:
        return False
    return _is_private(folder)


def _is_private(folder: str) -> bool:
    """Tell whether a folder is there, this person's own, and closed to others."""
    if sys.platform == "win32":
        return True
    try:
        found = os.lstat(folder)
    except OSError:
        return False
    mode = found.st_mode
    return stat.S_ISDIR(mode) and found.st_uid == os.getuid() and not mode & 0o077


def begin(data: Path, addresses: Sequence[str]) -> bool:
    """Give addresses to the window that is open, or just opening; False where it is ours to open.

    A window is heard of only once it is furnished. Until then a lock tells that there is one; it
    goes with its process, however that ends.
    """
    if hand_over(data, addresses):
        return True
    path = channel(data)
    if sys.platform == "win32" or not make_room(path) or _claim(f"{path}.lock"):
        return False
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        time.sleep(_AGAIN)
        if hand_over(data, addresses):
            return True
    return False


def _claim(path: str) -> bool:
    """Take a lock for as long as this process lives; tell whether nobody else has it."""
    import fcntl

    try:
        lock = os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    except OSError:
        return True
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(lock)
        return False
    return True


def hand_over(data: Path, addresses: Sequence[str]) -> bool:
    """Give addresses to the window that is open on a data folder; False where there is none."""
    path = channel(data)
    if not _is_there(path):
        return False
    message = write(data, addresses)
    if len(message) > LONGEST:
        return False
    try:
        return _ask(path, message) == ANSWER
    except OSError:
        return False  # nobody listens any more, or nobody answers


def _is_there(path: str) -> bool:
    """Tell whether a socket of this person's is there, without a connection: it costs nothing."""
    if sys.platform == "win32":
        return True
    try:
        found = os.lstat(path)
    except OSError:
        return False
    ours = stat.S_ISSOCK(found.st_mode) and found.st_uid == os.getuid()
    return ours and _is_private(os.path.dirname(path))


def _ask(path: str, message: bytes) -> bytes:
    if sys.platform == "win32":
        with open(path, "r+b", buffering=0) as pipe:
            pipe.write(message)
            return pipe.readline(LONGEST)
    import socket

    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as window:
        window.settimeout(_PATIENCE)
        window.connect(path)
        window.sendall(message)
        return window.recv(len(ANSWER), socket.MSG_WAITALL)


def write(data: Path, addresses: Sequence[str]) -> bytes:
    """Write what a second start asks for."""
    known = (os.environ.get(name) for name in ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID"))
    message = {
        "resolute": _VERSION,
        "data": os.path.realpath(data),
        "addresses": list(addresses),
        "token": next(filter(None, known), ""),
    }
    return json.dumps(message).encode() + b"\n"


def read(line: bytes, data: Path) -> Message | None:
    """Read what a second start asks for; None for what is not understood or for another folder."""
    try:
        message = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(message, dict) or message.get("resolute") != _VERSION:
        return None
    addresses, token = message.get("addresses"), message.get("token")
    if message.get("data") != os.path.realpath(data) or not isinstance(addresses, list):
        return None
    if len(addresses) > _MOST or not all(isinstance(one, str) for one in addresses):
        return None
    plain = (one[:_LONGEST_ADDRESS].encode(errors="ignore").decode() for one in addresses)
    return Message(tuple(plain), token if isinstance(token, str) and token.isprintable() else "")
