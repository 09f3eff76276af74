"""What fields ask of notes, cards and glossary entries, as SQL: a new field is a line here.

In the SQL `n` is a note's row in `notes.index`, `q` a question and `c` its card, `g` an entry, `w`
its words (`notes.index`, `own_words`). Values are always bound, never written.
"""

import sqlite3
from datetime import timedelta

from db import clock
from db.models import COLORS, HitKind
from db.notes.tags import normal
from db.search.fts import Reading, readings, to_fts, tokens_of
from db.search.own_words import QUESTIONS, QUOTED
from db.search.ranking import needle
from db.search.tree import And, Field, Near, Node, Not, Or, Phrase, Word
from db.search.values import PLACES, dates, prop, rated
from db.text import fold

_LAST = "\U0010ffff"
"""A character that comes after all others."""

_TAGGED = (
    "EXISTS (SELECT 1 FROM main.note_index_tag t WHERE t.num = n.num AND"
    " (t.folded BETWEEN {first} AND {last} OR t.folded BETWEEN {below} AND {end}))"
)
_EACH = (
    "(WITH RECURSIVE known (name) AS (SELECT min({0}) FROM main.note_index UNION ALL"
    " SELECT (SELECT min({0}) FROM main.note_index WHERE {0} > name) FROM known"
    " WHERE name IS NOT NULL) SELECT name FROM known WHERE name IS NOT NULL AND ({1}))"
)
"""Goes from name to name along an index: there are few of them and very many notes."""
_NOTE_TEXT = f"(SELECT o.body || char(10) || {QUOTED} FROM main.note o WHERE o.id = n.note)"
_CARD_TEXT = "q.prompt || char(10) || q.text || char(10) || q.explanation"
_CARD_DOCUMENT = "fold(json_extract(q.evidence, '$[0]'))"
_REVIEWED = "SELECT {what} FROM main.review r WHERE r.question = q.id AND r.deleted = ''"
_STATE = "json_extract(nullif(c.state, ''), '$.{what}')"

SOURCES = {
    "note": "main.note_index n LEFT JOIN main.note_words w ON w.num = n.num",
    "card": f"temp.card_words w JOIN {QUESTIONS} q ON q.num = w.num"
    " LEFT JOIN main.card c ON c.question = q.id AND c.deleted = ''",
    "glossary": "temp.glossary_words w LEFT JOIN library.glossary g ON g.rowid = w.num",
}
"""Where each kind of thing is read from."""

_FIELDS: dict[str, dict[str, str]] = {
    "note": {
        "color": "n.tint = {tint}",
        "style": "n.style = {value}",
        "folder": "n.folder IN "
        + _EACH.format("folder", "fold(name) GLOB {value} OR fold(name) GLOB {value} || '/*'"),
        "date": "n.created BETWEEN {first} AND {last}",
        "tag": _TAGGED,
        "doc": "n.document IN " + _EACH.format("document", "fold(name) GLOB '*' || {value} || '*'"),
        "lang": "n.language GLOB {value}",
        "para": "fold(n.label) GLOB {value}",
        "added": "n.created >= {since}",
        "edited": "n.modified >= {since}",
        "re": f"has_pattern({{value}}, {_NOTE_TEXT})",
        "nc": f"as_typed({{value}}, {_NOTE_TEXT})",
    },
    "card": {
        "tag": "EXISTS (SELECT 1 FROM json_each(q.topics) t WHERE fold(t.value) GLOB {value}"
        " OR fold(replace(t.value, '::', '/')) GLOB {value} || '/*')",
        "doc": f"{_CARD_DOCUMENT} GLOB '*' || {{value}} || '*'",
        "para": f"{_CARD_DOCUMENT} GLOB '* ' || {{value}}",
        "added": "c.created >= {since}",
        "edited": "c.modified >= {since}",
        "re": f"has_pattern({{value}}, {_CARD_TEXT})",
        "nc": f"as_typed({{value}}, {_CARD_TEXT})",
    },
    "glossary": {
        "kind": "fold(g.kind) GLOB {value}",
        "doc": "fold(json_extract(g.evidence, '$[0]')) GLOB '*' || {value} || '*'",
        "re": "has_pattern({value}, g.term || char(10) || g.definition)",
        "nc": "as_typed({value}, g.term || char(10) || g.definition)",
    },
}
_UNTAGGED = {
    "note": "n.tagged = 0",
    "card": "q.topics IN ('', '[]')",
}
_STATES = {
    "note": {
        "highlight": "n.quoting = 1",
        "note": "(n.worded = 1 OR (n.quoting = 0 AND n.kind = 'note'))",
        "bookmark": "n.kind = 'bookmark'",
        "free": "n.document = ''",
        "orphan": "n.standing = 0",
        "moved": "n.standing = 1",
        "anchored": "n.standing = 2",
    },
    "card": {
        "new": "coalesce(c.phase, 0) = 0",
        "learn": "c.phase IN (1, 3)",
        "review": "c.phase = 2",
        "due": "(c.phase > 0 AND c.due <> '' AND c.due <= {now})",
        "suspended": "c.suspended > 0",
        "buried": "(c.buried <> '' AND c.buried >= {today})",
    },
}
_PROPERTIES = {
    "lapses": "c.lapses",
    "reps": f"({_REVIEWED.format(what='count(*)')})",
    "ivl": f"round(julianday(c.due) - julianday({_STATE.format(what='last_review')}))",
    "due": "floor_days(c.due)",
    "s": _STATE.format(what="stability"),
    "d": _STATE.format(what="difficulty"),
}
"""What `prop:` may ask of a card, Anki's names: lapses, reviews, days between them, days until it
is due (less than 0: overdue), stability in days, difficulty from 1 to 10."""


