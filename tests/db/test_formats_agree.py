"""The same resolution as XML, Word, PDF, HTML and text has the same paragraphs."""

import html
import zipfile
from pathlib import Path

import docx
import pytest
from lxml import etree
from paper import Paper, as_pdf, as_word, saved

from db.formats.akn_blocks import blocks
from db.formats.akn_text import plain
from db.formats.parsed import Parsed
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


def word_in_its_language(data: bytes) -> bytes:
    """Set the XML of a resolution in Word with its own cover and numbers as printed."""
    statement = etree.fromstring(data).find("{*}statement")
    assert statement is not None
    made = docx.Document()
    for place in ("coverPage", "preface"):
        for element in statement.find(f"{{*}}{place}").iter("{*}p"):  # type: ignore[union-attr]
            made.add_paragraph(plain(element))
    made.add_paragraph(plain(statement.find("{*}preamble/{*}formula")))
    for block in blocks(statement):
        paragraph = made.add_paragraph(f"\t{block.number}\t" if block.number else "\t")
        opener = block.opener if block.text.startswith(block.opener) else ""
        paragraph.add_run(opener).italic = True
        paragraph.add_run(block.text.removeprefix(opener))
    made.add_paragraph(plain(statement.find("{*}conclusions")))
    return saved(made)


@pytest.mark.parametrize("symbol", ["78_311", "79_325", "79_239", "78_265"])
@pytest.mark.parametrize("letter", "ACEFRS")
def test_word_in_six_languages(shared: Path, symbol: str, letter: str) -> None:
    with zipfile.ZipFile(shared / "corpora" / "ga-six-languages.zip") as archive:
        (name,) = [
            n for n in archive.namelist()
            if n.startswith(f"A_RES_{symbol}") and n.removesuffix(".xml").endswith(letter)
        ]  # fmt: skip
        data = archive.read(name)
    (official,) = read(data, name)
    (found,) = read(word_in_its_language(data), "paper")
    assert found.document.id == official.document.id
    assert fold(found.document.title) == fold(official.document.title)
    assert found.edition.key.language == official.edition.key.language
    assert found.document.date == official.document.date
    record = found.edition.provenance
    assert record["session"]
    assert record["agenda_item"]
    assert record["body"] == "General Assembly"
    ours = [p.label for p in found.edition.passages]
    assert ours == [p.label for p in official.edition.passages if p.kind != "footnote"]
