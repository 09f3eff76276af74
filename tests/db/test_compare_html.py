"""A comparison as a web page, read back with somebody else's parser."""

from lxml import html

from db.library.compare import compare
from db.library.compare_html import page
from db.models import Edition, EditionKey, Passage


def edition(symbol: str, *texts: str, language: str = "en") -> Edition:
    passages = tuple(
        Passage(f"op{n}", "operative", "official", words) for n, words in enumerate(texts, 1)
    )
    return Edition(EditionKey(symbol, "official", language), "On ink", passages, {"source": "pen"})


def test_the_page_has_every_paragraph_with_its_changes() -> None:
    left = edition("A/RES/1/1", "Notes the use of red ink in offices;", "Ends <here> & now;")
    right = edition("A/RES/2/1", "Notes the use of blue ink in offices;", "Welcomes paper;")
    read = html.document_fromstring(page(compare(left, right)).encode())
    rows = [[cell.text_content() for cell in row.iter("td")] for row in read.iter("tr")][1:]
    assert [row[1:] for row in rows] == [
        ["Notes the use of red ink in offices;", "Notes the use of blue ink in offices;"],
        ["", "Welcomes paper;"],
        ["Ends <here> & now;", ""],
    ]
    assert [mark.text_content() for mark in read.iter("del")] == ["red", "Ends <here> & now;"]
    assert [mark.text_content() for mark in read.iter("ins")] == ["blue", "Welcomes paper;"]
    assert "source: pen" in read.text_content()
    assert "1 changed, 1 added, 1 removed, 0 same" in read.text_content()


def test_the_page_runs_from_right_to_left_where_its_language_does() -> None:
    one = edition("A/RES/1/1", "حبر", language="ar")
    other = one._replace(key=EditionKey("A/RES/2/1", "official", "ar"))
    read = html.document_fromstring(page(compare(one, other)).encode())
    assert (read.get("dir"), read.get("lang")) == ("rtl", "ar")
    assert not list(read.iter("del", "ins"))