def names_of(connection: sqlite3.Connection, column: str) -> list[str]:
    """Return the different values of a column of the index of notes, one of those with an index."""
    query = f"SELECT name FROM {_EACH.format(column, '1')}"
    return [name for (name,) in connection.execute(query)]


def tag_ranges(folded: str) -> tuple[str, str, str, str]:
    """Return from where to where folded tags stand: what is asked for itself, and what is below."""
    stem = folded.rstrip("*")
    return stem, stem + _LAST * (stem != folded), f"{stem}/", f"{stem}/{_LAST}"


class Conditions:
    """Writes trees as conditions on one kind of things; `values` are bound to what was written.

    `prefix` begins the names of the values.
    """

    def __init__(self, what: HitKind, prefix: str = "v") -> None:
        self._what, self._prefix = what, prefix
        self.values: dict[str, str | float] = {}

    def write(self, node: Node) -> str:
        """Return a tree as a condition that is 0 or 1, never NULL."""
        match node:
            case And(parts) | Or(parts):
                operator = " AND " if isinstance(node, And) else " OR "
                return f"({operator.join(map(self.write, parts))})"
            case Not(part):
                return f"NOT {self.write(part)}"
            case Field():
                return f"coalesce({self.field(node)}, 0)"
            case Near(_, near):
                return self._near(node) if self._what == "note" else self.write(And(near))
        assert isinstance(node, Word | Phrase)
        return self._said(readings(node), "said", "quoted")

    def within(self, document: str) -> str:
        """Return the condition that keeps to one document."""
        return self.field(Field("doc", document))

    def _near(self, node: Near) -> str:
        matched = f"note_fts MATCH {self.bound(to_fts(node))}"
        return f"n.num IN (SELECT rowid FROM main.note_fts WHERE {matched})"

    def _said(self, forms: tuple[Reading, ...], *columns: str) -> str:
        found = [
            f"instr(w.{column}, {self.bound(needle(form))})" for form in forms for column in columns
        ]
        return f"({' OR '.join(found)}) <> 0" if found else "0"

    def field(self, node: Field) -> str:  # noqa: PLR0911 - one a kind of field
        """Return what a field asks, as a condition that may be NULL."""
        name, value = node.name, node.value
        folded = fold(value)
        match name:
            case "in":
                return str(int(PLACES[folded] == self._what))
            case "is":
                return self._state(folded)
            case "text" | "quote":
                column = "said" if name == "text" else "quoted"
                return self._said(readings(Word(value)) if tokens_of(value) else (), column)
            case "rated":
                return self._rated(value)
            case "prop":
                return self._property(value)
            case "tag" if folded == "none":
                return _UNTAGGED.get(self._what, "0")
            case "tag":
                folded = fold(normal(value))
                if self._what == "note":
                    return self._tagged(folded)
        written = _FIELDS[self._what].get("doc" if name == "symbol" else name, "0")
        if "{since}" in written:
            return written.format(since=self.bound(_since(int(value))))
        if "{first}" in written:
            first, last = dates(value) or ("", "")
            return written.format(first=self.bound(first), last=self.bound(last))
        if "{tint}" in written:
            return written.format(tint=self.bound(COLORS.index(folded)))
        plain = name in ("re", "nc")
        return written.format(value=self.bound(value if plain else _glob(folded)))

    def _tagged(self, folded: str) -> str:
        first, last, below, end = map(self.bound, tag_ranges(folded))
        return _TAGGED.format(first=first, last=last, below=below, end=end)

    def _state(self, state: str) -> str:
        written = _STATES.get(self._what, {}).get(state, "0")
        now = clock.now()
        if "{now}" in written:
            return written.format(now=self.bound(clock.stamp(now)))
        return written.format(today=self.bound(now.astimezone().date().isoformat()))

    def _rated(self, value: str) -> str:
        asked = rated(value)
        if self._what != "card" or asked is None:
            return "0"
        days, grade = asked
        since = self.bound(_since(days))
        said = f" AND r.rating = {grade}" if grade else " AND r.rating IS NOT NULL"
        return f"EXISTS ({_REVIEWED.format(what='1')} AND r.made >= {since}{said})"

    def _property(self, value: str) -> str:
        asked = prop(value)
        if self._what != "card" or asked is None:
            return "0"
        written = _PROPERTIES[asked.name].replace(
            "floor_days(c.due)",
            f"round(julianday(c.due) - julianday({self.bound(clock.stamp())}) - 0.5)",
        )
        studied = "" if asked.name in ("reps", "lapses") else " AND c.phase > 0"
        return f"(coalesce({written}, 0) {asked.operator} {self.bound(asked.number)}{studied})"

    def bound(self, value: str | float) -> str:
        """Bind a value; return what stands for it in the SQL."""
        name = f"{self._prefix}{len(self.values)}"
        self.values[name] = value
        return f":{name}"


def _since(days: int) -> str:
    return clock.stamp(clock.now() - timedelta(days=min(days, 36_500)))


def _glob(folded: str) -> str:
    """Write a value as a pattern in which only a `*` at the end goes on."""
    stem = folded.rstrip("*")
    literal = "".join(f"[{char}]" if char in "*?[" else char for char in stem)
    return literal + "*" * (stem != folded)
