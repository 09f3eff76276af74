"""Official texts that a command adds."""

import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from command_line import OP6, Resolute, add_ink

from db.library import bundled, official
from db.official import catalogue
from tests.served import Served

SIX_LANGUAGES = bundled.CHECKOUT.parent / "shared" / "corpora" / "ga-six-languages.zip"


def test_official_names_each_result_and_anchors_notes_again(
    resolute: Resolute, study: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    (note,) = resolute("notes", "add", "1/9 op1", "--quote", "ink-wells", "--json").rows
    asked: list[Any] = []

    def add_official(opened: sqlite3.Connection, *words: Any) -> list[official.ImportResult]:
        asked.extend(words[:3])
        add_ink(opened, "en", {"op1": "Ends.", "op2": "Requests “ink‑wells”:"})
        added = official.ImportResult("z.zip/a.xml", "added", "A/RES/1/9", 2)
        return [
            added,
            official.ImportResult("z.zip", "failed", "A/RES/1/2", message="It is not there."),
        ]

    monkeypatch.setattr(official, "add_official", add_official)
    words = ("official", "1/9", "1/2", "--lang", "en,fr", "--from", "z.zip")
    outcome = resolute(*words, "--json")
    assert asked == [("1/9", "1/2"), Path("z.zip"), ["en", "fr"]]
    assert outcome.code == 1
    assert outcome.rows == [
        {
            "path": "z.zip/a.xml",
            "outcome": "added",
            "document": "A/RES/1/9",
            "passages": 2,
            "message": "",
        },
        {
            "path": "z.zip",
            "outcome": "failed",
            "document": "A/RES/1/2",
            "passages": 0,
            "message": "It is not there.",
        },
    ]
    (moved,) = resolute("notes", "list", "--json").rows
    assert (moved["id"], moved["state"]) == (note["id"], "moved")
    assert moved["address"] == "A/RES/1/9 op2"
    assert "failed     A/RES/1/2  z.zip  It is not there.\n" in resolute(*words).out


def test_official_adds_a_real_text(resolute: Resolute) -> None:
    if not SIX_LANGUAGES.is_file():
        pytest.skip(f"{SIX_LANGUAGES.name} is not beside this checkout")
    words = ("official", "78/311", "--lang", "fr", "--from", str(SIX_LANGUAGES), "--json")
    first = resolute(*words)
    assert (first.code, [row["outcome"] for row in first.rows]) == (0, ["added"])
    assert [row["outcome"] for row in resolute(*words).rows] == ["unchanged"]
    rows = resolute("show", OP6, "--lang", "fr", "--json").rows
    assert [(row["edition"], row["voice"]) for row in rows] == [("official", "official")]


@pytest.fixture
def repository(monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """The repository of official texts, on this machine."""
    made = Served()
    monkeypatch.setenv(catalogue.MIRROR, made.address)
    yield made
    made.close()


def test_official_comes_over_the_network(resolute: Resolute, repository: Served) -> None:
    if not SIX_LANGUAGES.is_file():
        pytest.skip(f"{SIX_LANGUAGES.name} is not beside this checkout")
    with zipfile.ZipFile(SIX_LANGUAGES) as archive:
        name = next(n for n in archive.namelist() if n.endswith("A_RES_78_311-2412313F.xml"))
        repository.put_known("A/RES/78/311", "fr", archive.read(name))
    words = ("official", "78/311", "--lang", "fr", "--json")
    first = resolute(*words)
    assert (first.code, [row["outcome"] for row in first.rows]) == (0, ["added"])
    assert [row["outcome"] for row in resolute(*words).rows] == ["unchanged"]
    assert resolute("show", OP6, "--lang", "fr").code == 0
    missing = resolute("official", "81/5", "--json")
    assert missing.code == 1
    assert "81/5" in missing.rows[0]["document"]


def test_official_without_a_network_says_so(resolute: Resolute, repository: Served) -> None:
    repository.close()
    outcome = resolute("official", "78/311", "--lang", "en", "--json")
    assert (outcome.code, outcome.err) == (1, "")
    assert "cannot be reached" in outcome.rows[0]["message"]


def test_official_from_nowhere_fails_by_name(resolute: Resolute, tmp_path: Path) -> None:
    outcome = resolute("official", "78/311", "--from", str(tmp_path / "gone.zip"), "--json")
    assert outcome.code == 1
    assert [row["outcome"] for row in outcome.rows] == ["failed"]
    assert "gone.zip is not there" in outcome.rows[0]["message"]
    assert resolute("official", "78/311", "--from", ".", "--lang", "tlh").is_refused(2, "tlh")
