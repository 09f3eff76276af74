"""From what a person types to a tree, and from the tree to FTS5 that cannot go wrong.

The grammar is Anki's where it has one: words side by side are all wanted, `a or b`, `-word` or
`NOT word`, brackets, `"exact words"`, `capac*`, `field:value`. `and` binds tighter than `or`.
Nothing typed raises: what cannot be right is read leniently and said in a sentence.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from db import text as texts

FIELDS = ("doc", "part", "voice", "lang", "verb", "speaker", "kind")
"""Names that stand before a colon; any other name is an ordinary word."""

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
    DEPTH = f"Brackets go at most {MAX_DEPTH} deep; the inner ones were left out."


@dataclass(frozen=True, slots=True)
class Word:
    """A word as typed; several tokens (`capacity-building`) stand for a phrase of them."""

    text: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in quotation marks, in this order and form; with `prefix` the last one may go on."""

    text: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class And:
    """All of two or more parts."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of two or more parts."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Everything that `part` does not find."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class Field:
    """A filter on what a passage is; a value may end in `*`."""

    name: str
    value: str


Node = Word | Phrase | And | Or | Not | Field


@dataclass(frozen=True, slots=True)
class Query:
    """A query as it was read, None where nothing is to be found, and the first thing wrong."""

    node: Node | None
    problem: str = ""


class Reading(NamedTuple):
    """One way a term may stand in an indexed text: tokens in a row, the last one a prefix."""

    tokens: tuple[str, ...]
    prefix: bool


_DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
_TYPED = str.maketrans("“”„‟«»＂（）：＊", '"""""""():*', _DIRECTIONS)
_UNTYPED = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_LEXEME = re.compile(
    rf"""\s+
    |(?P<bracket>[()])
    |(?P<field>{"|".join(FIELDS)}):(?:"(?P<quoted>[^"]*)(?P<field_end>"?)|(?P<value>[^\s"()]*))
    |"(?P<phrase>[^"]*)(?P<end>"?)(?P<phrase_star>\**)
    |(?P<exclude>-+(?=[^\s)\-]))
    |(?P<word>[^\s"()*]+)(?P<star>\**)
    |(?P<stray>\*+)""",
    re.VERBOSE | re.IGNORECASE,
)
_OPERATORS = {"and": "and", "AND": "and", "or": "or", "OR": "or", "NOT": "not"}

_Lexeme = str | Word | Phrase | Field


def cleaned(text: str) -> str:
    """Return what was typed with plain quotation marks and brackets, and nothing unprintable."""
    return _UNTYPED.sub(" ", text.translate(_TYPED))


def parse(text: str) -> Query:
    """Read what was typed; never raises."""
    problems: list[QueryProblem] = []
    if len(text) > MAX_CHARACTERS:
        problems.append(QueryProblem.LONG)
        text = text[:MAX_CHARACTERS]
    text = cleaned(text)
    if not text.strip():
        return Query(None, QueryProblem.EMPTY)
    lexemes = _balanced(_limited(list(_lexemes(text, problems.append)), problems), problems)
    node = _Parser(lexemes).any_of()
    if node is None:
        operators = any(lexeme in ("and", "or", "not") for lexeme in lexemes)
        problems.append(QueryProblem.ONLY_OPERATORS if operators else QueryProblem.NO_WORDS)
    return Query(node, problems[0] if problems else "")


def _lexemes(text: str, problem: Callable[[QueryProblem], None]) -> Iterator[_Lexeme]:
    excluded = False
    for match in _LEXEME.finditer(text):
        lexeme: _Lexeme | None = match["bracket"]
        if match["exclude"]:
            excluded = True
            continue
        if match["field"]:
            lexeme = _field(match, problem)
        elif match["word"] or match["phrase"] is not None:
            lexeme = _term(match, problem, literal=excluded)
        elif match["stray"]:
            problem(QueryProblem.STAR)
        if lexeme is not None:
            yield from ("-", lexeme) if excluded else (lexeme,)
        excluded = False


def _field(match: re.Match[str], problem: Callable[[QueryProblem], None]) -> Field | None:
    if match["quoted"] is not None and not match["field_end"]:
        problem(QueryProblem.QUOTE)
    value = " ".join((match["quoted"] or match["value"] or "").split())
    if value.strip("*"):
        return Field(match["field"].lower(), value)
    problem(QueryProblem.FIELD)
    return None


def _term(
    match: re.Match[str], problem: Callable[[QueryProblem], None], *, literal: bool
) -> _Lexeme | None:
    if word := match["word"]:
        if word in _OPERATORS and not match["star"] and not literal:
            return _OPERATORS[word]
        return Word(word, bool(match["star"])) if _tokens(word) else None
    if not match["end"]:
        problem(QueryProblem.QUOTE)
    phrase = " ".join(match["phrase"].split())
    return Phrase(phrase, bool(match["phrase_star"])) if _tokens(phrase) else None


def _limited(lexemes: list[_Lexeme], problems: list[QueryProblem]) -> list[_Lexeme]:
    kept: list[_Lexeme] = []
    terms = 0
    for lexeme in lexemes:
        terms += not isinstance(lexeme, str)
        if terms > MAX_TERMS:
            problems.append(QueryProblem.TERMS)
            break
        kept.append(lexeme)
    return kept


def _balanced(lexemes: list[_Lexeme], problems: list[QueryProblem]) -> list[_Lexeme]:
    kept: list[_Lexeme] = []
    depth = 0
    for lexeme in lexemes:
        if lexeme == "(":
            depth += 1
            if depth > MAX_DEPTH:
                problems.append(QueryProblem.DEPTH)
                continue
        elif lexeme == ")":
            depth -= 1
            if depth < 0:
                problems.append(QueryProblem.BRACKET)
                depth = 0
                continue
            if depth >= MAX_DEPTH:
                continue
        kept.append(lexeme)
    if depth:
        problems.append(QueryProblem.BRACKET)
    return [*kept, *[")"] * min(depth, MAX_DEPTH)]


class _Parser:
    """Recursive descent over balanced lexemes; what has no operand is left out."""

    def __init__(self, lexemes: list[_Lexeme]) -> None:
        self._lexemes = lexemes
        self._at = 0

    def _next(self) -> _Lexeme | None:
        return self._lexemes[self._at] if self._at < len(self._lexemes) else None

    def any_of(self) -> Node | None:
        parts = [self._all_of()]
        while self._next() == "or":
            self._at += 1
            parts.append(self._all_of())
        return _joined(Or, parts)

    def _all_of(self) -> Node | None:
        parts = []
        while (lexeme := self._next()) not in (None, "or", ")"):
            if lexeme == "and":
                self._at += 1
            else:
                parts.append(self._one())
        return _joined(And, parts)

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
        if isinstance(lexeme, str):
            node = self.any_of()
            self._at += 1
        else:
            node = lexeme
        return Not(node) if negated and node else node


def _joined(kind: type[And] | type[Or], parts: list[Node | None]) -> Node | None:
    flat: list[Node] = []
    for part in parts:
        if isinstance(part, kind):
            flat.extend(part.parts)
        elif part is not None:
            flat.append(part)
    if len(flat) < 2:
        return flat[0] if flat else None
    return kind(tuple(flat))


def to_text(node: Node) -> str:
    """Write a tree as a person would type it; `parse` reads the same tree from it."""
    match node:
        case Word(text, prefix):
            return text + "*" * prefix
        case Phrase(text, prefix):
            return f'"{text}"' + "*" * prefix
        case Field(name, value):
            return f'{name}:"{value}"' if re.search(r"[\s()]", value) else f"{name}:{value}"
        case Not(part):
            return f"-{_bracketed(part, And, Or, Not)}"
        case And(parts):
            return " ".join(_bracketed(part, Or) for part in parts)
        case Or(parts):
            return " or ".join(map(to_text, parts))


def _bracketed(node: Node, *kinds: type[Node]) -> str:
    return f"({to_text(node)})" if isinstance(node, kinds) else to_text(node)


_ARTICLES = ("ال", "وال", "بال", "لل")
_ARABIC = re.compile("[\u0621-\u064a]+")
_SYMBOL = re.compile(r"a/res/(\d+/\d+.*)", re.IGNORECASE | re.DOTALL)


def _tokens(text: str) -> tuple[str, ...]:
    return tuple(token for token, _, _ in texts.tokens(texts.fold(text)))


@lru_cache(maxsize=256)
def readings(term: Word | Phrase) -> tuple[Reading, ...]:
    """Return the forms in which a term may stand in a text, the typed one first.

    A phrase is exact. An Arabic word is looked up with and without its article, a symbol
    (`A/RES/70/1`) also as texts cite it (`resolution 70/1`).
    """
    tokens = _tokens(term.text)
    forms = [tokens]
    if isinstance(term, Word):
        if len(tokens) == 1 and _ARABIC.fullmatch(tokens[0]):
            forms += [(form,) for form in _with_articles(tokens[0])]
        if symbol := _SYMBOL.fullmatch(term.text):
            forms.append(_tokens(symbol[1]))
    return tuple(Reading(form, term.prefix) for form in dict.fromkeys(forms) if form)


def _with_articles(word: str) -> list[str]:
    stems = [word]
    for article in _ARTICLES:
        bare = word.removeprefix(article)
        if bare != word and len(bare) >= 3:
            stems.append(bare)
    return stems + [article + stem for stem in stems for article in _ARTICLES]


def terms(node: Node) -> Iterator[Word | Phrase]:
    """Go through the words and phrases a tree wants found, leaving out what it excludes."""
    match node:
        case Word() | Phrase():
            yield node
        case And(parts) | Or(parts):
            for part in parts:
                yield from terms(part)


def to_fts(node: Node) -> str:
    """Write a tree as an FTS5 query; empty where FTS5 cannot say it (fields, a lone exclusion).

    Every token is folded, in double quotes and nothing but letters and digits.
    """
    match node:
        case Word() | Phrase():
            return _grouped(" OR ", [_quoted(reading) for reading in readings(node)])
        case Or(parts):
            written = [to_fts(part) for part in parts]
            return _grouped(" OR ", written) if all(written) else ""
        case And(parts):
            wanted = [to_fts(part) for part in parts if not isinstance(part, Not)]
            unwanted = [to_fts(part.part) for part in parts if isinstance(part, Not)]
            if not wanted or not all(wanted) or not all(unwanted):
                return ""
            found = _grouped(" AND ", wanted)
            return f"({found} NOT {_grouped(' OR ', unwanted)})" if unwanted else found
        case _:
            return ""


def _quoted(reading: Reading) -> str:
    return f'"{" ".join(reading.tokens)}"' + "*" * reading.prefix


def _grouped(operator: str, parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"({operator.join(parts)})"
