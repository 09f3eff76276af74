from pathlib import Path

import pytest

from db.address import is_label
from db.errors import NotADocument
from db.formats import akn
from db.formats.akn_text import symbol_of
from db.models import Passage

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


def statement(body: str, preamble: str = "", *, language: str = "eng", symbol: str = "A/RES/1/2",
              attachments: str = "") -> str:  # fmt: skip
    return f"""
    <statement name="resolution">
      <meta>
        <identification>
          <FRBRWork><FRBRdate date="2024-07-01" name="adoption"/></FRBRWork>
          <FRBRExpression>
            <FRBRdate date="2024-07-05" name="publication"/><FRBRlanguage language="{language}"/>
          </FRBRExpression>
        </identification>
        <workflow>
          <step outcome="draftResolution" as="A/1/L.2"/><step outcome="adopted" as="A/1/PV.3"/>
        </workflow>
      </meta>
      <coverPage><p><docNumber>{symbol}</docNumber></p></coverPage>
      <preface><p><docNumber>1/2.</docNumber>
        <docTitle><span class="bold">	On\u00a0tests</span></docTitle></p></preface>
      <preamble><formula><p>
        <span class="italic">The Assembly</span>,</p></formula>{preamble}</preamble>
      <mainBody>{body}</mainBody>
      <conclusions><p>1st meeting</p></conclusions>
      {attachments}
    </statement>"""


def document(*parts: str, **more: str) -> bytes:
    inner = statement(*parts, **more)
    return f'<akomaNtoso xmlns="{NAMESPACE}">{inner}</akomaNtoso>'.encode()


def p(number: str, words: str, style: str = "SingleTxt") -> str:
    printed = f"<num>{number}</num>" if number else ""
    return f'<paragraph class="{style}">{printed}<content><p>{words}</p></content></paragraph>'


def annex(body: str) -> str:
    doc = f"<doc><mainBody>{body}</mainBody></doc>"
    return f"<attachments><attachment>{doc}</attachment></attachments>"


def passages(*parts: str, **more: str) -> tuple[Passage, ...]:
    return akn.parse(document(*parts, **more)).edition.passages


def labels(*parts: str, **more: str) -> list[str]:
    return [passage.label for passage in passages(*parts, **more)]


def only(*parts: str, **more: str) -> Passage:
    (passage,) = passages(*parts, **more)
    return passage


def test_the_record_of_a_resolution() -> None:
    parsed = akn.parse(document(p("1.", "<span class='italic'>Decides</span> so;")))
    assert parsed.document.id == parsed.document.short_title == "A/RES/1/2"
    assert parsed.document.title == parsed.edition.title == "On\u00a0tests"
    assert (parsed.document.kind, parsed.document.date) == ("resolution", "2024-07-01")
    assert (parsed.edition.key.kind, parsed.edition.key.language) == ("official", "en")
    record = parsed.edition.provenance
    assert (record["published"], record["meeting"], record["draft"]) == (
        "2024-07-05", "A/1/PV.3", "A/1/L.2",
    )  # fmt: skip
    assert (record["formula"], record["closing"]) == ("The Assembly,", "1st meeting")


def test_the_text_is_kept_but_for_layout_and_footnote_markers() -> None:
    link = '<a href="https://undocs.org/en/A/RES/70/1">70/1</a>'
    note = f'<authorialNote marker="1"><p>\t See {link}.</p></authorialNote>'
    verb = "\n\t<span class='italic'>Calls upon </span>"
    words = f"{verb}the 5\u00a0non\u2011members\n   of it,{note} and all; "
    clause, footnote = passages(p("1.", words))
    assert clause.text == "Calls upon the 5\u00a0non\u2011members of it, and all;"
    assert clause.opener == "Calls upon"
    assert (clause.kind, clause.voice, clause.part) == ("operative", "official", "Operative part")
    assert clause.refs == footnote.refs == ("A/RES/70/1",)
    assert (footnote.label, footnote.kind, footnote.text) == ("fn1", "footnote", "See 70/1.")
    assert (footnote.part, footnote.sources) == ("Footnotes", ("A/RES/1/2 op1",))


