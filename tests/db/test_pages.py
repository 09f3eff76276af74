"""On which page each paragraph of a PDF begins: written down, read back, shown as a picture."""

import pytest
from paper import pdf_of, placed

from db.errors import NotADocument
from db.formats import pages, pdf
from db.formats.pdf_picture import boxes, picture
from db.models import Passage


def passage(label: str, kind: str = "paragraph", *sources: str) -> Passage:
    return Passage(label, kind, "quoted", "Words.", sources=sources)


def two_pages() -> bytes:
    first = [placed(100, 700, [("Herons wait in the reeds, as long as it takes.", "R")])]
    second = [placed(100, 700, [("Then they fly away, all of them.", "R")])]
    return pdf_of([first, second])


def test_only_the_first_paragraph_of_a_page_is_written_down() -> None:
    begun = [(1, "pp1"), (1, "pp2"), (2, "op1"), (0, "op2"), (4, "op3"), (4, "")]
    assert pages.written(begun) == "1 pp1, 2 op1, 4 op3"
    assert pages.written([(0, "p1")]) == ""


def test_pages_are_read_back_footnotes_with_their_paragraph() -> None:
    found = [
        passage("pp1"), passage("op1"), passage("op2"), passage("op3"),
        passage("fn1", "footnote", "A/RES/1/2 op1"), passage("fn2", "footnote", "op3"),
    ]  # fmt: skip
    assert pages.pages_of("1 pp1, 2 op1, 4 op3", found) == [1, 2, 2, 4, 2, 4]
    assert pages.pages_of("", found) == [0] * 6
    assert pages.pages_of("nonsense, x op1, ²  op1", found) == [0] * 6


def test_a_pdf_notes_its_pages() -> None:
    found = pdf.parse(two_pages()).edition
    assert found.provenance["pages"] == "1 p1, 2 p2"
    assert pages.pages_of(found.provenance["pages"], found.passages) == [1, 2]


def test_a_page_is_a_picture_and_a_paragraph_is_found_on_it() -> None:
    data = two_pages()
    drawn = picture(data, 2, 300)
    assert (drawn.page, drawn.width) == (2, 300)
    assert len(drawn.pixels) == drawn.stride * drawn.height
    assert len(set(drawn.pixels)) > 2  # there are letters on it
    ((left, top, right, bottom), *_) = boxes(data, 2, "Then they fly away, all of them.")
    assert 0 < left < right < 1
    assert 0 < top < bottom < 0.5
    assert boxes(data, 1, "Nothing of that kind") == []


@pytest.mark.parametrize("page", [0, 3, -5])
def test_a_page_that_is_not_there_is_said(page: int) -> None:
    with pytest.raises(NotADocument, match=f"Page {page} of the PDF"):
        picture(two_pages(), page, 300)
    assert boxes(two_pages(), page, "Herons") == []


def test_what_is_no_pdf_has_no_pictures() -> None:
    with pytest.raises(NotADocument):
        picture(b"%PDF-1.7 cut off", 1, 300)
    assert boxes(b"", 1, "Herons") == []
