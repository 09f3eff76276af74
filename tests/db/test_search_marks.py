"""Every mark sits on the matched characters, no more and no less, in six languages."""

import random
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.formats import akn
from db.search.fts import readings
from db.search.marks import Marker, marks, snippet
from db.search.query import parse
from db.search.ranking import needle
from db.search.tree import Or, Phrase, Word
from db.text import fold, is_ideograph, is_letter, is_mark, token_row, tokens

SIX_LANGUAGES = Path(__file__).parents[2].parent / "shared" / "corpora" / "ga-six-languages.zip"
LANGUAGES = {"en", "fr", "es", "ru", "ar", "zh"}
SAMPLE = 200


def _check(text: str, term: Word | Phrase) -> int:
    """Hold the marks of a term against the tokens of the text; return how many there are."""
    forms = readings(term)
    found = marks(text, term)
    for start, end in found:
        row = token_row(text[start:end])
        assert any(
            row.startswith(needle(form)) if form.prefix else row == needle(form) for form in forms
        ), (text[start:end], term)
        assert not _cuts_a_word(text, start, text[start]), (text[start - 3 : end], term)
        assert not _cuts_a_word(text, end, text[end - 1]), (text[start : end + 3], term)
    words, shifted = snippet(text, found)
    plain = text.translate(str.maketrans("\n\r\t\u2028\u2029", "     "))
    whole = {plain[start:end] for start, end in found}
    for start, end in shifted:
        shown = words[start:end]
        cut = start <= 1 or end >= len(words) - 1
        assert shown in whole or (cut and any(shown in one for one in whole)), (shown, term)
    return len(found)


def _cuts_a_word(text: str, at: int, inside: str) -> bool:
    """Tell whether a mark that begins or ends here does so in the middle of a word."""
    if not 0 < at < len(text):
        return False
    if is_mark(text[at]):
        return True
    before, after = fold(text[at - 1]), fold(text[at])
    if is_ideograph(fold(inside)[:1] or " "):
        return False
    return bool(before and after) and is_letter(before[-1]) and is_letter(after[0])


@pytest.fixture(scope="module")
def texts() -> dict[str, list[str]]:
    """Some paragraphs of official texts in each language, always the same."""
    if not SIX_LANGUAGES.is_file():
        pytest.skip("the official texts (shared/corpora/ga-six-languages.zip) are not here")
    found: dict[str, list[str]] = {}
    with zipfile.ZipFile(SIX_LANGUAGES) as files:
        for name in files.namelist():
            if name.endswith(".xml"):
                edition = akn.parse(files.read(name)).edition
                found.setdefault(edition.key.language, []).extend(
                    one.text for one in edition.passages
                )
    chance = random.Random(78311)
    return {language: chance.sample(texts, SAMPLE) for language, texts in found.items()}


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_marks_sit_on_the_words_of_real_texts(texts: dict[str, list[str]], language: str) -> None:
    chance = random.Random(language)
    marked = 0
    for text in texts[language]:
        words = [word for word, _, _ in tokens(fold(text))]
        if len(words) < 3:
            continue
        at = chance.randrange(len(words) - 2)
        one, row = words[at], " ".join(words[at : at + 3])
        assert _check(text, Phrase(one)) >= 1
        assert _check(text, Phrase(row)) >= 1
        assert _check(text, Word(one)) >= 1
        assert _check(text, Word(one[: max(1, len(one) // 2)], prefix=True)) >= 1
        exact = token_row(text).count(f" {one} ")
        marked += min(exact, len(marks(text, Phrase(one))))
        assert is_ideograph(one) or len(marks(text, Phrase(one))) >= exact
    assert marked > SAMPLE / 2


_LETTERS = st.text(
    "aAbéÉe\u0301œŒﬁｄIİıß -\u2011\u00a0\u202f'\u2019\n.7٧"
    "ابآأإةهىيوتـ\u064e\u0651 "
    "ёЕйИ人工智能\U00020000\U0001f600\u200d\u200f",
    max_size=60,
)


@settings(max_examples=600, deadline=None)
@given(_LETTERS, _LETTERS.filter(lambda text: bool(tokens(fold(text)))), st.booleans())
def test_marks_sit_on_the_words_whatever_is_written(text: str, typed: str, prefix: bool) -> None:
    words = " ".join(word for word, _, _ in tokens(fold(typed))[:2])
    for term in (Phrase(words, prefix), Word(words.split()[0], prefix)):
        _check(text, term)
    found = marks(text, Or((Phrase(words), Word(words.split()[-1], prefix=True))))
    assert all(one[1] <= other[0] for one, other in pairwise(found))


STREWN = "to go to sea to see to it to say to them to stay " * 4


@pytest.mark.parametrize(
    ("typed", "text", "wanted"),
    [
        ("risks to women", f"{STREWN} and then women came. {STREWN}", {"women"}),
        ("risks women", f"women came. {STREWN} women and risks. {STREWN}", {"women", "risks"}),
        ("women", f"women came. {STREWN} women again. {STREWN} women", {"women"}),
        ("женщин риски", f"{STREWN} женщин, а риски велики. {STREWN}", {"женщин", "риски"}),
        ("妇女 to", f"{STREWN}为妇女服务。{STREWN}", {"妇女"}),
    ],
)
def test_a_snippet_shows_what_is_rare_in_its_passage(
    typed: str, text: str, wanted: set[str]
) -> None:
    node = parse(typed).node
    assert node is not None
    words, shifted, found = Marker(node).shown(text)
    assert wanted <= {words[start:end] for start, end in shifted}
    assert found == marks(text, node)


def test_a_snippet_shows_what_was_typed_last_if_it_is_there() -> None:
    whole, typed = parse("women training").node, parse("training").node
    assert whole is not None
    text = f"Women came. {STREWN} Some training. {STREWN} More training. {STREWN}"
    words, shifted, found = Marker(whole, typed).shown(text)
    assert "Some training" in words
    assert [words[start:end] for start, end in shifted] == ["training"]
    assert found == marks(text, whole)
    assert Marker(whole, parse("okapi").node).shown(text)[0].startswith("Women came.")


def test_where_all_stands_the_first_of_it_is_shown() -> None:
    node = parse("women risks").node
    assert node is not None
    words, _, _ = Marker(node).shown(f"Women have risks. {STREWN} Women and risks. {STREWN}")
    assert words.startswith("Women have risks.")
    assert Marker(node).shown("") == ("", (), ())
