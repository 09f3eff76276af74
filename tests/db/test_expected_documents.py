"""Every Word and PDF file of the reference material against what was written down of it.

Checked by hand on 26 November 2026, file by file: the paragraphs as python-docx and pypdfium2 give
them out of the file, with their styles, were read beside the passages we make of them; symbol,
title, session, agenda item and dates beside the masthead; the scans and two pages of A/RES/73/7 as
pictures. Then the words of each whole file were compared with ours, and each difference looked at:
what we leave out is mastheads, running heads, printed numbers, footnotes' marks and the lines of
the meeting, and nothing else. Marks of footnotes were compared with the places of the references.

Found and mended that day: marks printed again for an earlier footnote stood in the text as digits
(73/17, 72/16, 72/112) or were dropped (73/7); a line of one instrument was taken for a heading and
one goal of seventeen for a paragraph (70/1); the only clause of A/L.632 was three, and a day the
scan does not show whole was half of its date. Left as read: the session of A/L.632, whose first
letters the scan's own text has wrong.
"""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from db.errors import NotADocument
from db.formats.reading import read

EXPECTED = tomllib.loads(
    Path(__file__).with_name("expected_documents.toml").read_text(encoding="utf-8")
)["file"]
KINDS = {"pp": "preambular", "op": "operative", "fn": "footnote", "h": "heading"}


def bytes_of(shared: Path, expected: dict[str, Any]) -> bytes:
    return (shared / "corpora" / expected["path"]).read_bytes()


@pytest.mark.parametrize(
    "expected", [e for e in EXPECTED if "symbol" in e], ids=lambda e: e["path"]
)
def test_file_is_read_as_it_stands(shared: Path, expected: dict[str, Any]) -> None:
    (found,) = read(bytes_of(shared, expected), expected["path"])
    record = found.edition.provenance
    assert found.document.id == expected["symbol"]
    assert found.document.title.replace("\u00a0", " ") == expected["title"]
    for name in ("session", "agenda_item", "adopted"):
        assert record.get(name, "") == expected[name]
    assert found.document.date == expected["adopted"]
    assert found.edition.key == (type(found.edition.key)(expected["symbol"], "import", "en"))
    words = [(p.label, p.text.split()[0], p.text.split()[-1]) for p in found.edition.passages]
    assert words == [tuple(line.split()) for line in expected["paragraphs"].strip().splitlines()]
    marks = [f"{p.label}:{note}" for p in found.edition.passages for _, note in p.footnotes]
    assert marks == expected.get("marks", "").split()
    for passage in found.edition.passages:
        head = passage.label.rstrip("0123456789")
        assert passage.kind == KINDS.get(head, passage.kind)


@pytest.mark.parametrize(
    "expected", [e for e in EXPECTED if "refused" in e], ids=lambda e: e["path"]
)
def test_file_is_refused_with_what_to_do(shared: Path, expected: dict[str, Any]) -> None:
    with pytest.raises(NotADocument, match=expected["refused"]):
        read(bytes_of(shared, expected), expected["path"])


def test_every_file_is_expected(shared: Path) -> None:
    there = {
        f"{folder}/{path.name}"
        for folder in ("word", "pdf")
        for path in (shared / "corpora" / folder).iterdir()
    }
    assert there == {expected["path"] for expected in EXPECTED}


def test_openers_are_the_set_off_words(shared: Path) -> None:
    data = (shared / "corpora" / "pdf" / "A_RES_73_7-EN.pdf").read_bytes()
    (found,) = read(data)
    openers = {p.label: p.opener for p in found.edition.passages}
    assert [openers[f"op{n}"] for n in (1, 3, 9, 22, 26)] == [
        "Welcomes", "Further welcomes", "Calls upon", "Expresses its appreciation", "Takes note",
    ]  # fmt: skip
    assert openers["pp2"] == "Recalling also"
    texts = {p.label: p.text for p in found.edition.passages}
    assert "post-conflict societies" in texts["pp5"]
    assert "the impact of" in texts["op24"]
    assert "seventy-fourth session" in texts["op28"]
    assert not any("18-18142" in text or "\ufffe" in text for text in texts.values())
    note = next(p for p in found.edition.passages if p.label == "fn4")
    assert note.sources == ("A/RES/73/7 op1",)


def test_marks_of_footnotes_keep_their_place_in_word(shared: Path) -> None:
    data = (shared / "corpora" / "word" / "70_1.docx").read_bytes()
    (found,) = read(data)
    passage = next(p for p in found.edition.passages if p.label == "op10")
    assert [label for _, label in passage.footnotes] == ["fn1", "fn2", "fn3", "fn4"]
    first, *_ = [passage.text[:place] for place, _ in passage.footnotes]
    assert first.endswith("Universal Declaration of Human Rights,")


def test_marks_of_footnotes_keep_their_place_in_a_pdf(shared: Path) -> None:
    data = (shared / "corpora" / "pdf" / "A_RES_73_7-EN.pdf").read_bytes()
    (found,) = read(data)
    before: dict[str, str] = {}
    for passage in found.edition.passages:
        for place, label in passage.footnotes:
            before.setdefault(label, passage.text[:place])
    assert list(before) == [f"fn{n}" for n in range(1, 10)]
    ends = {"fn1": "Criminal Court", "fn2": "Criminal Court,", "fn4": "for 2017/18;",
            "fn6": "status and mandate,", "fn8": "Agreement;"}  # fmt: skip
    assert all(before[label].endswith(words) for label, words in ends.items())


def test_a_mark_printed_again_leads_to_the_earlier_footnote(shared: Path) -> None:
    (found,) = read((shared / "corpora" / "word" / "73_17.doc").read_bytes())
    passage = next(p for p in found.edition.passages if p.label == "op1")
    ((place, label),) = passage.footnotes
    assert label == "fn1"
    assert passage.text[:place].endswith("Goals and targets")
    assert passage.text[place:].startswith(" in order")


def test_what_a_scan_does_not_show_whole_is_not_made_up(shared: Path) -> None:
    (found,) = read((shared / "corpora" / "pdf" / "1971-09-29_A_L.632-EN.pdf").read_bytes())
    assert "published" not in found.edition.provenance
    clause = found.edition.passages[1]
    assert (clause.kind, clause.opener) == ("operative", "Decides")


@pytest.mark.parametrize(
    "name", ["MALFORMED_75_251_B_S.xml", "MALFORMED_A_RES_77_104-2228250S.xml"]
)
def test_xml_that_is_not_well_formed_is_refused(shared: Path, name: str) -> None:
    with pytest.raises(NotADocument, match="not well-formed XML: line"):
        read((shared / "corpora" / "edge" / name).read_bytes(), name)
