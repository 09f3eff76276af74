"""The full-text index of passages: its tables, its entries, and when it has to be made anew.

Both tables are contentless: they hold the index alone, are given folded text (`text.index_text`)
and can be rebuilt at any time from `passage`. `passage_fts` has every word of a passage.
`passage_lead` has, without the order of the words, only what a passage begins with, and for the
first one of an edition its title too, each word of it with `TITLED` before it: a frequent word has
tens of thousands of passages, and these are the ones to look at first.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

from db.text import index_text, token_row

VERSION = "3"
"""Goes up with every change of what is indexed, `text.index_text` and the tokenizer included."""

PREFIXES = "1 2 3 4"
"""Lengths of the beginnings of words that are indexed too: `t*` is as fast as a word.

All words that go on from a longer beginning are put together by FTS5 at each query, which for
`inte*` takes 8 ms; with 5 letters as well all indexes would be twice the text.
"""

LONGEST_PREFIX = max(map(int, PREFIXES.split()))

TITLED = "\u01c2"
"""Stands before the words of a title, a letter that no text has: a word of titles alone is found
among as many as there are titles, not among all passages that begin with it."""

LEAD = 80
"""How many characters of a passage count as its beginning, about a dozen words."""

INDEXES = {"passage_fts": ("body",), "passage_lead": ("lead",)}
"""The tables of the index and their columns."""

_DETAIL = {"passage_fts": "full", "passage_lead": "none"}

_TOKENIZER = "unicode61 remove_diacritics 2"
INDEX_TABLES = "".join(
    f"CREATE VIRTUAL TABLE {table} USING fts5 (\n"
    f"    {', '.join(columns)}, content='', prefix='{PREFIXES}', detail={_DETAIL[table]},\n"
    f"    tokenize='{_TOKENIZER}'\n);\n"
    for table, columns in INDEXES.items()
)


class Entry(NamedTuple):
    """What is indexed of a passage; `title` is its edition's, for the first passage alone.

    `body` is the text as the index is given it, where that was made before.
    """

    rowid: int
    text: str
    heading: str
    title: str
    body: str = ""


ENTRIES = (
    "SELECT p.id, p.text, p.heading, iif(p.id = (SELECT min(id) FROM {home}.passage"
    " WHERE edition = p.edition), e.title, '') FROM {home}.passage p"
    " JOIN {home}.edition e ON e.id = p.edition"
)
"""The SQL that reads the entries of a home from its passages."""


def add_entries(connection: sqlite3.Connection, entries: Iterable[Entry]) -> None:
    """Index passages of `main`."""
    _write(connection, entries, "INSERT INTO main.{table} (rowid, {columns}) VALUES (?{marks})")


def remove_entries(connection: sqlite3.Connection, entries: Iterable[Entry]) -> None:
    """Take passages of `main` out of the index; the entries must be what was indexed."""
    _write(
        connection,
        entries,
        "INSERT INTO main.{table} ({table}, rowid, {columns}) VALUES ('delete', ?{marks})",
    )


def _write(connection: sqlite3.Connection, entries: Iterable[Entry], statement: str) -> None:
    words = [(one.rowid, one.body or index_text(one.text), one) for one in entries]
    for table, columns in INDEXES.items():
        sql = statement.format(table=table, columns=", ".join(columns), marks=", ?" * len(columns))
        rows: Iterable[tuple[int | str, ...]] = (
            ((rowid, body) for rowid, body, _ in words)
            if table == "passage_fts"
            else ((rowid, _lead(body, one)) for rowid, body, one in words)
        )
        connection.executemany(sql, rows)


def _lead(body: str, entry: Entry) -> str:
    heading = index_text(entry.heading) + " " if entry.heading else ""
    lead = body if len(body) <= LEAD else body[:LEAD].rpartition(" ")[0] or body[:LEAD]
    titled = " ".join(TITLED + word for word in token_row(entry.title).split())
    return f"{titled} {heading}{lead}"


MANY_PIECES = 8
"""So many pieces FTS5 leaves as it is used from day to day, and more after very many entries."""

_PAGES = 250
"""How many pages of an index are merged at a time."""

_MANY = {"hashsize": 16 * 1024 * 1024, "automerge": 8}
_USUAL = {"hashsize": 1024 * 1024, "automerge": 4}
"""Options of FTS5: bytes gathered before they are written, pieces of an index that are merged.

