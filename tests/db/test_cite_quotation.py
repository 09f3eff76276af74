"""Quotations: whose words they are, their marks and numbers, and the link they carry."""

import re

import pytest

from db.cite.quotation import Chosen, cited, quote
from db.cite.source import Source
from db.models import Passage, Voice

INK = Source(
    "A/RES/1/9", title="On ink", symbol="A/RES/1/9", body="General Assembly", date="2024-07-01"
)
SPEECH = Source("fu-cong", "statement", "On ink", speaker="Fu Cong", own_numbers=False)
ANY_MARK = re.compile('[“”‘«»"]')


def chosen(label: str, text: str, voice: Voice = "official", kind: str = "operative") -> Chosen:
    return Chosen(Passage(label, kind, voice, text), 0, len(text))


def test_one_paragraph() -> None:
    made = quote([chosen("op6", "Calls upon States")], INK)
    assert made.text == "“Calls upon States” (A/RES/1/9, para. 6)"


def test_several_paragraphs_keep_their_numbers_outside_the_marks() -> None:
    parts = [chosen("pp2", "Noting ink,"), chosen("op1", "Calls;"), chosen("op1.a", "To write;")]
    assert quote(parts, INK).text.splitlines() == [
        "[PP2] “Noting ink,”",
        "1. “Calls;”",
        "(a) “To write;”",
        "(A/RES/1/9, second preambular paragraph to para. 1 (a))",
    ]


@pytest.mark.parametrize(
    ("voice", "source", "said"),
    [
        ("digest", INK, "(study digest of A/RES/1/9, paras. 1–2)"),
        ("reported", INK, "(as reported in A/RES/1/9, paras. 1–2)"),
        ("reported", SPEECH, "(retold from Fu Cong, “On ink”, study edition, paras. 1–2)"),
    ],
)
@pytest.mark.parametrize("style", ["un", "oscola", "bluebook", "aglc", "plain"])
def test_a_digest_or_a_report_never_stands_in_quotation_marks(
    voice: Voice, source: Source, said: str, style: str
) -> None:
    head = "p" if source is SPEECH else "op"
    parts = [chosen(f"{head}1", "First.", voice), chosen(f"{head}2", "Second.", voice)]
    text = quote(parts, source, style).text
    if style == "un":
        assert text == f"1. First.\n2. Second.\n{said}"
    body, _, end = text.rpartition("\n")
    assert not ANY_MARK.search(body)
    assert said[1:].split(maxsplit=1)[0] in end
    assert quote(parts[:1], source, style).text.startswith("First. ")


def test_mixed_voices_are_told_paragraph_by_paragraph() -> None:
    parts = [
        chosen("p1", "He thanked all.", "reported"),
        chosen("p2", "We thank you", "quoted"),
        chosen("p3", "It was short.", "digest"),
    ]
    assert quote(parts, SPEECH).text.splitlines() == [
        "1. He thanked all. [reported]",
        "2. “We thank you”",
        "3. It was short. [study digest]",
        "(Fu Cong, “On ink”, study edition, paras. 1–3)",
    ]


@pytest.mark.parametrize(
    ("style", "said"),
    [
        ("un", "“the ‘digital divide’ and the Assembly’s view”"),
        ("bluebook", "“the ‘digital divide’ and the Assembly’s view”"),
        ("oscola", "‘the “digital divide” and the Assembly’s view’"),
        ("aglc", "‘the “digital divide” and the Assembly’s view’"),
    ],
)
def test_a_quotation_within(style: str, said: str) -> None:
    words = "the “digital divide” and the Assembly’s view"
    assert quote([chosen("op1", words)], INK, style).text.startswith(said)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("one “two ‘three’ two” one", "“one ‘two “three” two’ one”"),
        ('the "digital divide" is', "“the ‘digital divide’ is”"),
        ("divide” and more", "“divide’ and more”"),
        ("States’ duty and peoples’ rights", "“States’ duty and peoples’ rights”"),
    ],
)
def test_marks_of_the_second_rank(words: str, said: str) -> None:
    assert quote([chosen("op1", words)], INK).text.startswith(said)


@pytest.mark.parametrize(
    ("language", "words", "said"),
    [
        ("fr", "le «\u00a0fossé\u00a0» numérique", "«\u00a0le “fossé” numérique\u00a0»"),
        ("ru", "«цифровой» разрыв", "«„цифровой“ разрыв»"),
        ("zh", "“数字”鸿沟", "“‘数字’鸿沟”"),
        ("ar", "”المستقبل“ الذي", "”’المستقبل‘ الذي“"),
    ],
)
def test_the_marks_of_the_editions_language(language: str, words: str, said: str) -> None:
    source = Source("A/RES/1/9", symbol="A/RES/1/9", language=language)
    assert quote([chosen("op1", words)], source).text.startswith(said)


def test_no_break_spaces_stay() -> None:
    assert "para.\u00a06 \u2011 x" in quote([chosen("op1", "para.\u00a06 \u2011 x")], INK).text


def test_html_has_a_link_italics_and_nothing_unescaped() -> None:
    made = quote([chosen("op6", "R&D <b>")], INK, "aglc").html
    assert made == (
        '<p lang="en">‘R&amp;D &lt;b&gt;’ — <a href="resolute:A/RES/1/9#op6"><i>On ink</i>, '
        "GA Res 1/9, UN Doc A/RES/1/9 (1 July 2024) para 6</a></p>"
    )


def test_html_of_several_paragraphs_has_as_many() -> None:
    source = Source("A/RES/1/9", symbol="A/RES/1/9", language="ar")
    made = quote([chosen("op1", "أ"), chosen("op2", "ب")], source).html
    assert made.count('<p lang="ar" dir="rtl">') == 3


def test_blank_words_are_no_quotation() -> None:
    assert quote([chosen("op1", " \u00a0")], INK) == quote([], INK)
    assert quote([], INK).text == ""


def test_the_citation_alone() -> None:
    made = cited("op6", "op8", INK, "oscola")
    assert made.text == "UNGA Res 1/9 (1 July 2024) UN Doc A/RES/1/9, paras 6–8"
    assert 'href="resolute:A/RES/1/9#op6"' in made.html
