"""The fetching of one thing: asked for, gone on with, tried again, judged, and handed out whole.

What is partly there when a transfer breaks or is stopped is kept beside the person's file, and
the next attempt asks only for the rest (`Range`, RFC 9110 section 14). It is kept only of what has
a checksum, so that two halves of different files never make a text.
"""

import hashlib
import os
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from urllib.parse import urljoin

from db.errors import NotFetched
from db.official import judging
from db.official.judging import Wanted
from db.official.transport import BROWSER, Answer, Broken, Clock, Fetch

ATTEMPTS = 4
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
"""Seconds before the second attempt, doubled before each further one; and the most of them."""

LONGEST = 300.0
"""So many seconds one attempt may take: a server that sends a byte now and then holds nobody."""

_MOST_REDIRECTS = 5
_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")

Told = Callable[[int, int, str], None]
"""Told how many bytes are there, of how many (0: unknown), and what is waited for, if anything."""


class _Again(Exception):
    """An attempt that failed in a way that may pass; `pause` is what the server asks for."""

    def __init__(self, sentence: str, pause: float = 0.0) -> None:
        super().__init__(sentence)
        self.pause = pause


class Kept:
    """What is partly there, one file for each address."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def read(self, wanted: Wanted) -> bytes:
        """Return what came the last time; nothing where it cannot be held against a checksum."""
        path = self._path(wanted)
        if path is None:
            return b""
        try:
            return path.read_bytes()[: judging.MOST]
        except OSError:
            return b""

    def keep(self, wanted: Wanted, data: bytes) -> None:
        """Keep what has come; a disk that is full costs no more than the way back here."""
        path = self._path(wanted)
        if path is None or not data:
            return
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            whole = path.with_suffix(f".{os.getpid()}.new")
            whole.write_bytes(data)
            os.replace(whole, path)

    def drop(self, wanted: Wanted) -> None:
        """Forget what was partly there."""
        if (path := self._path(wanted)) is not None:
            with suppress(OSError):
                path.unlink(missing_ok=True)

    def _path(self, wanted: Wanted) -> Path | None:
        if self._folder is None or not wanted.is_known:
            return None
        name = hashlib.sha256(wanted.address.encode()).hexdigest()[:32]
        return self._folder / f"{name}.part"


class Fetcher:
    """Fetches one thing after another through a `Fetch` that is passed in."""

    def __init__(
        self, fetch: Fetch, clock: Clock, hosts: frozenset[str], folder: Path | None = None
    ) -> None:
        self._fetch, self._clock, self._hosts = fetch, clock, hosts
        self._kept = Kept(folder)

    def get(self, wanted: Wanted, told: Told | None = None) -> bytes:
        """Return the whole of what is wanted; raises NotFetched with a sentence, or Stopped."""
        return _Getting(self._fetch, self._clock, self._hosts, self._kept, wanted, told).run()


class _Getting:
    """One thing on its way, over all attempts."""

    def __init__(
        self, fetch: Fetch, clock: Clock, hosts: frozenset[str], kept: Kept, wanted: Wanted,
        told: Told | None,
    ) -> None:  # fmt: skip
        self._fetch, self._clock, self._hosts = fetch, clock, hosts
        self._kept, self._wanted, self._told = kept, wanted, told
        self._data = bytearray(kept.read(wanted))

    def run(self) -> bytes:
        """Try until it is there, or until trying is no use."""
        try:
            data = self._try()
        except BaseException:
            self._kept.keep(self._wanted, bytes(self._data))
            raise
        self._kept.drop(self._wanted)
        return data

    def _try(self) -> bytes:
        pause = FIRST_PAUSE
        for attempt in range(1, ATTEMPTS + 1):
            try:
                self._attempt()
                return self._judged()
            except _Again as error:
                if attempt == ATTEMPTS:
                    raise NotFetched(str(error)) from error
                seconds = min(LONGEST_PAUSE, max(error.pause, pause))
                self._say(f"trying again in {seconds:.0f} s")
                self._clock.wait(seconds)
                pause *= 2
        raise AssertionError  # the last attempt returns or raises

    def _say(self, waiting: str = "") -> None:
        if self._told:
            self._told(len(self._data), self._wanted.size, waiting)

    def _judged(self) -> bytes:
        """Return what came if it is right; halves that do not fit are fetched anew as a whole."""
        data = bytes(self._data)
        if problem := judging.wrong(self._wanted, data):
            was_resumed, self._resumed = self._resumed, False
            self._data.clear()
            if was_resumed:
                raise _Again(problem)
            raise NotFetched(problem)
        return data

    _resumed = False

    def _attempt(self) -> None:
        address = self._wanted.address
        if not self._wanted.is_known:
            self._data.clear()  # nothing would tell two halves of different files
        for _ in range(_MOST_REDIRECTS):
            try:
                with self._fetch(address, self._headers()) as answer:
                    if answer.status not in judging.REDIRECTS:
                        self._take(answer)
                        return
                    address = self._next(address, answer.headers)
            except Broken as error:
                self._explain(error)
        raise NotFetched(
            f"{judging.host_of(self._wanted.address)} sends on in a circle. Nothing was fetched."
        )

    def _explain(self, error: Broken) -> None:
        sentence = judging.broken(error.cause, self._wanted, len(self._data))
        if error.cause in {"unreachable", "untrusted"}:
            raise NotFetched(sentence, is_offline=True) from error
        raise _Again(sentence) from error

    def _headers(self) -> Mapping[str, str]:
        """Ask for the plain bytes: lengths and ranges are of those."""
        headers = {"User-Agent": BROWSER, "Accept-Encoding": "identity"}
        headers |= dict(self._wanted.headers)
        if self._data:
            headers["Range"] = f"bytes={len(self._data)}-"
        return headers

    def _next(self, asked: str, headers: Mapping[str, str]) -> str:
        address = urljoin(asked, headers.get("location", ""))
        if problem := judging.misplaced(address, asked, self._hosts):
            raise NotFetched(problem)
        return address

    def _take(self, answer: Answer) -> None:
        """Take in an answer's bytes: the rest of what is there, or the whole anew."""
        status, headers = answer.status, answer.headers
        if status == 416:
            self._data.clear()
            raise _Again(judging.refused(status, headers, self._wanted))
        if status not in {200, 206}:
            sentence = judging.refused(status, headers, self._wanted)
            if status in judging.MAY_PASS:
                raise _Again(sentence, _asked_pause(headers))
            raise NotFetched(sentence)
        self._resumed = status == 206 and self._continues(headers)
        if not self._resumed:
            self._data.clear()
        expected = len(self._data) + _length(headers)
        if problem := judging.too_large(self._wanted, expected):
            raise NotFetched(problem)
        self._read(answer)
        if _length(headers) and len(self._data) < expected:
            raise _Again(judging.broken("cut", self._wanted, len(self._data)))

    def _continues(self, headers: Mapping[str, str]) -> bool:
        """Tell whether a part begins where ours ends; another part is a mistake of the server."""
        found = _RANGE.fullmatch(headers.get("content-range", ""))
        if found is None or int(found[1]) != len(self._data):
            self._data.clear()
            raise _Again(judging.refused(206, headers, self._wanted))
        return True

    def _read(self, answer: Answer) -> None:
        began = self._clock.now()
        self._say()
        for piece in answer.pieces:
            self._data += piece
            if problem := judging.too_large(self._wanted, len(self._data)):
                self._data.clear()
                raise NotFetched(problem)
            if self._clock.now() - began > LONGEST:
                raise Broken("stalled")
            self._say()


def _length(headers: Mapping[str, str]) -> int:
    """Return the length an answer says it has, 0 where it says none that can be read."""
    said = headers.get("content-length", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 16 else 0


def _asked_pause(headers: Mapping[str, str]) -> float:
    """Return the seconds a server asks us to wait (`Retry-After`; a date is passed over)."""
    said = headers.get("retry-after", "")
    return float(said) if said.isascii() and said.isdigit() and len(said) < 6 else 0.0