The first are for thousands of passages in one go, which take a quarter less time with them; the
second are FTS5's own (SQLite, FTS5 6.1 and fts5_config.c).
"""


@contextmanager
def for_many(connection: sqlite3.Connection) -> Iterator[None]:
    """Have the index of `main` take very many entries, in transactions inside of this."""
    _configure(connection, _MANY)
    try:
        yield
    finally:
        _configure(connection, _USUAL)


def _configure(connection: sqlite3.Connection, options: Mapping[str, int]) -> None:
    with connection:
        for table in INDEXES:
            for name, value in options.items():
                connection.execute(
                    f"INSERT INTO main.{table} ({table}, rank) VALUES (?, ?)", (name, value)
                )


def pieces(connection: sqlite3.Connection) -> int:
    """Return of how many pieces the index of `main` is, that of its larger table."""
    query = "SELECT count(DISTINCT segid) FROM main.{}_idx"
    counted = (connection.execute(query.format(table)).fetchone() for table in INDEXES)
    return max(int(count) for (count,) in counted)


def merging(connection: sqlite3.Connection) -> Iterator[None]:
    """Put the pieces of the index of `main` together, some megabytes at a time.

    Very many entries leave twenty pieces, and each query looks into every one. Between two steps
    the caller may commit (SQLite, FTS5 6.8: a negative number begins, changes tell of the end).
    """
    for table in INDEXES:
        pages, before = -_PAGES, -2
        while connection.total_changes - before >= 2:
            before = connection.total_changes
            connection.execute(
                f"INSERT INTO main.{table} ({table}, rank) VALUES ('merge', ?)", (pages,)
            )
            pages = _PAGES
            yield


def is_current(connection: sqlite3.Connection) -> bool:
    """Tell whether the index of the person's file is of this version, tokenizer and prefixes.

    A table that is not there at all is damage, and the doctor's to mend.
    """
    row = connection.execute("SELECT value FROM main.meta WHERE key = 'index'").fetchone()
    if row is None or row[0] != VERSION:
        return False
    laid = connection.execute(
        "SELECT name, sql FROM main.sqlite_master WHERE name IN ('passage_fts', 'passage_lead')"
    )
    return {plain(sql) for _, sql in laid} <= set(map(plain, statements()))


def make_ready(connection: sqlite3.Connection) -> None:
    """Make an index of an older version anew within the caller's transaction.

    Entries can be neither written into it nor taken out of it. A library that is being built has
    no version.
    """
    row = connection.execute("SELECT value FROM main.meta WHERE key = 'index'").fetchone()
    if row is not None and row[0] != VERSION:
        lay(connection)
        rebuild(connection)
        write_version(connection)


def statements() -> list[str]:
    """Return the statements that lay the tables of the index."""
    return [one.strip() for one in INDEX_TABLES.split(";\n") if one.strip()]


def plain(sql: str) -> str:
    """Return a statement without what SQLite may write otherwise than it was given."""
    return re.sub(r"\s+|\"|;$", "", sql).lower()


def write_version(connection: sqlite3.Connection) -> None:
    """Write down of what version the index of the person's file is."""
    connection.execute(
        "INSERT OR REPLACE INTO main.meta (key, value) VALUES ('index', ?)", (VERSION,)
    )


def lay(connection: sqlite3.Connection) -> None:
    """Lay the tables of the index of `main` anew, empty."""
    for table, statement in zip(INDEXES, statements(), strict=True):
        connection.execute(f"DROP TABLE IF EXISTS main.{table}")
        connection.execute(statement.replace(" TABLE ", " TABLE main.", 1))


def rebuild(connection: sqlite3.Connection) -> int:
    """Make the index of `main` anew from its passages; return how many there are.

    The caller has the transaction: until it is committed, readers see the index that was.
    """
    for table in INDEXES:
        connection.execute(f"INSERT INTO main.{table} ({table}) VALUES ('delete-all')")
    rows = connection.execute(ENTRIES.format(home="main"))
    count = 0
    while batch := rows.fetchmany(_BATCH):
        add_entries(connection, (Entry(*entry) for entry in batch))
        count += len(batch)
    for _ in merging(connection):
        pass
    return count


_BATCH = 2000


def bring_up_to_date(connection: sqlite3.Connection) -> bool:
    """Make the index of the person's file anew where it is of another version; tell whether."""
    if is_current(connection):
        return False
    connection.execute("BEGIN IMMEDIATE")
    with connection:
        if is_current(connection):
            return False
        lay(connection)
        rebuild(connection)
        write_version(connection)
    return True
