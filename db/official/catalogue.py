"""Which official texts there are, and where: the ones the program knows, and the repository's.

102 texts around A/RES/78/311 are known by path, size and SHA-256 at one commit of the repository
(`resources/official`); all others by the repository's tree, read by `listing.py`.
"""

import csv
import os
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import quote

import resources
from db.errors import UsageError
from db.official.judging import Wanted, is_loopback
from db.official.paths import bare, order

MIRROR = "RESOLUTE_REPOSITORY"
"""The environment's name for another address that serves what both of GitHub's do."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the repository: one resolution (or a lettered group) in one language.

    `size` is in bytes; `sha256` or `blob` is its checksum, whichever is known.
    """

    symbol: str
    language: str
    path: str
    commit: str
    size: int = 0
    sha256: str = ""
    blob: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """What a resolution is called, and the day it was adopted (as the list writes it)."""

    words: str
    adopted: str = ""


@dataclass(frozen=True, slots=True)
class Repository:
    """Where the texts are kept; `raw` and `api` are addresses without a slash at the end."""

    name: str
    commit: str
    raw: str
    api: str
    hosts: frozenset[str]

    def text(self, text: Text, name: str) -> Wanted:
        """Return how a text is asked for; `name` is what it is called in a sentence."""
        return Wanted(self.file(text.commit, text.path), name, text.size, text.sha256, text.blob)

    def file(self, commit: str, path: str) -> str:
        """Return the address of a file at a commit."""
        return f"{self.raw}/{self.name}/{commit}/{quote(path)}"

    def head(self) -> Wanted:
        """Return how the newest commit's name is asked for (GitHub REST API, Get a commit)."""
        accept = (("Accept", "application/vnd.github.sha"),)
        return Wanted(f"{self.api}/repos/{self.name}/commits/main", "the repository's state",
                      form="text", headers=accept)  # fmt: skip

    def tree(self, commit: str) -> Wanted:
        """Return how the list of all files is asked for (GitHub REST API, Get a tree)."""
        address = f"{self.api}/repos/{self.name}/git/trees/{commit}?recursive=1"
        return Wanted(address, "the list of texts", form="json")


def repository() -> Repository:
    """Return the repository, at the mirror that `RESOLUTE_REPOSITORY` names where it names one.

    Raises UsageError for a mirror without https that is not on this machine.
    """
    known = tomllib.loads(resources.path("official/repository.toml").read_text("utf-8"))
    mirror = os.environ.get(MIRROR, "").rstrip("/")
    if mirror and not (mirror.startswith("https://") or is_loopback(mirror)):
        raise UsageError(f"{MIRROR} is not an https address: {mirror}. Correct or unset it.")
    return Repository(
        known["repository"], known["commit"], mirror or known["raw"], mirror or known["api"],
        frozenset(known["hosts"]),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Texts by bare symbol and their titles by symbol; made by `catalogue_of`."""

    texts: Mapping[str, tuple[Text, ...]] = field(default_factory=dict)
    titles: Mapping[str, Title] = field(default_factory=dict)

    def of(self, symbol: str, languages: Sequence[str]) -> list[Text]:
        """Return the texts that have a symbol, in the order of the languages.

        78/183 is in both of 78/183A and 78/183B; 79/252A in 79/252, whose file has all parts.
        """
        found = [text for text in self.texts.get(bare(symbol), ()) if holds(text.symbol, symbol)]
        return [text for language in languages for text in found if text.language == language]

    def languages(self, symbol: str) -> list[str]:
        """Return the languages a symbol is there in."""
        return sorted({t.language for t in self.of(symbol, _all(self.texts.get(bare(symbol), ())))})

    def title(self, symbol: str) -> Title:
        """Return a symbol's title; an empty one where it is not known."""
        return self.titles.get(symbol) or self.titles.get(bare(symbol)) or Title("")

    def symbols(self) -> list[str]:
        """Return every symbol there is a text of, newest session first, then by number."""
        every = {text.symbol for texts in self.texts.values() for text in texts}
        return sorted(every, key=_newest_first)


def _newest_first(symbol: str) -> tuple[int, int, int, str]:
    kind, session, number, letters = order(symbol)
    return kind, -session, number, letters


def _all(texts: Iterable[Text]) -> list[str]:
    return sorted({text.language for text in texts})


def holds(file: str, asked: str) -> bool:
    """Tell whether the file of one symbol has what another asks for; both are the same number."""
    if asked in {file, bare(file)} or file == bare(file):
        return True
    letters, wanted = file.removeprefix(bare(file)), asked.removeprefix(bare(asked))
    return "-" in letters and letters[0] <= wanted[0] <= letters[-1]


def catalogue_of(texts: Iterable[Text], titles: Mapping[str, Title]) -> Catalogue:
    """Put texts in order; of two for the same symbol and language the later one counts."""
    by_symbol: dict[str, dict[tuple[str, str], Text]] = {}
    for text in texts:
        by_symbol.setdefault(bare(text.symbol), {})[text.symbol, text.language] = text
    return Catalogue({key: tuple(found.values()) for key, found in by_symbol.items()}, titles)


@cache
def known() -> Catalogue:
    """Return the texts whose checksums come with the program."""
    commit = repository().commit
    with resources.path("official/texts.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    texts = [
        Text(row["symbol"], row["language"], row["path"], commit, int(row["bytes"]), row["sha256"])
        for row in rows
    ]
    titles = {row["symbol"]: Title(row["title"]) for row in rows if row["language"] == "en"}
    return catalogue_of(texts, titles)


def together(listed: Catalogue | None) -> Catalogue:
    """Return what is listed with what is known, whose checksums were taken once and for all."""
    here = known()
    if listed is None:
        return here
    texts = [text for found in (*listed.texts.values(), *here.texts.values()) for text in found]
    return catalogue_of(texts, {**here.titles, **listed.titles})