def test_brackets_and_spaces_around_a_marker_go_with_it() -> None:
    note = '<authorialNote marker="1"><p>n</p></authorialNote>'
    arabic = f"مبادئ<sup>(</sup>{note}<sup>)</sup>، وخطة"
    assert passages(p("1 -", arabic), language="ara")[0].text == "مبادئ، وخطة"
    chinese = f"宣言，{note} 并回顾"
    assert passages(p("1.", chinese), language="zho")[0].text == "宣言，并回顾"


def test_preambular_paragraphs_are_counted_wherever_they_are_wrapped() -> None:
    container = (
        "<container name='Noting'><p><span class='italic'>Noting</span> this,</p></container>"
    )
    named = "<container name='Aware'><p>Aware of it,</p></container>"
    listed = (
        "<container name='Having'><blockList><listIntroduction>Having seen:</listIntroduction>"
        "<item><num>(a)</num><p>One,</p></item></blockList></container>"
    )
    wrapped = p("", "<span class='bold'>Recalling</span> that,")
    found = passages(
        wrapped + p("1.", "<span class='italic'>Acts</span>;"), container + named + listed
    )
    assert [one.label for one in found] == ["pp1", "pp2", "pp3", "pp3.a", "pp4", "op1"]
    assert [one.opener for one in found] == ["Noting", "Aware", "", "", "Recalling", "Acts"]
    assert {one.part for one in found[:5]} == {"Preamble"}


def test_points_in_lists_sublists_and_paragraphs_are_labelled_alike() -> None:
    nested = (
        "<paragraph><num>1.</num><list><intro><p>Asks:</p></intro>"
        "<point><num>(a)</num><content><p>One;</p></content></point>"
        "<sublist><point><num>(i)</num><content><p>Two;</p></content></point></sublist>"
        "<point><num>(b)</num><content><p>Three;</p></content></point></list></paragraph>"
    )
    flat = p("1.", "Asks:") + p("(a)", "One;") + p("(i)", "Two;") + p("(b)", "Three;")
    in_text = p("1.", "Asks:") + p("", "a) One;") + p("", "i) Two;") + p("", "b) Three;")
    expected = [("op1", "Asks:"), ("op1.a", "One;"), ("op1.a.i", "Two;"), ("op1.b", "Three;")]
    for body in (nested, flat, in_text):
        assert [(one.label, one.text) for one in passages(body)] == expected


def test_numbers_left_in_the_text_or_in_a_paragraph_of_their_own_are_found() -> None:
    body = (
        p("1.", "One;")
        + p("", "2 <span class='italic'>Condemns</span> two;")
        + p("", "3 – three;")
        + p("4.", "")
        + p("", "Four;")
    )
    assert labels(body) == ["op1", "op2", "op3", "op4"]
    assert passages(body)[1].text == "Condemns two;"
    assert labels(p("1.", "One;") + p("", "27 countries took part in it.")) == ["op1", "u1"]


def test_a_copy_that_loses_count_is_counted_on() -> None:
    numbers = ["1.", "2.", "1.", "2.", "3.", "6."]
    assert labels("".join(p(n, "A clause;") for n in numbers)) == [f"op{n}" for n in range(1, 7)]
    after_heading = p("1.", "A;") + p("2.", "B;") + p("", "II", "H23") + p("1.", "C;")
    assert labels(after_heading) == ["op1", "op2", "h1", "op1.r2"]


def test_headings_are_told_by_markup_or_by_how_they_are_set() -> None:
    body = (
        "<paragraph class='H1'><heading>One</heading></paragraph>"
        "<paragraph class='H23'><num>I.</num><subheading>I. Two</subheading></paragraph>"
        + p("II.", "Three")
        + p("", "<span class='bold'>Action 1. We will act.</span>")
        + p("", "行动2. 我们将采取行动。")
        + p("", "Short line without an end")
        + p("", "An ordinary line.")
    )
    found = passages(body)
    assert [one.kind for one in found] == ["heading"] * 6 + ["paragraph"]
    assert [one.text for one in found[:3]] == ["One", "I. Two", "II. Three"]
    assert [one.label for one in found[-2:]] == ["h6", "u1"]
    assert not any(one.opener for one in found)


