"""All rows of a query in one step."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import at_once

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1), TEXTS)


@pytest.fixture(scope="module")
def opened() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE t (a, b)")
        yield connection


@given(st.lists(st.tuples(VALUES, VALUES), max_size=8))
def test_rows_are_those_of_the_query(
    opened: sqlite3.Connection, given: list[tuple[object, object]]
) -> None:
    opened.execute("DELETE FROM t")
    opened.executemany("INSERT INTO t VALUES (?, ?)", given)
    expected = opened.execute("SELECT a, b FROM t").fetchall()
    rows = at_once.rows(opened, "rowid, a, b", "FROM t")
    assert [(a, b) for _, a, b in sorted(rows, key=lambda row: row[0])] == expected


def test_values_are_bound(opened: sqlite3.Connection) -> None:
    opened.execute("DELETE FROM t")
    opened.executemany("INSERT INTO t VALUES (?, ?)", [("a\x00b", 1), ("🌍 “x” \\ \u2028", 2)])
    assert at_once.rows(opened, "b", "FROM t WHERE a = ?", ("a\x00b",)) == [[1]]
    assert at_once.rows(opened, "a", "FROM t WHERE b > ?", (1,)) == [["🌍 “x” \\ \u2028"]]
    assert at_once.rows(opened, "a", "FROM t WHERE b > ?", (2,)) == []


def test_text_that_is_json_stays_text(opened: sqlite3.Connection) -> None:
    opened.execute("DELETE FROM t")
    opened.execute("""INSERT INTO t VALUES ('{"a": [1]}', '[]')""")
    assert at_once.rows(opened, "a, b", "FROM t") == [['{"a": [1]}', "[]"]]


def test_what_is_too_large_for_one_value_is_read_all_the_same() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE t (a)")
        connection.executemany("INSERT INTO t VALUES (?)", [("x" * 400,), ("y" * 400,)])
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 600)
        with pytest.raises(sqlite3.DataError):
            connection.execute("SELECT json_group_array(a) FROM t").fetchone()
        assert sorted(at_once.rows(connection, "a", "FROM t")) == [["x" * 400], ["y" * 400]]
