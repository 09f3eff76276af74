"""Searches over the official texts in six languages, held against what must be found."""

import sqlite3
import tomllib
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from db.formats import akn
from db.library import tables
from db.search.engine import Results, search
from db.search.facets import facets, total
from db.search.narrowing import Step, narrowing

JUDGED = tomllib.loads((Path(__file__).parent / "judged_queries.toml").read_text("utf-8"))["query"]


@pytest.fixture(scope="module")
def six_languages() -> Iterator[sqlite3.Connection]:
    """The official texts alone, without the bundled library."""
    shared = Path(__file__).parents[2].parent / "shared"
    archive = shared / "corpora" / "ga-six-languages.zip"
    if not archive.is_file():
        pytest.skip("the official texts (shared/corpora/ga-six-languages.zip) are not here")
    connection = sqlite3.connect(":memory:")
    connection.executescript(tables.CONTENT_TABLES + "CREATE TABLE meta (key, value);")
    connection.execute("ATTACH ':memory:' AS library")
    for statement in tables.CONTENT_TABLES.split(";\n"):
        connection.execute(statement.replace("TABLE ", "TABLE library.", 1))
    with zipfile.ZipFile(archive) as files:
        for name in files.namelist():
            if name.endswith(".xml"):
                parsed = akn.parse(files.read(name))
                tables.add_document(connection, parsed.document)
                tables.add_edition(connection, parsed.edition)
    yield connection
    connection.close()


def test_there_are_sixty_queries_and_ten_in_each_language() -> None:
    languages = [query["language"] for query in JUDGED]
    assert len(JUDGED) >= 60
    assert {one: languages.count(one) >= 10 for one in languages} == dict.fromkeys(
        ("en", "fr", "es", "ru", "ar", "zh"), True
    )


@pytest.mark.parametrize("query", JUDGED, ids=[query["typed"] for query in JUDGED])
def test_what_must_be_found_is_among_the_first_ten(
    six_languages: sqlite3.Connection, query: dict[str, Any]
) -> None:
    hits = search(six_languages, query["typed"], limit=10, relaxed=True).hits
    found = {hit.address for hit in hits if hit.key.language == query["language"]}
    assert set(query["addresses"]) <= found


def _number(connection: sqlite3.Connection, results: Results) -> int:
    if results.total is not None or results.sought is None:
        return results.total or 0
    return total(connection, results.sought).total


@pytest.mark.parametrize("query", JUDGED, ids=[query["typed"] for query in JUDGED])
def test_what_is_counted_is_what_is_listed_and_what_narrowing_leaves(
    six_languages: sqlite3.Connection, query: dict[str, Any]
) -> None:
    ask = partial(search, six_languages, query["typed"], limit=1, relaxed=True, typing=True)
    whole = ask()
    counted = facets(six_languages, whole.sought)
    assert counted.total == _number(six_languages, whole) > 0
    for facet, values in counted.counts.items():
        for value, count in {*values[:2], *values[-2:]}:
            narrow = ask(steps=[Step(narrowing(facet, value))])
            assert _number(six_languages, narrow) == count, (facet, value)
