"""Questions out and in, as a person types it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.__main__ import main

Say = Callable[..., tuple[int, str, str]]


@pytest.fixture
def say(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Say:
    def run(*words: str) -> tuple[int, str, str]:
        code = main(["--data-dir", str(tmp_path / "home"), "quiz", *words])
        return (code, *capsys.readouterr())

    return run


def row(told: tuple[int, str, str]) -> dict[str, Any]:
    assert told[0] == 0, told[2]
    (found,) = json.loads(told[1])
    made: dict[str, Any] = found
    return made


@pytest.mark.parametrize("form", ["anki", "anki-text", "gift", "moodle", "csv", "paper"])
def test_the_bank_goes_out_in_each_format_and_is_known_again(
    say: Say, tmp_path: Path, form: str
) -> None:
    path = tmp_path / "out"
    told = row(say("export", "--format", form, "--document", "78/311", "--out", str(path),
                   "--json"))  # fmt: skip
    assert told["questions"] > 10
    if form != "paper":
        found = row(say("import", str(path), "--json"))
        assert (found["new"], found["left_out"]) == (0, [])
        assert found["duplicates"] >= told["questions"]


def test_text_is_printed_and_a_package_wants_a_file(say: Say) -> None:
    code, out, _ = say("export", "--format", "gift", "--kind", "cloze", "--topic", "nothing")
    assert code == 2
    code, out, _ = say("export", "--format", "gift", "--kind", "true-false")
    assert (code, out.startswith("$CATEGORY: Resolute/")) == (0, True)
    assert "--out FILE" in say("export", "--format", "anki")[2]
    assert "Widen it" in say("export", "--from", "own")[2]


def test_a_file_is_looked_at_then_taken_then_taken_back(say: Say, tmp_path: Path) -> None:
    path = tmp_path / "a.gift"
    path.write_text("Who? {=Me ~You}\n\nBroken {\n", encoding="utf-8")
    told = row(say("import", str(path), "--json"))
    assert (told["new"], told["added"], told["kinds"]) == (1, 0, {"multiple-choice": 1})
    assert told["left_out"] == [{
        "where": "line 3", "words": "Broken {",
        "why": "A brace is not closed. Write } behind the answers.",
    }]  # fmt: skip
    said = say("import", str(path), "--yes")[1]
    assert said.startswith("1 question was added; 1 left out.\nline 3: A brace is not closed.")
    assert row(say("import", str(path), "--json"))["duplicates"] == 1
    assert say("undo")[1] == "Undone.\n"
    assert say("undo")[1] == "There is nothing to undo.\n"
    assert row(say("import", str(path), "--json"))["new"] == 1


def test_columns_are_named(say: Say, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Berlin;x;Hauptstadt?\n", encoding="utf-8")
    told = row(say("import", str(path), "--columns", "right,,question", "--json"))
    assert told["kinds"] == {"flashcard": 1}
    code, _, err = say("import", str(path), "--columns", "riddle")
    assert (code, "cannot hold “riddle”" in err) == (2, True)


def test_a_file_that_is_none_gets_a_sentence(say: Say, tmp_path: Path) -> None:
    path = tmp_path / "a.apkg"
    path.write_bytes(b"PK\x03\x04 broken")
    code, _, err = say("import", str(path), "--yes")
    assert (code, "Export it once more" in err) == (1, True)
