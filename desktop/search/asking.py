"""What the search asks of the library, in the worker's thread. No Qt."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from db.library import documents

if TYPE_CHECKING:
    from db.models import Hit
    from db.search.context import Context
    from db.search.engine import Results
    from db.search.facets import Facets, Total
    from db.search.narrowing import Step
    from db.search.query import Problem
    from db.search.sought import Sought
    from db.search.suggestions import Completion

PAGE = 20
"""How many hits are asked for at a time; a list with room for more asks for the next."""

MOST_COMPLETIONS = 8
MOST_CHOICES = 200
"""So many values of a field are offered to choose from."""


class Asked(NamedTuple):
    """What is asked: the words typed, the steps that narrow them, the only document, the scope."""

    typed: str
    steps: "tuple[Step, ...]" = ()
    document: str = ""
    scope: str = ""
    """A query that is kept to."""

    @property
    def query(self) -> str:
        """All of it in one query, as it could be typed."""
        from db.search.narrowing import any_of, composed

        only = any_of("doc", [self.document] if self.document else [])
        return composed(self.typed, [only, self.scope, *(step.query for step in self.steps)])


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
    from db.search.query import parse

    problems = parse(asked.typed).problems if asked.typed.strip() else ()
    return find(connection, asked)._replace(problems=problems)


def find(connection: Any, asked: Asked, offset: int = 0) -> Answer:
    """Search; where the words typed so far find little, the last may be the beginning of one."""
    from db.search.engine import search

    results = search(
        connection, asked.typed, limit=PAGE, offset=offset, document=asked.document or None,
        scope=asked.scope, steps=asked.steps, relaxed=True, typing=True,
    )  # fmt: skip
    return Answer(results.query, results)


def count(connection: Any, sought: "Sought | None") -> "Facets":
    """Count what was found, facet by facet."""
    from db.search.facets import facets

    return facets(connection, sought)


def total(connection: Any, sought: "Sought") -> "Total":
    """Count how many passages were found, and nothing else."""
    from db.search import facets

    return facets.total(connection, sought)


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
