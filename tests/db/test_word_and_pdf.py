"""What only Word and PDF have: lists that count themselves, tracked changes, lines, columns."""

from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from paper import pdf_of, placed, saved

from db.errors import NotADocument
from db.formats import pdf, word
from db.formats.numbering import read
from db.formats.parsed import Parsed


def listed(found: Parsed) -> list[tuple[str, str]]:
    return [(p.label, p.text) for p in found.edition.passages]


LEVELS = """<w:abstractNum %s w:abstractNumId="90">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%%2)"/>
</w:lvl></w:abstractNum>"""


def put_in_list(paragraph: Any, level: int) -> None:
    properties = paragraph._p.get_or_add_pPr()
    properties.append(parse_xml(
        f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="91"/></w:numPr>'
    ))  # fmt: skip


def test_lists_that_word_counts_itself() -> None:
    made = docx.Document()
    numbering = made.part.numbering_part.element
    numbering.insert(0, parse_xml(LEVELS % nsdecls("w")))
    numbering.append(parse_xml(
        f'<w:num {nsdecls("w")} w:numId="91"><w:abstractNumId w:val="90"/></w:num>'
    ))  # fmt: skip
    for level, words in [(0, "First."), (0, "Second:"), (1, "of two;"), (1, "of two."),
                         (0, "Third."), (1, "alone.")]:  # fmt: skip
        put_in_list(made.add_paragraph(words), level)
    assert listed(word.parse(saved(made))) == [
        ("p1", "First."), ("p2", "Second:"), ("p2.a", "of two;"), ("p2.b", "of two."),
        ("p3", "Third."), ("p3.a", "alone."),
    ]  # fmt: skip


def test_headings_tables_and_the_title() -> None:
    made = docx.Document()
    made.add_heading("On wells", 0)
    made.add_heading("Depth", 1)
    made.add_paragraph("Deep.")
    table = made.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "a", "b"
    found = word.parse(saved(made))
    assert found.document.title == "On wells"
    assert listed(found) == [("h1", "Depth"), ("p1", "Deep."), ("t1.1", "a | b")]


def test_tracked_changes_and_hidden_text() -> None:
    made = docx.Document()
    paragraph = made.add_paragraph("Kept ")
    for tag, inner in (("ins", "w:t"), ("del", "w:delText")):
        paragraph._p.append(parse_xml(
            f'<w:{tag} {nsdecls("w")} w:id="1" w:author="a"><w:r><{inner}>{tag}</{inner}></w:r>'
            f"</w:{tag}>"
        ))  # fmt: skip
    paragraph.add_run(" hidden").font.hidden = True
    assert listed(word.parse(saved(made))) == [("p1", "Kept ins")]


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"", saved(docx.Document())[:-400]])
def test_damaged_word_file(data: bytes) -> None:
    with pytest.raises(NotADocument, match="damaged or cut off"):
        word.parse(data)


def test_word_file_without_text() -> None:
    with pytest.raises(NotADocument, match="no text"):
        word.parse(saved(docx.Document()))
    assert BytesIO(saved(docx.Document())).read(2) == b"PK"


