"""What the search panel asks of the library, and the words for what came back. No Qt."""

from typing import TYPE_CHECKING, Any, NamedTuple

from db.library import documents

if TYPE_CHECKING:
    from db.search.engine import Results

PAGE = 30
"""How many hits are asked for at a time."""
_NOTHING = "Nothing found. Try fewer words or a prefix such as capac*."
_NOTHING_HERE = "Nothing found in this document. Untick the box to search the whole library."


class Answer(NamedTuple):
    """What was found, and for which query: the typed one, or one that goes on from it."""

    query: str
    results: "Results"

    def has_more_than(self, before: int) -> bool:
        """Tell whether there are others behind these, where `before` hits were there already."""
        loaded = before + len(self.results.hits)
        total = self.results.total
        return len(self.results.hits) == PAGE if total is None else loaded < total


def find(connection: Any, text: str, document: str, offset: int) -> Answer:
    """Search, in the worker's thread; an empty `document` means all of them.

    Where the words typed so far find little, the last one may be the beginning of a word.
    """
    from db.search.engine import search

    results = search(
        connection, text, limit=PAGE, offset=offset, document=document or None,
        relaxed=True, typing=True,
    )  # fmt: skip
    return Answer(results.query, results)


def short_names(connection: Any) -> dict[str, str]:
    """Return the short name of each document, in the worker's thread."""
    return {one.id: one.short_title for one in documents.documents(connection)}


def summary(answer: Answer, typed: str, scoped: bool) -> str:
    """Say in a line how much was found, and in a second one what was wrong with the query."""
    results = answer.results
    if not results.hits:
        return results.problem or (_NOTHING_HERE if scoped else _NOTHING)
    if results.total is None:
        words = "Thousands of passages; more words narrow them down."
    else:
        words = f"{results.total:,} {'passage' if results.total == 1 else 'passages'}"
        if answer.query != typed:
            words = f"{words} for {answer.query.strip()}"
    return f"{words}\n{results.problem}" if results.problem else words
