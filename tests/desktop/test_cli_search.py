"""Searches as a person types them, and those kept under a name."""

import sqlite3

import pytest
from command_line import OP6, Outcome, Resolute

from db.search import saved


def test_search_prints_hits(resolute: Resolute) -> None:
    rows = resolute("search", "business", "environment", "--limit", "3", "--json").rows
    assert 1 <= len(rows) <= 3
    for row in rows:
        keys = ["address", "document", "edition", "language", "label", "snippet", "score"]
        assert list(row) == keys
        assert row["address"] == f"{row['document']} {row['label']}"
    assert OP6 in [row["address"] for row in rows]
    lines = resolute("search", "business environment", "--limit", "3").out.splitlines()
    assert len(lines) == len(rows)
    assert lines[0].startswith(f"{rows[0]['address']} (digest en)  ")


def test_search_counts_by_facets(resolute: Resolute) -> None:
    rows = resolute("search", "voice:quoted", "--facets", "--json").rows
    voices = [row for row in rows if row["facet"] == "voice"]
    assert [row["value"] for row in voices] == ["quoted"]
    documents = [row["count"] for row in rows if row["facet"] == "document"]
    assert sum(documents) == voices[0]["count"] > 1
    assert documents == sorted(documents, reverse=True)
    lines = resolute("search", "voice:quoted", "--facets").out.splitlines()
    assert len(lines) == len(rows)
    assert lines[0].split()[0] == "document"
    assert resolute("search", "zzqqxx", "--facets", "--json") == Outcome(0, "[]\n", "")


def test_search_exact_takes_no_other_forms(resolute: Resolute) -> None:
    formed = resolute("search", "deciding", "--json").rows
    assert formed
    assert resolute("search", "deciding", "--exact", "--json").rows == []
    every = resolute("search", "bridge", "--exact", "--json").rows
    assert all("bridge" in row["snippet"].casefold() for row in every)


@pytest.mark.parametrize("options", [(), ("--facets",)])
def test_a_damaged_index_is_mended_and_the_search_answered(
    resolute: Resolute, study: sqlite3.Connection, options: tuple[str, ...]
) -> None:
    with study:
        study.execute("UPDATE main.passage_fts_data SET block = zeroblob(8)")
    study.close()
    outcome = resolute("search", "glass", *options, "--json")
    assert outcome.code == 0
    assert outcome.rows
    assert "anew" in outcome.err
    assert resolute("search", "glass", *options, "--json").err == ""


def test_finding_nothing_is_no_error(resolute: Resolute) -> None:
    assert resolute("search", "zzqqxx") == Outcome(0, "", "")
    assert resolute("search", "zzqqxx", "--json") == Outcome(0, "[]\n", "")
    assert resolute("search", "\udcff doc:\udc80") == Outcome(0, "", "")


@pytest.mark.parametrize("query", [(), ("",), ("  ",), ("…",), ("or",)])
def test_a_query_without_words_is_refused(resolute: Resolute, query: tuple[str, ...]) -> None:
    assert resolute("search", *query).is_refused(2)


def test_a_query_with_a_slip_is_answered_and_told(resolute: Resolute) -> None:
    outcome = resolute("search", '"business environment', "--json")
    assert outcome.rows
    assert outcome.code == 0
    assert "not closed" in outcome.err


# saved searches -----------------------------------------------------------------------------


def test_a_search_is_saved_listed_and_run_by_its_name(resolute: Resolute) -> None:
    (kept,) = resolute("searches", "save", "The divide", '"digital', 'divide"', "--json").rows
    assert list(kept) == ["id", "name", "query"]
    assert (kept["name"], kept["query"]) == ("The divide", '"digital divide"')
    assert resolute("searches", "list", "--json").rows == [kept]
    assert resolute("searches", "list").out == f"The divide  {kept['id']}\n    {kept['query']}\n"
    for words in (("--limit", "2", "--json"), ("--facets",), ("--exact",)):
        searched = resolute("search", '"digital divide"', *words)
        assert searched.out.strip()
        assert resolute("searches", "run", "the", "Divide", *words) == searched
        assert resolute("searches", "run", kept["id"], *words) == searched


def test_a_search_is_removed_and_restored(resolute: Resolute) -> None:
    kept = resolute("searches", "save", "divide", "--json", "--", "-risks").row
    assert kept["query"] == "-risks"
    assert resolute("searches", "restore").out == "No search was removed.\n"
    assert resolute("searches", "remove", "DIVIDE", "--json").rows == [kept]
    assert resolute("searches", "list", "--json").rows == []
    assert "searches save" in resolute("searches", "list").out
    assert resolute("searches", "run", "divide").is_refused(1, "called “divide”")
    assert resolute("searches", "restore", "--json").rows == [kept]
    assert resolute("searches", "restore", kept["id"], "--json").rows == [kept]
    assert resolute("searches", "list", "--json").rows == [kept]


def test_two_searches_of_one_name_are_told_apart(
    resolute: Resolute, study: sqlite3.Connection
) -> None:
    first = resolute("searches", "save", "ink", "glass", "--json").row
    assert resolute("searches", "save", "Ink", "wells").is_refused(2, "already")
    second = saved.save(study, "INK", "wells")
    assert resolute("searches", "remove", "ink").is_refused(2, first["id"], second.id)
    assert resolute("searches", "remove", second.id).code == 0
    assert resolute("searches", "run", "ink").out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("remove", "nothing"), 1, "No saved search is called “nothing”"),
        (("restore", "nothing"), 1, "no removed search “nothing”"),
        (("save", "a name", "or"), 2, "or"),
        (("save", "  ", "women"), 2, "needs a name"),
        (("save", "a name"), 2, "QUERY"),
        (("run",), 2, "NAME"),
    ],
)
def test_what_cannot_be_done_with_searches_gets_a_sentence(
    resolute: Resolute, words: tuple[str, ...], code: int, said: str
) -> None:
    assert resolute("searches", *words).is_refused(code, said)
    assert resolute("searches", "list", "--json").rows == []
