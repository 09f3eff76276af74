"""What colours are called, styles, tags and every paragraph of a highlight: out, and in again."""

import csv
import io
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from exchanged import DIGEST, fill, gathered
from lxml import html

from db import connection as opening
from db.library import documents
from db.models import Note
from db.notes import anchors, meanings, store
from db.notes.exchange import incoming
from db.notes.exchange.formats import FORMATS, written
from db.notes.exchange.incoming import bring_in, preview, sentence, take_back
from db.notes.meanings import Meaning
from db.places import Places

OWN = {"green": Meaning("Evidence", "what <supports> a claim"), "pink": Meaning("", "to ask")}


@pytest.fixture
def other(tmp_path: Path, library_file: Path) -> Iterator[sqlite3.Connection]:
    """Somebody else's file, empty."""
    opened = opening.open_study(Places(tmp_path / "other", library_override=library_file))
    yield opened
    opened.close()


@pytest.fixture
def notes(study: sqlite3.Connection) -> list[Note]:
    """One note of every kind, two of them in colours that have a name or meaning."""
    meanings.save(study, OWN)
    return fill(study)


def own(connection: sqlite3.Connection) -> dict[str, Meaning]:
    """The names and meanings that are there."""
    return {color: one for color, one in meanings.load(connection).items() if one != Meaning()}


def words_of(form: str, content: bytes) -> str:
    """All the words of an export, whatever it is packed in."""
    if form == "docx":
        return "\n".join(one.text for one in docx.Document(io.BytesIO(content)).paragraphs)
    if form == "epub":
        content = zipfile.ZipFile(io.BytesIO(content)).read("annotations.json")
    if form == "html":
        return str(html.document_fromstring(content).text_content()) + content.decode()
    return content.decode("utf-8-sig").replace("\\", "")


@pytest.mark.parametrize("form", FORMATS)
def test_every_export_says_name_meaning_style_tags_and_all_paragraphs(
    study: sqlite3.Connection, notes: list[Note], form: str
) -> None:
    entries = gathered(study, document="A/RES/78/311")
    said = words_of(form, written(form, entries))
    (several,) = [note for note in notes if note.more]
    quotes = [one.anchor.quote for one in several.segments]
    for words in ("Evidence", "what <supports> a claim", "to ask", "squiggle", "claims/a", *quotes):
        assert words in said, words


def test_colours_without_a_name_are_called_as_they_are(study: sqlite3.Connection) -> None:
    fill(study)
    entries = gathered(study)
    assert {entry.color_name for entry in entries} == {"yellow", "green", "pink"}
    assert "dt>" not in written("html", entries).decode()
    assert written("markdown", entries).decode().startswith("# Notes\n\n## ")


def test_a_table_names_every_paragraph(study: sqlite3.Connection, notes: list[Note]) -> None:
    content = written("csv", gathered(study, colors=("pink",))).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(content))
    assert (row["paragraph"], row["color"], row["style"]) == ("op6 op7", "pink", "squiggle")
    assert (row["color_name"], row["color_meaning"]) == ("", "to ask")
    assert len(row["quote"].splitlines()) == 2


def test_each_paragraph_is_a_quotation_of_its_own_in_markdown(
    study: sqlite3.Connection, notes: list[Note]
) -> None:
    page = written("markdown", gathered(study, colors=("pink",))).decode()
    assert "> Calls upon\n> \n> Encourages" in page


def test_each_paragraph_is_marked_by_itself_on_a_web_page(
    study: sqlite3.Connection, notes: list[Note]
) -> None:
    page = html.document_fromstring(written("html", gathered(study)))
    (quoted,) = [one for one in page.findall(".//blockquote") if len(one) == 2]
    assert [mark.get("class") for mark in quoted.findall("p/mark")] == ["pink squiggle"] * 2


