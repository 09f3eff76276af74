"""What a search looks for in the end: how far its words go, and what they are narrowed by.

Words that find little go on: the last one to what it may be the beginning of, all of them to their
other forms, then to passages that have nearly all of them. How far is decided by the words and
where they are looked for. Narrowing does not change it: what a facet counts is what choosing it
leaves. Only where it leaves nothing do the words go further, there alone.
"""

import sqlite3
from typing import NamedTuple

from db.search.addressed import addressed
from db.search.candidates import HOMES, Asked, Found, Scope, not_doubled, raise_if_blind
from db.search.filters import Statement
from db.search.narrowing import Step, addressed_fields
from db.search.query import cleaned, parse
from db.search.tree import And, Node, Or, joined
from db.search.widening import ENOUGH, FEW, begun, with_fewer_words, with_forms

_NEARLY = 0.5
_ADDRESSED = 12


class Question(NamedTuple):
    """What was typed, where it is looked for, what narrows it, and how far its words may go.

    `scope` is a query that is kept to, as `document` is; the steps are in the order they were made.
    """

    typed: str
    document: str | None = None
    scope: str = ""
    steps: tuple[Step, ...] = ()
    stemmed: bool = True
    relaxed: bool = False
    typing: bool = False

    @property
    def node(self) -> Node | None:
        """All of it in one tree, the words as they were typed; None for nothing at all."""
        queries = (self.scope, *(step.query for step in self.steps), self.typed)
        return joined(And, (parse(query).node for query in queries))


class Sought(NamedTuple):
    """What was looked for, as plain data: the same passages are found by it again, and counted.

    They are those that `node` finds, those before which is a title that `titled` finds, and those
    that are `shown` before all, whatever they say.
    """

    node: Node
    titled: Node
    document: str | None
    shown: tuple[Found, ...]


class _Meant(NamedTuple):
    """What words were taken for: a tree, and one for what has nearly all of it."""

    node: Node | None
    nearly: Node | None = None
    goes_on: bool = False


class Goal:
    """What is looked for in the end, in a scope and among what `kept` finds."""

    def __init__(self, scope: Scope, meant: _Meant, kept: list[Node]) -> None:
        self.meant, self._scope, self._kept = meant, scope, kept
        self._asked = self._ask(meant.node)
        self._nearly = self._ask(meant.nearly) if meant.nearly else None

    def _ask(self, node: Node | None) -> Asked:
        whole = joined(And, [*self._kept, node])
        assert whole is not None
        return Asked(self._scope, whole)

    @property
    def node(self) -> Node:
        """The tree that finds all of it."""
        return (self._nearly or self._asked).node

    @property
    def typed(self) -> Node | None:
        """What was made of the words alone, where there is more that is kept to."""
        return (self.meant.nearly or self.meant.node) if self._kept else None

    @property
    def sought(self) -> Sought:
        """What is looked for, to be found again."""
        scope = self._scope
        return Sought(self.node, self._asked.node, scope.document, scope.shown)

    @property
    def goes_on(self) -> bool:
        """Whether the last word was taken for the beginning of one."""
        return self.meant.goes_on

    @property
    def finds_nearly(self) -> bool:
        """Whether passages are found as well that have nearly all of the words."""
        return self._nearly is not None

    @property
    def total(self) -> int | None:
        """How many passages are found; None: more than are counted."""
        if self._nearly is None:
            return self._asked.total
        some, others = self._asked.passages, self._nearly.passages
        if some is None or others is None:
            return None
        return sum(len(some[home] | others[home]) for home in HOMES)

    def finds_fewer_than(self, number: int) -> bool:
        """Tell whether fewer passages than a number are found."""
        return self.total is not None and self.total < number

    def best(self, stop: int) -> list[Found]:
        """Return at least the first `stop` of what is found, as far as there are so many."""
        found = self._asked.best(stop)
        if self._nearly is None:
            return found
        known = {(one.home, one.passage) for one in found}
        others = [one for one in self._nearly.best(stop) if (one.home, one.passage) not in known]
        return [*found, *(one._replace(score=one.score * _NEARLY) for one in others)]

    def with_words(self, meant: _Meant) -> "Goal":
        """Look for other words at the same place."""
        return Goal(self._scope, meant, self._kept)

    def narrowed(self, connection: sqlite3.Connection, by: list[Node]) -> "Goal":
        """Look for the same words among what all of `by` find."""
        shown = _among(connection, self._scope.shown, by)
        return Goal(self._scope._replace(shown=shown), self.meant, [*self._kept, *by])


