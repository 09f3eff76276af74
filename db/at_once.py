"""All rows of a query in one step of SQLite's machine.

Python's `sqlite3` lets go of the interpreter's lock at each step, and takes it again after it: in
a thread beside a busy one, each row waits for its turn. A thousand notes that are read in 20 ms
alone then take 150.
"""

import json
import sqlite3
from collections.abc import Sequence
from typing import Any


def rows(
    connection: sqlite3.Connection, columns: str, source: str, values: Sequence[Any] = ()
) -> list[list[Any]]:
    """Read `columns` of `source` (`FROM …` and what follows), in no order.

    They are texts, whole numbers or NULL: what JSON carries unchanged. What together is larger than
    SQLite takes for one value (a thousand million bytes) is read row by row.
    """
    query = f"SELECT json_group_array(json_array({columns})) {source}"
    try:
        read: list[list[Any]] = json.loads(connection.execute(query, values).fetchone()[0])
    except sqlite3.DataError:
        return list(map(list, connection.execute(f"SELECT {columns} {source}", values)))
    return read
