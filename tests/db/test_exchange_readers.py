"""Exports as others read them: pyld, python-docx, lxml, rispy, bibtexparser."""

import io
import json
import sqlite3
import zipfile
from typing import Any

import bibtexparser
import docx
import pytest
import rispy
from anno_context import CONTEXT, DCTERMS, OA
from exchanged import NASTY, fill, gathered
from lxml import html
from pyld import jsonld

from db.cite import works
from db.cite.source import Source
from db.notes.exchange.formats import written

ANNO = "http://www.w3.org/ns/anno.jsonld"


def _from_here(url: str, _options: object) -> dict[str, Any]:
    assert url == ANNO, f"a context that is not the model's: {url}"
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url,
            "document": {"@context": CONTEXT}}  # fmt: skip


def _expanded(document: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = jsonld.expand(document, {"documentLoader": _from_here})
    return found


def test_annotations_expand_to_the_model_s_terms(study: sqlite3.Connection) -> None:
    notes = fill(study)
    made = json.loads(written("jsonld", gathered(study)))
    (collection,) = _expanded(made)
    (page,) = collection["http://www.w3.org/ns/activitystreams#first"]
    (items,) = page["http://www.w3.org/ns/activitystreams#items"]
    found = items["@list"]
    assert len(found) == len(notes)
    for one, note in zip(found, notes, strict=True):
        assert one["@type"] == [f"{OA}Annotation"]
        assert one["@id"] == f"urn:uuid:{note.id}"
        assert one[f"{DCTERMS}created"][0]["@value"] == note.created
        motivation = one[f"{OA}motivatedBy"][0]["@id"]
        assert motivation.removeprefix(OA) in {"commenting", "highlighting", "bookmarking"}
        assert len(one[f"{OA}hasTarget"]) == len(note.segments)
    green = next(o for o, n in zip(found, notes, strict=True) if n.color == "green")
    (target,) = green[f"{OA}hasTarget"]
    quotes = [s for s in target[f"{OA}hasSelector"] if f"{OA}exact" in s]
    assert quotes[0][f"{OA}exact"] == [{"@value": "central and coordinating"}]
    assert target[f"{DCTERMS}bibliographicCitation"] == [{"@value": "A/RES/78/311, para. 12"}]


def test_no_key_of_an_annotation_is_lost_in_expanding(study: sqlite3.Connection) -> None:
    """A key the context does not know would vanish without a word."""
    fill(study)
    made = json.loads(written("jsonld", gathered(study)))
    known = {*CONTEXT, "@context"}
    keys = {key for node in _nodes(made) for key in node}
    assert {key for key in keys if key not in known and not key.startswith("dcterms:")} == set()


def _nodes(value: Any) -> Any:
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from _nodes(one)


def test_word_reads_the_document(study: sqlite3.Connection) -> None:
    fill(study)
    made = docx.Document(io.BytesIO(written("docx", gathered(study))))
    paragraphs = [one.text for one in made.paragraphs]
    assert "central and coordinating" in paragraphs
    assert NASTY in paragraphs
    assert [p.text for p in made.paragraphs if p.style.name == "List Bullet"] == ["one", "two"]
    bold = [run.text for p in made.paragraphs for run in p.runs if run.bold]
    assert "central" in bold
    links = {link.address for p in made.paragraphs for link in p.hyperlinks}
    assert "resolute:A/RES/78/311?edition=digest&lang=en#op12" in {
        f"{link.address}{'#' + link.fragment if link.fragment else ''}"
        for p in made.paragraphs
        for link in p.hyperlinks
    }, links
    assert next(p.text for p in made.paragraphs if p.style.name == "Heading 1") == "Thesis"


def test_a_parser_reads_the_web_page(study: sqlite3.Connection) -> None:
    notes = fill(study)
    page = html.document_fromstring(written("html", gathered(study)))
    assert len(page.findall(".//article")) == len(notes)
    assert [one.text for one in page.findall(".//strong")] == ["central"]
    assert page.findall(".//script") == []
    marks = {one.get("class"): one.text for one in page.findall(".//mark")}
    assert marks["green fill"] == "central and coordinating"
    links = [a.get("href") for a in page.findall(".//footer/a")]
    assert len(links) == len(notes) - 1
    assert all(link.startswith("resolute:") for link in links)


def test_the_epub_draft_is_a_set_in_a_zip(study: sqlite3.Connection) -> None:
    fill(study)
    entries = gathered(study, document="A/RES/78/311")
    with zipfile.ZipFile(io.BytesIO(written("epub", entries))) as archive:
        assert archive.namelist() == ["annotations.json"]
        made = json.loads(archive.read("annotations.json"))
    assert made["type"] == "AnnotationSet"
    assert made["generator"]["dcterms:conformsTo"].endswith("WD-epub-anno-10-20260920/")
    assert made["about"]["dc:identifier"] == ["resolute:A/RES/78/311"]
    assert len(made["items"]) == sum(len(entry.note.segments) for entry in entries)
    assert {one["body"]["highlight"] for one in made["items"]} <= {"solid", "underline",
                                                                   "strikethrough"}  # fmt: skip


def test_reference_managers_read_the_works(study: sqlite3.Connection) -> None:
    fill(study)
    sources = [entry.source for entry in gathered(study) if entry.source.id]
    ris = rispy.loads(works.works(sources, "ris").text)
    assert {one.get("short_title", one.get("title")) for one in ris} >= {"A/RES/78/311"}
    assert len(ris) == 2
    for style in ("bibtex", "biblatex"):
        library = bibtexparser.parse_string(works.works(sources, style).text)
        assert not library.failed_blocks
        assert len(library.entries) == 2
    items = json.loads(works.works(sources, "csl-json").text)
    assert [one["id"] for one in items] == ["A/RES/78/311", "fu-cong"]


def test_works_whose_keys_are_alike_are_all_kept() -> None:
    sources = [Source("a/b", title="One"), Source("a-b", title="Two"), Source("a/b")]
    library = bibtexparser.parse_string(works.works(sources, "bibtex").text)
    assert [one.key for one in library.entries] == ["a-b", "a-b-2"]
    assert not library.failed_blocks


@pytest.mark.parametrize("style", ["un", "oscola", "bluebook", "aglc", "plain"])
def test_a_list_of_works_names_each_document_once(study: sqlite3.Connection, style: str) -> None:
    fill(study)
    sources = [entry.source for entry in gathered(study) if entry.source.id]
    listed = works.works(sources, style)
    assert len(listed.text.splitlines()) == 2
    assert listed.html.count("<p>") == 2
    assert "78/311" in listed.text
    assert "Fu Cong" in listed.text