def test_json_ld_comes_back_equal_with_names_and_meanings(
    study: sqlite3.Connection, other: sqlite3.Connection, notes: list[Note]
) -> None:
    content = written("jsonld", gathered(study))
    found = preview(other, content)
    assert own(other) == {}, "a preview changes nothing"
    assert "names for colours that have none here: green “Evidence”, pink “to ask”" in (
        sentence(found)
    )
    bring_in(other, found)
    assert store.notes(other) == notes
    assert own(other) == OWN
    again = written("jsonld", gathered(other))
    assert json.loads(again)["first"] == json.loads(content)["first"]


def test_one_undo_takes_the_names_back_too(
    study: sqlite3.Connection, other: sqlite3.Connection, notes: list[Note]
) -> None:
    bring_in(other, preview(other, written("jsonld", gathered(study))))
    store.undo(other)
    assert (store.notes(other), own(other)) == ([], {})
    store.redo(other)
    assert [note.id for note in store.notes(other)] == [note.id for note in notes]
    assert own(other) == OWN


def test_what_is_taken_back_in_the_window_takes_its_names_along(
    study: sqlite3.Connection, other: sqlite3.Connection, notes: list[Note]
) -> None:
    added = bring_in(other, preview(other, written("jsonld", gathered(study))))
    meanings.save(other, {**OWN, "pink": Meaning("Mine", "by now")})
    assert len(take_back(other, [note.id for note in added])) == len(notes)
    assert own(other) == {"pink": Meaning("Mine", "by now")}
    assert take_back(other, [note.id for note in added]) == []


def test_own_names_stay_as_they_are(
    study: sqlite3.Connection, other: sqlite3.Connection, notes: list[Note]
) -> None:
    meanings.save(other, {"green": Meaning("Grass")})
    found = preview(other, written("jsonld", gathered(study)))
    assert found.meanings == {"pink": OWN["pink"]}
    bring_in(other, found)
    assert own(other) == {"green": Meaning("Grass"), "pink": OWN["pink"]}


def epub_items(content: bytes) -> list[dict[str, object]]:
    """The annotations of a set."""
    made = json.loads(zipfile.ZipFile(io.BytesIO(content)).read("annotations.json"))
    items: list[dict[str, object]] = made["items"]
    return items


def test_epub_annotations_come_back_equal_in_whatever_order(
    study: sqlite3.Connection, other: sqlite3.Connection, notes: list[Note]
) -> None:
    content = written("epub", gathered(study, document="A/RES/78/311"))
    items = epub_items(content)
    assert len({item["id"] for item in items}) == len(items) == 6
    assert all(isinstance(item["target"], dict) for item in items), "the draft has one target"
    shuffled = json.dumps({"type": "AnnotationSet", "items": items[::-1]}).encode()
    assert [one.id for one in preview(other, shuffled).notes] == [
        one.id for one in preview(other, content).notes[::-1]
    ]
    bring_in(other, preview(other, content))
    assert store.notes(other) == [n for n in notes if n.anchor.key.document == "A/RES/78/311"]
    assert own(other) == OWN


@pytest.mark.parametrize("form", ["jsonld", "epub"])
def test_a_highlight_over_the_whole_document_comes_back_whole(
    study: sqlite3.Connection, other: sqlite3.Connection, form: str
) -> None:
    passages = [p for p in documents.edition(study, DIGEST).passages if p.label != "title"]
    places = [anchors.make(DIGEST, p, 0, len(p.text)) for p in passages if p.text]
    note = store.add(study, places, style="strike", tags=["all"])
    assert len(note.segments) > 20
    bring_in(other, preview(other, written(form, gathered(study))))
    assert store.notes(other) == [note]


def test_parts_of_a_set_that_belong_to_nothing_are_notes_of_their_own(
    study: sqlite3.Connection, notes: list[Note]
) -> None:
    items = epub_items(written("epub", gathered(study, colors=("pink",))))
    alone = json.dumps({"type": "AnnotationSet", "items": items[1:]}).encode()
    found = incoming.preview(study, alone)
    assert [note.anchor.label for note in found.notes] == ["op7"]
