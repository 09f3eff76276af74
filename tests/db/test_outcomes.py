"""The table of an import's outcomes: read back by the standard reader, harmless in spreadsheets."""

import csv
from pathlib import Path

import pytest

from db.library import outcomes
from db.library.reference import ImportResult

RESULTS = [
    ImportResult("/files/a, b.txt", "added", "a-b", 12),
    ImportResult("=HYPERLINK(x).txt", "failed", message='It "is" empty.\nTruly.'),
    ImportResult("-1+2.pdf", "skipped", message="@home"),
    ImportResult("世界.html", "unchanged", "世界", 3, "It is in the library already."),
]


def test_a_table_is_read_back(tmp_path: Path) -> None:
    outcomes.save(RESULTS, tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == list(outcomes.HEADINGS)
    assert rows[1] == ["/files/a, b.txt", "added", "a-b", "12", ""]
    assert rows[4][0] == "世界.html"
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]


def test_no_cell_is_a_formula() -> None:
    rows = list(csv.reader(outcomes.as_csv(RESULTS).splitlines(keepends=True)))
    assert rows[2][0] == "'=HYPERLINK(x).txt"
    assert (rows[3][0], rows[3][4]) == ("'-1+2.pdf", "'@home")
    assert not any(cell[:1] in set("=+-@\t\r") for row in rows for cell in row if cell)


def test_what_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(OSError, match="taken"):
        outcomes.save(RESULTS, tmp_path / "taken")
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]
