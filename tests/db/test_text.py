import sqlite3
import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import text

SPELLINGS = [
    ("Décide", "decide"),
    ("De\u0301cide", "decide"),
    ("MISE EN ŒUVRE", "mise en oeuvre"),
    ("non\u2011discriminatory", "non-discriminatory"),
    ("Article\u00a06", "article 6"),
    ("peoples\u2019", "peoples'"),
    ("\u201cgap\u201d \u00abgap\u00bb", '"gap" "gap"'),
    ("TÜRKİYE", "turkiye"),
    ("ışık", "isik"),
    ("eﬃcient", "efficient"),
    ("Ｇ２０", "g20"),
    ("Straße", "strasse"),
    ("ПРИЗЫВАЕТ", "призывает"),
    ("Ещё", "еще"),
    ("ΤΈΛΟΣ", "τελοσ"),
    ("التَّعَاوُن", "التعاون"),
    ("تعـــاون", "تعاون"),
    ("أمم إلى آمال", "امم الي امال"),
    ("تنمية", "تنميه"),
    ("٧٨/٣١١", "78/311"),
    ("co\u00adoperation\u200f", "cooperation"),
    ("e\ufe0f", "e"),
]


@pytest.mark.parametrize(("typed", "folded"), SPELLINGS)
def test_spellings_of_one_word_fold_alike(typed: str, folded: str) -> None:
    assert text.fold(typed) == folded


def test_folding_is_complete_for_every_character() -> None:
    for char in map(chr, range(0x110000)):
        if unicodedata.category(char) not in ("Cn", "Co", "Cs"):
            folded = text.fold_char.__wrapped__(char)
            assert text.fold(folded) == folded, hex(ord(char))


@given(st.text())
def test_folding_twice_changes_nothing(written: str) -> None:
    assert text.fold(text.fold(written)) == text.fold(written)


@given(st.text() | st.text("aéﬃ\u0301\u2011½字\u00ad𠮷😀"))
def test_the_map_leads_every_folded_character_home(written: str) -> None:
    folded, origin = text.fold_with_map(written)
    origin = list(origin)
    assert folded == text.fold(written)
    assert len(origin) == len(folded) + 1
    assert origin[-1] == len(written)
    assert origin == sorted(origin)
    for char, index in zip(folded, origin, strict=False):
        assert char in text.fold_char(written[index])


def test_the_map_counts_what_grows_and_what_goes() -> None:
    assert text.fold_with_map("a\u0301ﬁz") == ("afiz", [0, 2, 2, 3, 4])
    assert text.fold_with_map("ÉA") == ("ea", range(3))


@given(st.text() | st.text("a字\u2011é_-😀\ue000"))
def test_tokens_stand_where_they_say(written: str) -> None:
    folded = text.fold(written)
    end_before = 0
    for token, start, end in text.tokens(folded):
        assert folded[start:end] == token
        assert start >= end_before
        assert "_" not in token
        end_before = end


def test_a_chinese_character_is_a_token_and_a_word_beside_it_another() -> None:
    tokens = [token for token, _, _ in text.tokens(text.fold("AI能力2030年・スキル"))]
    assert tokens == ["ai", "能", "力", "2030", "年", "ス", "キ", "ル"]


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.executescript(
        "CREATE VIRTUAL TABLE passage_fts USING fts5 (body, tokenize='unicode61"
        " remove_diacritics 2'); CREATE VIRTUAL TABLE term USING fts5vocab (passage_fts, instance);"
    )
    yield connection
    connection.close()


def _indexed(index: sqlite3.Connection, written: str) -> list[str]:
    index.execute("DELETE FROM passage_fts")
    index.execute("INSERT INTO passage_fts (body) VALUES (?)", (written,))
    return [term for (term,) in index.execute("SELECT term FROM term ORDER BY offset")]


@given(
    st.text(st.characters(exclude_categories=["Cs"])) | st.text("a字é_-😀\ue000🫨₺\u061c\U0002ebe1")
)
def test_the_index_is_given_the_tokens_that_queries_are_cut_into(
    index: sqlite3.Connection, written: str
) -> None:
    tokens = [token for token, _, _ in text.tokens(text.fold(written))]
    assert _indexed(index, text.index_text(written)) == _indexed(index, " ".join(tokens))


def test_a_bullet_or_symbol_is_not_glued_to_its_word(index: sqlite3.Connection) -> None:
    given_words = "\uf0b7capacity \U0001fae8building 100₺ \u061cتعاون"
    assert _indexed(index, text.index_text(given_words)) == ["capacity", "building", "100", "تعاون"]


@given(st.text() | st.text("a😀𠮷é\u0301"))
def test_offsets_come_back_from_utf16(written: str) -> None:
    for offset in range(len(written) + 1):
        units = text.to_utf16(written, offset)
        assert units == len(written[:offset].encode("utf-16-le", "surrogatepass")) // 2
        assert text.from_utf16(written, units) == offset


def test_the_middle_of_a_pair_is_before_it_and_the_far_side_the_end() -> None:
    assert text.to_utf16("a😀b𠮷c", 4) == 6
    assert [text.from_utf16("a😀b", units) for units in range(6)] == [0, 1, 1, 2, 3, 3]
    assert text.from_utf16("abc", 9) == 3
    assert text.to_utf16("abc", 9) == 3
    assert text.to_utf16("é😀", 9) == 3


def test_collapsing_joins_lines_and_keeps_no_break_spaces() -> None:
    assert text.collapse(" one\r\n\ttwo\u00a0three  four \n") == "one two\u00a0three four"
    assert text.collapse(" \n ") == ""


def test_only_words_from_the_right_are_set_apart_from_their_line() -> None:
    assert text.isolated("Français 6") == "Français 6"
    assert text.isolated("العربية") == "\u2068العربية\u2069"
    assert text.isolated("A/RES/79/1, עברית") == "\u2068A/RES/79/1, עברית\u2069"
    assert text.isolated("") == ""
