"""From what a person types to a tree, and from the tree to FTS5 that cannot go wrong.

The grammar is Anki's where it has one: words side by side are all wanted, `a or b`, `-word` or
`NOT word`, brackets, `"exact words"`, `capac*`, `field:value`. `and` binds tighter than `or`.
Nothing typed raises: what cannot be right is read leniently and said in a sentence.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from db.search.fts import Reading, readings, terms, to_fts, tokens_of
from db.search.tree import And, Field, Near, Node, Not, Or, Phrase, Word, joined, to_text
from db.search.values import FIELDS, NAMES, trouble

__all__ = [
    "FIELDS", "And", "Field", "Near", "Node", "Not", "Or", "Phrase", "Problem", "Query",
    "QueryProblem", "Reading", "Word", "cleaned", "parse", "readings", "terms", "to_fts", "to_text",
]  # fmt: skip

MAX_CHARACTERS = 1000
MAX_TERMS = 64
MAX_DEPTH = 12


class QueryProblem(StrEnum):
    """What a person is told about a query, with what to do."""

    EMPTY = "Type a word to search for."
    NO_WORDS = "There is nothing to look up here: a search needs letters or numbers."
    ONLY_OPERATORS = (
        "“and”, “or” and NOT stand between other words. To look up the word itself, put it in "
        "quotation marks."
    )
    STAR = "A * stands at the end of a word, as in capac*; elsewhere it was left out."
    QUOTE = "A quotation mark is not closed; the words after it were read as one phrase."
    BRACKET = "The brackets do not match; close each one that is opened."
    FIELD = "After a field such as doc: write what it should be, as in doc:A/RES/78/311."
    LONG = f"Only the first {MAX_CHARACTERS:,} characters were used; make the search shorter."
    TERMS = f"Only the first {MAX_TERMS} words were used; make the search shorter."
    NEAR = "After near:5 write two words or more, as in near:5 promote environment."
    DEPTH = f"Brackets go at most {MAX_DEPTH} deep; the inner ones were left out."


class Problem(NamedTuple):
    """What is wrong, in a sentence, and where: code points of what was typed, end excluded."""

    sentence: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Query:
    """A query as it was read, None where nothing is to be found, and the first thing wrong.

    `problems` are all of them, each with its place.
    """

    node: Node | None
    problem: str = ""
    problems: tuple[Problem, ...] = field(default=(), compare=False)


_DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
_TYPED = str.maketrans("“”„‟«»＂（）：＊", '"""""""():*', _DIRECTIONS)
_UNTYPED = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_LEXEME = re.compile(
    rf"""\s+
    |(?P<bracket>[()])
    |near:(?P<near>[0-9]{{1,3}})(?=\s+[^\s()])
    |w:(?P<whole>[^\s"():*]+)
    |(?P<field>{"|".join(NAMES)}):(?:"(?P<quoted>[^"]*)(?P<field_end>"?)|(?P<value>[^\s"()]*))
    |"(?P<phrase>[^"]*)(?P<end>"?)(?P<phrase_star>\**)
    |(?P<exclude>-+(?=[^\s)\-]))
    |(?P<word>[^\s"()*]+)(?P<star>\**)
    |(?P<stray>\*+)""",
    re.VERBOSE | re.IGNORECASE,
)
_OPERATORS = {"and": "and", "AND": "and", "or": "or", "OR": "or", "NOT": "not"}


@dataclass(frozen=True, slots=True)
class _Nearness:
    distance: int


_Lexeme = str | Word | Phrase | Field | _Nearness


class _Placed(NamedTuple):
    lexeme: _Lexeme
    start: int
    end: int


_Tell = Callable[[str, int, int], None]


def cleaned(text: str) -> str:
    """Return what was typed with plain quotation marks and brackets, and nothing unprintable."""
    return _UNTYPED.sub(" ", text.translate(_TYPED))


class _Problems:
    """Gathers what is wrong with a query, by its place in what was typed."""

    def __init__(self, typed: str) -> None:
        self._origin = [at for at, char in enumerate(typed) if char not in _DIRECTIONS]
        self._length = len(typed)
        self.found: list[Problem] = []

    def tell(self, sentence: str, start: int, end: int) -> None:
        """Take down a problem; the offsets are those of the cleaned text."""
        first = self._origin[start] if start < len(self._origin) else self._length
        last = self._origin[end - 1] + 1 if 0 < end <= len(self._origin) else self._length
        self.found.append(Problem(sentence, min(first, last), last))


def parse(text: str) -> Query:
    """Read what was typed; never raises."""
    return _parsed(text[:MAX_CHARACTERS], len(text))


@lru_cache(maxsize=64)
def _parsed(text: str, typed: int) -> Query:
    """Read the beginning of a text that is `typed` characters long."""
    problems = _Problems(text)
    if typed > len(text):
        problems.found.append(Problem(QueryProblem.LONG, len(text), typed))
    text = cleaned(text)
    if not text.strip():
        return _query(None, [*problems.found, Problem(QueryProblem.EMPTY, 0, len(text))])
    lexemes = list(_lexemes(text, problems.tell))
    kept = _balanced(_limited(lexemes, problems.tell), problems.tell)
    node = _Parser(kept, problems.tell).any_of()
    if node is None:
        operators = any(one.lexeme in ("and", "or", "not") for one in kept)
        sentence = QueryProblem.ONLY_OPERATORS if operators else QueryProblem.NO_WORDS
        problems.tell(sentence, 0, len(text))
    return _query(node, problems.found)


def _query(node: Node | None, problems: list[Problem]) -> Query:
    return Query(node, problems[0].sentence if problems else "", tuple(problems))


def _lexemes(text: str, tell: _Tell) -> Iterator[_Placed]:
    excluded = False
    for match in _LEXEME.finditer(text):
        if match["exclude"]:
            excluded = True
            continue
        lexeme = _lexeme(match, tell, literal=excluded)
        if lexeme is not None:
            if excluded:
                yield _Placed("-", match.start(), match.start())
            yield _Placed(lexeme, *match.span())
        excluded = False


def _lexeme(match: re.Match[str], tell: _Tell, *, literal: bool) -> _Lexeme | None:
    if match["field"]:
        return _field(match, tell)
    if match["near"]:
        return _Nearness(int(match["near"]))
    if match["whole"]:
        return Phrase(match["whole"]) if tokens_of(match["whole"]) else None
    if match["word"] or match["phrase"] is not None:
        return _term(match, tell, literal=literal)
    if match["stray"]:
        tell(QueryProblem.STAR, *match.span())
    return match["bracket"]


def _field(match: re.Match[str], tell: _Tell) -> Field | None:
    if match["quoted"] is not None and not match["field_end"]:
        tell(QueryProblem.QUOTE, *match.span())
    value = " ".join((match["quoted"] or match["value"] or "").split())
    if not value.strip("*"):
        tell(QueryProblem.FIELD, *match.span())
        return None
    name = NAMES[match["field"].lower()]
    if wrong := trouble(name, value):
        tell(wrong, *match.span())
        return None
    return Field(name, value)


def _term(match: re.Match[str], tell: _Tell, *, literal: bool) -> _Lexeme | None:
    if word := match["word"]:
        if word in _OPERATORS and not match["star"] and not literal:
            return _OPERATORS[word]
        return Word(word, bool(match["star"])) if tokens_of(word) else None
    if not match["end"]:
        tell(QueryProblem.QUOTE, *match.span())
    phrase = " ".join(match["phrase"].split())
    return Phrase(phrase, bool(match["phrase_star"])) if tokens_of(phrase) else None


def _limited(lexemes: list[_Placed], tell: _Tell) -> list[_Placed]:
    terms = 0
    for place, one in enumerate(lexemes):
        terms += not isinstance(one.lexeme, str)
        if terms > MAX_TERMS:
            tell(QueryProblem.TERMS, one.start, lexemes[-1].end)
            return lexemes[:place]
    return lexemes


def _balanced(lexemes: list[_Placed], tell: _Tell) -> list[_Placed]:
    kept: list[_Placed] = []
    opened: list[_Placed] = []
    for one in lexemes:
        if one.lexeme == "(":
            opened.append(one)
            if len(opened) > MAX_DEPTH:
                tell(QueryProblem.DEPTH, one.start, one.end)
                continue
        elif one.lexeme == ")":
            if not opened:
                tell(QueryProblem.BRACKET, one.start, one.end)
                continue
            opened.pop()
            if len(opened) >= MAX_DEPTH:
                continue
        kept.append(one)
    if opened:
        tell(QueryProblem.BRACKET, opened[-1].start, opened[-1].end)
    end = lexemes[-1].end if lexemes else 0
    return [*kept, *[_Placed(")", end, end)] * min(len(opened), MAX_DEPTH)]


class _Parser:
    """Recursive descent over balanced lexemes; what has no operand is left out."""

    def __init__(self, lexemes: list[_Placed], tell: _Tell) -> None:
        self._lexemes, self._tell = lexemes, tell
        self._at = 0

    def _next(self) -> _Lexeme | None:
        return self._lexemes[self._at].lexeme if self._at < len(self._lexemes) else None

    def any_of(self) -> Node | None:
        """Read parts with `or` between them, up to a closing bracket or the end."""
        parts = [self._all_of()]
        while self._next() == "or":
            self._at += 1
            parts.append(self._all_of())
        return joined(Or, parts)

    def _all_of(self) -> Node | None:
        parts = []
        while (lexeme := self._next()) not in (None, "or", ")"):
            if lexeme == "and":
                self._at += 1
            else:
                parts.append(self._one())
        return joined(And, parts)

    def _one(self) -> Node | None:
        negated = False
        while self._next() in ("-", "not"):
            negated = True
            self._at += 1
        lexeme = self._next()
        if lexeme in (None, "and", "or", ")"):
            return None
        self._at += 1
        node: Node | None
        if isinstance(lexeme, _Nearness):
            node = self._near(lexeme)
        elif isinstance(lexeme, str):
            node = self.any_of()
            self._at += 1
        else:
            node = lexeme
        return Not(node) if negated and node else node

    def _near(self, nearness: _Nearness) -> Node | None:
        start = self._lexemes[self._at - 1]
        parts: list[Word | Phrase] = []
        while isinstance(lexeme := self._next(), Word | Phrase):
            parts.append(lexeme)
            self._at += 1
        if len(parts) > 1:
            return Near(nearness.distance, tuple(parts))
        self._tell(QueryProblem.NEAR, start.start, start.end)
        return parts[0] if parts else None
