"""What a citation takes from a document and its record: the bundled ones, and official texts."""

import sqlite3
from zipfile import ZipFile

import pytest

from db.address import Address
from db.cite import STYLES, cite, source_of
from db.cite.source import Source
from db.formats import akn
from db.library import documents
from db.models import Document, Edition, EditionKey, Passage


def bundled(reader: sqlite3.Connection, name: str) -> Source:
    found = documents.document(reader, name)
    return source_of(found, documents.edition(reader, found.editions[0].key))


def test_the_resolution(reader: sqlite3.Connection) -> None:
    source = bundled(reader, "A/RES/78/311")
    assert (source.symbol, source.body, source.session) == (
        "A/RES/78/311", "General Assembly", "78",
    )  # fmt: skip
    assert (source.date, source.issued) == ("2024-07-01", "2024-07-05")
    assert (source.draft, source.meeting) == ("A/78/L.86", "97th plenary meeting")
    assert source.verbatim == "A/78/PV.97"
    assert source.own_numbers


def test_a_statement_is_cited_by_speaker_title_meeting_and_date(
    reader: sqlite3.Connection,
) -> None:
    said = cite(Address("fu-cong", "p3"), source=bundled(reader, "fu-cong"))
    assert said == (
        "Fu Cong (Permanent Representative of China to the United Nations), “Statement introducing "
        "the draft resolution”, General Assembly, seventy-eighth session, 97th plenary meeting, "
        "1 July 2024, A/78/PV.97, study edition, para. 3"
    )


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", ["fu-cong", "hrc-56", "press-report"])
def test_no_statement_is_cited_by_the_name_the_library_has_for_it(
    reader: sqlite3.Connection, name: str, style: str
) -> None:
    said = cite(Address(name, "p2"), style, source=bundled(reader, name))
    if style not in {"csl-json", "bibtex", "biblatex"}:  # there it is the key of the entry
        assert name not in said
    assert "2024" in said


@pytest.mark.parametrize("name", ["fu-cong", "spokesperson", "hrc-56", "press-report"])
def test_paragraphs_this_library_counted_say_so(reader: sqlite3.Connection, name: str) -> None:
    for style in ("un", "oscola", "bluebook", "aglc", "plain", "ris", "bibtex"):
        assert "study edition" in cite(Address(name, "p2"), style, source=bundled(reader, name))


def test_a_joint_statement_is_on_behalf_of_others(reader: sqlite3.Connection) -> None:
    said = cite(Address("hrc-56", "p2"), "aglc", source=bundled(reader, "hrc-56"))
    assert said.startswith("Chen Xu on behalf of a group of more than 80 countries, Joint")
    assert "UN HRC, 56th sess, 20th mtg (1 July 2024)" in said


def test_a_day_that_is_not_known_is_not_claimed(reader: sqlite3.Connection) -> None:
    said = cite(Address("spokesperson", "p6"), source=bundled(reader, "spokesperson"))
    assert "July 2024" in said
    assert "1 July" not in said


def test_the_press_report_is_cited_as_one(reader: sqlite3.Connection) -> None:
    source = bundled(reader, "press-report")
    assert ", press report, 3 July 2024, " in cite(Address("press-report", "p2"), source=source)
    assert f"<{source.url}>" in cite(Address("press-report", "p2"), "oscola", source=source)


def test_background_is_this_programs_own_digest(reader: sqlite3.Connection) -> None:
    said = cite(Address("initiatives", "p3"), source=bundled(reader, "initiatives"))
    assert said.startswith("Resolute, “Initiatives")
    assert said.endswith("study digest, 5 May 2026, para. 3")


def test_an_official_text_of_the_reference_material(shared: object) -> None:
    with ZipFile(f"{shared}/corpora/ga-six-languages.zip") as files:
        name = next(n for n in files.namelist() if "A_RES_78_311" in n and n.endswith("F.xml"))
        parsed = akn.parse(files.read(name))
    source = source_of(parsed.document, parsed.edition)
    assert (source.language, source.date, source.issued) == ("fr", "2024-07-01", "2024-07-05")
    assert source.title.startswith("Intensifier la coopération")
    assert source.url == "https://undocs.org/fr/A/RES/78/311"
    assert cite(Address("A/RES/78/311", "op6"), source=source) == "A/RES/78/311, par. 6"


def made(document: str, short_title: str, kind: str = "resolution") -> Source:
    edition = Edition(
        EditionKey(document, "import", "en"),
        "On ink",
        (Passage("p1", "paragraph", "official", "x"),),
    )
    return source_of(Document(document, kind, "On ink", short_title, "2024"), edition)


def test_a_lettered_resolution_has_its_symbol_as_printed() -> None:
    assert made("A/RES/76/300A", "A/RES/76/300 A").symbol == "A/RES/76/300 A"
    assert made("A/RES/76/300", "Ink").symbol == "A/RES/76/300"


def test_an_import_without_a_symbol_is_cited_by_its_title() -> None:
    source = made("ink.txt", "Ink", "document")
    assert source.own_numbers
    assert cite(Address("ink.txt", "p1"), source=source) == "“On ink”, 2024, para. 1"
