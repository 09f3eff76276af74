"""Whatever is typed or pasted gets an answer or a sentence, in a moment, and nothing raises."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from time import thread_time

import pytest

from db import connection as stores
from db.models import Anchor, EditionKey
from db.notes import store
from db.places import Places
from db.search import patterns
from db.search.engine import Results, search
from db.search.facets import facets
from db.search.query import MAX_CHARACTERS, parse
from db.search.suggestions import completions, did_you_mean
from db.search.values import NAMES

KEYWORDS = (
    "AND", "OR", "NOT", "NEAR", "NEAR(", "NEAR(a b, 5)", "MATCH", "rank", "rowid", "bm25", "body:",
    "passage_fts", "^", "{a b}:", "+", "a + b", "- {x}:", "*", "**",
)  # fmt: skip
SQL = (
    "'; DROP TABLE passage; --", "\" OR 1=1 --", "x') UNION SELECT 1,2", "%", "_", ":v0", "?1",
    "\\", "';", "/*", "*/", "GLOB '*'",
)  # fmt: skip
SIGNS = (
    "\x00", "\ud800", "\udfff", "\U0001f600", "\U0001f469\u200d\U0001f467", "\U0001f1fa\U0001f1f3",
    "\u202e", "\u200f", "\u2066", "\ufeff", "\u0301", "\u0640", "\u200d", "\ufffd", "\U000e0041",
    "e" + "\u0301" * 200, "\n", "\r\n", "\t", "\u2028", "\u3000", "\xa0", "\x1b[2J", "\ufb01",
    "\uff44\uff49\uff56", "\u0667\u0668", "\u096d", "\xbd", "\u01c6", "\u0130", "\xdf",
)  # fmt: skip
BRACKETS = (
    '"', '""', "\u201c", "\u201d", "\xab", "(", ")", "()", "((", "))", '"(', ')"', "-", "--", "- ",
    "'",
)  # fmt: skip
PATTERNS = (
    "re:(a+)+$", "re:(.*)*x", "re:(a|a)*b", "re:([a-z]+)*[0-9]", r"re:(\w+\s?)*\d\d\d", "re:(",
    "re:[", "re:\\", "re:(?P<x>", "re:a{9999999}", "re:((((a{99}){99}){99}){99}){99}",
    "re:.*.*.*.*.*=", "re:(?i)", "re:^", "re:(?:(?:(?:a?){9}){9}){9}$",
)  # fmt: skip
VALUES = (
    "notes", "cards", "glossary", "texts", "due", "unread", "green", "2024-07..", "..", "0", "-1",
    "9" * 40, "lapses>3", "7:1", '"', "*", "[a-z]*", "?", "A/RES/78/311", "en", "none",
)  # fmt: skip
WORDS = (
    "the", "digital", "divide", "un*", "人工智能", "人", "التعاون", "و", "призывает", "été", "op6",
    "A/RES/70/1", "capacity-building", "near:5 ", "near:999 ", "w:", "nc:", "or", "and",
)  # fmt: skip
HUGE = (
    "a" * 100_000, '"' * 100_000, "(" * 100_000, "the " * 25_000, "-" * 100_000, "人" * 100_000,
    "\x00" * 100_000, "re:" + "(a+)+" * 20_000, "near:5 " * 15_000, "\U0001f600" * 100_000,
    "a or " * 20_000, "doc:" * 25_000, "\u0301" * 100_000, "و " * 50_000,
)  # fmt: skip

LONGEST = 4.0
"""Seconds of CPU that one query may take at most, patterns that never end included."""


@pytest.fixture(scope="module")
def desk(
    tmp_path_factory: pytest.TempPathFactory, library_file: Path
) -> Iterator[sqlite3.Connection]:
    """A reader of the bundled library, and of a file with a note."""
    places = Places(tmp_path_factory.mktemp("hostile"), library_override=library_file)
    with closing(stores.open_study(places)) as study:
        anchor = Anchor(EditionKey("A/RES/78/311", "digest", "en"), "op6")
        store.add(study, anchor, body="A note on the divide", tags=["a/b"])
        study.commit()
    with closing(stores.open_reader(places)) as reader:
        yield reader


def _queries(count: int, part: int) -> Iterator[str]:
    chance = random.Random(count + part)
    kinds = [KEYWORDS, SQL, SIGNS, BRACKETS, VALUES, WORDS]
    fields = [f"{name}:" for name in NAMES]
    for number in range(count):
        pieces = [chance.choice(chance.choice(kinds)) for _ in range(chance.randint(1, 10))]
        for _ in range(chance.randint(0, 2)):
            value = chance.choice(VALUES)
            pieces.insert(chance.randint(0, len(pieces)), chance.choice(fields) + value)
        if number % 20 == 0:
            pieces.append(chance.choice(PATTERNS))
        if number % 25 == 0:
            pieces = ["".join(chr(chance.randrange(0x110000)) for _ in range(40)), *pieces[:2]]
        yield chance.choice(["", " ", " "]).join(pieces)


def _answered(desk: sqlite3.Connection, typed: str) -> Results:
    """Search as the window does; hold the answer against what every answer is."""
    started = thread_time()
    results = search(desk, typed, limit=30, relaxed=True, typing=True)
    assert thread_time() - started < LONGEST, repr(typed[:200])
    assert results.hits or results.problem or results.total == 0, repr(typed[:200])
    for hit in results.hits:
        assert all(0 <= a < b <= len(hit.snippet) for a, b in hit.snippet_marks), repr(typed[:200])
    return results


def _all_answered(desk: sqlite3.Connection, count: int, part: int = 0) -> None:
    for number, typed in enumerate(_queries(count, part)):
        _answered(desk, typed)
        if number % 10 == 0:
            assert facets(desk, search(desk, typed).sought).total >= 0
            did_you_mean(desk, typed)
            completions(desk, typed, len(typed) // 2)
            for problem in parse(typed).problems:
                assert 0 <= problem.start <= problem.end <= len(typed)
                assert problem.sentence.endswith((".", "…"))


def test_hostile_queries_get_an_answer_or_a_sentence(desk: sqlite3.Connection) -> None:
    _all_answered(desk, 500)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(10))
def test_ten_thousand_hostile_queries_get_an_answer_or_a_sentence(
    desk: sqlite3.Connection, part: int
) -> None:
    _all_answered(desk, 1000, part)


@pytest.mark.parametrize("typed", HUGE, ids=[f"{one[:7]!a}" for one in HUGE])
def test_a_hundred_thousand_characters_are_cut_with_a_sentence(
    desk: sqlite3.Connection, typed: str
) -> None:
    results = _answered(desk, typed)
    assert f"{MAX_CHARACTERS:,} characters" in results.problem


@pytest.mark.parametrize("keyword", KEYWORDS)
def test_a_word_of_fts5_is_a_word_like_others(desk: sqlite3.Connection, keyword: str) -> None:
    for typed in (keyword, f'"{keyword}"', f"digital {keyword} divide", f"{keyword} divide"):
        _answered(desk, typed)


@pytest.mark.parametrize("typed", ["text:?", 'text:" - ', "doc:x text:-", "text:\u0301 digital"])
def test_a_field_that_asks_for_no_word_finds_nothing(desk: sqlite3.Connection, typed: str) -> None:
    assert _answered(desk, typed).hits == ()


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_without_end_is_stopped_and_said(
    desk: sqlite3.Connection, pattern: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patterns, "ALTOGETHER", 0.5)
    _answered(desk, pattern)
    _answered(desk, f"in:notes {pattern}")


def test_a_text_made_for_it_does_not_hold_a_pattern_up(desk: sqlite3.Connection) -> None:
    matcher = patterns.Matcher()
    started = thread_time()
    assert not matcher("(a|a)*b|(a+)+$", "a" * 5000 + "!")
    assert matcher.late
    assert thread_time() - started < 1.0
