import re
import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from db.search import query
from db.search.query import (
    And,
    Field,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    QueryProblem,
    Word,
    parse,
    to_fts,
)
from db.search.values import NAMES

A, B, C = Word("a"), Word("b"), Word("c")

READ = [
    ("capacity building", And((Word("capacity"), Word("building")))),
    ("capacity-building", Word("capacity-building")),
    ("A/RES/70/1", Word("A/RES/70/1")),
    ('"digital divide"', Phrase("digital divide")),
    ("“digital  divide”", Phrase("digital divide")),
    ('"digital div"*', Phrase("digital div", prefix=True)),
    ("capac*", Word("capac", prefix=True)),
    ("digital -divide", And((Word("digital"), Not(Word("divide"))))),
    ("digital NOT divide", And((Word("digital"), Not(Word("divide"))))),
    ("-divide", Not(Word("divide"))),
    ("--divide", Not(Word("divide"))),
    ("not later", And((Word("not"), Word("later")))),
    ("a or b", Or((A, B))),
    ("a OR b", Or((A, B))),
    ("a and b AND c", And((A, B, C))),
    ("a b or c", Or((And((A, B)), C))),
    ("a (b or c)", And((A, Or((B, C))))),
    ("（a or b） c", And((Or((A, B)), C))),
    ("-(a or b)", Not(Or((A, B)))),
    ("-(-a)", Not(Not(A))),
    ("(a b) c", And((A, B, C))),
    ("a or (b or c)", Or((A, B, C))),
    ("a - b", And((A, B))),
    ("a — b & c", And((A, B, C))),
    ("a or", A),
    ("or a", A),
    ("a NOT", A),
    ("a () b", And((A, B))),
    ("-or", Not(Word("or"))),
    ("a -— b", And((A, B))),
    ("doc:A/RES/78/311", Field("doc", "A/RES/78/311")),
    ('speaker:"Fu Cong" a', And((Field("speaker", "Fu Cong"), A))),
    ("-Voice:quoted", Not(Field("voice", "quoted"))),
    ("lang：zh", Field("lang", "zh")),
    ("doc:A/RES/7*", Field("doc", "A/RES/7*")),
    ("near:5", Word("near:5")),
    ("http://un.org", Word("http://un.org")),
    ("a\u200f\x00b", And((A, B))),
    ("人工智能", Word("人工智能")),
]

SAID = [
    ("", None, QueryProblem.EMPTY),
    (" \n\u3000\x00\ud800", None, QueryProblem.EMPTY),
    ("— 😀 …", None, QueryProblem.NO_WORDS),
    ('""', None, QueryProblem.NO_WORDS),
    ("()", None, QueryProblem.NO_WORDS),
    ("and or NOT", None, QueryProblem.ONLY_OPERATORS),
    ("NOT", None, QueryProblem.ONLY_OPERATORS),
    ("*", None, QueryProblem.STAR),
    ("*building", Word("building"), QueryProblem.STAR),
    ('"a b', Phrase("a b"), QueryProblem.QUOTE),
    ('speaker:"a b', Field("speaker", "a b"), QueryProblem.QUOTE),
    ("(a or b", Or((A, B)), QueryProblem.BRACKET),
    ("a) b", And((A, B)), QueryProblem.BRACKET),
    ("doc:", None, QueryProblem.FIELD),
    ("doc:* a", A, QueryProblem.FIELD),
    ("-part: a", A, QueryProblem.FIELD),
]


@pytest.mark.parametrize(("typed", "node"), READ)
def test_what_is_typed_is_read_without_complaint(typed: str, node: Node) -> None:
    assert parse(typed) == query.Query(node, "")


@pytest.mark.parametrize(("typed", "node", "problem"), SAID)
def test_what_cannot_be_right_is_said_and_read_leniently(
    typed: str, node: Node | None, problem: QueryProblem
) -> None:
    assert parse(typed) == query.Query(node, problem)
    assert problem.endswith(".")


def test_too_much_is_cut_and_said() -> None:
    long = parse("word " * 20_000)
    assert long.problem == QueryProblem.LONG
    assert isinstance(long.node, And)
    assert len(long.node.parts) == query.MAX_TERMS
    many = parse(" ".join(f"w{n}" for n in range(100)))
    assert many.problem == QueryProblem.TERMS
    assert isinstance(many.node, And)
    assert many.node.parts[-1] == Word(f"w{query.MAX_TERMS - 1}")


def test_brackets_deeper_than_the_limit_are_left_out() -> None:
    deep = "-(" * 400 + "a" + ")" * 100
    found = parse(deep)
    assert found.problem == QueryProblem.DEPTH
    assert found.node is not None
    depth = 0
    node: Node = found.node
    while isinstance(node, Not):
        node, depth = node.part, depth + 1
    assert node == A
    assert depth == query.MAX_DEPTH + 1


_WORDS = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cf"], exclude_characters='"()*“”„‟«»＂（）：＊'),
    min_size=1,
    max_size=8,
).map(lambda text: "".join(text.split()))


def _is_word(text: str) -> bool:
    return (
        bool(query.tokens_of(text))
        and not text.startswith("-")
        and text not in ("and", "AND", "or", "OR", "NOT")
        and not text.lower().startswith(tuple(f"{name}:" for name in (*NAMES, "near", "w")))
    )


