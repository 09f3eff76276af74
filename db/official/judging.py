"""What a server's answer is worth: each way in which it can be wrong, as a sentence.

Status codes and headers are those of RFC 9110.
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

MOST = 32 * 1024 * 1024
"""The largest answer that is taken, in bytes; the largest official text has 0.6 MB."""

MAY_PASS = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Statuses of a trouble that may be over in a moment."""

REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_AGAIN = "What has come is kept: get it again to go on from there."


@dataclass(frozen=True, slots=True)
class Wanted:
    """Something to fetch: its address, what it is called in a sentence, what is known of it.

    `size` is in bytes; `sha256` or `blob` (Git's SHA-1 of a file) are what it must have.
    """

    address: str
    name: str
    size: int = 0
    sha256: str = ""
    blob: str = ""
    form: Literal["xml", "json", "text"] = "xml"
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def is_known(self) -> bool:
        """Tell whether what comes can be held against a checksum."""
        return bool(self.sha256 or self.blob)


def host_of(address: str) -> str:
    """Return the host of an address."""
    return urlsplit(address).hostname or ""


def misplaced(address: str, asked: str, hosts: frozenset[str]) -> str:
    """Say why a redirect is not followed; '' where it may be.

    It may lead to https on the same host or a listed one; a server on this machine without https
    (a mirror, a test) may lead to itself.
    """
    to, from_ = urlsplit(address), urlsplit(asked)
    host = to.hostname or "nowhere"
    if to.scheme == "https" and host in hosts | {from_.hostname}:
        return ""
    if is_loopback(asked) and (to.scheme, to.netloc) == (from_.scheme, from_.netloc):
        return ""
    how = "" if to.scheme == "https" else " without encryption"
    return (
        f"{from_.hostname} sent on to {host}{how}, which is no place of official texts. "
        "Nothing was fetched."
    )


def is_loopback(address: str) -> bool:
    """Tell whether an address is on this machine."""
    return host_of(address) in {"127.0.0.1", "::1", "localhost"}


def broken(cause: str, wanted: Wanted, come: int) -> str:
    """Say how a transfer broke, after so many bytes."""
    host = host_of(wanted.address)
    told = f" after {come:,} of {wanted.size:,} bytes" if come and wanted.size else ""
    said = {
        "unreachable": f"{host} cannot be reached. Check the connection to the network, or take "
        "the text from a file.",
        "untrusted": f"{host} could not prove that it is {host} (certificate), so nothing was "
        "fetched. Check this computer's date, and the network it is in.",
        "stalled": f"{host} stopped answering{told}.",
        "cut": f"The connection to {host} broke off{told}.",
    }[cause]
    return f"{said} {_AGAIN}" if come and wanted.is_known else said


def refused(status: int, headers: Mapping[str, str], wanted: Wanted) -> str:
    """Say what a status other than success means for a person."""
    host = host_of(wanted.address)
    if status in {404, 410}:
        return f"{wanted.name} is not at {host} any more. Get the list of texts anew."
    if status == 429 or (status == 403 and headers.get("x-ratelimit-remaining") == "0"):
        return f"{host} answers only so many questions in an hour. Try again later."
    if status >= 500:
        return f"{host} has a trouble of its own (status {status}). Try again later."
    return f"{host} does not give {wanted.name} (status {status}). Try again later."


def too_large(wanted: Wanted, size: int) -> str:
    """Say that an answer is not taken for its size, in bytes; '' where it is."""
    if size <= MOST:
        return ""
    return f"{wanted.name} is said to be larger than {MOST // 1024**2} MB. It was not fetched."


def wrong(wanted: Wanted, data: bytes) -> str:
    """Say what is wrong with all that came, by its content and checksum; '' where it is right."""
    if not data:
        return f"{host_of(wanted.address)} sent nothing for {wanted.name}. Try again later."
    if _PAGE.match(data[:2048]):
        return (
            f"A web page came instead of {wanted.name}. The network may want you to log in: open "
            "any page in the browser, then try again."
        )
    if (wanted.sha256 and hashlib.sha256(data).hexdigest() != wanted.sha256) or (
        wanted.blob and git_blob(data) != wanted.blob
    ):
        sizes = f" ({len(data):,} bytes, not {wanted.size:,})" if wanted.size != len(data) else ""
        return (
            f"What came as {wanted.name} has another checksum than the list names{sizes}. "
            "It was not stored. Try again later."
        )
    return _FORMS[wanted.form](wanted, data)


def git_blob(data: bytes) -> str:
    """Return the SHA-1 by which Git knows a file (Pro Git, 10.2, Git Objects)."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def _not_akn(wanted: Wanted, data: bytes) -> str:
    from db.formats import akn

    return "" if akn.looks_like(data) else f"What came as {wanted.name} is no official text."


def _not_json(wanted: Wanted, data: bytes) -> str:
    begins = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    return "" if begins in {b"{", b"["} else f"What came as {wanted.name} is no list."


def _anything(_wanted: Wanted, _data: bytes) -> str:
    return ""


_FORMS: dict[str, Callable[[Wanted, bytes], str]] = {
    "xml": _not_akn,
    "json": _not_json,
    "text": _anything,
}
