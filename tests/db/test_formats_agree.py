"""The same resolution as XML, Word, PDF, HTML and text has the same paragraphs."""

import html
import zipfile
from pathlib import Path

import pytest
from paper import Paper, as_pdf, as_word

from db.formats.prose import Parsed
from db.formats.reading import read
from db.models import Passage
from db.text import fold

NAMES = (
    "A_RES_78_311-2412313E.xml",
    "A_RES_79_325",
    "A_RES_78_265",
    "A_RES_77_320-2314929E.xml",
    "A_RES_79_239",
)


@pytest.fixture(params=NAMES)
def official(request: pytest.FixtureRequest, shared: Path) -> Parsed:
    with zipfile.ZipFile(shared / "corpora" / "ga-six-languages.zip") as archive:
        names = [n for n in archive.namelist() if n.startswith(request.param)]
        (name,) = [n for n in names if n.removesuffix(".xml").endswith("E")]
        (found,) = read(archive.read(name), name)
    return found


def body(passages: tuple[Passage, ...]) -> list[tuple[str, str, str]]:
    return [
        (p.label, p.kind, " ".join(fold(p.text).split())) for p in passages if p.kind != "footnote"
    ]


def as_html(paper: Paper) -> bytes:
    parts = [f"<p>{paper.document.id}</p><p>{paper.session}</p><p>{paper.agenda}</p>"]
    parts.append(f"<p><b>Resolution adopted by the General Assembly on {paper.adopted}</b></p>")
    parts.append(f"<h1>{paper.number}. {html.escape(paper.document.title)}</h1>")
    parts.append("<p><i>The General Assembly</i>,</p>")
    for kind, number, opener, rest in paper.paragraphs():
        tag = "h2" if kind == "heading" else "p"
        head = f"{number} " if number else ""
        parts.append(f"<{tag}>{head}<i>{html.escape(opener)}</i>{html.escape(rest)}</{tag}>")
    return f"<!doctype html><html lang=en><body>{''.join(parts)}</body></html>".encode()


def as_text(paper: Paper) -> bytes:
    parts = [paper.document.id, paper.session, paper.agenda]
    parts.append(f"Resolution adopted by the General Assembly on {paper.adopted}")
    parts += [f"{paper.number}. {paper.document.title}", "The General Assembly,"]
    for kind, number, opener, rest in paper.paragraphs():
        head = "## " if kind == "heading" else ""
        parts.append(head + (f"{number} " if number else "") + opener + rest)
    return "\n\n".join(parts).encode()


@pytest.mark.parametrize("make", [as_word, as_pdf, as_html, as_text])
def test_has_the_same_paragraphs(official: Parsed, make: object) -> None:
    paper = Paper(official.document, official.edition.passages)
    (found,) = read(make(paper), "paper")  # type: ignore[operator]
    assert found.document.id == official.document.id
    assert found.document.kind == "resolution"
    assert fold(found.document.title) == fold(official.document.title)
    assert found.document.date == "2024-07-01"
    assert found.edition.key.kind == "import"
    record = found.edition.provenance
    assert (record["session"], record["agenda_item"]) == ("Seventy-eighth session", "13")
    assert body(found.edition.passages) == body(official.edition.passages)
    wanted = [p.opener for p in official.edition.passages if p.kind != "footnote"]
    if make is not as_text:
        assert [p.opener for p in found.edition.passages] == wanted
