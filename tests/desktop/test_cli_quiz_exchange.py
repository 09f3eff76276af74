"""Questions out and in, as a person types it."""

from functools import partial
from pathlib import Path

import pytest
from command_line import Resolute


@pytest.fixture
def quiz(resolute: Resolute) -> Resolute:
    return partial(resolute, "quiz")


@pytest.mark.parametrize("form", ["anki", "anki-text", "gift", "moodle", "csv", "paper"])
def test_the_bank_goes_out_in_each_format_and_is_known_again(
    quiz: Resolute, tmp_path: Path, form: str
) -> None:
    path = tmp_path / "out"
    words = ("export", "--format", form, "--document", "78/311", "--out", str(path), "--json")
    told = quiz(*words).row
    assert told["questions"] > 10
    if form != "paper":
        found = quiz("import", str(path), "--json").row
        assert (found["new"], found["left_out"]) == (0, [])
        assert found["duplicates"] >= told["questions"]


def test_text_is_printed_and_a_package_wants_a_file(quiz: Resolute) -> None:
    code, out, _ = quiz("export", "--format", "gift", "--kind", "cloze", "--topic", "nothing")
    assert code == 2
    code, out, _ = quiz("export", "--format", "gift", "--kind", "true-false")
    assert (code, out.startswith("$CATEGORY: Resolute/")) == (0, True)
    assert "--out FILE" in quiz("export", "--format", "anki").err
    assert "Widen it" in quiz("export", "--from", "own").err


def test_a_file_is_looked_at_then_taken_then_taken_back(quiz: Resolute, tmp_path: Path) -> None:
    path = tmp_path / "a.gift"
    path.write_text("Who? {=Me ~You}\n\nBroken {\n", encoding="utf-8")
    told = quiz("import", str(path), "--json").row
    assert (told["new"], told["added"], told["kinds"]) == (1, 0, {"multiple-choice": 1})
    assert told["left_out"] == [{
        "where": "line 3", "words": "Broken {",
        "why": "A brace is not closed. Write } behind the answers.",
    }]  # fmt: skip
    said = quiz("import", str(path), "--yes").out
    assert said.startswith("1 question was added; 1 left out.\nline 3: A brace is not closed.")
    assert quiz("import", str(path), "--json").row["duplicates"] == 1
    assert quiz("undo").out == "Undone.\n"
    assert quiz("undo").out == "There is nothing to undo.\n"
    assert quiz("import", str(path), "--json").row["new"] == 1


def test_columns_are_named(quiz: Resolute, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Berlin;x;Hauptstadt?\n", encoding="utf-8")
    told = quiz("import", str(path), "--columns", "right,,question", "--json").row
    assert told["kinds"] == {"flashcard": 1}
    code, _, err = quiz("import", str(path), "--columns", "riddle")
    assert (code, "cannot hold “riddle”" in err) == (2, True)


def test_a_file_that_is_none_gets_a_sentence(quiz: Resolute, tmp_path: Path) -> None:
    path = tmp_path / "a.apkg"
    path.write_bytes(b"PK\x03\x04 broken")
    code, _, err = quiz("import", str(path), "--yes")
    assert (code, "Export it once more" in err) == (1, True)
