"""What the search asks of the library, in the worker's thread. No Qt."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from db.library import documents

if TYPE_CHECKING:
    from db.models import Hit
    from db.search.context import Context
    from db.search.engine import Results
    from db.search.facets import Facets, Total
    from db.search.query import Problem
    from db.search.suggestions import Completion
    from db.search.tree import Node

PAGE = 20
"""How many hits are asked for at a time; a list with room for more asks for the next."""

MOST_COMPLETIONS = 8
MOST_CHOICES = 200
"""So many values of a field are offered to choose from."""


class Asked(NamedTuple):
    """What is asked: the words typed, the queries they are narrowed by, the only document."""

    typed: str
    narrowings: tuple[str, ...] = ()
    document: str = ""
    strict: bool = False
    """Whether just these words are wanted where they are found: so they were counted."""

    @property
    def query(self) -> str:
        """All of it in one query, as it could be typed."""
        from db.search.narrowing import any_of, composed

        only = [any_of("doc", [self.document])] if self.document else []
        return composed(self.typed, [*only, *self.narrowings])


class Answer(NamedTuple):
    """What was found, and for which query: the typed one, or one that goes on from it.

    `problems` are those of what was typed, each with its place there.
    """

    query: str
    results: "Results"
    problems: "tuple[Problem, ...]" = ()

    def has_more_than(self, before: int) -> bool:
        """Tell whether there are others behind these, where `before` hits were there already."""
        loaded = before + len(self.results.hits)
        total = self.results.total
        return len(self.results.hits) == PAGE if total is None else loaded < total


def answer(connection: Any, asked: Asked) -> Answer:
    """Search for what was asked, and say where in what was typed something is wrong."""
    from db.search.narrowing import composed
    from db.search.query import parse

    text = composed(asked.typed, asked.narrowings)
    problems = parse(asked.typed).problems if asked.typed.strip() else ()
    found = find(connection, text, asked.document, 0, strict=asked.strict)
    if asked.strict and not found.results.hits:
        found = find(connection, text, asked.document, 0)
    return found._replace(problems=problems)


def find(connection: Any, text: str, document: str, offset: int, *, strict: bool = False) -> Answer:
    """Search; an empty `document` means all of them; `strict` leaves other forms of words out.

    Where the words typed so far find little, the last one may be the beginning of a word.
    """
    from db.search.engine import search

    results = search(
        connection, text, limit=PAGE, offset=offset, document=document or None,
        stemmed=not strict, relaxed=not strict, typing=True,
    )  # fmt: skip
    return Answer(results.query, results)


def count(connection: Any, query: str, document: str) -> "Facets":
    """Count what a query finds, facet by facet."""
    from db.search.facets import facets

    return facets(connection, query, document=document or None)


def total(connection: Any, node: "Node", document: str) -> "Total":
    """Count how many passages a tree finds, and nothing else."""
    from db.search import facets

    return facets.total(connection, node, document=document or None)


def meant(connection: Any, typed: str) -> str:
    """Return what may have been meant, '' where there is nothing better."""
    from db.search.suggestions import did_you_mean

    return did_you_mean(connection, typed)


def complete(connection: Any, text: str, caret: int) -> "list[Completion]":
    """Return what the field or value before the caret may become."""
    from db.search.suggestions import completions

    return completions(connection, text, caret, MOST_COMPLETIONS)


def choices(connection: Any, fields: Sequence[str]) -> dict[str, list[str]]:
    """Return what can stand behind each of some fields."""
    from db.search.suggestions import completions

    return {
        field: [
            one.text.strip('"')
            for one in completions(connection, f"{field}:", len(field) + 1, MOST_CHOICES)
        ]
        for field in fields
    }


def beside(connection: Any, hit: "Hit") -> "Context | None":
    """Read a hit's passage with its neighbours."""
    from db.search.context import context

    return context(connection, hit.key, hit.label)


class Named(NamedTuple):
    """The short name of each document, and all the languages they are in."""

    names: dict[str, str]
    languages: frozenset[str]


def named(connection: Any) -> Named:
    """Return what the documents are called, and their languages."""
    every = documents.documents(connection)
    languages = {edition.key.language for one in every for edition in one.editions}
    return Named({one.id: one.short_title for one in every}, frozenset(languages))
