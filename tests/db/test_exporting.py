"""Documents written out and read back: nothing is lost, nothing is taken for what it is not."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html

from db.errors import NotADocument, UsageError
from db.formats import akn
from db.formats.akn_own import OWN
from db.formats.reading import read
from db.library import documents, exporting
from db.library.preparing import prepare
from db.models import VOICES, Document, Edition, EditionKey, Passage

LETTER = Document("letter", "statement", "A letter", "Letter", "2025-01-02")
EDITION = Edition(
    EditionKey("letter", "digest", "en"),
    "A *letter* <b>",
    (
        Passage("record.speaker", "record", "digest", "Ms. X", heading="Speaker"),
        Passage("h1", "heading", "digest", "On ferries", part="Body"),
        Passage("p1", "paragraph", "reported", "She spoke of 1. ferries & [more].", part="Body",
                speaker="Ms. X", footnotes=((9, "fn1"),), themes=("ferries",), lines=(3, 4)),
        Passage("p2", "paragraph", "quoted", "We  go", part="Body", speaker="Ms. X"),
        Passage("p2.a", "point", "digest", "# not a heading", part="Body", opener="# not"),
        Passage("t1.r1", "table", "digest", "a | b", part="Body"),
        Passage("fn1", "footnote", "digest", "See <there>.", part="Footnotes",
                sources=("letter p1",)),
        Passage("fn2", "footnote", "digest", "Without a place.", part="Footnotes"),
    ),
    {"source": "a test", "status": "study digest, not official"},
)  # fmt: skip


def text(form: str, edition: Edition = EDITION) -> str:
    return exporting.write(LETTER, edition, form).decode()


def test_akn_gives_back_the_same_passages() -> None:
    back = akn.parse(exporting.write(LETTER, EDITION, "akn"))
    assert back.edition.passages == EDITION.passages
    assert back.edition.provenance == EDITION.provenance
    assert back.edition.title == EDITION.title
    assert back.document == LETTER
    # a digest never comes back as anything official
    assert back.edition.key == EditionKey("letter", "import", "en")


def test_a_footnote_marked_twice_comes_back_once_with_both_its_marks() -> None:
    again = EDITION.passages[3]._replace(footnotes=((2, "fn1"),))
    twice = EDITION._replace(passages=(*EDITION.passages[:3], again, *EDITION.passages[4:]))
    assert akn.parse(exporting.write(LETTER, twice, "akn")).edition.passages == twice.passages
    assert text("md", twice).count("[^fn1]:") == 1


@pytest.mark.parametrize("form", ["md", "html", "akn", "docx"])
def test_where_a_file_lay_on_this_machine_goes_nowhere(form: str) -> None:
    there = EDITION._replace(provenance={**EDITION.provenance, "path": "/home/ada/secret.pdf"})
    written = exporting.write(LETTER, there, form)
    if form == "docx":
        with zipfile.ZipFile(io.BytesIO(written)) as word:
            written = b"".join(map(word.read, word.namelist()))
    assert b"a test" in written
    assert b"/home/ada" not in written


def test_akn_goes_through_the_door_of_every_import() -> None:
    data = exporting.write(LETTER, EDITION, "akn")
    assert read(data)[0].edition.passages == EDITION.passages
    assert len(prepare(data, "letter.xml").editions) == 1


TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40)


@given(st.lists(st.tuples(TEXTS, st.sampled_from(VOICES), TEXTS), min_size=1, max_size=5))
@settings(deadline=None, max_examples=60)
def test_whatever_is_in_a_text_comes_back(parts: list[tuple[str, str, str]]) -> None:
    passages = tuple(
        Passage(
            f"p{n}",
            "paragraph",
            voice,
            words,
            speaker=who,
            footnotes=((len(words) // 2, f"fn{n}"),),
        )  # type: ignore[arg-type]
        for n, (words, voice, who) in enumerate(parts, 1)
    ) + tuple(
        Passage(f"fn{n}", "footnote", "quoted", words, sources=(f"letter p{n}",))
        for n, (words, _, _) in enumerate(parts, 1)
    )
    edition = Edition(EDITION.key, "T", passages)
    data = exporting.write(LETTER, edition, "akn")
    fit = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
    back = akn.parse(data).edition.passages
    assert [p.label for p in back] == [p.label for p in passages]
    for was, now in zip(passages, back, strict=True):
        kept = fit.sub("\ufffd", was.text).replace("\r\n", "\n").replace("\r", "\n")
        assert now.text.replace("\r\n", "\n").replace("\r", "\n") == kept
        assert now.voice == was.voice
    for form in ("md", "html", "docx"):
        assert exporting.write(LETTER, edition, form)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        (b'voice="reported"', b'voice="shouted"'), (b':label="p2"', b':label="p1"'),
        (b':n="1"', b':n="x"'), (b"{&quot;source", b"[{&quot;source"),
        (b":language=\"en\"", b":language=\"\""),
    ],
)  # fmt: skip
def test_a_file_of_ours_that_was_spoilt_is_refused_in_a_sentence(was: bytes, now: bytes) -> None:
    data = exporting.write(LETTER, EDITION, "akn")
    assert was in data
    with pytest.raises(NotADocument):
        akn.parse(data.replace(was, now))


def test_every_official_text_comes_back_and_most_without_our_help(shared: Path) -> None:
    corpus = shared / "corpora" / "ga-six-languages.zip"
    if not corpus.is_file():
        pytest.skip(f"{corpus.name} is not among the reference material")
    of_ours = re.compile(rb' (?:xmlns:)?resolute(?::\w+)?="[^"]*"')
    plainly = count = 0
    with zipfile.ZipFile(corpus) as files:
        for name in files.namelist()[::3]:
            for one in akn.parse_all(files.read(name)):
                data = exporting.write(one.document, one.edition, "akn")
                back = akn.parse(data)
                assert back.edition == one.edition
                assert OWN.encode() not in of_ours.sub(b"", data)
                plain = akn.parse(of_ours.sub(b"", data)).edition.passages
                plainly += [(p.label, p.text) for p in plain] == [
                    (p.label, p.text) for p in one.edition.passages
                ]
                count += 1
    assert count >= 30
    assert plainly >= 0.8 * count


def test_only_quoted_words_stand_in_quotation_marks_and_voices_are_said() -> None:
    for form in ("md", "html"):
        written = text(form)
        assert written.count("“") == 1
        assert "“We  go”" in written
        assert "reported, Ms. X" in written
        assert "not the official text" in written
        assert "study digest, not official" in written
    official = Edition(EditionKey("letter", "official", "en"), "T", EDITION.passages[:1])
    assert "not the official text" not in text("md", official)


def test_footnotes_stand_at_their_places() -> None:
    markdown = text("md")
    assert "She spoke[^fn1] of 1" in markdown
    assert "[^fn1]: See \\<there\\>." in markdown
    assert "[^fn2]" in markdown
    page = html.fromstring(text("html"))
    assert page.xpath("//p[@id='p1']//sup/a/@href") == ["#fn1"]
    assert page.xpath("//p[@id='fn1']/a/@href") == ["#p1"]


def test_nothing_in_a_text_is_markup() -> None:
    page = html.fromstring(text("html"))
    assert page.xpath("string(//h1)") == EDITION.title
    assert not page.xpath("//main//b")
    markdown = text("md")
    assert markdown.startswith("# A \\*letter\\* \\<b\\>\n")
    assert "\n# not" not in markdown


def test_a_date_keeps_its_place_behind_the_name_of_arabic() -> None:
    arabic = Edition(EditionKey("letter", "official", "ar"), "T", EDITION.passages)
    said = "letter · Official text · \u2068العربية\u2069 · 2 January 2025"
    assert said in text("html", arabic)


def test_a_page_has_every_paragraph_with_its_words() -> None:
    page = html.fromstring(text("html"))
    for passage in EDITION.passages:
        (found,) = page.xpath(f"//*[@id='{passage.label}']")
        assert (
            "".join(passage.text.split())
            in "".join("".join(t for t in found.itertext()).replace("1of", "of").split())
            or passage.footnotes
        )
    assert page.get("lang") == "en"
    arabic = Edition(EditionKey("letter", "official", "ar"), "T", EDITION.passages)
    assert 'dir="rtl"' in text("html", arabic)


def test_akn_says_in_plain_elements_what_others_read() -> None:
    root = etree.fromstring(exporting.write(LETTER, EDITION, "akn"))
    assert root.findtext(".//{*}docTitle") == EDITION.title
    assert root.find(".//{*}FRBRlanguage").get("language") == "eng"  # type: ignore[union-attr]
    assert "not the official text" in (root.findtext(".//{*}docStatus") or "")


def test_a_word_file_is_read_back() -> None:
    (back,) = read(exporting.write(LETTER, EDITION, "docx"), "letter.docx")
    words = " ".join(p.text for p in back.edition.passages)
    assert "“We  go”" in words or "“We go”" in words
    assert "reported, Ms. X" in words


def test_a_file_is_written_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / exporting.file_name(EDITION, "md")
    assert target.name == "letter-digest-en.md"
    target.write_text("before")
    with pytest.raises(OSError, match="No such file"):
        exporting.save(LETTER, EDITION, "md", tmp_path / "nowhere" / "x.md")
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises(OSError, match="full"):
        exporting.save(LETTER, EDITION, "md", target)
    assert target.read_text() == "before"
    assert list(tmp_path.iterdir()) == [target]
    with pytest.raises(UsageError, match="md, html, akn, docx"):
        exporting.write(LETTER, EDITION, "pdf")


def test_every_bundled_document_goes_out_in_every_form(reader) -> None:  # type: ignore[no-untyped-def]
    for found in documents.documents(reader):
        edition = documents.edition(reader, found.editions[0].key)
        for form in exporting.FORMS:
            assert len(exporting.write(found, edition, form)) > 500
