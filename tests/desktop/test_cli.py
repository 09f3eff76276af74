"""The command line itself, and the commands that have no page of their own."""

import sqlite3
from pathlib import Path

import pytest
from command_line import OP6, Resolute

from desktop.__main__ import COMMANDS, main
from desktop.cli import resolute as group


def test_the_entry_point_knows_every_command() -> None:
    assert set(group.commands) == COMMANDS


@pytest.mark.parametrize(
    "words",
    [
        ("show",),
        ("show", OP6, "--edition", "first"),
        ("search", "ink", "--limit", "0"),
        ("search", "ink", "--limit", "many"),
        ("notes",),
        ("notes", "add", OP6, "--color", "mauve"),
        ("notes", "burn"),
        ("official",),
        ("official", "--from", "."),
        ("library", "--xml"),
        ("library", "extra"),
        ("--xml", "library"),
    ],
)
def test_a_call_that_makes_no_sense_is_a_usage_error(
    resolute: Resolute, words: tuple[str, ...]
) -> None:
    outcome = resolute(*words)
    assert outcome.code == 2
    assert "Usage: resolute" in outcome.out + outcome.err


def test_the_data_folder_is_said_before_a_command_or_behind_it(
    resolute: Resolute, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    there = str(tmp_path / "there")
    assert main(["notes", "add", OP6, "--data-dir", there]) == 0
    assert main(["notes", "--data-dir", there, "list", "--json"]) == 0
    assert OP6 in capsys.readouterr().out
    assert resolute("notes", "list", "--json").rows == []
    assert resolute("notes", "list", "--json", f"--data-dir={there}").rows != []


def test_help_and_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    told = capsys.readouterr().out
    assert all(f"\n  {name} " in told for name in COMMANDS)
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("resolute 0.")


def test_doctor_reports_and_ends_by_what_it_found(
    resolute: Resolute, study: sqlite3.Connection
) -> None:
    rows = resolute("doctor", "--json").rows
    assert [list(row) for row in rows] == [["what", "state", "sentence"]] * 4
    assert [row["what"] for row in rows] == ["library", "study", "index", "notes"]
    with study:
        study.execute("DELETE FROM passage_fts_docsize")
    repaired = resolute("doctor")
    assert repaired.code == 0
    assert "repaired  index: " in repaired.out
    with study:
        study.execute("PRAGMA user_version = 999")
    broken = resolute("doctor")
    assert (broken.code, broken.err) == (3, "")
    assert "broken    study: " in broken.out


def test_quiz_lists_the_bank(resolute: Resolute) -> None:
    rows = resolute("quiz", "list", "--json").rows
    keys = ["id", "kind", "prompt", "document", "evidence", "topics", "difficulty"]
    assert rows
    assert all(list(row) == keys for row in rows)
    assert all(row["evidence"][0].startswith(row["document"]) for row in rows)
    decided = resolute("quiz", "list", "--document", "78/311", "--json").rows
    assert decided == [row for row in rows if row["document"] == "A/RES/78/311"]
    topic = rows[0]["topics"][0]
    found = resolute("quiz", "list", "--topic", topic.upper(), "--json").rows
    assert found == [row for row in rows if topic in row["topics"]]
    assert resolute("quiz", "list", "--document", "A/RES/1/1", "--json").out == "[]\n"
    assert rows[0]["prompt"] in resolute("quiz", "list").out