def test_annexes_count_for_themselves() -> None:
    body = (
        p("", "Annex I", "H1")
        + p("1.", "First.")
        + p("(a)", "Point.")
        + p("", "A line of it.")
        + p("", "<span class='bold'>Annex II</span>")
        + p("", "<span class='italic'>Recalling</span> that,")
        + p("1.", "Again.")
    )
    found = passages(p("1.", "Adopts;"), attachments=annex(body))
    assert [one.label for one in found] == [
        "op1", "annex1.h1", "annex1.1", "annex1.1.a", "annex1.u1", "annex2.h1", "annex2.pp1",
        "annex2.1",
    ]  # fmt: skip
    assert [one.part for one in found[-2:]] == ["Annex II", "Annex II"]
    assert found[2].kind == "paragraph"


@pytest.mark.parametrize(
    "word", ["Annexe II", "Anexo II", "Приложение II", "附件二", "المرفق الثاني"]
)
def test_an_annex_begins_in_every_language(word: str) -> None:
    body = (
        p("", "Début", "H1")
        + p("1.", "A.")
        + p("", f"<span class='bold'>{word}</span>")
        + p("1.", "B.")
    )
    assert labels(p("1.", "C;"), attachments=annex(body))[-1] == "annex2.1"


@pytest.mark.parametrize("word", ["Article 5", "Статья 5", "第五条", "المادة 5", "Artículo 5"])
def test_paragraphs_of_an_article_carry_its_number(word: str) -> None:
    body = p("", word, "H23") + p("1.", "A.") + p("2.", "B.")
    assert labels(p("1.", "C;"), attachments=annex(body))[-2:] == ["annex1.art5.1", "annex1.art5.2"]


def test_a_table_is_its_rows() -> None:
    row = "<tr><td><p>2024<sup>a</sup></p></td><td/><td><p>5 000</p></td></tr>"
    body = p("1.", "Approves:") + (
        f"<container name='table'><table>{row}<tr><td/></tr>{row}</table></container>"
    )
    found = passages(body + p("", "<span class='italic'>a</span> A note.", "FootnoteText"))
    assert [(one.label, one.kind) for one in found[1:]] == [
        ("t1.1", "table"), ("t1.2", "table"), ("u1", "paragraph"),
    ]  # fmt: skip
    assert found[1].text == "2024ᵃ | | 5 000"


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("Notes ink^, and\n more  ink;", "Notes ink"),
        ("^Notes ink;", ""),
        ("Notes \u00a0 ink;^ ", "Notes \u00a0 ink;"),
        ("Notes <span class='italic'>red ^</span> ink;", "Notes red"),
        ("يلاحظ الحبر (^)، وغيره", "يلاحظ الحبر"),
        ("注意墨水，^ 又注意", "注意墨水，"),
    ],
)
def test_the_place_of_a_footnotes_mark_is_kept(words: str, place: str) -> None:
    note = '<authorialNote marker="1"><p>n</p></authorialNote>'
    clause, _ = passages(p("1.", words.replace("^", note)))
    assert clause.footnotes == ((len(place), "fn1"),)
    assert clause.text.startswith(place)


def test_the_brackets_of_the_marker_are_no_part_of_the_note() -> None:
    note = "<authorialNote marker='1'><p>( ) انظر (الحبر)</p></authorialNote>"
    assert passages(p("1.", f"حبر{note};"))[-1].text == "انظر (الحبر)"


def test_each_mark_of_a_row_stands_in_its_cell() -> None:
    note = "<authorialNote marker='{}'><p>n</p></authorialNote>"
    cells = f"<td><p>Ink{note.format(1)}</p></td><td><p>Red{note.format(2)} dye</p></td>"
    row = passages(f"<table><tr>{cells}</tr></table>")[0]
    assert row.text == "Ink | Red dye"
    assert row.footnotes == ((3, "fn1"), (9, "fn2"))


