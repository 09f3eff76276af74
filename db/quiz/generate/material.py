"""What questions are made of: an edition, what stands beside it, and how common its words are."""

import re
import sqlite3
import uuid
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from random import Random
from typing import TYPE_CHECKING

from db import address, text
from db.errors import UnknownAddress
from db.library import documents
from db.models import Edition, EditionKey, Passage
from db.quiz.models import Question
from db.references import Setting, setting

if TYPE_CHECKING:
    from db.quiz.generate.phrases import Phrasing

_SAMPLE = 2000
"""Paragraphs of the rest of the library from which it is told how common a word is."""

_NAMESPACE = uuid.UUID("6f6f0f5c-1c0e-4c57-9d0e-5d2d7c8f7a11")
_KINDS = ("preambular", "operative", "paragraph", "point")
_TITLES = 0.75
"""How alike, as sets of words, the titles of two years' resolutions on one matter are."""


Beside = Mapping[tuple[str, str], Collection[str]]
_WORD = r"[^\W\d_]{5,}(?:[-\u2011][^\W\d_]+)*"
_PAIR = re.compile(
    rf"(?<![\w\u2011-])((?:[^\W\d_]+[-\u2011])?{_WORD})"
    rf"(?=[ \u00a0](and[ \u00a0])?({_WORD})(?![\w-]))"
)


@dataclass(frozen=True)
class Material:
    """An edition with another language of it, the text of an earlier year, and the library's words.

    `common` tells in what share of the library's other paragraphs a folded word stands, `beside`
    which words stand there "before" and "behind" a word, or behind it and an "and".
    """

    edition: Edition
    other: Edition | None = None
    earlier: Edition | None = None
    common: Mapping[str, float] = field(default_factory=dict)
    strengths: Mapping[str, int] = field(default_factory=dict)
    beside: Beside = field(default_factory=dict)

    @property
    def document(self) -> str:
        """The document's name."""
        return self.edition.key.document

    @property
    def language(self) -> str:
        """The edition's language (ISO 639-1)."""
        return self.edition.key.language

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The paragraphs that can be asked about: neither headings nor records nor notes."""
        return tuple(one for one in self.edition.passages if one.kind in _KINDS and one.text)

    def drawn(self, draw: Random) -> list[Passage]:
        """Return the paragraphs in an order drawn by lot."""
        return draw.sample(self.passages, len(self.passages))

    @cached_property
    def words(self) -> Mapping[str, frozenset[str]]:
        """The different words of each paragraph, by label."""
        return {label: frozenset(said.split()) for label, said in self.folded.items()}

    @cached_property
    def spread(self) -> Mapping[str, int]:
        """In how many paragraphs each folded word stands."""
        return Counter(word for words in self.words.values() for word in words)

    @cached_property
    def folded(self) -> Mapping[str, str]:
        """The words of each paragraph, folded, one space apart and around, by label."""
        return {one.label: folded(one.text) for one in self.passages}

    @cached_property
    def whole(self) -> str:
        """All paragraphs folded, apart by a bar."""
        return "|".join(self.folded.values())

    @cached_property
    def phrasing(self) -> "Phrasing":
        """The phrases and words of its paragraphs, taken apart once for all who ask."""
        from db.quiz.generate.phrases import Phrasing

        return Phrasing(self)

    @cached_property
    def setting(self) -> Setting:
        """What references are understood by."""
        return setting(self.edition)

    def where(self, passage: Passage) -> str:
        """Return a paragraph's address."""
        return f"{self.document} {passage.label}"


@lru_cache(maxsize=4096)
def folded(words: str) -> str:
    """Fold a text to its words, one space apart and around, so that whole words can be sought."""
    return f" {' '.join(token for token, _, _ in text.tokens(text.fold(words)))} "


def place(passage: Passage) -> str:
    """Name a paragraph in a sentence: `paragraph 6`, `the second preambular paragraph`."""
    said = address.describe(passage.label)
    said = re.sub(r"\bPP(\d+)", r"preambular paragraph \1", said)
    return re.sub(r"\bpara\. ", "paragraph ", said)


def quoted(words: str, most: int = 240) -> str:
    """Quote a clause, cut at a space where it is longer."""
    if len(words) > most:
        words = words[:most].rsplit(" ", 1)[0] + " …"
    return f"“{words}”"


def told(passage: Passage) -> str:
    """Explain by the clause itself."""
    said = place(passage)
    return f"{said[:1].upper()}{said[1:]}: {quoted(passage.text)}"


def made(question: Question) -> Question:
    """Give a question the id that follows from what it asks and where."""
    key = [question.kind, question.prompt, question.text, question.quote, *question.evidence]
    key += [choice.text for choice in question.choices] + [item.text for item in question.items]
    return replace(question, id=str(uuid.uuid5(_NAMESPACE, "\n".join(key))))


def gather(
    connection: sqlite3.Connection, key: EditionKey, other: EditionKey | None = None
) -> Material:
    """Read an edition and what stands beside it; raises UnknownAddress where it is not there.

    Without `other` the document's first edition in another language is taken, if it has one.
    """
    edition = documents.edition(connection, key)
    found = documents.document(connection, key.document)
    if other is None:
        languages = (one.key for one in found.editions if one.key.kind == key.kind)
        other = next((one for one in languages if one.language != key.language), None)
    from db.library.compare import verb_strengths

    texts = list(_others(connection, key))
    return Material(
        edition,
        documents.edition(connection, other) if other else None,
        _earlier(connection, key, edition.title or found.title, found.date),
        common_words(texts),
        verb_strengths(connection),
        words_beside(texts),
    )


def _earlier(
    connection: sqlite3.Connection, key: EditionKey, title: str, date: str
) -> Edition | None:
    """Find the newest older document of the library on the same matter, in the same language."""
    wanted = set(folded(title).split())
    found: list[tuple[str, EditionKey]] = []
    for one in documents.documents(connection):
        alike = set(folded(one.title).split())
        share = len(wanted & alike) / max(1, len(wanted | alike))
        if one.id == key.document or share < _TITLES or not (one.date and one.date < date):
            continue
        found += [
            (one.date, summary.key)
            for summary in one.editions
            if summary.key.language == key.language and summary.key.kind != "digest"
        ]
    if not found:
        return None
    try:
        return documents.edition(connection, max(found, key=lambda pair: pair[0])[1])
    except UnknownAddress:
        return None


def common_words(texts: Collection[str]) -> dict[str, float]:
    """Count in what share of paragraphs each folded word stands."""
    counted = Counter(word for words in texts for word in set(folded(words).split()))
    return {word: count / len(texts) for word, count in counted.items()}


def words_beside(texts: Iterable[str]) -> Beside:
    """Gather which words stand before and behind which, lower case, the most frequent first."""
    counted: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for words in texts:
        for first, joined, then in _PAIR.findall(words.replace("\u2011", "-")):
            if not (first.islower() and then.islower()):
                continue
            if joined:
                counted["and", first][then] += 1
            else:
                counted["before", then][first] += 1
                counted["behind", first][then] += 1
    return {key: tuple(word for word, _ in found.most_common()) for key, found in counted.items()}


def _others(connection: sqlite3.Connection, key: EditionKey) -> Iterator[str]:
    left = _SAMPLE
    for home in ("library", "main"):
        rows: Iterable[tuple[str]] = connection.execute(
            f"SELECT passage.text FROM {home}.edition JOIN {home}.passage"
            f" ON passage.edition = edition.id WHERE language = ? AND document <> ? LIMIT ?",
            (key.language, key.document, left),
        ).fetchall()
        for (words,) in rows:
            left -= 1
            yield words
