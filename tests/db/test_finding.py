"""Finding in one text: every place, to the character, whatever the script."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import text as texts
from db.search.finding import Finder, Found, Options

CASE, WORD, DIACRITICS = Options(case=True), Options(whole_word=True), Options(diacritics=True)
ODD = st.text("aAbsé e\u0301ﬁﬃßſ\u2011-\u00a0\n\u00ad½字𠮷😀أاىيةهـَ'’İı\u200fस्त्री")
WAYS = st.builds(Options, case=st.booleans(), whole_word=st.booleans(), diacritics=st.booleans())


def found(words: str, *passages: str, options: Options = Options()) -> list[str]:  # noqa: B008
    return [passages[i][start:end] for i, start, end in Finder(passages).find(words, options)]


@pytest.mark.parametrize(
    ("typed", "passage", "marked"),
    [
        ("non-discriminatory", "fair, Non\u2011discriminatory use", ["Non\u2011discriminatory"]),
        ("para. 6", "see para.\u00a06 and para.\n 6", ["para.\u00a06", "para.\n 6"]),
        ("states'", "all States\u2019 duty", ["States\u2019"]),
        ('"gap"', "the \u201cgap\u201d, the «gap»", ["\u201cgap\u201d", "«gap»"]),
        ("efficient", "an eﬃcient way", ["eﬃcient"]),
        ("eff", "an eﬃcient way", ["eﬃ"]),
        ("g20", "the Ｇ２０ met", ["Ｇ２０"]),
        ("decide", "De\u0301cide et décide", ["De\u0301cide", "décide"]),
        ("cooperation", "co\u00adoperation", ["co\u00adoperation"]),
        ("التعاون", "وَالتَّعَاوُنِ", ["التَّعَاوُنِ"]),
        ("تعاون", "تعـــاون", ["تعـــاون"]),
        ("الى", "إلى", ["إلى"]),
        ("人工智能", "关于人工智能的", ["人工智能"]),
        ("智", "人工智能，智慧", ["智", "智"]),
        ("78/311", "٧٨/٣١١", ["٧٨/٣١١"]),
        ("end", "😀𠮷 the end", ["end"]),
        ("art", "artificial parts", ["art", "art"]),
        ("s", "Straße", ["S", "ß"]),
        ("aa", "aaaaa", ["aa", "aa"]),
        ("(a)", "see (a), (b)", ["(a)"]),
        (".*", "every one", []),
        ("deux mots", "deux \u2028 mots", ["deux \u2028 mots"]),
    ],
)
def test_what_is_typed_is_found_as_the_search_folds_it(
    typed: str, passage: str, marked: list[str]
) -> None:
    assert found(typed, passage) == marked


@pytest.mark.parametrize("typed", ["", " ", "\u00a0\n\t", "\u0301", "\u200f\u00ad"])
@pytest.mark.parametrize("options", [Options(), CASE, WORD])
def test_nothing_typed_is_found_nowhere(typed: str, options: Options) -> None:
    assert found(typed, "a b", " ", "e\u0301\u00ad\u200f", options=options) == []


@pytest.mark.parametrize("passages", [(), ("",), ("", "")])
def test_nothing_is_found_where_nothing_is(passages: tuple[str, ...]) -> None:
    assert found("a", *passages) == []


def test_spaces_around_what_is_typed_do_not_count() -> None:
    assert found(" gap ", "the gap.") == ["gap"]


def test_case_is_kept_on_demand() -> None:
    assert found("State", "State and state, ÉTAT", options=CASE) == ["State"]
    assert found("État", "ÉTAT État état etat Etat", options=CASE) == ["État", "Etat"]
    assert found("OE", "Œuvre œuvre oe OE", options=CASE) == ["Œ", "OE"]


def test_diacritics_are_kept_on_demand() -> None:
    written = "décide de\u0301cide decide DÉCIDE"
    assert found("décide", written, options=DIACRITICS) == ["décide", "de\u0301cide", "DÉCIDE"]
    assert found("decide", written, options=DIACRITICS) == ["decide"]
    assert found("d e", "d é d e", options=DIACRITICS) == ["d e"]
    assert found("de", "de\u0301 de", options=DIACRITICS) == ["de"]
    assert found("إلى", "إلى الى", options=DIACRITICS) == ["إلى"]
    assert found("تعاون", "تعـاون", options=DIACRITICS) == ["تعـاون"], "tatweel is no mark"
    assert found("non-a", "non\u2011a", options=DIACRITICS) == ["non\u2011a"]


def test_only_whole_words_on_demand() -> None:
    written = "art, artificial; Art-work 2art _art_ l’art (art)"
    assert found("art", written, options=WORD) == ["art", "Art", "art", "art", "art"]
    assert found("art work", "an art work, smart work, art works", options=WORD) == ["art work"]
    assert found("人工", "用人工智能", options=WORD) == ["人工"], "Chinese has no spaces"
    assert found("AI", "用AI的 AIs", options=WORD) == ["AI"]
    both = Options(whole_word=True, diacritics=True)
    assert found("s", "e\u0301s s", options=both) == ["s"]


def test_a_place_that_may_not_be_hides_none_behind_it() -> None:
    assert Finder(["aab ab"]).find("ab", WORD) == [Found(0, 4, 6)]
    assert found("a a", "xa a a", options=WORD) == ["a a"]


def test_places_are_told_by_passage_in_order() -> None:
    assert Finder(["a b", "", "b a b"]).find("b") == [(0, 2, 3), (2, 0, 1), (2, 4, 5)]


def test_one_finder_finds_in_every_way_by_turns() -> None:
    finder = Finder(["Été été ete"])
    for _ in range(2):
        assert len(finder.find("ete")) == 3
        assert len(finder.find("été", DIACRITICS)) == 2
        assert len(finder.find("été", Options(case=True, diacritics=True))) == 1


@given(st.lists(ODD, max_size=4), ODD, WAYS)
def test_every_mark_folds_to_what_was_typed(passages: list[str], typed: str, way: Options) -> None:
    def fold(words: str) -> str:
        return " ".join(
            texts.fold_partly_with_map(words, case=way.case, marks=way.diacritics)[0].split()
        )

    wanted = fold(typed)
    places = Finder(passages).find(typed, way)
    assert places == sorted(places)
    for before, after in pairwise(places):
        assert before.passage < after.passage or before.end <= after.start
    for index, start, end in places:
        assert 0 <= start < end <= len(passages[index])
        marked = passages[index][start:end]
        assert wanted
        assert wanted in fold(marked)
        extra = len(fold(marked)) - len(wanted)
        assert extra <= 2 + 2 + marked.count("\u0940"), "a ligature at either end, no more"
        assert end == len(passages[index]) or not texts.is_mark(passages[index][end])


@given(st.text("abc é字", max_size=12), st.text("abc é字", min_size=1, max_size=3))
def test_every_place_is_found(passage: str, typed: str) -> None:
    wanted = " ".join(texts.fold(typed).split())
    plain = " ".join(texts.fold(passage).split())
    assert len(found(typed, passage)) == (plain.count(wanted) if wanted else 0)
    if wanted and found(typed, passage, options=Options(case=True, diacritics=True)):
        assert found(typed, passage)


@given(ODD, WAYS)
def test_a_text_is_found_in_itself(passage: str, way: Options) -> None:
    plain = Options(case=way.case, diacritics=way.diacritics)
    folded, _ = texts.fold_partly_with_map(passage, case=way.case, marks=way.diacritics)
    assert bool(Finder([passage]).find(passage, plain)) is bool(folded.split())


def test_long_work_comes_in_steps_of_a_passage() -> None:
    assert sum(1 for _ in Finder(["a"] * 500).finding("a", Options())) == 500