_ANY = ["x", "x y", "7*", "-a:b"]
_VALUES = {
    "in": ["notes", "texts"],
    "is": ["read", "orphan"],
    "color": ["green"],
    "date": ["2024", "2024-07..", "..2020-01-31", "2019..2021"],
    "added": ["7"],
    "edited": ["30"],
    "style": ["fill", "squiggle"],
    "rated": ["1", "7:1"],
    "prop": ["lapses>3", "d<=0.5", "due=-1"],
    "re": ["a.b", "(a|b)+ c"],
}
_PHRASES = _WORDS.filter(query.tokens_of)
_LEAVES = st.one_of(
    st.builds(Word, _WORDS.filter(_is_word), st.booleans()),
    st.builds(Phrase, st.lists(_PHRASES, min_size=1, max_size=3).map(" ".join), st.booleans()),
    st.sampled_from(query.FIELDS).flatmap(
        lambda name: st.builds(Field, st.just(name), st.sampled_from(_VALUES.get(name, _ANY)))
    ),
    st.builds(
        Near,
        st.integers(0, 999),
        st.lists(
            st.builds(Word, _WORDS.filter(_is_word), st.booleans()) | st.builds(Phrase, _PHRASES),
            min_size=2,
            max_size=3,
        ).map(tuple),
    ),
)


def _grown(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    def several(kind: type[And] | type[Or]) -> st.SearchStrategy[Node]:
        others = children.filter(lambda node: not isinstance(node, kind))
        return st.lists(others, min_size=2, max_size=3).map(lambda parts: kind(tuple(parts)))

    return st.one_of(several(And), several(Or), children.map(Not))


_TREES: st.SearchStrategy[Node] = st.recursive(_LEAVES, _grown, max_leaves=8)
_TYPED = st.one_of(
    st.text(max_size=60),
    st.text("ab*-\"():'“” \x00\ud800|&^~+{}[]%;NOTRD人تعاونé😀", max_size=60),
    st.lists(
        st.sampled_from(
            ["NEAR", "AND", "OR", "NOT", "or", "and", "(", ")", '"', "*", "-", "doc:", "lang:fr",
             "NEAR(a b, 5)", "a", "body:a", "A/RES/70/1", "capacity-building", "人工智能", "تعاون*",
             "'; DROP TABLE passage; --", "^a", "a + b", "{x y}: z", "\x00", "\ud83d", "😀", "٧٨"]
        ),
        max_size=20,
    ).map(" ".join),
)  # fmt: skip


@settings(max_examples=600, deadline=None)
@given(_TREES)
def test_a_tree_is_read_back_from_its_text(tree: Node) -> None:
    assert parse(query.to_text(tree)).node == tree


@settings(max_examples=3000, deadline=None)
@given(_TYPED)
@example("-" * 1200)
@example("(" * 1200)
@example('"' * 999)
@example("NOT " * 250)
@example("a or " * 200)
def test_nothing_typed_raises_and_all_of_it_can_be_looked_up(
    index: sqlite3.Connection, typed: str
) -> None:
    found = parse(typed)
    assert found.node is not None or found.problem
    if found.node is not None:
        assert parse(query.to_text(found.node)).node == found.node
        if match := to_fts(found.node):
            index.execute("SELECT rowid FROM f WHERE f MATCH ?", (match,)).fetchall()


@settings(max_examples=200, deadline=None)
@given(_TREES)
def test_any_tree_is_fts_or_not_at_all(index: sqlite3.Connection, tree: Node) -> None:
    match = to_fts(tree)
    if match:
        index.execute("SELECT rowid FROM f WHERE f MATCH ?", (match,)).fetchall()
    else:
        assert re.search(r"Not|Field", repr(tree))


FTS = [
    ("capacity-building", '"capacity building"'),
    ('"Digital Divide"*', '"digital divide"*'),
    ("Capac*", '"capac"*'),
    ("人工智能", '"人 工 智 能"'),
    ("AI能力", '"ai 能 力"'),
    ("A/RES/70/1", '("a res 70 1" OR "70 1")'),
    ('"A/RES/70/1"', '"a res 70 1"'),
    ("a b -c", '(("a" AND "b") NOT "c")'),
    ("-b a -c", '("a" NOT ("b" OR "c"))'),
    ("a or b c", '("a" OR ("b" AND "c"))'),
    ("-a", ""),
    ("a or -b", ""),
    ("a doc:x", ""),
    ('"تعاون"', '"تعاون"'),
]


@pytest.mark.parametrize(("typed", "match"), FTS)
def test_a_query_as_fts5(typed: str, match: str) -> None:
    found = parse(typed).node
    assert found is not None
    assert to_fts(found) == match


def test_an_arabic_word_is_looked_up_with_and_without_its_article() -> None:
    bare = {reading.tokens[0] for reading in query.readings(Word("تعاون"))}
    with_article = {"التعاون", "والتعاون", "بالتعاون", "للتعاون", "كالتعاون", "فالتعاون"}
    assert bare >= with_article | {"تعاون", "وتعاون", "بتعاون", "لتعاون"}
    for written in ("التعاون", "والتعاون", "بالتعاون", "للتعاون"):
        found = query.readings(Word(written))
        assert found[0].tokens == (written,)
        assert bare <= {reading.tokens[0] for reading in found}
    assert all(reading.prefix for reading in query.readings(Word("تعاون", prefix=True)))


def test_what_is_excluded_is_no_term_to_mark() -> None:
    node = parse('a -b (c or "d e") lang:fr').node
    assert node is not None
    assert [term.text for term in query.terms(node)] == ["a", "c", "d e"]


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.executescript(
        "CREATE VIRTUAL TABLE f USING fts5 (body, content='',"
        " tokenize='unicode61 remove_diacritics 2');"
        " INSERT INTO f (rowid, body) VALUES (1, 'a b');"
    )
    yield connection
    connection.close()
