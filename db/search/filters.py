"""A query's tree as SQL over one home: FTS5 for the words, plain columns for the fields.

In the SQL `f` is the index and `p` the passage. Values are always bound, never written.
"""

import re
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from typing import Literal

from db.address import parse_address, parse_label
from db.errors import UsageError
from db.search.fts import readings, to_fts, tokens_of
from db.search.index import LONGEST_PREFIX, TITLED
from db.search.patterns import has_pattern
from db.search.tree import And, Field, Near, Node, Not, Or, Phrase, Word
from db.search.values import OF_CARDS, OF_NOTES, PLACES, STATES, dates
from db.text import fold, fold_partly_with_map

_OF_DETAILS = (
    "EXISTS (SELECT 1 FROM json_each(iif(p.details = '', '{{{{}}}}', p.details), '$.{what}') d"
    " WHERE fold(d.value) GLOB {{value}})"
)
_DATED = (
    "p.edition IN (SELECT e.id FROM {home}.edition e JOIN {home}.document d ON d.name = e.document"
    " WHERE d.date BETWEEN {first} AND {last} AND d.date <> '')"
)
_READ = (
    "EXISTS (SELECT 1 FROM main.reading r JOIN {home}.edition e ON e.document = r.document"
    " WHERE e.id = p.edition AND r.label = p.label AND r.read <> '' AND r.deleted = '')"
)
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
    "para": "fold(p.label) GLOB {value}",
    "to": _OF_DETAILS.format(what="addressees"),
    "theme": _OF_DETAILS.format(what="themes"),
    "session": "p.edition IN (SELECT id FROM {home}.edition WHERE fold(document) GLOB"
    " 'a/*/' || {value} || '/*')",
    "nc": "as_typed({value}, p.text)",
    "re": "has_pattern({value}, p.text)",
}
"""What each of `query.FIELDS` asks of a passage; a new field is a line here and a name there."""

_ANYWHERE = {"part", "verb", "speaker", "to", "theme"}
"""The fields whose value may be a part of what is there; `=` before it makes it all of it."""

_LITERAL = {"nc", "re"}

Stage = Literal["body", "lead", "title", "row"]


class Statement:
    """The SQL for the passages of one home that a tree finds, and the values bound to it.

    It selects ids in their order. `document` keeps to one document; `without` are further
    conditions on `p`, as SQL. `stage` says what is asked of the words: that a passage has them
    (`body`), that it begins with them (`lead`: it may have more than asked, or not all that is
    asked, see `Ranking.holds`), that they are in the title before it (`title`), or that they
    stand in a row as typed (`row`); `sql` is empty where a stage has nothing to ask.
    """

    def __init__(
        self,
        home: str,
        node: Node,
        *,
        document: str | None,
        without: list[str],
        limit: int,
        stage: Stage = "body",
    ) -> None:
        self.values: dict[str, str] = {}
        self.sql = ""
        self._home = home
        words, others = _split(node)
        conditions = [self._condition(part) for part in others]
        scopes = [
            self._field(part)
            for part in others
            if isinstance(part, Field) and part.name in ("doc", "symbol")
        ]
        if document is not None:
            scopes.append(self._column("doc", _literal(fold(document))))
            conditions.append(scopes[-1])
        conditions += without
        table = "passage_lead" if stage in ("lead", "title") else "passage_fts"
        if words is None and stage == "body":
            self.sql = (
                f"SELECT p.id FROM {home}.passage p WHERE {' AND '.join(conditions)}"
                f" ORDER BY p.id LIMIT {limit}"
            )
        elif words is not None and (match := _match(stage, words)):
            self.sql = f"{self._matching(table, match, conditions, scopes)} LIMIT {limit}"

    def sql_as(self, name: str) -> str:
        """Return the SQL with its only column named."""
        return self.sql.replace(" FROM", f" AS {name} FROM", 1)

    def _matching(self, table: str, match: str, conditions: list[str], scopes: list[str]) -> str:
        home = self._home
        ranges = [
            f"f.rowid BETWEEN (SELECT min(p.id) FROM {home}.passage p WHERE {scope})"
            f" AND (SELECT max(p.id) FROM {home}.passage p WHERE {scope})"
            for scope in scopes
        ]
        join = f" CROSS JOIN {home}.passage p ON p.id = f.rowid" if conditions else ""
        wanted = [f"{table} MATCH {self._bound(match)}", *ranges, *conditions]
        return f"SELECT f.rowid FROM {home}.{table} f{join} WHERE {' AND '.join(wanted)}"

    def _condition(self, node: Node) -> str:
        if match := to_fts(node):
            return self._in_index(match)
        if isinstance(node, Field):
            return self._field(node)
        if isinstance(node, Not):
            return f"NOT {self._condition(node.part)}"
        assert isinstance(node, And | Or)
        operator = " AND " if isinstance(node, And) else " OR "
        return f"({operator.join(map(self._condition, node.parts))})"

    def _field(self, field: Field) -> str:
        match field.name:
            case "in" | "text" | "date" | "is":
                return self._special(field)
            case name if name in OF_NOTES or name in OF_CARDS:
                return "0"
            case name if name in _LITERAL:
                return self._column(name, field.value)
        names = _names(field)
        patterns = [_pattern(name, anywhere=field.name in _ANYWHERE) for name in names]
        name = "doc" if field.name == "symbol" else field.name
        columns = [self._column(name, pattern) for pattern in dict.fromkeys(patterns)]
        return columns[0] if len(columns) == 1 else f"({' OR '.join(columns)})"

    def _special(self, field: Field) -> str:
        value = field.value.casefold()
        if field.name == "in":
            return str(int(PLACES[value] == "passage"))
        if field.name == "is":
            if value not in STATES["passage"]:
                return "0"
            read = _READ.format(home=self._home)
            return read if value == "read" else f"NOT {read}"
        if field.name == "date":
            first, last = dates(field.value) or ("", "")
            return _DATED.format(home=self._home, first=self._bound(first), last=self._bound(last))
        match = to_fts(Phrase(field.value))
        return self._in_index(match) if match else "0"

    def _in_index(self, match: str) -> str:
        return (
            f"p.id IN (SELECT rowid FROM {self._home}.passage_fts"
            f" WHERE passage_fts MATCH {self._bound(match)})"
        )

    def _column(self, name: str, pattern: str) -> str:
        return _COLUMNS[name].format(home=self._home, value=self._bound(pattern))

    def _bound(self, value: str) -> str:
        name = f"v{len(self.values)}"
        self.values[name] = value
        return f":{name}"