def goal(connection: sqlite3.Connection, question: Question) -> Goal:
    """Decide what is looked for; there must be something, `Question.node`.

    Raises IndexDamaged or LibraryDamaged where an index cannot be read.
    """
    return _Seeker(connection, question).goal()


class _Seeker:
    """Takes the steps of a question one after the other; what is `kept` to holds for them all."""

    def __init__(self, connection: sqlite3.Connection, question: Question) -> None:
        self._connection, self._question = connection, question
        self._without: dict[str, list[str]] = {"library": [], "main": not_doubled(connection)}

    def goal(self) -> Goal:
        kept, later = _trees([self._question.scope]), list[Node]()
        for step in self._question.steps:
            if step.among and (node := parse(step.query).node):
                meant = self._reached(step.query, node, kept, later).meant
                words = joined(Or, [addressed_fields(step.query), meant.nearly or meant.node])
                kept, later = [*kept, *later, words or node], []
            else:
                later += _trees([step.query])
        return self._reached(self._question.typed, parse(self._question.typed).node, kept, later)

    def _reached(self, typed: str, node: Node | None, kept: list[Node], later: list[Node]) -> Goal:
        """Let words go as far as they must among what is kept to; then narrow what they find."""
        if node is None:
            return Goal(self._scope(()), _Meant(None), [*kept, *later])
        whole = self._widened(typed, node, kept, few=FEW, enough=ENOUGH)
        narrow = whole.narrowed(self._connection, later) if later else whole
        if later and narrow.finds_fewer_than(1):
            return self._widened(typed, node, [*kept, *later], few=1, enough=1)
        return narrow

    def _widened(self, typed: str, node: Node, kept: list[Node], *, few: int, enough: int) -> Goal:
        """Go from what was typed as far as is wanted until enough is found."""
        question = self._question
        found = Goal(self._scope(self._shown(typed, kept)), _Meant(node), kept)
        if question.typing and found.finds_fewer_than(few):
            found = _gone_on(found, typed)
        if question.stemmed and found.finds_fewer_than(enough):
            found = _formed(self._connection, found)
        if found.finds_fewer_than(1):
            raise_if_blind(self._connection)
        if question.relaxed and found.finds_fewer_than(few):
            found = _nearly(found)
        return found

    def _scope(self, shown: tuple[Found, ...]) -> Scope:
        return Scope(self._connection, self._question.document, self._without, shown)

    def _shown(self, typed: str, kept: list[Node]) -> tuple[Found, ...]:
        """Find what goes before all, because its address was typed."""
        connection = self._connection
        found = addressed(connection, cleaned(typed), self._question.document, self._without)
        return _among(connection, tuple(found), kept)[:_ADDRESSED]


def _gone_on(found: Goal, typed: str) -> Goal:
    """Take the last word for the beginning of one, where that finds more."""
    node = found.meant.node and begun(found.meant.node, cleaned(typed))
    if node is None or found.total is None:
        return found
    more = found.with_words(_Meant(node, goes_on=True))
    return found if more.finds_fewer_than(found.total + 1) else more


def _formed(connection: sqlite3.Connection, found: Goal) -> Goal:
    """Take other forms of the words as well, where there are such."""
    node = found.meant.node and with_forms(connection, found.meant.node)
    return found if node == found.meant.node else found.with_words(found.meant._replace(node=node))


def _nearly(found: Goal) -> Goal:
    """Take passages that have nearly all words as well, where there are such."""
    for nearly in with_fewer_words(found.meant.node) if found.meant.node else ():
        more = found.with_words(found.meant._replace(nearly=nearly))
        if more.total is None or more.total != found.total:
            return more
    return found


def _trees(queries: list[str]) -> list[Node]:
    return [node for query in queries if (node := parse(query).node)]


def _among(
    connection: sqlite3.Connection, found: tuple[Found, ...], trees: list[Node]
) -> tuple[Found, ...]:
    """Keep of what was found that which all of some trees find."""
    whole = joined(And, trees)
    if whole is None or not found:
        return found
    kept = set[tuple[str, int]]()
    for home in HOMES:
        if here := [str(one.passage) for one in found if one.home == home]:
            only = f"p.id IN ({','.join(here)})"
            asked = Statement(home, whole, document=None, without=[only], limit=len(here))
            rows = connection.execute(asked.sql, asked.values)
            kept |= {(home, passage) for (passage,) in rows}
    return tuple(one for one in found if (one.home, one.passage) in kept)
