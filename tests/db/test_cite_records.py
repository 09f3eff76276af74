"""Citations for programs, read back by the programs' own readers."""

import json
from typing import Any

import bibtexparser
import pytest
import rispy

from db.address import Address
from db.cite import cite
from db.cite.source import Source

RESOLUTION = Source(
    "A/RES/78/311", title="Enhancing cooperation: 50 % of R&D, #1 {so_far}",
    symbol="A/RES/78/311", body="General Assembly", session="78", meeting="97th plenary meeting",
    draft="A/78/L.86", date="2024-07-01", issued="2024-07-05", vote="without a vote",
    url="https://undocs.org/en/A/RES/78/311",
)  # fmt: skip
STATEMENT = Source(
    "fu-cong", "statement", "Statement introducing the draft", body="General Assembly",
    session="78", meeting="97th plenary meeting", verbatim="A/78/PV.97", date="2024-07",
    speaker="Fu Cong", office="Permanent Representative of China", own_numbers=False,
)  # fmt: skip
SIX = Address("A/RES/78/311", "op6.a")

CSL_TYPES = {"legislation", "speech", "webpage", "document"}
CSL_FIELDS = {"id", "type", "title", "author", "number", "issued", "event-title", "language", "URL"}
CSL_LABELS = {"paragraph", "appendix", "section", "table", "note", "article-locator"}


def check_item(item: dict[str, Any]) -> None:
    """Check an item against what csl-data.json allows of the fields that are used."""
    assert set(item) <= CSL_FIELDS
    assert item["type"] in CSL_TYPES
    assert isinstance(item["id"], str)
    for name in item.get("author", []):
        assert set(name) == {"literal"}
    for parts in item.get("issued", {}).get("date-parts", []):
        assert 1 <= len(parts) <= 3
        assert all(isinstance(part, int) for part in parts)
    for field in CSL_FIELDS - {"author", "issued"}:
        assert isinstance(item.get(field, ""), str)


def test_a_document_in_csl_json_is_a_list_of_items() -> None:
    (item,) = json.loads(cite(Address("A/RES/78/311"), "csl-json", source=RESOLUTION))
    check_item(item)
    assert item["type"] == "legislation"
    assert item["author"] == [{"literal": "United Nations, General Assembly"}]
    assert item["number"] == "A/RES/78/311"
    assert item["issued"] == {"date-parts": [[2024, 7, 1]]}
    assert item["title"] == RESOLUTION.title


@pytest.mark.parametrize(
    ("first", "last", "label", "locator"),
    [
        ("op6.a", "", "paragraph", "6 (a)"),
        ("op6", "op8", "paragraph", "6–8"),
        ("pp7", "", "paragraph", "PP7"),
        ("annex1.60", "annex1.62", "appendix", "I, paras. 60–62"),
        ("fn2", "", "note", "2"),
        ("t3", "", "table", "3"),
        ("h2", "", "section", "2"),
    ],
)
def test_a_pinpoint_in_csl_json_is_in_the_citation(
    first: str, last: str, label: str, locator: str
) -> None:
    address = Address("A/RES/78/311", first)
    made = json.loads(cite(address, "csl-json", last=last, source=RESOLUTION))
    assert set(made) == {"schema", "citationID", "citationItems"}
    assert made["schema"].endswith("csl-citation.json")
    (cited,) = made["citationItems"]
    check_item(cited["itemData"])
    assert cited["id"] == cited["itemData"]["id"]
    assert label in CSL_LABELS
    assert (cited["label"], cited["locator"]) == (label, locator)


def test_a_statement_in_csl_json() -> None:
    (item,) = json.loads(cite(Address("fu-cong"), "csl-json", source=STATEMENT))
    check_item(item)
    assert (item["type"], item["number"]) == ("speech", "A/78/PV.97")
    assert item["author"] == [{"literal": "Fu Cong"}]
    assert item["event-title"] == "General Assembly, session 78, 97th plenary meeting"
    assert item["issued"] == {"date-parts": [[2024, 7]]}


def test_ris_is_read_back() -> None:
    text = cite(SIX, "ris", source=RESOLUTION)
    assert all(line[2:6] == "  - " for line in text.splitlines())
    (entry,) = rispy.loads(text)
    assert entry["type_of_reference"] == "STAT"
    assert entry["title"] == RESOLUTION.title
    assert entry["authors"] == ["United Nations, General Assembly"]
    assert entry["year"] == "2024"
    assert entry["notes"] == ["para. 6 (a)"]
    assert entry["language"] == "en"
    assert entry["urls"] == ["https://undocs.org/en/A/RES/78/311"]
    assert "M1  - A/RES/78/311\n" in text
    assert "OP  - A/78/L.86, 97th plenary meeting, without a vote\n" in text


def test_a_statement_in_ris() -> None:
    (entry,) = rispy.loads(cite(Address("fu-cong", "p3"), "ris", source=STATEMENT))
    assert entry["type_of_reference"] == "HEAR"
    assert entry["authors"] == ["Fu Cong"]
    assert entry["notes"] == ["study edition, para. 3"]


def read_bibtex(text: str) -> tuple[str, dict[str, str]]:
    library = bibtexparser.parse_string(text)
    assert not library.failed_blocks
    (entry,) = library.entries
    return entry.entry_type, {field.key: field.value for field in entry.fields}


def test_bibtex_is_read_back() -> None:
    kind, fields = read_bibtex(cite(SIX, "bibtex", source=RESOLUTION))
    assert kind == "misc"
    assert fields["author"] == "{United Nations General Assembly}"
    assert fields["number"] == "A/RES/78/311"
    assert fields["note"] == "para. 6 (a)"
    assert fields["year"] == "2024"
    assert fields["title"] == r"{Enhancing cooperation: 50 \% of R\&D, \#1 \{so\_far\}}"


def test_biblatex_is_read_back() -> None:
    kind, fields = read_bibtex(cite(SIX, "biblatex", source=RESOLUTION))
    assert kind == "legislation"
    assert fields["date"] == "2024-07-01"
    assert fields["langid"] == "english"
    assert fields["url"] == "https://undocs.org/en/A/RES/78/311"


@pytest.mark.parametrize("style", ["bibtex", "biblatex"])
def test_hostile_words_leave_an_entry_readable(style: str) -> None:
    source = Source("x", "statement", "a } b { c \\ d ~ ^ $ & %\n, e = {f}", speaker="{{")
    kind, fields = read_bibtex(cite(Address("x"), style, source=source))
    assert kind == "misc"
    assert r"a \} b \{ c \textbackslash{} d" in fields["title"]


def test_line_breaks_end_no_ris_line() -> None:
    source = Source("x", "statement", "one\nER  - \nTY  - BOOK", speaker="two\r\nthree")
    (entry,) = rispy.loads(cite(Address("x"), "ris", source=source))
    assert entry["title"] == "one ER - TY - BOOK"
    assert entry["authors"] == ["two three"]
