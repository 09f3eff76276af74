"""Notes made, listed, deleted and brought back by commands."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from command_line import OP6, Resolute

from db.notes import store


def test_a_note_is_added_and_listed(resolute: Resolute) -> None:
    words = ("--body", "Trade!\nAsk.", "--color", "green", "--tag", "trade::law", "--tag", "a")
    (made,) = resolute("notes", "add", OP6, "--quote", "Calls Upon", *words, "--json").rows
    keys = ["id", "address", "quote", "body", "color", "tags", "created", "modified", "state",
            "style", "kind", "folder", "more"]  # fmt: skip
    assert list(made) == keys
    assert {**made, "id": "", "created": "", "modified": ""} == {
        "id": "",
        "address": OP6,
        "quote": "Calls upon",
        "body": "Trade!\nAsk.",
        "color": "green",
        "tags": ["a", "trade/law"],
        "created": "",
        "modified": "",
        "state": "anchored",
        "style": "fill",
        "kind": "note",
        "folder": "",
        "more": [],
    }
    assert resolute("notes", "list", "tag:trade", "--json").rows == [made]
    assert resolute("notes", "list", "color:blue", "--json").rows == []
    assert resolute("notes", "list").out == (
        f"{OP6}  green  anchored  #a  #trade/law  {made['id']}\n"
        "    “Calls upon”\n    Trade!\n    Ask.\n"
    )


def test_a_quotation_is_found_in_points_and_other_editions(
    resolute: Resolute, study: sqlite3.Connection
) -> None:
    (point,) = resolute("notes", "add", "1/9 op1", "--quote", "GLASS", "--json").rows
    assert (point["address"], point["quote"]) == ("A/RES/1/9 op1.a", "glass")
    (folded,) = resolute("notes", "add", "1/9 op1", "--quote", '"ink-wells"', "--json").rows
    assert folded["quote"] == "“ink‑wells”"
    (french,) = resolute("notes", "add", "1/9 op1", "--quote", "encriers", "--json").rows
    assert store.get(study, french["id"]).anchor.key.language == "fr"


def test_a_note_without_quotation_stands_on_the_paragraph(resolute: Resolute) -> None:
    (made,) = resolute("notes", "add", "fu-cong", "p1", "--json").rows
    assert (made["address"], made["quote"], made["color"]) == ("fu-cong p1", "", "yellow")


@pytest.mark.parametrize(
    ("words", "code", "word"),
    [
        ((OP6, "--quote", "no such words"), 1, "“no such words” does not stand in"),
        ((OP6, "--quote", ""), 1, "does not stand in"),
        (("A/RES/78/311",), 2, "A note stands on a paragraph"),
        (("A/RES/1/1 op1",), 1, "no document"),
        (("fu-cong p99",), 1, "no paragraph"),
    ],
)
def test_a_note_that_cannot_be_leaves_nothing(
    resolute: Resolute, home: Path, words: tuple[str, ...], code: int, word: str
) -> None:
    assert resolute("notes", "add", *words).is_refused(code, word)
    assert not home.exists()


def test_a_tag_that_cannot_be_is_refused(resolute: Resolute) -> None:
    assert resolute("notes", "add", OP6, "--tag", "two words").is_refused(2, "cannot be a tag")
    assert resolute("notes", "list", "--json").rows == []
    assert resolute("notes", "list", "color:mauve").is_refused(2, "There is no color:mauve")


def test_notes_are_searched_deleted_and_restored(resolute: Any) -> None:
    made = resolute("notes", "add", OP6, "--body", "Tides", "--tag", "sea/tides", "--json").rows[0]
    found = resolute("notes", "search", "tag:sea", "or", "herring", "--json").rows
    assert [one["id"] for one in found] == [made["id"]]
    assert resolute("notes", "tags", "--json").rows == [
        {"tag": "sea", "notes": 1, "own": 0}, {"tag": "sea/tides", "notes": 1, "own": 1},
    ]  # fmt: skip
    assert resolute("notes", "tags", "--rename", "sea", "water").out.split() == [
        "1", "water", "1", "water/tides",
    ]  # fmt: skip
    assert resolute("notes", "delete", made["id"], "--json").rows[0]["id"] == made["id"]
    assert resolute("notes", "list", "--json").rows == []
    assert resolute("notes", "restore", "--json").rows[0]["id"] == made["id"]
    assert resolute("notes", "restore", made["id"], "--json").rows[0]["tags"] == ["water/tides"]
    assert resolute("notes", "list", "is:note", "--json").rows[0]["body"] == "Tides"
