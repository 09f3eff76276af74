"""Citations: the styles against published examples, and that they can be typed back."""

import pytest

from db.address import Address, parse_address
from db.cite import STYLES, citation, cite
from db.cite.source import Source
from db.cite.typed import parse_range
from db.errors import UsageError

CITED = [
    (Address("A/RES/78/311"), "A/RES/78/311"),
    (Address("A/RES/78/311", "op6"), "A/RES/78/311, para. 6"),
    (Address("A/RES/78/311", "op6.a"), "A/RES/78/311, para. 6 (a)"),
    (Address("A/RES/78/311", "op6.a.ii"), "A/RES/78/311, para. 6 (a) (ii)"),
    (Address("A/RES/78/311", "pp7"), "A/RES/78/311, seventh preambular paragraph"),
    (Address("A/RES/78/311", "pp21.a"), "A/RES/78/311, twenty-first preambular paragraph (a)"),
    (Address("A/RES/79/1", "annex1"), "A/RES/79/1, annex I"),
    (Address("A/RES/79/1", "annex1.60"), "A/RES/79/1, annex I, para. 60"),
    (Address("A/RES/79/1", "annex2.pp2"), "A/RES/79/1, annex II, second preambular paragraph"),
    (Address("A/RES/78/311", "record.draft_date"), "A/RES/78/311, record, draft date"),
    (Address("A/RES/78/311", "fn2"), "A/RES/78/311, footnote 2"),
    (Address("fu-cong", "p2"), "fu-cong, para. 2"),
]
RANGES = [
    ("op6", "op8", "paras. 6–8"),
    ("op6.a", "op6.c", "para. 6 (a)–(c)"),
    ("op6.a.i", "op6.a.iii", "para. 6 (a) (i)–(iii)"),
    ("op6.b", "op8", "paras. 6 (b)–8"),
    ("pp2", "pp4", "second to fourth preambular paragraphs"),
    ("pp3.a", "pp3.c", "third preambular paragraph (a)–(c)"),
    ("pp15", "op1", "fifteenth preambular paragraph to para. 1"),
    ("annex1.60", "annex1.62", "annex I, paras. 60–62"),
    ("annex1.60", "annex2.3", "annex I, para. 60 to annex II, para. 3"),
    ("op15", "annex1.2", "para. 15 to annex I, para. 2"),
]
SEVENTY_EIGHT = Source(
    "A/RES/78/311", title="Enhancing international cooperation", symbol="A/RES/78/311",
    body="General Assembly", session="78", date="2024-07-01", issued="2024-07-05",
)  # fmt: skip


@pytest.mark.parametrize(("address", "citation"), CITED)
def test_the_united_nations_style(address: Address, citation: str) -> None:
    assert cite(address) == citation


@pytest.mark.parametrize(("address", "citation"), CITED)
def test_a_citation_can_be_typed_back(address: Address, citation: str) -> None:
    assert parse_address(citation) == address


@pytest.mark.parametrize(("first", "last", "said"), RANGES)
def test_ranges(first: str, last: str, said: str) -> None:
    assert cite(Address("A/RES/1/9", first), last=last) == f"A/RES/1/9, {said}"


@pytest.mark.parametrize(("first", "last", "said"), RANGES)
def test_a_range_can_be_typed_back(first: str, last: str, said: str) -> None:
    assert parse_range(f"A/RES/1/9, {said}") == (Address("A/RES/1/9", first), last)


@pytest.mark.parametrize("last", ["op6", "op6.a", "op6.c.ii"])
def test_a_paragraph_with_its_own_points_is_that_paragraph(last: str) -> None:
    assert cite(Address("A/RES/1/9", "op6"), last=last) == "A/RES/1/9, para. 6"


def test_a_preamble_longer_than_words_can_count() -> None:
    assert cite(Address("A/RES/1/1", "pp99")) == "A/RES/1/1, ninety-ninth preambular paragraph"
    assert cite(Address("A/RES/1/1", "pp100")) == "A/RES/1/1, PP100"
    assert cite(Address("A/RES/1/1", "pp99"), last="pp100").endswith("paragraph to PP100")


def test_an_annex_without_a_number() -> None:
    assert cite(Address("A/RES/70/1", "annex.60")) == "A/RES/70/1, annex, para. 60"


def test_paragraphs_of_one_number_are_told_apart() -> None:
    assert cite(Address("A/RES/1/1", "op3.r2")).endswith("para. 3 [second of this number]")


# the examples of the style guides -----------------------------------------------------------


def assembly(number: str, date: str, issued: str = "", title: str = "") -> Source:
    symbol = f"A/RES/{number}"
    return Source(
        symbol, symbol=symbol, body="General Assembly", date=date, issued=issued, title=title
    )


def test_bluebook() -> None:
    source = assembly("62/228", "2007-12-22")
    said = cite(Address(source.id, "op35"), "bluebook", source=source)
    assert said == "G.A. Res. 62/228, ¶ 35, U.N. Doc. A/RES/62/228 (Dec. 22, 2007)"


def test_oscola() -> None:
    source = Source("S/RES/1373", symbol="S/RES/1373", body="Security Council", date="2001-09-28")
    said = cite(Address(source.id), "oscola", source=source)
    assert said == "UNSC Res 1373 (28 September 2001) UN Doc S/RES/1373"
    source = assembly("51/210", "1996-12-17")
    said = cite(Address(source.id), "oscola", source=source)
    assert said == "UNGA Res 51/210 (17 December 1996) UN Doc A/RES/51/210"


