"""The spine: one address through every edition, and notes that hold when the text changes."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from asking_notes import asked

from db import connection as opening
from db.library import build, documents
from db.library.official import add_official
from db.models import EditionKey, Passage
from db.notes import anchors, store
from db.places import Places

RESOLUTION = "A/RES/78/311"
DIGEST = EditionKey(RESOLUTION, "digest", "en")
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
LABELS = [f"pp{n}" for n in range(1, 16)] + [f"op{n}" for n in range(1, 16)]
Alter = Callable[[str, str, str], int]


@pytest.fixture
def six(study: sqlite3.Connection, shared: Path) -> sqlite3.Connection:
    """The person's file with the six official texts of the resolution."""
    archive = shared / "corpora" / "ga-six-languages.zip"
    results = add_official(study, [RESOLUTION], archive)
    assert [result.outcome for result in results] == ["added"] * 6
    return study


def numbered(connection: sqlite3.Connection, key: EditionKey) -> list[str]:
    kinds = {"preambular", "operative"}
    return [p.label for p in documents.edition(connection, key).passages if p.kind in kinds]


def test_digest_and_six_official_editions_have_the_same_thirty_labels(
    six: sqlite3.Connection,
) -> None:
    found = documents.document(six, RESOLUTION)
    keys = [summary.key for summary in found.editions]
    assert keys[0] == DIGEST
    assert sorted(key.language for key in keys[1:]) == sorted(LANGUAGES)
    for key in keys:
        assert numbered(six, key) == LABELS


def test_a_note_on_a_paragraph_is_found_from_every_edition_of_it(
    six: sqlite3.Connection,
) -> None:
    keys = [summary.key for summary in documents.document(six, RESOLUTION).editions]
    made = [
        store.add(six, anchors.make(key, words(six, key, "op12"), 0, 8), tags=[key.language])
        for key in keys
    ]
    for key in keys:
        seen = store.notes_on(six, key)
        assert {note.id for note in seen} == {note.id for note in made}
        assert {note.anchor.label for note in seen} == {"op12"}


def words(connection: sqlite3.Connection, key: EditionKey, label: str) -> Passage:
    (found,) = documents.passages_of(connection, key, label)
    return found


@contextmanager
def library(folder: Path, sources: Path) -> Iterator[sqlite3.Connection]:
    """The library as `sources` say it now, with a person's file beside it that stays."""
    target = folder / "library.db"
    build.build(sources, target)
    with closing(opening.open_study(Places(folder / "data", target))) as study:
        yield study


def test_a_note_survives_a_library_in_which_its_paragraph_was_reworded(
    tmp_path: Path, sources_folder: Path, alter: Alter
) -> None:
    with library(tmp_path, sources_folder) as study:
        assert store.reanchor_if_library_changed(study) is not None
        passage = words(study, DIGEST, "op12")
        start = passage.text.index("central and coordinating role")
        anchor = anchors.make(DIGEST, passage, start, start + 29)
        note = store.add(study, anchor, body="development only", tags=["claims"])
    alter(
        "a-res-78-311.toml",
        "Supports the United Nations as it",
        "Supports, in this paragraph, the United Nations while it",
    )
    with library(tmp_path, sources_folder) as study:
        report = store.reanchor_if_library_changed(study)
        assert report is not None
        assert report.orphan == ()
        found = store.get(study, note.id)
        text = words(study, DIGEST, "op12").text
        assert found.state != "orphan"
        assert found.anchor.start != start
        assert text[found.anchor.start : found.anchor.end] == "central and coordinating role"
        assert (found.body, found.tags, found.anchor.quote) == (note.body, note.tags, anchor.quote)


def test_a_note_survives_a_library_in_which_its_paragraph_vanished(
    tmp_path: Path, sources_folder: Path
) -> None:
    with library(tmp_path, sources_folder) as study:
        store.reanchor_if_library_changed(study)
        key = EditionKey("spokesperson", "digest", "en")
        passages = documents.edition(study, key).passages
        last = passages[-1]
        note = store.add(study, anchors.make(key, last, 0, len(last.text)), body="kept")
    vanish(sources_folder, last.label)
    with library(tmp_path, sources_folder) as study:
        report = store.reanchor_if_library_changed(study)
        assert report is not None
        assert [orphan.id for orphan in report.orphan] == [note.id]
        (listed,) = asked(study, "is:orphan")
        assert (listed.id, listed.body, listed.state) == (note.id, "kept", "orphan")
        assert listed.anchor.quote == last.text


def vanish(sources: Path, label: str) -> None:
    """Take the last passage out of the spokesperson's statement, and what points at it."""
    path = sources / "spokesperson.toml"
    kept, _, gone = path.read_text(encoding="utf-8").rpartition("[[passage]]")
    assert f'label = "{label}"' in gone
    path.write_text(kept, encoding="utf-8")
    address, other = f"spokesperson {label}", "spokesperson p1"
    for file in sources.rglob("*.toml"):
        text = file.read_text(encoding="utf-8")
        if address in text:
            file.write_text(text.replace(address, other), encoding="utf-8")
