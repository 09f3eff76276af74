"""The words of one's cards and of the glossary, laid out for being looked through by SQL.

They stand in temporary tables of the connection, as `text.token_row` writes them. The tables are
filled at the first search that asks for it, and brought up to date whenever something was written
since, by the stamps of rows. Those of notes are kept in the file (`notes.index`).
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from db.text import token_row

QUESTIONS = (
    "(SELECT position AS num, id, prompt, text, explanation, evidence, topics, '' AS modified"
    " FROM library.question UNION ALL SELECT 1000000000 + rowid, id, prompt, text, explanation,"
    " evidence, topics, modified FROM main.own_question WHERE deleted = '')"
)
"""The questions of both homes, as SQL."""

_BATCH = 5000
_TABLES = """
CREATE TABLE IF NOT EXISTS temp.card_words (
    num INTEGER PRIMARY KEY, id TEXT, stamp TEXT, said TEXT, quoted TEXT
);
CREATE TABLE IF NOT EXISTS temp.glossary_words (
    num INTEGER PRIMARY KEY, id TEXT, stamp TEXT, said TEXT, quoted TEXT
);
CREATE TABLE IF NOT EXISTS temp.words_seen (data INTEGER, changes INTEGER);
"""
QUOTED = (
    "o.quote || iif(o.more = '', '', (SELECT char(10)"
    " || group_concat(json_extract(m.value, '$[3]'), char(10)) FROM json_each(o.more) m))"
)
"""All that a note `o` highlights, its further segments (`notes.rows`) too, as SQL."""

_SOURCES = {
    "card": "SELECT num, id, modified AS stamp, prompt || char(10) || replace(replace(text, '{{',"
    f" ''), '}}}}', '') || char(10) || explanation AS said, '' AS quoted FROM {QUESTIONS}",
    "glossary": "SELECT rowid AS num, term AS id, '' AS stamp, term || char(10) || aliases"
    " || char(10) || definition AS said, '' AS quoted FROM library.glossary",
}


@contextmanager
def writing_temporary(connection: sqlite3.Connection) -> Iterator[None]:
    """Let a connection that only reads write its temporary tables, in transactions of their own."""
    (read_only,) = connection.execute("PRAGMA query_only").fetchone()
    connection.execute("PRAGMA query_only = OFF")
    joined = connection.in_transaction
    try:
        yield
    finally:
        if not joined:
            connection.commit()
        connection.execute(f"PRAGMA query_only = {read_only}")


def bring_up_to_date(connection: sqlite3.Connection) -> None:
    """Fill the tables, or take in what was written since; stopped midway it goes on later."""
    try:
        if connection.execute("SELECT * FROM temp.words_seen").fetchone() == _now(connection):
            return
    except sqlite3.OperationalError as error:
        if "no such table" not in str(error):
            raise
    with writing_temporary(connection):
        for statement in _TABLES.split(";\n"):
            connection.execute(statement)
        connection.create_function("token_row", 1, token_row, deterministic=True)
        for what, source in _SOURCES.items():
            _take(connection, what, source)
        connection.execute("DELETE FROM temp.words_seen")
        data, changes = _now(connection)
        connection.execute("INSERT INTO temp.words_seen VALUES (?, ?)", (data, changes + 1))


def _now(connection: sqlite3.Connection) -> tuple[int, int]:
    """Return what goes up whenever another connection, or this one, has written."""
    (data,) = connection.execute("PRAGMA main.data_version").fetchone()
    return data, connection.total_changes


def _take(connection: sqlite3.Connection, what: str, source: str) -> None:
    connection.execute(
        f"DELETE FROM temp.{what}_words WHERE (num, id, stamp) NOT IN"
        f" (SELECT num, id, stamp FROM ({source}))"
    )
    taken = _BATCH
    while taken == _BATCH:
        taken = connection.execute(
            f"INSERT INTO temp.{what}_words SELECT num, id, stamp, token_row(said),"
            f" token_row(quoted) FROM ({source}) s WHERE NOT EXISTS"
            f" (SELECT 1 FROM temp.{what}_words w WHERE w.num = s.num) LIMIT {_BATCH}"
        ).rowcount
