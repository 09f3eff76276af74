"""Notes out and in, quotations, works and the record, as a person types them."""

import csv
import io
import json
from pathlib import Path

import pytest
from command_line import Resolute


@pytest.fixture
def noted(resolute: Resolute) -> Resolute:
    quote = "central and coordinating"
    resolute("notes", "add", "A/RES/78/311 op12", "--quote", quote, "--tag", "claims/a",
             "--body", "Why?", "--color", "green")  # fmt: skip
    resolute("notes", "add", "fu-cong p5", "--body", "=1+1")
    return resolute


def test_notes_go_out_in_each_format(noted: Resolute, tmp_path: Path) -> None:
    for form in ("markdown", "html", "docx", "csv", "jsonld"):
        path = tmp_path / f"out.{form}"
        told = noted("notes", "export", "--format", form, "--out", str(path), "--json")
        assert (told.code, told.row) == (0, {"path": str(path), "format": form, "notes": 2})
        assert path.stat().st_size > 300
    assert "> central and coordinating" in noted("notes", "export", "tag:claims").out
    rows = list(csv.DictReader(io.StringIO(noted("notes", "export", "--format", "csv").out)))
    assert [row["note"] for row in rows] == ["Why?", "'=1+1"]


def test_what_goes_out_is_chosen(noted: Resolute) -> None:
    assert "fu-cong" not in noted("notes", "export", "--document", "78/311").out
    assert "central" not in noted("notes", "export", "--color", "yellow").out
    assert "central" in noted("notes", "export", "--tag", "claims", "--since", "2020-01-01").out
    for words in (["--color", "mauve"], ["--since", "soon"], ["--format", "pdf"],
                  ["--until", "2000-01-01"], ["--format", "docx"],
                  ["--style", "apa"]):  # fmt: skip
        told = noted("notes", "export", *words)
        assert (told.code, told.out) == (2, "")
        assert "Traceback" not in told.err
        assert len(told.err) > 20


def test_a_template_of_one_s_own(noted: Resolute, tmp_path: Path) -> None:
    path = tmp_path / "template.md"
    path.write_text("* {note} ({address})\n", encoding="utf-8")
    said = noted("notes", "export", "--template", str(path), "tag:claims").out
    assert said.endswith("* Why? (A/RES/78/311 op12)\n")
    path.write_text("{nothing}", encoding="utf-8")
    told = noted("notes", "export", "--template", str(path))
    assert told.code == 2
    assert "Known fields" in told.err


def test_an_import_says_what_it_would_do_then_does_it(noted: Resolute, tmp_path: Path) -> None:
    path, other = tmp_path / "notes.jsonld", tmp_path / "other"
    noted("notes", "export", "--format", "jsonld", "--out", str(path))
    told = noted("notes", "import", str(path), "--json", at=other).row
    assert (told["new"], told["added"], told["duplicates"]) == (2, 0, 0)
    assert noted("notes", "list", at=other).out == ""
    assert noted("notes", "import", str(path), "--yes", at=other).out == "2 notes were added.\n"
    assert noted("notes", "import", str(path), "--json", at=other).row["duplicates"] == 2
    undone = noted("notes", "undo", "--json", at=other).row
    assert undone == {"undone": "add", "notes": 2}
    assert noted("notes", "list", at=other).out == ""
    assert "nothing to undo" in noted("notes", "undo", at=other).out


def test_a_file_that_holds_no_notes_gets_a_sentence(resolute: Resolute, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text("{}", encoding="utf-8")
    for file in (path, tmp_path / "none.json", tmp_path):
        told = resolute("notes", "import", str(file), "--yes")
        assert (told.code, told.out) == (1, "")
        assert "Traceback" not in told.err
    assert not (tmp_path / "home").exists()


def test_quotations_and_works(noted: Resolute, tmp_path: Path) -> None:
    said = noted("notes", "quote", "--with-notes", "tag:claims").out
    assert said.startswith("central and coordinating (study digest of A/RES/78/311, para. 12)\nWhy")
    listed = noted("notes", "works", "--style", "oscola").out.splitlines()
    assert len(listed) == 2
    path = tmp_path / "works.json"
    told = noted("notes", "works", "--style", "csl-json", "--out", str(path), "--json").row
    assert told["works"] == 2
    assert [one["id"] for one in json.loads(path.read_text())] == ["A/RES/78/311", "fu-cong"]


def test_the_record_is_a_table(noted: Resolute, tmp_path: Path) -> None:
    path = tmp_path / "record.csv"
    assert noted("record", "--out", str(path), "--json").row == {"path": str(path), "rows": 2}
    rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert [(r["document"], r["paragraph"], r["what"]) for r in rows] == [
        ("A/RES/78/311", "op12", "noted"), ("fu-cong", "p5", "noted"),
    ]  # fmt: skip
    assert noted("record", "--document", "fu-cong").out.count("\n") == 1
    assert noted("record", "--since", "2999-01-01", "--json").out.strip() == "[]"
