"""Words that point somewhere: documents, paragraphs, annexes, in the six languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.models import Edition, EditionKey, Passage
from db.references import Setting, references, setting

INK = "A/RES/1/9"


def found(text: str, label: str = "op1", **known: object) -> list[tuple[str, str]]:
    """What is pointed at, beside the words that do so."""
    within = Setting(**{"document": INK, **known})  # type: ignore[arg-type]
    return [(text[one.start : one.end], one.target) for one in references(text, within, label)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in its resolution 78/265 on ink", [("78/265", "A/RES/78/265")]),
        (
            "its resolutions 70/1 of 25 May 2015, 71/2 and 59/113 A of 10 June",
            [("70/1", "A/RES/70/1"), ("71/2", "A/RES/71/2"), ("59/113 A", "A/RES/59/113A")],
        ),
        ("A/RES/70/1, A/78/L.8", [("A/RES/70/1", "A/RES/70/1"), ("A/78/L.8", "A/78/L.8")]),
        ("See S/RES/1325(2000).", [("S/RES/1325(2000)", "S/RES/1325(2000)")]),
        ("see A/C.2/59/3, annex", [("A/C.2/59/3", "A/C.2/59/3"), ("annex", "A/C.2/59/3 annex1")]),
        ("resolution S-23/2", [("S-23/2", "A/RES/S-23/2")]),
        ("resolutions ES-11/1 and 70/1", [("ES-11/1", "A/RES/ES-11/1"), ("70/1", "A/RES/70/1")]),
        ("resolution S\u201123/2 on ink", [("S\u201123/2", "A/RES/S-23/2")]),
        ("Resolution 217 A (III).", [("217 A (III)", "A/RES/217(III)")]),
        ("Security Council resolution 1325 (2000)", [("1325 (2000)", "S/RES/1325(2000)")]),
        ("Human Rights Council resolution 17/4 of June", [("17/4", "A/HRC/RES/17/4")]),
        ("resolution 53/6 of the Human Rights Council", [("53/6", "A/HRC/RES/53/6")]),
        ("Economic and Social Council resolution 2017/21", [("2017/21", "E/RES/2017/21")]),
    ],
)  # fmt: skip
def test_documents_are_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "its decision 77/568 of 1 June",
        "between 50/50 and 60/40 of the ink",
        "open 24/7, on 12/25, at 3/4 strength",
        "ratio 70/1 of black ink",
        "the report 78/12 says",
        "the biennium 2022/23",
        "article 14, paragraph 2, of the Convention on Ink",
        "paragraph 29 of the report of the Committee on Ink",
        "paragraph 1 of this article",
        "Part I (NPT), section II.B, and ink (2000)",
        "A/B testing of N/A values",
        "",
        "paragraph",
        "annex",
    ],
)
def test_what_only_looks_like_a_reference_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_a_bare_number_is_believed_where_the_document_cites_it() -> None:
    cited = {"A/RES/70/1", "A/HRC/RES/41/11", "A/RES/59/113B"}
    assert found("as 70/1 has it", cited=cited) == [("70/1", "A/RES/70/1")]
    assert found("as 41/11 has it", cited=cited) == [("41/11", "A/HRC/RES/41/11")]
    assert found("its decision 59/113 B", cited=cited) == [("59/113 B", "A/RES/59/113B")]
    assert found("as 70/2 has it", cited=cited) == []


def test_a_document_does_not_point_at_itself() -> None:
    assert found("resolution 78/1, paragraph 2", document="A/RES/78/1") == [
        ("paragraph 2", "A/RES/78/1 op2")
    ]


OWN = frozenset({"op3", "op4", "op5", "op6", "op6.a", "pp1", "annex1.3", "annex2.1", "h1"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("as in paragraph 5 above", [("paragraph 5", f"{INK} op5")]),
        ("Paragraph 6 (a) below", [("Paragraph 6 (a)", f"{INK} op6.a")]),
        ("paragraph 6 (b) above", [("paragraph 6 (b)", f"{INK} op6")]),
        ("paragraph 9 above", []),
        (
            "paragraphs 3 to 5 of the present resolution",
            [("paragraphs 3", f"{INK} op3"), ("5", f"{INK} op5")],
        ),
        (
            "paragraphs 3, 4 and 6 above",
            [("paragraphs 3", f"{INK} op3"), ("4", f"{INK} op4"), ("6", f"{INK} op6")],
        ),
        ("as operative paragraph 4 asks", [("paragraph 4", f"{INK} op4")]),
        ("annex II to the present resolution", [("annex II", f"{INK} annex2")]),
        ("annex III to the present resolution", []),
    ],
)
def test_paragraphs_of_the_same_document(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, labels=OWN) == expected


def test_in_an_annex_a_paragraph_is_the_annexs_own_first() -> None:
    assert found("paragraph 3 above", "annex1.7", labels=OWN) == [
        ("paragraph 3", f"{INK} annex1.3")
    ]
    assert found("paragraph 4 above", "annex1.7", labels=OWN) == [("paragraph 4", f"{INK} op4")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "paragraph 6 (a) of its resolution 78/265",
            [("paragraph 6 (a)", "A/RES/78/265 op6.a"), ("78/265", "A/RES/78/265")],
        ),
        (
            "paragraph 71 of General Assembly resolution 70/125",
            [("paragraph 71", "A/RES/70/125 op71"), ("70/125", "A/RES/70/125")],
        ),
        (
            "paragraphs 5 and 6 of Security Council resolution 1502 (2003)",
            [
                ("paragraphs 5", "S/RES/1502(2003) op5"),
                ("6", "S/RES/1502(2003) op6"),
                ("1502 (2003)", "S/RES/1502(2003)"),
            ],
        ),
        (
            "See resolution 63/120, para. 20.",
            [("63/120", "A/RES/63/120"), ("para. 20", "A/RES/63/120 op20")],
        ),
        (
            "annex II to resolution 70/1",
            [("annex II", "A/RES/70/1 annex2"), ("70/1", "A/RES/70/1")],
        ),
        (
            "paragraph 4 of the annex to resolution 60/1",
            [("paragraph 4", "A/RES/60/1 annex1.4"), ("annex", "A/RES/60/1 annex1"),
             ("60/1", "A/RES/60/1")],
        ),
        ("paragraph 9 of section II of its resolution 55/1", [("55/1", "A/RES/55/1")]),
    ],
)  # fmt: skip
def test_paragraphs_of_another_document(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, labels=OWN) == expected


def test_a_section_is_found_by_its_heading() -> None:
    passages = (
        Passage("h1", "heading", "official", "I. Black ink"),
        Passage("op1", "operative", "official", "Recalls section II of the present resolution;"),
        Passage("h2", "heading", "official", "II"),
    )
    within = setting(Edition(EditionKey(INK, "official", "en"), "Ink", passages))
    assert [one.target for one in references(passages[1].text, within)] == [f"{INK} h2"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "Rappelant sa résolution 78/265 sur l’encre et la résolution 70/1",
         [("78/265", "A/RES/78/265"), ("70/1", "A/RES/70/1")]),
        ("fr", "voir paragraphe 5 ci-dessus", [("paragraphe 5", f"{INK} op5")]),
        ("fr", "au paragraphe 6 a) de sa résolution 70/1",
         [("paragraphe 6 a)", "A/RES/70/1 op6.a"), ("70/1", "A/RES/70/1")]),
        ("fr", "sa décision 75/564", []),
        ("fr", "la résolution 17/4 du Conseil des droits de l’homme", [("17/4", "A/HRC/RES/17/4")]),
        ("es", "su resolución\u00a070/1, sobre la tinta", [("70/1", "A/RES/70/1")]),
        ("es", "en los párrafos 3 y 4 supra", [("párrafos 3", f"{INK} op3"), ("4", f"{INK} op4")]),
        ("es", "párrafo 7 de su resolución\u00a070/125",
         [("párrafo 7", "A/RES/70/125 op7"), ("70/125", "A/RES/70/125")]),
        ("ru", "на свою резолюцию\u00a070/1 о чернилах", [("70/1", "A/RES/70/1")]),
        ("ru", "в пункте 5 выше", [("пункте 5", f"{INK} op5")]),
        ("ru", "в пунктах 3–5 настоящей резолюции",
         [("пунктах 3", f"{INK} op3"), ("5", f"{INK} op5")]),
        ("ru", "с пунктом 7 резолюции 70/125 Генеральной Ассамблеи",
         [("пунктом 7", "A/RES/70/125 op7"), ("70/125", "A/RES/70/125")]),
        ("ru", "Резолюция 217 А (III).", [("217 А (III)", "A/RES/217(III)")]),
        ("ar", "القرار 78/265 بشأن الحبر", [("78/265", "A/RES/78/265")]),
        ("ar", "القرارات 56/183، و 57/2",
         [("56/183", "A/RES/56/183"), ("57/2", "A/RES/57/2")]),
        ("ar", "القرار 217 ألف (د-3).", [("217 ألف (د-3)", "A/RES/217(III)")]),
        ("ar", "مقرر الحبر 75/564", []),
        ("ar", "في الفقرة 5 أعلاه", [("الفقرة 5", f"{INK} op5")]),
        ("ar", "الفقرة 7 من قرارها 70/125",
         [("الفقرة 7", "A/RES/70/125 op7"), ("70/125", "A/RES/70/125")]),
        ("ar", "القضاء على الفقر 5 أعلاه", []),
        ("zh", "第78/265号决议关于墨水", [("78/265", "A/RES/78/265")]),
        ("zh", "第70/1、71/2和72/3号决议",
         [("70/1", "A/RES/70/1"), ("71/2", "A/RES/71/2"), ("72/3", "A/RES/72/3")]),
        ("zh", "第70/125号决议第7段", [("70/125", "A/RES/70/125"), ("第7", "A/RES/70/125 op7")]),
        ("zh", "上文第5段", [("第5", f"{INK} op5")]),
        ("zh", "第75/564号决定", []),
        ("zh", "第217 A (III)号决议", [("217 A (III)", "A/RES/217(III)")]),
    ],
)  # fmt: skip
def test_the_same_in_six_languages(
    language: str, text: str, expected: list[tuple[str, str]]
) -> None:
    assert found(text, language=language) == expected


@given(
    text=st.text(alphabet="aA/RES7801(I)., paragraphs of resolution annex第号决段S-", max_size=60),
    language=st.sampled_from(["en", "fr", "es", "ru", "ar", "zh", "de"]),
)  # fmt: skip
def test_whatever_the_text_the_references_are_in_order_and_apart(text: str, language: str) -> None:
    last = 0
    for one in references(text, Setting(INK, language)):
        assert last <= one.start < one.end <= len(text)
        assert one.target.split(" ")[0]
        last = one.end
