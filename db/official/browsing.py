"""What official texts can be got, for a person to choose from: titles, languages, what is here."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from db.official import catalogue, listing
from db.official.fetching import Fetcher
from db.official.listing import Listing, Told
from db.official.paths import SIX, bare, session_of, symbol_of


@dataclass(frozen=True, slots=True)
class Offer:
    """A resolution whose texts can be got: `sizes` in bytes by language, `here` are those stored.

    `adopted` is the day as the repository's list writes it.
    """

    symbol: str
    title: str = ""
    adopted: str = ""
    sizes: Mapping[str, int] | None = None
    here: frozenset[str] = frozenset()
    documents: tuple[str, ...] = ()
    """The documents of the library that hold it: more than one where a file has lettered parts."""

    @property
    def session(self) -> str:
        """The session it is of: `78`, `ES-11`."""
        return session_of(self.symbol)


@dataclass(frozen=True, slots=True)
class Offers:
    """All that can be chosen from, newest session first; `retrieved` is '' before any list came."""

    offers: tuple[Offer, ...]
    retrieved: str = ""
    troubles: tuple[str, ...] = ()
    """What lists could not be fetched, a sentence each."""


def offers(connection: sqlite3.Connection, folder: Path, troubles: Sequence[str] = ()) -> Offers:
    """Return what is known of without asking anybody: the cached lists, and what is by heart."""
    kept = listing.load(folder)
    found = catalogue.together(kept.catalogue() if kept else None)
    here = _here(connection)
    made = []
    for symbol in found.symbols():
        title = found.title(symbol)
        sizes = {text.language: text.size for text in found.of(symbol, SIX)}
        stored = [one for one in here.get(bare(symbol), ()) if catalogue.holds(symbol, one[0])]
        spoken = frozenset(language for _, language in stored)
        documents = tuple(sorted({document for document, _ in stored}))
        made.append(Offer(symbol, title.words, title.adopted, sizes, spoken, documents))
    return Offers(tuple(made), kept.retrieved if kept else "", tuple(troubles))


def fetch_lists(fetcher: Fetcher, folder: Path, told: Told | None = None) -> list[str]:
    """Fetch the repository's tree and session lists anew; return what failed, as sentences.

    What was fetched is kept even where the rest fails or is stopped. Raises NotFetched where not
    even the tree can be had, OSError where nothing can be kept, and Stopped.
    """
    repository = catalogue.repository()
    kept: Listing = listing.fetch_tree(fetcher, repository, listing.load(folder))
    listing.save(folder, kept)
    kept, failed = listing.fetch_titles(fetcher, repository, kept, told)
    listing.save(folder, kept)
    return failed


def offer_of(typed: str, among: Sequence[Offer]) -> Offer | None:
    """Return what a person means who typed a symbol, listed or not; None where it is none."""
    if not (symbol := symbol_of(typed)):
        return None
    return next((one for one in among if one.symbol == symbol), Offer(symbol))


def _here(connection: sqlite3.Connection) -> dict[str, list[tuple[str, str]]]:
    """Return the (document, language) of each official text that is stored, by bare symbol."""
    found: dict[str, list[tuple[str, str]]] = {}
    for home in ("library", "main"):
        rows = connection.execute(
            f"SELECT document, language FROM {home}.edition WHERE kind = 'official'"
        )
        for document, language in rows:
            found.setdefault(bare(document), []).append((document, language))
    return found