def field(instruction: str, result: str, *, raised: bool = True) -> list[Any]:
    """Make the runs of a field, as Word writes them."""
    look = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>' if raised else ""
    inner = (
        '<w:fldChar w:fldCharType="begin"/>',
        f"<w:instrText> {instruction} </w:instrText>",
        '<w:fldChar w:fldCharType="separate"/>',
        f"<w:t>{result}</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
    return [parse_xml(f"<w:r {nsdecls('w')}>{look}{one}</w:r>") for one in inner]


def test_a_number_in_the_line_that_names_a_footnote_stays_text() -> None:
    made = docx.Document()
    paragraph = made.add_paragraph("As said in note ")
    for run in field(r"NOTEREF _Ref1 \h", "3", raised=False):
        paragraph._p.append(run)
    paragraph.add_run(", and on page ")
    for run in field("PAGEREF _Ref1", "7"):
        paragraph._p.append(run)
    assert listed(word.parse(saved(made))) == [("p1", "As said in note 3, and on page 7")]


def test_a_raised_number_that_repeats_a_footnote_is_no_text() -> None:
    made = docx.Document()
    paragraph = made.add_paragraph("As said")
    for run in field(r"NOTEREF _Ref1 \h", "3"):
        paragraph._p.append(run)
    paragraph.add_run(" and said")
    instruction = r'w:instr="NOTEREF _Ref2 \f"'
    paragraph._p.append(parse_xml(
        f'<w:fldSimple {nsdecls("w")} {instruction}><w:r><w:t>4</w:t></w:r></w:fldSimple>'
    ))  # fmt: skip
    paragraph.add_run(" again")
    assert listed(word.parse(saved(made))) == [("p1", "As said and said again")]


def test_short_texts_are_no_headings_where_styles_say_which_are() -> None:
    def kinds(*, styled: bool) -> list[str]:
        made = docx.Document()
        for line in ("A/RES/1/1", "The General Assembly,", "Recalling wells,"):
            made.add_paragraph(line)
        made.add_paragraph("1. Decides to dig;")
        made.add_paragraph("Of depth", style="Heading 1" if styled else None)
        made.add_paragraph("A book of wells (annex)")
        return [one.kind for one in word.parse(saved(made)).edition.passages][2:]

    assert kinds(styled=True) == ["heading", "paragraph"]
    assert kinds(styled=False) == ["heading", "heading"]


COLUMN = "Water finds its way down the slope of every hill"


def lines_at(left: float, count: int, words: str) -> list[tuple[float, float, str]]:
    return [(left, 700 - 12 * n, f"{words} {n}") for n in range(count)]


def test_two_columns_drawn_line_by_line() -> None:
    left, right = lines_at(50, 8, "left side of the page"), lines_at(330, 8, "right of the page")
    drawn = [one for pair in zip(left, right, strict=True) for one in pair]
    found = pdf.parse(pdf_of([[placed(x, y, [(text, "R")]) for x, y, text in drawn]]))
    words = " ".join(text for _, text in listed(found))
    assert words.index("left side of the page 7") < words.index("right of the page 0")


def test_parted_words_and_running_heads() -> None:
    pages = []
    for number in range(1, 5):
        pages.append([
            placed(60, 760, [("A Study of Wells", "R")]),
            placed(60, 30, [(f"Page {number} of 4", "R")]),
            placed(80, 600, [("The important question of wells was raised by post-", "R")]),
            placed(60, 588, [("conflict societies, to which it is as impor-", "R")]),
            placed(60, 576, [("tant as the small- and", "R")]),
        ])  # fmt: skip
    texts = [text for _, text in listed(pdf.parse(pdf_of(pages)))]
    assert texts[0].startswith("The important question of wells was raised by post-conflict")
    assert "as important as the small- and" in texts[0]
    assert not any("Study of Wells" in text or "Page" in text for text in texts)


def test_letters_after_a_dotted_number() -> None:
    (number,) = read("17.a")
    assert (number.segment, number.style, number.value) == ("17.a", "number", 1)
    assert read("17.1")[0].segment == "17.1"


def test_paragraphs_of_one_line_each_stay_apart() -> None:
    texts = ["On reeds", "a study", "of some length", "in lines", "Herons wait.", "Reeds bend.",
             "Boats go by.", "Nobody minds."]  # fmt: skip
    heights = [760, 748, 736, 724, 700, 680, 660, 640]
    drawn = [placed(80, at, [(text, "R")]) for at, text in zip(heights, texts, strict=True)]
    found = pdf.parse(pdf_of([drawn]))
    assert [one.text for one in found.edition.passages][-3:] == texts[-3:]


def test_a_sentence_goes_on_where_its_lines_stand_apart() -> None:
    cover = [(123, 460 - 12 * n, f"Country and country {n},") for n in range(6)]
    body = [(64, 380, "Reeds are of use to herons, and so the keeper of them shall not"),
            (36, 362, "cut any of them in the spring, nor burn them in the weeks that"),
            (36, 344, "follow.")]  # fmt: skip
    drawn = [placed(x, y, [(words, "R")]) for x, y, words in cover + body]
    texts = [text for _, text in listed(pdf.parse(pdf_of([drawn])))]
    assert texts[-1].startswith("Reeds")
    assert texts[-1].endswith("follow.")
