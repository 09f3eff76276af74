"""Other forms of a word: those that snowball's stemmers bring to the same stem.

The index has the words as they stand, folded; so the forms are looked up among its words, by the
beginning they share. `snowballstemmer` is loaded at the first search that needs it.
"""

import re
import sqlite3
from functools import cache, lru_cache
from typing import Any

from db.search.own_words import writing_temporary
from db.text import fold

LANGUAGES = {"en": "english", "fr": "french", "es": "spanish", "ru": "russian"}
"""The languages that are stemmed, by the names of their stemmers."""

MOST_FORMS = 12
"""How many other forms of a word are looked for."""

SHORTEST = {"en": 4, "fr": 6, "es": 6, "ru": 3}
"""How many letters a word has at least that is stemmed: with fewer, strangers share a stem."""

_SHORTEST_BEGINNING = 3
_MOST_LOOKED_AT = 500
_CYRILLIC = re.compile("[\u0430-\u044f]+")
_SHORT_I = re.compile("(?<=[аеиоуыэюя])и$")
_LATIN = re.compile("[a-z]+")


@cache
def _stemmer(language: str) -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer(LANGUAGES[language])


@lru_cache(maxsize=4096)
def stem(word: str, language: str) -> str:
    """Return the stem of a folded word."""
    if language == "ru":  # folding has taken the mark off the last letter, which the endings need
        word = _SHORT_I.sub("й", word)
    return str(_stemmer(language).stemWord(word))


def languages_of(word: str, wanted: tuple[str, ...]) -> list[str]:
    """Return in which languages a folded word may be stemmed; `wanted` keeps to some."""
    languages = ("ru",) if _CYRILLIC.fullmatch(word) else wanted if _LATIN.fullmatch(word) else ()
    return [
        one
        for one in languages
        if one in LANGUAGES
        and len(word) >= SHORTEST[one]
        and (one == "ru") == bool(_CYRILLIC.fullmatch(word))
    ]


def other_forms(connection: sqlite3.Connection, word: str, wanted: tuple[str, ...]) -> list[str]:
    """Find the other forms of a word in the indexes of both homes, the most frequent ones."""
    folded = fold(word)
    found: dict[str, int] = {}
    for language in languages_of(folded, wanted):
        root = stem(folded, language)
        start = root[:-1] if root[-1:] in ("i", "e", "й") else root
        if len(start) < _SHORTEST_BEGINNING:
            continue
        for home in ("library", "main"):
            for term, count in _words(connection, home, start):
                if term != folded and stem(term, language) in (root, folded):
                    found[term] = found.get(term, 0) + count
    return sorted(found, key=lambda term: -found[term])[:MOST_FORMS]


def _words(connection: sqlite3.Connection, home: str, start: str) -> list[tuple[str, int]]:
    vocabulary = vocabulary_of(connection, home)
    return connection.execute(
        f"SELECT term, doc FROM temp.{vocabulary} WHERE term >= ? AND term < ?"
        f" LIMIT {_MOST_LOOKED_AT}",
        (start, start + "\U0010ffff"),
    ).fetchall()


def vocabulary_of(connection: sqlite3.Connection, home: str) -> str:
    """Return the name of the table of all words that a home's index has, made where it is not."""
    name = f"vocabulary_of_{home}"
    if connection.execute("SELECT 1 FROM temp.sqlite_master WHERE name = ?", (name,)).fetchone():
        return name
    with writing_temporary(connection):
        connection.execute(
            f"CREATE VIRTUAL TABLE temp.{name} USING fts5vocab ({home}, passage_fts, row)"
        )
    return name
