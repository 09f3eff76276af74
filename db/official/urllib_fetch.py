"""A way to the network without a window: `urllib`, one address after another."""

import http.client
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from db.official.transport import STALL, Answer, Broken, Cause

_PIECE = 64 * 1024


class _StaysHere(HTTPRedirectHandler):
    """Hands a redirect back: where it may lead is judged elsewhere."""

    def redirect_request(self, *_given: object) -> None:
        """Follow nothing."""


@contextmanager
def fetch(address: str, headers: Mapping[str, str], stall: float = STALL) -> Iterator[Answer]:
    """Ask for an address; a wait longer than `stall` seconds breaks it off. Raises Broken."""
    opener = build_opener(_StaysHere)
    try:
        answer = opener.open(Request(address, headers=dict(headers)), timeout=stall)
    except HTTPError as error:
        answer = error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Broken(_cause(error)) from error
    with answer:
        said = {name.lower(): value for name, value in answer.headers.items()}
        yield Answer(answer.status, said, _pieces(answer))


def _pieces(answer: http.client.HTTPResponse) -> Iterator[bytes]:
    while True:
        try:
            piece = answer.read1(_PIECE)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise Broken("stalled" if isinstance(error, TimeoutError) else "cut") from error
        if not piece:
            return
        yield piece


def _cause(error: Exception) -> Cause:
    reason = error.reason if isinstance(error, URLError) else error
    if isinstance(reason, TimeoutError):
        return "stalled"
    if isinstance(reason, ssl.SSLError):
        return "untrusted"
    if isinstance(reason, ConnectionResetError | http.client.HTTPException):
        return "cut"
    return "unreachable"