def test_a_footnote_in_a_footnote_and_an_empty_one_have_no_mark() -> None:
    inner = "<authorialNote marker='2'><p>inner</p></authorialNote>"
    notes = f"<authorialNote marker='1'><p>n{inner}</p></authorialNote>"
    empty = "<authorialNote marker='3'><p>.</p></authorialNote>"
    clause, *rest = passages(p("1.", f"One{notes}, two{empty};"))
    assert [one.label for one in rest] == ["fn1", "fn2"]
    assert clause.footnotes == ((3, "fn1"),)


def test_decoration_and_empty_footnotes_are_no_passages() -> None:
    body = p("1.", "One<authorialNote marker='1'><p>.</p></authorialNote>;") + p("", "* * *")
    assert labels(body) == ["op1"]


@pytest.mark.parametrize(
    ("href", "symbol"),
    [
        ("https://undocs.org/en/A/RES/70/1", "A/RES/70/1"),
        ("https://docs.un.org/fr/A/RES/217(III)", "A/RES/217(III)"),
        ("http://undocs.org/A/RES/48/218b", "A/RES/48/218B"),
        ("https://undocs.org/ch/A/hrc/RES/51/22", "A/HRC/RES/51/22"),
        ("https://undocs.org/en/A/77/53/Add.1(supp)", "A/77/53/Add.1"),
        ("https://undocs.org/en/A/RES/1874%20(S-IV)", "A/RES/1874(S-IV)"),
        ("https://example.org/en/A/RES/70/1", ""),
        ("https://undocs.org/en/<b>", ""),
        ("http://[", ""),
        ("", ""),
    ],
)
def test_a_link_gives_a_symbol_only_where_it_leads_to_one(href: str, symbol: str) -> None:
    assert symbol_of(href) == symbol


LAUGHS = "<!DOCTYPE a [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {new} '{f'&{old};' * 10}'>"
    for old, new in zip("abcdefghi", "bcdefghij", strict=True)
) + "]>"  # fmt: skip


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b"not xml", "line 1"),
        (b"<a>\n<b></a>", "line 2"),
        (b"<a>\0</a>", "line 1"),
        (b'<?xml version="1.0" encoding="no-such"?><a/>', "encoding"),
        (b"<html/>", "Akoma Ntoso"),
        (b"<akomaNtoso/>", "no resolution"),
        (f"{LAUGHS}<akomaNtoso>&j;</akomaNtoso>".encode(), "not"),
        (f"{LAUGHS}<akomaNtoso a='&j;'/>".encode(), "not"),
        (b"<!DOCTYPE a [<!ENTITY a 'b'>]><akomaNtoso/>", "DOCTYPE"),
        (b"<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/a.dtd'><akomaNtoso/>", "DOCTYPE"),
        (b"<akomaNtoso>" + b"<statement>" * 100_000, "not well-formed"),
        (document(""), "no paragraphs"),
        (document(p("1.", "A;"), symbol="A/78/311"), "symbol"),
        (document(p("1.", "A;"), language="tlh"), "tlh"),
    ],
)
def test_what_is_no_resolution_is_refused_in_a_sentence(data: bytes, word: str) -> None:
    with pytest.raises(NotADocument, match=word) as refused:
        akn.parse(data)
    assert str(refused.value).endswith((".", "”."))
    assert "\n" not in str(refused.value)


def test_an_external_entity_is_never_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    data = document(p("1.", "&x;")).decode()
    hostile = f"<!DOCTYPE akomaNtoso [<!ENTITY x SYSTEM '{secret.as_uri()}'>]>{data}"
    with pytest.raises(NotADocument, match="DOCTYPE") as refused:
        akn.parse(hostile.encode())
    assert "the secret" not in str(refused.value)


def test_too_large_a_file_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(akn, "LARGEST", 100)
    with pytest.raises(NotADocument, match="larger"):
        akn.parse(document(p("1.", "A;")))


@pytest.mark.parametrize("marker", ["0", "-1", "x", "", "99999999999999", "2"])
def test_footnotes_have_labels_whatever_their_markers(marker: str) -> None:
    notes = "".join(
        f"<authorialNote marker='{m}'><p>n</p></authorialNote>" for m in (marker, "2", "2")
    )
    found = [label for label in labels(p("1.", f"A{notes};")) if label.startswith("fn")]
    assert len(set(found)) == 3
    assert all(map(is_label, found))


# Real documents
