"""The repository's own lists, cached beside the person's file: its tree and its session lists.

The tree (GitHub REST API, Git trees) names every file with its size and Git checksum at one
commit; `data_extract/<session>.json` has a JSON object a line with symbol, title and day of
adoption, UTF-8 with or without a BOM, some symbols twice (the last counts).
"""

import json
import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from db import clock
from db.errors import NotFetched
from db.official.catalogue import Catalogue, Repository, Text, Title, catalogue_of
from db.official.fetching import Fetcher
from db.official.judging import Wanted
from db.official.paths import read_path, session_list

FRESH = timedelta(days=1)
"""A list younger than this is not asked for again, whatever is missing in it."""

_FORMAT = 1
_COMMIT = re.compile(r"[0-9a-f]{40}")

Told = Callable[[int, int, str], None]
"""Told how many lists are read, of how many, and which is next."""


@dataclass(frozen=True, slots=True)
class SessionTitles:
    """The titles of a session by symbol, and the Git checksum of the list they are from."""

    blob: str
    titles: Mapping[str, Title]


@dataclass(frozen=True, slots=True)
class Listing:
    """What the repository holds at a commit, as of a moment (UTC, `clock.stamp`)."""

    commit: str
    retrieved: str
    files: tuple[tuple[str, int, str], ...]
    """(path, bytes, Git checksum) of each text and session list."""
    sessions: Mapping[str, SessionTitles] = field(default_factory=dict)

    @property
    def is_fresh(self) -> bool:
        """Tell whether it is too young to be asked for again."""
        return clock.now() - clock.parse(self.retrieved) < FRESH

    def catalogue(self) -> Catalogue:
        """Return the texts and titles as a catalogue; a reissue takes the first issue's place."""
        placed = [(place, one) for one in self.files if (place := read_path(one[0]))]
        placed.sort(key=lambda found: (found[0].is_reissue, found[1]))
        texts = [
            Text(place.symbol, place.language, path, self.commit, size, blob=blob)
            for place, (path, size, blob) in placed
        ]
        titles = {s: t for session in self.sessions.values() for s, t in session.titles.items()}
        return catalogue_of(texts, titles)

    def lists(self) -> dict[str, tuple[str, int, str]]:
        """Return the session lists: (path, bytes, checksum) by session."""
        return {session_list(one[0]): one for one in self.files if session_list(one[0])}


def fetch_tree(fetcher: Fetcher, repository: Repository, before: Listing | None) -> Listing:
    """Fetch which files there are now; titles read before are kept.

    Raises NotFetched or Stopped.
    """
    commit = fetcher.get(repository.head()).decode("ascii", "replace").strip()
    if not _COMMIT.fullmatch(commit):
        raise NotFetched("The repository does not say in which state it is. Try again later.")
    files = _read_tree(fetcher.get(repository.tree(commit)))
    sessions = before.sessions if before else {}
    return Listing(commit, clock.stamp(), files, sessions)


def _read_tree(data: bytes) -> tuple[tuple[str, int, str], ...]:
    try:
        entries = json.loads(data)["tree"]
        every = [(str(e["path"]), int(e.get("size", 0)), str(e["sha"])) for e in entries]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise NotFetched("The repository's list of texts cannot be read. Try again later.") from (
            error
        )
    found = tuple(one for one in every if session_list(one[0]) or read_path(one[0]))
    if not found:
        raise NotFetched("The repository lists no texts. Try again later.")
    return found


def fetch_titles(
    fetcher: Fetcher, repository: Repository, listing: Listing, told: Told | None = None
) -> tuple[Listing, list[str]]:
    """Fetch the session lists that have changed; return what failed, a sentence a session.

    Raises Stopped.
    """
    sessions, failed = dict(listing.sessions), []
    changed = {
        session: found
        for session, found in listing.lists().items()
        if session not in sessions or sessions[session].blob != found[2]
    }
    for done, (session, (path, size, blob)) in enumerate(sorted(changed.items())):
        if told:
            told(done, len(changed), session)
        name = f"the list of session {session}"
        wanted = Wanted(repository.file(listing.commit, path), name, size, blob=blob, form="json")
        try:
            sessions[session] = SessionTitles(blob, read_titles(fetcher.get(wanted)))
        except NotFetched as error:
            failed.append(str(error))
            if error.is_offline:
                break
    return replace(listing, sessions=sessions), failed


def read_titles(data: bytes) -> dict[str, Title]:
    """Read a session list; a line that is broken or names nothing is passed over."""
    titles = {}
    for line in data.decode("utf-8-sig", "replace").splitlines():
        try:
            row = json.loads(line)
            symbol, words = row["symbol"], row["title"]
        except (ValueError, KeyError, TypeError, RecursionError):
            continue
        if isinstance(symbol, str) and isinstance(words, str):
            adopted = row.get("adoption_date", "")
            key = "".join(symbol.split())
            titles[key] = Title(" ".join(words.split()), str(adopted).strip())
    return titles


# the cache ------------------------------------------------------------------------------------


def load(folder: Path) -> Listing | None:
    """Return the cached list; None where there is none that can be read."""
    try:
        kept = json.loads((folder / "listing.json").read_bytes())
        return _from_json(kept) if kept["format"] == _FORMAT else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _from_json(kept: Any) -> Listing:
    sessions = {
        session: SessionTitles(blob, {symbol: Title(*title) for symbol, title in titles.items()})
        for session, (blob, titles) in kept["sessions"].items()
    }
    clock.parse(kept["retrieved"])
    files = tuple((str(path), int(size), str(blob)) for path, size, blob in kept["files"])
    return Listing(str(kept["commit"]), kept["retrieved"], files, sessions)


def save(folder: Path, listing: Listing) -> None:
    """Keep a list for the next time; raises OSError where the folder cannot be written."""
    folder.mkdir(parents=True, exist_ok=True)
    sessions = {
        session: (found.blob, _rows(found.titles.items()))
        for session, found in listing.sessions.items()
    }
    kept = {"format": _FORMAT, "commit": listing.commit, "retrieved": listing.retrieved,
            "files": listing.files, "sessions": sessions}  # fmt: skip
    whole = folder / f"listing.{os.getpid()}.new"
    whole.write_text(json.dumps(kept, ensure_ascii=False, separators=(",", ":")), "utf-8")
    os.replace(whole, folder / "listing.json")


def _rows(titles: Iterable[tuple[str, Title]]) -> dict[str, tuple[str, str]]:
    return {symbol: (title.words, title.adopted) for symbol, title in titles}
