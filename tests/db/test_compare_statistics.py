"""A comparison in figures, against a count by hand."""

from lxml import html

from db.library.compare import compare
from db.library.compare_html import page
from db.library.compare_statistics import Statistics, said, statistics
from db.models import Edition, EditionKey, Passage

STRENGTHS = {"notes": 1, "decides": 5, "requests": 4}


def edition(symbol: str, *texts: str, language: str = "en") -> Edition:
    passages = tuple(
        Passage(f"op{n}", "operative", "official", words, opener=words.split()[0])
        for n, words in enumerate(texts, 1)
    )
    return Edition(EditionKey(symbol, "official", language), "On ink", passages)


LEFT = edition("A/RES/1/1", "Notes the use of red ink in offices;", "Decides so at once;")
RIGHT = edition("A/RES/2/1", "Decides the use of blue ink in offices;", "Welcomes paper;")


def test_words_and_verbs_are_counted() -> None:
    figures = statistics(compare(LEFT, RIGHT, STRENGTHS))
    assert figures == Statistics(left=12, right=10, gone=6, new=4, stronger=1, weaker=0, reworded=0)
    assert figures.kept == 0.6
    assert said(figures) == ("60 % of the words kept, 4 new, 6 gone; opening verbs: 1 stronger")


def test_the_other_way_round_what_was_stronger_is_weaker() -> None:
    there = statistics(compare(LEFT, RIGHT, STRENGTHS))
    back = statistics(compare(RIGHT, LEFT, STRENGTHS))
    assert (back.gone, back.new, back.weaker) == (there.new, there.gone, there.stronger)


def test_chinese_is_counted_by_its_characters() -> None:
    one = edition("A/RES/1/1", "决定 使用红色墨水", language="zh")
    other = edition("A/RES/2/1", "决定 使用蓝色墨水", language="zh")
    figures = statistics(compare(one, other))
    assert (figures.left, figures.gone, figures.new) == (8, 1, 1)


def test_nothing_against_nothing_is_no_division_by_zero() -> None:
    empty = Edition(EditionKey("A/RES/1/1", "official", "en"), "", ())
    other = Edition(EditionKey("A/RES/2/1", "official", "en"), "", ())
    assert said(statistics(compare(empty, other))) == "0 % of the words kept, 0 new, 0 gone"


def test_the_page_says_them_and_how_verbs_changed() -> None:
    words = html.document_fromstring(page(compare(LEFT, RIGHT, STRENGTHS)).encode()).text_content()
    assert "60 % of the words kept" in words
    assert "Notes → Decides, stronger" in words
