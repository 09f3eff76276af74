"""How good the order of the hits is: nDCG@10 over the judged searches, beside bm25 alone."""

import tomllib
from collections.abc import Callable
from contextlib import closing
from math import log2
from pathlib import Path
from statistics import mean

from beside import Benchmark

from db import connection
from db.places import Places
from db.search.engine import search
from db.search.query import parse, to_fts

JUDGED = Path(__file__).parents[1] / "db" / "judged_queries.toml"
_BM25 = (
    "SELECT e.document || ' ' || p.label FROM main.passage_fts f"
    " JOIN main.passage p ON p.id = f.rowid JOIN main.edition e ON e.id = p.edition"
    " WHERE passage_fts MATCH ? ORDER BY rank LIMIT 10"
)


def ndcg(found: list[str], wanted: list[str]) -> float:
    """Return the gain of the wanted among the first ten, the ideal order being 1."""
    gain = sum(
        1 / log2(place + 1)
        for place, address in enumerate(dict.fromkeys(found[:10]), start=1)
        if address in wanted
    )
    return gain / sum(1 / log2(place + 1) for place in range(1, len(wanted) + 1))


def test_ndcg_of_the_judged_searches(measured: Benchmark, six_languages: Places) -> None:
    queries = tomllib.loads(JUDGED.read_text("utf-8"))["query"]
    with closing(connection.open_reader(six_languages)) as opened:

        def ours(typed: str) -> list[str]:
            return [hit.address for hit in search(opened, typed, limit=10, relaxed=True).hits]

        def bare(typed: str) -> list[str]:
            node = parse(typed).node
            return [row[0] for row in opened.execute(_BM25, (to_fts(node) if node else "",))]

        def score(find: Callable[[str], list[str]]) -> float:
            return mean(ndcg(find(one["typed"]), one["addresses"]) for one in queries)

        found = measured.once(lambda: score(ours))
        measured.tell(ours=round(found, 3), bm25=round(score(bare), 3))
    assert found > 0.8
