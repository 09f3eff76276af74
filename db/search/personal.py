"""Searching what is no passage: one's notes, the cards of the quiz, the glossary.

There are thousands of these at most, so a tree is tried on each: what a field says of it is
looked up among its `facts`, and words are looked for in its text.
"""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from db import clock
from db.models import EditionKey, Hit, HitKind
from db.notes import rows as note_rows
from db.notes.tags import is_under
from db.search.fts import terms
from db.search.marks import marks, snippet
from db.search.ranking import Candidate, Ranking
from db.search.tree import And, Field, Node, Not, Or, Word
from db.search.values import OF_NOTES, PLACES, STATES
from db.text import fold, token_row


@dataclass(frozen=True, slots=True)
class Item:
    """A note, card or glossary entry, with the values that fields are compared with."""

    what: HitKind
    id: str
    key: EditionKey
    label: str
    text: str
    facts: dict[str, tuple[str, ...]] = field(default_factory=dict)


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
        case Not(part):
            yield from _named(part)
        case And(parts) | Or(parts):
            for part in parts:
                yield from _named(part)


def search_personal(
    connection: sqlite3.Connection, node: Node, document: str | None = None
) -> list[Hit]:
    """Find notes, cards and glossary entries, best first; nothing where none are asked for."""
    wanted = kinds(node)
    found = [
        item
        for what, read in _READERS.items()
        if what in wanted
        for item in read(connection)
        if (document is None or item.key.document.casefold() == document.casefold())
        and _meets(node, item)
    ]
    ranking = Ranking(node, {})
    scores = [ranking.score(Candidate("main", 0, one.text, "", "")) for one in found]
    best = max(scores, default=0.0) or 1.0
    hits = [_hit(item, node, score / best) for item, score in zip(found, scores, strict=True)]
    return sorted(hits, key=lambda hit: -hit.score)


def _hit(item: Item, node: Node, score: float) -> Hit:
    found = marks(item.text, node)
    return Hit(
        item.key, item.label, item.key.document, "digest", *snippet(item.text, found), found,
        round(score, 4), what=item.what, id=item.id,
    )  # fmt: skip


def _meets(node: Node, item: Item) -> bool:
    match node:
        case And(parts):
            return all(_meets(part, item) for part in parts)
        case Or(parts):
            return any(_meets(part, item) for part in parts)
        case Not(part):
            return not _meets(part, item)
        case Field(name, value):
            return _says(item, name, value)
    return next(terms(node), None) is not None and Ranking(node, {}).holds(item.text)


def _says(item: Item, name: str, value: str) -> bool:  # noqa: PLR0911 - one a field
    folded = fold(value)
    known = item.facts.get(name, ())
    match name:
        case "in":
            return PLACES[folded] == item.what
        case "text" | "nc":
            return _has(item.facts.get("text", (item.text,)), value)
        case "quote":
            return _has(known, value)
        case "tag":
            return not known if folded == "none" else any(is_under(t, value) for t in known)
        case "added" | "edited":
            return any(stamp >= _since(int(value)) for stamp in known)
        case "doc" | "symbol":
            return any(folded.rstrip("*") in fold(one) for one in known)
    return folded in map(fold, known)


def _has(texts: tuple[str, ...], value: str) -> bool:
    wanted = Ranking(Word(value), {})
    return bool(token_row(value).strip()) and any(wanted.holds(one) for one in texts)


def _since(days: int) -> str:
    return clock.stamp(clock.now() - timedelta(days=min(days, 36_500)))


def _notes(connection: sqlite3.Connection) -> Iterator[Item]:
    for note in note_rows.select(connection, "deleted = ''"):
        anchor = note.anchor
        states = [
            note.standing,
            *(["highlight"] if anchor.quote else []),
            *(["note"] if note.body or not anchor.quote else []),
        ]
        facts = {
            "is": tuple(states), "color": (note.color,), "tag": note.tags,
            "quote": (anchor.quote,), "text": (note.body,), "added": (note.created,),
            "edited": (note.modified,), "doc": (anchor.key.document,),
            "symbol": (anchor.key.document,), "lang": (anchor.key.language,),
            "para": (anchor.label,),
        }  # fmt: skip
        text = "\n".join(filter(None, [note.body, anchor.quote]))
        yield Item("note", note.id, anchor.key, anchor.label, text, facts)


_CARDS = (
    "SELECT q.id, q.prompt, q.text, q.explanation, q.evidence, q.topics, c.state, c.due, c.created,"
    " c.modified, c.suspended FROM"
    " (SELECT id, prompt, text, explanation, evidence, topics FROM library.question UNION ALL"
    " SELECT id, prompt, text, explanation, evidence, topics FROM main.own_question"
    " WHERE deleted = '') q LEFT JOIN main.card c ON c.question = q.id AND c.deleted = ''"
)
_PHASES = {1: "learn", 2: "review", 3: "learn"}


def _cards(connection: sqlite3.Connection) -> Iterator[Item]:
    now = clock.stamp()
    for row in connection.execute(_CARDS):
        question, prompt, text, explanation, evidence, topics, state, due, *rest = row
        created, modified, suspended = rest
        document, _, label = next(iter(json.loads(evidence)), "").rpartition(" ")
        states = [_PHASES[json.loads(state)["state"]]] if state else ["new"]
        states += ["suspended"] if suspended else ["due"] if state and due <= now else []
        facts = {
            "is": tuple(states), "tag": tuple(json.loads(topics)), "doc": (document,),
            "symbol": (document,), "para": (label,), "added": (created,) if created else (),
            "edited": (modified,) if modified else (),
        }  # fmt: skip
        cloze = text.replace("{{", "").replace("}}", "")
        words = "\n".join(filter(None, [prompt, cloze, explanation]))
        yield Item("card", question, EditionKey(document, "digest", "en"), label, words, facts)


def _glossary(connection: sqlite3.Connection) -> Iterator[Item]:
    for term, kind, definition, aliases, evidence in connection.execute(
        "SELECT term, kind, definition, aliases, evidence FROM library.glossary"
    ):
        places = json.loads(evidence)
        document, _, label = (places[0] if places else "").rpartition(" ")
        text = f"{', '.join([term, *json.loads(aliases)])}\n{definition}"
        key = EditionKey(document, "digest", "en")
        yield Item("glossary", term, key, label, text, {"kind": (kind,), "doc": (document,)})


_READERS = {"note": _notes, "card": _cards, "glossary": _glossary}