def test_aglc() -> None:
    title = "Millennium Summit of the United Nations"
    source = assembly("54/254", "2000-03-15", "2000-03-23", title)
    cited = citation(Address(source.id, "op3"), "aglc", source=source)
    assert cited.text == (
        f"{title}, GA Res 54/254, UN Doc A/RES/54/254 (23 March 2000, adopted 15 March 2000) para 3"
    )
    assert cited.html.startswith(f"<i>{title}</i>, GA Res")
    annex = cite(Address(source.id, "annex2.art2.a"), "aglc", source=source)
    assert "annex II article 2" in annex


def test_the_united_nations_covers() -> None:
    assert cite(Address("A/78/458", "op11")) == "A/78/458, para. 11"


@pytest.mark.parametrize(
    ("style", "said"),
    [
        ("oscola", "UN Doc A/RES/78/311, preamble paras 2–4"),
        ("bluebook", "G.A. Res. 78/311, pmbl. ¶¶ 2–4, U.N. Doc."),
        ("aglc", "adopted 1 July 2024) Preamble paras 2–4"),
        ("plain", "(A/RES/78/311), 1 July 2024, second to fourth preambular paragraphs"),
    ],
)
def test_preambles(style: str, said: str) -> None:
    assert said in cite(Address("A/RES/78/311", "pp2"), style, last="pp4", source=SEVENTY_EIGHT)


@pytest.mark.parametrize(
    ("style", "said"),
    [
        ("oscola", "A/RES/78/311, annex I para 60(a)"),
        ("bluebook", "78/311, annex I, ¶ 60(a), U.N."),
        ("aglc", ") annex I para 60(a)"),
        ("plain", "annex I, paragraph 60 (a)"),
    ],
)
def test_annexes(style: str, said: str) -> None:
    assert said in cite(Address("A/RES/78/311", "annex1.60.a"), style, source=SEVENTY_EIGHT)


@pytest.mark.parametrize(
    ("iso", "american"),
    [
        ("2024-07-01", "July 1, 2024"),
        ("2024-09-05", "Sept. 5, 2024"),
        ("2024-05-31", "May 31, 2024"),
        ("2025-08", "Aug. 2025"),
        ("1995", "1995"),
    ],
)
def test_american_dates(iso: str, american: str) -> None:
    assert f"({american})" in cite(Address("A/RES/1/1"), "bluebook", source=assembly("1/1", iso))


@pytest.mark.parametrize(
    ("language", "one", "many", "preamble", "annex"),
    [
        ("fr", "par. 6", "par. 6 à 8", "2e à 4e alinéas du préambule", "annexe I"),
        ("es", "párr. 6", "párrs. 6 a 8", "párrs. 2 a 4 del preámbulo", "anexo I"),
        ("ru", "п. 6", "пп. 6–8", "пп. 2–4 преамбулы", "приложение I"),
        ("zh", "第6段", "第6至8段", "序言部分第2至4段", "附件一"),
        ("ar", "الفقرة 6", "الفقرات 6 إلى 8", "الفقرات 2 إلى 4 من الديباجة", "المرفق الأول"),
    ],
)
def test_the_united_nations_style_in_the_language_of_the_edition(
    language: str, one: str, many: str, preamble: str, annex: str
) -> None:
    source = Source("A/RES/1/9", symbol="A/RES/1/9", language=language)
    comma = {"zh": "，", "ar": "، "}.get(language, ", ")
    for first, last, said in [
        ("op6", "", one), ("op6", "op8", many), ("pp2", "pp4", preamble), ("annex1", "", annex),
    ]:  # fmt: skip
        cited = cite(Address("A/RES/1/9", first), last=last, source=source)
        assert cited == f"A/RES/1/9{comma}{said}"


def test_points_in_other_languages() -> None:
    for language, said in [("fr", "par. 6 a) à c)"), ("ar", "الفقرة 6 (أ) إلى (ج)")]:
        source = Source("A/RES/1/9", symbol="A/RES/1/9", language=language)
        assert cite(Address("A/RES/1/9", "op6.a"), last="op6.c", source=source).endswith(said)


def test_the_first_french_preambular_paragraph() -> None:
    source = Source("A/RES/1/9", symbol="A/RES/1/9", language="fr")
    said = cite(Address("A/RES/1/9", "pp1"), source=source)
    assert said == "A/RES/1/9, 1er alinéa du préambule"


# what is not known ---------------------------------------------------------------------------


@pytest.mark.parametrize("style", STYLES)
def test_every_style_writes_what_is_not_in_the_library(style: str) -> None:
    said = cite(Address("A/RES/54/254", "op3"), style)
    assert "54/254" in said
    assert "()" not in said
    assert "None" not in said
    assert ", ," not in said


def test_html_escapes_a_title() -> None:
    source = assembly("1/1", "2000-01-01", title="A & B <i>")
    assert citation(Address(source.id), "aglc", source=source).html.startswith(
        "<i>A &amp; B &lt;i&gt;</i>"
    )


def test_a_style_that_does_not_exist() -> None:
    with pytest.raises(UsageError, match="no citation style “chicago”"):
        cite(Address("fu-cong", "p2"), "chicago")
