"""Searching what is no passage: one's notes, the cards of the quiz, the glossary.

All of it is looked through by SQL (`own_fields`, `own_notes`); only the newest of what is found
are ranked, the rest follows by age, and only what is shown is marked and cut.
"""

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from db.models import EditionKey, Hit, HitKind
from db.search.marks import Marker
from db.search.own_fields import SOURCES, Conditions
from db.search.own_notes import Order, OwnNotes
from db.search.own_parts import with_condition
from db.search.own_words import QUOTED, bring_up_to_date
from db.search.ranking import Ranking
from db.search.tree import And, Field, Node, Not, Or
from db.search.values import OF_CARDS, OF_NOTES, PLACES, STATES

RANKED = 200
"""How many of each kind are ranked, the newest ones."""

_NEWEST = Order(down=True)

_Place = tuple[HitKind, int]
_COLUMNS: dict[HitKind, str] = {
    "note": "o.id, o.document, o.edition, o.language, o.label,"
    f" trim(o.body || char(10) || {QUOTED}, char(10))",
    "card": "q.id, json_extract(q.evidence, '$[0]'), 'digest', 'en', '', q.prompt || char(10)"
    " || iif(q.text = '', '', replace(replace(q.text, '{{', ''), '}}', '') || char(10))"
    " || q.explanation",
    "glossary": "g.term, json_extract(g.evidence, '$[0]'), 'digest', 'en', '', g.term"
    " || coalesce((SELECT ', ' || group_concat(value, ', ') FROM json_each(g.aliases)), '')"
    " || char(10) || g.definition",
}


_READ = {
    "note": "main.note_index w JOIN main.note o ON o.id = w.note",
    "card": SOURCES["card"],
    "glossary": SOURCES["glossary"],
}
"""What is found is read from here, by the number of `w`."""


class Page(NamedTuple):
    """The hits that were asked for, and how many there are: None for more than are counted."""

    hits: tuple[Hit, ...]
    total: int | None


class _Thing(NamedTuple):
    what: HitKind
    id: str
    key: EditionKey
    label: str
    text: str


class _Notes(NamedTuple):
    """The numbers of notes, the newest first, and how many there are: None for very many."""

    numbers: list[int]
    total: int | None


def kinds(node: Node) -> set[str]:
    """Return the kinds of things a tree asks for: passages where it names none."""
    return set(_named(node)) or {"passage"}


def _named(node: Node) -> Iterator[str]:
    match node:
        case Field("in", value):
            yield PLACES[value.casefold()]
        case Field("is", value):
            yield from (what for what, states in STATES.items() if value.casefold() in states)
        case Field(name, _) if name in OF_NOTES:
            yield "note"
        case Field(name, _) if name in OF_CARDS:
            yield "card"
        case Not(part):
            yield from _named(part)
        case And(parts) | Or(parts):
            for part in parts:
                yield from _named(part)


def search_personal(
    connection: sqlite3.Connection, node: Node, document: str | None, start: int, stop: int
) -> Page:
    """Find notes, cards and glossary entries, best first; nothing where none are asked for."""
    wanted = [what for what in _COLUMNS if what in kinds(node)]
    if wanted != ["note"]:
        bring_up_to_date(connection)
    notes = _notes(connection, node, document, stop) if "note" in wanted else _Notes([], 0)
    by_kind = {
        what: notes.numbers if what == "note" else _found(connection, what, node, document)
        for what in wanted
    }
    found = [(what, num) for what, numbers in by_kind.items() for num in numbers]
    ranked = _ranked(connection, _first_of_each(found), node)
    known = {(what, num) for _, what, num in ranked}
    older = [(0.0, what, num) for what, num in found if (what, num) not in known]
    page = [*ranked, *older][start:stop]
    things = _things(connection, [(what, num) for _, what, num in page])
    marker = Marker(node)
    hits = [_hit(things[what, num], marker, score) for score, what, num in page]
    others = len(found) - len(notes.numbers)
    return Page(tuple(hits), None if notes.total is None else notes.total + others)


def _notes(connection: sqlite3.Connection, node: Node, document: str | None, stop: int) -> _Notes:
    """Find notes, the newest first, no more than are ranked or shown."""
    scope = None
    if document is not None:
        conditions = Conditions("note", "scope")
        scope = with_condition(conditions.within(document), conditions.values)
    own = OwnNotes(connection, node, scope)
    most = max(stop, RANKED)
    numbers = [one.num for one in own.first(_NEWEST, most + 1)]
    if len(numbers) <= most:
        return _Notes(numbers, len(numbers))
    return _Notes(numbers[:most], own.count() if own.finds_few() else None)


def _found(
    connection: sqlite3.Connection, what: HitKind, node: Node, document: str | None
) -> list[int]:
    """Return the numbers of what a tree finds of one kind, the newest first."""
    conditions = Conditions(what)
    where = conditions.write(node)
    if document is not None:
        where = f"({where}) AND {conditions.within(document)}"
    query = f"SELECT w.num FROM {SOURCES[what]} WHERE {where} ORDER BY w.num DESC"
    return [num for (num,) in connection.execute(query, conditions.values)]


def _first_of_each(found: list[_Place]) -> list[_Place]:
    return [
        place for what in _COLUMNS for place in [one for one in found if one[0] == what][:RANKED]
    ]


def _ranked(
    connection: sqlite3.Connection, places: list[_Place], node: Node
) -> list[tuple[float, HitKind, int]]:
    """Put things in order, best first, the best with a score of 1."""
    ranking, things = Ranking(node, {}), _things(connection, places)
    scored = [(ranking.score(things[place].text), *place) for place in places]
    scored.sort(key=lambda row: -row[0])
    best = (scored[0][0] if scored else 0.0) or 1.0
    return [(score / best, what, num) for score, what, num in scored]


def _things(connection: sqlite3.Connection, places: list[_Place]) -> dict[_Place, _Thing]:
    things: dict[_Place, _Thing] = {}
    for what, columns in _COLUMNS.items():
        numbers = ",".join(str(num) for its, num in places if its == what)
        if numbers:
            rows = connection.execute(
                f"SELECT w.num, {columns} FROM {_READ[what]} WHERE w.num IN ({numbers})"
            )
            things |= {(what, num): _thing(what, *row) for num, *row in rows}
    return things


def _thing(
    what: HitKind, name: str, document: str | None, kind: str, language: str, label: str, text: str
) -> _Thing:
    if what != "note":  # the address of the first clause it rests on
        document, _, label = (document or "").rpartition(" ")
    return _Thing(what, name, EditionKey(document or "", kind, language), label, text)


def _hit(thing: _Thing, marker: Marker, score: float) -> Hit:
    return Hit(
        thing.key, thing.label, thing.key.document, "digest", *marker.shown(thing.text),
        round(score, 4), what=thing.what, id=thing.id,
    )  # fmt: skip
