"""The command line: removed editions listed, brought back, deleted for good."""

from contextlib import closing
from pathlib import Path

import pytest
from command_line import Resolute

from db import connection
from db.models import EditionKey
from db.places import Places
from db.shelf import wastebasket

KEY = EditionKey("ferries", "import", "en")


@pytest.fixture
def removed(resolute: Resolute, home: Path, tmp_path: Path) -> Resolute:
    """A command line whose library has one text in its wastebasket."""
    file = tmp_path / "ferries.md"
    file.write_text("# Ferries\n\nThe harbour ferry leaves at noon.\n", encoding="utf-8")
    assert resolute("import", str(file)).code == 0
    with closing(connection.open_study(Places(home))) as study:
        wastebasket.remove(study, [KEY])
    return resolute


def test_an_empty_wastebasket_says_so(resolute: Resolute) -> None:
    assert resolute("wastebasket", "list").out == "The wastebasket is empty.\n"
    assert resolute("wastebasket", "empty", "--yes", "--json").rows == []


def test_without_a_yes_nothing_goes(removed: Resolute) -> None:
    said = removed("wastebasket", "empty").out
    assert "Delete the import edition of ferries in English for good, 1 paragraph?" in said
    assert "--yes" in said
    (row,) = removed("wastebasket", "list", "--json").rows
    assert (row["document"], row["edition"], row["language"]) == ("ferries", "import", "en")


def test_it_is_deleted_for_good_with_a_yes(removed: Resolute) -> None:
    (row,) = removed("wastebasket", "empty", "--yes", "--json").rows
    assert row["deleted"] is True
    assert removed("wastebasket", "list", "--json").rows == []


def test_an_edition_comes_back_by_its_id(removed: Resolute) -> None:
    (row,) = removed("wastebasket", "list", "--json").rows
    assert removed("wastebasket", "restore", row["id"]).code == 0
    assert removed("show", "ferries p1").code == 0
    assert removed("wastebasket", "empty", "x").code == 2
