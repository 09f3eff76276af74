"""Links in the Markdown of notes, the words of it, and which notes link where."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from tides import TIDES, Desk, mark

from db.models import NOWHERE
from db.notes import backlinks, markup, store


@pytest.fixture
def study(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    made = Desk(tmp_path)
    yield made.connection
    made.restart()


@pytest.mark.parametrize(
    ("body", "links"),
    [
        ("see [[A/RES/78/311 op6]].", [("A/RES/78/311 op6", "A/RES/78/311", "op6", "")]),
        ("[[A/RES/78/311]]", [("A/RES/78/311", "A/RES/78/311", "", "")]),
        ("[[op6|there]]", [("there", "A/RES/1/1", "op6", "")]),
        ("[[note:1a2b3c4d|That one]]", [("That one", "", "", "1a2b3c4d")]),
        ("[[note:zzz]]", [("note:zzz", "", "", "")]),
        ("`[[op6]]` and ``[[op7]] ` ``", []),
        ("```\n[[op6]]\n```\n[[op7]]", [("op7", "A/RES/1/1", "op7", "")]),
        ("[[]] [[a\nb]] [[x", []),
        ("[[|words]]", []),
    ],
)
def test_links_are_found(body: str, links: list[tuple[str, str, str, str]]) -> None:
    found = markup.found(body, "A/RES/1/1")
    assert [(one.words, one.document, one.label, one.note) for one in found] == links


def test_links_become_those_of_commonmark() -> None:
    body = "a [[A/RES/78/311 op6|the *aim*]] b [[note:1a2b3c4d]] c [[note:!]]"
    assert markup.to_markdown(body) == (
        "a [the \\*aim\\*](<resolute:A/RES/78/311#op6>) b [note:1a2b3c4d](<note:1a2b3c4d>) "
        "c [[note:!]]"
    )


def test_a_link_is_read_as_it_was_written() -> None:
    written = markup.write_link("note:1a2b3c4d", "a ]] b | [[c")
    (link,) = markup.found(written)
    assert (link.note, link.words) == ("1a2b3c4d", "a b c")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("# Head\n\n**bold** and *it* `code`", "Head\n\nbold and it code"),
        ("> said [[op6|there]] [x](https://a.b)", "said there x"),
        ("2 * 3 * 4 and snake_case", "2 * 3 * 4 and snake_case"),
        ("<b>raw</b>", "<b>raw</b>"),
    ],
)
def test_the_plain_words(body: str, words: str) -> None:
    assert markup.plain(body) == words


def test_a_title_is_the_first_line_of_words() -> None:
    assert markup.title("\n\n## On *tides*\nmore") == "On tides"
    assert markup.title("x" * 100) == "x" * 59 + "…"
    assert markup.title(" \n") == ""


def test_a_megabyte_of_brackets_takes_no_time() -> None:
    assert markup.found("[[" * 300_000) == []
    assert markup.found("`" * 5000 + "[[op6]]") is not None


def test_backlinks(study: sqlite3.Connection) -> None:
    aim = store.add(study, mark(TIDES, "op2", "beacons"), body="Beacons")
    free = store.add(study, NOWHERE, body=f"see [[note:{aim.id[:8]}|Beacons]]")
    place = store.add(study, mark(TIDES, "op1"), body="compare [[op2]]")
    store.add(study, mark(TIDES, "op1"), body="no [[op10]] link; `[[op2]]`")
    assert {note.id for note in backlinks.to_note(study, aim)} == {free.id, place.id}
    assert backlinks.to_note(study, place) == []
    cycle = store.update(study, aim.id, body=f"[[note:{free.id[:8]}]]")
    assert [note.id for note in backlinks.to_note(study, free)] == [cycle.id]
    assert backlinks.find_note(study, aim.id[:8]) == cycle
    assert backlinks.find_note(study, "12") is None


def test_what_a_begun_link_may_be_to(study: sqlite3.Connection) -> None:
    note = store.add(study, NOWHERE, body="# Herring and fog", folder="Sea")
    (first, *_) = backlinks.targets(study, "herr")
    assert first == (f"[[note:{note.id[:8]}|Herring and fog]]", "Herring and fog", "Note in Sea")
    labels = [one.link for one in backlinks.targets(study, "op", TIDES.document)]
    assert labels[:3] == [f"[[{TIDES.document} {label}]]" for label in ("op1", "op2", "op2.a")]
    assert f"[[{TIDES.document}]]" in [one.link for one in backlinks.targets(study, "99")]
    assert backlinks.targets(study, "' OR 1=1") == []