@lru_cache(maxsize=64)
def _split(node: Node) -> tuple[Node | None, tuple[Node, ...]]:
    """Part a tree into what FTS5 can say by itself, and be ranked by, and what is left.

    Both homes ask for the same tree, in one stage after the other.
    """
    parts: tuple[Node, ...] = node.parts if isinstance(node, And) else (node,)
    words = [part for part in parts if to_fts(part.part if isinstance(part, Not) else part)]
    others = [part for part in parts if part not in words]
    words += [
        Phrase(part.value)
        for part in others
        if isinstance(part, Field) and part.name in ("nc", "text") and tokens_of(part.value)
    ]
    said = And(tuple(words))
    if not to_fts(said):
        return None, parts
    return said, tuple(others)


def _names(field: Field) -> list[str]:
    """Return what a field's value may stand for: also a symbol or a paragraph as people write."""
    names = [field.value]
    if field.name in ("doc", "symbol"):
        with suppress(UsageError):
            names.append(parse_address(field.value).document)
    elif field.name == "para":
        names += [parse_label(field.value, paragraph=one) or "" for one in ("op", "p")]
    return [name for name in names if name]


def _row(words: Node) -> str:
    """Write the words of a tree that stand side by side as one phrase.

    A beginning too long to be indexed is left out: it costs as much as all the rest.
    """
    if not isinstance(words, And) or not all(isinstance(part, Word) for part in words.parts):
        return ""
    typed = [part for part in words.parts if isinstance(part, Word)]
    if typed[-1].prefix and len(typed[-1].text) > LONGEST_PREFIX:
        del typed[-1]
    if len(typed) < 2 or any(word.prefix for word in typed[:-1]):
        return ""
    return to_fts(Phrase(" ".join(word.text for word in typed), typed[-1].prefix))


def _lead(words: Node, before: str = "") -> str:
    """Write a tree for the index of beginnings, which knows no order of words."""
    match words:
        case Word() | Phrase():
            forms = [
                " AND ".join(
                    f'"{before}{token}"' + "*" * (reading.prefix and place == len(reading.tokens))
                    for place, token in enumerate(reading.tokens, start=1)
                )
                for reading in readings(words)
            ]
            return f"({' OR '.join(f'({form})' for form in forms)})"
        case Near(_, near):
            return _lead(And(near), before)
        case And(parts) | Or(parts):
            said = [_lead(part, before) for part in parts if not isinstance(part, Not)]
            return f"({(' AND ' if isinstance(words, And) else ' OR ').join(said)})"
    return ""


def _title(words: Node) -> str:
    parts = words.parts if isinstance(words, And) else (words,)
    if len(parts) < 2 or not all(isinstance(part, Word | Phrase) for part in parts):
        return ""
    return _lead(words, TITLED)


_MATCHES: dict[Stage, Callable[[Node], str]] = {
    "body": to_fts, "lead": _lead, "title": _title, "row": _row,
}  # fmt: skip


@lru_cache(maxsize=64)
def _match(stage: Stage, words: Node) -> str:
    return _MATCHES[stage](words)


def _literal(text: str) -> str:
    return re.sub(r"[*?\[]", r"[\g<0>]", text)


def _pattern(value: str, *, anywhere: bool) -> str:
    stem = value.rstrip("*")
    if anywhere and value.startswith("="):
        return _literal(fold(value[1:]))
    before, after = "*" * anywhere, "*" * (anywhere or stem != value)
    return f"{before}{_literal(fold(stem))}{after}"


def offer_functions(connection: sqlite3.Connection) -> None:
    """Make what the fields need known to a connection's SQL, once: the fields compare folded."""
    try:
        connection.execute("SELECT fold('')")
    except sqlite3.OperationalError as error:
        if "no such function" not in str(error):
            raise
        connection.create_function("fold", 1, _folded, deterministic=True)
        connection.create_function("as_typed", 2, _as_typed, deterministic=True)
        connection.create_function("has_pattern", 2, has_pattern)


def _folded(value: str | float | None) -> str:
    """Fold what a column or a JSON value says; NULL says nothing."""
    return fold("" if value is None else str(value))


def _as_typed(wanted: str, text: str) -> bool:
    """Tell whether a text has words with just these marks on their letters."""
    (typed, _), (found, _) = (
        fold_partly_with_map(one, case=False, marks=True) for one in (wanted, text)
    )
    return " ".join(typed.split()) in " ".join(found.split())
