"""Getting official texts into the library: found, fetched, checked, and only then stored.

Each text is one transaction, so it is in the library whole or not at all; what is done stays done
when the work is stopped or a later text fails.
"""

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from db.errors import NotFetched
from db.languages import language_name
from db.library import official
from db.library.intake import GivenFile
from db.library.reference import ImportResult
from db.models import EditionKey
from db.official import catalogue, listing
from db.official.catalogue import Catalogue, Repository, Text
from db.official.fetching import Fetcher
from db.official.paths import SIX, symbol_of
from db.official.transport import Clock, Fetch, Stopped

Stage = Literal["looking", "waiting", "fetching", "pausing", "storing", "done", "failed", "stopped"]


@dataclass(frozen=True, slots=True)
class Step:
    """How far one text is: `come` of `size` bytes (0: unknown), and what is said of it."""

    symbol: str
    language: str
    stage: Stage
    come: int = 0
    size: int = 0
    words: str = ""


Progress = Callable[[Step], None]


class Getting:
    """Gets texts by symbol; the lists it needs are cached in a folder."""

    def __init__(
        self, fetch: Fetch, clock: Clock, folder: Path, progress: Progress | None = None
    ) -> None:
        self.repository: Repository = catalogue.repository()
        self.fetcher = Fetcher(fetch, clock, self.repository.hosts, folder / "partial")
        self._folder, self._progress = folder, progress

    def get(
        self,
        connection: sqlite3.Connection,
        symbols: Sequence[str],
        languages: Sequence[str] | None = None,
    ) -> list[ImportResult]:
        """Get the texts of symbols in some languages (None: the six), one result a text.

        Raises UsageError for a language that is none of the official ones; raises nothing for
        what cannot be had: that is a failed result, with a sentence.
        """
        chosen = official.official_languages(languages)
        spoken = [one for one in (*SIX, "de") if one in (chosen or SIX)]
        results: list[ImportResult] = []
        try:
            for asked in symbols:
                self._get_one(connection, asked, spoken, results, is_choice=chosen is not None)
        except Stopped:
            self._tell(Step("", "", "stopped"))
        return results

    def _get_one(
        self,
        connection: sqlite3.Connection,
        asked: str,
        spoken: Sequence[str],
        results: list[ImportResult],
        *,
        is_choice: bool,
    ) -> None:
        """Add to the results one by one: those of before a stop are to be told of."""
        if not (symbol := symbol_of(asked)):
            message = f"“{asked}” is not the symbol of a resolution. Write it like A/RES/78/311."
            results.append(ImportResult(self.repository.name, "failed", asked, message=message))
            return
        texts, trouble = self._find(symbol, spoken)
        for text in texts:
            self._tell(Step(symbol, text.language, "waiting", size=text.size))
        for text in texts:
            results += self._get_text(connection, symbol, text)
        missing = [one for one in spoken if one not in {text.language for text in texts}]
        if missing and (is_choice or not texts):
            results.append(self._missing(symbol, missing, trouble, has_some=bool(texts)))

    # finding ----------------------------------------------------------------------------------

    def _find(self, symbol: str, spoken: Sequence[str]) -> tuple[list[Text], str]:
        """Return the texts of a symbol, and why not all can be known of."""
        found = catalogue.known().of(symbol, spoken)
        if {text.language for text in found} >= set(spoken):
            return found, ""
        kept = listing.load(self._folder)
        found = _together(kept).of(symbol, spoken)
        if {text.language for text in found} >= set(spoken) or (kept and kept.is_fresh):
            return found, ""
        self._tell(Step(symbol, "", "looking"))
        try:
            kept = listing.fetch_tree(self.fetcher, self.repository, kept)
        except NotFetched as error:
            return found, str(error)
        with suppress(OSError):  # a list that cannot be kept is asked for again
            listing.save(self._folder, kept)
        return _together(kept).of(symbol, spoken), ""

    def _missing(
        self, symbol: str, missing: Sequence[str], trouble: str, *, has_some: bool
    ) -> ImportResult:
        if trouble:
            message = trouble
        elif has_some:
            message = f"{symbol} is not in the repository in {', '.join(missing)}."
        else:
            message = (
                f"{symbol} is not in the repository, which begins with session 74. "
                f"It may be read at https://undocs.org/en/{symbol}."
            )
        for language in missing:
            self._tell(Step(symbol, language, "failed", words=message))
        return ImportResult(self.repository.name, "failed", symbol, message=message)

    # one text ---------------------------------------------------------------------------------

    def _get_text(
        self, connection: sqlite3.Connection, symbol: str, text: Text
    ) -> list[ImportResult]:
        wanted = self.repository.text(text, f"{text.symbol} in {language_name(text.language)}")
        try:
            if _is_there(connection, text):
                key = EditionKey(text.symbol, "official", text.language)
                said = "It is in the library already."
                results = [ImportResult(wanted.address, "unchanged", text.symbol, 0, said, key)]
            else:
                data = self.fetcher.get(wanted, self._teller(symbol, text))
                self._tell(Step(symbol, text.language, "storing", len(data), len(data)))
                results = self._store(connection, symbol, text, wanted.address, data)
        except NotFetched as error:
            results = [ImportResult(wanted.address, "failed", symbol, message=str(error))]
        except Stopped:
            self._tell(Step(symbol, text.language, "stopped"))
            raise
        failed = [one.message for one in results if one.outcome == "failed"]
        said = " ".join(failed or [one.message for one in results])
        stage: Stage = "failed" if failed else "done"
        self._tell(Step(symbol, text.language, stage, text.size, text.size, said))
        return results

    def _store(
        self, connection: sqlite3.Connection, symbol: str, text: Text, address: str, data: bytes
    ) -> list[ImportResult]:
        name = text.path.rpartition("/")[2]
        file = GivenFile(address, name, data, sha256=hashlib.sha256(data).hexdigest())
        told = {"address": address, "commit": text.commit, "blob": text.blob}
        facts = {name: value for name, value in told.items() if value}
        found = official.add_file(connection, file, {symbol: symbol}, {text.language}, facts)
        if found:
            return found
        message = f"What came is not {symbol} in {language_name(text.language)}. It was not stored."
        return [ImportResult(address, "failed", symbol, message=message)]

    def _teller(self, symbol: str, text: Text) -> Callable[[int, int, str], None]:
        def tell(come: int, size: int, waiting: str) -> None:
            stage: Stage = "pausing" if waiting else "fetching"
            self._tell(Step(symbol, text.language, stage, come, size, waiting))

        return tell

    def _tell(self, step: Step) -> None:
        if self._progress:
            self._progress(step)


def _together(kept: listing.Listing | None) -> Catalogue:
    return catalogue.together(kept.catalogue() if kept else None)


def _is_there(connection: sqlite3.Connection, text: Text) -> bool:
    """Tell by its checksum whether the library has this very text already."""
    key = EditionKey(text.symbol, "official", text.language)
    for home in ("main", "library"):
        stored = official.provenance_of(connection, home, key)
        if text.sha256 and stored.get("sha256") == text.sha256:
            return True
        if text.blob and stored.get("blob") == text.blob:
            return True
    return False
