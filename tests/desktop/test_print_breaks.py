"""Where lines are cut into pages."""

import pytest

from desktop.reader.printing.breaks import Line, Role, Span, cut


def lines(*blocks: int | tuple[int, Role]) -> list[Line]:
    """Lines of height 10, so many a block."""
    made: list[Line] = []
    for number, block in enumerate(blocks):
        count, role = block if isinstance(block, tuple) else (block, "text")
        made += [
            Line(10.0 * top, 10.0 * top + 10, number, role)
            for top in range(len(made), len(made) + count)
        ]
    return made


def ends(*blocks: int | tuple[int, Role], height: float = 100) -> list[float]:
    return [page.bottom / 10 for page in cut(lines(*blocks), height)]


def test_what_fits_is_one_page() -> None:
    assert cut(lines(10), 100) == [Span(0, 100)]


def test_nothing_is_one_empty_page() -> None:
    assert cut([], 100) == [Span(0, 0)]


def test_every_line_is_on_exactly_one_page() -> None:
    text = lines(7, (1, "heading"), 9, 2, (1, "reference"), 30, 1, 1, (1, "reference"), 12)
    pages = cut(text, 100)
    for line in text:
        assert sum(p.top <= line.top and line.bottom <= p.bottom for p in pages) == 1
    assert all(page.bottom - page.top <= 100 for page in pages)


def test_a_heading_goes_along_with_what_it_heads() -> None:
    assert ends(9, (1, "heading"), 5) == [9, 15]
    assert ends(8, (2, "heading"), 5) == [8, 15]


def test_a_reference_stays_with_its_paragraph() -> None:
    assert ends(5, 5, (1, "reference"), 3) == [8, 14]


def test_no_line_of_a_paragraph_is_left_alone() -> None:
    assert ends(9, 5) == [9, 14]  # its first line would end the page
    assert ends(11) == [9, 11]  # its last line would begin one
    assert ends(8, 3) == [8, 11]


def test_where_no_cut_is_harmless_the_page_is_filled() -> None:
    assert ends((15, "heading"), 2) == [10, 17]


def test_a_line_higher_than_a_page_has_one_to_itself() -> None:
    high = [Line(0, 300, 0), Line(300, 310, 1)]
    assert cut(high, 100) == [Span(0, 300), Span(300, 310)]


@pytest.mark.parametrize("height", [10, 25, 99, 1000])
def test_it_ends_whatever_the_height(height: float) -> None:
    text = lines(*([3, (1, "heading"), 4, (1, "reference")] * 20))
    pages = cut(text, height)
    assert pages[-1].bottom == text[-1].bottom
    assert [page.top for page in pages[1:]] == [page.bottom for page in pages[:-1]]
