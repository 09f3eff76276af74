"""A query's tree as SQL over one home: FTS5 for the words, plain columns for the fields.

In the SQL `f` is the index and `p` the passage. Values are always bound, never written.
"""

import re
import sqlite3
from contextlib import suppress

from db.address import parse_address
from db.errors import UsageError
from db.search.query import And, Field, Node, Not, Or, to_fts
from db.text import fold

_COLUMNS = {
    "doc": "p.edition IN (SELECT id FROM {home}.edition WHERE fold(document) GLOB {value})",
    "lang": "p.edition IN (SELECT id FROM {home}.edition WHERE fold(language) GLOB {value})",
    "kind": "(p.kind GLOB {value} OR p.edition IN (SELECT e.id FROM {home}.edition e"
    " LEFT JOIN {home}.document d ON d.name = e.document"
    " WHERE e.kind GLOB {value} OR d.kind GLOB {value}))",
    "voice": "p.voice GLOB {value}",
    "part": "(p.part <> '' AND fold(p.part) GLOB {value})",
    "verb": "(p.opener <> '' AND fold(p.opener) GLOB {value})",
    "speaker": "(p.speaker <> '' AND fold(p.speaker) GLOB {value})",
}
"""What each of `query.FIELDS` asks of a passage; a new field is a line here and a name there."""

_ANYWHERE = {"part", "verb", "speaker"}


class Statement:
    """The SQL for the passages of one home that a tree finds, and the values bound to it.

    It selects id and bm25 score (the less, the better; 0 where there are no words to rank by).
    `document` keeps to one document; `without` are further conditions on `p`, as SQL.
    """

    def __init__(
        self, home: str, node: Node, *, document: str | None, without: list[str], limit: int
    ) -> None:
        self.values: dict[str, str] = {}
        self._home = home
        match, others = _split(node)
        conditions = [self._condition(part) for part in others]
        scopes = [
            self._field(part) for part in others if isinstance(part, Field) and part.name == "doc"
        ]
        if document is not None:
            scopes.append(self._column("doc", _literal(fold(document))))
            conditions.append(scopes[-1])
        conditions += without
        if match:
            self.sql = self._ranked(match, conditions, scopes)
        else:
            self.sql = (
                f"SELECT p.id, 0.0 FROM {home}.passage p WHERE {' AND '.join(conditions)}"
                " ORDER BY p.id"
            )
        self.sql += f" LIMIT {limit}"

    def _ranked(self, match: str, conditions: list[str], scopes: list[str]) -> str:
        home = self._home
        ranges = [
            f"f.rowid BETWEEN (SELECT min(p.id) FROM {home}.passage p WHERE {scope})"
            f" AND (SELECT max(p.id) FROM {home}.passage p WHERE {scope})"
            for scope in scopes
        ]
        join = f" CROSS JOIN {home}.passage p ON p.id = f.rowid" if conditions else ""
        wanted = [f"passage_fts MATCH {self._bound(match)}", *ranges, *conditions]
        return (
            f"SELECT f.rowid, bm25(passage_fts) FROM {home}.passage_fts f{join}"
            f" WHERE {' AND '.join(wanted)}"
        )

    def _condition(self, node: Node) -> str:
        if match := to_fts(node):
            return (
                f"p.id IN (SELECT rowid FROM {self._home}.passage_fts"
                f" WHERE passage_fts MATCH {self._bound(match)})"
            )
        if isinstance(node, Field):
            return self._field(node)
        if isinstance(node, Not):
            return f"NOT {self._condition(node.part)}"
        assert isinstance(node, And | Or)
        operator = " AND " if isinstance(node, And) else " OR "
        return f"({operator.join(map(self._condition, node.parts))})"

    def _field(self, field: Field) -> str:
        names = [field.value]
        if field.name == "doc":
            with suppress(UsageError):
                names.append(parse_address(field.value).document)
        patterns = [_pattern(name, anywhere=field.name in _ANYWHERE) for name in names]
        columns = [self._column(field.name, pattern) for pattern in dict.fromkeys(patterns)]
        return columns[0] if len(columns) == 1 else f"({' OR '.join(columns)})"

    def _column(self, name: str, pattern: str) -> str:
        return _COLUMNS[name].format(home=self._home, value=self._bound(pattern))

    def _bound(self, value: str) -> str:
        name = f"v{len(self.values)}"
        self.values[name] = value
        return f":{name}"


def _split(node: Node) -> tuple[str, list[Node]]:
    """Part a tree into what FTS5 can say by itself, and be ranked by, and what is left."""
    parts: tuple[Node, ...] = node.parts if isinstance(node, And) else (node,)
    words = [part for part in parts if to_fts(part.part if isinstance(part, Not) else part)]
    match = to_fts(And(tuple(words)))
    return (match, [part for part in parts if part not in words]) if match else ("", [*parts])


def _literal(text: str) -> str:
    return re.sub(r"[*?\[]", r"[\g<0>]", text)


def _pattern(value: str, *, anywhere: bool) -> str:
    stem = value.rstrip("*")
    before, after = "*" * anywhere, "*" * (anywhere or stem != value)
    return f"{before}{_literal(fold(stem))}{after}"


def offer_fold(connection: sqlite3.Connection) -> None:
    """Make `text.fold` known to a connection's SQL, once: the fields compare folded."""
    try:
        connection.execute("SELECT fold('')")
    except sqlite3.OperationalError as error:
        if "no such function" not in str(error):
            raise
        connection.create_function("fold", 1, fold, deterministic=True)
